"""Dates of reviews and changes."""

from __future__ import annotations

import pytest

from site_builder.checks.review_dates import are_current, are_past
from site_builder.model.site import Standing
from tests.builders import article, day, page, question, service, survey
from tests.checks.case import Case

PAST = (
    Case(
        "days that have come",
        are_past,
        survey(
            article("a", reviewed=day("2026-11-20"), updated=day("2026-11-20"), regulatory_as_of=day("2026-11-20")),
            page("about"),
        ),
    ),
    Case(
        "days that have not come",
        are_past,
        survey(
            article("a", reviewed=day("2026-11-21"), place={"reviewed": (6, 11)}),
            service("s", updated=day("2026-12-01"), place={"updated": (4, 10)}),
            page("about", regulatory_as_of=day("2027-01-01"), place={"regulatory_as_of": (5, 19)}),
        ),
        """
        content/about.md:5:19: error[date-in-future] regulatory_as_of is 2027-01-01, which has not come yet.
            hint: Give the day on which it was done.
        content/articles/a.md:6:11: error[date-in-future] reviewed is 2026-11-21, which has not come yet.
            hint: Give the day on which it was done.
        content/services/s.md:4:10: error[date-in-future] updated is 2026-12-01, which has not come yet.
            hint: Give the day on which it was done.
        """,
    ),
    Case(
        "in a draft it is a warning",
        are_past,
        survey(question("q", draft=True, reviewed=day("2026-11-21"), place={"reviewed": (5, 11)})),
        """
        content/faq/q.md:5:11: warning[date-in-future] reviewed is 2026-11-21, which has not come yet. Once it is no draft, this is an error.
            hint: Give the day on which it was done.
        """,
    ),
)

CURRENT = (
    Case(
        "reviews that hold for long enough",
        are_current,
        survey(article("a", review_due=day("2027-01-20")), question("q", reviewed=day("2026-01-20")), page("about")),
    ),
    Case(
        "reviews that are due within sixty days, today the last of them",
        are_current,
        survey(
            article("a", review_due=day("2027-01-19"), place={"reviewed": (6, 11), "review_due": (8, 13)}),
            question("q", reviewed=day("2025-11-20"), place={"reviewed": (5, 11)}),
        ),
        """
        content/articles/a.md:8:13: info[review-due-soon] The next medical review is due on 2027-01-19.
            hint: Have it reviewed, then run: site-builder review content/articles/a.md --by doctor
        content/faq/q.md:5:11: info[review-due-soon] The next medical review is due on 2026-11-20.
            hint: Have it reviewed, then run: site-builder review content/faq/q.md --by doctor
        """,
    ),
    Case(
        "reviews that are overdue",
        are_current,
        survey(
            article("a", review_due=day("2026-11-19"), place={"reviewed": (6, 11), "review_due": (8, 13)}),
            question("q", reviewed=day("2025-11-19"), place={"reviewed": (5, 11)}),
        ),
        """
        content/articles/a.md:8:13: warning[review-overdue] The medical review was due on 2026-11-19; the page says so.
            hint: Have it reviewed, then run: site-builder review content/articles/a.md --by doctor
        content/faq/q.md:5:11: warning[review-overdue] The medical review was due on 2026-11-19; the page says so.
            hint: Have it reviewed, then run: site-builder review content/faq/q.md --by doctor
        """,
    ),
    Case(
        "reviews of texts that were changed since, or that nobody has signed",
        are_current,
        survey(
            article("a", review_digest="0123", place={"reviewed": (6, 11), "review_digest": (8, 16)}),
            question("q", place={"reviewed": (5, 11)}),
            reopened={"content/articles/a.md": Standing.CHANGED, "content/faq/q.md": Standing.UNSIGNED},
        ),
        """
        content/articles/a.md:8:16: warning[review-changed] The text, or something that it shows, was changed after its review of 2026-10-02.
            hint: Have it reviewed, then run: site-builder review content/articles/a.md --by doctor
        content/faq/q.md:5:11: warning[review-unsigned] Nobody has signed the review of 2026-10-02; the page says so.
            hint: Have it reviewed, then run: site-builder review content/faq/q.md --by doctor
        """,
    ),
    Case(
        "of what is not on the site nobody asks for a review",
        are_current,
        survey(
            article("draft", draft=True, review_due=day("2026-11-01")),
            article("held", date=day("2027-01-01"), review_due=day("2026-11-01")),
            article("expired", expires=day("2026-11-02"), review_due=day("2026-11-01")),
            article("a", path="content/articles/a.es.md", language="es", review_due=day("2026-11-01")),
            reopened={"content/articles/draft.md": Standing.UNSIGNED},
        ),
    ),
)

CASES = (*PAST, *CURRENT)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_review_dates(case: Case) -> None:
    assert case.heard == case.expected
