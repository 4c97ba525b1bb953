"""The line that a problem is about: cut to fit, and the pointer below the very sign, however wide the others are."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.excerpt import Excerpt, excerpt
from site_builder.screen import cells


def pointed_at(part: Excerpt) -> str:
    """Return what stands above the pointer."""
    assert part.start >= 0
    before, at = 0, 0
    while before < part.start:
        before += cells(part.text[at])
        at += 1
    assert before == part.start, "the pointer stands in the middle of a sign"
    end = at
    while end < len(part.text) and cells(part.text[at : end + 1]) <= part.length:
        end += 1
    return part.text[at:end]


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("plain words here", "words"),
        ("\t\t- a list", "list"),
        ("  \tmixed", "mixed"),
        ("日本語のテキスト here", "here"),
        ("日本語のテキスト", "テ"),
        ("cafe\u0301 re\u0301sume\u0301 here", "here"),
        ("smile 🙂 and here", "here"),
        ("a nurse 👩\u200d⚕\ufe0f and here", "here"),
        ("hands 👍🏽 up here", "here"),
        ("flag 🇪🇸 here", "here"),
        ("no\u00a0break here", "here"),
        ("wide\u3000space here", "here"),
        ("a\x07bell here", "here"),
        ("zero\u200bwidth here", "here"),
    ],
)
def test_the_pointer_stands_below_the_very_word(line: str, word: str) -> None:
    part = excerpt(line, line.index(word) + 1, 80, length=len(word))
    assert pointed_at(part) == word
    assert part.text.isprintable()


def test_a_mark_is_pointed_at_on_its_letter() -> None:
    line = "ae\u0301b"
    assert excerpt(line, 3, 80) == Excerpt("ae\u0301b", 1, 1)


def test_what_is_missing_at_the_end_is_pointed_at_behind_the_last_sign() -> None:
    assert excerpt("title", 6, 80) == Excerpt("title", 5, 1)
    assert excerpt("title", 600, 80) == Excerpt("title", 5, 1)
    assert excerpt("", 1, 80) == Excerpt("", 0, 1)


@pytest.mark.parametrize("column", [1, 10, 250, 499, 500])
def test_a_long_line_is_cut_around_the_column(column: int) -> None:
    line = "".join(chr(ord("a") + at % 26) for at in range(500))
    part = excerpt(line, column, 40)
    assert cells(part.text) <= 40
    assert pointed_at(part) == line[column - 1]
    assert part.text.startswith("…") is (column > 10)
    assert part.text.endswith("…") is (column < 480)


def test_more_is_shown_behind_the_column_than_before_it() -> None:
    part = excerpt("x" * 200, 100, 40)
    assert part.start < 20


def test_a_line_that_just_fits_is_not_cut() -> None:
    assert excerpt("x" * 40, 40, 40).text == "x" * 40
    assert excerpt("x" * 41, 41, 40).text.startswith("…")


def test_wide_signs_are_never_cut_in_halves() -> None:
    part = excerpt("日" * 100, 50, 41)
    assert cells(part.text) <= 41
    assert pointed_at(part) == "日"


def test_what_is_pointed_at_ends_where_the_line_is_cut() -> None:
    part = excerpt("x" * 200, 100, 40, length=200)
    assert part.start + part.length <= 40


def test_where_the_order_of_signs_is_the_terminals_affair_the_word_is_named() -> None:
    line = "שלום עולם [@missing] טקסט"
    assert excerpt(line, line.index("@") + 1, 80) == Excerpt(line, -1, at="@missing]")
    assert excerpt("مرحبا بالعالم", 7, 80).at == "بالعالم"


def test_a_line_of_a_million_signs_is_not_looked_at_as_a_whole() -> None:
    assert cells(excerpt("a\u0301" * 1_000_000, 1_000_000, 80).text) <= 80
    assert len(excerpt("a" + "\u0301" * 1_000_000, 500_000, 80).text) <= 700


@given(st.text(max_size=120), st.integers(1, 130), st.integers(16, 60), st.integers(1, 20))
def test_whatever_the_line_the_excerpt_fits_and_the_pointer_is_below_it(
    line: str, column: int, width: int, length: int
) -> None:
    part = excerpt(line, column, width, length=length)
    assert cells(part.text) <= width
    assert not any(unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp") for sign in part.text)
    if part.start >= 0:
        assert part.length >= 1
        assert part.start <= width
