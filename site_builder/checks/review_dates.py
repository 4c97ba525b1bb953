"""Dates of reviews and changes."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.checks.survey import Survey, in_document, place_of
from site_builder.model.front_matter import ArticleFields, QuestionFields
from site_builder.model.problem import Problem, Severity
from site_builder.parts.people import review_due


def are_past(survey: Survey) -> Iterator[Problem]:
    """Yield a problem for each day that says when something was done and has not come yet."""
    today = survey.options.today
    for document in survey.documents:
        for field in ("reviewed", "updated", "regulatory_as_of"):
            day = getattr(document.fields, field, None)
            if day is not None and day > today:
                message = f"{field} is {day.isoformat()}, which has not come yet (today is {today.isoformat()})."
                yield in_document(
                    document, "date-in-future", message, "Give the day on which it was done.", place_of(document, field)
                )


def are_not_overdue(survey: Survey) -> Iterator[Problem]:
    """Yield a warning for each published text whose day for the next review has passed."""
    for document in survey.documents:
        fields, target = document.fields, survey.site.targets.get(document.path)
        if isinstance(fields, (ArticleFields, QuestionFields)) and target is not None and not target.why:
            due = review_due(fields)
            if due is not None and due < survey.options.today:
                message = f"The medical review was due on {due.isoformat()}; the page says so."
                hint = "Review the text again and give the new day as `reviewed`."
                place = place_of(document, "review_due" if fields.review_due else "reviewed")
                yield in_document(document, "review-overdue", message, hint, place, Severity.WARNING)
