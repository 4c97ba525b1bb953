"""What the site that ships tells search engines is what its readers see. No browser is needed for that."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from site_builder.dom import Element, parse
from site_builder.model.config import Hours
from site_builder.parts.frame import opening
from tests.browser.test_links import HOST
from tests.builders import interface
from tests.vocabulary import SCHEMA, faults


class Told:
    """A page, its words as a reader sees them, and what it tells search engines."""

    def __init__(self, html: str) -> None:
        self.root = parse(html)
        scripts = self.root.all('script[type="application/ld+json"]')
        assert len(scripts) <= 1
        self.data: dict[str, Any] = json.loads(scripts[0].text) if scripts else {}
        body = self.root.first("body")
        assert body is not None
        self.words = words_of(re.sub(r"<(script|style)\b.*?</\1>", "", body.html, flags=re.DOTALL))
        self.language = (self.root.first("html") or self.root).get("lang")

    def all(self, selector: str) -> list[Element]:
        """Return the elements that the CSS selector matches."""
        return self.root.all(selector)

    def links(self, selector: str) -> list[tuple[str, str]]:
        """Return the whole address and the words of each link that the selector matches."""
        return [(absolute(each.get("href")), words_of(each.html)) for each in self.all(selector)]


def words_of(html: str) -> str:
    """Return the words of HTML, those of one part apart from those of the next, without the marks of sources."""
    html = re.sub(r"<sup>.*?</sup>", "", html, flags=re.DOTALL)
    return " ".join(parse(re.sub(r"</(?:p|li|h\d|dt|dd|td|th|div|summary)>|<br", r" \g<0>", html)).text.split())


def absolute(address: str) -> str:
    return HOST + address if address.startswith("/") else address


@pytest.fixture(scope="module")
def pages(public: Path) -> dict[str, Told]:
    """Return every page by its path."""
    return {
        "/" + file.relative_to(public).as_posix().removesuffix("index.html"): Told(file.read_text("utf-8"))
        for file in sorted(public.rglob("*.html"))
    }


@pytest.fixture(scope="module")
def told(pages: dict[str, Told]) -> dict[str, Told]:
    """Return the pages that tell something."""
    return {path: page for path, page in pages.items() if page.data}


def things(data: Any) -> Iterator[dict[str, Any]]:
    """Yield every thing in the data, the outer ones first."""
    if isinstance(data, dict):
        yield data
    for each in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from things(each)


def test_every_word_is_in_the_vocabulary(told: dict[str, Told]) -> None:
    assert {path: found for path, page in told.items() if (found := faults(page.data))} == {}


@pytest.mark.parametrize(
    ("path", "type_", "about"),
    [
        ("/", "WebPage", "MedicalClinic"),
        ("/about/", "AboutPage", "MedicalClinic"),
        ("/consultation/", "ContactPage", "MedicalClinic"),
        ("/articles/how-long-it-lasts/", "MedicalWebPage", ""),
        ("/compare/", "MedicalWebPage", ""),
        ("/services/ketamine-infusion/", "MedicalWebPage", "Service"),
        ("/faq/", "FAQPage", "Question"),
        ("/es/faq/", "FAQPage", "Question"),
        ("/topics/safety/", "CollectionPage", ""),
    ],
)
def test_a_page_of_each_kind_tells_what_it_is(told: dict[str, Told], path: str, type_: str, about: str) -> None:
    data = told[path].data
    entity = data.get("mainEntity", {})
    assert (data["@type"], (entity[0] if isinstance(entity, list) else entity).get("@type", "")) == (type_, about)


def test_what_is_not_to_be_found_or_was_not_translated_tells_nothing(pages: dict[str, Told]) -> None:
    for path, page in pages.items():
        canonical = [each.get("href") for each in page.all('link[rel="canonical"]')]
        if page.all('meta[name="robots"][content="noindex"]') or canonical != [HOST + path]:
            assert not page.data, path


def test_address_and_language_are_those_of_the_page(told: dict[str, Told]) -> None:
    for path, page in told.items():
        assert (page.data["url"], page.data["inLanguage"]) == (HOST + path, page.language), path


def test_names_and_descriptions_are_read_on_the_page(told: dict[str, Told]) -> None:
    for path, page in told.items():
        for thing in things(page.data):
            for name in ("headline", "name", "description", "jobTitle", "streetAddress", "addressLocality", "email"):
                if text := thing.get(name):
                    assert " ".join(text.split()).lower() in page.words.lower(), f"{path} {name}"
            for place in thing.get("areaServed", ()):
                assert place in page.words, path


def test_dates_are_shown(told: dict[str, Told]) -> None:
    for path, page in told.items():
        shown = {each.get("datetime") for each in page.all("time")}
        for name in ("datePublished", "dateModified", "lastReviewed"):
            assert page.data.get(name) in {None, *shown}, f"{path} {name}"


def test_an_article_names_its_reviewer_as_it_shows_them(told: dict[str, Told]) -> None:
    reviewed = {path: page for path, page in told.items() if "reviewedBy" in page.data}
    assert reviewed
    for path, page in reviewed.items():
        [line] = page.all(".review")
        assert page.data["reviewedBy"]["jobTitle"] in line.text, path
        assert page.data["lastReviewed"] in [each.get("datetime") for each in line.all("time")], path


def test_citations_are_the_references_in_their_order(told: dict[str, Told]) -> None:
    cited = {path: page for path, page in told.items() if "citation" in page.data}
    assert len(cited) > 12
    for path, page in cited.items():
        shown = [address for address, _ in page.links("#page-references li a")]
        assert [each for each in shown if each in page.data["citation"]] == page.data["citation"], path


def test_breadcrumbs_are_those_that_are_shown(pages: dict[str, Told]) -> None:
    shown = {path: crumbs for path, page in pages.items() if (crumbs := page.links("nav.breadcrumb a"))}
    assert shown.keys() >= {"/articles/how-long-it-lasts/", "/services/telehealth/", "/topics/safety/"}
    for path, crumbs in shown.items():
        if data := pages[path].data:
            items = data["breadcrumb"]["itemListElement"]
            assert [(each["item"], each["name"]) for each in items] == crumbs, path
            assert [each["position"] for each in items] == [*range(1, len(crumbs) + 1)]


def test_hours_are_those_that_are_shown(told: dict[str, Told]) -> None:
    for path in ("/", "/consultation/", "/about/", "/es/"):
        page = told[path]
        hours = page.data["mainEntity"]["openingHoursSpecification"]
        assert hours
        for each in hours:
            days = tuple([day.removeprefix(SCHEMA) for day in each["dayOfWeek"]])
            shown = opening(Hours(days, each["opens"], each["closes"]), interface(page.language))
            assert " ".join(shown) in page.words, path


def test_the_clinic_is_reached_as_the_page_says(told: dict[str, Told]) -> None:
    for path in ("/", "/consultation/", "/about/", "/es/"):
        clinic = told[path].data["mainEntity"]
        links = {address for address, _ in told[path].links("a[href]")}
        assert {f"tel:{clinic['telephone']}", f"mailto:{clinic['email']}", clinic["hasMap"]} <= links, path


def test_the_home_page_shows_the_services_that_it_names(told: dict[str, Told]) -> None:
    for path in ("/", "/es/"):
        offered = told[path].data["mainEntity"]["availableService"]
        assert {(each["url"], each["name"]) for each in offered} <= {*told[path].links("main a")}, path


@pytest.mark.parametrize("path", ["/faq/", "/es/faq/"])
def test_answers_are_those_that_are_shown_without_figures(told: dict[str, Told], path: str) -> None:
    page = told[path]
    answers = page.all(".answer")
    assert len(answers) == len(page.data["mainEntity"]) > 20
    for shown, question in zip(answers, page.data["mainEntity"], strict=True):
        [body] = shown.all(".answer__body")
        assert question["name"] == words_of(shown.all(".answer__question")[0].html)
        assert question["url"] == f"{HOST}{path}#{body.get('id')}"
        assert question.get("inLanguage", page.language) == (
            shown.all(".answer__question")[0].get("lang") or page.language
        )
        text = words_of(body.html)
        assert question["acceptedAnswer"]["text"] == text[: len(question["acceptedAnswer"]["text"])]
