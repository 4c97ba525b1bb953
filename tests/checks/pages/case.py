"""Pages to be checked: a good one whose parts a test changes, and what is found on it."""

from __future__ import annotations

from typing import Any

import msgspec

from site_builder.checks.pages import flaws
from site_builder.checks.pages.page import Flaw, Page
from site_builder.kinds import article as kind
from site_builder.model.rule import Rulebook
from site_builder.rules.packs import shipped
from tests.builders import article, by_path, clinic, materials, site

BOOK = Rulebook(shipped())

DISCLAIMER = "General information, not advice."

_SITE = site(
    article("sleep", topics=("rest",), updated=None),
    of=clinic(disclaimer=DISCLAIMER),
    shown=materials(sources=["lee2020"]),
)

VIEW = by_path(kind.outputs(_SITE))["articles/sleep/index.html"]
"""The view of an article, reviewed on October 2, 2026 by the Medical director."""


def page(
    inner: str = "", *, head: str = "", view: Any = VIEW, source: str = "content/articles/sleep.md", **parts: str
) -> Page:
    """Return a page without a fault around `inner`; `parts` take the place of its own (`skip`, `title`, ...)."""
    own = {
        "skip": '<a href="#main">To the text</a>',
        "title": "<h1>About sleep</h1>",
        "review": '<p>By Editorial team. Reviewed by Medical director on <time datetime="2026-10-02">October 2</time>'
        ' <time datetime="2026-10-01">October 1</time></p>',
        "disclaimer": f"<p>{DISCLAIMER}</p>",
        "crisis": '<p><a href="tel:988">Call 988</a> <a href="tel:911">Call 911</a></p>',
        "privacy": '<a href="/privacy/">Privacy</a>',
        "data": f'<script type="application/ld+json">{VIEW.head.structured_data}</script>',
        "main": "main",
    } | parts
    html = (
        f'<!doctype html><html lang="en"><head><title>t</title>{head}</head><body>{own["skip"]}<{own["main"]} id="main">'
        f"{own['title']}{own['review']}{inner}{own['disclaimer']}{own['data']}</{own['main']}>"
        f"{own['crisis']}{own['privacy']}</body></html>"
    )
    return Page(html, view, source)


def found(inner: str = "", **given: Any) -> list[Flaw]:
    """Return what is wrong with a page."""
    return list(flaws(page(inner, **given), BOOK))


def rules(inner: str = "", **given: Any) -> list[str]:
    """Return the rules that a page breaks."""
    return [flaw.rule for flaw in found(inner, **given)]


def changed(**fields: Any) -> Any:
    """Return the view with other fields."""
    return msgspec.structs.replace(VIEW, **fields)
