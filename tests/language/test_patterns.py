"""Patterns: where they match, and which of many do."""

from __future__ import annotations

import pytest

from site_builder.language.patterns import Pattern, PatternSet


@pytest.mark.parametrize(
    ("text", "start", "span"),
    [
        ("Ketamine works", 0, (9, 14)),
        ("works, it works", 1, (10, 15)),
        ("naïve — it works 🎁", 0, (11, 16)),
        ("🎁 works, é works", 3, (11, 16)),
        ("él curó — wórks", 3, (10, 15)),
        ("nothing", 0, None),
        ("", 0, None),
    ],
)
def test_a_match_is_told_in_letters_whatever_their_bytes(text: str, start: int, span: tuple[int, int] | None) -> None:
    assert Pattern("WORKS").find(text, start) == span


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("The FDA says", [0, 1]),
        ("the fda says", [1]),
        ("MÉDICO", [2]),
        ("one\nat its end", [3]),
        ("at its end, no", []),
    ],
)
def test_of_many_patterns_those_are_told_that_match_on_a_line(text: str, numbers: list[int]) -> None:
    assert PatternSet(["(?-i:FDA)", "fda", "médico", "end$"]).matching(text) == numbers


@pytest.mark.parametrize(
    ("pattern", "text", "span"),
    [
        (r"\bcuró\b", "la curo ya", (3, 7)),
        (r"\bcuro\b", "la curó ya", (3, 7)),
        (r"\bél\b", "Él sí", (0, 2)),
        (r"\bcurac\w+", "la curación — ya", (3, 11)),
        (r"\bcon\b", "conócela", None),
        ("[áé]xito", "éxito", (0, 5)),
    ],
)
def test_accents_do_not_count_nor_end_a_word(pattern: str, text: str, span: tuple[int, int] | None) -> None:
    assert Pattern(pattern).find(text) == span
    assert PatternSet([pattern]).matching(text) == ([0] if span else [])


def test_no_patterns_match_nothing() -> None:
    assert PatternSet([]).matching("words") == []


def test_what_is_no_pattern_is_refused_with_the_reason() -> None:
    with pytest.raises(ValueError, match="missing"):
        Pattern("(a")
