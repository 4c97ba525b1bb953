"""Every link and every address of the site that ships leads somewhere. No browser is needed for that."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree

import pytest

HOST = "https://lanternway.example"


class Document(NamedTuple):
    """What a page holds: ids, addresses that it names, and how many headings of the first level."""

    ids: list[str]
    addresses: list[str]
    first_headings: int


class _Reader(HTMLParser):
    """Collects what a Document holds."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.addresses: list[str] = []
        self.tags: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        given = {name: value or "" for name, value in attrs}
        self.tags[tag] += 1
        if "id" in given:
            self.ids.append(given["id"])
        self.addresses += [given[name] for name in ("href", "src", "action") if name in given]
        self.addresses += [part.split()[0] for part in given.get("srcset", "").split(",") if part.strip()]
        if given.get("http-equiv") == "refresh":
            self.addresses.append(given["content"].partition("url=")[2])


@pytest.fixture(scope="module")
def pages(public: Path) -> dict[str, Document]:
    """Return every page by its address."""
    found = {}
    for file in public.rglob("*.html"):
        reader = _Reader()
        reader.feed(file.read_text("utf-8"))
        address = f"/{file.relative_to(public).as_posix()}".removesuffix("index.html")
        found[address] = Document(reader.ids, reader.addresses, reader.tags["h1"])
    return found


def test_every_link_leads_to_a_page_and_every_part_is_there(pages: dict[str, Document], public: Path) -> None:
    wrong = []
    for page, document in pages.items():
        for address in document.addresses:
            split = urlsplit(urljoin(HOST + page, address))
            if split.scheme not in ("http", "https") or f"{split.scheme}://{split.netloc}" != HOST:
                continue
            target, part = unquote(split.path), unquote(split.fragment)
            if target not in pages and not (public / target.lstrip("/")).is_file():
                wrong.append(f"{page} → {address}: no such page")
            elif part and part not in pages[target].ids:
                wrong.append(f"{page} → {address}: no such part")
    assert wrong == []


def test_other_sites_are_named_safely(pages: dict[str, Document]) -> None:
    schemes = {urlsplit(address).scheme for document in pages.values() for address in document.addresses}
    assert schemes <= {"", "https", "mailto", "tel", "sms"}


def test_no_id_is_there_twice_on_a_page(pages: dict[str, Document]) -> None:
    twice = {
        page: [id_ for id_, times in Counter(document.ids).items() if times > 1] for page, document in pages.items()
    }
    assert {page: ids for page, ids in twice.items() if ids} == {}


def test_every_page_has_one_heading_of_the_first_level(pages: dict[str, Document]) -> None:
    assert {page for page, document in pages.items() if document.first_headings != 1} == set()


def test_no_address_is_empty(pages: dict[str, Document]) -> None:
    assert {page for page, document in pages.items() if "" in document.addresses} == set()


def test_no_content_file_is_linked(pages: dict[str, Document]) -> None:
    assert {
        page for page, document in pages.items() if any(".md" in address for address in document.addresses)
    } == set()


def test_every_page_can_be_reached_from_the_home_page(pages: dict[str, Document]) -> None:
    seen, waiting = set(), ["/"]
    while waiting:
        page = waiting.pop()
        if page in pages and page not in seen:
            seen.add(page)
            waiting += [unquote(urlsplit(urljoin(page, address)).path) for address in pages[page].addresses]
    moved = {page for page, document in pages.items() if page.startswith("/blog/")}
    assert set(pages) - seen == {"/404.html"} | moved


@pytest.mark.parametrize(("file", "tag"), [("sitemap.xml", "loc"), ("feed.xml", "id")])
def test_sitemap_and_feed_name_pages_that_are_there(
    pages: dict[str, Document], public: Path, file: str, tag: str
) -> None:
    root = ElementTree.fromstring((public / file).read_bytes())
    named = [element.text or "" for element in root.iter() if element.tag.endswith(f"}}{tag}")]
    assert len(named) > 10
    assert {address for address in named if address.removeprefix(HOST) not in pages} == set()


def test_static_files_carry_a_fingerprint(public: Path) -> None:
    kept = {"favicon.svg", "apple-touch-icon.png", "robots.txt", "security.txt", "sitemap.xml", "feed.xml"}
    plain = {".nojekyll", "_redirects"}
    files = [file.name for file in public.rglob("*") if file.is_file() and file.suffix != ".html"]
    assert [name for name in files if name not in kept | plain and not re.search(r"\.[0-9a-f]{8,}\.\w+$", name)] == []
