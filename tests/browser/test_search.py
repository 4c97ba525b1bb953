"""Search in a real browser: by keyboard, by mouse, by ear, in each language, and without a script."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

pytestmark = pytest.mark.browser

ARTICLE = "/articles/how-long-it-lasts/"
INDEX = re.compile(r"/pagefind/[0-9a-f]{16}/")
MARK = "aria-activedescendant"


def field(page: Page) -> Locator:
    return page.get_by_role("combobox").first


def options(page: Page) -> Locator:
    return page.locator("[role=option]:visible")


def said(page: Page) -> Locator:
    return page.locator("form[role=search] [role=status]")


def searched(page: Page, url: str, query: str) -> Locator:
    """Put a query into the field of the page at `url`, and return what is offered."""
    page.goto(url)
    field(page).focus()
    # At once: on a slow machine what is typed letter by letter is searched for more than once.
    field(page).fill(query)
    expect(said(page)).to_have_text(re.compile(r": \d+$"))
    return options(page)


class TestBeforeTheVisitorActs:
    @pytest.fixture
    def page(self, visitor: BrowserContext) -> Iterator[Page]:
        """Return a tab of its own to listen to."""
        page = visitor.new_page()
        yield page
        page.close()

    def test_nothing_is_fetched_for_it(self, page: Page, address: str) -> None:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url.removeprefix(address)))
        page.goto(address + ARTICLE)
        scripts = [url for url in asked if url.endswith(".js")]
        assert len(scripts) == 1
        assert not any("search" in url or "pagefind" in url for url in asked)
        field(page).focus()
        expect(options(page).first).to_be_visible()
        assert any(INDEX.match(url) for url in asked)

    @pytest.mark.parametrize("path", ["/", ARTICLE, "/faq/", "/search/"])
    def test_a_page_runs_less_than_two_kilobytes_of_script(self, page: Page, address: str, path: str) -> None:
        bodies: list[bytes] = []
        page.on("response", lambda answer: bodies.append(answer.body()) if answer.url.endswith(".js") else None)
        page.goto(address + path)
        inline = page.evaluate("[...document.scripts].filter(s => !s.src && !s.type).map(s => s.text).join('')")
        assert 0 < len(b"".join(bodies)) + len(inline) <= 2048


class TestByKeyboard:
    def test_an_empty_field_offers_the_questions_asked_most(self, page: Page, address: str) -> None:
        page.goto(address + ARTICLE)
        field(page).focus()
        expect(said(page)).to_have_text("Asked most often:")
        expect(options(page)).to_have_count(4)
        expect(field(page)).to_have_attribute("aria-expanded", "true")
        assert all("/faq/#" in (link.get_attribute("href") or "") for link in options(page).all())

    def test_results_come_as_one_types_and_their_number_is_announced(self, page: Page, address: str) -> None:
        page.goto(address + ARTICLE)
        field(page).focus()
        field(page).press_sequentially("relapse")
        expect(said(page)).to_have_text(re.compile(r": \d+$"))
        found = options(page)
        assert said(page).inner_text().startswith("Results: ")
        assert found.count() > 4
        marked = found.locator("mark")
        assert marked.count() > 2
        assert all("relapse" in text.lower() for text in marked.all_inner_texts())

    def test_the_arrows_move_the_mark_while_the_field_keeps_the_focus(self, page: Page, address: str) -> None:
        found = searched(page, address + ARTICLE, "relapse")
        first, last = found.first.get_attribute("id") or "", found.last.get_attribute("id") or ""
        assert first != last
        for key, place in (("ArrowDown", first), ("ArrowUp", last), ("ArrowDown", first)):
            page.keyboard.press(key)
            expect(field(page)).to_have_attribute(MARK, place)
            expect(page.locator("[role=option][aria-selected=true]")).to_have_id(place)
            expect(page.locator(f"#{place}")).to_be_in_viewport()
        expect(field(page)).to_be_focused()

    def test_keys_of_the_text_lead_back_into_it(self, page: Page, address: str) -> None:
        searched(page, address + ARTICLE, "relapse")
        for key, place in (("Home", 0), ("End", 7), ("ArrowLeft", 6)):
            page.keyboard.press("ArrowDown")
            expect(field(page)).to_have_attribute(MARK, re.compile("."))
            page.keyboard.press(key)
            expect(field(page)).not_to_have_attribute(MARK, re.compile("."))
            assert field(page).evaluate("field => field.selectionStart") == place

    def test_enter_follows_the_mark_to_a_heading(self, page: Page, address: str) -> None:
        found = searched(page, address + "/", "relapse")
        places = [link.get_attribute("href") or "" for link in found.all()]
        number = next(n for n, place in enumerate(places) if place.startswith("/articles/") and "#" in place)
        for _ in range(number + 1):
            page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url(address + places[number])
        assert page.locator(":target").evaluate("target => target.localName") in ("h2", "h3")

    def test_an_answer_is_a_result_that_opens(self, page: Page, address: str) -> None:
        found = searched(page, address + "/faq/", "drive home")
        assert found.first.get_attribute("href") == "/faq/#can-i-drive-home"
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url("**/faq/#can-i-drive-home")
        expect(page.locator("#can-i-drive-home")).to_be_in_viewport()
        expect(options(page)).to_have_count(0)

    def test_escape_closes_the_list_then_empties_the_field(self, page: Page, address: str) -> None:
        searched(page, address + ARTICLE, "relapse")
        page.keyboard.press("Escape")
        expect(options(page)).to_have_count(0)
        expect(field(page)).to_have_attribute("aria-expanded", "false")
        expect(field(page)).to_have_value("relapse")
        page.keyboard.press("ArrowDown")
        expect(options(page).first).to_be_visible()
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
        expect(field(page)).to_have_value("")

    def test_tab_goes_on_and_closes_the_list(self, page: Page, address: str) -> None:
        searched(page, address + ARTICLE, "relapse")
        page.keyboard.press("Tab")
        expect(page.locator("form[role=search] button")).to_be_focused()
        expect(options(page)).to_have_count(0)

    def test_where_nothing_is_found_the_questions_asked_most_help_on(self, page: Page, address: str) -> None:
        page.goto(address + ARTICLE)
        field(page).focus()
        field(page).press_sequentially("qqzzx")
        expect(said(page)).to_have_text("Nothing was found for “qqzzx”. Asked most often:")
        expect(options(page)).to_have_count(4)

    def test_enter_without_a_mark_leads_to_all_results(self, page: Page, address: str) -> None:
        searched(page, address + ARTICLE, "side effects")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search/?q=side+effects")
        expect(page.locator(".results [role=status]")).to_have_text(re.compile("Results for “side effects”: 1\\d"))
        expect(field(page)).to_have_value("side effects")
        entries = page.locator(".results__entry")
        expect(entries).to_have_count(10)
        page.get_by_role("button", name="More results").click()
        expect(entries.nth(10).locator("a").first).to_be_focused()


class TestByMouse:
    def test_a_press_on_a_result_follows_it(self, page: Page, address: str) -> None:
        found = searched(page, address + "/", "relapse")
        place = found.nth(1).get_attribute("href") or ""
        found.nth(1).click()
        page.wait_for_url(address + place)

    def test_a_press_beside_the_list_closes_it(self, page: Page, address: str) -> None:
        page.set_viewport_size({"width": 1280, "height": 800})
        searched(page, address + ARTICLE, "relapse")
        page.mouse.click(1250, 700)
        expect(options(page)).to_have_count(0)

    def test_the_button_leads_to_all_results(self, page: Page, address: str) -> None:
        searched(page, address + ARTICLE, "relapse")
        page.locator("form[role=search] button").click()
        page.wait_for_url("**/search/?q=relapse")


def test_the_list_fits_the_screen_in_either_direction(page: Page, address: str) -> None:
    searched(page, address + ARTICLE, "relapse")
    for width, direction in itertools.product((320, 390, 1280), ("ltr", "rtl")):
        page.set_viewport_size({"width": width, "height": 700})
        page.evaluate("direction => { document.documentElement.dir = direction }", direction)
        box = page.locator(".search__panel").bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("home", ["/", "/es/"])
@pytest.mark.parametrize("width", [390, 1024, 1280])
def test_the_list_lies_within_the_window(page: Page, address: str, home: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(address + home)
    field(page).focus()
    expect(options(page).first).to_be_visible()
    box = page.locator(".search__panel").bounding_box()
    assert box is not None
    assert 0 <= box["x"] < box["x"] + box["width"] <= width


@pytest.mark.parametrize("settings", [{"color_scheme": "dark"}, {"forced_colors": "active"}])
def test_the_mark_is_seen_in_every_mode(page: Page, address: str, settings: dict[str, str]) -> None:
    page.emulate_media(**settings)  # type: ignore[arg-type]
    found = searched(page, address + ARTICLE, "relapse")
    page.keyboard.press("ArrowDown")
    assert found.first.evaluate("option => getComputedStyle(option).outlineStyle") == "solid"
    assert found.nth(1).evaluate("option => getComputedStyle(option).outlineStyle") == "none"


def test_each_language_finds_its_own(page: Page, address: str) -> None:
    found = searched(page, f"{address}/es/faq/", "ketamina")
    assert {(link.get_attribute("href") or "")[:4] for link in found.all()} == {"/es/"}
    found = searched(page, f"{address}/faq/", "ketamine")
    assert not any((link.get_attribute("href") or "").startswith("/es/") for link in found.all())


def test_where_the_index_cannot_be_fetched_the_field_leads_on(page: Page, address: str) -> None:
    page.route(INDEX, lambda route: route.abort())
    page.goto(address + ARTICLE)
    field(page).fill("relapse")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=relapse")
    expect(page.get_by_role("heading", name="Articles")).to_be_visible()


class TestWithoutAScript:
    @pytest.fixture
    def plain(self, browser: Browser) -> BrowserContext:
        return browser.new_context(java_script_enabled=False)

    def test_the_field_leads_to_the_page_that_lists_everything(self, plain: BrowserContext, address: str) -> None:
        page = plain.new_page()
        page.goto(address + ARTICLE)
        page.locator("form[role=search] input").fill("relapse")
        page.locator("form[role=search] button").click()
        assert page.url == f"{address}/search/?q=relapse"
        titles = page.locator("main section:visible h2").all_inner_texts()
        assert titles == ["Articles", "Questions", "Services"]
        assert page.locator("main a[href^='/faq/#']").count() >= 24
        expect(page.locator(".results")).to_be_hidden()
        plain.close()
