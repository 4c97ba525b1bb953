"""Which line of its file each block of a text comes from.

A finished page knows nothing of the lines of its text, and is to stay so. Where somebody asks, the text is turned into
HTML once more, with a sign before the first word of every line: a character of its own that is the number of the line.
Signs travel along, whatever Markdown makes of the text around them, and tell what has become of each line. That holds
what a second reading of the source could only guess at: items within items, footnotes that move to the end, callouts.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from site_builder.dom import Element, parse
from site_builder.markup.conversion import SLOT, Conversion, Shown
from site_builder.markup.markdown import render
from site_builder.model.document import BlockUse

BLOCKS = "h2,h3,h4,h5,h6,p,li,dt,dd,pre,tr,caption,figcaption,summary"
"""The elements of a text that hold words of its own, as a CSS selector."""

DRAWN = ("picture", "figure", "comparison", "consultation-band")
"""The classes of what templates draw in the midst of a text: each is a block as a whole, whatever is within it."""

SHOWN = "shown"
"""What a block is called that templates have drawn."""

ANY_BLOCK = f":is({BLOCKS},{','.join(f'.{name}' for name in DRAWN)})"


class Block(NamedTuple):
    """A block of a text: the name of its element, and the letters in it, by which two readings of it are compared."""

    name: str
    letters: str


class Written(NamedTuple):
    """A text in blocks, in the order of the page.

    `owners` tells of each line of the file that has words which block they are in, the innermost; `forward` are lines
    without words of their own that belong to what follows them: the first of a callout, a comment.
    """

    blocks: tuple[Block, ...]
    owners: dict[int, int]
    forward: frozenset[int]

    def block_of(self, line: int) -> int | None:
        """Return the number of the block that a line of the file belongs to, None where the text has none."""
        if line in self.owners:
            return self.owners[line]
        before = max((each for each in self.owners if each < line), default=None)
        after = min((each for each in self.owners if each > line), default=None)
        chosen = after if before is None or (line in self.forward and after is not None) else before
        return None if chosen is None else self.owners[chosen]


def written(path: str, body: str, first_line: int) -> Written:
    """Return the blocks of the Markdown text that begins at `first_line` of the file at `path`."""
    signed, forward = _signed(body, first_line)
    conversion = Conversion(path, signed, first_line=first_line)
    page = parse(f"<main>{_with_slots(render(conversion).html, conversion)}</main>")
    blocks, owners = [], {}
    for number, element in enumerate(page.all(f"main {ANY_BLOCK}")):
        text = element.text
        blocks.append(Block(name_of(element), letters(text)))
        # A block within this one comes later, and takes over the lines that are its own.
        owners.update({ord(sign) - _FIRST: number for sign in _SIGN.findall(text)})
    return Written(tuple(blocks), owners, forward)


def name_of(element: Element) -> str:
    """Return what a block is called: the name of its element, or SHOWN."""
    return SHOWN if is_drawn(element) else element.name


def is_drawn(element: Element) -> bool:
    """Return whether a template has drawn this in the midst of a text."""
    return any(name in DRAWN for name in element.get("class").split())


def letters(text: str) -> str:
    """Return the letters of a text, which are the same whatever was made of its signs, numbers and spaces."""
    return _NO_LETTER.sub("", text).casefold()


_NO_LETTER = re.compile(r"[\W\d_]+")

_FIRST, _LAST = 0xF0000, 0xFFFFD
"""Characters of a private use area (Unicode, plane 15): that of line n is the n-th of them."""

_SIGN = re.compile(f"[{chr(_FIRST)}-{chr(_LAST)}]")

_MARKERS = re.compile(
    r"(?:[ \t]* (?: > | [-*+](?=[ \t]) | \d+\.(?=[ \t]) | :(?=[ \t]) | \#{1,6} | \[\^[^\]\n]+\]: | \| ) )* [ \t]*",
    re.VERBOSE,
)
"""What may stand before the words of a line: the signs of quotations, lists, headings, notes and tables."""

_UNTOUCHED = re.compile(r"```|~~~|!\[|[@;\]]|\{|\*?\[[^\]\n]+\]:|</?[a-z]|<!--|[^\w\n]*$", re.IGNORECASE)
"""What must stay at the head of its line to be what it is, what goes on with a citation, and what has no words."""

_CALLOUT = re.compile(r"[ \t]*/{3,}[ \t]*(?P<name>[\w-]+)?[ \t]*(?:\|[ \t]*(?=\S))?")
_PHRASE = re.compile(
    r"</?(?:abbr|b|cite|code|del|dfn|em|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|time|u|var)\b|<[a-z][a-z0-9+.-]*:",
    re.IGNORECASE,
)
"""What begins like an element of its own, but is part of a paragraph: an element within a line, an address."""


def _signed(body: str, first_line: int) -> tuple[str, frozenset[int]]:
    """Return `body` with a sign in every line that has words, and the lines that belong to what follows them."""
    lines, forward, in_options = [], set(), False
    for number, line in enumerate(_SIGN.sub(" ", body).split("\n"), start=first_line):
        if found := _CALLOUT.match(line):
            in_options = bool(found["name"])
            forward |= {number} if found["name"] else set()
            at = found.end() if "|" in found[0] else None
        elif in_options and line.startswith(("    ", "\t")):
            at = None
        else:
            in_options = False
            forward |= {number} if line.lstrip().startswith("<!--") else set()
            at = _first_word(line)
        is_counted = at is not None and number <= _LAST - _FIRST
        lines.append(f"{line[:at]}{chr(_FIRST + number)}{line[at:]}" if is_counted else line)
    return "\n".join(lines), frozenset(forward)


def _first_word(line: str) -> int | None:
    """Return where the words of a line begin, None where it has none or nothing may stand before them."""
    found = _MARKERS.match(line)
    at = found.end() if found else 0
    return at if not _UNTOUCHED.match(line, at) or _PHRASE.match(line, at) else None


def _with_slots(html: str, conversion: Conversion) -> str:
    """Return the HTML of a text with an element in the place of each picture and block, signed with its line."""

    def drawn(found: re.Match[str]) -> str:
        insertion = conversion.insertions[int(found[1])]
        if not isinstance(insertion, BlockUse | Shown):
            return ""
        place = insertion.place if isinstance(insertion, BlockUse) else insertion.picture.place
        return f'<span class="picture">{chr(min(_FIRST + place.line, _LAST))}</span>'

    return SLOT.sub(drawn, html)
