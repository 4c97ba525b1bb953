"""Pages in a real browser: on small and wide screens, by keyboard, and on paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

WIDTHS = (320, 390, 1280)
"""Pixels: the least that WCAG 2.2, 1.4.10 asks for, a telephone, a small desktop."""

KINDS = {
    "home": "/",
    "article list": "/articles/",
    "article": "/articles/ketamine-and-antidepressants-compared/",
    "article with a picture": "/articles/what-a-session-is-like/",
    "comparison": "/compare/",
    "questions": "/faq/",
    "service list": "/services/",
    "service": "/services/ketamine-infusion/",
    "topic list": "/topics/",
    "topic": "/topics/safety/",
    "evidence": "/evidence/",
    "consultation": "/consultation/",
    "page": "/about/",
    "long page": "/privacy/",
    "not found": "/no-such-page/",
}


class Watched:
    """A tab, and what it said and asked for."""

    def __init__(self, tab: Page, address: str) -> None:
        self.tab = tab
        self.errors: list[str] = []
        self.foreign: list[str] = []
        tab.on("console", lambda said: self.errors.append(said.text) if said.type in ("error", "warning") else None)
        tab.on("pageerror", lambda error: self.errors.append(str(error)))
        tab.on("request", lambda asked: None if asked.url.startswith(f"{address}/") else self.foreign.append(asked.url))


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_a_page_fits_every_screen_and_keeps_to_itself(tab: Page, address: str, path: str) -> None:
    watched = Watched(tab, address)
    answer = tab.goto(address + path)
    assert answer is not None
    assert answer.status == (404 if path == KINDS["not found"] else 200)
    for width in WIDTHS:
        tab.set_viewport_size({"width": width, "height": 800})
        assert tab.evaluate("document.documentElement.scrollWidth") <= width, f"scrolls sideways at {width} pixels"
        assert tab.locator("h1:visible").count() == 1
    # Pictures further down are fetched only when somebody comes near them.
    tab.evaluate("document.querySelectorAll('img').forEach(picture => { picture.loading = 'eager' })")
    tab.wait_for_function("[...document.images].every(picture => picture.complete)")
    assert tab.evaluate("[...document.images].every(picture => picture.naturalWidth > 0)")
    assert tab.evaluate("document.querySelectorAll(\"script:not([type='application/ld+json'])\").length") == 0
    assert tab.context.cookies() == []
    assert watched.foreign == []
    said = [error for error in watched.errors if not (answer.status == 404 and "404 (Not Found)" in error)]
    assert said == []


@pytest.mark.parametrize("path", [KINDS["home"], KINDS["article"], KINDS["questions"]])
def test_the_skip_link_comes_first_and_leads_to_the_text(tab: Page, address: str, path: str) -> None:
    tab.goto(address + path)
    tab.keyboard.press("Tab")
    link = tab.locator(":focus")
    assert link.get_attribute("href") == "#page-main"
    box = link.bounding_box()
    assert box is not None
    assert box["y"] >= 0, "it is seen once it has the focus"
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "page-main"
    assert tab.evaluate("document.querySelector('main').contains(document.activeElement)")


class TestQuestions:
    def test_answers_are_closed_at_first(self, tab: Page, address: str) -> None:
        tab.goto(f"{address}/faq/")
        assert tab.locator("main details.answer").count() >= 24
        assert tab.locator("main details.answer[open]").count() == 0

    def test_a_link_to_a_question_opens_its_answer(self, tab: Page, address: str) -> None:
        tab.goto(f"{address}/faq/#can-i-take-both")
        answer = tab.locator("#can-i-take-both")
        answer.wait_for(state="visible")
        assert tab.locator("main details.answer[open]").count() == 1
        box = answer.bounding_box()
        assert box is not None
        assert 0 <= box["y"] < 844, "it is on the screen"

    def test_a_link_within_the_page_opens_it_too(self, tab: Page, address: str) -> None:
        tab.goto(f"{address}/articles/")
        tab.goto(f"{address}/faq/")
        tab.evaluate("location.hash = '#is-it-fda-approved'")
        tab.locator("#is-it-fda-approved").wait_for(state="visible")

    def test_the_keyboard_opens_an_answer(self, tab: Page, address: str) -> None:
        tab.goto(f"{address}/faq/")
        summary = tab.locator("main details.answer summary").first
        summary.focus()
        tab.keyboard.press("Enter")
        assert tab.locator("main details.answer[open]").count() == 1

    @pytest.mark.parametrize("path", [KINDS["questions"], KINDS["article"], KINDS["home"]])
    def test_paper_shows_every_answer(self, tab: Page, address: str, path: str) -> None:
        tab.goto(address + path)
        closed = tab.locator("main details.answer:not([open])").count()
        tab.emulate_media(media="print")
        heights = tab.evaluate(
            "[...document.querySelectorAll('main .answer__body')].map(body => body.getBoundingClientRect().height)"
        )
        assert closed == len(heights) > 0
        assert min(heights) > 20, "an answer is not printed"


class TestOldAddresses:
    OLD, NEW = "/blog/ketamine-vs-antidepressants", "/articles/ketamine-and-antidepressants-compared/"

    @pytest.mark.parametrize("form", ["", "/"])
    def test_the_host_leads_on_with_or_without_a_closing_slash(self, tab: Page, address: str, form: str) -> None:
        answer = tab.goto(f"{address}{self.OLD}{form}")
        assert answer is not None
        assert answer.url == f"{address}{self.NEW}"
        first = answer.request.redirected_from
        assert first is not None
        found = first.response()
        assert found is not None
        assert found.status == 301

    def test_where_the_host_does_not_the_stub_page_does(self, tab: Page, address: str) -> None:
        tab.goto(f"{address}{self.OLD}/index.html", wait_until="commit")
        tab.wait_for_url(f"{address}{self.NEW}")
