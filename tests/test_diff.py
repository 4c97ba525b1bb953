"""A unified diff of what would change."""

from __future__ import annotations

from site_builder.diff import as_diff
from site_builder.model.edit import Change
from site_builder.screen import Screen


def diff(before: bytes | None, after: bytes, screen: Screen | None = None) -> str:
    return as_diff([Change("content/a.md", before, after, ())], screen or Screen())


def test_a_change_is_shown_with_the_lines_around_it() -> None:
    assert diff(b"1\n2\n3\n4\n5\n6\n", b"1\n2\n3\n4\nfive\n6\n") == (
        "--- a/content/a.md\n+++ b/content/a.md\n@@ -2,5 +2,5 @@\n 2\n 3\n 4\n-5\n+five\n 6\n"
    )


def test_a_new_file_comes_from_nowhere() -> None:
    assert diff(None, b"1\n") == "--- /dev/null\n+++ b/content/a.md\n@@ -0,0 +1 @@\n+1\n"


def test_a_missing_line_end_at_the_end_is_told() -> None:
    assert diff(b"1", b"2").endswith("-1\n\\ No newline at end of file\n+2\n\\ No newline at end of file\n")


def test_foreign_line_ends_and_a_byte_order_mark_are_not_shown() -> None:
    assert diff(b"\xef\xbb\xbf1\r\n2\r\n", b"\xef\xbb\xbf1\r\nx\r\n").endswith(" 1\n-2\n+x\n")


def test_nothing_in_a_text_moves_the_cursor() -> None:
    assert "\x1b" not in diff(b"1\n", b"\x1b[2J\xe2\x80\xae1\n")


def test_on_a_terminal_lines_have_colours_beside_their_signs() -> None:
    made = diff(b"1\n", b"2\n", Screen(80, has_colours=True))
    assert "\x1b[31m-1\x1b[0m\n\x1b[32m+2\x1b[0m\n" in made
