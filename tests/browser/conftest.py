"""The site that ships, built once, served as a host would, and a browser to look at it."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, sync_playwright

from site_builder import project
from tests import components
from tests.browser.chromium import launched
from tests.browser.host import served
from tests.builders import TODAY
from tests.components import Component

HOSTING = "hosting.msgpack"
"""What is known of the built site for its hosts, beside its folder."""

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture(scope="package")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder that holds the built site, which all processes that run these tests share."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    with (shared / "browser.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        root = shared / "browser"
        if not root.exists():
            _build(root)
    assert (root / "public").is_dir(), "the process that built the site says why not"
    return root / "public"


def _build(root: Path) -> None:
    """Build a copy of the site: only one build of a project runs at a time, and other tests build it too."""
    for name in ("content", "static", "templates"):
        shutil.copytree(REPOSITORY / name, root / name)
    shutil.copyfile(REPOSITORY / "pyproject.toml", root / "pyproject.toml")  # it holds the pages to their budgets

    def keep_hosting(site: project.Assembled, _: project.Outcome) -> None:
        (root / HOSTING).write_bytes(msgspec.msgpack.encode(site.build.hosting))

    outcome = project.run(project.Request(root=root, today=TODAY, cache=False, witness=keep_hosting), write=True)
    assert outcome.written, outcome.problems


@pytest.fixture(scope="package")
def address(public: Path) -> Iterator[str]:
    """Return where the site is served, without a closing slash."""
    with served(public) as url:
        yield url


def need(component: Component) -> str:
    """Return the path of a component. Where there is none, skip the test, or fail it where CI is set."""
    if not (found := component.find()):
        assert not components.DEMANDED, component.missing
        pytest.skip(component.missing)
    return found


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Return a browser that reaches this machine only."""
    need(components.CHROMIUM)
    with sync_playwright() as playwright, launched(playwright) as browser:
        yield browser


@pytest.fixture(scope="package")
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    """Return what the tabs of one visitor share; whoever asks for `page` or `tab` looks into the first of them."""
    context = browser.new_context()
    context.set_default_timeout(5_000)
    yield context
    context.close()


@pytest.fixture
def page(visitor: BrowserContext, address: str) -> Page:
    """Return a tab with nothing remembered, as wide as a desktop.

    It is one tab for all tests, made like new before each: a new one costs three times as much as a page in it, and a
    new visitor six times. Who adds a script to it, or listens to what it does, needs a tab of their own, as
    `visitor.new_page()` gives; neither can be taken back.
    """
    try:
        return renewed(visitor.pages[0] if visitor.pages else visitor.new_page(), address)
    except Error:
        # The test before this one has left it unable to answer.
        visitor.pages[0].close()
        return renewed(visitor.new_page(), address)


@pytest.fixture
def tab(page: Page) -> Page:
    """Return that tab, as wide as a small telephone."""
    page.set_viewport_size({"width": 390, "height": 844})
    return page


def renewed(page: Page, address: str) -> Page:
    """Return a tab as if it had just been opened: nothing kept, nothing intercepted, no key or mode left set."""
    page.unroute_all()
    # It stays with the host: to leave it and come back would start another process. But it stands at no page of the
    # site, so that whatever comes next is loaded, even where it differs from the last in its `#` alone.
    if page.url.startswith(address):
        page.evaluate("history.replaceState(null, '', '/no-page'), localStorage.clear(), sessionStorage.clear()")
    else:
        page.goto(f"{address}/robots.txt")
    page.context.clear_cookies()
    page.emulate_media(
        media="null", color_scheme="light", reduced_motion="no-preference", forced_colors="none", contrast="null"
    )
    page.set_viewport_size({"width": 1280, "height": 720})
    page.mouse.move(-1, -1)
    return page


def add_style(page: Page, css: str) -> None:
    """Add styles to the page in a tab, as its policy allows them: by the browser, not as an element."""
    page.evaluate(
        "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css); document.adoptedStyleSheets.push(sheet) }",
        css,
    )
