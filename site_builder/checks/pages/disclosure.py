"""Disclosure: what a reader must be told beside the text itself."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.checks.pages.page import Flaw, Page
from site_builder.dom import parse
from site_builder.kinds.article import ArticleView

NEAR_THE_TOP = 1200
"""Characters of a page's own text within which a reader must meet who paid for it."""


def disclaimer_is_shown(page: Page) -> Iterator[Flaw]:
    """Yield CLIN-003 where an article does not show the clinic's disclaimer."""
    if isinstance(page.view, ArticleView) and page.view.frame.disclaimer:
        disclaimer = " ".join(page.view.frame.disclaimer.split())
        # To look at the HTML first is quick, and mostly enough.
        if disclaimer not in page.html and disclaimer not in " ".join(page.root.text.split()):
            yield Flaw("CLIN-003", message="The article does not show the disclaimer of content/clinic.yaml.")


def sponsor_is_named(page: Page) -> Iterator[Flaw]:
    """Yield FTC-015 where an article that somebody paid for does not say so near its top."""
    sponsor = page.view.sponsor if isinstance(page.view, ArticleView) else ""
    if sponsor and sponsor not in page.main.text[:NEAR_THE_TOP]:
        yield Flaw("FTC-015", message=f"The page does not say near its top that {sponsor} paid for it.")


_CLASSES = ("testimonial", "star-rating", "rating-star", "review-star")
_PROPERTIES = ("reviewRating", "aggregateRating")
"""How themes mark up praise by patients, and stars."""

_PRAISE = ", ".join([f"[class*={name}]" for name in _CLASSES] + [f"[itemprop={name}]" for name in _PROPERTIES])


def praise_is_authorized(page: Page) -> Iterator[Flaw]:
    """Yield FTC-009 for each block of praise or stars on a page that names no signed release."""
    if not getattr(page.view, "authorization_id", ""):
        for tag in praise(page.html):
            yield Flaw("FTC-009", tag)


def praise(html: str) -> list[str]:
    """Return the opening tag of each block of praise or stars in `html`."""
    may_be = any(name in html for name in (*_CLASSES, *_PROPERTIES))
    return [element.tag for element in parse(html).all(_PRAISE)] if may_be else []
