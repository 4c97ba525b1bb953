"""One canonical digest for bytes and for every value of the model."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from hashlib import blake2b
from typing import Any

SIZE = 16
"""Bytes in a digest: 128 bits, so that two different inputs never meet by chance."""


def digest_bytes(data: bytes | memoryview) -> bytes:
    """Return the digest of `data`."""
    return blake2b(data, digest_size=SIZE).digest()


def digest(value: Any) -> bytes:
    """Return the digest of a model value: equal values give equal digests, different ones different digests.

    The encoding carries the name of every field, so a field that is added or renamed changes the digest too; what has
    no order of its own is sorted. Raises TypeError for what has no fixed form, such as an open file.
    """
    return digest_bytes(encoder()(value))


@lru_cache
def encoder() -> Callable[[Any], bytes]:
    """Return the function that encodes a model value, canonically."""
    import msgspec  # late: a build that finds nothing to do needs only digest_bytes

    def refuse(value: Any) -> Any:
        raise TypeError(f"a digest needs a frozen value, not {type(value).__name__}")

    return msgspec.msgpack.Encoder(enc_hook=refuse, order="deterministic").encode
