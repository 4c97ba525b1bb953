"""Pages by keyboard alone: everything can be reached, in order, and one always sees where one is."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import add_style
from tests.browser.kinds import IN_ENGLISH, KINDS

pytestmark = pytest.mark.browser

SCREENS = {"a desktop": (1280, 800), "a desktop at 400 %": (320, 200)}
"""Width and height in CSS pixels. A zoom of 400 % (WCAG 2.2, 1.4.10) divides both by four."""

_NOTE = """() => {
    const all = 'a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex^="-"])'
    const shown = each => each.checkVisibility({visibilityProperty: true, contentVisibilityAuto: true})
    window.expected = [...document.querySelectorAll(all)].filter(each => !each.disabled && shown(each))
    window.stops = []
    const ground = element => {
        const colour = getComputedStyle(element).backgroundColor
        return colour.startsWith('rgb(') || !element.parentElement ? colour : ground(element.parentElement)
    }
    const middle = (start, end, limit) => (Math.max(start, 0) + Math.min(end, limit)) / 2
    const isSeen = (element, box) => {
        const x = middle(box.left, box.right, innerWidth), y = middle(box.top, box.bottom, innerHeight)
        const top = document.elementFromPoint(x, y)
        return top !== null && element.contains(top)
    }
    addEventListener('focusin', ({target}) => {
        const style = getComputedStyle(target)
        window.stops.push({
            place: window.expected.indexOf(target),
            html: target.outerHTML.slice(0, 120),
            outline: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
            colours: [style.outlineColor, ground(target.parentElement)],
            isSeen: [...target.getClientRects()].some(box => isSeen(target, box)),
        })
    })
    return window.expected.length
}"""
"""Note, of each element that gets the focus, where it stands, how the focus shows, and whether anything hides it."""


def walk(page: Page) -> list[str]:
    """Press the Tab key through the page, and return what is wrong with where it led."""
    count = page.evaluate(_NOTE)
    for _ in range(count):
        page.keyboard.press("Tab")
    stops = page.evaluate("window.stops")
    missed = set(range(count)) - {stop["place"] for stop in stops}
    return [
        *(f"never reached: {page.evaluate('n => expected[n].outerHTML.slice(0, 120)', each)}" for each in missed),
        *(f"out of order: {stop['html']}" for place, stop in enumerate(stops) if stop["place"] != place and not missed),
        *(f"no outline: {stop['html']}" for stop in stops if stop["outline"] < 2),
        *(f"pale outline: {stop['html']}" for stop in stops if contrast(*stop["colours"]) < 3),
        *(f"out of sight: {stop['html']}" for stop in stops if not stop["isSeen"]),
    ]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, `rgb(1, 2, 3)`. Source: WCAG 2.2, contrast ratio."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(each) / 255 for each in colour.partition("(")[2].rstrip(")").split(",")[:3]]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("screen", SCREENS.values(), ids=SCREENS)
@pytest.mark.parametrize("path", IN_ENGLISH.values(), ids=IN_ENGLISH)
def test_tab_reaches_everything_in_order_and_in_sight(
    page: Page, address: str, path: str, screen: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": screen[0], "height": screen[1]})
    page.goto(address + path)
    assert walk(page) == []
    assert page.evaluate("expected.length") > 10
    assert page.evaluate("expected[0].hash") == "#page-main", "the skip link comes first"


@pytest.mark.parametrize(
    ("style", "fault"),
    [
        ("a:focus { outline: none !important }", "no outline"),
        (":root { --color-teal: #eee !important }", "pale outline"),
        ("body::after { content: ''; position: fixed; inset: 0 }", "out of sight"),
    ],
)
def test_the_walk_sees_what_is_wrong(page: Page, address: str, style: str, fault: str) -> None:
    page.goto(address + KINDS["not found"])
    add_style(page, style)
    assert {each.partition(":")[0] for each in walk(page)} == {fault}


def test_the_walk_sees_what_it_misses_and_what_comes_too_early(page: Page, address: str) -> None:
    page.goto(address + KINDS["not found"])
    page.evaluate("document.querySelector('footer a').tabIndex = 1")
    assert {each.partition(":")[0] for each in walk(page)} == {"out of order"}
    page.goto(address + KINDS["not found"])
    page.evaluate("document.querySelector('footer').addEventListener('focusin', () => document.activeElement.blur())")
    page.evaluate("document.querySelector('main').inert = true")
    assert "never reached" in {each.partition(":")[0] for each in walk(page)}


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("rgb(0, 0, 0)", "rgb(255, 255, 255)") == pytest.approx(21)
    assert contrast("rgb(119, 119, 119)", "rgb(255, 255, 255)") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("kind", ["home", "article", "article, with figures", "faq", "evidence"])
def test_whatever_unfolds_does_so_by_keyboard(page: Page, address: str, kind: str) -> None:
    page.goto(address + KINDS[kind])
    folded = page.locator("main details:not([open]) > summary:visible")
    page.evaluate("each => { window.one = each.parentElement }", folded.first.element_handle())
    for key, is_open in (("Enter", True), ("Enter", False), ("Space", True), ("Space", False)):
        page.evaluate("one.firstElementChild.focus()")
        page.keyboard.press(key)
        assert page.evaluate("one.open") is is_open
