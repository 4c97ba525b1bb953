from __future__ import annotations

import msgspec
import pytest

from site_builder.due import calendar
from site_builder.model.config import Security
from site_builder.model.document import Document, Statement, Subject
from site_builder.model.output import Due
from site_builder.model.problem import Place
from tests.builders import article, clinic, comparison, day, options, page, question, translation, unreadable

TODAY = day("2026-11-20")

SLEEP = "content/articles/sleep.md"


def due(*documents: Document) -> list[tuple[str, str]]:
    found = calendar(documents, None, None, options(today=TODAY))
    assert list(found) == sorted(found)
    return [(each.day.isoformat(), each.what) for each in found]


@pytest.mark.parametrize("last", ["2026-05-01", "2026-11-20", "2027-02-18"])
def test_a_review_that_is_overdue_or_due_within_ninety_days_is_told(last: str) -> None:
    assert due(article(review_due=day(last))) == [(last, "review due")]
    assert due(question(review_due=day(last))) == [(last, "review due")]


def test_what_is_due_later_is_not() -> None:
    assert due(article(review_due=day("2027-02-19"))) == []


def test_where_nobody_says_when_a_review_is_due_a_year_after_it() -> None:
    assert due(article(reviewed=day("2026-01-10"))) == [("2027-01-10", "review due")]


def test_an_article_that_is_held_appears_and_one_that_is_out_expires() -> None:
    assert due(article(publish_on=day("2026-12-01"))) == [("2026-12-01", "appears")]
    assert due(article(expires=day("2026-12-24"))) == [("2026-12-24", "expires")]


def test_a_draft_and_what_has_expired_need_nobody() -> None:
    assert due(article(draft=True, review_due=TODAY), article(expires=TODAY, review_due=TODAY)) == []


def test_what_cannot_be_read_is_left_out() -> None:
    assert due(unreadable()) == []


def test_statements_are_to_be_checked_again_on_the_day_on_which_they_are_too_old() -> None:
    rules, prices = (Statement(subject, Place(9, 1)) for subject in (Subject.RULES, Subject.PRICES))
    told = due(page(statements=(rules, rules, prices), regulatory_as_of=day("2026-06-20")))
    assert told == [("2026-12-18", "Statements on rules and approval: to be checked again")]


def test_the_comparison_and_security_txt_have_days_of_their_own() -> None:
    compared = msgspec.structs.replace(comparison(), regulatory_as_of=day("2026-01-01"))
    guarded = clinic(security=Security("mailto:security@clinic.example", day("2026-12-31")))
    assert calendar((), guarded, compared, options(today=TODAY)) == (
        Due(day("2026-07-01"), "content/treatments.yaml", "Statements on rules and approval: to be checked again"),
        Due(day("2026-12-31"), "content/clinic.yaml", "security.txt lapses"),
    )


def test_a_translation_has_no_days_but_its_originals() -> None:
    assert due(translation(article(review_due=TODAY))) == []
