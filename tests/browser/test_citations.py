"""Marks of sources in a real browser: opened in place, by click, key and touch, and as plain links elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, ViewportSize, expect

pytestmark = pytest.mark.browser

ARTICLE = "/articles/ketamine-and-antidepressants-compared/"
PAGES = (ARTICLE, "/faq/", "/compare/", "/")

VISIBLE_MARK = "main sup button:visible"
LINK = "main sup a:visible"
OPEN = ".references :popover-open"


def marks(tab: Page, url: str) -> Locator:
    """Return every mark that can be seen on the page at `url`, once all its answers are open."""
    tab.goto(url)
    tab.evaluate("document.querySelectorAll('details.answer').forEach(answer => { answer.open = true })")
    return tab.locator(VISIBLE_MARK)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [320, 1280])
def test_a_mark_opens_its_reference_in_place(tab: Page, address: str, path: str, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 800})
    mark = marks(tab, address + path).nth(2)
    mark.scroll_into_view_if_needed()
    before = tab.evaluate("scrollY")
    mark.click()
    panel = tab.locator(OPEN)
    expect(panel).to_have_id(f"ref-{mark.inner_text()}")
    assert tab.evaluate("scrollY") == before
    assert f"#ref-{mark.inner_text()}" == mark.locator("+ a").get_attribute("href")
    expect(panel.locator("a").first).to_be_visible()
    assert "Evidence grade" in panel.inner_text()
    box = panel.bounding_box()
    assert box is not None
    assert box["height"] > 80
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert 0 <= box["y"] <= box["y"] + box["height"] <= 800
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    panel.get_by_role("button", name="Close").click()
    expect(tab.locator(OPEN)).to_have_count(0)
    expect(mark).to_be_focused()


@pytest.mark.parametrize("path", PAGES)
def test_the_keyboard_opens_it_and_escape_leads_back(tab: Page, address: str, path: str) -> None:
    mark = marks(tab, address + path).first
    mark.focus()
    tab.keyboard.press("Enter")
    expect(tab.locator(OPEN)).to_be_visible()
    tab.keyboard.press("Tab")
    assert tab.evaluate(f"document.querySelector('{OPEN}').contains(document.activeElement)")
    tab.keyboard.press("Escape")
    expect(tab.locator(OPEN)).to_have_count(0)
    expect(mark).to_be_focused()


def test_a_tap_opens_it_and_a_tap_beside_it_closes_it(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport=ViewportSize(width=390, height=844), has_touch=True)
    tab = context.new_page()
    mark = marks(tab, address + ARTICLE).nth(2)
    mark.tap()
    expect(tab.locator(OPEN)).to_be_visible()
    tab.touchscreen.tap(200, 60)
    expect(tab.locator(OPEN)).to_have_count(0)
    context.close()


@pytest.mark.parametrize(
    "settings", [{"color_scheme": "dark"}, {"forced_colors": "active"}, {"reduced_motion": "reduce"}]
)
def test_the_panel_is_set_off_from_the_text_and_does_not_move(
    tab: Page, address: str, settings: dict[str, str]
) -> None:
    tab.emulate_media(**settings)  # type: ignore[arg-type]
    mark = marks(tab, address + ARTICLE).first
    mark.click()
    style = tab.locator(OPEN).evaluate(
        "panel => { const style = getComputedStyle(panel); return [style.borderTopWidth, style.backgroundColor,"
        " style.color, style.animationName, style.transitionDuration] }"
    )
    assert style[0] == "1px"
    assert style[1] not in ("rgba(0, 0, 0, 0)", style[2])
    assert style[3:] == ["none", "0s"]


@pytest.mark.parametrize("path", PAGES)
def test_one_of_mark_and_link_is_there_and_has_a_name(tab: Page, address: str, path: str) -> None:
    found = marks(tab, address + path)
    assert found.count() > 5
    expect(tab.locator(LINK)).to_have_count(0)
    assert all(re.fullmatch(r"Source \d+", name or "") for name in _names(found))
    tab.route("**/*.css", lambda route: route.abort())
    expect(marks(tab, address + path)).to_have_count(0)
    links = tab.locator(LINK)
    assert links.count() > 5, "without a stylesheet, links are there"
    assert all(re.fullmatch(r"\d+", text) for text in links.all_inner_texts())


def _names(found: Locator) -> list[str]:
    names: list[str] = found.evaluate_all("all => all.map(each => each.getAttribute('aria-label'))")
    return names


@pytest.mark.parametrize("path", PAGES)
def test_where_nothing_can_pop_over_the_link_leads_to_the_list_and_the_list_back(
    old: Page, address: str, path: str
) -> None:
    tab = old
    expect(marks(tab, address + path)).to_have_count(0)
    link = tab.locator(LINK).first
    place = link.locator("xpath=..").get_attribute("id")
    number = link.inner_text()
    link.click()
    assert tab.url.endswith(f"#ref-{number}")
    entry = tab.locator(f"#ref-{number}")
    expect(entry).to_be_in_viewport()
    expect(entry.locator("button:visible")).to_have_count(0)
    entry.locator(f'+ a[href="#{place}"]').click()
    expect(tab.locator(f"#{place}")).to_be_in_viewport()
    tab.keyboard.press("Tab")
    expect(link).to_be_focused()


@pytest.fixture
def old(browser: Browser) -> Iterator[Page]:
    """Return a small tab that knows nothing of popovers, of a visitor of its own: others would keep its old styles."""

    def aged(route: Route) -> None:
        answer = route.fetch()
        body = answer.text().replace(":popover-open", ":no-such-state").replace(" popover>", ">")
        route.fulfill(response=answer, body=body)

    with browser.new_context(viewport={"width": 390, "height": 844}) as visitor:
        tab = visitor.new_page()
        tab.route(re.compile(r"(/|\.css)$"), aged)
        yield tab


@pytest.mark.parametrize("path", PAGES)
def test_the_list_leads_back_to_the_first_mark(tab: Page, address: str, path: str) -> None:
    marks(tab, address + path)
    tab.evaluate("location.hash = '#page-references'")
    tab.evaluate("document.querySelector('#page-references').open = true")
    back = tab.locator("#ref-2 + a")
    back.click()
    place = tab.locator(":target")
    expect(place).to_be_in_viewport()
    tab.keyboard.press("Tab")
    expect(place.locator("button")).to_be_focused()


def test_a_folded_list_says_nothing_but_its_heading_until_it_is_opened(tab: Page, address: str) -> None:
    tab.goto(f"{address}/")
    expect(tab.locator(".references li:visible")).to_have_count(0)
    tab.evaluate("location.hash = '#ref-2'")
    expect(tab.locator("#ref-2")).to_be_in_viewport()
    expect(tab.locator("#ref-2")).to_be_visible()


def test_a_folded_list_takes_no_focus(tab: Page, address: str) -> None:
    tab.goto(f"{address}/")
    summary = tab.locator(".references--folded > summary")
    summary.focus()
    tab.keyboard.press("Tab")
    assert not tab.evaluate("document.querySelector('.references').contains(document.activeElement)")


@pytest.mark.parametrize("path", PAGES)
def test_paper_has_the_numbers_and_the_list_and_no_buttons_of_the_panel(tab: Page, address: str, path: str) -> None:
    count = marks(tab, address + path).count()
    tab.emulate_media(media="print")
    assert tab.locator(VISIBLE_MARK).count() >= count, "what is folded is printed too"
    expect(tab.locator(LINK)).to_have_count(0)
    heights = tab.locator(".references [popover]").evaluate_all("all => all.map(each => each.offsetHeight)")
    assert min(heights) > 20, "a reference is not printed"
    expect(tab.locator(".references button:visible")).to_have_count(0)


@pytest.mark.parametrize("width", [320, 1280])
def test_no_mark_begins_a_line(tab: Page, address: str, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 800})
    marks(tab, address + ARTICLE)
    parted = tab.evaluate(
        """[...document.querySelectorAll('.prose p > sup')].filter(mark => {
            const before = mark.previousSibling
            if (!before || before.nodeType !== Node.TEXT_NODE) return false
            const last = document.createRange()
            last.setStart(before, before.length - 1)
            last.setEnd(before, before.length)
            return last.getBoundingClientRect().right > mark.querySelector('button').getBoundingClientRect().right
        }).length"""
    )
    assert parted == 0


def test_the_evidence_names_the_pages_that_lean_on_a_source(tab: Page, address: str) -> None:
    tab.goto(f"{address}/evidence/")
    source = tab.locator("#source-zarate2006")
    source.locator("summary").click()
    page = source.locator("li a").first
    title = page.inner_text()
    page.click()
    assert tab.locator("h1").inner_text() == title
    assert "doi:10.1001/archpsyc.63.8.856" in tab.locator(".references").inner_text()
