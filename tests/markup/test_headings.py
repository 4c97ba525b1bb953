"""Headings: ids that stay the same, levels without gaps, places."""

from __future__ import annotations

import pytest

from site_builder.model.document import Heading
from site_builder.model.problem import Place
from tests.markup.rendering import page


def test_a_heading_gets_an_id_of_its_words() -> None:
    made = page("## Côté *one* & `two` [@a]\n\nText", first_line=5)
    assert made.found == []
    assert made.headings == [Heading(2, "cote-one-two", "Côté one & two", Place(5, 1))]
    assert made.ids == ["cote-one-two"]
    assert made.html.startswith('<h2 id="cote-one-two">Côté <em>one</em> &amp; <code>two</code> {citation}</h2>')


def test_equal_headings_are_numbered() -> None:
    made = page("## A\n\n## A\n\n## A\n\n## A 2\n")
    assert made.ids == ["a", "a-2", "a-3", "a-2-2"]


def test_an_id_given_by_hand_is_kept_and_never_given_twice() -> None:
    made = page("## Early\n\n## Late {#early}\n\n## Other { #x .c }\n")
    assert [heading.id for heading in made.headings] == ["early-2", "early", "x"]
    assert made.found == []


def test_an_id_given_by_hand_twice_is_told_at_the_second() -> None:
    made = page("## A {#x}\n\nText\n{: #x }\n")
    assert made.found == [("id-repeated", 4, 5)]
    assert made.ids == ["x", "x-2"]


def test_a_heading_in_no_latin_letter_still_has_an_id() -> None:
    assert page("## 漢字\n\n## 字\n").ids == ["section", "section-2"]


def test_typography_reaches_the_list_of_headings_and_not_the_id() -> None:
    [heading] = page('## What\'s "new" -- then?').headings
    assert (heading.id, heading.text) == ("whats-new-then", "What’s “new” – then?")


def test_a_link_and_a_footnote_in_a_heading_leave_only_their_words() -> None:
    made = page("## See [this](b.md) now[^1]\n\n[^1]: Note\n")
    assert made.headings[0].text == "See this now"
    assert made.headings[0].id == "see-this-now"


@pytest.mark.parametrize("body", ["# One", "One\n==="])
def test_a_heading_of_the_first_level_is_told(body: str) -> None:
    made = page(body)
    assert made.found == [("heading-first-level", 1, 1)]
    assert made.headings[0].level == 2
    assert "<h1" not in made.html


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("### A", [("heading-skipped", 1, 1)]),
        ("## A\n\n#### B\n\n##### C", [("heading-skipped", 3, 1)]),
        ("## A\n\n### B\n\n## C\n\n### D", []),
        ("## A\n\n### B\n\n#### C\n\n## D", []),
        ("## A\n\n- ### B", []),
        ("> #### B", [("heading-skipped", 1, 3)]),
    ],
)
def test_a_skipped_level_is_told_at_the_heading(body: str, found: list[tuple[str, int, int]]) -> None:
    assert page(body).found == found


@pytest.mark.parametrize(
    ("body", "line", "column"),
    [
        ("Text\n\n## A", 3, 1),
        ("Text\n## A", 2, 1),
        ("Two words\n---\n", 1, 1),
        ("> ## A", 1, 3),
        ("- ## A", 1, 3),
        ("- x\n\n    ## A", 3, 5),
        ("##A", 1, 1),
        ("/// note\n## A\n///", 2, 1),
        ("```\n## x\n```\n\n## A", 5, 1),
    ],
)
def test_the_place_of_a_heading_is_known(body: str, line: int, column: int) -> None:
    [heading] = page(body).headings
    assert heading.place == Place(line, column)


@pytest.mark.parametrize("heading", ["## [@a]", "##", "## ", "# ", "#### "])
def test_an_empty_heading_is_told_once(heading: str) -> None:
    made = page(f"Text\n\n{heading}\nmore\n")
    assert made.found == [("heading-empty", 3, 1)]
    assert made.problems[0].message == "The heading has no words."


def test_an_underlined_heading_of_the_first_level_is_told_what_to_delete() -> None:
    made = page("Text\n\nHeading\n=====\n")
    assert made.found == [("heading-first-level", 3, 1)]
    assert made.problems[0].hint == "Write ## Heading and delete the line of =."


def test_all_ids_of_a_question_begin_with_its_name() -> None:
    made = page(
        "## A\n\n## A\n\n## B {#b}\n\nx[^1] y[^1]\n{: #p }\n\n<div id='d'>z</div>\n\n[up](#a)\n\n[^1]: Note",
        id_prefix="can-i-",
    )
    assert made.found == []
    assert all(id_.startswith("can-i-") for id_ in made.ids)
    assert {"can-i-a", "can-i-a-2", "can-i-b", "can-i-p", "can-i-d", "can-i-fn:1", "can-i-fnref:1"} <= set(made.ids)
    assert made.links[0].target == "#can-i-a"
    assert 'href="#can-i-fn:1"' in made.html
    assert 'href="#can-i-fnref2:1"' in made.html
