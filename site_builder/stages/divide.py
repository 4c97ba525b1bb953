"""divide: a parsed document → Parsed, the part that others depend on apart from what changes with every word."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from site_builder.cache.memo import Blobs
from site_builder.model.document import Citation, Document, Parsed, ReadingFigures, Translates
from site_builder.model.front_matter import ArticleFields, ServiceFields
from site_builder.model.inputs import ParseTask
from site_builder.model.interface import MarkupWords
from site_builder.model.problem import Place
from site_builder.reading import WORDS_A_MINUTE, reading_minutes
from site_builder.rules.book import rulebook
from site_builder.stages.parse import parse
from site_builder.urls import identify


def parse_and_divide(task: ParseTask, blobs: Blobs) -> Parsed:
    """Return the content file of `task`, parsed and divided."""
    identity = identify(task.source.path)
    language = (identity.language if identity else "") or task.language
    book = rulebook(task.rules, blobs, language=language)
    words = _WORDS.decode(blobs.read(task.words))
    return divide(parse(task.source, book, blobs, language=language, words=words), blobs)


_WORDS = msgspec.msgpack.Decoder(MarkupWords)


def divide(document: Document, blobs: Blobs) -> Parsed:
    """Return the parts of `document`; its larger ones are kept in `blobs`."""
    numbers = _Numbers()
    steady = replace(
        document,
        text=document.path.encode(),
        field_places=tuple([(name, numbers.take(place)) for name, place in document.field_places]),
        links=tuple([replace(link, place=numbers.take(link.place)) for link in document.links]),
        citations=tuple([Citation(each.key, tuple(map(numbers.take, each.places))) for each in document.citations]),
        pictures=tuple([replace(picture, place=numbers.take(picture.place)) for picture in document.pictures]),
        blocks=tuple([replace(block, place=numbers.take(block.place)) for block in document.blocks]),
        headings=tuple([replace(heading, place=numbers.take(heading.place)) for heading in document.headings]),
        statements=tuple([replace(each, place=numbers.take(each.place)) for each in document.statements]),
        contacts=tuple([replace(each, place=numbers.take(each.place)) for each in document.contacts]),
        waivers=(),
        words=reading_minutes(document.words) * WORDS_A_MINUTE,
        problems=(),
        signed=None,
        reading=ReadingFigures(),
        wording=b"",
    )
    return Parsed(
        document=blobs.keep(msgspec.msgpack.encode(steady)),
        text=document.text,
        places=msgspec.Raw(msgspec.msgpack.encode(numbers.places)),
        pictures=_pictures(document),
        waivers=document.waivers,
        words=document.words,
        problems=document.problems,
        signed=document.signed,
        reading=document.reading,
        wording=document.wording,
        translates=_translates(document),
        title=getattr(document.fields, "title", "") if document.kind == "article" else "",
    )


class _Numbers:
    """Places in the order in which they are met."""

    def __init__(self) -> None:
        self.places: list[Place] = []

    def take(self, place: Place) -> Place:
        """Return what stands for `place`."""
        self.places.append(place)
        return Place(0, len(self.places) - 1)


def _translates(document: Document) -> Translates | None:
    if not document.language:
        return None
    digest = getattr(document.fields, "original_digest", None)
    return Translates(digest, dict(document.field_places).get("original_digest", Place()))


def _pictures(document: Document) -> tuple[str, ...]:
    named = [picture.src for picture in document.pictures]
    if isinstance(document.fields, (ArticleFields, ServiceFields)) and document.fields.image:
        # "" in a translation, whose picture is the original's.
        named.append(document.fields.image.src)
    return tuple(filter(None, named))
