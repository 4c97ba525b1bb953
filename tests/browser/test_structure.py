"""Every page as assistive technology meets it: its language, and that of its parts, and its headings.

No browser is needed for that.
"""

from __future__ import annotations

from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

LANGUAGES = {"en", "es"}


class Structure(NamedTuple):
    """What a page says of itself: its language, title, the levels of its headings, and the languages of its parts."""

    language: str
    title: str
    headings: list[int]
    parts: set[str]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found = Structure("", "", [], set())
        self._within: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.found = self.found._replace(language=given.get("lang", ""))
        elif "lang" in given:
            self.found.parts.add(given["lang"])
        if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self.found.headings.append(int(tag[1]))
        self._within.append(tag)

    def handle_data(self, data: str) -> None:
        if self._within[-1:] == ["title"] and "svg" not in self._within:
            self.found = self.found._replace(title=self.found.title + data)

    def handle_endtag(self, tag: str) -> None:
        while self._within and self._within.pop() != tag:
            pass


def read(html: str) -> Structure:
    """Return the structure of a page."""
    reader = _Reader()
    reader.feed(html)
    return reader.found


@pytest.fixture(scope="module")
def pages(public: Path) -> dict[str, Structure]:
    """Return every page by its path, but for stubs that lead on."""
    texts = {f"/{file.relative_to(public).as_posix()}": file.read_text("utf-8") for file in public.rglob("*.html")}
    return {path: read(text) for path, text in texts.items() if 'http-equiv="refresh"' not in text}


def test_a_page_is_in_the_language_of_its_address(pages: dict[str, Structure]) -> None:
    for path, page in pages.items():
        assert page.language == ("es" if path.startswith("/es/") else "en"), path


def test_a_part_in_another_language_names_one_that_the_site_has(pages: dict[str, Structure]) -> None:
    for path, page in pages.items():
        assert page.parts <= LANGUAGES, path


def test_what_leads_to_another_language_is_in_it(pages: dict[str, Structure]) -> None:
    for path, page in pages.items():
        assert LANGUAGES - {page.language} <= page.parts, path


def test_headings_leave_out_no_level(pages: dict[str, Structure]) -> None:
    for path, page in pages.items():
        assert page.headings.count(1) == 1, path
        first = page.headings.index(1)
        jumps = [after for before, after in pairwise(page.headings[first:]) if after > before + 1]
        assert jumps == [], path


def test_no_two_pages_have_one_title(pages: dict[str, Structure]) -> None:
    titles = [page.title for path, page in pages.items() if not path.startswith("/es/")]
    assert "" not in titles
    assert sorted(set(titles)) == sorted(titles)


def test_the_structure_of_a_page_is_read() -> None:
    html = '<html lang="en"><title>A</title><h1>x</h1><svg><title>B</title></svg><p lang="es">y</p><h3>z</h3>'
    assert read(html) == Structure("en", "A", [1, 3], {"es"})
