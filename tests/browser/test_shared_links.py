"""How the site that ships is found and shared: addresses, Open Graph, sitemap, feeds. No browser is needed."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

from site_builder.dom import Element, parse
from tests.browser.test_links import HOST

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture(scope="module")
def pages(public: Path) -> dict[str, Element]:
    """Return every page by its path."""
    return {
        "/" + file.relative_to(public).as_posix().removesuffix("index.html"): parse(file.read_text("utf-8"))
        for file in sorted(public.rglob("*.html"))
    }


@pytest.fixture(scope="module")
def indexed(pages: dict[str, Element]) -> dict[str, Element]:
    """Return the pages that may be found."""
    return {path: page for path, page in pages.items() if not page.all('meta[name="robots"]')}


def canonical(page: Element) -> list[str]:
    return [each.get("href") for each in page.all('link[rel="canonical"]')]


def shared(page: Element) -> dict[str, str]:
    """Return what a page gives of Open Graph; of a name that comes twice the last."""
    return {each.get("property"): each.get("content") for each in page.all("head > meta[property]")}


class TestCanonicalAddresses:
    def test_a_page_has_one_its_own_or_that_of_its_original(self, indexed: dict[str, Element]) -> None:
        for path, page in indexed.items():
            is_original = not page.all("main > .translation, main [lang] > h1, h1[lang]")
            own = HOST + (path if is_original or not path.startswith("/es/") else path.removeprefix("/es"))
            assert canonical(page) in ([HOST + path], [own]), path
            assert canonical(page)[0].removeprefix(HOST) in indexed, path

    def test_what_leads_nowhere_has_none(self, pages: dict[str, Element]) -> None:
        for path in ("/404.html", "/es/404.html"):
            assert canonical(pages[path]) == []
            assert pages[path].all('meta[name="robots"][content="noindex"]')

    def test_an_old_address_names_the_new_one(self, pages: dict[str, Element]) -> None:
        moved = {path: page for path, page in pages.items() if page.all('meta[http-equiv="refresh"]')}
        for path, page in moved.items():
            [target] = canonical(page)
            assert page.all('meta[http-equiv="refresh"]')[0].get("content") == f"0; url={target.removeprefix(HOST)}"
            assert target.removeprefix(HOST) in pages, path


class TestOpenGraph:
    def test_it_says_what_the_page_says(self, indexed: dict[str, Element]) -> None:
        for path, page in indexed.items():
            given = shared(page)
            [title], [description] = page.all("h1"), page.all('meta[name="description"]')
            assert given["og:title"] == " ".join(title.text.split()), path
            assert given["og:description"] == description.get("content"), path
            assert [given["og:url"]] == canonical(page), path
            assert given["og:site_name"] == "Lanternway Clinic", path
            assert given["og:type"] == (
                "article" if "/articles/" in path and path.count("/") > 2 + path.startswith("/es/") else "website"
            ), path

    def test_its_languages_are_those_of_the_page(self, indexed: dict[str, Element]) -> None:
        for path, page in indexed.items():
            others = [each.get("content") for each in page.all('meta[property="og:locale:alternate"]')]
            listed = {each.get("hreflang") for each in page.all("link[hreflang]")} - {"x-default"}
            own = shared(page)["og:locale"]
            assert own == ("es_US" if canonical(page)[0].startswith(f"{HOST}/es/") else "en_US"), path
            assert {each[:2] for each in others} == listed - {own[:2]}, path

    def test_its_picture_is_there_in_its_size(self, public: Path, indexed: dict[str, Element]) -> None:
        for path, page in indexed.items():
            given = shared(page)
            file = public / given["og:image"].removeprefix(f"{HOST}/")
            with Image.open(BytesIO(file.read_bytes())) as image:
                assert [f"{side}" for side in image.size] == [given["og:image:width"], given["og:image:height"]], path
            assert file.stat().st_size < 30_000, path
            assert given["og:image:alt"], path
            assert page.all('meta[name="twitter:card"][content="summary_large_image"]'), path

    def test_each_article_has_a_picture_of_its_own(self, indexed: dict[str, Element]) -> None:
        pictures = {
            path: shared(page)["og:image"] for path, page in indexed.items() if canonical(page) == [HOST + path]
        }
        articles = [each for path, each in pictures.items() if shared(indexed[path])["og:type"] == "article"]
        assert len({*articles}) == len(articles) > 12
        assert len({each for each in pictures.values() if each not in articles}) == 2, "one for each language"

    def test_the_days_of_an_article_are_shown(self, indexed: dict[str, Element]) -> None:
        for path, page in indexed.items():
            given = shared(page)
            days = {
                given[f"article:{name}_time"] for name in ("published", "modified") if given["og:type"] == "article"
            }
            assert days <= {each.get("datetime") for each in page.all("main time")}, path

    def test_what_is_not_to_be_found_has_none(self, pages: dict[str, Element], indexed: dict[str, Element]) -> None:
        assert [path for path, page in pages.items() if path not in indexed and shared(page)] == []


@pytest.fixture(scope="module")
def rows(public: Path) -> dict[str, str]:
    """Return the day that the sitemap gives each page, by its path."""
    root = ElementTree.parse(public / "sitemap.xml").getroot()
    return {
        (row.findtext(f"{SITEMAP}loc") or "").removeprefix(HOST): row.findtext(f"{SITEMAP}lastmod") or ""
        for row in root.findall(f"{SITEMAP}url")
    }


class TestSitemap:
    def test_it_lists_each_page_that_is_its_own_original(
        self, rows: dict[str, str], indexed: dict[str, Element]
    ) -> None:
        originals = {path for path, page in indexed.items() if canonical(page) == [HOST + path]}
        assert rows.keys() == {path for path in originals if "/page/" not in path and "/search/" not in path}

    def test_its_days_are_shown_and_not_those_of_the_build(
        self, rows: dict[str, str], indexed: dict[str, Element]
    ) -> None:
        for path, day in rows.items():
            if shared(indexed[path])["og:type"] == "article":
                assert day == shared(indexed[path])["article:modified_time"], path
            if day:
                assert date.fromisoformat(day) <= date(2026, 11, 20), path

    def test_robots_txt_names_it(self, public: Path) -> None:
        assert f"Sitemap: {HOST}/sitemap.xml" in (public / "robots.txt").read_text("utf-8").split("\n")


class TestFeed:
    def test_each_page_names_that_of_its_language(self, public: Path, pages: dict[str, Element]) -> None:
        for path, page in pages.items():
            [link] = page.all('link[type="application/atom+xml"]')
            root = ElementTree.parse(public / link.get("href").lstrip("/")).getroot()
            language = root.attrib["{http://www.w3.org/XML/1998/namespace}lang"]
            assert link.get("rel") == "alternate"
            assert language == page.all("html")[0].get("lang"), path

    @pytest.mark.parametrize("path", ["feed.xml", "es/feed.xml"])
    def test_it_is_what_rfc_4287_asks_for(self, public: Path, indexed: dict[str, Element], path: str) -> None:
        root = ElementTree.parse(public / path).getroot()
        for name in ("id", "title", "updated"):
            assert len(root.findall(ATOM + name)) == 1
        entries = root.findall(f"{ATOM}entry")
        assert entries
        for entry in entries:
            for name in ("id", "title", "updated", "published", "summary"):
                assert len(entry.findall(ATOM + name)) == 1
            [address] = [link.attrib["href"] for link in entry.findall(f"{ATOM}link")]
            page = indexed[address.removeprefix(HOST)]
            assert canonical(page) == [address]
            days = [(entry.findtext(ATOM + name) or "")[:10] for name in ("published", "updated")]
            assert days == [shared(page)[f"article:{name}_time"] for name in ("published", "modified")]
        latest = max(entry.findtext(f"{ATOM}updated") or "" for entry in entries)
        assert root.findtext(f"{ATOM}updated") == latest


class TestWaysThroughAPage:
    def test_each_leads_back_to_its_top(self, pages: dict[str, Element]) -> None:
        for path, page in pages.items():
            assert page.all('body#page-top a[href="#page-top"]'), path

    def test_what_lies_deeper_has_a_breadcrumb(self, indexed: dict[str, Element]) -> None:
        for path, page in indexed.items():
            depth = path.removeprefix("/es").count("/")
            assert bool(page.all("nav.breadcrumb")) is (depth > 2), path

    def test_an_article_tells_how_long_it_takes_and_what_to_read_next(self, indexed: dict[str, Element]) -> None:
        for path, page in indexed.items():
            if shared(page)["og:type"] == "article":
                assert "min" in page.all(".byline")[0].text, path
                related = {each.get("href") for each in page.all(".related a")}
                assert related, path
                assert path not in related

    def test_no_heading_stands_above_nothing(self, pages: dict[str, Element]) -> None:
        for path, page in pages.items():
            for section in page.all("main section"):
                heading, *_ = [*section.all("h2, h3"), None]
                if heading and not section.has("hidden"):
                    assert section.text.strip() != heading.text.strip(), f"{path}: {heading.text}"
