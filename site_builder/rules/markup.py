"""Rules that are patterns, over HTML: one pass tells which of them match at all."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from site_builder.language.patterns import Pattern, PatternSet
from site_builder.model.rule import Kind, Rule, Rulebook, Scope
from site_builder.rules.same import Same


class Match(NamedTuple):
    """A rule that is broken by the HTML from `start`: `tag` is the tag that stands there."""

    rule: str
    start: int
    tag: str


def broken_markup(html: str, book: Rulebook) -> Iterator[Match]:
    """Yield a match for each place in `html` where a rule about HTML that has a pattern is broken."""
    matching, rules = _compiled(Same(book.rules))
    for number in matching.matching(html):
        rule, pattern, unless = rules[number]
        if rule.scope is not Scope.TAG and unless is not None and unless.find(html):
            continue
        at = 0
        while at < len(html) and (found := pattern.find(html, at)):
            start, tag = _tag(html, *found)
            if rule.scope is not Scope.TAG or unless is None or unless.find(tag) is None:
                yield Match(rule.id, start, tag)
            at = max(found[1], start + len(tag), at + 1)


@lru_cache(maxsize=4)
def _compiled(rules: Same[tuple[Rule, ...]]) -> tuple[PatternSet, list[tuple[Rule, Pattern, Pattern | None]]]:
    """Return the rules about HTML that are patterns, ready to be run."""
    own = [rule for rule in rules.value if rule.kind is Kind.HTML and rule.pattern]
    patterns = [(rule, Pattern(rule.pattern), Pattern(rule.unless) if rule.unless else None) for rule in own]
    return PatternSet([rule.pattern for rule in own]), patterns


def _tag(html: str, start: int, end: int) -> tuple[int, str]:
    """Return the tag in which a match begins and where it does, or the match where that is in no tag."""
    opening = html.rfind("<", 0, start + 1)
    closing = html.find(">", opening)
    if opening < 0 or closing < start:
        return start, html[start:end]
    return opening, html[opening : closing + 1]
