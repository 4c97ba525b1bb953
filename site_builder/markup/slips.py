"""What a writer almost wrote: the signs of a citation, a list, a table or a link that come out as plain text.

What Markdown makes of a sign only Markdown knows. So a mark is set behind each sign that may be a slip; where the sign
still stands before its mark when Markdown is done, it is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from site_builder.markup.conversion import Conversion, quoted
from site_builder.model.problem import Place, Severity


class Slip(NamedTuple):
    """A slip: how the text before its mark ends if it is one, and what to tell of it."""

    signs: tuple[str, ...]
    rule: str
    message: str
    hint: str


_BRACKETS = Slip(("@", "["), "citation-without-brackets", "“{0}” is printed as it stands.", "Write [@{0}].")
_KEY = r"[A-Za-z]+[0-9]{4}[A-Za-z]*"

SLIPS = {
    "bare-key": _BRACKETS,
    "key-without-at": _BRACKETS,
    "bare-address": Slip(
        ("http",),
        "link-not-made",
        "“{0}” is printed as it stands; nobody can follow it.",
        "Write [words](https://…) or <https://…>.",
    ),
    "spaced-link": Slip(
        ("(",), "link-not-made", "“{0}” is printed as it stands.", "Delete the space between the brackets: [words](…)."
    ),
    "item": Slip(
        ("-", "*"),
        "list-not-begun",
        "This line goes on from the one above it; its “{0}” is printed.",
        "Put an empty line above the first {0}.",
    ),
    "table": Slip(
        ("|",),
        "table-not-made",
        "These lines are printed as they stand, with all their |.",
        "Put an empty line above the table, and below its first line one with as many parts: |---|---|.",
    ),
}
"""By the kind of mark that is set for it."""

_SIGNS = {
    "bare-key": re.compile(rf"@(?<![\w.@/\\\[;+-]@)(?<!; @)(?P<key>{_KEY})(?![\w@/]|\.\w)"),
    "key-without-at": re.compile(rf"\[(?<![!\\\]]\[)(?P<key>{_KEY})\](?![\[(:]|[ ]\()"),
    "bare-address": re.compile(r"""http(?<!\]\(http)(?<![<"'=\w/:]http)s?://[^\s<>()]+"""),
}
_SPACED_LINK = re.compile(r"\][ ]+\((?=(?:[^()\s]*\.md(?:#[^()\s]*)?|#[^()\s]+|[a-z]+:[^()\s]+)\))")
_DEFINITION = re.compile(r"\[([^\[\]\n]*)\]:")
_LENGTHS = {"bare-key": 1, "key-without-at": 1, "bare-address": 4}
"""How many characters of a sign stand before its mark."""

_ITEM = re.compile(r"\n[ >]{0,3}(?P<sign>[-*])[ ]+(?=[\w\"'(“‘\[<*_`])(?![-* ]*\n)")
_NOT_A_PARAGRAPH = re.compile(r"[ >]*(?:$|[-*+][ ]|\d+\.[ ]|#|/{3}|```|~~~|<)")
_RULE = re.compile(r"\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*")


def signs_of_slips(body: str) -> Iterator[tuple[str, int, int]]:
    """Yield of every sign in `body` that may be a slip its kind, where it begins, and where its mark belongs."""
    spaced = set()
    defined = {found[1].lower() for found in _DEFINITION.finditer(body)} if "]:" in body else set()
    for found in _SPACED_LINK.finditer(body):
        spaced.add(found.end())
        yield "spaced-link", max(body.rfind("[", 0, found.start()), 0), found.end()
    for kind, pattern in _SIGNS.items():
        for found in pattern.finditer(body):
            is_defined = kind == "key-without-at" and found["key"].lower() in defined
            if not is_defined and found.start() not in spaced:
                yield kind, found.start(), found.start() + _LENGTHS[kind]
    for found in _ITEM.finditer(body):
        if not _NOT_A_PARAGRAPH.match(body[body.rfind("\n", 0, found.start()) + 1 : found.start()]):
            yield "item", found.start("sign"), found.end()
    if "|" in body:
        yield from _tables(body)


def tell_slip(kind: str, text: str, at: int, place: Place, conversion: Conversion) -> None:
    """Report the slip whose mark was set at `place`, if what stands before the mark, at `at` of `text`, is its sign."""
    slip = SLIPS[kind]
    if text[max(at - _LONGEST_SIGN, 0) : at].rstrip(" ").endswith(slip.signs):
        written, key = _written(kind, _rest_of_line(place, conversion))
        conversion.report(slip.rule, slip.message.format(written), slip.hint.format(key), place, Severity.WARNING)


def tell_surplus(place: Place, row: int, surplus: int, conversion: Conversion) -> None:
    """Report that row `row` of the table which begins at `place` has `surplus` cells more than its header."""
    at = Place(place.line + row, 1)
    line = _rest_of_line(at, conversion).rstrip()
    pipes = [found.start() for found in re.finditer(r"(?<!\\)\|", line.removesuffix("|"))]
    start = pipes[-surplus] + 1 if surplus <= len(pipes) else 0
    start += len(line[start:]) - len(line[start:].lstrip())
    message = f"This row has more cells than the first line of the table; “{quoted(line[start:])}” would be lost."
    hint = "Delete a |, write \\| for one that is part of the text, or give the first two lines another cell."
    conversion.report("table-row-too-long", message, hint, Place(at.line, start + 1))


_LONGEST_SIGN = 20
"""Characters, spaces behind it included."""


def _rest_of_line(place: Place, conversion: Conversion) -> str:
    start = conversion.index(place)
    end = conversion.body.find("\n", start)
    return conversion.body[start : end if end >= 0 else None]


def _written(kind: str, line: str) -> tuple[str, str]:
    """Return what of `line`, which begins with a sign, to quote in a message and in a hint."""
    if kind in ("item", "table"):
        return line[0], line[0]
    if kind == "spaced-link":
        return quoted(line.partition(")")[0] + ")"), ""
    found = _SIGNS[kind].match(line)
    if found is None:
        return quoted(line), ""
    return quoted(found[0]), found.groupdict().get("key", "")


def _tables(body: str) -> Iterator[tuple[str, int, int]]:
    """Yield the first line of everything that may be meant as a table."""
    lines = [*body.split("\n"), ""]
    at, within = 0, False
    for line, below in pairwise(lines):
        cells = line.lstrip(" >")
        if not within and _may_begin_table(cells, below.lstrip(" >")):
            start = at + len(line) - len(cells)
            yield "table", start, start + len(cells) - len(cells.removeprefix("|").lstrip(" "))
        within = "|" in cells
        at += len(line) + 1


def _may_begin_table(cells: str, below: str) -> bool:
    if "|" not in cells or "|" not in below:
        return False
    return (_is_row(cells) and _is_row(below)) or bool(_RULE.fullmatch(below))


def _is_row(cells: str) -> bool:
    return cells.startswith("|") and cells.rstrip().endswith("|") and len(cells) > 2
