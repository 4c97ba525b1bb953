from __future__ import annotations

import json

import pytest

from site_builder.model.problem import Problem, Severity
from site_builder.report import FORMATS, as_json, as_text, one_line

ERROR = Problem("content/a.md", 14, 3, "link-broken", Severity.ERROR, "The link leads to “x”.", "Did you mean “y”?")
WARNING = Problem("content/b.md", 1, 1, "review-overdue", Severity.WARNING, "It was due.", "Review it.")
INFO = Problem("content/c.md", 1, 1, "note", Severity.INFO, "A note.", "Nothing.")


def test_text_is_one_line_a_problem_and_one_for_its_hint() -> None:
    assert as_text([ERROR, WARNING], 3) == (
        "content/a.md:14:3: error[link-broken] The link leads to “x”.\n"
        "    hint: Did you mean “y”?\n"
        "content/b.md:1:1: warning[review-overdue] It was due.\n"
        "    hint: Review it.\n"
    )


def test_nothing_to_say_is_an_empty_text() -> None:
    assert as_text([], 3) == ""


def test_json_has_every_field_and_the_counts() -> None:
    assert json.loads(as_json(iter([ERROR, WARNING, INFO]), 3)) == {
        "problems": [
            {
                "file": "content/a.md",
                "line": 14,
                "column": 3,
                "severity": "error",
                "rule": "link-broken",
                "message": "The link leads to “x”.",
                "hint": "Did you mean “y”?",
            },
            {
                "file": "content/b.md",
                "line": 1,
                "column": 1,
                "severity": "warning",
                "rule": "review-overdue",
                "message": "It was due.",
                "hint": "Review it.",
            },
            {
                "file": "content/c.md",
                "line": 1,
                "column": 1,
                "severity": "info",
                "rule": "note",
                "message": "A note.",
                "hint": "Nothing.",
            },
        ],
        "errors": 1,
        "warnings": 1,
        "pages": 3,
    }


def test_json_without_problems_is_whole() -> None:
    assert json.loads(as_json([], 0)) == {"problems": [], "errors": 0, "warnings": 0, "pages": 0}


def test_json_ends_in_a_line_feed_and_keeps_letters_readable() -> None:
    text = as_json([ERROR], 1)
    assert text.endswith("}\n")
    assert "“x”" in text


def test_signs_that_would_move_the_cursor_never_reach_the_terminal() -> None:
    odd = Problem(
        "content/a\nb\x1b[2J.md", 1, 1, "rule", Severity.ERROR, "One\r\ntwo\x1b[31m\x07 \u202ethree\x9b2J", "A\tb\x00"
    )
    text = as_text([odd], 1)
    assert text.count("\n") == 2
    assert all(sign.isprintable() for sign in text.replace("\n", ""))
    assert text.startswith("content/a b [2J.md:1:1: error[rule] One two [31m three 2J\n    hint: A b\n")


@pytest.mark.parametrize(
    ("text", "expected"), [("a  b", "a b"), (" a\n\n b ", "a b"), ("", ""), ("a\u00a0b", "a b"), ("a\u2028b", "a b")]
)
def test_one_line(text: str, expected: str) -> None:
    assert one_line(text) == expected


def test_every_format_takes_the_same_and_gives_text() -> None:
    for name, form in FORMATS.items():
        assert isinstance(form([ERROR], 1), str), name
