"""Markdown → passages: the words of a text as a reader meets them, each with its place in the file.

This reads the source a second time, beside Markdown itself: what matters here are the words and where they stand, not
the HTML. Code, addresses, comments and the options of blocks are left out; quotations are not, since a testimonial is
one. Emphasis, links and other marks are taken off, typographic signs become plain ones, so that a rule need not know
of them. Citations stay as they were written: `[@key]`.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple, Protocol

from site_builder.model.problem import Place


class Role(Enum):
    """What a passage is in its text."""

    TITLE = "title"
    FIELD = "field"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    QUOTATION = "quotation"
    NOTE = "note"
    PICTURE = "picture"


class Passage(NamedTuple):
    """One block of a text in plain words. `level` is that of a heading, 0 elsewhere.

    `offsets` pairs the index of a character of `text` with the index of it in the source, for every point where the
    distance between the two changes; `source` knows where each index stands in the file.
    """

    role: Role
    text: str
    level: int
    offsets: tuple[tuple[int, int], ...]
    source: Origin

    def place(self, index: int) -> Place:
        """Return where in the file the character at `index` of the text stands."""
        return self.source.place(self.origin(index))

    def origin(self, index: int) -> int:
        """Return the index in the source of the character at `index` of the text."""
        at = max(bisect_right(self.offsets, (index, len(self.source.text) + 1)) - 1, 0)
        plain, original = self.offsets[at]
        # What was put in for something longer has no character of its own behind its first.
        most = self.offsets[at + 1][1] - 1 if at + 1 < len(self.offsets) else len(self.source.text)
        return min(original + index - plain, max(most, original))


class Origin(Protocol):
    """The source of a passage, which knows where in the file each of its characters stands."""

    text: str

    def place(self, index: int) -> Place:
        """Return the place in the file of the character at `index`."""


class Lines:
    """A source text that begins at a place of a file."""

    def __init__(self, text: str, first: Place) -> None:
        self.text = text
        self._first = first
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]

    def place(self, index: int) -> Place:
        """Return the place in the file of the character at `index`."""
        row = bisect_right(self._starts, index) - 1
        column = index - self._starts[row]
        return Place(self._first.line + row, column + (self._first.column if row == 0 else 1))


def passages(body: str, first_line: int) -> Iterator[Passage]:
    """Return the passages of a Markdown text that begins at `first_line` of its file, in order."""
    return passages_of(Lines(body, Place(first_line, 1)))


def passages_of(source: Origin) -> Iterator[Passage]:
    """Yield the same of a Markdown text that stands elsewhere than on lines of its own."""
    for role, level, pieces in _Blocks(_without_idle_notes(source.text)):
        yield from _passages(role, level, pieces, source)


def _without_idle_notes(text: str) -> str:
    """Return `text` without the mark of each footnote that names no source; what is unseen keeps its room."""
    if "[^" not in text:
        return text
    idle = {found["name"] for found in _WHOLE_NOTE.finditer(text) if not _SOURCE.search(found["text"])}
    return _NOTE_MARK.sub(lambda mark: "\u200b" * len(mark[0]) if mark["name"] in idle else mark[0], text)


_WHOLE_NOTE = re.compile(r"^ {0,3}\[\^(?P<name>[^\]\n]+)\]:(?P<text>.*(?:\n(?:[ ]{4}.*|[ ]*$))*)", re.MULTILINE)
_NOTE_MARK = re.compile(r"\[\^(?P<name>[^\]\n]+)\](?!:)")
_SOURCE = re.compile(r"\[@|https?://|\bdoi\b|\]\(")


def line_passage(value: str, place: Place, role: Role) -> Passage | None:
    """Return the words of a field, which stands on one line at `place`; None where it has none."""
    source = Lines(value, place)
    return next(_passages(role, 0, [(0, value)], source), None)


Piece = tuple[int, str]
"""A line, or what is left of it, with the index of its first character in the source."""


def _passages(role: Role, level: int, pieces: list[Piece], source: Origin) -> Iterator[Passage]:
    """Yield the passage that the pieces make, and one for the words of each picture in it."""
    raw = "\n".join(text for _, text in pieces)
    starts, at = [], 0
    for index, text in pieces:
        starts.append((at, index))
        at += len(text) + 1
    pictures: list[tuple[int, str]] = []
    text, offsets = _plain(raw, pictures)
    if text:
        yield Passage(role, text, level, _composed(offsets, starts), source)
    for index, words in pictures:
        plain, inner = _plain(words, [])
        if plain:
            shifted = [(out, index + within) for out, within in inner]
            yield Passage(Role.PICTURE, plain, 0, _composed(shifted, starts), source)


def _composed(offsets: list[tuple[int, int]], starts: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return the offsets into the source, given those into the joined lines and where each line begins in both."""
    points = []
    firsts = [first for first, _ in starts]
    for out, raw in offsets:
        line = bisect_right(firsts, raw) - 1
        points.append((out, starts[line][1] + raw - firsts[line]))
    return tuple(points)


_MARKUP = re.compile(
    r"""
      \\(?P<escaped>[!-/:-@\[-`{-~])
    | (?P<code>`+)(?!`).+?(?<!`)(?P=code)(?!`)
    | <!--.*?(?:-->|$)
    | !\[(?P<alt>[^\]]*)\](?:\((?:[^()\n]|\([^()\n]*\))*\)|\[[^\]\n]*\])
    | (?P<cited>\[\ ?@[^\[\]]*\]|\[\^[^\]\s]+\])
    | \](?:\((?:[^()\n]|\([^()\n]*\))*\)|\[[^\]\n]*\])?
    | \[
    | <(?:https?://|mailto:)[^>\s]*>
    | </?[a-zA-Z](?:[^<>"']|"[^"]*"|'[^']*')*>
    | (?:https?://|www\.)[^\s<>)\]]*[^\s<>)\].,;:!?'"]
    | \{:?[ ]*[#.:][^{}\n]*\}
    | (?:(?<=[^\W_])\*|\*(?=[^\s*]+\*\w))(?P<inner>[^\s*\\`<>\[\]&]+)\*(?!\*)
    | \*{2,} | (?<![^\W_])\*+ | \*+(?![^\W_])
    | (?<![^\W_])_+(?=\w) | (?<=[\w.,;:!?'")])_+(?![^\W_])
    | (?P<entity>&(?:[a-zA-Z]\w*|\#\d+|\#[xX][0-9a-fA-F]+);)
    | (?P<sign>[\u2018\u2019\u201a\u02bc\u201c\u201d\u201e\xab\xbb\u2010\u2011\u2026\u00ad\u200b-\u200d\u2060\ufeff])
    | (?P<space>[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+)
    """,
    re.VERBOSE | re.DOTALL,
)

_MAY_BEGIN = re.compile(
    "[\\\\`<\\[\\]{*_&\n\t\u00a0\xab\u00ad\xbb\u02bc\u2000-\u2026\u202f\u205f\u2060\u3000\ufeff]|!\\[|  |https?://|www\\."
)
"""Where a mark can begin: a search for a few characters is ten times as fast as one for all that marks can be."""

_PLAIN_SIGNS = {
    "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u02bc": "'", "\u201c": '"', "\u201d": '"', "\u201e": '"',
    "\xab": '"', "\xbb": '"',
    "\u2010": "-", "\u2011": "-", "\u2026": "...", **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
}  # fmt: skip


def _plain(raw: str, pictures: list[tuple[int, str]]) -> tuple[str, list[tuple[int, int]]]:
    """Return the words of `raw` without any marks, and pairs of an index in them and the same point in `raw`."""
    out: list[str] = []
    offsets: list[tuple[int, int]] = []
    length, is_after_space = 0, True
    for piece, at in _pieces(raw, pictures):
        # Where a mark was taken off between two spaces, one of them goes with it.
        extra = is_after_space and piece[0] == " "
        words = piece[1:] if extra else piece
        if words:
            offsets.append((length, at + extra))
            out.append(words)
            length += len(words)
            is_after_space = words[-1] == " "
    return "".join(out).rstrip(), offsets


def _pieces(raw: str, pictures: list[tuple[int, str]]) -> Iterator[tuple[str, int]]:
    """Yield what stands between the marks of `raw`, and what is put in for some, each with its index in `raw`."""
    done = 0
    for candidate in _MAY_BEGIN.finditer(raw):
        found = _MARKUP.match(raw, candidate.start()) if candidate.start() >= done else None
        if found is None:
            continue
        start, end = found.span()
        if done < start:
            yield raw[done:start], done
        if found.lastgroup == "alt":
            pictures.append((found.start("alt"), found["alt"]))
        if put := _in_words(found):
            yield put, max(start, found.start("inner"))
        done = end
    if done < len(raw):
        yield raw[done:], done


def _in_words(found: re.Match[str]) -> str:
    """Return what a reader sees of a piece of markup, in plain signs."""
    match found.lastgroup:
        case "space":
            return " "
        case "escaped":
            # A bracket behind a backslash begins no citation, and must not look as if it did.
            is_citation = found["escaped"] == "[" and found.string[found.end() : found.end() + 1] in ("@", "^")
            return "(" if is_citation else found["escaped"]
        case "inner":
            return found["inner"]
        case "cited":
            return " ".join(found[0].split())
        case "entity":
            return _NORMAL.sub(lambda sign: _PLAIN_SIGNS.get(sign[0], " "), html.unescape(found[0]))
        case "sign":
            return _PLAIN_SIGNS.get(found[0], "")
    return ""


_NORMAL = re.compile("[\u2018-\u201e\xab\xbb\u02bc\u2010\u2011\u2026\u00a0\u2009\u202f\u00ad\u200b-\u200d\u2060\ufeff]")


# The blocks of a text: enough of Markdown to tell words from marks.

Block = tuple[Role, int, list[Piece]]

_FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,})")
_SLASHES = re.compile(r"[ ]*/{3,}[ ]*(?P<name>[\w-]*)[ ]*(?:\|[ ]*(?P<title>.*))?$")
_SHOWN = re.compile(r"""[ ]{4,}(?:caption|heading):[ ]+["']?(?P<text>.*?)["']?[ ]*$""")
"""An option of a block that readers see."""

_HEADING = re.compile(r"[ ]{0,3}(?P<hashes>\#{1,6})[ \t]+(?P<text>.*?)[ \t]*\#*[ \t]*$")
_RULE = re.compile(r"[ ]{0,3}(?:(?:\*[ ]*){3,}|(?:-[ ]*){3,}|(?:_[ ]*){3,})$")
_UNDERLINE = re.compile(r"(?:=+|-+)[ ]*$")
_QUOTE = re.compile(r"[ ]{0,3}>[ ]?")
_NO_WORDS = re.compile(r"[ ]{0,3}(?:\[(?!\^)[^\]]+\]:[ ]*\S|\*\[[^\]]+\]:)")
_DELIMITER = re.compile(r"[ ]{0,3}\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*$")

_MARKERS = (
    (re.compile(r"[ ]{0,3}\[\^[^\]]+\]:[ ]*"), Role.NOTE),
    (re.compile(r"[ ]*(?:[-*+]|\d{1,9}[.)])[ \t]+"), Role.ITEM),
    (re.compile(r"[ ]{0,3}:[ \t]+"), Role.PARAGRAPH),
)
"""What begins a block of its own in the middle of others: a footnote, an item, the meaning of a term."""


class _Blocks:
    """One pass over the lines of a body."""

    def __init__(self, body: str) -> None:
        self._lines = body.split("\n")
        self._role = Role.PARAGRAPH
        self._pieces: list[Piece] = []
        self._fence = ""
        self._in_comment = self._in_options = self._in_list = self._in_table = False

    def __iter__(self) -> Iterator[Block]:
        """Yield each block of words."""
        start = 0
        for row, line in enumerate(self._lines):
            if self._in_comment and "-->" in line:
                self._in_comment = False
                yield from self._behind_comment(row, line, start)
            elif not self._is_skipped(line):
                yield from self._line(row, line, start)
            start += len(line) + 1
        yield from self._take()

    def _take(self) -> Iterator[Block]:
        """Yield the block that was gathered, if there is one, and begin another."""
        if self._pieces:
            yield self._role, 0, self._pieces
        self._role, self._pieces = Role.PARAGRAPH, []

    def _is_skipped(self, line: str) -> bool:
        """Return whether a line belongs to code or to a comment that began above it."""
        if self._fence:
            bare = line.strip()
            if bare.startswith(self._fence) and not bare.strip(self._fence[0]):
                self._fence = ""
            return True
        return self._in_comment

    def _behind_comment(self, row: int, line: str, start: int) -> Iterator[Block]:
        """Take in what stands behind a comment that ends in this line."""
        rest = line[line.index("-->") + 3 :].lstrip()
        if rest:
            yield from self._line(row, rest, start + len(line) - len(rest))

    def _line(self, row: int, line: str, start: int) -> Iterator[Block]:
        """Take a line in, and yield each block that ends with it, or before it."""
        if self._pieces and line[:1].isalpha() and "|" not in line and not self._in_table:
            # Most lines go on with the words of the line above, and need not be held against all that may begin.
            self._pieces.append((start, line))
        elif not line.strip():
            yield from self._take()
            self._in_options = self._in_table = False
        elif found := _FENCE.match(line):
            yield from self._take()
            self._fence = found[1]
        elif found := _SLASHES.match(line):
            yield from self._take()
            self._in_options = bool(found["name"])
            if found["title"]:
                yield Role.HEADING, 0, [(start + found.start("title"), found["title"])]
        elif self._in_options and (found := _SHOWN.match(line)):
            yield Role.HEADING, 0, [(start + found.start("text"), found["text"])]
        elif not self._pieces and line.lstrip().startswith("<!--"):
            self._in_comment = "-->" not in line
            if not self._in_comment:
                yield from self._behind_comment(row, line, start)
        elif not self._has_no_words(line):
            yield from self._words(row, line, start)

    def _has_no_words(self, line: str) -> bool:
        """Return whether a line is an option, code, or the address of a link."""
        indented = line.startswith(("    ", "\t"))
        if self._in_options and indented:
            return True
        self._in_options = False
        if self._pieces:
            return False
        return (indented and not self._in_list) or bool(_NO_WORDS.match(line))

    def _words(self, row: int, line: str, start: int) -> Iterator[Block]:
        if found := _HEADING.match(line):
            yield from self._take()
            self._in_list = False
            yield Role.HEADING, len(found["hashes"]), [(start + found.start("text"), found["text"])]
        elif self._pieces and self._role is Role.PARAGRAPH and _UNDERLINE.match(line):
            yield Role.HEADING, 1 if line.startswith("=") else 2, self._pieces
            self._pieces = []
        elif _RULE.match(line):
            yield from self._take()
            self._in_list = False
        elif self._in_table or self._begins_table(row, line):
            yield from self._take()
            if not (self._in_table and _is_delimiter(line)):
                yield Role.ROW, 0, [(start, line)]
            self._in_table = True
        else:
            yield from self._running(line, start)

    def _begins_table(self, row: int, line: str) -> bool:
        return "|" in line and row + 1 < len(self._lines) and _is_delimiter(self._lines[row + 1])

    def _running(self, line: str, start: int) -> Iterator[Block]:
        """Take in a line of a paragraph, an item, a quotation or a footnote."""
        text, role = line, None
        while found := _QUOTE.match(text):
            text, role = text[found.end() :], Role.QUOTATION
        for pattern, other in _MARKERS:
            if found := pattern.match(text):
                yield from self._take()
                text, role = text[found.end() :], role or other
                self._in_list = True
                break
        else:
            self._in_list = self._in_list and (bool(self._pieces) or line.startswith(("    ", "\t")))
        if role is Role.QUOTATION and (self._role is not role or not text.strip()):
            yield from self._take()
        if text.strip():
            if role is not None and not self._pieces:
                self._role = role
            self._pieces.append((start + len(line) - len(text), text))


def _is_delimiter(line: str) -> bool:
    """Return whether a line divides the head of a table from its body."""
    return "-" in line and "|" in line and bool(_DELIMITER.match(line))
