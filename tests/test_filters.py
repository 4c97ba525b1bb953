from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from markupsafe import Markup

from site_builder.filters import FILTERS, asset, capital, day, grade_in_words, parts_of
from site_builder.model.document import CitationMark, LinkEnd, LinkStart, Text
from site_builder.model.site import Prose

FRAME: Any = SimpleNamespace(assets=(("logo.svg", "/logo.0a.svg"), ("a/b.png", "/a/b.01.png")))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (date(2026, 1, 1), "January 1, 2026"),
        (date(2026, 12, 31), "December 31, 2026"),
        (date(999, 9, 9), "September 9, 999"),
    ],
)
def test_a_day_in_a_sentence(value: date, expected: str) -> None:
    assert day(value) == expected


def test_an_asset_is_its_final_address() -> None:
    assert asset("a/b.png", FRAME) == "/a/b.01.png"


@pytest.mark.parametrize("name", ["logo.png", "", "../logo.svg"])
def test_an_asset_that_is_not_there_is_told(name: str) -> None:
    with pytest.raises(LookupError, match="there is no file static/"):
        asset(name, FRAME)


@pytest.mark.parametrize(("text", "expected"), [("sleep", "Sleep"), ("McX y", "McX y"), ("", ""), ("élan", "Élan")])
def test_capital_changes_the_first_letter_only(text: str, expected: str) -> None:
    assert capital(text) == expected


def test_a_grade_has_words() -> None:
    assert grade_in_words("B") == "one good study, or few studies"


def test_a_text_without_slots_is_one_piece() -> None:
    assert list(parts_of(Text(("<p>x</p>",)), Prose(b""))) == [(Markup("<p>x</p>"), None)]


def test_pieces_are_markup_and_what_is_between_them_is_what_this_page_makes_of_it() -> None:
    text = Text(("a", "b", "c", "d"), (LinkStart(0, "t"), LinkEnd(0), CitationMark(((0, 1),))))
    drawn = list(parts_of(text, Prose(b"", links=("",), numbers=((4, 2),))))
    assert [html for html, _ in drawn] == [Markup(each) for each in "abcd"]
    assert [slot.kind if slot else None for _, slot in drawn] == ["link", "link-end", "citation", None]
    assert drawn[0][1].url == ""
    assert drawn[1][1].drawn is False
    assert (drawn[2][1].marks[0].number, drawn[2][1].marks[0].id) == (4, "cite-4-4")


def test_a_text_with_too_few_pieces_is_a_fault_of_the_builder() -> None:
    with pytest.raises(ValueError, match="longer"):
        list(parts_of(Text(("a",), (LinkEnd(0),)), Prose(b"", links=("",))))


def test_every_filter_can_be_called() -> None:
    assert all(callable(each) for each in FILTERS.values())
