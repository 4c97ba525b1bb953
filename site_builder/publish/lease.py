"""A lock that ends by itself: who holds it until when, for stores that know nothing but objects."""

from __future__ import annotations

import os
import secrets
import time
from pathlib import Path

import msgspec
from msgspec.structs import replace

LEASE_S = 900.0
"""Seconds after which a lock that nobody has renewed is anybody's: longer than the longest build."""


class Lease(msgspec.Struct, frozen=True):
    """A lock: `holder` for people, `token` to know it by, `until` in seconds since 1970.

    `machine` and `process` tell a publisher on the same machine whether the holder still runs.
    """

    holder: str
    token: str
    until: float
    machine: str = ""
    process: str = ""

    @classmethod
    def of(cls, holder: str) -> Lease:
        """Return a lock for this process, from now on."""
        return cls(holder, secrets.token_hex(8), time.time() + LEASE_S, _machine(), _process(os.getpid()))

    def renewed(self) -> Lease:
        """Return the same lock, from now on."""
        return replace(self, until=time.time() + LEASE_S)


def is_over(lease: Lease) -> bool:
    """Return whether its holder has not renewed it in time, or is known to run no more."""
    if lease.until < time.time():
        return True
    if not lease.machine or lease.machine != _machine():
        return False
    number = lease.process.partition(" ")[0]
    return number.isdigit() and _process(int(number)) != lease.process


def encoded(lease: Lease) -> bytes:
    """Return the lock as it is stored."""
    return msgspec.json.encode(lease)


def decoded(data: bytes) -> Lease:
    """Return the lock that is stored; one that cannot be read is over, since whoever wrote it cannot say so."""
    try:
        return msgspec.json.decode(data, type=Lease)
    except msgspec.DecodeError:
        return Lease("an unknown publisher", "", 0.0)


def _machine() -> str:
    """Return what tells this run of this machine, and of its view on processes, from any other; "" if nothing does."""
    try:
        started = Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
        return f"{started} {os.readlink('/proc/self/ns/pid')}"
    except OSError:
        return ""


def _process(number: int) -> str:
    """Return the number of a process and when it began; the number alone where it does not run."""
    try:
        status = Path(f"/proc/{number}/stat").read_text("utf-8", "replace")
    except OSError:
        return str(number)
    # The name of the program stands in brackets, and may hold any sign; the third field is its state, of which Z has
    # ended, and the 22nd when it began (proc(5)).
    fields = status.rpartition(")")[2].split()
    return str(number) if fields[0] == "Z" else f"{number} {fields[19]}"
