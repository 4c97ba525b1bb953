"""The statements of a text that age: on rules, on prices, on prescribing by video."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.checks.texts.access import price_statement, video_statement, year_of
from site_builder.checks.texts.approval import regulatory_statement
from site_builder.checks.texts.writing import Writing
from site_builder.model.document import Statement, Subject


def statements(writing: Writing) -> tuple[Statement, ...]:
    """Return the first statement of each kind that ages, with its place: what it is worth on a day is judged later.

    They are known by their words, and so only in English; a translation ages with its original.
    """
    return tuple(_first(writing)) if writing.language.partition("-")[0] == "en" else ()


def _first(writing: Writing) -> Iterator[Statement]:
    for subject, found in (
        (Subject.RULES, regulatory_statement(writing)),
        (Subject.PRICES, price_statement(writing)),
        (Subject.VIDEO, video_statement(writing)),
    ):
        if found is not None:
            yield Statement(subject, found.place, year_of(found, writing) if subject is Subject.PRICES else 0)
