"""How a content file stands on a day: whether it is on the site, and whether its medical review holds."""

from __future__ import annotations

from datetime import date

import msgspec

from site_builder.model.document import Document, Parsed
from site_builder.model.front_matter import ArticleFields, QuestionFields
from site_builder.model.inputs import Options
from site_builder.model.site import Standing
from site_builder.parts.people import review_due
from site_builder.parts.status import REVIEW_NOTICE, state_of, why_not_published
from site_builder.reading import reading_minutes


class FileStatus(msgspec.Struct, frozen=True):
    """What `status` tells of one file.

    `state` is published, draft, held, expired, orphaned (a translation without its original) or unreadable, and `why`
    says more where it is not published. `translation` is current, behind or undated, "" for an original. `review` is
    current, due soon, overdue, changed, unsigned or none, "" for what is not reviewed; `days` are left until it is due,
    below 0 where that has passed. `grade` is that of its reading, 0 for too little text.
    """

    file: str
    kind: str
    title: str
    state: str
    why: str
    reviewed: date | None
    reviewed_by: str
    review_due: date | None
    days: int | None
    review: str
    words: int
    minutes: int
    grade: float
    translation: str = ""


def file_status(
    document: Document,
    parsed: Parsed,
    standing: Standing,
    today: date,
    *,
    original: Document | None = None,
    translation: str = "",
) -> FileStatus:
    """Return how the content file of `document` stands; of a translation also its original, and how it stands to it."""
    fields = document.fields
    state, why = _state(document, original, today)
    is_reviewed = isinstance(fields, (ArticleFields, QuestionFields))
    due = review_due(fields) if isinstance(fields, (ArticleFields, QuestionFields)) else None
    return FileStatus(
        file=document.path,
        kind=document.kind,
        title=getattr(fields, "title", "") or getattr(fields, "question", "") or document.name,
        state=state,
        why=why,
        reviewed=getattr(fields, "reviewed", None),
        reviewed_by=getattr(fields, "reviewed_by", ""),
        review_due=due,
        days=(due - today).days if due else None,
        review=_review(due, standing, today) if is_reviewed else "",
        words=parsed.words,
        minutes=reading_minutes(parsed.words),
        grade=parsed.reading.grade_tenths / 10,
        translation=translation,
    )


def _state(document: Document, original: Document | None, today: date) -> tuple[str, str]:
    fields = document.fields
    if fields is None:
        return "unreadable", "its front matter cannot be used; `check` says why"
    if document.language and not fields.draft:
        # Whether a translation is on the site its original says.
        if original is None:
            return "orphaned", "its original is not there"
        if original.fields is None:
            return "unreadable", "its original cannot be used; `check` says why"
        fields = original.fields
    return state_of(fields, Options(today)).value, why_not_published(fields, Options(today))[0]


def _review(due: date | None, standing: Standing, today: date) -> str:
    if due is None:
        return "none"
    if standing is not Standing.CURRENT:
        return f"{standing.value}, overdue" if due < today else standing.value
    if due < today:
        return Standing.OVERDUE.value
    return "due soon" if due - REVIEW_NOTICE <= today else Standing.CURRENT.value
