"""Dates of reviews and changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from site_builder.checks.survey import Survey, in_document, place_of
from site_builder.model.document import Document
from site_builder.model.front_matter import ArticleFields, QuestionFields
from site_builder.model.problem import Problem, Severity
from site_builder.model.site import Standing
from site_builder.parts.people import review_due
from site_builder.parts.status import REVIEW_NOTICE


def are_past(survey: Survey) -> Iterator[Problem]:
    """Yield a problem for each day that says when something was done and has not come yet."""
    today = survey.options.today
    for document in survey.documents:
        for field in ("reviewed", "updated", "regulatory_as_of"):
            day = getattr(document.fields, field, None)
            if day is not None and day > today:
                message = f"{field} is {day.isoformat()}, which has not come yet."
                yield in_document(
                    document, "date-in-future", message, "Give the day on which it was done.", place_of(document, field)
                )


def are_current(survey: Survey) -> Iterator[Problem]:
    """Yield a problem for each published text whose medical review does not hold, or will soon be due again."""
    for document in survey.documents:
        fields, target = document.fields, survey.site.targets.get(document.path)
        if isinstance(fields, (ArticleFields, QuestionFields)) and target is not None and not target.why:
            due = review_due(fields)
            if fields.reviewed is not None and due is not None:
                yield from _review(document, fields, due, survey)


def _review(document: Document, fields: ArticleFields | QuestionFields, due: date, survey: Survey) -> Iterator[Problem]:
    again = f"Have it reviewed, then run: site-builder review {document.path} --by {fields.reviewed_by or 'KEY'}"
    at_signature = place_of(document, "review_digest" if fields.review_digest else "reviewed")
    at_due = place_of(document, "review_due" if fields.review_due else "reviewed")
    match survey.site.reopened.get(document.path):
        case Standing.CHANGED:
            message = f"The text, or something that it shows, was changed after its review of {fields.reviewed}."
            yield in_document(document, "review-changed", message, again, at_signature, Severity.WARNING)
        case Standing.UNSIGNED:
            message = f"Nobody has signed the review of {fields.reviewed}; the page says so."
            yield in_document(document, "review-unsigned", message, again, at_signature, Severity.WARNING)
    today = survey.options.today
    if due < today:
        message = f"The medical review was due on {due}; the page says so."
        yield in_document(document, "review-overdue", message, again, at_due, Severity.WARNING)
    elif due - REVIEW_NOTICE <= today:
        message = f"The next medical review is due on {due}."
        yield in_document(document, "review-due-soon", message, again, at_due, Severity.INFO)
