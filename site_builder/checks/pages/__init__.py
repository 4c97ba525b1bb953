"""What can be wrong with one built page: one family a file.

A check is a function `(page) → flaws`; each is named by a rule of a pack, which says how much it matters and what to
do. What breaks here comes from a template: the writers' own part is seen to where their texts are parsed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from site_builder.checks.pages import accessibility, authorship, disclosure, privacy
from site_builder.checks.pages.page import Flaw, Page
from site_builder.model.problem import Place, Problem, problem
from site_builder.model.rule import Rulebook
from site_builder.rules.engine import LONGEST_QUOTE
from site_builder.rules.markup import broken_markup

PAGE_CHECKS = (
    privacy.nothing_is_asked_of_others,
    privacy.free_text_is_warned_of,
    privacy.notice_is_linked,
    privacy.nothing_is_stored,
    accessibility.headings_are_in_order,
    accessibility.controls_have_labels,
    accessibility.keyboard_reaches_the_text,
    accessibility.tables_can_be_heard,
    accessibility.sound_and_motion_can_be_stopped,
    accessibility.crisis_numbers_are_text,
    accessibility.help_can_be_asked_for,
    authorship.review_is_shown,
    authorship.structured_data_agree,
    disclosure.disclaimer_is_shown,
    disclosure.sponsor_is_named,
    disclosure.praise_is_authorized,
)
"""Every check of a page, in reading order."""

Origin = Callable[[str], tuple[str, Place]]
"""Tells in which template a tag begins, and where; the layout for "" and for what no template has."""


def broken_on(page: Page, book: Rulebook, origin: Origin) -> Iterator[Problem]:
    """Yield a problem for each rule in `book` that a page breaks; one that its template repeats is told once."""
    rules = {rule.id: rule for rule in book.rules}
    told = set()
    for flaw in flaws(page, book):
        if rule := rules.get(flaw.rule):
            file, place = (page.source, Place()) if flaw.in_source else origin(flaw.tag or flaw.within)
            hint = flaw.hint or rule.hint
            if (rule.id, file, place, hint) not in told:
                told.add((rule.id, file, place, hint))
                message = f"{_quoted(flaw.tag)}{flaw.message or rule.message}"
                where = "" if flaw.in_source else f" (on {page.url})"
                yield problem(rule.id, message + where, hint, file=file, place=place, severity=rule.severity)


def flaws(page: Page, book: Rulebook) -> Iterator[Flaw]:
    """Yield what each check finds, and each pattern about HTML."""
    if book.rules:
        for check in PAGE_CHECKS:
            yield from check(page)
        for match in broken_markup(page.html, book):
            yield Flaw(match.rule, match.tag)


def _quoted(tag: str) -> str:
    return f"“{tag if len(tag) <= LONGEST_QUOTE else f'{tag[: LONGEST_QUOTE - 1]}…'}” " if tag else ""
