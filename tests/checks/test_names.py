"""Names in front matter."""

from __future__ import annotations

import pytest

from site_builder.checks.names import are_known
from tests.builders import article, day, question, survey, unreadable
from tests.checks.case import Case

CASES = (
    Case(
        "names that are known",
        are_known,
        survey(
            article("a", author="writer", reviewed_by="doctor", questions=("q",), related=("b",)),
            article("b"),
            question("q", reviewed_by="doctor"),
        ),
    ),
    Case(
        "people who are nobody",
        are_known,
        survey(
            article("a", author="wirter", reviewed_by="nobody", place={"author": (5, 9), "reviewed_by": (8, 14)}),
            question("q", reviewed_by="docter", place={"reviewed_by": (6, 14)}),
        ),
        """
        content/articles/a.md:5:9: error[person-unknown] author names 'wirter', whom content/clinic.yaml does not know.
            hint: Did you mean 'writer'?
        content/articles/a.md:8:14: error[person-unknown] reviewed_by names 'nobody', whom content/clinic.yaml does not know.
            hint: Those it knows are: writer, doctor.
        content/faq/q.md:6:14: error[person-unknown] reviewed_by names 'docter', whom content/clinic.yaml does not know.
            hint: Did you mean 'doctor'?
        """,
    ),
    Case(
        "a reviewer who is the author by default",
        are_known,
        survey(article("a", reviewed_by="writer", place={"reviewed_by": (8, 14)})),
        """
        content/articles/a.md:8:14: error[reviewer-is-author] 'writer' is this article's reviewer, and as default_author its author too.
            hint: Let somebody else review it.
        """,
    ),
    Case(
        "questions and articles that are not there",
        are_known,
        survey(
            article("sleep"),
            article(
                "a",
                questions=("can-i", "sleep"),
                related=("slep", "can-i"),
                place={"questions.0": (9, 13), "questions.1": (9, 20), "related": (10, 10)},
            ),
            question("can-i-sleep"),
        ),
        """
        content/articles/a.md:9:13: error[questions-unknown] questions names 'can-i', and there is no such file in content/faq/.
            hint: Did you mean 'can-i-sleep'?
        content/articles/a.md:9:20: error[questions-unknown] questions names 'sleep', and there is no such file in content/faq/.
            hint: Did you mean 'can-i-sleep'?
        content/articles/a.md:10:10: error[related-unknown] related names 'slep', and there is no such file in content/articles/.
            hint: Did you mean 'sleep'?
        content/articles/a.md:10:10: error[related-unknown] related names 'can-i', and there is no such file in content/articles/.
            hint: Give the file's name without .md.
        """,
    ),
    Case(
        "questions and articles that are not on the site",
        are_known,
        survey(
            article(
                "a",
                questions=("hidden",),
                related=("held", "expired", "broken"),
                place={"questions.0": (9, 13), "related.0": (10, 11), "related.1": (10, 17), "related.2": (10, 26)},
            ),
            question("hidden", draft=True),
            article("held", date=day("2027-01-01")),
            article("expired", expires=day("2026-11-01")),
            unreadable("content/articles/broken.md"),
        ),
        """
        content/articles/a.md:9:13: error[questions-unpublished] questions names 'hidden', which is not on the site: it is a draft.
            hint: Take the name out, or name another.
        content/articles/a.md:10:11: error[related-unpublished] related names 'held', which is not on the site: it is held until 2027-01-01.
            hint: Take the name out, or name another.
        content/articles/a.md:10:17: warning[related-unpublished] related names 'expired', which is not on the site: it expired on 2026-11-01.
            hint: Take the name out, or name another.
        content/articles/a.md:10:26: error[related-unpublished] related names 'broken', which is not on the site: its front matter cannot be used.
            hint: Take the name out, or name another.
        """,
    ),
    Case(
        "in a draft they are warnings",
        are_known,
        survey(article("a", draft=True, author="nobody", questions=("gone",))),
        """
        content/articles/a.md:1:1: warning[person-unknown] author names 'nobody', whom content/clinic.yaml does not know. Once it is no draft, this is an error.
            hint: Those it knows are: writer, doctor.
        content/articles/a.md:1:1: warning[questions-unknown] questions names 'gone', and there is no such file in content/faq/. Once it is no draft, this is an error.
            hint: Give the file's name without .md.
        """,
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_names(case: Case) -> None:
    assert case.heard == case.expected
