"""Every link and every address of the site that ships leads somewhere. No browser is needed for that."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree

import pytest

from tests.link_checker import Page, broken_links, read_pages

HOST = "https://lanternway.example"


@pytest.fixture(scope="module")
def pages(public: Path) -> dict[str, Page]:
    """Return every page by its path."""
    return read_pages(public, "/")


def test_every_link_leads_to_a_page_and_every_part_is_there(public: Path) -> None:
    assert broken_links(public, f"{HOST}/") == []


def test_the_link_checker_finds_what_is_broken(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "index.html").write_text(
        '<p id="x"><a href="/b/a/#x">1</a><a href="../">2</a><a href="#y">3</a><img srcset="/b/p.png 1w, /q.png 2w">'
        '<a href="https://other.example/">4</a><a href="/b/p.png">5</a>',
        "utf-8",
    )
    (tmp_path / "p.png").touch()
    assert broken_links(tmp_path, "https://host.example/b/") == ["/b/a/ → ../", "/b/a/ → #y", "/b/a/ → /q.png"]


def test_other_sites_are_named_safely(pages: dict[str, Page]) -> None:
    schemes = {urlsplit(address).scheme for page in pages.values() for address in page.addresses}
    assert schemes <= {"", "https", "mailto", "tel", "sms"}


def test_no_id_is_there_twice_on_a_page(pages: dict[str, Page]) -> None:
    counts = {path: Counter(page.ids) for path, page in pages.items()}
    assert [(path, id_) for path, ids in counts.items() for id_, times in ids.items() if times > 1] == []


def test_every_page_has_one_heading_of_the_first_level(pages: dict[str, Page]) -> None:
    assert [path for path, page in pages.items() if page.first_headings != 1] == []


def test_no_address_is_empty(pages: dict[str, Page]) -> None:
    assert [path for path, page in pages.items() if "" in page.addresses] == []


def test_no_content_file_is_linked(pages: dict[str, Page]) -> None:
    assert [path for path, page in pages.items() if any(".md" in address for address in page.addresses)] == []


def test_every_page_can_be_reached_from_the_home_page(pages: dict[str, Page]) -> None:
    seen, waiting = set(), ["/"]
    while waiting:
        path = waiting.pop()
        if path in pages and path not in seen:
            seen.add(path)
            waiting += [unquote(urlsplit(urljoin(path, address)).path) for address in pages[path].addresses]
    moved = {path for path in pages if path.startswith(("/blog/", "/es/blog/"))}
    assert set(pages) - seen == {"/404.html", "/es/404.html"} | moved


@pytest.mark.parametrize(("file", "tag"), [("sitemap.xml", "loc"), ("feed.xml", "id")])
def test_sitemap_and_feed_name_pages_that_are_there(pages: dict[str, Page], public: Path, file: str, tag: str) -> None:
    root = ElementTree.fromstring((public / file).read_bytes())
    named = [element.text or "" for element in root.iter() if element.tag.endswith(f"}}{tag}")]
    assert len(named) > 10
    assert [address for address in named if address.removeprefix(HOST) not in pages] == []


def test_static_files_carry_a_fingerprint(public: Path) -> None:
    known_by_name = {
        ".nojekyll",
        "_headers",
        "_redirects",
        "apple-touch-icon.png",
        "box.json",
        "favicon.svg",
        "feed.xml",
        "robots.txt",
        "security.txt",
        "sitemap.xml",
    }
    files = {file.relative_to(public).as_posix() for file in public.rglob("*") if file.is_file()}
    # The index of the search keeps the names that Pagefind gave its files, in a folder that carries the fingerprint.
    named = re.compile(r"\.[0-9a-f]{8,}\.\w+$|^pagefind/[0-9a-f]{16}/")
    others = {file for file in files if not file.endswith(".html") and file.rpartition("/")[2] not in known_by_name}
    assert [file for file in sorted(others) if not named.search(file)] == []
