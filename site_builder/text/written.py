"""A file as it is stored, with its lines and columns as its writer counts them."""

from __future__ import annotations

import re
from bisect import bisect_right

from site_builder.model.problem import Place

_LINE_END = re.compile(r"\r\n|\r|\n")


class Written:
    """The text of a file with its byte order mark and line ends, so that every other character stays in an edit."""

    def __init__(self, data: bytes) -> None:
        """Take the bytes of the file. Raises UnicodeDecodeError for what is not UTF-8."""
        self.data = data
        self.text = data.decode("utf-8")
        ends = [*_LINE_END.finditer(self.text)]
        self.line_end = ends[0][0] if ends else "\n"
        """How its lines end."""
        self._starts = [len(self.text) - len(self.text.lstrip("\ufeff")), *(end.end() for end in ends)]

    def index(self, place: Place) -> int:
        """Return where in the text `place` is: its end for a place that it has not."""
        start = self._starts[place.line - 1] if place.line <= len(self._starts) else len(self.text)
        return min(start + place.column - 1, len(self.text))

    def line_start(self, index: int) -> int:
        """Return where the line begins that the character at `index` is in."""
        return self._starts[bisect_right(self._starts, index) - 1] if index >= self._starts[0] else self._starts[0]

    def line(self, index: int) -> str:
        """Return that line, without its end."""
        return _LINE_END.split(self.text[self.line_start(index) :], maxsplit=1)[0]
