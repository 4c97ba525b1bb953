"""The Nu HTML checker has nothing to say about any page. No browser is needed for that."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import components
from tests.browser.conftest import need
from tests.browser.nu import messages


@pytest.fixture(scope="module", autouse=True)
def _checker() -> None:
    need(components.JAVA)
    need(components.NPM_PACKAGES)


def test_every_page_is_valid(public: Path) -> None:
    assert messages(public.rglob("*.html")) == []


def test_the_checker_sees_what_is_wrong(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text('<!doctype html>\n<html lang="en">\n<title>x</title>\n<p id="a" id="a"><section>y', "utf-8")
    found = messages([page])
    assert any("Duplicate attribute" in each for each in found), "an error"
    assert any("Section lacks heading" in each for each in found), "a warning"
