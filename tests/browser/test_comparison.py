"""The comparison in a real browser: a table where there is room, else cards; to a screen reader always a table."""

from __future__ import annotations

from collections import Counter

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import add_style

pytestmark = pytest.mark.browser

WHOLE, PART = "/compare/", "/articles/ketamine-and-antidepressants-compared/"

ROWS = {WHOLE: 12, PART: 6}
COLUMNS = {WHOLE: 3, PART: 2}


@pytest.mark.parametrize("path", [WHOLE, PART])
@pytest.mark.parametrize("width", [320, 390, 700, 1280, 1920])
def test_every_value_is_on_the_screen_under_the_name_of_its_column(
    tab: Page, address: str, path: str, width: int
) -> None:
    tab.set_viewport_size({"width": width, "height": 800})
    tab.goto(address + path)
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    cells = tab.locator(".comparison__row td")
    assert cells.count() == ROWS[path] * COLUMNS[path]
    boxes = [cell.bounding_box() for cell in cells.all()]
    assert all(box and box["x"] >= 0 and box["x"] + box["width"] <= width for box in boxes)
    labels = tab.locator(".comparison__label:visible")
    assert labels.count() == (cells.count() if width < 500 else 0)
    if width < 500:
        assert labels.nth(1).inner_text() == "Ketamine by infusion or injection (off-label)"


@pytest.mark.parametrize("path", [WHOLE, PART])
@pytest.mark.parametrize("width", [320, 1280])
def test_a_screen_reader_always_finds_a_table(tab: Page, address: str, path: str, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 800})
    tab.goto(address + path)
    # What the browser itself tells assistive technology: Playwright's get_by_role does not look at styles.
    nodes = tab.context.new_cdp_session(tab).send("Accessibility.getFullAXTree")["nodes"]
    roles = Counter(node["role"]["value"] for node in nodes if "role" in node)
    assert roles["table"] == tab.locator("table").count()
    table = tab.locator(".comparison__table")
    assert roles["columnheader"] == COLUMNS[path]
    assert roles["rowheader"] == ROWS[path]
    # One cell more: the corner.
    assert roles["cell"] == ROWS[path] * COLUMNS[path] + 1
    assert table.locator("th:not([scope])").count() == 0


@pytest.mark.parametrize("path", [WHOLE, PART])
def test_the_header_stays_in_sight(tab: Page, address: str, path: str) -> None:
    tab.set_viewport_size({"width": 1280, "height": 800})
    tab.goto(address + path)
    tab.locator(".comparison__row").nth(5).evaluate("row => row.scrollIntoView()")
    box = tab.locator(".comparison__head").bounding_box()
    assert box is not None
    assert -1 <= box["y"] <= 1
    assert box["height"] > 20


def test_the_first_column_stays_in_sight_where_a_window_is_too_small(tab: Page, address: str) -> None:
    tab.set_viewport_size({"width": 1280, "height": 800})
    tab.goto(address + WHOLE)
    add_style(tab, ".comparison { overflow-x: auto } .comparison__table { inline-size: 200% !important }")
    tab.locator(".comparison").evaluate("box => { box.scrollLeft = 500 }")
    frame, name = tab.locator(".comparison").bounding_box(), tab.locator(".comparison__row th").first.bounding_box()
    assert frame is not None
    assert name is not None
    assert abs(name["x"] - frame["x"]) < 2


def test_a_row_has_an_address_below_the_header(tab: Page, address: str) -> None:
    tab.set_viewport_size({"width": 1280, "height": 800})
    tab.goto(f"{address}{WHOLE}#cost")
    row, head = tab.locator("#cost").bounding_box(), tab.locator(".comparison__head").bounding_box()
    assert row is not None
    assert head is not None
    assert row["y"] + row["height"] <= 800
    assert row["y"] >= head["y"] + head["height"] - 1, "the header does not lie over it"
