"""Where in the file each piece of markup stands.

Python-Markdown's tree does not know where it came from, and to find its n-th link by reading the source a second
time means to guess wherever the two readings differ. So marks are set before Markdown reads the text: a character
from the private use area, a number, another such character. They travel along, whatever Markdown makes of the text
around them, and those that nobody asked for are wiped off the finished HTML.

A mark stands behind `](` or `]:` in a link, behind `#` in a heading, behind the name in a tag. A citation is replaced
by its mark, so that Markdown has fewer brackets to think about.
"""

from __future__ import annotations

import html
import re
from typing import NamedTuple

from site_builder.markup.conversion import Conversion
from site_builder.model.document import BlockUse
from site_builder.model.problem import Place

OPEN, TAG_OPEN, CLOSE = "\ue000", "\ue004", "\ue001"
"""In a tag, a mark must be a word of its own: it has another opening character, and a space before it."""

MARK = re.compile(f"(?: {TAG_OPEN}|{OPEN})([0-9]+){CLOSE}")


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

    def __getitem__(self, number: int) -> Mark:
        return self._marks[number]

    def set(self, body: str) -> str:
        """Return `body` with a mark at everything whose place may be asked for."""
        return _MARKED.sub(self._mark, body)

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
        return MARK.sub("", text), self._marks[int(found[1])] if found else None

    def wipe(self, text: str) -> str:
        """Return finished HTML as it would be had there never been marks."""
        return MARK.sub(lambda found: html.escape(self._marks[int(found[1])].source), text) if CLOSE in text else text

    def _mark(self, found: re.Match[str]) -> str:
        kind, text, index = str(found.lastgroup), found[0], found.start()
        if kind == "citation":
            return self.new(kind, self._conversion.place(index), source=text)
        if kind == "link":
            index = _opening(found.string, index)
        elif kind == "heading":
            index = found.end() - len(text.lstrip(" \t>")) if text.strip() else index
        mark = self.new(kind, self._conversion.place(index))
        return f"{text} {TAG_OPEN}{mark[1:]}" if kind == "tag" else text + mark


_MARKED = re.compile(
    r"""
    (?P<citation> (?<!\\) \[ [ ]? @ (?: [^\[\]\n] | \n (?![ \t]*\n) )* \]? )
    | (?P<link> \]\( [ ]* <? )
    | (?P<definition> ^[ ]{0,3} \[ [^\[\]\n]* \]: [ ]* <? )
    | (?P<heading> ^ (?: [ \t]* (?: > | [-*+](?=[ \t]) | \d+\.(?=[ \t]) | :(?=[ \t]) ) )* [ \t]* \#{1,6} [ \t]* (?=\S)
        | ^ (?= [\w*_"'(] [^\n]* \n (?: =+ | -+ ) [ ]* $ ) )
    | (?P<tag> < [a-zA-Z] [\w.-]* (?= [\s/>] ) )
    | (?P<comment> <!-- )
    | (?P<address> < [a-zA-Z] [a-zA-Z0-9+.-]* :// [^<>\n]* (?= > ) )
    """,
    re.MULTILINE | re.VERBOSE,
)

_FARTHEST = 1000


def _opening(body: str, closing: int) -> int:
    """Return the index of the bracket that the one at `closing` closes, or of the `!` before it."""
    depth, at, least = 1, closing, max(0, closing - _FARTHEST)
    while depth:
        opens, closes = body.rfind("[", least, at), body.rfind("]", least, at)
        if opens < 0:
            return closing
        at = max(opens, closes)
        depth += 1 if closes > opens else -1
    return at - 1 if at and body[at - 1] == "!" else at
