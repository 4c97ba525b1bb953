"""A browser that keeps to itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Playwright

from tests import components

# It reaches this machine only, and asks nobody for updates.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)


@contextmanager
def launched(playwright: Playwright) -> Iterator[Browser]:
    """Launch an installed Chromium, else the one that Playwright brought."""
    browser = playwright.chromium.launch(executable_path=components.installed() or None, args=list(FLAGS))
    try:
        yield browser
    finally:
        browser.close()
