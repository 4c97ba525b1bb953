"""The rulebook: what the texts of a site are held to, as a stage reads it."""

from __future__ import annotations

from collections.abc import Hashable
from functools import lru_cache
from typing import cast

import msgspec

from site_builder.cache.memo import Blobs
from site_builder.model.rule import Rulebook


def rulebook(digest: bytes, blobs: Blobs) -> Rulebook:
    """Return the rulebook that is kept under `digest`; the same value each time, so that its patterns are made once."""
    return _rulebook(digest, cast("Hashable", blobs))


@lru_cache(maxsize=4)
def _rulebook(digest: bytes, blobs: Hashable) -> Rulebook:
    return _RULEBOOK.decode(cast("Blobs", blobs).read(digest))


_RULEBOOK = msgspec.msgpack.Decoder(Rulebook)
