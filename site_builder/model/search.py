"""What a visitor can search: parts of finished pages, and the index that is made of them."""

from __future__ import annotations

import msgspec


class Finished(msgspec.Struct, frozen=True, gc=False):
    """A finished page: its address, base path included, and the digest of its HTML."""

    url: str
    html: bytes


class Part(msgspec.Struct, frozen=True, gc=False):
    """What is found as one result: the address that it leads to, and the digest of its HTML alone."""

    url: str
    html: bytes


class Parts(msgspec.Struct, frozen=True):
    """Every part of one page, in page order; none where nothing of it is searched."""

    parts: tuple[Part, ...]


class IndexTask(msgspec.Struct, frozen=True):
    """All that is searched, in every language of the site."""

    parts: tuple[Part, ...]


class SearchIndex(msgspec.Struct, frozen=True):
    """The files of the index: for each its path within the folder of the index, its digest and its size in bytes."""

    files: tuple[tuple[str, bytes, int], ...]
