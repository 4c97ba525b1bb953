"""Statements that have grown old."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
import pytest

from site_builder.checks.ages import are_recent, comparison_is_recent, grows_old
from site_builder.checks.survey import Survey
from site_builder.model.config import Ages
from site_builder.model.document import Statement, Subject
from site_builder.model.problem import Place
from tests.builders import article, comparison, day, materials, options, page, question, survey
from tests.checks.case import Case

RULES = Statement(Subject.RULES, Place(12, 1))
PRICES = Statement(Subject.PRICES, Place(14, 1))
VIDEO = Statement(Subject.VIDEO, Place(16, 1))
AT = {"regulatory_as_of": (8, 19)}

STATEMENTS = (
    Case(
        "statements that were checked as late as they must be",
        are_recent,
        survey(
            article("a", statements=(RULES,), regulatory_as_of=day("2026-05-24")),
            article("b", statements=(PRICES,), regulatory_as_of=day("2025-11-20")),
            article("c", statements=(VIDEO,), regulatory_as_of=day("2020-01-01")),
            article("d", regulatory_as_of=day("2020-01-01")),
            article("never-checked", statements=(RULES,)),
            article("draft", statements=(RULES,), regulatory_as_of=day("2020-01-01"), draft=True),
        ),
    ),
    Case(
        "statements that are a day too old",
        are_recent,
        survey(
            article("a", statements=(RULES, PRICES), regulatory_as_of=day("2026-05-23"), place=AT),
            page("fees", statements=(PRICES,), regulatory_as_of=day("2025-11-19"), place=AT),
        ),
        """
        content/articles/a.md:8:19: warning[FDA-012] Statements on rules and approval in this text were last checked on 2026-05-23, which is too long ago.
            hint: Check it again, correct what has changed, and set regulatory_as_of to the day on which you did.
        content/fees.md:8:19: warning[AUTH-010] Prices and what insurers pay in this text were last checked on 2025-11-19, which is too long ago.
            hint: Check it again, correct what has changed, and set regulatory_as_of to the day on which you did.
        """,
    ),
    Case(
        "a price that the text itself dates",
        are_recent,
        survey(
            article("new", statements=(msgspec.structs.replace(PRICES, year=2025),)),
            article("old", statements=(msgspec.structs.replace(PRICES, year=2024),)),
        ),
        """
        content/articles/old.md:14:1: warning[AUTH-010] Prices and what insurers pay in this text were last checked on 2024-12-31, which is too long ago.
            hint: Check it again, correct what has changed, and give the new date with it.
        """,
    ),
    Case(
        "of a question the medical review is the day that counts",
        are_recent,
        survey(question("q", statements=(RULES,), reviewed=day("2026-05-01"), place={"reviewed": (5, 11)})),
        """
        content/faq/q.md:5:11: warning[FDA-012] Statements on rules and approval in this text were last checked on 2026-05-01, which is too long ago.
            hint: Check it again, correct what has changed, and set reviewed to the day on which you did.
        """,
    ),
    Case(
        "the federal rule on prescribing by video is over",
        are_recent,
        survey(
            article("a", statements=(VIDEO,), regulatory_as_of=day("2026-12-31"), place=AT),
            article("b", statements=(VIDEO,), regulatory_as_of=day("2027-01-01"), place=AT),
            run=options(today=day("2027-01-01")),
        ),
        """
        content/articles/a.md:8:19: warning[AUTH-009] The federal rule on prescribing by video ended on 2026-12-31; this text was last checked on 2026-12-31.
            hint: Check it again, correct what has changed, and set regulatory_as_of to the day on which you did.
        """,
    ),
)


def compared(checked: str) -> Survey:
    made = msgspec.structs.replace(comparison(), regulatory_as_of=day(checked))
    return survey(shown=msgspec.structs.replace(materials(), comparison=made))


COMPARISON = (
    Case("no comparison", comparison_is_recent, survey()),
    Case(
        "a comparison that does not say when it was checked",
        comparison_is_recent,
        survey(shown=msgspec.structs.replace(materials(), comparison=comparison())),
        """
        content/treatments.yaml:1:1: error[FDA-012] The table states approvals and prices, and does not say when they were checked.
            hint: Check the table, correct what has changed, and set regulatory_as_of to the day on which you did.
        """,
    ),
    Case("a comparison that was checked in time", comparison_is_recent, compared("2026-05-24")),
    Case(
        "a comparison that was not checked for too long",
        comparison_is_recent,
        compared("2026-05-23"),
        """
        content/treatments.yaml:1:1: warning[FDA-012] Statements on rules and approval in this text were last checked on 2026-05-23, which is too long ago.
            hint: Check the table, correct what has changed, and set regulatory_as_of to the day on which you did.
        """,
    ),
)

CASES = (*STATEMENTS, *COMPARISON)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_ages(case: Case) -> None:
    assert case.heard == case.expected


def test_how_old_a_statement_may_be_is_a_setting() -> None:
    checked = date(2026, 1, 1)
    ages = Ages(regulatory_days=10, price_days=20)
    assert grows_old(Subject.RULES, checked, ages) == checked + timedelta(days=11)
    assert grows_old(Subject.PRICES, checked, ages) == checked + timedelta(days=21)
