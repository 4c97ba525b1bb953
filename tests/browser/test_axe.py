"""axe-core finds nothing against WCAG 2.2 AA, nor against good practice, on a page of every kind."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from site_builder.kinds import VIEWS
from tests import components
from tests.browser.axe import violations, violations_now
from tests.browser.conftest import need
from tests.browser.kinds import IN_ENGLISH, KINDS

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module", autouse=True)
def _axe() -> None:
    need(components.NPM_PACKAGES)


# `make accessibility` looks at every page of every language.
@pytest.mark.parametrize("path", IN_ENGLISH.values(), ids=IN_ENGLISH)
def test_a_page_has_no_violation_in_any_mode(page: Page, address: str, path: str) -> None:
    assert violations(page, address + path) == []


def test_an_open_source_has_no_violation(page: Page, address: str) -> None:
    page.goto(address + KINDS["article"])
    page.locator("main sup button:visible").first.click()
    assert page.locator(":popover-open").count() == 1
    assert violations_now(page) == []


def test_axe_sees_what_is_wrong(page: Page, address: str) -> None:
    page.goto(address)
    page.evaluate("document.querySelector('main').innerHTML = '<p>Pale<img src=x></p>'")
    page.evaluate("document.querySelector('main p').style.color = '#aaa'")
    rules = {each.partition(":")[0] for each in violations_now(page)}
    assert rules >= {"color-contrast", "image-alt", "page-has-heading-one"}


def test_every_layout_has_its_page_here() -> None:
    layouts = {layout.removeprefix("layouts/").removesuffix(".html").replace("_", " ") for layout in VIEWS}
    # A stub leads on at once; nobody looks at it.
    assert {name.partition(",")[0] for name in KINDS} == layouts - {"redirect"}
