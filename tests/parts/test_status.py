"""Whether a document is published today, and on which days that may change."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from site_builder.model.config import Security
from site_builder.model.document import Document
from site_builder.model.front_matter import FrontMatter
from site_builder.parts.status import next_change, why_not_published
from tests.builders import TODAY, article, clinic, day, options, page, question, service, unreadable


def fields(document: Document) -> FrontMatter:
    assert document.fields is not None
    return document.fields


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({}, ("", False)),
        ({"draft": True}, ("it is a draft", False)),
        ({"date": day("2026-11-20")}, ("", False)),
        ({"date": day("2026-11-21")}, ("it is held until 2026-11-21", False)),
        ({"publish_on": day("2026-11-20")}, ("", False)),
        ({"publish_on": day("2026-11-21")}, ("it is held until 2026-11-21", False)),
        ({"date": day("2026-11-22"), "publish_on": day("2026-11-21")}, ("it is held until 2026-11-22", False)),
        ({"expires": day("2026-11-21")}, ("", False)),
        ({"expires": day("2026-11-20")}, ("it expired on 2026-11-20", True)),
        ({"draft": True, "expires": day("2026-11-20")}, ("it is a draft", False)),
    ],
)
def test_drafts_held_and_expired_articles_are_not_on_the_site(given: dict[str, Any], why: tuple[str, bool]) -> None:
    assert why_not_published(fields(article(**given)), options()) == why


def test_drafts_and_the_future_can_be_asked_for() -> None:
    held, draft = fields(article(date=day("2027-01-01"))), fields(article(draft=True))
    assert why_not_published(held, options(future=True)) == ("", False)
    assert why_not_published(held, options(drafts=True)) == ("it is held until 2027-01-01", False)
    assert why_not_published(draft, options(drafts=True)) == ("", False)


def test_the_future_does_not_bring_back_what_expired() -> None:
    expired = fields(article(expires=day("2026-11-20")))
    assert why_not_published(expired, options(future=True, drafts=True)) == ("it expired on 2026-11-20", True)


@pytest.mark.parametrize("document", [question(draft=True), service(draft=True), page(draft=True)])
def test_drafts_of_every_kind_are_not_on_the_site(document: Document) -> None:
    assert why_not_published(fields(document), options()) == ("it is a draft", False)


def article_of(**given: Any) -> Document:
    """Return an article on which no day is to come, but for those that are given."""
    return article(**{"reviewed": None, "reviewed_by": ""} | given)


@pytest.mark.parametrize(
    ("document", "next_day"),
    [
        (article_of(), None),
        (article_of(date=day("2026-12-01")), "2026-12-01"),
        (article_of(publish_on=day("2026-12-02")), "2026-12-02"),
        (article_of(expires=day("2026-12-03")), "2026-12-03"),
        (article_of(updated=day("2026-12-04")), "2026-12-04"),
        (article_of(regulatory_as_of=day("2026-12-05")), "2026-12-05"),
        (article_of(reviewed=day("2026-12-06")), "2026-12-06"),
        (article_of(reviewed=day("2026-01-01")), "2027-01-02"),
        (article_of(reviewed=day("2026-01-01"), review_due=day("2026-11-20")), "2026-11-21"),
        (article_of(reviewed=day("2026-01-01"), review_due=day("2026-11-19")), None),
        (article_of(date=TODAY), None),
        (question(reviewed=day("2026-01-01")), "2027-01-02"),
        (service(updated=day("2026-12-01")), "2026-12-01"),
        (page(regulatory_as_of=day("2026-12-01")), "2026-12-01"),
        (unreadable(), None),
    ],
)
def test_each_day_on_which_something_changes_is_known_before(document: Document, next_day: str | None) -> None:
    found = next_change([document], clinic(), TODAY)
    assert found == (date.fromisoformat(next_day) if next_day else None)


def test_the_nearest_day_of_all_counts() -> None:
    documents = [article_of(date=day("2027-01-01")), article_of(expires=day("2026-12-24"))]
    assert next_change(documents, None, TODAY) == day("2026-12-24")


def test_the_day_on_which_a_source_grows_old_counts_too() -> None:
    days = [day("2020-01-01"), day("2028-01-01"), day("2027-01-01")]
    assert next_change([], None, TODAY, others=days) == day("2027-01-01")


@pytest.mark.parametrize(
    ("today", "change"), [("2026-11-20", "2027-10-01"), ("2027-10-01", "2027-10-31"), ("2027-10-31", None)]
)
def test_the_clinic_speaks_up_before_its_contact_lapses(today: str, change: str | None) -> None:
    lapsing = clinic(security=Security("mailto:a@b.example", day("2027-10-31")))
    assert next_change([], lapsing, day(today)) == (day(change) if change else None)
