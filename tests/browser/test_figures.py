"""Figures in a real browser: on a small screen, on paper, and for people who set their own colours."""

from __future__ import annotations

from itertools import pairwise

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

PAGES = {
    "home": "/",
    "timeline": "/articles/how-fast-each-treatment-works/",
    "two icon arrays": "/articles/number-needed-to-treat/",
}

SMALLEST_TEXT = 12
"""Pixels."""


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_a_figure_can_be_read_on_the_smallest_screen(tab: Page, address: str, path: str) -> None:
    tab.set_viewport_size({"width": 320, "height": 800})
    tab.goto(address + path)
    assert tab.evaluate("document.documentElement.scrollWidth") <= 320, "scrolls sideways"
    assert tab.locator("figure.figure svg").count() > 0
    sizes = tab.evaluate(
        """[...document.querySelectorAll('.figure text, .figure p, .figure figcaption, .figure summary')]
            .map(each => parseFloat(getComputedStyle(each).fontSize))"""
    )
    assert min(sizes) >= SMALLEST_TEXT
    beyond = tab.evaluate(
        """[...document.querySelectorAll('.timeline text')].filter(each => {
            const box = each.getBoundingClientRect(), frame = each.ownerSVGElement.getBoundingClientRect();
            return box.width && (box.left < frame.left - 1 || box.right > frame.right + 1);
        }).map(each => each.textContent)"""
    )
    assert beyond == [], "a text leaves its drawing"


def test_labels_of_the_scale_do_not_meet(tab: Page, address: str) -> None:
    for width in (320, 390, 600, 768, 1280):
        tab.set_viewport_size({"width": width, "height": 800})
        tab.goto(f"{address}/")
        edges = tab.evaluate(
            """[...document.querySelectorAll('.timeline g .timeline__tick')]
                .map(each => each.getBoundingClientRect()).filter(box => box.width)
                .map(box => [box.left, box.right])"""
        )
        assert len(edges) >= 3
        assert all(right < left for (_, right), (left, _) in pairwise(edges)), f"at {width} pixels"


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_paper_shows_the_table_of_every_figure(tab: Page, address: str, path: str) -> None:
    tab.goto(address + path)
    closed = tab.locator(".figure details:not([open])").count()
    tab.emulate_media(media="print")
    heights = tab.evaluate("[...document.querySelectorAll('.figure table')].map(e => e.getBoundingClientRect().height)")
    assert closed == len(heights) > 0
    assert min(heights) > 40, "a table is not printed"


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_with_forced_colours_a_figure_is_drawn_in_them(tab: Page, address: str, path: str) -> None:
    tab.emulate_media(forced_colors="active")
    tab.goto(address + path)
    probe = tab.evaluate(
        """() => {
            const probe = document.body.appendChild(document.createElement('i'));
            probe.style.color = 'CanvasText';
            return getComputedStyle(probe).color;
        }"""
    )
    drawn = tab.evaluate(
        """[...document.querySelectorAll('.timeline__span, .icon-array__one use, .icon-array__other use')]
            .map(each => getComputedStyle(each).stroke)"""
    )
    assert set(drawn) == {probe}
    others = tab.evaluate(
        "[...document.querySelectorAll('.icon-array__other use')].map(each => getComputedStyle(each).fill)"
    )
    assert set(others) <= {"none"}
