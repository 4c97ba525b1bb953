"""What is written to: how wide it is, whether it shows colours, and how many of its cells a text takes."""

from __future__ import annotations

import os
import textwrap
import unicodedata
from typing import NamedTuple, TextIO

WIDEST = 100
"""Columns of a text that is read from line to line; longer lines are hard to read, however wide the terminal is."""

STYLES = {"bold": "1", "dim": "2", "error": "1;31", "warning": "1;33", "info": "1;36", "removed": "31", "added": "32"}
"""What a style is to a terminal (ECMA-48). None of them is ever the only sign of anything."""


class Screen(NamedTuple):
    """Where a text is read: `width` in columns, 0 for a file or a pipe, where no line is broken."""

    width: int = 0
    has_colours: bool = False

    @classmethod
    def of(cls, stream: TextIO) -> Screen:
        """Return what there is to know of the terminal behind `stream`, if there is one."""
        if not stream.isatty():
            return cls()
        has_colours = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        return cls(_columns(stream), has_colours)

    def styled(self, text: str, style: str) -> str:
        """Return `text` in a style of `STYLES`, as it is where there are no colours."""
        return f"\x1b[{STYLES[style]}m{text}\x1b[0m" if self.has_colours and text else text

    def wrapped(self, text: str, head: str = "", *, indent: int | None = None) -> list[str]:
        """Return `text` behind `head` in lines that fit, all but the first `indent` columns in (default: as `head`)."""
        if not self.width:
            return [(head + text).rstrip()]
        columns, width = len(head) if indent is None else indent, min(self.width, WIDEST)
        before = " " * (columns if columns * 2 <= width else min(columns, 6))
        room = max(width, len(before) + 10)
        return textwrap.wrap(
            head + text, room, subsequent_indent=before, break_on_hyphens=False, break_long_words=False
        )


def cells(text: str) -> int:
    """Return how many columns `text` takes: two for a wide character of East Asia, none for a mark above another."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def _cells(sign: str) -> int:
    if unicodedata.category(sign) in ("Mn", "Me") or "\u1160" <= sign <= "\u11ff":
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def _columns(stream: TextIO) -> int:
    """Return the columns of a terminal: as COLUMNS says, as it says itself, or as most have."""
    said = os.environ.get("COLUMNS", "")
    if said.isascii() and said.isdigit() and int(said):
        return int(said)
    try:
        return os.get_terminal_size(stream.fileno()).columns or 80
    except (OSError, ValueError):
        return 80
