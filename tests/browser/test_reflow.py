"""Text stays whole where there is little room for it, or much: WCAG 2.2, 1.4.10, 1.4.12 and 2.5.8."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import add_style
from tests.browser.kinds import IN_ENGLISH, KINDS

pytestmark = pytest.mark.browser

SCREENS = ((320, 200), (320, 800), (390, 844), (768, 1024), (1280, 800), (1920, 1080))
"""CSS pixels: a small desktop at a zoom of 400 %, the smallest and a usual telephone, a tablet, desktops."""

SPACED = """
    *, *::before, *::after {
        line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important
    }
    p { margin-block-end: 2em !important }
"""
"""What readers may ask of every text. Source: WCAG 2.2, 1.4.12."""

_CUT_OFF = """() => {
    // A region that scrolls shows all that it holds; what is for screen readers alone is clipped on purpose.
    const shows = style => /auto|scroll/.test(style.overflowX + style.overflowY) || style.clipPath !== 'none'
    const clips = style => /hidden|clip/.test(style.overflowX + style.overflowY)
    const found = []
    for (const each of document.querySelectorAll('body *')) {
        if (!each.checkVisibility() || each.closest('svg')) continue
        const style = getComputedStyle(each)
        if (each.textContent.trim() && clips(style) && !shows(style)
            && (each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 1)) {
            found.push(`cut off: ${each.outerHTML.slice(0, 120)}`)
        }
    }
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
        const text = walker.currentNode, around = text.parentElement
        // A drawing is a picture: what it says stands in the table below it, which is text.
        if (!text.data.trim() || !around.checkVisibility() || around.closest('svg')) continue
        let scroller = around
        while (scroller && !shows(getComputedStyle(scroller))) scroller = scroller.parentElement
        if (scroller) continue
        const range = document.createRange()
        range.selectNodeContents(text)
        for (const box of range.getClientRects()) {
            if (box.right > innerWidth + 1 || box.left < -1) {
                found.push(`beyond the edge: ${text.data.trim().slice(0, 80)}`)
                break
            }
        }
    }
    if (document.documentElement.scrollWidth > innerWidth) found.push('the page scrolls sideways')
    return found
}"""
"""What of the text cannot be read, because something cuts it off or because it lies beyond the edge."""

_TOO_SMALL = """least => {
    const shown = each => each.checkVisibility({visibilityProperty: true}) && !each.closest('[inert]')
        && getComputedStyle(each).clipPath === 'none'
    // A link within a sentence may be as small as the sentence's letters.
    const all = 'a[href], button, input, select, textarea, summary'
    const lineOf = each => getComputedStyle(each).display.startsWith('inline') ? lineOf(each.parentElement) : each
    const isInline = each => {
        const line = lineOf(each)
        const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT)
        while (walker.nextNode()) {
            const {data, parentElement} = walker.currentNode
            if (/\\w/.test(data) && !parentElement.closest(all) && lineOf(parentElement) === line) return true
        }
        return false
    }
    const targets = [...document.querySelectorAll(all)].filter(each => shown(each) && !each.closest('svg'))
        .map(each => ({each, box: each.getBoundingClientRect()})).filter(({box}) => box.width && box.height)
    const isSmall = ({box}) => box.width < least - 0.01 || box.height < least - 0.01
    const centre = ({box}) => [(box.left + box.right) / 2, (box.top + box.bottom) / 2]
    const crowds = (one, other) => {
        const [x, y] = centre(one)
        if (isSmall(other)) {
            const [u, v] = centre(other)
            return Math.hypot(x - u, y - v) < least
        }
        const dx = Math.max(other.box.left - x, 0, x - other.box.right)
        const dy = Math.max(other.box.top - y, 0, y - other.box.bottom)
        return Math.hypot(dx, dy) < least / 2
    }
    const others = one => targets.filter(({each}) => each !== one.each && !one.each.contains(each))
    return targets.filter(one => isSmall(one) && !isInline(one.each) && others(one).some(other => crowds(one, other)))
        .map(({each, box}) => `${Math.round(box.width)} × ${Math.round(box.height)}: ${each.outerHTML.slice(0, 120)}`)
}"""
"""Targets smaller than `least` on a side that are not in a sentence, nor far enough from every other. Source: 2.5.8."""

LEAST_TARGET = 24
"""CSS pixels."""


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_all_text_can_be_read_on_every_screen_and_with_more_space(page: Page, address: str, path: str) -> None:
    page.goto(address + path)
    assert _faults(page) == []
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    add_style(page, SPACED)
    assert _faults(page) == []


def _faults(page: Page) -> list[str]:
    found = []
    for width, height in SCREENS:
        page.set_viewport_size({"width": width, "height": height})
        found += [f"at {width} × {height}: {each}" for each in page.evaluate(_CUT_OFF)]
    return found


def test_what_cannot_be_read_is_seen(page: Page, address: str) -> None:
    page.goto(address)
    add_style(page, "h1 { white-space: nowrap } .lead { max-block-size: 1em; overflow: hidden }")
    kinds = {each.partition(": ")[2].partition(":")[0] for each in _faults(page)}
    assert kinds == {"cut off", "beyond the edge", "the page scrolls sideways"}


@pytest.mark.parametrize("path", IN_ENGLISH.values(), ids=IN_ENGLISH)
def test_every_target_is_large_enough_for_a_finger(page: Page, address: str, path: str) -> None:
    page.goto(address + path)
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(_TOO_SMALL, LEAST_TARGET) == [], f"at {width} pixels"


def test_a_target_that_is_too_small_is_seen(page: Page, address: str) -> None:
    page.goto(address)
    small = '<a href="#a">.</a>'
    add_style(page, "main a { display: inline-block }")
    page.evaluate("html => { document.querySelector('main').innerHTML = html }", f"{small}{small}<p>In {small} text")
    assert len(page.evaluate(_TOO_SMALL, LEAST_TARGET)) == 2
