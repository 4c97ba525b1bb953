"""divide: what others depend on, apart from what changes with every word."""

from __future__ import annotations

import msgspec
import pytest
from msgspec.structs import replace

from site_builder.model.document import Document, Parsed
from site_builder.model.front_matter import Image
from site_builder.model.problem import Place, problem
from site_builder.stages.divide import divide
from tests.blobs import MemoryBlobs
from tests.builders import article, block, cites, heading, link, page, shows, words

DOCUMENT = article(
    "a",
    text=b"old",
    words=300,
    links=(link("b.md", 9, 3), link("c.md", 10, 1)),
    citations=(cites("lee2020", (9, 20), (11, 2)),),
    pictures=(shows("room.png", 12, 1),),
    image=Image("head.png", "A head"),
    headings=(heading(2, "One"),),
    blocks=(block("consultation"),),
    points=(words("A point."),),
    place={"title": (2, 8)},
)


def moved(lines: int) -> Document:
    """Return the same document with so many lines put in above its text."""

    def down(place: Place) -> Place:
        return Place(place.line + lines, place.column)

    return replace(
        DOCUMENT,
        links=tuple(replace(each, place=down(each.place)) for each in DOCUMENT.links),
        citations=tuple(replace(each, places=tuple(map(down, each.places))) for each in DOCUMENT.citations),
        pictures=tuple(replace(each, place=down(each.place)) for each in DOCUMENT.pictures),
        headings=tuple(replace(each, place=down(each.place)) for each in DOCUMENT.headings),
        blocks=tuple(replace(each, place=down(each.place)) for each in DOCUMENT.blocks),
    )


def places(parsed: Parsed) -> list[Place]:
    """Return the places that the numbers in the divided document stand for."""
    return msgspec.msgpack.decode(parsed.places, type=list[Place])


def test_new_words_and_lines_leave_what_others_depend_on_as_it_is() -> None:
    blobs = MemoryBlobs()
    before = divide(DOCUMENT, blobs)
    after = divide(replace(moved(3), text=b"new", words=310, problems=(problem("x", "m", "h", file="f"),)), blobs)
    assert after.document == before.document
    assert (before.text, after.text) == (b"old", b"new")
    assert (before.words, after.words) == (300, 310)
    assert places(after) != places(before)


@pytest.mark.parametrize(
    "change",
    [
        {"links": DOCUMENT.links[:1]},
        {"citations": ()},
        {"headings": (heading(2, "Two"),)},
        {"ids": ("one",)},
        {"key_points": (words("Another point."),)},
        {"words": 500},
        {"fields": None},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_others_depend_on_is_told_apart(change: dict[str, object]) -> None:
    blobs = MemoryBlobs()
    assert divide(replace(DOCUMENT, **change), blobs).document != divide(DOCUMENT, blobs).document


def test_every_place_is_found_again_by_its_number() -> None:
    blobs = MemoryBlobs()
    parsed = divide(DOCUMENT, blobs)
    steady = msgspec.msgpack.decode(blobs.read(parsed.document), type=Document)
    known = places(parsed)

    def true(place: Place) -> Place:
        assert place.line == 0
        return known[place.column]

    assert [true(each.place) for each in steady.links] == [Place(9, 3), Place(10, 1)]
    assert [true(each) for each in steady.citations[0].places] == [Place(9, 20), Place(11, 2)]
    assert true(steady.pictures[0].place) == Place(12, 1)
    assert true(dict(steady.field_places)["title"]) == Place(2, 8)
    assert steady.text == b"content/articles/a.md"


def test_all_pictures_are_named_those_of_the_front_matter_too() -> None:
    assert divide(DOCUMENT, MemoryBlobs()).pictures == ("room.png", "head.png")


def test_the_title_of_an_article_is_told_apart() -> None:
    assert divide(DOCUMENT, MemoryBlobs()).title == "About a"
    assert divide(page("about"), MemoryBlobs()).title == ""
    assert divide(replace(DOCUMENT, fields=None), MemoryBlobs()).title == ""
