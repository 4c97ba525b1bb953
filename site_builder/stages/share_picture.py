"""share_picture(): a title → the picture that goes with a link to its page where people share it.

A sheet of the booklet that the site is: the title on its paper, and the lantern above the hills at its foot. The sheet
is drawn once in a process and its colours are counted; a title is then written in the counted colours, which takes a
few milliseconds. The better of Pillow's two ways to space letters depends on what a machine has installed, so it is
the simple one, with KERNING.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from itertools import pairwise
from math import cos, pi, sin
from typing import NamedTuple

from PIL import Image, ImageColor, ImageDraw, ImageFont

from site_builder.cache.memo import Blobs
from site_builder.model.inputs import Source
from site_builder.model.picture import SHARE_HEIGHT, SHARE_WIDTH, ShareColours, SharePicture, SharePictureTask


class Face(NamedTuple):
    """A size of a typeface, in pixels to the em."""

    style: str
    size: int

    @property
    def leading(self) -> float:
        """Pixels from line to line."""
        return self.size * (1.18 if self.style == "Semibold" else 1.36)


TITLES = tuple(Face("Semibold", size) for size in (80, 74, 68, 62, 56, 52, 48, 44, 40))
ABOVE = Face("Regular", 33)
BELOW = tuple(Face("Regular", size) for size in (33, 30, 27))
"""What the title, and the words above and below it, are written in: the largest of several in which they fit."""

LEFT, WIDTH = 80, 740
"""Pixels: where lines begin, and how long they may be."""

TOP, BOTTOM = 164, 500
"""Pixels between which the title stands."""

Point = tuple[float, float]


def read_colours(source: Source, blobs: Blobs) -> ShareColours:
    """Return the colours that the stylesheet of tokens gives by day, else those that ship."""
    given = dict(_TOKEN.findall(blobs.read(source.digest).decode("utf-8", "replace")))
    usual = ShareColours()
    names = usual.__struct_fields__
    return ShareColours(*[given.get(name.replace("_", "-"), getattr(usual, name)) for name in names])


_TOKEN = re.compile(r"--color-([a-z-]+):\s*(?:light-dark\(\s*)?(#[0-9a-fA-F]{6})\b")


def share_picture(task: SharePictureTask, blobs: Blobs) -> SharePicture:
    """Return the picture, its bytes kept; it has no words at all where the typeface has not the `missing` letters."""
    above, title, below = (_plain(text) for text in (task.above, task.title, task.below))
    sheet, inks = _sheet(task.colours)
    picture = sheet.copy()
    # A title of nothing but emoji has no letter to draw.
    unknown = [letter for letter in above + title + below if not _is_known(letter)] if title else task.title.split()
    missing = "".join(dict.fromkeys(unknown))
    if not missing:
        face, lines = fitted(title, TITLES, BOTTOM - TOP)
        end = TOP + round(len(lines) * face.leading) + 24
        _write(picture, [above], ABOVE, 76, inks.quiet)
        _write(picture, lines, face, TOP, inks.teal)
        if below:
            face, lines = fitted(below, BELOW, BOTTOM - end)
            _write(picture, lines, face, end, inks.quiet)
    file = BytesIO()
    picture.save(file, "PNG", compress_level=3)  # 6 takes three times as long and saves a fifth
    data = file.getvalue()
    return SharePicture(blobs.keep(data), len(data), missing)


def _plain(text: str) -> str:
    """Return `text` with each accent in one letter with what it stands on, without what cannot be seen and emoji."""
    letters = unicodedata.normalize("NFC", text.replace("\u202f", "\u00a0"))
    kept = (each for each in letters if unicodedata.category(each) not in _NO_LETTERS or _is_known(each))
    return " ".join(filter(None, "".join(kept).replace("\u00ad", "").split(" ")))


_NO_LETTERS = frozenset({"So", "Sk", "Cf", "Mn"})
"""Unicode's categories of emoji, of what they are put together with, and of what cannot be seen."""


def fitted(text: str, faces: Sequence[Face], height: float) -> tuple[Face, list[str]]:
    """Return the first face in which `text` fits, and its lines; what is too long for the last one is cut short."""
    for face in faces:
        lines = wrapped(text, face)
        if lines and len(lines) * face.leading <= height:
            return face, lines
    while len(text) > 1:
        text = (text.rpartition(" ")[0] or text[:-1]).rstrip()
        lines = wrapped(f"{text}…", face)
        if lines and len(lines) * face.leading <= height:
            break
    return face, lines


def wrapped(text: str, face: Face) -> list[str]:
    """Return the fewest lines that hold `text`, as even as they can be; none where a word is too long for a line."""
    words = text.split(" ")
    widths = [_width(word, face) for word in words]
    narrowest = max(widths)
    if narrowest > WIDTH:
        return []
    space = _width(" ", face)
    lines = _lines(words, widths, space, WIDTH)
    for width in range(WIDTH, round(narrowest), -20):
        narrower = _lines(words, widths, space, width)
        if len(narrower) > len(lines):
            break
        lines = narrower
    return lines


def _lines(words: list[str], widths: list[float], space: float, longest: float) -> list[str]:
    lines: list[str] = []
    used = longest
    for word, width in zip(words, widths, strict=True):
        if lines and used + space + width <= longest:
            lines[-1] += f" {word}"
            used += space + width
        else:
            lines.append(word)
            used = width
    return lines


class _Inks(NamedTuple):
    """For each strength of a mark on the paper, from 0 to 255, the number of its colour."""

    teal: Sequence[int]
    quiet: Sequence[int]


_SMOOTHING = 3
"""The sheet is drawn so many times as large, for edges without steps."""

_COLOURS, _SHADES = 64, 10
"""Colours of the sheet, and those from the paper to an ink, for the edges of letters."""


@lru_cache(maxsize=4)
def _sheet(colours: ShareColours) -> tuple[Image.Image, _Inks]:
    """Return the sheet without words, in counted colours, and the inks to write on it."""
    large = Image.new("RGB", (SHARE_WIDTH * _SMOOTHING, SHARE_HEIGHT * _SMOOTHING), colours.ground)
    _landscape(_Pen(ImageDraw.Draw(large)), colours)
    sheet = large.reduce(_SMOOTHING).quantize(_COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    palette = (sheet.getpalette() or [])[: 3 * _COLOURS]
    strengths = [round(strength / 255 * (_SHADES - 1)) for strength in range(256)]
    inks = []
    for ink in (colours.teal, colours.quiet):
        inks.append([len(palette) // 3 + strength for strength in strengths])
        palette += _shades(ImageColor.getrgb(colours.ground), ImageColor.getrgb(ink))
    sheet.putpalette(palette)
    return sheet, _Inks(*inks)


def _shades(paper: tuple[int, ...], ink: tuple[int, ...]) -> list[int]:
    """Return the colours from the paper to the ink, one after the other."""
    steps = [step / (_SHADES - 1) for step in range(_SHADES)]
    return [round(a + (b - a) * step) for step in steps for a, b in zip(paper, ink, strict=True)]


class _Pen(NamedTuple):
    """Draws shapes whose points are those of the finished sheet."""

    draw: ImageDraw.ImageDraw

    def area(self, colour: str, *points: Point) -> None:
        """Fill what these points go round."""
        self.draw.polygon([(x * _SMOOTHING, y * _SMOOTHING) for x, y in points], fill=colour)

    def disc(self, colour: str, x: float, y: float, radius: float) -> None:
        """Fill a circle."""
        box = [value * _SMOOTHING for value in (x - radius, y - radius, x + radius, y + radius)]
        self.draw.ellipse(box, fill=colour)

    def stroke(self, colour: str, width: float, *points: Point) -> None:
        """Draw a line with round ends."""
        line = [(x * _SMOOTHING, y * _SMOOTHING) for x, y in points]
        self.draw.line(line, fill=colour, width=round(width * _SMOOTHING), joint="curve")
        for x, y in (points[0], points[-1]):
            self.disc(colour, x, y, width / 2)


def _landscape(pen: _Pen, colours: ShareColours) -> None:
    """Draw what stands on every sheet: the accent below the clinic's name, and the lantern above the hills."""
    pen.area(colours.accent, (LEFT, 128), (LEFT + 64, 128), (LEFT + 64, 132), (LEFT, 132))
    x, y = 1000, 292
    pen.disc(colours.warning_ground, x, y, 190)
    pen.disc(colours.light_near, x, y, 112)
    corners = ((SHARE_WIDTH, SHARE_HEIGHT), (0, SHARE_HEIGHT))
    pen.area(colours.hill_far, *_smooth((0, 566), (300, 520), (640, 548), (900, 500), (1200, 452)), *corners)
    bow = [(x + 54 - 54 * cos(pi * step / 40), 172 - 54 * sin(pi * step / 40)) for step in range(41)]
    pen.stroke(colours.ink, 10, (x, 204), *bow, (x + 108, 600))
    pen.area(colours.hill, *_smooth((0, 622), (260, 588), (600, 604), (900, 560), (1200, 520)), *corners)
    pen.area(colours.ink, (x - 17, 206), (x + 17, 206), (x + 45, 243), (x - 45, 243))
    for side in (-32, 32):
        pen.stroke(colours.ink, 5, (x + side, 240), (x + side, 344))
    pen.stroke(colours.ink, 15, (x - 38, 350), (x + 38, 350))
    right = _smooth((x, 254), (x + 17, 284), (x + 24, 308), (x + 15, 327), (x, 333))
    pen.area(colours.light, *right, *[(2 * x - at, down) for at, down in reversed(right)])


def _smooth(*points: Point) -> list[Point]:
    """Return a line without corners through these points, in short straight steps (Catmull and Rom, 1974)."""
    line = []
    ends = (points[0], *points, points[-1])
    for a, b, c, d in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        for t in (step / 24 for step in range(24)):
            weights = (-t + 2 * t**2 - t**3, 2 - 5 * t**2 + 3 * t**3, t + 4 * t**2 - 3 * t**3, t**3 - t**2)
            x, y = (sum(w * p[axis] for w, p in zip(weights, (a, b, c, d), strict=True)) / 2 for axis in (0, 1))
            line.append((x, y))
    return [*line, points[-1]]


def _write(picture: Image.Image, lines: list[str], face: Face, top: int, ink: Sequence[int]) -> None:
    """Write lines into the picture, the first of them at `top`."""
    mask = Image.new("L", (SHARE_WIDTH - LEFT, round(len(lines) * face.leading) + face.size))
    draw = ImageDraw.Draw(mask)
    for number, line in enumerate(lines):
        x = 0.0
        for run, width in _runs(line, face):
            draw.text((x, number * face.leading), run, fill=255, font=_font(face))
            x += width
    picture.paste(mask.point(ink), (LEFT, top), mask.point(_ANY))


_ANY = [0] + [255] * 255
"""A mark of any strength is a mark."""


@lru_cache(maxsize=4096)
def _width(text: str, face: Face) -> float:
    return sum(width for _, width in _runs(text, face))


def _runs(text: str, face: Face) -> list[tuple[str, float]]:
    """Return the runs of `text`, each with the pixels to the next, which may stand nearer than letters do."""
    ends = [at for at, pair in enumerate(pairwise(text), 1) if _nearer(*pair)]
    runs = [text[start:end] for start, end in pairwise([0, *ends, len(text)])]
    nearer = [_nearer(one[-1], other[0]) for one, other in pairwise(runs)] + [0]
    return [(run, _font(face).getlength(run) - by * face.size / 1000) for run, by in zip(runs, nearer, strict=True)]


def _nearer(one: str, other: str) -> int:
    return next((by for letters, by in KERNING.get(one, ()) if other in letters), 0)


_ROUND, _UPRIGHT = "acdegopqsáàéèóò", "mnrutvwxyzúñ"

KERNING: dict[str, tuple[tuple[str, int], ...]] = {
    "A": (("TVWY’", 92), ("vwy", 58)),
    "F": ((_ROUND, 45), (",.", 94)),
    "L": (("TVWY’", 96), ("vwy", 44)),
    "P": (("A", 75), (",.", 111)),
    "T": (("A" + _ROUND, 68), (_UPRIGHT, 38), (",.", 87)),
    "V": (("A", 120), (_ROUND, 78), (_UPRIGHT, 58), (",.", 150)),
    "W": (("A", 110), (_ROUND, 76), (_UPRIGHT, 50), (",.", 127)),
    "Y": (("A", 94), (_ROUND, 83), (_UPRIGHT, 66), (",.", 93)),
    **dict.fromkeys("rvwy", ((",.", 97),)),
}
"""By how many thousandths of an em a letter and one of those that may follow it stand nearer, as the font says."""


@lru_cache
def _font(face: Face) -> ImageFont.FreeTypeFont:
    """Return the face of Source Serif Pro (SIL Open Font License 1.1)."""
    file = files("font_source_serif_pro") / "files" / f"SourceSerifPro-{face.style}.otf"
    return ImageFont.truetype(BytesIO(file.read_bytes()), face.size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=1024)
def _is_known(letter: str) -> bool:
    """Return whether the font has the letter: it shows one sign for all that it has not."""
    font = _font(TITLES[0])
    return letter == " " or bytes(font.getmask(letter)) != bytes(font.getmask("\uffff"))
