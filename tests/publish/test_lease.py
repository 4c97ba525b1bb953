from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest
from msgspec.structs import replace

from site_builder.publish import lease as leases
from site_builder.publish.lease import LEASE_S, Lease, decoded, encoded, is_over


@pytest.fixture
def lease() -> Lease:
    return Lease.of("the nurse")


def test_a_lease_is_stored_and_read_again(lease: Lease) -> None:
    assert decoded(encoded(lease)) == lease


def test_the_lease_of_a_process_that_runs_is_not_over(lease: Lease) -> None:
    assert not is_over(lease)


def test_a_lease_that_nobody_renewed_is_over(lease: Lease, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time", lambda: lease.until + 1)
    assert is_over(lease)
    assert not is_over(lease.renewed())
    assert lease.renewed().until == lease.until + 1 + LEASE_S


def test_the_lease_of_a_process_that_has_ended_is_over_at_once(lease: Lease) -> None:
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from site_builder.publish.lease import *; sys.stdout.buffer.write(encoded(Lease.of('x')))",
        ],
        check=True,
        capture_output=True,
    )
    assert is_over(decoded(told.stdout))


def test_the_lease_of_a_process_whose_number_another_has_now_is_over(lease: Lease) -> None:
    assert is_over(replace(lease, process=f"{os.getpid()} 1"))


def test_of_another_machine_nobody_knows_who_runs_there(lease: Lease) -> None:
    assert not is_over(replace(lease, machine="another", process="1 1"))
    assert not is_over(replace(lease, machine="", process="1 1"))


def test_a_process_that_waits_to_be_buried_has_ended() -> None:
    child = subprocess.Popen([sys.executable, "-c", ""])
    try:
        os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
        assert leases._process(child.pid) == str(child.pid)
    finally:
        child.wait()


def test_a_lock_that_cannot_be_read_is_over() -> None:
    assert is_over(decoded(b"{"))
