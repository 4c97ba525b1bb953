"""What can be wrong with a text by itself, as far as no pattern can see it: one family a file.

A check is a function `(writing) → findings`; each is named by a rule of a pack, which says how much it matters and
what to do.
"""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.checks.texts import crisis
from site_builder.checks.texts.writing import Writing
from site_builder.model.problem import Problem, Severity, problem
from site_builder.model.rule import Rule, Rulebook
from site_builder.rules.engine import Finding, broken_rules

TEXT_CHECKS = (crisis.help_is_given,)
"""Every check of one text, in reading order."""


def broken_in(writing: Writing, book: Rulebook) -> Iterator[Problem]:
    """Yield a problem for each rule that a text breaks, and each place where it does."""
    rules = {rule.id: rule for rule in book.rules}
    for finding in broken_rules(writing.passages, writing.sentences, book):
        yield as_problem(finding, rules[finding.rule], writing.path)
    for check in TEXT_CHECKS:
        for finding in check(writing):
            yield as_problem(finding, rules[finding.rule], writing.path)


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
