"""What is counted as fetched at once is what a browser fetches before its visitor does anything."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from site_builder.checks.pages.page import Page
from site_builder.checks.pages.weight import weigh
from tests.browser.kinds import KINDS

ICON = "/favicon.svg"
"""Chromium fetches it once the page has been loaded, and only where it has a tab to show it on: it is counted."""

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("kind", ["home", "article, with a picture", "article, with figures", "search"])
def test_a_browser_fetches_what_is_counted_and_one_file_of_a_picture(
    kind: str, browser: Browser, address: str, public: Path
) -> None:
    asked: list[str] = []
    with browser.new_context() as visitor:
        page = visitor.new_page()
        page.on("request", lambda request: asked.append(urlsplit(request.url).path))
        page.goto(address + KINDS[kind])
    body = (public / KINDS[kind].strip("/") / "index.html").read_bytes()
    weight = weigh(Page(body.decode()), body)
    at_once = [next(file for file in each.files if file in asked) for each in weight.pictures if not each.waits]
    waiting = {file for each in weight.pictures if each.waits for file in each.files}
    assert ICON in weight.loads
    assert sorted(set(asked) - waiting - {ICON}) == sorted({KINDS[kind], *weight.loads, *at_once} - {ICON})
    assert len(asked) == len(set(asked))
