"""A line of a file as it is shown to whoever has to mend it: cut to what fits, with what is pointed at."""

from __future__ import annotations

import unicodedata
from itertools import accumulate, takewhile
from typing import NamedTuple

from site_builder.screen import cells

TAB = "    "


class Excerpt(NamedTuple):
    """A part of a line. A pointer below it begins after `start` columns and is `length` columns long.

    Where terminals do not agree on the order of what is shown, `start` is -1, and `at` says in words what is meant.
    """

    text: str
    start: int
    length: int = 1
    at: str = ""


def excerpt(line: str, column: int, width: int, *, length: int = 1) -> Excerpt:
    """Return what fits into `width` columns of a line around its character at `column` (1 is the first).

    `length` is how many characters are meant. What lies beyond the end of the line stands behind its last character.
    """
    index = min(column - 1, len(line))
    # However long the line, and however many marks stand on one letter: no more is looked at.
    first, last = max(index - 4 * width, 0), index + 4 * width
    signs = [_shown(sign) for sign in line[first:last]]
    target = index - first
    while 0 < target < len(signs) and not cells(signs[target]):
        target -= 1  # a mark is shown on the letter before it
    begin, end = _window(signs, target, width, is_cut=(first > 0, last < len(line)))
    before = "…" if first + begin else ""
    after = "…" if first + end < len(line) else ""
    text = f"{before}{''.join(signs[begin:end])}{after}".rstrip()
    if any(unicodedata.bidirectional(sign) in ("R", "AL", "AN") for sign in text):
        return Excerpt(text, -1, at=_named(line[index : index + LONGEST_NAME]))
    start = cells(before) + cells("".join(signs[begin:target]))
    return Excerpt(text, start, max(cells("".join(signs[target : min(target + length, end)])), 1))


LONGEST_NAME = 24
"""Characters of the line that are quoted where no pointer can be drawn."""


def _named(rest: str) -> str:
    """Return the first word of `rest`, without signs that would change the direction of what is around it."""
    word = "".join(takewhile(lambda sign: not sign.isspace(), rest.lstrip()))
    return "".join(sign for sign in word if sign.isprintable())


def _shown(sign: str) -> str:
    """Return what stands for a character: what no terminal shows, or each in its own width, is told or left out."""
    if sign == "\t":
        return TAB
    if sign in _DISPUTED:
        return ""
    if unicodedata.category(sign) == "Zs":
        return " " * cells(sign)
    return sign if sign.isprintable() else "�"


_DISPUTED = {"\u200d", "\ufe0e", "\ufe0f", *map(chr, range(0x1F3FB, 0x1F400))}
"""What joins emoji to one, or gives them another look: some terminals show one sign then, some several."""


def _window(signs: list[str], target: int, width: int, *, is_cut: tuple[bool, bool]) -> tuple[int, int]:
    """Return which of the signs to show: all that fit, and where they do not, more behind the target than before it."""
    before = [*accumulate((cells(sign) for sign in reversed(signs[:target])), initial=0)]
    after = [*accumulate((cells(sign) for sign in signs[target:]), initial=0)]
    if not any(is_cut) and before[-1] + after[-1] <= width:
        return 0, len(signs)
    room = max(width - 2, 2)  # what is cut off is marked on both sides
    behind = min(after[-1], max(room * 2 // 3, room - before[-1]))
    ahead = min(before[-1], room - behind)
    begin = target - (sum(used <= ahead for used in before) - 1)
    while begin < target and not cells(signs[begin]):
        begin += 1  # a mark without its letter
    return begin, target + sum(used <= behind for used in after) - 1
