"""The comparison as pages show it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from site_builder.filters import parts_of
from site_builder.model.comparison import Comparison
from site_builder.model.site import ComparisonBlock, MissingBlock, PlacedBlock, Prose, ReferenceEntry
from site_builder.numbering import cited, numbered
from site_builder.parts.comparison import comparison_block
from site_builder.parts.prose import references
from tests.builders import article, cell, cites, compare, comparison, link, materials, reference, site

COMPARED = comparison(
    onset=(cell("Weeks.", sources=[cites("a"), cites("b")]), cell("Hours.", sources=[cites("c", (9, 1), (9, 9))])),
    cost=(cell("Low."), cell("High.", sources=[cites("b"), cites("a")])),
    note=cell("Not one trial.", sources=[cites("a")]),
)


class View(msgspec.Struct, frozen=True):
    prose: Prose
    references: tuple[ReferenceEntry, ...]


def shown(
    compared: Comparison = COMPARED, *, rows: Sequence[str] | None = None, columns: Sequence[str] | None = None
) -> ComparisonBlock:
    made = site(article("a"), article("b", draft=True), shown=materials(compared=compared))
    block = comparison_block(compared, made.targets, rows=rows, columns=columns)
    assert isinstance(block, ComparisonBlock)
    return block


def table(block: ComparisonBlock) -> list[list[str]]:
    """Return the table as a reader sees it, without its sources."""
    head = [f"{name} ({status})" if status else name for name, status in block.columns]
    return [["", *head], *([row.name, *("".join(each.text.pieces) for each in row.cells)] for row in block.rows)]


def test_without_a_choice_all_of_it_is_shown() -> None:
    assert table(shown()) == [
        ["", "Pill", "Spray (off-label)"],
        ["Onset", "Weeks.", "Hours."],
        ["Cost", "Low.", "High."],
    ]
    assert shown().caption == "Pill and spray"
    assert shown().url == "/compare/"


def test_chosen_rows_and_columns_come_as_they_are_named() -> None:
    block = shown(rows=["cost", "onset"], columns=["spray"])
    assert table(block) == [["", "Spray (off-label)"], ["Cost", "High."], ["Onset", "Hours."]]


def test_names_that_are_unknown_or_there_twice_are_left_out() -> None:
    block = shown(rows=["cost", "speed", "cost"], columns=["pill", "drip"])
    assert table(block) == [["", "Pill"], ["Cost", "Low."]]


def test_nothing_is_drawn_without_a_row_or_a_column_or_a_comparison() -> None:
    assert comparison_block(COMPARED, {}, rows=["speed"]) == MissingBlock()
    assert comparison_block(COMPARED, {}, columns=["drip"]) == MissingBlock()
    assert comparison_block(None, {}) == MissingBlock()


def test_a_block_may_have_a_caption_of_its_own() -> None:
    block = comparison_block(COMPARED, {}, caption="What it costs")
    assert isinstance(block, ComparisonBlock)
    assert block.caption == "What it costs"


class TestSources:
    def test_they_are_named_row_by_row_and_the_note_comes_last(self) -> None:
        assert list(cited(shown())) == ["a", "b", "c", "b", "a", "a"]

    def test_only_those_of_the_rows_and_columns_that_are_shown(self) -> None:
        assert list(cited(shown(rows=["cost"], columns=["pill"]))) == ["a"]
        assert list(cited(shown(rows=["onset"], columns=["spray"]))) == ["c", "a"]

    def test_each_mark_is_counted_once_on_a_page_that_shows_two_parts_between_its_words(self) -> None:
        blocks = (PlacedBlock(shown(columns=["spray"]), 1), PlacedBlock(shown(rows=["cost", "onset"]), 2))
        text = Prose(b"1", sources=(("b", 1), ("c", 2)), blocks=blocks)
        page = numbered(View(text, references({key: reference(key) for key in "abc"}, text)))
        own = [
            (number, before + nth)
            for (number, before), (_, marks) in zip(page.prose.numbers, text.sources, strict=True)
            for nth in range(1, marks + 1)
        ]
        of_cells = [
            (mark.number, mark.nth)
            for placed in page.prose.blocks
            for each in (*(each for row in placed.block.rows for each in row.cells), placed.block.note)
            for _, slot in parts_of(each.text, each.prose)
            if slot
            for mark in slot.marks
        ]
        counted = [(entry.number, nth + 1) for entry in page.references for nth in range(entry.marks)]
        assert [entry.key for entry in page.references] == ["b", "c", "a"]
        assert sorted(own + of_cells) == sorted(counted)
        assert len(set(counted)) == len(counted) == 15


class TestLinks:
    def test_they_lead_from_the_folder_of_the_data(self) -> None:
        block = shown(comparison(cost=(cell(links=[link("articles/a.md"), link("articles/b.md")]), cell())))
        assert block.rows[0].cells[0].prose.links == ("/articles/a/", "")

    def test_one_to_a_row_leads_to_the_page_of_the_whole(self) -> None:
        block = shown(comparison(cost=(cell(links=[link("#cost")]), cell())))
        assert block.rows[0].cells[0].prose.links == ("/compare/#cost",)

    def test_a_text_may_link_to_the_whole_and_to_a_row(self) -> None:
        document = article("a", links=(link("../treatments.yaml"), link("../treatments.yaml#cost")))
        made = site(document, shown=materials(compared=COMPARED))
        assert made.articles[0].prose.links == ("/compare/", "/compare/#cost")


def test_an_article_shows_the_part_that_its_block_names() -> None:
    document = article("a", blocks=(compare(rows=["cost"], columns=["spray"], caption=["Cost alone"]),))
    [entry] = site(document, shown=materials(compared=COMPARED)).articles
    [placed] = entry.prose.blocks
    assert isinstance(placed.block, ComparisonBlock)
    assert placed.block.caption == "Cost alone"
    assert table(placed.block) == [["", "Spray (off-label)"], ["Cost", "High."]]
