"""The stylesheets, and the one that they become."""

from __future__ import annotations

import msgspec

from site_builder.model.problem import Problem

ENTRY = "static/css/site.css"
"""The stylesheet that imports the others."""


class StyleTask(msgspec.Struct, frozen=True):
    """Every stylesheet by its path and digest, and the address of every other static file by its path.

    `rules` is the digest of the rulebook that they are held to.
    """

    sheets: tuple[tuple[str, bytes], ...]
    addresses: tuple[tuple[str, str], ...]
    rules: bytes


class Stylesheet(msgspec.Struct, frozen=True):
    """The one stylesheet: the digest and size of its kept bytes."""

    digest: bytes
    size: int
    problems: tuple[Problem, ...]
