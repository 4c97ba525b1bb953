"""Footnotes: numbered by the order of the text, with ways back."""

from __future__ import annotations

import re

from site_builder.model.interface import MarkupWords
from tests.markup.rendering import page


def test_footnotes_are_numbered_in_the_order_in_which_the_text_refers_to_them() -> None:
    made = page("- One[^c]\n\nTwo[^b] three[^a] two[^b]\n\n[^a]: A\n[^b]: B\n[^c]: C\n")
    assert made.found == []
    assert re.findall(r'href="#fn:(\w)">(\d)<', made.html) == [("c", "1"), ("b", "2"), ("a", "3"), ("b", "2")]
    assert re.findall(r'<li id="fn:(\w)">', made.html) == ["c", "b", "a"]


def test_each_reference_has_a_way_back() -> None:
    html = page("A[^x] b[^x]\n\n[^x]: Note").html
    assert 'href="#fnref:x"' in html
    assert 'href="#fnref2:x"' in html
    assert 'aria-label="Back to footnote 1 in the text"' in html


def test_the_way_back_is_told_in_the_language_of_the_text() -> None:
    words = MarkupWords(footnote="Volver a la nota {number}")
    assert 'aria-label="Volver a la nota 1"' in page("A[^x]\n\n[^x]: Nota", words=words).html


def test_names_with_spaces_give_ids_without() -> None:
    made = page("A[^my note]\n\n[^my note]: Note")
    assert made.ids == ["fnref:my-note", "fn:my-note"]
    assert 'href="#fn:my-note"' in made.html


def test_a_footnote_that_is_not_there_is_told() -> None:
    made = page("A[^x]\n\nB [^y]\n\n[^x]: Note")
    assert made.found == [("footnote-missing", 3, 3)]


def test_a_footnote_that_nothing_refers_to_is_a_warning() -> None:
    made = page("A[^x]\n\n[^x]: Note\n[^y]: Other")
    assert made.found == [("footnote-unused", 4, 1)]
    assert made.problems[0].severity == "warning"


def test_a_footnote_may_refer_to_another_and_hold_markup() -> None:
    made = page("A[^x]\n\n[^x]: See [this](b.md) [@k][^y]\n[^y]: *Other*")
    assert made.found == []
    assert [slot.kind for slot in made.text.slots] == ["link", "link-end", "citation"]


def test_footnotes_in_code_are_none() -> None:
    assert page("`[^x]`\n\n    [^y]\n").html.count("footnote") == 0
