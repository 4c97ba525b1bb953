"""Places in a file as it is stored."""

from __future__ import annotations

import pytest

from site_builder.model.problem import Place
from site_builder.text.source_text import read_text
from site_builder.text.written import Written

TEXT = "---\ntitle: Caf\u00e9\n---\nOne.\n\nTwo."


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_place_is_the_same_character_in_every_encoding_of_lines(end: str, mark: bytes) -> None:
    written = Written(mark + TEXT.replace("\n", end).encode())
    assert written.line_end == end
    for number, line in enumerate(TEXT.split("\n"), start=1):
        for column, character in enumerate(line, start=1):
            index = written.index(Place(number, column))
            assert written.text[index] == character
            assert written.line(index) == line
            assert written.text[written.line_start(index) :].startswith(line)


def test_places_are_those_that_the_builder_tells() -> None:
    data = b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode()
    text, _ = read_text("a.md", data)
    assert text == TEXT
    written = Written(data)
    assert written.text[written.index(Place(6, 2)) :] == "wo."


def test_a_place_beyond_the_end_is_the_end() -> None:
    written = Written(b"One.\n")
    assert written.index(Place(9, 9)) == written.index(Place(1, 99)) == len(written.text)
    assert Written(b"").index(Place()) == 0
    assert Written(b"").line_end == "\n"


def test_what_is_not_utf_8_is_refused() -> None:
    with pytest.raises(UnicodeDecodeError):
        Written(b"\xff\xfe")
