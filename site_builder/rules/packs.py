"""Packs of rules: files → rules, each with its own examples tried on it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path

from site_builder.language.passages import passages
from site_builder.language.patterns import Pattern
from site_builder.model.problem import Place, Problem, problem
from site_builder.model.rule import Kind, Rule, RulePack, Scope
from site_builder.text.yaml_text import read_data

PACKS = Path(__file__).parent / "packs"

FAMILIES = {
    "fda": "FDA: approval status and drug claims",
    "ftc": "FTC: health claims, evidence, testimonials",
    "claims": "Claims that need a source",
    "privacy": "Privacy: trackers, forms, patient information",
    "suicide": "Suicide: safe messaging and crisis help",
    "stigma": "Language without stigma",
    "clinical": "Clinical content",
    "authority": "Authority, dates and references",
    "accessibility": "Accessibility (WCAG 2.1 AA)",
    "plain_language": "Plain language",
    "spanish": "The same in Spanish texts",
}
"""The packs that ship, in reading order, each with its title."""


@cache
def shipped() -> tuple[Rule, ...]:
    """Return the rules that ship with the builder, in reading order."""
    return tuple([rule for family in FAMILIES for rule in family_of(family)])


@cache
def family_of(name: str) -> tuple[Rule, ...]:
    """Return the rules of the pack `name`, which ships."""
    file = PACKS / f"{name}.yaml"
    found, problems = read_pack(file.name, file.read_bytes(), (), has_checks=True)
    assert not problems, problems
    return found


def read_pack(
    path: str, data: bytes, others: Collection[str], *, has_checks: bool = False
) -> tuple[tuple[Rule, ...], list[Problem]]:
    """Return the rules of the file at `path` that can be used beside those of the ids `others`, and what is wrong.

    Only where the builder itself has checks of the same names may a rule do without a pattern.
    """
    pack, places, problems = read_data(path, data, RulePack)
    at = dict(places)
    taken = {each.lower() for each in others}
    rules = []
    for index, rule in enumerate(pack.rules if pack else ()):
        faults = list(_faults(rule, taken, has_checks=has_checks))
        for field, *told in faults:
            place = at.get(f"rules.{index}.{field}") or at.get(f"rules.{index}") or Place()
            problems.append(problem(*told, file=path, place=place))
        if not faults:
            rules.append(rule)
        taken.add(rule.id.lower())
    return tuple(rules), problems


def examples_fail(rule: Rule) -> Iterator[tuple[str, str]]:
    """Yield the name of each example that `rule`, which has a pattern, does not judge as it says, and what it does."""
    if not fires(rule, rule.flagged):
        yield "flagged", "is not flagged"
    if fires(rule, rule.not_flagged):
        yield "not_flagged", "is flagged"


def fires(rule: Rule, text: str) -> bool:
    """Return whether `rule`, which has a pattern, is broken by `text`, taken for one unit."""
    if rule.kind is Kind.TEXT:
        # As the engine sees it: without marks, in plain signs.
        text = "\n".join([passage.text for passage in passages(text, 1)])
    unless = Pattern(rule.unless).find(text) if rule.unless else None
    return Pattern(rule.pattern).find(text) is not None and unless is None


def _faults(rule: Rule, taken: set[str], *, has_checks: bool) -> Iterator[tuple[str, str, str, str]]:
    """Yield field, rule id, message and hint of each fault of a rule."""
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*", rule.id):
        message = f"“{rule.id}” cannot be the id of a rule."
        yield "id", "rule-id", message, "Use letters, digits and single hyphens, as in OWN-1."
    if rule.id.lower() in taken:
        yield "id", "rule-repeated", f"There is a rule {rule.id} already.", "Give this one another id."
    if has_checks and not rule.pattern:
        return
    if rule.kind is Kind.DOCUMENT:
        yield (
            "kind",
            "rule-kind",
            f"{rule.id} is of the kind document, which the builder must know.",
            "Write text or html.",
        )
    elif rule.scope not in _SCOPES[rule.kind]:
        scopes = " or ".join(_SCOPES[rule.kind])
        message = f"A rule of the kind {rule.kind} cannot have the scope {rule.scope}."
        yield "scope", "rule-scope", message, f"Write {scopes}."
    elif not rule.pattern:
        message = f"The rule {rule.id} has no pattern."
        yield "id", "rule-pattern", message, "Add pattern: with a regular expression for what is wrong."
    elif unreadable := [*_unreadable(rule)]:
        yield from unreadable
    else:
        for field, what in examples_fail(rule):
            message = f"The example “{getattr(rule, field)}” of {rule.id} {what}."
            yield field, "rule-example", message, "Change the pattern, or the example."


_SCOPES = {
    Kind.TEXT: (Scope.SENTENCE, Scope.PARAGRAPH, Scope.PAGE),
    Kind.HTML: (Scope.TAG, Scope.PAGE),
}


def _unreadable(rule: Rule) -> Iterator[tuple[str, str, str, str]]:
    """Yield the same for each regular expression that is none."""
    for field in ("pattern", "unless"):
        try:
            Pattern(getattr(rule, field))
        except ValueError as error:
            yield field, "rule-pattern", f"“{field}” of {rule.id} cannot be read: {error}.", "Write it as RE2 reads it."
