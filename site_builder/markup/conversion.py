"""What is known of a text while it is turned into HTML: one value that the syntaxes share, made anew for each text."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from typing import NamedTuple

from site_builder.model.document import BlockUse, Heading, Link, PictureUse, Waiver
from site_builder.model.interface import MarkupWords
from site_builder.model.problem import Place, Problem, Severity, problem
from site_builder.urls import RESERVED_IDS


class LinkOpened(NamedTuple):
    """The start of a link that the site resolves."""

    link: Link
    title: str


class LinkClosed(NamedTuple):
    """The end of the link that was opened last."""


class Cited(NamedTuple):
    """A citation: its keys, each with its place."""

    keys: tuple[tuple[str, Place], ...]


class Shown(NamedTuple):
    """A picture."""

    picture: PictureUse
    alt: str
    title: str


class WrittenTag(NamedTuple):
    """A link, a picture or an HTML tag as its writer made it, a link with its words and its end."""

    html: str
    place: Place


Insertion = LinkOpened | LinkClosed | Cited | Shown | BlockUse
"""What stands in the text but is drawn only with the page."""

_LINK, _OTHER, _CLOSE = "\ue002", "\ue005", "\ue003"

SLOT = re.compile(f"[{_LINK}{_OTHER}]([0-9]+){_CLOSE}")
"""The place of an insertion in the HTML; the number counts insertions in the order in which they were made."""

_SPACED_SLOT = re.compile(f"(?:[ \\n]?{_OTHER}|{_LINK})[0-9]+{_CLOSE}")


NO_WORDS = MarkupWords()
"""For a text in which nothing stands that brings words of its own."""


class Conversion:
    """A text on its way to HTML."""

    def __init__(
        self,
        path: str,
        body: str,
        *,
        first_line: int = 1,
        id_prefix: str = "",
        title: str = "",
        words: MarkupWords = NO_WORDS,
    ) -> None:
        """Take the text that begins at `first_line` of the file at `path`; every id in it gets `id_prefix`.

        `words` are needed where it may hold callouts, footnotes or tables.
        """
        self.path = path
        self.id_prefix = id_prefix
        self.title = title
        self.words = words
        self.insertions: list[Insertion] = []
        self.headings: list[Heading] = []
        self.waivers: list[Waiver] = []
        self.ids: dict[str, int] = {}
        self.problems: list[Problem] = []
        self.tags: list[WrittenTag] = []
        self._first_line = first_line
        self._searched: dict[str, int] = {}
        self.read(body)

    def read(self, body: str) -> None:
        """Take another text of as many lines; places are counted in it from now on."""
        self.body = body
        self._starts = [0, *(found.end() for found in re.finditer("\n", body))]

    def place(self, index: int) -> Place:
        """Return the place in the file of the character at `index` of the body."""
        row = bisect_right(self._starts, index)
        return Place(self._first_line + row - 1, index - self._starts[row - 1] + 1)

    def place_of_attribute(self, name: str) -> Place:
        """Return the place of the next `name` within curly brackets: an attribute there cannot carry a mark.

        A class is found by its dot. The first line stands for what cannot be found.
        """
        word = "." if name == "class" else name
        pattern = re.compile(r"\{[^{}\n]*?" + re.escape(word))
        found = pattern.search(self.body, self._searched.get(name, 0))
        if not found:
            return self.place(0)
        self._searched[name] = found.end()
        return self.place(found.end() - len(word))

    def index(self, place: Place) -> int:
        """Return the index in the body of the character at `place` in the file."""
        row = min(max(place.line - self._first_line, 0), len(self._starts) - 1)
        return self._starts[row] + place.column - 1

    def place_of_line(self, row: int, column: int = 1) -> Place:
        """Return the place of a column of the body's line `row`, counted from 0."""
        return Place(self._first_line + row, column)

    def report(self, rule: str, message: str, hint: str, place: Place, severity: Severity = Severity.ERROR) -> None:
        """Add a problem."""
        self.problems.append(problem(rule, message, hint, file=self.path, place=place, severity=severity))

    def note_tag(self, name: str, attributes: dict[str, str], place: Place, words: str = "") -> None:
        """Note a tag as it was written, for the rules about HTML."""
        given = "".join([f' {key}="{html.escape(value)}"' for key, value in attributes.items()])
        self.tags.append(WrittenTag(f"<{name}{given}>{f'{html.escape(words)}</{name}>' if words else ''}", place))

    def new_id(self, wanted: str) -> str:
        """Return `wanted`, with a number behind it if the page has that id already; the page has it from now on."""
        id_ = wanted = f"part-{wanted}" if wanted.startswith(RESERVED_IDS) else wanted
        while id_ in self.ids:
            self.ids[wanted] += 1
            id_ = f"{wanted}-{self.ids[wanted]}"
        self.ids[id_] = 1
        return id_

    def slot(self, insertion: Insertion) -> str:
        """Keep `insertion`; return the characters that stand for it in the HTML."""
        self.insertions.append(insertion)
        opening = _LINK if isinstance(insertion, LinkOpened | LinkClosed) else _OTHER
        return f"{opening}{len(self.insertions) - 1}{_CLOSE}"


def without_slots(text: str) -> str:
    """Return `text` without the characters that stand for insertions, and without the space before a citation."""
    return _SPACED_SLOT.sub("", text) if _CLOSE in text else text


def quoted(text: str, most: int = 60) -> str:
    """Return `text` for use within a message: on one line, and not longer than `most` characters."""
    line = " ".join(html.unescape(text).split())
    return line if len(line) <= most else f"{line[: most - 1]}…"
