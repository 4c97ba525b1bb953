"""content/treatments.yaml: a table of Markdown, and every fault in it at its line and column."""

from __future__ import annotations

from datetime import date

import pytest

from site_builder.digest import digest_bytes
from site_builder.model.comparison import Comparison, ComparisonFile, Treatment
from site_builder.model.document import CitationMark, Link, LinkEnd, LinkStart, Text, Translates
from site_builder.model.inputs import Source
from site_builder.model.problem import Place
from site_builder.stages.comparison import parse_comparison
from tests.blobs import holding
from tests.builders import shown_as

PATH = "content/treatments.yaml"

HEAD = """\
title: Two compared
description: A pill and a spray.
caption: Side by side
note: They are *not* arms of one trial.
updated: 2026-11-20
treatments:
  pill: {name: A pill}
  spray:
    name: A spray
    status: off-label
"""

TABLE = """\
aspects:
  onset:
    name: When it starts
    cells:
      pill: |
        In weeks [@a2020].

        It grows [@b2020; @a2020].
      spray: In hours; see [the cost](#cost) [@b2020].
  cost:
    name: What it costs
    cells: {pill: Little., spray: "Much. [Ask](consultation.md)."}
"""

ASPECTS_LINE = HEAD.count("\n") + 1


def parsed(text: str | bytes) -> ComparisonFile:
    data = text.encode() if isinstance(text, str) else text
    return parse_comparison(Source(PATH, digest_bytes(data), len(data)), holding(data))


def compared(text: str = HEAD + TABLE) -> Comparison:
    """Return the comparison of a file in which nothing is wrong."""
    file = parsed(text)
    assert file.problems == ()
    assert file.comparison is not None
    return file.comparison


def said(text: str) -> list[str]:
    """Return what is wrong, with the lines counted from `aspects:` if the table alone is given."""
    if text.startswith("aspects:"):
        found = [(each.line - ASPECTS_LINE + 1, each) for each in parsed(HEAD + text).problems]
    else:
        found = [(each.line, each) for each in parsed(text).problems]
    return [f"{line}:{each.column} {each.rule}: {each.message} {each.hint}" for line, each in found]


def cells(**texts: str) -> str:
    """Return a table of one row with these cells, their first line in line 5 of it."""
    rows = "".join(f"      {key}: {text}\n" for key, text in texts.items())
    return f"aspects:\n  onset:\n    name: When it starts\n    cells:\n{rows}"


def test_the_columns_and_rows_in_their_order() -> None:
    made = compared()
    assert made.treatments == (Treatment("pill", "A pill"), Treatment("spray", "A spray", "off-label"))
    assert [(aspect.key, aspect.name) for aspect in made.aspects] == [
        ("onset", "When it starts"),
        ("cost", "What it costs"),
    ]
    assert (made.title, made.caption, made.updated) == ("Two compared", "Side by side", date(2026, 11, 20))


def test_a_cell_is_markdown_and_one_paragraph_needs_no_element() -> None:
    pill, spray = compared().aspects[0].cells
    assert pill.text == Text(
        ("<p>In weeks ", ".</p>\n<p>It grows ", ".</p>"), (CitationMark(((0, 0),)), CitationMark(((1, 0), (0, 1))))
    )
    assert spray.text == Text(
        ("In hours; see ", "the cost", " ", "."), (LinkStart(0, ""), LinkEnd(0), CitationMark(((0, 0),)))
    )
    assert compared().note.text == Text(("They are <em>not</em> arms of one trial.",))


def test_sources_and_links_have_their_places_in_the_file() -> None:
    first = ASPECTS_LINE
    pill, spray = compared().aspects[0].cells
    assert [(each.key, each.places) for each in pill.citations] == [
        ("a2020", (Place(first + 5, 19), Place(first + 7, 27))),
        ("b2020", (Place(first + 7, 19),)),
    ]
    assert spray.links == (Link("#cost", Place(first + 8, 28)),)
    assert compared().aspects[1].cells[1].links == (Link("consultation.md", Place(first + 11, 42)),)


def test_a_list_stays_one() -> None:
    made = compared(HEAD + cells(pill="|\n        - One\n        - Two", spray="x"))
    assert made.aspects[0].cells[0].text == Text(("<ul>\n<li>One</li>\n<li>Two</li>\n</ul>",))


@pytest.mark.parametrize("text", ["\ufeff" + HEAD + TABLE, (HEAD + TABLE).replace("\n", "\r\n")])
def test_foreign_line_ends_and_marks_change_nothing(text: str) -> None:
    assert parsed(text) == parsed(HEAD + TABLE)


class TestTheTable:
    def test_a_cell_that_is_missing(self) -> None:
        assert said(cells(pill="x")) == [
            "2:3 comparison-cell-missing: “When it starts” has no cell for “spray”. "
            "Add a line that begins with spray: and say what is known, or that nothing is."
        ]

    def test_a_cell_that_is_empty_is_told_once(self) -> None:
        assert said(cells(pill="x", spray="")) == [
            "6:7 field-empty: “aspects.onset.cells.spray” is empty. Write something after the colon."
        ]

    def test_a_cell_for_a_treatment_that_is_not_there(self) -> None:
        assert said(cells(pill="x", spary="y", drip="z")) == [
            "6:7 comparison-treatment-unknown: “When it starts” has a cell for “spary”, which is not among the "
            "treatments. Did you mean spray?",
            "7:7 comparison-treatment-unknown: “When it starts” has a cell for “drip”, which is not among the "
            "treatments. The treatments are pill, spray.",
        ]

    def test_a_row_keeps_its_other_cells(self) -> None:
        made = parsed(HEAD + cells(pill="x", drip="z")).comparison
        assert made is not None
        assert [cell.text.pieces for cell in made.aspects[0].cells] == [("x",), ("",)]

    def test_a_treatment_that_cannot_be_read_is_told_once(self) -> None:
        head = HEAD.replace("{name: A pill}", "{nmae: A pill}")
        assert [shown_as(each) for each in parsed(head + cells(pill="x", spray="y")).problems] == [
            f"{PATH}:7:10: error[field-unknown]"
        ]

    def test_a_table_without_rows_or_columns(self) -> None:
        assert said("aspects: {}\n") == [
            "1:1 comparison-empty: “aspects” names nothing, so the table would be empty. "
            "Name one of the aspects at least."
        ]
        assert parsed(HEAD + "aspects: {}\n").comparison is None
        empty = HEAD.partition("treatments:")[0] + "treatments: {}\n" + cells(pill="x")
        assert [each.rule for each in parsed(empty).problems] == ["comparison-empty", "comparison-treatment-unknown"]
        assert parsed(empty).comparison is None

    def test_rows_of_which_none_can_be_read_are_told_once(self) -> None:
        assert said("aspects:\n  onset: weeks\n") == [
            "2:10 field-type: “aspects.onset” is the text “weeks”, where a group of fields belongs. "
            "Write a group of fields after onset:"
        ]

    def test_keys_that_no_block_can_name(self) -> None:
        row = "{name: x, cells: {pill: x, spray: y}}"
        assert said(f"aspects:\n  When it starts: {row}\n  ref-1: {row}\n") == [
            "2:3 comparison-key: The key “When it starts” cannot be used: small letters, digits and single hyphens "
            "only. Write when-it-starts.",
            "3:3 comparison-key: The key “ref-1” begins as the page's own ids do. Begin it with another word.",
        ]

    def test_a_field_that_is_missing_or_unknown(self) -> None:
        text = HEAD.replace("caption: ", "captoin: ") + TABLE
        assert [line.partition(" ")[0:3:2] for line in said(text)] == [
            ("3:1", "field-unknown: There is no field “captoin”. Did you mean caption?")
        ]
        assert parsed(text).comparison is None

    def test_a_file_that_is_no_yaml(self) -> None:
        assert [shown_as(each) for each in parsed('title: "x\n').problems] == [f"{PATH}:1:8: error[yaml-broken]"]
        assert [shown_as(each) for each in parsed(b"\xff\xfet").problems] == [f"{PATH}:1:1: error[file-encoding]"]


class TestCells:
    @pytest.mark.parametrize(
        ("cell", "place", "what"),
        [
            ("|\n        One.\n\n        ## Two", "8:9", "A heading"),
            ("|\n        | a | b |\n        |---|---|\n        | 1 | 2 |", "6:9", "A table"),
            ("See ![a room](room.png) here.", "5:17", "A picture"),
            ("|\n        /// note\n        One.\n        ///", "6:9", "A block"),
            ("|\n        One.\n\n        /// consultation\n        ///", "8:9", "The block “consultation”"),
            ("|\n        > One.", "6:9", "A quotation"),
            ("|\n        ```\n        x\n        ```", "6:9", "Code"),
            ("|\n        One.[^1]\n\n        [^1]: Two.", "6:13", "A box or a footnote"),
            ("|\n        <!-- lint-ok X: because -->\n        One.", "6:9", "A waiver"),
            ('|\n        One <b id="two">two</b>.', "6:20", "The id “two”"),
        ],
    )
    def test_what_has_no_place_in_a_table(self, cell: str, place: str, what: str) -> None:
        found = said(cells(pill=cell, spray="x"))
        assert [
            line.partition(" Keep")[0].partition(" Put")[0].partition(" Mend")[0].partition(" Delete")[0]
            for line in found
        ] == [f"{place} comparison-cell: {what} cannot stand in a cell of the table."]

    def test_lines_that_yaml_joins(self) -> None:
        assert said(cells(pill=">-\n        - One\n        - Two", spray="x")) == [
            "7:9 comparison-cell-joined: YAML joins this line to the one above it; paragraphs and lists are lost. "
            "Write | after the key, and the text below it."
        ]

    def test_html_that_may_not_stand_and_a_citation_that_cannot_be_read(self) -> None:
        found = said(cells(pill="One <script>two</script>\n        [@a2020, b2020]", spray="x"))
        assert [line.partition(":  ")[0].split(": ")[0] for line in found] == [
            "5:17 html-element",
            "6:9 citation-malformed",
        ]

    def test_one_that_is_wrong_is_left_blank_and_hides_no_other(self) -> None:
        made = parsed(HEAD + cells(pill="|\n        ## One", spray="Two [@a2020].")).comparison
        assert made is not None
        assert [cell.text.pieces for cell in made.aspects[0].cells] == [("",), ("Two ", ".")]


def test_a_translation_says_what_it_translates_and_where_each_cell_stands() -> None:
    data = ("original_digest: 0123456789abcdef\n" + HEAD + TABLE).encode()
    file = parse_comparison(Source("content/treatments.es.yaml", digest_bytes(data), len(data)), holding(data))
    assert file.problems == ()
    assert file.translates == Translates("0123456789abcdef", Place(1, 18))
    assert dict(file.places)["aspects.cost.cells"].line > ASPECTS_LINE


def test_only_what_is_translated_is_the_wording_of_the_table() -> None:
    dated = HEAD.replace("note:", "updated: 2026-01-02\nnote:", 1)
    assert parsed(dated + TABLE).wording == parsed(HEAD + TABLE).wording
    assert parsed(HEAD + TABLE.replace("Little.", "Nothing.")).wording != parsed(HEAD + TABLE).wording
