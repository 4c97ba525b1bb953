"""Blocks: what is well formed becomes a callout or a place for shared data, every fault is told at its line."""

from __future__ import annotations

import pytest

from site_builder.markup.blocks import BlockType, Option, check_blocks
from site_builder.markup.conversion import Conversion
from site_builder.markup.places import Marks
from site_builder.model.document import BlockUse
from site_builder.model.problem import Place
from tests.markup.rendering import PATH, page

COMPARE = BlockType(
    "compare", options=(Option("rows", is_list=True, required=True), Option("caption")), takes_title=True
)


def check(body: str) -> tuple[str, list[tuple[str, int, int]], list[BlockUse]]:
    """Check a body with one more block, `compare`."""
    conversion = Conversion(PATH, body)
    marks = Marks(conversion)
    text = check_blocks(body, (COMPARE, BlockType("note", takes_title=True, takes_content=True)), conversion, marks)
    uses = [mark.use for line in text.split("\n") if (mark := marks.first(line, "block")) and mark.use]
    return text, [(each.rule, each.line, each.column) for each in conversion.problems], uses


def test_a_consultation_becomes_a_slot_with_its_options() -> None:
    made = page('Text.\n\n/// consultation\n    heading: "Talk: first"\n///\n\nMore.')
    assert made.found == []
    assert made.blocks == [BlockUse("consultation", "", (("heading", ("Talk: first",)),), Place(3, 1))]
    assert made.html == "<p>Text.</p>\n{block}\n<p>More.</p>"


@pytest.mark.parametrize("body", ["/// consultation\n///", "///consultation\n///", "/// consultation   \n\n///\n"])
def test_a_consultation_needs_no_options(body: str) -> None:
    assert page(body).blocks == [BlockUse("consultation", "", (), Place(1, 1))]


def test_a_block_directly_between_two_paragraphs_is_one() -> None:
    assert page("Text\n/// consultation\n///\nmore").html == "<p>Text</p>\n{block}\n<p>more</p>"


def test_a_block_may_stand_in_a_list() -> None:
    made = page("- item\n\n    /// consultation\n        heading: H\n    ///\n")
    assert made.found == []
    assert made.blocks == [BlockUse("consultation", "", (("heading", ("H",)),), Place(3, 5))]


def test_option_text_stays_text() -> None:
    _, found, [use] = check("/// compare | T\n    rows: [no, 0123, 12:30, 2026-02-30]\n    caption: NO\n///")
    assert found == []
    assert use == BlockUse(
        "compare", "T", (("rows", ("no", "0123", "12:30", "2026-02-30")), ("caption", ("NO",))), Place(1, 1)
    )


def test_an_unknown_block_is_told_with_the_nearest_one() -> None:
    made = page("Text.\n\n/// consultaton\n///\n\n/// zebra\ntext\n///\n")
    assert made.found == [("block-unknown", 3, 5), ("block-unknown", 6, 5)]
    assert "consultation" in made.problems[0].hint
    assert "note" in made.problems[1].hint
    assert "text" in made.html
    assert "///" not in made.html


@pytest.mark.parametrize("name", ["timeline", "icon-array"])
def test_a_figure_leaves_its_place_and_must_be_named(name: str) -> None:
    made = page(f"Text.\n\n/// {name}\n    figure: onset\n///")
    assert made.found == []
    assert made.blocks == [BlockUse(name, "", (("figure", ("onset",)),), Place(3, 1))]
    assert page(f"/// {name}\n///").found == [("block-option", 1, 1)]


@pytest.mark.parametrize(
    ("body", "rule", "line", "column"),
    [
        ("/// consultation\n    headng: x\n///", "block-option", 2, 5),
        ("/// consultation\n    heading: [a]\n///", "block-option", 2, 14),
        ("/// consultation\n    heading: {a: b}\n///", "block-option", 2, 14),
        ("/// consultation\n    heading:\n///", "block-option", 2, 5),
        ("/// consultation\n    heading: a\n    heading: b\n///", "block-option", 3, 5),
        ("/// consultation\n    heading: a: b\n///", "block-option", 2, 15),
        ("/// consultation\n    - heading\n///", "block-option", 2, 5),
        ("/// consultation\n    words\n///", "block-option", 2, 5),
        ("/// consultation\n    heading: *x\n///", "block-option", 2, 14),
        ("/// consultation\n    heading: !!str x\n///", "block-option", 2, 14),
        ("/// note\n    type: x\n///", "block-option", 2, 5),
        ("/// consultation | Title\n///", "block-title", 1, 18),
        ("/// consultation\nwords\n///", "block-content", 2, 1),
        ("/// consultation\n\nwords\n\n///", "block-content", 3, 1),
        ("/// note\ntext", "block-unclosed", 1, 1),
        ("/// consultation", "block-unclosed", 1, 1),
        ("   /// note\ntext", "block-unclosed", 1, 4),
        ("///\n", "block-stray-close", 1, 1),
        ("/// note\na\n////\n///", "block-stray-close", 3, 1),
        ("/// note\na\n///\n///", "block-stray-close", 4, 1),
        ("/// note title\na\n///", "block-malformed", 1, 1),
        ("/// ! note", "block-malformed", 1, 1),
        ("/// note\n" + "a\n" * 201 + "///\n", "block-too-long", 1, 1),
    ],
)
def test_a_fault_is_told_at_its_line(body: str, rule: str, line: int, column: int) -> None:
    assert (rule, line, column) in page(body).found


@pytest.mark.parametrize(
    ("body", "rule", "line", "column"),
    [
        ("/// compare\n///", "block-option", 1, 1),
        ("/// compare\n    rows: a\n///", "block-option", 2, 11),
        ("/// compare\n    rows: []\n///", "block-option", 2, 11),
        ("/// compare\n    rows: [a, [b]]\n///", "block-option", 2, 11),
        ("/// compare\n    rows: [a]\n    caption: [b]\n///", "block-option", 3, 14),
    ],
)
def test_options_have_a_kind_and_may_be_demanded(body: str, rule: str, line: int, column: int) -> None:
    _, found, _ = check(body)
    assert (rule, line, column) in found


def test_what_follows_an_unclosed_block_is_still_read() -> None:
    made = page("/// note | T\n\nText [@a].\n\n## Heading\n")
    assert made.found == [("block-unclosed", 1, 1)]
    assert made.headings[0].place == Place(5, 1)
    assert "<aside" not in made.html


def test_blocks_nest_with_more_or_fewer_slashes() -> None:
    for outer, inner in (("////", "///"), ("///", "////")):
        made = page(f"{outer} note | Outer\nA\n\n{inner} warning | Inner\nB\n{inner}\n\nC\n{outer}\n\nD")
        assert made.found == []
        assert made.html.count("<aside") == 2
        assert made.html.index("Inner") < made.html.index("<p>C</p>") < made.html.rindex("</aside>")
        assert made.html.endswith("</aside>\n<p>D</p>")


def test_a_nested_block_with_as_many_slashes_is_told() -> None:
    assert page("/// note\n/// warning\na\n///\n///").found == [("block-nested", 2, 1)]


def test_an_unclosed_inner_block_is_told_at_its_own_line() -> None:
    assert page("//// note\n\n/// warning\na\n\n////").found == [("block-unclosed", 3, 1)]


@pytest.mark.parametrize(
    "body",
    [
        "```\n/// nope\n```",
        "~~~~\n/// nope\n~~~\n///\n~~~~",
        "    /// nope\n    ///",
        "Text with /// in it",
        "```one line of code``` in a text",
        "`/// nope`",
        "[x](https://a.example///b)",
    ],
)
def test_slashes_in_code_and_within_a_line_are_no_block(body: str) -> None:
    assert page(body).found == []


@pytest.mark.parametrize("line", ["heading: x", "  heading: x"])
def test_an_option_that_is_not_indented_is_told(line: str) -> None:
    made = page(f"/// consultation\n{line}\n///")
    assert made.found == [("block-content", 2, 1 + line.index("h"))]
    assert made.problems[0].hint == "Put four spaces before heading:."


@pytest.mark.parametrize("end", ["///", "words"])
def test_of_a_block_whose_name_cannot_be_read_nothing_else_is_told(end: str) -> None:
    assert page(f"Text\n\n/// note : Title\na\n{end}").found == [("block-malformed", 3, 1)]


@pytest.mark.parametrize("fence", ["```", "~~~~"])
def test_code_without_an_end_is_told(fence: str) -> None:
    assert page(f"Text\n\n{fence}\ncode\n").found == [("code-unclosed", 3, 1)]
    assert page(f"Text\n\n{fence}py\ncode\n\n/// note\n").found == [("code-unclosed", 3, 1)]


@pytest.mark.parametrize(
    ("body", "is_block"),
    [
        ("- a\n\n    /// note\n    b\n    ///", True),
        ("1. a\n    more\n\n    - b\n\n        /// note\n        c\n        ///", True),
        ("[^1]: a\n\n    /// note\n    b\n    ///\n\n[^1]", True),
        ("- a\n\nParagraph.\n\n    /// note\n    b\n    ///", False),
        ("Paragraph.\n\n    /// note\n    ///", False),
    ],
)
def test_indented_slashes_are_a_block_in_a_list_and_code_elsewhere(body: str, is_block: bool) -> None:
    made = page(body)
    assert made.found == []
    assert ("<aside" in made.html) == is_block
    assert ("<pre>" in made.html) != is_block


def test_line_numbers_behind_a_block_stay_those_of_the_file() -> None:
    made = page("/// consultation\n    heading: H\n///\n\n[x](b.md)\n", first_line=11)
    assert made.links[0].place == Place(15, 1)
