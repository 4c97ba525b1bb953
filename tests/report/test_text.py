from __future__ import annotations

import re

import pytest

from site_builder.model.problem import Problem, Severity
from site_builder.report.text import as_text, in_full, next_step, one_line
from site_builder.screen import Screen
from tests.report.problems import ERROR, INFO, WARNING


def test_text_is_one_line_a_problem_and_one_for_its_hint() -> None:
    assert as_text([ERROR, WARNING]) == (
        "content/a.md:14:3: error[link-broken] The link leads to “x”.\n"
        "    hint: Did you mean “y”?\n"
        "content/b.md:1:1: warning[review-overdue] It was due.\n"
        "    hint: Review it.\n"
    )


def test_nothing_to_say_is_an_empty_text() -> None:
    assert as_text([]) == ""


def test_signs_that_would_move_the_cursor_never_reach_the_terminal() -> None:
    odd = Problem(
        "content/a\nb\x1b[2J.md", 1, 1, "rule", Severity.ERROR, "One\r\ntwo\x1b[31m\x07 \u202ethree\x9b2J", "A\tb\x00"
    )
    text = as_text([odd])
    assert text.count("\n") == 2
    assert all(sign.isprintable() for sign in text.replace("\n", ""))
    assert text.startswith("content/a b [2J.md:1:1: error[rule] One two [31m three 2J\n    hint: A b\n")


@pytest.mark.parametrize(
    ("text", "expected"), [("a  b", "a b"), (" a\n\n b ", "a b"), ("", ""), ("a\u00a0b", "a b"), ("a\u2028b", "a b")]
)
def test_one_line(text: str, expected: str) -> None:
    assert one_line(text) == expected


LINES = ["---", "title: A", "---", "", "Read [this](x) 日本 [that](y) again."]
REASONS = {"link-broken": "Readers would end at a page that is not found.", "note": "A note."}


def at(column: int, message: str, *, line: int = 5, rule: str = "link-broken") -> Problem:
    return Problem("content/a.md", line, column, rule, Severity.ERROR, message, "Mend it.")


def full(*problems: Problem, screen: Screen = Screen(), lines: list[str] = LINES) -> str:  # noqa: B008  # a frozen value
    return in_full(problems, lambda path: lines if path == "content/a.md" else [], REASONS, screen)


def test_below_the_two_lines_stand_the_text_with_a_pointer_and_the_reason() -> None:
    assert full(at(6, "The link leads to 'x'.")) == (
        "content/a.md:5:6: error[link-broken] The link leads to 'x'.\n"
        "    hint: Mend it.\n"
        "    5 │ Read [this](x) 日本 [that](y) again.\n"
        "      │      ^\n"
        "    why: Readers would end at a page that is not found.\n"
    )


def test_why_a_rule_matters_is_told_once_in_a_run() -> None:
    told = full(at(6, "One."), at(19, "Two."), at(6, "Three.", rule="other"))
    assert told.count("    why: ") == 1
    assert [block.count("\n") for block in told.split("\n\n")] == [4, 3, 4]


def test_a_reason_that_the_message_has_told_is_not_told_again() -> None:
    assert "why" not in full(at(6, "“x” A note. Once it is no draft, this is an error.", rule="note"))


def test_the_pointer_stands_below_the_very_column_behind_wide_signs() -> None:
    line, pointer = full(at(19, "Here.")).split("\n")[2:4]
    assert pointer.index("^") == line.index("[that]") + 2


@pytest.mark.parametrize(
    ("message", "length"),
    [
        ("“[this](x)” leads nowhere.", 9),
        ("'this' is no name for a link.", 5),
        ("“that” is far away.", 1),
        ("“” and '' say nothing.", 1),
        ("Nothing is quoted.", 1),
    ],
)
def test_what_the_message_quotes_is_pointed_at_as_a_whole(message: str, length: int) -> None:
    assert full(at(6, message)).split("\n")[3].count("^") == length


@pytest.mark.parametrize(
    "found",
    [
        Problem("content/a.md", 1, 1, "rule", Severity.ERROR, "Of the whole file.", "Mend it."),
        at(1, "Beyond the end.", line=6),
        at(1, "An empty line.", line=4),
        Problem("content/gone.md", 2, 1, "rule", Severity.ERROR, "Of a file that is gone.", "Mend it."),
    ],
    ids=lambda found: found.message,
)
def test_where_there_is_nothing_to_show_the_two_lines_stand_alone(found: Problem) -> None:
    assert full(found).split("    why")[0] == as_text([found])


def test_an_excerpt_of_another_direction_names_the_word() -> None:
    told = full(at(6, "Here."), lines=[""] * 4 + ["שלום עולם"])
    assert "\n    5 │ שלום עולם\n      │ at: עולם\n" in told


def test_the_two_lines_are_never_broken_and_the_rest_fits() -> None:
    told = full(at(400, "A long message " * 9), screen=Screen(40), lines=[""] * 4 + ["word " * 100]).split("\n")
    assert len(told[0]) > 100
    assert told[1] == "    hint: Mend it."
    assert all(len(line) <= 40 for line in told[2:])
    assert told[4:] == ["    why: Readers would end at a page", "         that is not found.", ""]


def test_colours_add_nothing_but_colours() -> None:
    coloured = full(at(6, "The link leads to 'x'."), screen=Screen(60, True))
    assert coloured.startswith("\x1b[1mcontent/a.md:5:6:\x1b[0m \x1b[1;31merror[link-broken]\x1b[0m The link")
    assert re.sub("\x1b\\[[0-9;]*m", "", coloured) == full(at(6, "The link leads to 'x'."), screen=Screen(60))


def test_a_line_that_would_move_the_cursor_is_shown_without_doing_so() -> None:
    assert "\x1b" not in full(at(2, "Here."), lines=[""] * 4 + ["a\x1b[2Jb\u202ec"])


@pytest.mark.parametrize(
    ("problems", "strict", "said"),
    [
        ([], False, ""),
        ([INFO], True, ""),
        ([INFO, WARNING], False, "Nothing here keeps the site from being published. Still, look at each warning.\n"),
        ([WARNING], True, "Mend the warnings: with --strict nothing new is published until then.\n"),
        ([WARNING, ERROR], False, "Mend the error in content/a.md, line 14: until then nothing new is published.\n"),
        (
            [ERROR, ERROR],
            False,
            "Mend the 2 errors, the first in content/a.md, line 14: until then nothing new is published.\n",
        ),
    ],
)
def test_the_next_step_is_told_in_plain_words(problems: list[Problem], strict: bool, said: str) -> None:
    told = next_step(problems, Screen(), strict=strict)
    assert told.startswith(said)
    if said:
        rule = "link-broken" if ERROR in problems else "review-overdue"
        assert told.endswith(f"More about a rule, here the first of them: site-builder rules {rule}\n")
