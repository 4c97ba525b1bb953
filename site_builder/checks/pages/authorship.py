"""Authorship: that a page shows who reviewed it and when, and tells search engines the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec
from markupsafe import escape

from site_builder.checks.pages.page import Flaw, Page
from site_builder.kinds.article import ArticleView
from site_builder.parts.structured_data import is_of_this_text

_TYPES = frozenset({"MedicalWebPage", "Article", "MedicalScholarlyArticle"})


def review_is_shown(page: Page) -> Iterator[Flaw]:
    """Yield AUTH-003 where an article does not show the day of its last review."""
    view = page.view
    if isinstance(view, ArticleView) and view.review and view.review.reviewed.isoformat() not in page.days:
        yield Flaw("AUTH-003", message=f"The page does not show the day of its review, {view.review.reviewed}.")


def structured_data_agree(page: Page) -> Iterator[Flaw]:
    """Yield AUTH-006 where an article's structured data are missing, or say other than what its readers see.

    One that is not to be found, or was not translated, need not have any.
    """
    view = page.view
    if isinstance(view, ArticleView) and view.head.indexed and not view.head.language:
        for message in _disagreements(page, view):
            yield Flaw("AUTH-006", message=message)


def _disagreements(page: Page, view: ArticleView) -> Iterator[str]:
    data = _structured_data(page)
    if data is None:
        yield "The article has no structured data (JSON-LD of a MedicalWebPage) that can be read."
        return
    reviewed = ("reviewedBy", "lastReviewed")
    holds = is_of_this_text(view.review)
    wanted = ("author", *reviewed * holds, *("citation",) * bool(view.references))
    if missing := [name for name in wanted if not data.get(name)]:
        yield f"The structured data do not give {', '.join(missing)}."
    if not holds and any(data.get(name) for name in reviewed):
        yield "The structured data give a review, and the page says that there is none of this text."
    for name in ("lastReviewed", "datePublished", "dateModified"):
        if data.get(name, "") not in ("", *page.days):
            yield f"The structured data give {data[name]} as {name}, which the page does not show."
    shown = _SCRIPT.sub("", page.html)
    for name in ("author", "reviewedBy"):
        who = data.get(name)
        role = who.get("jobTitle") or who.get("name") if isinstance(who, dict) else who
        if role and str(escape(str(role))) not in shown:
            yield f"The structured data name “{role}” as {name}, whom the page does not show."


_SCRIPT = re.compile(r"<script\b.*?</script>", re.DOTALL)


def _structured_data(page: Page) -> dict[str, Any] | None:
    """Return the structured data about the page itself, None where there are none."""
    for script in page.all("script"):
        if script.get("type").lower() != "application/ld+json":
            continue
        try:
            data = msgspec.json.decode(script.text)
        except msgspec.DecodeError:
            continue
        if isinstance(data, dict) and data.get("@type") in _TYPES:
            return data
    return None
