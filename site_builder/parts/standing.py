"""How a content file stands on a day: whether it is on the site, and whether its medical review holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from site_builder.model.document import Document, Parsed
from site_builder.model.front_matter import ArticleFields, FrontMatter, QuestionFields
from site_builder.model.inputs import Options
from site_builder.model.problem import IN_DRAFT, Problem, Severity, awaits
from site_builder.model.site import Standing
from site_builder.parts.people import review_due
from site_builder.parts.status import REVIEW_NOTICE, State, held_until, state_of, why_not_published
from site_builder.reading import reading_minutes


class FileStatus(msgspec.Struct, frozen=True):
    """What `status` tells of one file.

    `state` is published, draft, held, expired, orphaned (a translation without its original) or unreadable, and `why`
    says more where it is not published. `translation` is current, behind or undated, "" for an original. `review` is
    current, due soon, overdue, changed, unsigned or none, "" for what is not reviewed; `days` are left until it is due,
    below 0 where that has passed. `grade` is that of its reading, 0 for too little text. `until` is the day on which a
    held page appears, or one expired. `blockers` are what keeps a draft from being published, or
    makes a file unreadable.
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
    until: date | None = None
    blockers: tuple[Blocker, ...] = ()


class Blocker(msgspec.Struct, frozen=True):
    """A fault that must be mended before a file can be published, and where in it: 1:1 for the whole file."""

    line: int
    column: int
    rule: str
    message: str
    hint: str


def file_status(
    document: Document,
    parsed: Parsed,
    standing: Standing,
    today: date,
    *,
    original: Document | None = None,
    translation: str = "",
    problems: Iterable[Problem] = (),
) -> FileStatus:
    """Return how the content file of `document` stands; of a translation also its original, and how it stands to it.

    `problems` are those of a whole build.
    """
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
        until=_until(original.fields if original else fields, state),
        blockers=tuple(_blockers(document, state, problems)),
    )


def lost_file(path: str, problems: Iterable[Problem]) -> FileStatus:
    """Return how a file stands of which nothing could be read at all."""
    return FileStatus(
        file=path,
        kind="",
        title="",
        state="unreadable",
        why="it cannot be read",
        reviewed=None,
        reviewed_by="",
        review_due=None,
        days=None,
        review="",
        words=0,
        minutes=0,
        grade=0,
        blockers=tuple(_errors(path, problems)),
    )


def _until(fields: FrontMatter | None, state: str) -> date | None:
    """Return the day on which a held page appears, or on which one expired."""
    if not isinstance(fields, ArticleFields) or state not in (State.HELD, State.EXPIRED):
        return None
    return held_until(fields) if state == State.HELD else fields.expires


def _blockers(document: Document, state: str, problems: Iterable[Problem]) -> Iterator[Blocker]:
    """Yield what keeps a draft from being published, or makes a file unreadable; a review that is missing last."""
    if state not in ("draft", "unreadable"):
        return
    yield from _errors(document.path, problems)
    fields = document.fields
    if isinstance(fields, (ArticleFields, QuestionFields)) and not document.language and not fields.reviewed:
        hint = f"Have it reviewed, then run: site-builder review {document.path} --by KEY"
        yield Blocker(1, 1, "review-missing", "It needs a medical review.", hint)


def _errors(path: str, problems: Iterable[Problem]) -> Iterator[Blocker]:
    for each in problems:
        if each.file == path and (each.severity is Severity.ERROR or awaits(each)):
            message = each.message.removesuffix(IN_DRAFT)
            yield Blocker(each.line, each.column, each.rule, message, each.hint)


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
