"""What can be wrong with a text by itself, as far as no pattern can see it: one family a file.

A check is a function `(writing) → findings`; each is named by a rule of a pack, which says how much it matters and
what to do.
"""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.checks.texts import (
    access,
    approval,
    crisis,
    evidence,
    leave,
    patients,
    reading,
    risk,
    safety,
    terms,
)
from site_builder.checks.texts.writing import Writing
from site_builder.model.problem import Problem, Severity, problem
from site_builder.model.rule import Rule, Rulebook
from site_builder.rules.engine import Finding, broken_rules

TEXT_CHECKS = (
    approval.off_label_is_said,
    approval.label_is_given,
    approval.regulatory_date_is_given,
    safety.risks_are_told,
    safety.way_home_is_told,
    leave.driving_waits,
    safety.other_medicines_are_named,
    safety.exclusions_are_named,
    leave.exclusions_hold,
    evidence.numbers_needed_are_whole,
    evidence.speed_comes_with_its_course,
    evidence.evidence_is_whole,
    evidence.therapy_is_not_overstated,
    crisis.help_is_given,
    crisis.hope_is_given,
    patients.testimonials_are_backed,
    patients.patients_are_not_described,
    access.states_are_named,
    access.prices_are_dated,
    reading.reads_easily,
    reading.begins_and_ends_well,
    terms.terms_are_explained,
    terms.words_are_plain,
    risk.risks_are_absolute,
)
"""Every check of one text, in reading order."""


def broken_in(writing: Writing, book: Rulebook) -> Iterator[Problem]:
    """Yield a problem for each rule that a text breaks, and each place where it does."""
    rules = {rule.id: rule for rule in book.rules}
    for finding in broken_rules(writing.passages, writing.running, book):
        yield as_problem(finding, rules[finding.rule], writing.path)
    for check in TEXT_CHECKS:
        for finding in check(writing):
            if rule := rules.get(finding.rule):
                yield as_problem(finding, rule, writing.path)


def as_problem(finding: Finding, rule: Rule, path: str) -> Problem:
    """Return `finding` in the words of its rule, the words that break it quoted first."""
    said = finding.message or rule.message
    return problem(
        rule.id,
        f"“{finding.quote}” {said}" if finding.quote else said,
        finding.hint or rule.hint,
        file=path,
        place=finding.place,
        severity=Severity(finding.severity) if finding.severity else rule.severity,
    )
