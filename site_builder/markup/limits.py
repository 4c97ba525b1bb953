"""What Python-Markdown must not be given: it takes minutes over some texts that no one would write by hand."""

from __future__ import annotations

import re

from site_builder.markup.conversion import Conversion
from site_builder.model.problem import Place

LONGEST_BODY = 512 * 1024
LONGEST_LINE = 20_000
MOST_IN_BLOCK = 2_000
MOST_IN_BODY = 20_000
DEEPEST = 20
"""Characters of a body and of a line; how many of one special character a paragraph and a body may hold; levels of
lists and quotations. Measured: within these limits any text takes less than about two seconds."""

_SPECIAL = "[]<>*_`!&({|\\"


def within_limits(body: str, conversion: Conversion) -> bool:
    """Return whether Markdown may read `body`; if not, the reason is reported."""
    if len(body) > LONGEST_BODY:
        message = f"The text has {len(body):,} characters; the most that is read is {LONGEST_BODY:,}."
        conversion.report("body-too-large", message, "Divide it into several files.", conversion.place(0))
        return False
    return all(check(body, conversion) for check in (_lines, _special, _nesting))


def _lines(body: str, conversion: Conversion) -> bool:
    if len(body) <= LONGEST_LINE:
        return True
    for row, line in enumerate(body.split("\n")):
        if len(line) > LONGEST_LINE:
            message = f"The line has {len(line):,} characters; the most that is read is {LONGEST_LINE:,}."
            place = conversion.place_of_line(row)
            conversion.report("line-too-long", message, "Divide it into several lines.", place)
            return False
    return True


def _special(body: str, conversion: Conversion) -> bool:
    """Check that no character with a meaning is heaped up."""
    for character in _SPECIAL:
        count = body.count(character)
        if count <= MOST_IN_BLOCK:
            continue
        if count > MOST_IN_BODY:
            _too_many(character, count, "text", conversion.place(0), conversion)
            return False
        for found in re.finditer(r"(?:(?!\n[ \t]*\n)[^\0])+", body):
            count = found[0].count(character)
            if count > MOST_IN_BLOCK:
                place = conversion.place(found.start() + found[0].index(character))
                _too_many(character, count, "paragraph", place, conversion)
                return False
    return True


def _too_many(character: str, count: int, where: str, place: Place, conversion: Conversion) -> None:
    message = f"There are {count:,} “{character}” in this {where}; the text cannot be read."
    conversion.report("too-many-characters", message, "Look for something that was pasted here by mistake.", place)


def _nesting(body: str, conversion: Conversion) -> bool:
    """Check how deep lists and quotations are nested."""
    if not _MANY_MARKERS.search(f"\n{body}") and " " * 4 * (DEEPEST // 2) not in body:
        return True
    for found in _PREFIX.finditer(body):
        indent = len(found[0]) - len(found[0].lstrip(" "))
        if len(_MARKER.findall(found[0])) + indent // 4 > DEEPEST:
            message = f"Lists or quotations are nested more than {DEEPEST} deep here."
            hint = "Take away > or spaces at the start of the line."
            conversion.report("nested-too-deep", message, hint, conversion.place(found.start()))
            return False
    return True


_MARKER = re.compile(r">|[-*+:][ ]|\d\.[ ]")
_PREFIX = re.compile(r"^(?:[ ]*(?:>|[-*+:][ ]|\d+\.[ ]))+", re.MULTILINE)
_MANY_MARKERS = re.compile(rf"\n(?:[ ]*(?:>|[-*+:][ ]|\d+\.[ ])){{{DEEPEST // 2}}}")
