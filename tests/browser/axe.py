"""axe-core in a tab: what it finds wrong with the page there."""

from __future__ import annotations

import json
from functools import cache
from typing import Literal, NamedTuple

from playwright.sync_api import Page

from tests import components

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


COLOURS = ("color-contrast", "link-in-text-block")
"""The rules that look at colours."""


class Mode(NamedTuple):
    """How a page is looked at; the width in pixels."""

    width: int
    scheme: Literal["light", "dark"]

    def __str__(self) -> str:
        return f"{self.scheme} at {self.width} pixels"


MODES = (Mode(390, "light"), Mode(1280, "light"), Mode(390, "dark"), Mode(1280, "dark"))

_RUN = """wanted => axe.run(document, {runOnly: wanted, resultTypes: ['violations']}).then(({violations}) =>
    violations.flatMap(({id, nodes}) => nodes.map(node =>
        `${id}: ${node.html.slice(0, 160)} ${node.failureSummary.replace(/\\s+/g, ' ')}`)))"""

_OPEN = "document.querySelectorAll('details').forEach(each => { each.open = true })"


def violations(tab: Page, address: str) -> list[str]:
    """Return every violation on the page at `address` in any of the modes, with whatever can be unfolded unfolded."""
    tab.goto(address)
    tab.evaluate(_source())
    tab.evaluate(_OPEN)
    found = []
    for mode in MODES:
        tab.set_viewport_size({"width": mode.width, "height": 900})
        tab.emulate_media(color_scheme=mode.scheme)
        # At night a page has other colours, and is the same in all else.
        found += [f"{mode}: {each}" for each in violations_now(tab, COLOURS if mode.scheme == "dark" else RULES)]
    return found


def violations_now(tab: Page, rules: tuple[str, ...] = RULES) -> list[str]:
    """Return every violation of `rules`, or of those with these tags, on the page as it is in the tab now."""
    if not tab.evaluate("'axe' in window"):
        tab.evaluate(_source())
    found: list[str] = tab.evaluate(_RUN, list(rules))
    return found


def version() -> str:
    """Return the version of axe-core."""
    found: str = json.loads((components.PACKAGES / "axe-core/package.json").read_text("utf-8"))["version"]
    return found


@cache
def _source() -> str:
    return (components.PACKAGES / "axe-core/axe.min.js").read_text("utf-8")
