"""Nobody but the clinic's own host learns of a visit, and nothing is kept of it but the colours that somebody chose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.conftest import renewed
from tests.browser.kinds import KINDS

SCHEME = "scheme"
"""The key of the only thing that a browser is asked to keep."""

LOADED = frozenset("icon apple-touch-icon manifest modulepreload preconnect preload prefetch stylesheet".split())
"""What a browser fetches because of a `<link>`; others (canonical, alternate) only name an address."""

FOREIGN = re.compile(r"(?:https?:|wss?:)?//[\w.-]", re.IGNORECASE)
NAMES = re.compile(r"https?://(?:www\.w3\.org|schema\.org)/[\w/#]*")
"""Addresses that are names of vocabularies: nobody asks there for anything."""

KEEPS = re.compile(r"document\s*\.\s*cookie|cookieStore|sessionStorage|indexedDB|caches\.|serviceWorker|sendBeacon")


class _Loading(HTMLParser):
    """Collects each address that a browser asks for as it draws a page, and the scripts and styles in the page."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.inline: list[str] = []
        self._is_inline = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._is_inline = tag in ("script", "style")
        if tag == "link" and LOADED & set(given.get("rel", "").split()):
            self.addresses.append(given["href"])
        self.addresses += [given[name] for name in ("src", "data", "poster", "data-script", "ping") if name in given]
        self.addresses += [each.split()[0] for each in given.get("srcset", "").split(",") if each.strip()]
        self.addresses += [given["href"]] if tag in ("use", "image") and "href" in given else []
        self.inline += [given["style"]] if "style" in given else []

    def handle_data(self, data: str) -> None:
        if self._is_inline:
            self.inline.append(data)

    def handle_endtag(self, tag: str) -> None:
        self._is_inline = False


def test_no_page_asks_another_host_for_anything(public: Path) -> None:
    for file in public.rglob("*.html"):
        page = _Loading()
        page.feed(file.read_text("utf-8"))
        assert page.addresses, file
        assert [each for each in page.addresses if FOREIGN.match(each)] == [], file
        styles_and_scripts = [each for each in page.inline if '"@context"' not in each]
        assert [each for each in styles_and_scripts if FOREIGN.search(NAMES.sub("", each))] == [], file


def test_no_script_or_style_asks_another_host_or_keeps_more_than_the_scheme(public: Path) -> None:
    files = [file for suffix in ("*.css", "*.js", "*.svg", "*.html") for file in public.rglob(suffix)]
    assert files
    for file in files:
        text = file.read_text("utf-8")
        if file.suffix in (".css", ".svg"):
            assert FOREIGN.search(NAMES.sub("", text)) is None, file
        if "pagefind" not in file.parts:
            assert KEEPS.search(text) is None, file
        keys = set(re.findall(r"localStorage\s*\.?\s*(\w*)\(?[\"']?(\w*)", text))
        assert keys <= {("getItem", SCHEME), ("setItem", SCHEME), ("removeItem", SCHEME)}, file


def test_the_scan_sees_what_is_loaded() -> None:
    page = _Loading()
    page.feed(
        '<link rel="preload stylesheet" href="//a.example/a.css"><img srcset="https://b.example/b 2x" src="/b">'
        "<style>p { background: url(https://c.example) }</style><a href='https://d.example/'>d</a>"
    )
    assert [each for each in page.addresses if FOREIGN.match(each)] == ["//a.example/a.css", "https://b.example/b"]
    assert FOREIGN.search(page.inline[0])


class Watched:
    """A tab, and what it asked for and complained of."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.asked: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("console", lambda said: self.complaints.append(said.text) if said.type != "log" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))


@pytest.fixture(scope="module")
def watching(visitor: BrowserContext) -> Iterator[Watched]:
    """Return a tab that is watched from its opening."""
    watched = Watched(visitor.new_page())
    yield watched
    watched.page.close()


@pytest.fixture
def watched(watching: Watched, address: str) -> Watched:
    """Return that tab like new."""
    renewed(watching.page, address)
    # What the last page still had to say has been said once it is left.
    watching.page.goto(f"{address}/robots.txt")
    watching.asked.clear()
    watching.complaints.clear()
    return watching


_KEPT = """async () => ({
    local: Object.keys(localStorage), session: Object.keys(sessionStorage), cookies: document.cookie,
    databases: (await indexedDB.databases()).length, caches: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
NOTHING = {"local": [], "session": [], "cookies": "", "databases": 0, "caches": 0, "workers": 0}


@pytest.mark.browser
@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_a_visit_stays_between_the_reader_and_the_host(
    watched: Watched, visitor: BrowserContext, address: str, path: str
) -> None:
    page = watched.page
    page.goto(address + path)
    # Pictures further down are fetched only when somebody comes near them, and modules when a part has the focus.
    page.evaluate("document.querySelectorAll('img').forEach(each => { each.loading = 'eager' })")
    page.evaluate("document.querySelectorAll('[data-script] input').forEach(each => each.focus())")
    page.wait_for_function("[...document.images].every(each => each.complete)")
    assert watched.asked[0] == address + path
    assert [url for url in watched.asked if not url.startswith(f"{address}/")] == []
    assert [said for said in watched.complaints if "404 (Not Found)" not in said] == []
    assert visitor.cookies() == []
    assert page.evaluate(_KEPT) == NOTHING


@pytest.mark.browser
def test_only_the_chosen_colours_are_kept(page: Page, visitor: BrowserContext, address: str) -> None:
    page.goto(address)
    page.locator("#page-scheme").select_option("dark")
    assert page.evaluate(_KEPT) == {**NOTHING, "local": [SCHEME]}
    page.locator("#page-scheme").select_option("")
    assert page.evaluate(_KEPT) == NOTHING
    assert visitor.cookies() == []
