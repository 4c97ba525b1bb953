"""The rulebook: what the texts of a site are held to, as a stage reads it."""

from __future__ import annotations

from collections.abc import Hashable
from functools import lru_cache
from typing import cast

import msgspec
from msgspec.structs import replace

from site_builder.cache.memo import Blobs
from site_builder.model.rule import Kind, Rulebook


def rulebook(digest: bytes, blobs: Blobs, *, language: str = "") -> Rulebook:
    """Return the rulebook that is kept under `digest`; the same value each time, so that its patterns are made once.

    With a `language`, only the rules that hold for a text in it.
    """
    return _rulebook(digest, cast("Hashable", blobs), language)


@lru_cache(maxsize=8)
def _rulebook(digest: bytes, blobs: Hashable, language: str) -> Rulebook:
    if language:
        return for_language(rulebook(digest, cast("Blobs", blobs)), language)
    return _RULEBOOK.decode(cast("Blobs", blobs).read(digest))


def for_language(book: Rulebook, language: str) -> Rulebook:
    """Return the rules of `book` for a text in `language`: those about words are made for the languages they name."""
    spoken = language.partition("-")[0]
    rules = tuple([rule for rule in book.rules if rule.kind is Kind.HTML or spoken in rule.languages])
    return replace(book, rules=rules)


_RULEBOOK = msgspec.msgpack.Decoder(Rulebook)
