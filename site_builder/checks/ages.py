"""Statements that have grown old: what was true of rules and prices on the day that somebody looked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from site_builder.checks.survey import Survey, in_document, place_of
from site_builder.model.comparison import Comparison
from site_builder.model.config import Ages
from site_builder.model.document import Document, Statement, Subject
from site_builder.model.problem import TOP, Problem, Severity, problem

VIDEO_RULE_ENDS = date(2026, 12, 31)
"""The last day of the temporary federal rule on prescribing controlled drugs by video (dea2025tele)."""

RULES = {
    Subject.RULES: ("FDA-012", "Statements on rules and approval"),
    Subject.PRICES: ("AUTH-010", "Prices and what insurers pay"),
    Subject.VIDEO: ("AUTH-009", "The federal rule on prescribing by video"),
}
"""The rule that each kind of statement falls under, and what to call it."""


def are_recent(survey: Survey) -> Iterator[Problem]:
    """Yield a warning for each published text with a statement that is older than its rule allows."""
    for document in survey.documents:
        target = survey.site.targets.get(document.path)
        if target is None or target.why:
            continue
        for statement in document.statements:
            checked, field = checked_on(document, statement)
            if checked and survey.options.today >= grows_old(statement.subject, checked, survey.options.ages):
                rule, what = RULES[statement.subject]
                place = place_of(document, field) if field else statement.place
                how = f"set {field} to the day on which you did" if field else "give the new date with it"
                hint = f"Check it again, correct what has changed, and {how}."
                message = _message(statement.subject, what, checked)
                yield in_document(document, rule, message, hint, place, Severity.WARNING)


def comparison_is_recent(survey: Survey) -> Iterator[Problem]:
    """Yield a problem where the comparison, which states approvals and prices, does not say when, or is too old."""
    comparison = survey.site.materials.comparison
    if comparison is None:
        return
    rule, what = RULES[Subject.RULES]
    checked, file = comparison.regulatory_as_of, "content/treatments.yaml"
    hint = "Check the table, correct what has changed, and set regulatory_as_of to the day on which you did."
    if checked is None:
        message = "The table states approvals and prices, and does not say when they were checked."
        yield problem(rule, message, hint, file=file, place=TOP)
    elif survey.options.today >= grows_old(Subject.RULES, checked, survey.options.ages):
        message = _message(Subject.RULES, what, checked)
        yield problem(rule, message, hint, file=file, place=TOP, severity=Severity.WARNING)


def statements_of(documents: Iterable[Document], comparison: Comparison | None) -> Iterator[tuple[Subject, date]]:
    """Yield each kind of statement that a text or the comparison makes, with the day on which it was last checked."""
    for document in documents:
        for statement in document.statements:
            checked, _ = checked_on(document, statement)
            if checked is not None:
                yield statement.subject, checked
    if comparison and comparison.regulatory_as_of:
        yield Subject.RULES, comparison.regulatory_as_of


def checked_on(document: Document, statement: Statement) -> tuple[date | None, str]:
    """Return the day on which what a text states was last checked, and the field that says so.

    A question has no field for it: its medical review is that day. A price without either counts from the end of the
    year that the text gives with it, and the field is "".
    """
    field = "reviewed" if document.kind == "question" else "regulatory_as_of"
    day = getattr(document.fields, field, None)
    if day is None and statement.year:
        return date(statement.year, 12, 31), ""
    return day, field


def grows_old(subject: Subject, checked: date, ages: Ages) -> date:
    """Return the first day on which a statement that was checked on a day is too old."""
    match subject:
        case Subject.RULES:
            return _after(checked, ages.regulatory_days + 1)
        case Subject.PRICES:
            return _after(checked, ages.price_days + 1)
        case Subject.VIDEO:
            return _after(VIDEO_RULE_ENDS, 1) if checked <= VIDEO_RULE_ENDS else date.max


def _after(day: date, days: int) -> date:
    """Return the day so many days later, or the last that there is."""
    return date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))


def _message(subject: Subject, what: str, checked: date) -> str:
    if subject is Subject.VIDEO:
        return f"{what} ended on {VIDEO_RULE_ENDS}; this text was last checked on {checked}."
    return f"{what} in this text were last checked on {checked}, which is too long ago."
