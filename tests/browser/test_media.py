"""Pages on paper, without motion, and in the colours that somebody chose: what CSS calls media."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import add_style
from tests.browser.kinds import IN_ENGLISH, KINDS

pytestmark = pytest.mark.browser

FOLDING = {name: path for name, path in KINDS.items() if name in {"home", "article", "article, with figures", "faq"}}


@pytest.mark.parametrize("path", FOLDING.values(), ids=FOLDING)
def test_paper_shows_all_that_is_folded(page: Page, address: str, path: str) -> None:
    page.goto(address + path)
    page.emulate_media(media="print")
    heights = page.evaluate(
        """[...document.querySelectorAll('main details:not([open])')].filter(each => each.checkVisibility())
            .map(each => each.getBoundingClientRect().height - each.firstElementChild.getBoundingClientRect().height)"""
    )
    assert heights
    assert min(heights) > 15, "less than a line"


@pytest.mark.parametrize("path", IN_ENGLISH.values(), ids=IN_ENGLISH)
def test_paper_is_white_and_as_wide_as_the_sheet(page: Page, address: str, path: str) -> None:
    page.set_viewport_size({"width": 680, "height": 960})  # about A4 between its margins
    page.goto(address + path)
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("document.documentElement.scrollWidth") <= 681, "a fraction of a pixel is rounded up"
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"
    assert page.locator("h1:visible").count() == 1


_MOVES = """() => [...document.querySelectorAll('*')].filter(each => ['', '::before', '::after'].some(part => {
    const style = getComputedStyle(each, part)
    const lasts = durations => durations.split(',').some(each => parseFloat(each) > 0.001)
    return style.animationName !== 'none' && lasts(style.animationDuration) || lasts(style.transitionDuration)
        || style.scrollBehavior === 'smooth'
})).map(each => each.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("path", IN_ENGLISH.values(), ids=IN_ENGLISH)
def test_nothing_moves_for_those_who_asked_for_that(page: Page, address: str, path: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(address + path)
    assert page.evaluate(_MOVES) == []
    page.emulate_media(reduced_motion="no-preference")
    endless = "document.getAnimations().filter(each => each.effect.getComputedTiming().endTime > 5000).length"
    assert page.evaluate(endless) == 0, "WCAG 2.2, 2.2.2: what moves longer than five seconds can be stopped"


def test_motion_is_seen(page: Page, address: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(address)
    add_style(page, "h1 { transition: color 1s }")
    assert len(page.evaluate(_MOVES)) == 1


_LOST = """() => [...document.querySelectorAll('body *')].filter(each => {
    const style = getComputedStyle(each)
    if (!each.checkVisibility({visibilityProperty: true}) || style.clipPath !== 'none') return false
    const isControl = each.matches('button, input:not([type=hidden]), select, textarea, .action')
    const hasEdge = ['Top', 'Right', 'Bottom', 'Left'].some(side =>
        parseFloat(style[`border${side}Width`]) > 0 && style[`border${side}Style`] !== 'none')
    const isDrawn = each.closest('sup') || each.querySelector('svg')
    return style.forcedColorAdjust === 'none' || isControl && !hasEdge && !isDrawn
}).map(each => each.outerHTML.slice(0, 120))"""
"""What keeps colours of its own, and controls that only a ground set apart, which is gone. The small figure that
opens a source is set apart by the colour of buttons, and one with a drawing by that."""


@pytest.mark.parametrize("path", IN_ENGLISH.values(), ids=IN_ENGLISH)
def test_forced_colours_leave_every_control_its_edge(page: Page, address: str, path: str) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(address + path)
    assert page.evaluate(_LOST) == []
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)") >= 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_follows_the_scheme_of_the_system(page: Page, address: str, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(address)
    channels = page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)")
    assert (sum(channels[:3]) < 3 * 64) == (scheme == "dark")
