from __future__ import annotations

import os
from pathlib import Path

import pytest

from site_builder.text.lines import lines_of
from site_builder.text.source_text import LARGEST


@pytest.mark.parametrize(
    ("data", "lines"),
    [
        (b"one\ntwo\n", ["one", "two", ""]),
        (b"one\r\ntwo", ["one", "two"]),
        (b"one\rtwo", ["one", "two"]),
        (b"\xef\xbb\xbfone", ["one"]),
        ("a\u2028b\x0cc".encode(), ["a\u2028b\x0cc"]),
        (b"", [""]),
        (b"\xff\xfeo\0n\0", []),
        (b"caf\xe9", []),
        (b"one\0two", []),
        (b"x" * (LARGEST + 1), []),
    ],
    ids=lambda value: repr(value)[:20],
)
def test_lines_are_those_that_a_writer_sees(data: bytes, lines: list[str], tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(data)
    assert lines_of(tmp_path)("a.md") == lines


def test_what_is_no_file_of_the_project_has_no_lines(tmp_path: Path) -> None:
    root = tmp_path / "site"
    (root / "folder").mkdir(parents=True)
    (tmp_path / "secret").write_text("A secret.\n")
    (root / "link").symlink_to(tmp_path / "secret")
    (root / "circle").symlink_to("circle")
    (root / "inner").symlink_to("file")
    (root / "file").write_text("Text.")
    os.mkfifo(root / "pipe")
    lines = lines_of(root)
    for path in ("gone", "folder", "link", "circle", "pipe", "../secret", "file/below", "a\0b", "x" * 300):
        assert lines(path) == [], path
    assert lines("inner") == ["Text."]


def test_a_file_that_nobody_may_read_has_no_lines(tmp_path: Path, no_privileges: None) -> None:
    file = tmp_path / "a.md"
    file.write_text("Text.")
    file.chmod(0)
    assert lines_of(tmp_path)("a.md") == []


def test_a_file_is_read_once(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("Text.")
    lines = lines_of(tmp_path)
    assert lines("a.md") == ["Text."]
    file.unlink()
    assert lines("a.md") == ["Text."]
