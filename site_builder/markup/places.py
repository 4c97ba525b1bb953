"""Where in the file each piece of markup stands.

Python-Markdown's tree does not know where it came from, and to find its n-th link by reading the source a second
time means to guess wherever the two readings differ. So marks are set before Markdown reads the text: a character
from the private use area, a number, another such character. They travel along, whatever Markdown makes of the text
around them, and those that nobody asked for are wiped off the finished HTML.

A mark stands behind `](` or `]:` in a link, behind `#` in a heading, behind the name in a tag, behind what may be a
slip. A citation is replaced
by its mark, so that Markdown has fewer brackets to think about.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import NamedTuple

from site_builder.markup.conversion import Conversion
from site_builder.markup.slips import signs_of_slips
from site_builder.model.document import BlockUse
from site_builder.model.problem import Place

OPEN, TAG_OPEN, CLOSE = "\ue000", "\ue004", "\ue001"
"""In a tag, a mark must be a word of its own: it has another opening character, and a space before it."""

MARK = re.compile(f"[{OPEN}{TAG_OPEN}]([0-9]+){CLOSE}")


class Mark(NamedTuple):
    """What a mark stands for; `source` is the text that was replaced by it."""

    kind: str
    place: Place
    source: str = ""
    use: BlockUse | None = None


class Marks:
    """The marks of one body, by number."""

    def __init__(self, conversion: Conversion) -> None:
        self._conversion = conversion
        self._marks: list[Mark] = []
        self._openings: dict[int, int] = {}
        self.has_slips = False

    def __getitem__(self, number: int) -> Mark:
        return self._marks[number]

    def set(self, body: str) -> str:
        """Return `body` with a mark at everything whose place may be asked for."""
        self._openings = _openings(body) if "](" in body else {}
        edits = [self._mark(kind, found) for kind, pattern in _INLINE.items() for found in pattern.finditer(body)]
        # With a line feed before it, every line begins with a character that a search can jump to.
        lines = f"\n{body}\n"
        edits += [self._mark_line(found) for found in _LINE.finditer(lines)]
        if _UNDERLINE.search(lines):
            edits += [self._mark_line(found) for found in _UNDERLINED.finditer(lines)]
        slips = [(end, end, self.new(kind, self._conversion.place(start))) for kind, start, end in signs_of_slips(body)]
        self.has_slips = bool(slips)
        edits += slips
        edits.sort()
        parts: list[str] = []
        done = 0
        for start, end, text in edits:
            if start < done:
                continue  # It stands within a citation.
            parts += (body[done:start], text)
            done = end
        parts.append(body[done:])
        return "".join(parts)

    def new(self, kind: str, place: Place, *, source: str = "", use: BlockUse | None = None) -> str:
        """Return the characters of a new mark."""
        self._marks.append(Mark(kind, place, source, use))
        return f"{OPEN}{len(self._marks) - 1}{CLOSE}"

    def first(self, text: str | None, kind: str) -> Mark | None:
        """Return the first mark in `text` if it is of this kind."""
        found = MARK.search(text) if text and CLOSE in text else None
        mark = self._marks[int(found[1])] if found else None
        return mark if mark and mark.kind == kind else None

    def take(self, text: str) -> tuple[str, Mark | None]:
        """Return `text` without marks, and the first of them."""
        if CLOSE not in text:
            return text, None
        found = MARK.search(text)
        return self.replace(text, lambda _: ""), self._marks[int(found[1])] if found else None

    def replace(self, text: str, by: Callable[[Mark], str]) -> str:
        """Return `text` with each mark replaced by what `by` makes of it."""
        if CLOSE not in text:
            return text
        # The space before the mark in a tag came with it.
        return MARK.sub(lambda found: by(self._marks[int(found[1])]), text.replace(f" {TAG_OPEN}", TAG_OPEN))

    def wipe(self, text: str) -> str:
        """Return finished HTML as it would be had there never been marks."""
        return self.replace(text, lambda mark: html.escape(mark.source))

    def _mark(self, kind: str, found: re.Match[str]) -> tuple[int, int, str]:
        """Return start, end and new text of the piece of the body that gets a mark, or is replaced by one."""
        start, end = found.span()
        place = self._conversion.place(self._openings[start] if kind == "link" else start)
        if kind == "citation":
            return start, end, self.new(kind, place, source=found[0])
        mark = self.new(kind, place)
        return end, end, f" {TAG_OPEN}{mark[1:]}" if kind.endswith("tag") else mark

    def _mark_line(self, found: re.Match[str]) -> tuple[int, int, str]:
        """Return the same for a match in the text that has a line feed before it."""
        start, end = found.end(1) - 1, found.end() - 1
        return end, end, self.new(str(found.lastgroup), self._conversion.place(start))


_INLINE = {
    "citation": re.compile(r"\[(?<!\\\[)[ ]?@(?:[^\[\]\n]|\n(?![ \t]*\n))*\]?"),
    "link": re.compile(r"\]\([ ]*<?"),
    "tag": re.compile(r"<[a-zA-Z][\w.-]*(?=[\s/>])"),
    "odd-tag": re.compile(r"<[a-zA-Z][\w.-]*:(?![^<>\s]*(?:@|//))[^\s<>/]*(?=[\s/>])"),
    "comment": re.compile(r"<!--"),
    "address": re.compile(r"<[a-zA-Z][a-zA-Z0-9+.-]*://[^<>\n]*(?=>)"),
}
"""Behind each of these a mark is set. Apart, because a search for a fixed character jumps where a choice must step."""

_LINE = re.compile(
    r"""
    \n ( (?: [ \t]* (?: > | [-*+](?=[ \t]) | \d+\.(?=[ \t]) | :(?=[ \t]) ) )* [ \t]* )
    (?: (?P<heading> \#{1,6} [ \t]* (?=\S|\n) ) | (?P<definition> \[ [^\[\]\n]* \]: [ ]* <? ) )
    """,
    re.VERBOSE,
)
_UNDERLINE = re.compile(r"\n(?:=+|-+)[ ]*\n")
_UNDERLINED = re.compile(r"""\n()(?P<heading>)(?=[\w*_"'(][^\n]*\n(?:=+|-+)[ ]*\n)""")


def _openings(body: str) -> dict[int, int]:
    """Return for each closing bracket the index of the one that opens, or of the `!` before that."""
    openings: dict[int, int] = {}
    open_: list[int] = []
    for found in _BRACKET.finditer(body):
        at = found.start()
        if found[0] == "]":
            openings[at] = open_.pop() if open_ else at
        else:
            open_.append(at - 1 if body[at - 1 : at] == "!" else at)
    return openings


_BRACKET = re.compile(r"[\[\]]")
