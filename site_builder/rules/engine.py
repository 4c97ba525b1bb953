"""The engine: texts and rules in, findings out. One pass tells which rules can apply at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from site_builder.language.passages import Passage
from site_builder.language.patterns import Pattern, PatternSet
from site_builder.language.sentences import Sentence
from site_builder.model.problem import Place
from site_builder.model.rule import Kind, Rule, Rulebook, Scope

LONGEST_QUOTE = 160
"""Characters of a text that a message quotes."""


class Finding(NamedTuple):
    """A rule that is broken at a place; `quote` are the words that break it, `message` more to say than the rule does.

    `severity` "" means that of the rule.
    """

    rule: str
    place: Place
    quote: str = ""
    message: str = ""
    hint: str = ""
    severity: str = ""


def broken_rules(passages: Sequence[Passage], sentences: Sequence[Sentence], book: Rulebook) -> Iterator[Finding]:
    """Yield a finding for each unit of a text, and each rule about words that it breaks."""
    by_sentence, by_passage = _compiled(book.rules)
    for sentence in sentences:
        yield from by_sentence.broken(sentence.text, sentence.place)
    for passage in passages:
        yield from by_passage.broken(passage.text, passage.place)


class _Group:
    """Rules that look at units of one size, ready to be run."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = list(rules)
        self._all = PatternSet([rule.pattern for rule in self._rules])
        self._patterns = [Pattern(rule.pattern) for rule in self._rules]
        self._unless = [Pattern(rule.unless) if rule.unless else None for rule in self._rules]

    def broken(self, text: str, place: Callable[[int], Place]) -> Iterator[Finding]:
        """Yield a finding for each rule that the unit `text` breaks; `place` tells where a character of it stands."""
        for number in self._all.matching(text):
            unless = self._unless[number]
            if (unless is None or unless.find(text) is None) and (found := self._patterns[number].find(text)):
                yield Finding(self._rules[number].id, place(found[0]), _quoted(text, *found))


@lru_cache(maxsize=4)
def _compiled(rules: tuple[Rule, ...]) -> tuple[_Group, _Group]:
    """Return the rules about words that look at sentences, and those that look at whole passages."""
    own = [rule for rule in rules if rule.kind is Kind.TEXT and rule.pattern]
    return (
        _Group(rule for rule in own if rule.scope is Scope.SENTENCE),
        _Group(rule for rule in own if rule.scope is not Scope.SENTENCE),
    )


def _quoted(text: str, start: int, end: int) -> str:
    """Return the part of `text` around a match that is not too long to be quoted, cut between words."""
    if len(text) <= LONGEST_QUOTE:
        return text
    spare = max(LONGEST_QUOTE - (end - start), 0) // 2
    first, last = max(start - spare, 0), min(end + spare, len(text))
    first = text.find(" ", first, start) + 1 or first if first else 0
    last = text.rfind(" ", end, last) if last < len(text) and " " in text[end:last] else last
    return f"{'…' if first else ''}{text[first:last]}{'…' if last < len(text) else ''}"
