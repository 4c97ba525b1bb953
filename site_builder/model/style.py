"""The stylesheets, and the two that they become."""

from __future__ import annotations

import msgspec

from site_builder.model.problem import Problem

ENTRY = "static/css/site.css"
"""The stylesheet that imports the others."""

TOKENS = "static/css/tokens.css"
"""The stylesheet that gives every colour its name."""

FIRST = "static/css/first.css"
"""The stylesheet of what a page shows first: it stands in the page itself, so that nothing is awaited."""


class StyleTask(msgspec.Struct, frozen=True):
    """Every stylesheet by its path and digest, and the address of every other static file by its path.

    `rules` is the digest of the rulebook that they are held to.
    """

    sheets: tuple[tuple[str, bytes], ...]
    addresses: tuple[tuple[str, str], ...]
    rules: bytes


class Stylesheet(msgspec.Struct, frozen=True):
    """The one stylesheet: the digest and size of its kept bytes. `first` is the digest of what stands in the pages."""

    digest: bytes
    size: int
    first: bytes
    problems: tuple[Problem, ...]
