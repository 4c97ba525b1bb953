"""A line of front matter that may cite sources."""

from __future__ import annotations

from site_builder.markup.contents import Contents
from site_builder.markup.conversion import Conversion
from site_builder.markup.line import render_line
from site_builder.model.document import Citation, CitationMark, Text
from site_builder.model.problem import Place
from tests.markup.rendering import PATH


def line(value: str, head: str, place: Place) -> tuple[Text, tuple[Citation, ...], list[tuple[str, int, int]]]:
    conversion = Conversion(PATH, head, first_line=2)
    contents = Contents()
    text = contents.text(render_line(value, place, conversion), conversion.insertions)
    return text, contents.citations, [(each.rule, each.line, each.column) for each in conversion.problems]


def test_text_is_escaped_and_set() -> None:
    assert line('It\'s <b> & "x" -- *y*', "k: ...", Place(2, 4))[0] == Text(("It’s &lt;b&gt; &amp; “x” – *y*",))


def test_citations_have_the_places_of_the_file() -> None:
    head = "key_points:\n  - One [@a].\n  - >-\n    Two [@a;\n    @b] and\n    three [@c].\n"
    text, citations, problems = line("Two [@a; @b] and three [@c].", head, Place(4, 5))
    assert problems == []
    assert text == Text(("Two ", " and three ", "."), (CitationMark(((0, 0), (1, 0))), CitationMark(((2, 0),))))
    assert citations == (
        Citation("a", (Place(5, 10),)),
        Citation("b", (Place(6, 5),)),
        Citation("c", (Place(7, 12),)),
    )


def test_a_malformed_citation_is_told_at_its_place() -> None:
    text, citations, problems = line("One [@a, @b].", "k:\n  - 'One [@a, @b].'\n", Place(3, 5))
    assert (text, citations) == (Text(("One [@a, @b].",)), ())
    assert problems == [("citation-malformed", 3, 10)]
