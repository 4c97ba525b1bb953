"""What templates may ask for beyond their view: pure functions, each a filter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from operator import attrgetter
from types import SimpleNamespace
from typing import Any

import msgspec
from jinja2 import Environment, pass_environment
from markupsafe import Markup

from site_builder.model.document import BlockSlot, CitationMark, LinkEnd, LinkStart, PictureSlot, Slot, Text
from site_builder.model.reference import GRADES
from site_builder.model.site import Frame, Prose


@pass_environment
def parts(environment: Environment, prose: Prose) -> Iterator[tuple[Markup, Any]]:
    """Yield each piece of HTML of `prose` with what is to be drawn after it (None after the last).

    What is drawn has a `kind`: `link` (url, title), `link-end` (drawn), `citation` (marks: number, id), `picture`
    (picture, alt, title) or `block` (block).
    """
    return parts_of(_TEXT.decode(environment.loader.blobs.read(prose.text)), prose)  # type: ignore[union-attr]


def parts_of(text: Text, prose: Prose) -> Iterator[tuple[Markup, Any]]:
    """Yield the same for a short text that shares the numbering of `prose`."""
    for piece, slot in zip(text.pieces, (*text.slots, None), strict=True):
        # The mark of a source stands close to what it proves, without the space that its writer put there.
        html = piece.rstrip() if type(slot) is CitationMark else piece
        yield Markup(html), None if slot is None else _drawn(slot, prose)


def day(value: date) -> str:
    """Return a date as it is written in a sentence: `November 2, 2026`."""
    # Not strftime: its names of months follow the locale.
    return f"{_MONTHS[value.month - 1]} {value.day}, {value.year}"


_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def asset(name: str, frame: Frame) -> str:
    """Return the address of the file `name` under static/. Raises LookupError where there is none."""
    for known, url in frame.assets:
        if known == name:
            return url
    raise LookupError(f"there is no file static/{name}")


def capital(text: str) -> str:
    """Return `text` with its first letter in upper case, and the others as they are."""
    return text[:1].upper() + text[1:]


def grade_in_words(grade: str) -> str:
    """Return what a grade of evidence, one of GRADES, means."""
    return GRADES[grade]


def _drawn(slot: Slot, prose: Prose) -> Any:
    """Return `slot` with what it stands for on this page."""
    match slot:
        case LinkStart(link=number, title=title):
            return SimpleNamespace(kind="link", url=prose.links[number], title=title)
        case LinkEnd(link=number):
            return SimpleNamespace(kind="link-end", drawn=bool(prose.links[number]))
        case CitationMark(sources=sources):
            return SimpleNamespace(
                kind="citation", marks=sorted([_mark(source, nth, prose) for source, nth in sources], key=_NUMBER)
            )
        case PictureSlot(picture=number, alt=alt, title=title):
            return SimpleNamespace(kind="picture", picture=prose.pictures[number], alt=alt, title=title)
        case BlockSlot(block=number):
            return SimpleNamespace(kind="block", block=prose.blocks[number].block)


def _mark(source: int, nth: int, prose: Prose) -> Any:
    number, before = prose.numbers[source]
    return SimpleNamespace(number=number, id=f"cite-{number}-{before + nth + 1}")


_NUMBER = attrgetter("number")

_TEXT = msgspec.msgpack.Decoder(Text)

FILTERS = {
    "parts": parts,
    "parts_of": parts_of,
    "day": day,
    "iso": date.isoformat,
    "asset": asset,
    "capital": capital,
    "grade_in_words": grade_in_words,
}
"""Every filter by its name in templates."""
