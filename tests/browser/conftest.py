"""The site that ships, built once, served as a host would, and a browser to look at it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from site_builder import project
from tests import components
from tests.browser.chromium import launched
from tests.browser.host import served
from tests.builders import TODAY

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture(scope="package")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder that holds the built site."""
    # A copy: only one build of a project runs at a time, and several processes may run these tests.
    root = tmp_path_factory.mktemp("browser")
    for name in ("content", "static", "templates"):
        shutil.copytree(REPOSITORY / name, root / name)
    outcome = project.run(project.Request(root=root, today=TODAY, cache=False), write=True)
    assert outcome.written, outcome.problems
    return root / "public"


@pytest.fixture(scope="package")
def address(public: Path) -> Iterator[str]:
    """Return where the site is served, without a closing slash."""
    with served(public) as url:
        yield url


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Return a browser that reaches this machine only."""
    if not components.chromium():
        assert not components.DEMANDED, components.MISSING
        pytest.skip(components.MISSING)
    with sync_playwright() as playwright, launched(playwright) as browser:
        yield browser


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """Return a new tab with nothing remembered, as wide as a small telephone."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.set_default_timeout(5_000)
    yield context.new_page()
    context.close()
