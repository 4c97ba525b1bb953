"""What scripts add to reading: the filter of the questions, the colour scheme, answers that open; and pages without."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

DARK, LIGHT = "rgb(18, 25, 27)", "rgb(250, 247, 241)"
GROUND = "getComputedStyle(document.body).backgroundColor"


class TestTheFilterOfTheQuestions:
    def test_it_leaves_those_in_which_every_word_stands(self, page: Page, address: str) -> None:
        page.goto(f"{address}/faq/")
        answers = page.locator(".question-group .answer:visible")
        every = answers.count()
        page.locator("#page-filter").fill("drive home")
        status = page.locator(".filter [role=status]")
        expect(status).not_to_have_text("")
        expect(status).to_have_text(f"Questions shown: {answers.count()} of {every}")
        assert 0 < answers.count() < every
        assert page.locator(".question-group:visible").count() < page.locator(".question-group").count()
        page.locator("#page-filter").fill("")
        expect(answers).to_have_count(every)
        expect(status).to_have_text("")

    def test_what_is_not_found_is_said(self, page: Page, address: str) -> None:
        page.goto(f"{address}/faq/")
        page.locator("#page-filter").fill("qqzzx")
        expect(page.locator(".filter [role=status]")).to_have_text("Questions shown: 0 of 27")

    def test_accents_and_capitals_do_not_matter(self, page: Page, address: str) -> None:
        page.goto(f"{address}/es/faq/")
        page.locator("#page-filter").fill("CUANTO")
        expect(page.locator(".filter [role=status]")).not_to_have_text("")
        expect(page.locator("#how-much-does-it-cost").locator("xpath=..")).to_be_visible()

    def test_a_link_to_a_question_that_is_filtered_away_shows_it(self, page: Page, address: str) -> None:
        page.goto(f"{address}/faq/")
        page.locator("#page-filter").fill("bladder")
        expect(page.locator(".filter [role=status]")).not_to_have_text("")
        page.evaluate("location.hash = '#how-much-does-it-cost'")
        expect(page.locator("#how-much-does-it-cost")).to_be_in_viewport()

    def test_without_a_script_there_is_the_full_list_and_no_filter(self, browser: Browser, address: str) -> None:
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(f"{address}/faq/")
        assert page.locator(".question-group .answer:visible").count() >= 24
        expect(page.locator("#page-filter")).to_be_hidden()
        expect(page.locator("#page-scheme")).to_be_hidden()
        context.close()


class TestTheColourScheme:
    def test_a_choice_is_remembered_on_every_page(self, tab: Page, address: str) -> None:
        tab.goto(address)
        assert tab.evaluate(GROUND) == LIGHT
        tab.locator("#page-scheme").select_option("dark")
        assert tab.evaluate(GROUND) == DARK
        tab.goto(f"{address}/faq/")
        assert tab.evaluate(GROUND) == DARK
        expect(tab.locator("#page-scheme")).to_have_value("dark")
        assert tab.evaluate("Object.entries(localStorage)") == [["scheme", "dark"]]
        tab.go_back()
        expect(tab.locator("#page-scheme")).to_have_value("dark")

    def test_to_leave_it_to_the_device_forgets_it(self, tab: Page, address: str) -> None:
        tab.emulate_media(color_scheme="dark")
        tab.goto(address)
        tab.locator("#page-scheme").select_option("light")
        assert tab.evaluate(GROUND) == LIGHT
        tab.locator("#page-scheme").select_option("")
        assert tab.evaluate(GROUND) == DARK
        assert tab.evaluate("localStorage.length") == 0

    def test_a_page_is_never_drawn_in_the_other_colours_first(self, tab: Page, address: str) -> None:
        tab.goto(address)
        tab.locator("#page-scheme").select_option("dark")
        # Whatever the module does comes too late for the first drawing.
        tab.route("**/*.js", lambda route: route.abort())
        tab.goto(f"{address}/about/")
        assert tab.evaluate(GROUND) == DARK


def test_a_link_into_what_is_folded_opens_it_in_a_browser_that_would_not(tab: Page, address: str) -> None:
    tab.goto(f"{address}/faq/#can-i-take-both")
    tab.evaluate("document.querySelector(':target').closest('details').open = false")
    tab.evaluate("dispatchEvent(new HashChangeEvent('hashchange'))")
    expect(tab.locator("#can-i-take-both")).to_be_in_viewport()
    assert tab.locator("details.answer[open]").count() == 1
