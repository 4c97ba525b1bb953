"""Who reviewed an article, as its page shows it and as search engines are told."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import msgspec
import pytest

from site_builder.model.site import Standing
from tests.checks.pages.case import VIEW, changed, found, rules


def data(**changes: Any) -> str:
    """Return the structured data with other values; None takes one out."""
    whole = json.loads(VIEW.head.structured_data) | changes
    return (
        f'<script type="application/ld+json">{json.dumps({k: v for k, v in whole.items() if v is not None})}</script>'
    )


def test_data_that_agree_are_right() -> None:
    assert rules(data=data()) == []


@pytest.mark.parametrize(
    ("html", "says"),
    [
        ("", "no structured data"),
        ('<script type="application/ld+json">{"@type": </script>', "no structured data"),
        (data(**{"@type": "WebSite"}), "no structured data"),
        (data(lastReviewed=None), "do not give lastReviewed"),
        (data(author=None, reviewedBy=None), "do not give author, reviewedBy"),
        (data(lastReviewed="2026-11-01"), "give 2026-11-01 as lastReviewed, which the page does not show"),
        (data(dateModified="2026-11-02"), "give 2026-11-02 as dateModified"),
        (data(reviewedBy={"@type": "Person", "jobTitle": "Nobel laureate"}), "name “Nobel laureate” as reviewedBy"),
    ],
)
def test_data_that_are_missing_or_say_something_else(html: str, says: str) -> None:
    [flaw] = found(data=html)
    assert flaw.rule == "AUTH-006"
    assert says in flaw.message


def test_a_review_of_another_text_is_none() -> None:
    assert VIEW.review is not None
    unsigned = changed(review=msgspec.structs.replace(VIEW.review, standing=Standing.UNSIGNED))
    assert ["says that there is none" in flaw.message for flaw in found(view=unsigned)] == [True]
    assert rules(view=unsigned, data=data(reviewedBy=None, lastReviewed=None)) == []


def test_the_day_of_the_review_is_shown() -> None:
    assert VIEW.review is not None
    later = changed(review=msgspec.structs.replace(VIEW.review, reviewed=date(2026, 11, 2)))
    [flaw] = found(view=later)
    assert (flaw.rule, flaw.message) == ("AUTH-003", "The page does not show the day of its review, 2026-11-02.")


def test_only_articles_are_asked_for_them() -> None:
    class Other(msgspec.Struct, frozen=True):
        frame: Any = VIEW.frame
        head: Any = VIEW.head

    assert rules(view=Other(), data="", review="") == []
