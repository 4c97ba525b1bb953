"""read_svg(): the size of a drawing, and what in it must not reach a page.

A drawing is a text with the powers of a page: it can run scripts and call on other hosts. Only expat reads it here,
which builds nothing, and no entity is ever expanded.
"""

from __future__ import annotations

import math
import re
from typing import NamedTuple
from xml.parsers import expat

from site_builder.model.problem import Place, Problem, problem

LARGEST = 512 * 1024
"""Bytes in the largest drawing that is taken; one that is larger holds a photograph or thousands of points."""

_SVG = "http://www.w3.org/2000/svg"
_XHTML = "http://www.w3.org/1999/xhtml"
_UNSAFE_ELEMENTS = frozenset({"script", "foreignObject", "iframe", "embed", "object", "handler", "audio", "video"})
_LINKS = frozenset({"href", "src", "base"})

_PIXELS = {
    "": 1.0,
    "px": 1.0,
    "pt": 96 / 72,
    "pc": 16.0,
    "in": 96.0,
    "cm": 96 / 2.54,
    "mm": 9.6 / 2.54,
    "q": 2.4 / 2.54,
}
"""Pixels in each absolute unit (CSS Values 4, 6.2)."""

_LENGTH = re.compile(r"\+?(\d*\.?\d+(?:e[+-]?\d{1,2})?)\s*([a-z]*)", re.IGNORECASE)
_HARMLESS_LINK = re.compile(r"#|data:image/(?:png|jpeg|webp|gif|avif)[;,]", re.IGNORECASE)
_STYLE_LINK = re.compile(r"""url\(\s*["']?\s*(?P<link>[^)]*)|(?P<import>@import)|(?P<escape>\\)""", re.IGNORECASE)


class Drawing(NamedTuple):
    """What a file says of itself; its size in pixels, 0 by 0 where it cannot be used."""

    width: int
    height: int
    problems: tuple[Problem, ...]


def read_svg(path: str, data: bytes) -> Drawing:
    """Return the size of the drawing in the file at `path`, and its problems, each at its line and column."""
    if len(data) > LARGEST:
        message = f"This drawing has {len(data) // 1024} KiB; more than {LARGEST // 1024} make a page slow."
        hint = "Simplify it in the drawing program, or export it as PNG."
        return Drawing(0, 0, (problem("picture-too-large", message, hint, file=path),))
    reader = _Reader(path)
    reader.read(data)
    return Drawing(0, 0, tuple(reader.problems)) if reader.problems else Drawing(*reader.size, ())


class _RefusedError(Exception):
    """Reading on would do harm; the problem is noted already."""


class _Reader:
    """Notes the size and the problems of one drawing while expat goes through it."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.size = (0, 0)
        self.problems: list[Problem] = []
        self.depth = 0
        self.style: list[str] | None = None
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text
        self.parser.EntityDeclHandler = self.entity
        self.parser.ProcessingInstructionHandler = self.instruction

    def read(self, data: bytes) -> None:
        try:
            self.parser.Parse(data, True)
        except _RefusedError:
            pass
        except expat.ExpatError as error:
            reason = expat.ErrorString(error.code)
            place = Place(error.lineno, error.offset + 1)
            self.note("picture-corrupt", f"This drawing cannot be read from here on: {reason}.", _EXPORT, place)

    def note(self, rule: str, message: str, hint: str, place: Place | None = None) -> None:
        here = Place(self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)
        self.problems.append(problem(rule, message, hint, file=self.path, place=place or here))

    def unsafe(self, what: str) -> None:
        self.note("picture-unsafe", f"This drawing has {what}, which could harm readers.", _EXPORT)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, tag = name.rpartition(" ")
        if not self.depth:
            self.root(namespace, tag, attributes)
        self.depth += 1
        if tag in _UNSAFE_ELEMENTS or namespace == _XHTML:
            self.unsafe(f"a “{tag}” in it")
        for attribute, value in attributes.items():
            self.attribute(attribute.rpartition(" ")[2], value)
        self.style = [] if tag == "style" else None

    def root(self, namespace: str, tag: str, attributes: dict[str, str]) -> None:
        if (namespace, tag) != (_SVG, "svg"):
            hint = "Use a JPEG, a PNG, a WebP, or an SVG that a drawing program has exported."
            self.note("picture-type-unknown", f"This file is no drawing: it begins with “{tag}”.", hint)
            raise _RefusedError
        self.size = _size(attributes)
        if not all(self.size):
            hint = 'Export it again with a size, or write one after “<svg”: viewBox="0 0 800 500".'
            self.note("picture-size-unknown", "This drawing does not say how large it is.", hint)

    def attribute(self, name: str, value: str) -> None:
        if name.lower().startswith("on"):
            self.unsafe(f"a script in “{name}”")
        elif name in _LINKS and not _HARMLESS_LINK.match(value.strip()):
            self.unsafe(f"a link to “{value[:60]}”")
        elif name == "attributeName" and value.strip().lower().rpartition(":")[2].startswith(("href", "on")):
            self.unsafe(f"an animation of “{value[:60]}”")
        else:
            self.css(value)

    def css(self, text: str) -> None:
        """Note what a style calls on; a backslash too, since it can spell a link that no search finds."""
        for match in _STYLE_LINK.finditer(text):
            if match["import"] or match["escape"]:
                self.unsafe("a style from elsewhere")
            elif match["link"] is not None and not _HARMLESS_LINK.match(match["link"]):
                self.unsafe(f"a link to “{match['link'][:60]}”")

    def text(self, data: str) -> None:
        if self.style is not None:
            self.style.append(data)

    def end(self, name: str) -> None:
        self.depth -= 1
        if self.style is not None:
            self.css("".join(self.style))
        self.style = None

    def entity(self, name: str, *_: object) -> None:
        self.unsafe(f"an abbreviation of its own, “{name}”")
        raise _RefusedError

    def instruction(self, target: str, data: str) -> None:
        self.unsafe(f"an instruction to programs, “{target}”")


_EXPORT = "Export it once more from the drawing program, as plain SVG without links and scripts, or as PNG."


def _size(attributes: dict[str, str]) -> tuple[int, int]:
    """Return width and height in whole pixels: as they are given, else in proportion to the view box; 0 for neither."""
    width, height = _pixels(attributes.get("width", "")), _pixels(attributes.get("height", ""))
    box = re.split(r"[\s,]+", attributes.get("viewBox", "").strip())
    box_width, box_height = (_pixels(box[2]), _pixels(box[3])) if len(box) == 4 else (0.0, 0.0)
    if box_width and box_height:
        if not (width or height):
            width, height = box_width, box_height
        width, height = width or height * box_width / box_height, height or width * box_height / box_width
    if not (width and height):
        return 0, 0
    return max(1, round(width)), max(1, round(height))


def _pixels(length: str) -> float:
    """Return a length in pixels; 0 for one that is missing, relative or senseless."""
    match = _LENGTH.fullmatch(length.strip())
    if match is None or match[2].lower() not in _PIXELS:
        return 0.0
    pixels = float(match[1]) * _PIXELS[match[2].lower()]
    return pixels if math.isfinite(pixels) and pixels < 100_000 else 0.0
