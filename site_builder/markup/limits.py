"""What Python-Markdown must not be given: it takes minutes over some texts that no one would write by hand."""

from __future__ import annotations

import re

from site_builder.markup.conversion import Conversion
from site_builder.model.problem import Place

LONGEST_BODY = 512 * 1024
LONGEST_LINE = 20_000
DEEPEST = 20
"""Characters of a body and of a line; levels of lists and quotations."""

MOST = {
    **dict.fromkeys(("[", "]", "(", "{", "*", "_", "`", "!", "&", "|", "\\", ":", ">", "  \n"), (1_000, 6_000)),
    "<": (1_000, 1_500),
    "[^": (500, 500),
    "///": (1_000, 1_000),
}
"""How many of each there may be in one paragraph, and in a body: the time they take grows with the square of the first
or the second. With any text within these limits Markdown is done in about two seconds."""

MOST_OPEN_TAGS = 50
"""How many tags without an end there may be in a body."""


def within_limits(body: str, conversion: Conversion) -> bool:
    """Return whether Markdown may read `body`; if not, the reason is reported."""
    if len(body) > LONGEST_BODY:
        message = f"The text has {len(body):,} characters; the most that is read is {LONGEST_BODY:,}."
        conversion.report("body-too-large", message, "Divide it into several files.", conversion.place(0))
        return False
    return all(check(body, conversion) for check in (_lines, _special, _open_tags, _nesting))


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
    """Check that nothing with a meaning of its own is heaped up."""
    for sign, (most_in_block, most_in_body) in MOST.items():
        if (count := body.count(sign)) <= most_in_block:
            continue
        if count > most_in_body:
            _too_many(sign, count, "text", conversion.place(body.index(sign)), conversion)
            return False
        start = 0
        for block in _BLANK_LINE.split(body):
            if (count := block.count(sign)) > most_in_block:
                _too_many(sign, count, "paragraph", conversion.place(body.index(sign, start)), conversion)
                return False
            start = body.index(block, start) + len(block)
    return True


_BLANK_LINE = re.compile(r"\n[ \t]*\n")


def _too_many(sign: str, count: int, where: str, place: Place, conversion: Conversion) -> None:
    shown = f"“{sign}”" if sign.strip() else "pairs of spaces at the end of a line"
    message = f"There are {count:,} {shown} in this {where}, more than can be read."
    conversion.report("too-many-characters", message, "Look for something that was pasted here by mistake.", place)


def _open_tags(body: str, conversion: Conversion) -> bool:
    """Check that there are not many tags without an end: for each of them all that follows is searched."""
    if body.count("<") <= MOST_OPEN_TAGS:
        return True
    found = list(_OPEN_TAG.finditer(body))
    if len(found) > MOST_OPEN_TAGS:
        message = f"There are {len(found)} “<” in this text that no “>” closes."
        conversion.report(
            "too-many-characters", message, "Add >, or write &lt; for “less than”.", conversion.place(found[0].start())
        )
        return False
    return True


_OPEN_TAG = re.compile(r"<(?:[a-zA-Z/?]|!(?!--))[^<>]*(?=<|\Z)")


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
