"""Figures as the templates that ship draw them: what stands on a page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jinja2 import FileSystemLoader
from selectolax.lexbor import LexborHTMLParser

from site_builder.filters import in_language, say_in
from site_builder.model.figures import IconArray, Meaning, Timeline
from site_builder.model.site import PlacedBlock, Prose
from site_builder.numbering import numbered
from site_builder.parts.figures import icon_array_block, timeline_block
from site_builder.stages.template import environment
from tests.builders import icon_array, interface, timeline

TEMPLATES = Path(__file__).parents[1] / "templates"

PAGE = """\
{% from "macros/icon_array.html" import icon_array %}
{% from "macros/timeline.html" import timeline %}
<main>
{% for placed in prose.blocks %}
{{ timeline(placed.block) if placed.block.kind == "timeline" else icon_array(placed.block) }}
{% endfor %}
</main>
"""


def drawn(*figures: Timeline | IconArray) -> LexborHTMLParser:
    """Return a page of these figures, one below the other."""
    blocks = [
        timeline_block(each, interface()) if isinstance(each, Timeline) else icon_array_block(each) for each in figures
    ]
    prose = numbered(Prose(b"", blocks=tuple(PlacedBlock(each) for each in blocks)))
    known = environment().overlay(loader=FileSystemLoader(TEMPLATES))
    known.filters = known.filters | in_language(interface())
    known.globals = {**known.globals, "say": say_in(interface())}
    return LexborHTMLParser(known.from_string(PAGE).render(prose=prose))


def words(node: Any) -> str:
    """Return the text of `node` as it is read, each space once."""
    return " ".join(node.text().split())


def rows(page: LexborHTMLParser) -> list[list[str]]:
    """Return the cells of each row of the tables."""
    return [[words(cell) for cell in row.css("th, td")] for row in page.css("tbody tr")]


@pytest.mark.parametrize("figure", [timeline(), icon_array()], ids=["timeline", "icon-array"])
def test_every_drawing_has_its_name_and_description(figure: Timeline | IconArray) -> None:
    page = drawn(figure)
    for svg in page.css("svg"):
        assert svg.attributes["role"] == "img"
        for attribute, element in (("aria-labelledby", "title"), ("aria-describedby", "desc")):
            [named] = svg.css(f"#{svg.attributes[attribute]}")
            assert named.tag == element
            assert words(named)


def test_ids_are_unique_though_a_figure_is_shown_twice() -> None:
    page = drawn(timeline(), icon_array(), timeline(), icon_array(citations=("zarate2006",)), icon_array())
    ids = [node.attributes["id"] for node in page.css("[id]")]
    assert len(set(ids)) == len(ids)
    for use in page.css("use"):
        assert (use.attributes["href"] or "").removeprefix("#") in ids
    for rect in page.css("rect[fill]"):
        assert (rect.attributes["fill"] or "")[5:-1] in ids


def test_there_are_100_people_with_and_100_without() -> None:
    page = drawn(icon_array())
    counts = [(len(svg.css(".icon-array__one use")), len(svg.css(".icon-array__other use"))) for svg in page.css("svg")]
    assert counts == [(48, 52), (30, 70)]
    assert [words(title) for title in page.css("svg > title")] == [
        "48 of 100 people with a spray",
        "30 of 100 people with placebo",
    ]


def test_people_come_first_then_the_difference_and_only_then_the_number_needed() -> None:
    page = drawn(icon_array())
    text = words(page.css_first("figure"))
    order = ["48 of 100", "30 of 100", "18 more of 100", "6 people", "(NNT), by our calculation"]
    places = [text.index(each) for each in order]
    assert places == sorted(places)
    sentence = next(words(each) for each in page.css("p") if "NNT" in each.text())
    assert sentence.startswith(
        "So for every 6 people with a spray rather than with placebo, one more reached remission after four weeks."
    )
    assert page.css("figure > p sup"), "each sentence with a figure cites its source"


def test_the_table_has_the_same_figures() -> None:
    page = drawn(icon_array())
    assert rows(page) == [
        ["A spray", "48.2"],
        ["Placebo", "30.3"],
        ["Difference", "17.9 more"],
        ["Number needed to treat", "6"],
    ]
    assert page.css("details caption sup")
    assert [cell.attributes.get("scope") for cell in page.css("th")] == ["col"] * 2 + ["row"] * 4


@pytest.mark.parametrize(
    ("changes", "says", "says_not"),
    [
        ({"source_gives_number": True}, "as the source gives it", "our calculation"),
        ({"note": "Very low certainty."}, "Very low certainty.", "nothing"),
        (
            {"outcome_is": Meaning.HARM},
            "one more reached remission after four weeks. This is the number needed to harm",
            "NNT",
        ),
        (
            {"outcome_is": Meaning.HARM, "of_100_with": 30.3, "of_100_without": 48.2},
            "one fewer reached remission after four weeks. This is the number needed to treat",
            "NNH",
        ),
        (
            {"of_100_with": 30.3, "of_100_without": 48.2},
            "18 fewer of 100 (before rounding, 30.3 and 48.2: a difference of 17.9). "
            "There is no number needed to treat: with the treatment it went worse.",
            "NNT",
        ),
        ({"of_100_with": 30.3}, "There is no difference. There is no number needed to treat", "NNT"),
        ({"of_100_with": 30.5}, "less than 1 more of 100", "0 more of 100"),
        ({"of_100_with": 50, "of_100_without": 30}, "20 more of 100.", "before rounding"),
    ],
)
def test_what_follows_from_the_figures(changes: dict[str, Any], says: str, says_not: str) -> None:
    page = drawn(icon_array(**changes))
    for mark in page.css("sup"):
        mark.decompose()
    text = words(page.css_first("figure"))
    assert says in text
    assert says_not not in text


def test_a_timeline_says_in_its_table_what_it_draws() -> None:
    page = drawn(timeline())
    assert [words(text) for text in page.css("svg text") if not text.parent or text.parent.tag != "g"] == [
        "Ketamine (off-label)",
        "2 hours: ahead of placebo",
        "It fades",
    ]
    assert len(page.css("svg circle.timeline__span--onset")) == len(page.css("svg rect.timeline__span--fade")) == 1
    for mark in page.css("sup"):
        mark.decompose()
    assert rows(page) == [
        ["Ketamine (off-label)"],
        ["Starts: 2 hours", "Ahead of placebo."],
        ["Fades: 1 day to 1 week", "Half had lost it after a week."],
    ]
    assert [cell.attributes.get("scope") for cell in page.css("tbody th")] == ["rowgroup", "row", "row"]


def test_what_a_writer_wrote_cannot_become_markup() -> None:
    evil = "<script>alert(1)</script>"
    page = drawn(timeline(title=evil, description=evil), icon_array(title=evil, treatment=evil, note=evil))
    assert page.css("script") == []
