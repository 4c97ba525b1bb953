"""What a medical review signs."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from site_builder.model.document import BlockUse, Signed
from site_builder.model.figures import Figures
from site_builder.model.problem import Place
from site_builder.parts.signature import LENGTH, Shown, signed, wording
from tests.builders import article, cell, comparison, page, question

BODY = "It helps.\n\nIt fades."


def of(body: str = BODY, blocks: tuple[BlockUse, ...] = (), **fields: Any) -> Signed:
    """Return what a review of an article signs."""
    written = article("a", **fields).fields
    made = signed(written, wording(written, body), blocks)
    assert made is not None
    return made


def answer(body: str) -> Signed | None:
    """Return what a review of a question signs."""
    written = question("q").fields
    return signed(written, wording(written, body), ())


def signature(review: Signed, table: Any = None, questions: dict[str, Signed] | None = None) -> str:
    return Shown(Figures(), table, questions or {}).signature(review)


def compare(rows: tuple[str, ...] = ()) -> BlockUse:
    return BlockUse("compare", "", (("rows", rows),) if rows else (), Place())


def test_it_is_short_and_the_same_each_time() -> None:
    assert signature(of()) == signature(of())
    assert len(signature(of())) == LENGTH


@pytest.mark.parametrize(
    "changed",
    [
        of("It helps.\n\nIt stays."),
        of(title="Another"),
        of(description="Another."),
        of(key_points=("One.",)),
        of(questions=("can-i-sleep",)),
    ],
)
def test_what_a_reader_is_told_counts(changed: Signed) -> None:
    assert signature(changed) != signature(of())


@pytest.mark.parametrize(
    "same",
    [
        of("\nIt helps.  \n\n\n\nIt fades.\n\n"),
        of("<!-- a note -->\nIt helps.\n\nIt fades."),
        of("It  helps.\n\nIt \t fades."),
        of(title="About  a"),
        of(topics=("sleep",)),
        of(slug="another"),
        of(review_digest="0123456789abcdef"),
    ],
)
def test_what_no_reader_is_told_does_not(same: Signed) -> None:
    assert signature(same) == signature(of())


@pytest.mark.parametrize("code", ["`a {}b`", "```\na {}b\n```", "Words.\n\n    a {}b"])
def test_spaces_in_code_count(code: str) -> None:
    assert signature(of(code.format(""))) != signature(of(code.format("  ")))


def test_the_spaces_behind_the_sign_of_a_list_stay() -> None:
    assert signature(of("Onset\n:   when it starts")) != signature(of("Onset\n: when it starts"))


def test_an_answer_that_is_shown_counts() -> None:
    review, asked = of(questions=("q",)), answer("Yes.")
    other = answer("No.")
    assert asked is not None
    assert other is not None
    assert signature(review, questions={"q": asked}) != signature(review, questions={"q": other})


def test_of_the_comparison_the_cells_that_are_shown_count_with_its_note_and_caption() -> None:
    def table(onset: str = "fast", cost: str = "dear", **changes: Any) -> Any:
        rows: dict[str, Any] = {
            name: (replace(cell(), words=words), cell()) for name, words in (("onset", onset), ("cost", cost))
        }
        return replace(comparison(**rows), **changes)

    whole, part = of(blocks=(compare(),)), of(blocks=(compare(("onset",)),))
    before = signature(part, table())
    assert signature(part, table(cost="cheap")) == before
    assert signature(whole, table(cost="cheap")) != signature(whole, table())
    for changed in (
        table(onset="slow"),
        table(caption="Another"),
        table(note=replace(cell(), words="One trial.")),
    ):
        assert signature(part, changed) != before


def test_a_page_is_not_reviewed() -> None:
    assert signed(page("about").fields, b"", ()) is None
