"""A value of a YAML file that is Markdown: its HTML, and every place in it as a place in the file.

YAML folds lines, takes off indentation and resolves escapes, so that a place within a value says little of the file.
The value is laid beside the text of the file again, character by character.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from site_builder.markup.conversion import Cited, Conversion, Insertion, LinkOpened, Shown
from site_builder.markup.markdown import render
from site_builder.model.document import BlockUse
from site_builder.model.problem import Place

LONGEST_ESCAPE = 10
"""Characters that may stand for one: `\\U0001F600`."""


class Value:
    """The value that begins at `place` in the text which `file` holds, as HTML with slots for its `insertions`.

    What is found on the way is left in `file`.
    """

    def __init__(self, value: str, place: Place, file: Conversion) -> None:
        own = Conversion(file.path, value)
        self._own = own
        self._file = file
        start = file.index(place)
        self._indexes = _aligned(file.body, start, value)
        self._is_folded = file.body[start : start + 1] != "|"
        self.html = render(own).html
        self.insertions = [self._placed(each) for each in own.insertions]
        self.ids = tuple(own.ids)
        self.is_waiving = bool(own.waivers)
        for each in own.problems:
            at = self._in_file(Place(each.line, each.column))
            file.problems.append(replace(each, line=at.line, column=at.column))

    def place_of(self, sign: str) -> Place:
        """Return where in the file the first `sign` of the value stands, or where the value begins."""
        return self._file.place(self._indexes[max(self._own.body.find(sign), 0)])

    def joined_at(self) -> Place | None:
        """Return where YAML has joined lines that Markdown keeps apart: the first paragraph or item of a list."""
        if not self._is_folded:
            return None
        text = self._file.body
        for found in _APART.finditer(self._own.body):
            at = self._indexes[found.start()]
            if not text[text.rfind("\n", 0, at) + 1 : at].strip():
                return self._file.place(at)
        return None

    def _in_file(self, place: Place) -> Place:
        return self._file.place(self._indexes[min(self._own.index(place), len(self._indexes) - 1)])

    def _placed(self, insertion: Insertion) -> Insertion:
        match insertion:
            case LinkOpened(link, title):
                return LinkOpened(replace(link, place=self._in_file(link.place)), title)
            case Cited(keys):
                return Cited(tuple([(key, self._in_file(place)) for key, place in keys]))
            case Shown(picture, alt, title):
                return Shown(replace(picture, place=self._in_file(picture.place)), alt, title)
            case BlockUse():
                return replace(insertion, place=self._in_file(insertion.place))
        return insertion


class Aligned:
    """The text of a value that begins at `place` in the text of its file, with the place of each of its characters."""

    def __init__(self, file: str, place: Place, value: str) -> None:
        self.text = value
        starts = Conversion("", file)
        self._place = starts.place
        self._indexes = _aligned(file, starts.index(place), value)

    def place(self, index: int) -> Place:
        """Return the place in the file of the character at `index` of the value."""
        return self._place(self._indexes[index])


_APART = re.compile(r"(?<=\n)\S|(?<=[ \n])(?:[-*+]|[0-9]+\.)(?= )")


def _aligned(text: str, start: int, value: str) -> list[int]:
    """Return for each character of `value`, and for its end, the index in `text` of what it was written as."""
    at = _after_indicator(text, start)
    indexes = []
    for sign in value:
        if not sign.isspace():
            at = _next(text, at, sign)
        indexes.append(at)
        # Of a fold, which may be lines of white space, one character is passed; the next word passes the others.
        at += text[at : at + 1] == sign or text[at : at + 1].isspace()
    return [*indexes, at]


def _after_indicator(text: str, start: int) -> int:
    """Return where the value itself begins: after its quotation mark, or below the line with `|` or `>`."""
    if text[start : start + 1] in ("|", ">"):
        return text.find("\n", start) + 1 or len(text)
    return start + (text[start : start + 1] in ('"', "'"))


def _next(text: str, at: int, sign: str) -> int:
    """Return the index of the next `sign`, past white space or an escape; `at` where an escape stands for it."""
    escape = 0
    for index in range(at, len(text)):
        if text[index] == sign:
            return index
        escape += not text[index].isspace()
        if escape > LONGEST_ESCAPE:
            break
    return at
