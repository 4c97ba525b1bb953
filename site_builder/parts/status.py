"""Whether a document is published today, and on which days that may change."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from site_builder.model.config import Clinic
from site_builder.model.document import Document
from site_builder.model.front_matter import ArticleFields, FrontMatter, PageFields, QuestionFields, ServiceFields
from site_builder.model.inputs import Options
from site_builder.parts.people import review_due

A_DAY = timedelta(days=1)

REVIEW_NOTICE = timedelta(days=60)
"""How long before a review is due a build begins to say so."""

SECURITY_NOTICE = timedelta(days=30)
"""How long before security.txt lapses a build begins to say so."""


class State(StrEnum):
    """Whether a page is on the site."""

    PUBLISHED = "published"
    DRAFT = "draft"
    HELD = "held"
    EXPIRED = "expired"


def state_of(fields: FrontMatter, options: Options) -> State:
    """Return whether a page is on the site that was asked for."""
    if fields.draft and not options.drafts:
        return State.DRAFT
    if isinstance(fields, ArticleFields):
        if held_until(fields) > options.today and not options.future:
            return State.HELD
        if fields.expires is not None and fields.expires <= options.today:
            return State.EXPIRED
    return State.PUBLISHED


def why_not_published(fields: FrontMatter, options: Options) -> tuple[str, bool]:
    """Return why a page is not on the site ("" if it is), and whether only the passing of time took it off."""
    match state_of(fields, options), fields:
        case State.DRAFT, _:
            return "it is a draft", False
        case State.HELD, ArticleFields() as held:
            return f"it is held until {held_until(held)}", False
        case State.EXPIRED, ArticleFields(expires=day):
            return f"it expired on {day}", True
    return "", False


def held_until(fields: ArticleFields) -> date:
    """Return the day on which an article appears."""
    return max(fields.date, fields.publish_on or fields.date)


def next_change(
    documents: Iterable[Document], clinic: Clinic | None, today: date, *, others: Iterable[date] = ()
) -> date | None:
    """Return the next day on which the same files make another site or other problems, or None if there is none.

    `others` are days on which something else grows too old: a source, a statement.
    """
    days = {day for document in documents for day in _days(document.fields)}
    if clinic is not None and clinic.security is not None:
        days |= {clinic.security.expires - SECURITY_NOTICE, clinic.security.expires}
    return min((day for day in (*days, *others) if day > today), default=None)


def _days(fields: FrontMatter | None) -> Iterable[date]:
    match fields:
        case ArticleFields():
            days = (
                fields.date,
                fields.publish_on,
                fields.expires,
                fields.updated,
                fields.regulatory_as_of,
                *_review_days(fields),
            )
        case QuestionFields():
            days = _review_days(fields)
        case ServiceFields() | PageFields():
            days = (fields.updated, fields.regulatory_as_of)
        case None:
            days = ()
    return [day for day in days if day is not None]


def _review_days(fields: ArticleFields | QuestionFields) -> tuple[date | None, ...]:
    due = review_due(fields)
    # A review is overdue from the day after it was due.
    return (fields.reviewed, due - REVIEW_NOTICE, due + A_DAY) if due else (fields.reviewed,)
