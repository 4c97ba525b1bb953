"""Tables: header cells with their scope, in a frame that scrolls."""

from __future__ import annotations

import pytest

from site_builder.model.interface import MarkupWords
from site_builder.model.problem import Severity
from tests.markup.rendering import page

FRAME = '<div aria-label="{}" class="table-scroll" role="region" tabindex="0"><table>'


def test_header_cells_have_a_scope() -> None:
    html = page("| a | b |\n|---|---|\n| 1 | 2 |").html
    assert '<th scope="col">a</th>' in html
    assert "<td>1</td>" in html


def test_a_table_without_a_name_for_its_first_column_names_its_rows() -> None:
    html = page("| | b |\n|---|---|\n| *r* | 2 |").html
    assert '<td></td>\n<th scope="col">b</th>' in html
    assert '<th scope="row"><em>r</em></th>' in html


def test_a_table_is_named_after_its_heading_and_numbered() -> None:
    html = page("| a |\n|---|\n| 1 |\n\n## What is *known*\n\n| a |\n|---|\n| 1 |\n", title="The title").html
    assert FRAME.format("Table 1: The title") in html
    assert FRAME.format("Table 2: What is known") in html


def test_a_table_without_heading_or_title_still_has_a_name() -> None:
    assert FRAME.format("Table 1") in page("| a |\n|---|\n| 1 |").html


def test_a_table_is_named_in_the_language_of_the_text() -> None:
    words = MarkupWords(table="Tabla {number}", table_about="{heading} (tabla {number})")
    assert FRAME.format("Tabla 1") in page("| a |\n|---|\n| 1 |", words=words).html
    assert FRAME.format("Sueño (tabla 1)") in page("| a |\n|---|\n| 1 |", title="Sueño", words=words).html


def test_alignment_is_a_class_and_no_style() -> None:
    html = page("| a | b | c |\n|:--|:-:|--:|\n| 1 | 2 | 3 {: .x } |").html
    assert '<th class="align-center" scope="col">b</th>' in html
    assert '<td class="x align-right">3</td>' in html
    assert "style" not in html


def test_a_table_may_stand_in_a_callout() -> None:
    made = page("/// note\n| a | b |\n|---|---|\n| 1 | [x](y.md) |\n///")
    assert made.found == []
    assert "<td>{link}x{link-end}</td>" in made.html


@pytest.mark.parametrize(
    ("body", "line", "column"),
    [
        ("| a | b |\n|---|---|\n| 1 | 2 | 3 |", 3, 11),
        ("Text\n\n| a | b |\n|---|---|\n| 1 | 2 |\n| 1 | 2 | 3 | 4 |", 6, 11),
        ("a | b\n---|---\n1 | 2 | [x](y.md)", 3, 9),
        ("> | a | b |\n> |---|---|\n> | `x|y` | 2 | 3 |", 3, 17),
    ],
)
def test_a_cell_without_a_column_is_told_at_its_place(body: str, line: int, column: int) -> None:
    made = page(body)
    assert made.found == [("table-row-too-long", line, column)]
    assert made.problems[0].severity == Severity.ERROR
    assert "surplus" not in made.html


@pytest.mark.parametrize("row", ["| 1 |", "| 1 | 2 |", r"| 1 \| 2 | 3 |", "| `1 | 2` | 3 |", "1 | 2"])
def test_a_row_that_fits_is_not_told(row: str) -> None:
    assert page(f"| a | b |\n|---|---|\n{row}").found == []
