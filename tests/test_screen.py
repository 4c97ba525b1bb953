from __future__ import annotations

import io
import os

import pytest

from site_builder.screen import Screen, cells


class Terminal(io.StringIO):
    """A stream that says it is a terminal, and has no size of its own."""

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        raise io.UnsupportedOperation


def test_a_pipe_has_no_width_and_no_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    assert Screen.of(io.StringIO()) == Screen(0, False)


@pytest.mark.parametrize(
    ("columns", "width"), [("40", 40), ("300", 300), ("", 80), ("0", 80), ("-3", 80), ("wide", 80), ("٤٠", 80)]
)
def test_a_terminal_is_as_wide_as_it_says(columns: str, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert Screen.of(Terminal()).width == width


def test_a_real_terminal_is_asked_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl
    import struct
    import termios

    monkeypatch.delenv("COLUMNS", raising=False)
    above, below = os.openpty()
    fcntl.ioctl(below, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 57, 0, 0))
    with os.fdopen(above), os.fdopen(below, "w") as stream:
        assert Screen.of(stream).width == 57


@pytest.mark.parametrize(
    ("name", "value", "has_colours"),
    [
        ("NO_COLOR", "1", False),
        ("NO_COLOR", "", True),
        ("TERM", "dumb", False),
        ("TERM", "xterm", True),
    ],
)
def test_colours_are_for_those_who_want_them(
    name: str, value: str, has_colours: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv(name, value)
    assert Screen.of(Terminal()).has_colours is has_colours


def test_a_style_is_taken_back_where_it_ends() -> None:
    assert Screen(80, True).styled("error", "error") == "\x1b[1;31merror\x1b[0m"
    assert Screen(80, True).styled("", "error") == ""
    assert Screen(80, False).styled("error", "error") == "error"


def test_lines_are_broken_between_words_and_indented_as_the_head() -> None:
    assert Screen(20).wrapped("one two three four five", "  a: ") == ["  a: one two three", "     four five"]
    assert Screen(0).wrapped("one two three four five", "  a: ") == ["  a: one two three four five"]


def test_lines_are_no_longer_than_what_reads_well() -> None:
    assert max(map(len, Screen(300).wrapped("word " * 100))) <= 100


def test_a_word_that_does_not_fit_stays_whole() -> None:
    assert Screen(10).wrapped("a content/articles/x.md b") == ["a", "content/articles/x.md", "b"]


def test_on_a_narrow_terminal_the_indent_is_small() -> None:
    assert Screen(20).wrapped("one two three", "a long head: ") == ["a long head: one two", "      three"]


@pytest.mark.parametrize(
    ("text", "width"),
    [("", 0), ("abc", 3), ("日本", 4), ("e\u0301", 1), ("ｆ", 2), ("🙂", 2), ("שלום", 4), ("각", 2)],
)
def test_cells(text: str, width: int) -> None:
    assert cells(text) == width
