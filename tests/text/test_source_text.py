"""Files as people's editors write them, and files that cannot be read."""

from __future__ import annotations

import pytest

from site_builder.model.problem import Problem
from site_builder.text.source_text import LARGEST, place_at, read_text

PATH = "content/about.md"


def only(problems: list[Problem]) -> tuple[str, int, int]:
    [problem] = problems
    assert problem.file == PATH
    assert problem.message
    assert problem.hint
    return problem.rule, problem.line, problem.column


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_byte_order_mark_and_line_ends_make_no_difference(mark: bytes, end: bytes) -> None:
    data = mark + end.join([b"one", "två".encode(), b"", b"three"])
    assert read_text(PATH, data) == ("one\ntvå\n\nthree", [])


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_told(data: bytes) -> None:
    text, problems = read_text(PATH, data)
    assert text is None
    assert only(problems) == ("file-empty", 1, 1)


def test_a_file_of_nothing_that_can_be_seen_is_empty() -> None:
    text, problems = read_text(PATH, b"\0\n")
    assert text is None
    assert [problem.rule for problem in problems] == ["character-control", "file-empty"]


def test_a_byte_that_is_not_utf_8_is_told_at_its_place() -> None:
    text, problems = read_text(PATH, "title: a\r\ncafé au lait".encode("latin-1"))
    assert text is None
    assert only(problems) == ("file-encoding", 2, 4)
    assert "caf" in problems[0].message


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_named(encoding: str) -> None:
    text, problems = read_text(PATH, "title: words".encode(encoding))
    assert text is None
    assert only(problems) == ("file-encoding", 1, 1)
    assert "UTF-16" in problems[0].message
    assert "UTF-8" in problems[0].hint


def test_a_file_that_is_too_large_is_not_read() -> None:
    text, problems = read_text(PATH, b"a" * (LARGEST + 1))
    assert text is None
    assert only(problems) == ("file-too-large", 1, 1)


@pytest.mark.parametrize("character", ["\0", "\x07", "\x0b", "\x7f", "\x85", "\ufffe"])
def test_a_control_character_is_told_and_taken_out(character: str) -> None:
    text, problems = read_text(PATH, f"one\ntwo {character}three".encode())
    assert text == "one\ntwo three"
    assert only(problems) == ("character-control", 2, 5)
    assert problems[0].severity == "error"


def test_a_private_character_is_a_warning_and_taken_out() -> None:
    text, problems = read_text(PATH, "\ue000\ue001 bullet \uf0b7".encode())
    assert text == " bullet "
    assert only(problems) == ("character-private", 1, 1)
    assert problems[0].severity == "warning"


def test_a_line_separator_becomes_a_space_without_a_word() -> None:
    assert read_text(PATH, "one\u2028two\u2029three".encode()) == ("one two three", [])


def test_a_place_is_counted_from_one() -> None:
    place = place_at("ab\ncd", 4, first_line=10)
    assert (place.line, place.column) == (11, 2)


@pytest.mark.parametrize("entity", ["&#xE002;", "&#57346", "&#X0;", "&#12;", "&#xFFFE;", "&#xD800;", "&#x110000;"])
def test_a_character_that_is_spelled_out_and_cannot_be_shown_is_told_and_taken_out(entity: str) -> None:
    text, problems = read_text("a.md", f"one\ntwo {entity} &#233; three".encode())
    assert [(each.rule, each.line, each.column, each.severity) for each in problems] == [
        ("character-control", 2, 5, "error")
    ]
    assert text == f"one\ntwo {'?' * len(entity)} &#233; three"
