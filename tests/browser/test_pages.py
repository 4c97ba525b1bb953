"""Pages in a real browser: their pictures, questions and answers, and old addresses."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.kinds import KINDS

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("name", KINDS)
def test_a_page_is_there_with_all_its_pictures(page: Page, address: str, name: str) -> None:
    answer = page.goto(address + KINDS[name])
    assert answer is not None
    assert answer.status == (404 if name.startswith("not found") else 200)
    assert page.locator("h1:visible").count() == 1
    # Pictures further down are fetched only when somebody comes near them.
    page.evaluate("document.querySelectorAll('img').forEach(picture => { picture.loading = 'eager' })")
    page.wait_for_function("[...document.images].every(picture => picture.complete)")
    assert page.evaluate("[...document.images].every(picture => picture.naturalWidth > 0)")


@pytest.mark.parametrize("path", [KINDS["home"], KINDS["article"], KINDS["faq"]])
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

    @pytest.mark.parametrize("path", [KINDS["faq"], KINDS["article"], KINDS["home"]])
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
