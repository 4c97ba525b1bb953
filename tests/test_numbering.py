"""The numbers of sources on one page."""

from __future__ import annotations

import msgspec

from site_builder.model.site import Prose, ReferenceEntry
from site_builder.numbering import numbered


class Inner(msgspec.Struct, frozen=True):
    text: Prose


class View(msgspec.Struct, frozen=True):
    title: str
    first: Prose
    more: tuple[Inner, ...]
    references: tuple[ReferenceEntry, ...] = ()


class Plain(msgspec.Struct, frozen=True):
    text: Prose


def entry(key: str) -> ReferenceEntry:
    return ReferenceEntry(key, key, "")


def test_texts_share_their_numbers_in_the_order_of_the_page() -> None:
    view = View(
        "Title",
        Prose(b"1", sources=(("b", 2), ("a", 1))),
        (Inner(Prose(b"2", sources=(("c", 1), ("b", 1)))), Inner(Prose(b"3", sources=(("b", 1),)))),
        (entry("b"), entry("a"), entry("c")),
    )
    made = numbered(view)
    assert made.first.numbers == ((1, 0), (2, 0))
    assert [inner.text.numbers for inner in made.more] == [((3, 0), (1, 2)), ((1, 3),)]
    assert [(each.key, each.number, each.marks) for each in made.references] == [("b", 1, 4), ("a", 2, 1), ("c", 3, 1)]


def test_a_source_that_is_unknown_keeps_its_number_free() -> None:
    view = View("Title", Prose(b"1", sources=(("gone", 1), ("a", 1))), (), (entry("a"),))
    assert [(each.key, each.number) for each in numbered(view).references] == [("a", 2)]


def test_a_page_without_references_is_numbered_too() -> None:
    assert numbered(Plain(Prose(b"1", sources=(("a", 1),)))).text.numbers == ((1, 0),)


def test_what_holds_no_text_stays_the_same_value() -> None:
    view = View("Title", Prose(b"1"), ())
    assert numbered(view) == view
