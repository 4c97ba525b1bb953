"""What templates may ask for beyond their view: pure functions, each a filter."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache, partial
from operator import attrgetter
from types import SimpleNamespace
from typing import Any

import msgspec
from jinja2 import Environment, pass_environment
from markupsafe import Markup, escape

from site_builder.dom import parse
from site_builder.interface import day, given_for, listed, number, pieces_of
from site_builder.json_ld import question, with_main_entity
from site_builder.model.document import BlockSlot, CitationMark, LinkEnd, LinkStart, PictureSlot, Slot, Text
from site_builder.model.interface import Interface, Pieces
from site_builder.model.site import Frame, Prose
from site_builder.urls import slug


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


def asset(name: str, frame: Frame) -> str:
    """Return the address of the file `name` under static/. Raises LookupError where there is none."""
    for known, url in frame.assets:
        if known == name:
            return url
    raise LookupError(f"there is no file static/{name}")


@pass_environment
def with_answers(environment: Environment, view: Any) -> Markup:
    """Return the structured data of a page of questions with every question that it shows, and its answer."""
    answers = [
        question(each.question, view.frame.origin + each.url, _plain(environment, each.prose), language=each.language)
        for topic in view.topics
        for each in topic.answers
    ]
    return Markup(with_main_entity(view.head.structured_data, answers))


def _plain(environment: Environment, prose: Prose) -> str:
    """Return the words of a text, without its blocks and the marks of its sources."""
    html = "".join([piece for piece, _ in parts(environment, prose)])
    return " ".join(parse(_END_OF_PART.sub(r" \g<0>", html)).text.split())


_END_OF_PART = re.compile(r"</(?:p|li|h[2-6]|dt|dd|td|th|blockquote|div)>|<br")
"""Where one word ends and another begins, as a reader sees it."""


def capital(text: str) -> str:
    """Return `text` with its first letter in upper case, and the others as they are."""
    return text[:1].upper() + text[1:]


def say_in(interface: Interface) -> Callable[..., Markup]:
    """Return the function `say` of templates: a text of `interface` with what is given for its places, safe in a page.

    What is given may hold markup of its own, as from `{% set %}`. `otherwise` is what to say where no text has the key.
    """

    @cache
    def escaped(pieces: Pieces) -> Pieces:
        return tuple([str(escape(piece)) for piece in pieces])

    def say(key: str, *, otherwise: str | None = None, **given: Any) -> Markup:
        if otherwise is not None and key not in interface.messages:
            return escape(otherwise)
        pieces = [*escaped(pieces_of(interface, key, given))]
        for at in range(1, len(pieces), 2):
            pieces[at] = escape(given_for(interface, key, pieces[at], given))
        return Markup("".join(pieces))

    return say


def in_language(interface: Interface) -> dict[str, Callable[..., str]]:
    """Return the filters of OF_A_LANGUAGE for the language of `interface`."""
    return {name: partial(function, interface) for name, function in _OF_A_LANGUAGE.items()}


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
    return SimpleNamespace(number=number, nth=before + nth + 1)


_NUMBER = attrgetter("number")

_TEXT = msgspec.msgpack.Decoder(Text)


def lang(language: str) -> Markup:
    """Return the attributes of an element whose words are in `language`, nothing for "": that of what is around it."""
    return Markup(' lang="{}" dir="auto"').format(language) if language else Markup()


def language_of(field: str, frame: Frame) -> str:
    """Return the language of the clinic's own words under `field`, "" where it is that of the page."""
    return frame.languages[0].code if field in frame.foreign else ""


def _of_no_language(*_: Any) -> str:
    raise LookupError("a template is compiled without a language")


FILTERS = {
    "parts": parts,
    "parts_of": parts_of,
    "iso": date.isoformat,
    "asset": asset,
    "capital": capital,
    "slug": slug,
    "with_answers": with_answers,
    "lang": lang,
    "language_of": language_of,
}
"""Every filter by its name in templates."""

_OF_A_LANGUAGE: dict[str, Callable[..., str]] = {"day": day, "number": number, "listed": listed}

OF_A_LANGUAGE = dict.fromkeys(_OF_A_LANGUAGE, _of_no_language)
"""The filters that differ from language to language; where a template is compiled, it is known only that they are."""
