"""What falls due: the days on which somebody must look at a text again, or on which one appears or goes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from site_builder.checks.ages import RULES, checked_on, grows_old, statements_of
from site_builder.model.comparison import FILE as COMPARISON
from site_builder.model.comparison import Comparison
from site_builder.model.config import CLINIC, Clinic
from site_builder.model.document import Document
from site_builder.model.front_matter import ArticleFields, QuestionFields
from site_builder.model.inputs import Options
from site_builder.model.output import Due
from site_builder.parts.people import review_due
from site_builder.parts.status import State, held_until, state_of

AHEAD = timedelta(days=90)
"""How far ahead a clinic can plan its reviews: a quarter of a year."""


def calendar(
    documents: Iterable[Document], clinic: Clinic | None, comparison: Comparison | None, options: Options
) -> tuple[Due, ...]:
    """Return what is overdue, and what is due in the next 90 days, by day; of texts that are or will be published."""
    found = {each for document in documents for each in _of_document(document, options)}
    for subject, checked in statements_of((), comparison):
        found.add(
            Due(grows_old(subject, checked, options.ages), COMPARISON, f"{RULES[subject][1]}: to be checked again")
        )
    if clinic is not None and clinic.security is not None:
        found.add(Due(clinic.security.expires, CLINIC, "security.txt lapses"))
    return tuple(sorted(each for each in found if each.day <= options.today + AHEAD))


def _of_document(document: Document, options: Options) -> Iterator[Due]:
    fields, path = document.fields, document.path
    if fields is None or (state := state_of(fields, options)) not in (State.PUBLISHED, State.HELD):
        return
    if isinstance(fields, (ArticleFields, QuestionFields)) and (due := review_due(fields)):
        yield Due(due, path, "review due")
    if isinstance(fields, ArticleFields):
        if state is State.HELD:
            yield Due(held_until(fields), path, "appears")
        if fields.expires:
            yield Due(fields.expires, path, "expires")
    for statement in document.statements:
        checked, _ = checked_on(document, statement)
        if checked is not None:
            what = f"{RULES[statement.subject][1]}: to be checked again"
            yield Due(grows_old(statement.subject, checked, options.ages), path, what)
