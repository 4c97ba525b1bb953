"""Citations: slots in the text, each key at its place; what cannot be read is told and stays as it was written."""

from __future__ import annotations

import pytest

from site_builder.model.document import Citation, CitationMark
from site_builder.model.problem import Place
from tests.markup.rendering import page


def test_a_citation_becomes_a_slot() -> None:
    made = page("It fades [@zarate2006].")
    assert made.html == "<p>It fades {citation}.</p>"
    assert made.citations == (Citation("zarate2006", (Place(1, 11),)),)
    assert made.text.slots == (CitationMark(((0, 0),)),)


def test_each_source_is_listed_once_with_all_its_places() -> None:
    made = page("A [@a; @b].\n\nB [@b; @c] and [@a].", first_line=8)
    assert made.citations == (
        Citation("a", (Place(8, 4), Place(10, 17))),
        Citation("b", (Place(8, 8), Place(10, 4))),
        Citation("c", (Place(10, 8),)),
    )
    assert made.text.slots == (CitationMark(((0, 0), (1, 0))), CitationMark(((1, 1), (2, 0))), CitationMark(((0, 1),)))


def test_the_order_is_that_of_the_page_and_not_of_the_file() -> None:
    made = page("A[^n] [@first].\n\n[^n]: Note [@last].\n\n- B [@second]\n")
    assert [citation.key for citation in made.citations] == ["first", "second", "last"]


def test_a_citation_may_go_over_the_end_of_a_line() -> None:
    made = page("A [@one;\n@two;\n   @three].")
    assert made.found == []
    assert [citation.places for citation in made.citations] == [(Place(1, 4),), (Place(2, 1),), (Place(3, 4),)]


@pytest.mark.parametrize(
    "body",
    [
        "- item [@a]",
        "> quote [@a]",
        "| x |\n|---|\n| cell [@a] |",
        "term\n: definition [@a]",
        "## Heading [@a]",
        "*emphasis [@a]*",
        "text[^1]\n\n[^1]: note [@a]",
        "/// note | Title [@a]\nText\n///",
        "/// note\nText [@a]\n///",
    ],
)
def test_a_citation_may_stand_in_any_text(body: str) -> None:
    made = page(body)
    assert made.found == []
    assert [citation.key for citation in made.citations] == ["a"]


@pytest.mark.parametrize("key", ["a", "Zarate_2006", "smith-jones:2020", "doi.10/x+1", "9to5", "é"])
def test_keys_are_those_of_bibtex(key: str) -> None:
    assert (page(f"[@{key}]").found == []) == (key != "é")


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("[@]", "cannot be read"),
        ("[@ a]", "a space beside a bracket or after the @"),
        ("[ @a]", "a space beside a bracket"),
        ("[@a ]", "a space beside a bracket"),
        ("[@zarate2006 p. 4]", "words after the key"),
        ("[@a, @b]", "comma"),
        ("[@a, p. 3]", "comma"),
        ("[@a @b]", "semicolon"),
        ("[@a;@b@c]", "semicolon"),
        ("[@a; b]", "without @"),
        ("[@a;]", "cannot be read"),
        ("[@a and more", "no closing bracket"),
    ],
)
def test_a_malformed_citation_is_told_and_stays(source: str, says: str) -> None:
    made = page(f"Text\nand {source}")
    assert made.found == [("citation-malformed", 2, 5)]
    assert says in made.problems[0].message
    assert source in made.html


def test_a_key_that_is_there_twice_is_told_at_the_second() -> None:
    made = page("A [@a; @b; @a]")
    assert made.found == [("citation-repeated", 1, 12)]
    assert made.text.slots == (CitationMark(((0, 0), (1, 0))),)


@pytest.mark.parametrize(
    "body", ["`[@a]`", "```\n[@a, b]\n```", "    [@a", "\\[@a]", "a@b.example", "<code>x</code> [^@a]"]
)
def test_code_and_what_is_escaped_is_no_citation(body: str) -> None:
    made = page(body)
    assert made.citations == ()
    assert not any("citation" in rule for rule, _, _ in made.found)


def test_code_keeps_what_looks_like_a_citation() -> None:
    assert page("`[@a; @b]` and `x < [@c]`").html == "<p><code>[@a; @b]</code> and <code>x &lt; [@c]</code></p>"


def test_a_citation_in_the_text_of_a_link_is_told() -> None:
    assert page("See [this [@a]](b.md).").found == [("citation-in-link", 1, 11)]


def test_a_citation_in_html_is_told() -> None:
    made = page("<div>\n<p>Text [@a].</p>\n</div>")
    assert made.found == [("citation-in-html", 2, 9)]
    assert "[@a]" in made.html


@pytest.mark.parametrize("body", ['[x](b.md "[@a]")', "![x [@a]](b.png)", "[@a](b.md)"])
def test_no_mark_is_left_where_a_citation_cannot_stand(body: str) -> None:
    made = page(body)
    assert "\\ue00" not in repr(made)
