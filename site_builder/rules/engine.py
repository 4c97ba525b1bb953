"""The engine: texts and rules in, findings out. One pass tells which rules can apply at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from site_builder.language.passages import Passage
from site_builder.language.patterns import Pattern, PatternSet
from site_builder.language.sentences import Running, Sentence
from site_builder.model.problem import Place
from site_builder.model.rule import Kind, Rule, Rulebook, Scope
from site_builder.rules.same import Same

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


def broken_rules(passages: Iterable[Passage], running: Running, book: Rulebook) -> Iterator[Finding]:
    """Yield a finding for each unit of a text, and each rule about words that it breaks."""
    rules = _compiled(Same(book.rules))
    for sentence in _suspects(running, rules.of_sentences):
        for number in rules.of_sentences.matching(sentence.text):
            yield from _broken(sentence.text, sentence.place, *rules.sentences[number])
    for rule in rules.texts:
        yield from _broken(running.text, running.place, *rule)
    for passage in passages:
        for number in rules.of_passages.matching(passage.text):
            yield from _broken(passage.text, passage.place, *rules.passages[number])


def _suspects(running: Running, patterns: PatternSet) -> Iterator[Sentence]:
    """Yield the sentences of each passage that holds a match: to look at all at once first is what makes it quick."""
    if patterns.matching(running.text):
        for _, group in groupby(running.sentences, lambda sentence: sentence.passage):
            own = list(group)
            # One below the other: a pattern may be bound to the start or the end of a sentence.
            if patterns.matching("\n".join([sentence.text for sentence in own])):
                yield from own


def _broken(
    text: str, place: Callable[[int], Place], rule: Rule, pattern: Pattern, unless: Pattern | None
) -> Iterator[Finding]:
    """Yield a finding if the unit `text` breaks the rule; `place` tells where a character of it stands."""
    if (found := pattern.find(text)) and (unless is None or unless.find(text) is None):
        yield Finding(rule.id, place(found[0]), _quoted(text, *found))


class _Compiled(NamedTuple):
    """The rules about words, ready to be run: those that look at sentences, at passages, and at a whole text."""

    sentences: list[tuple[Rule, Pattern, Pattern | None]]
    passages: list[tuple[Rule, Pattern, Pattern | None]]
    texts: list[tuple[Rule, Pattern, Pattern | None]]
    of_sentences: PatternSet
    of_passages: PatternSet


@lru_cache(maxsize=4)
def _compiled(rules: Same[tuple[Rule, ...]]) -> _Compiled:
    own = [rule for rule in rules.value if rule.kind is Kind.TEXT and rule.pattern]
    made = [(rule, Pattern(rule.pattern), Pattern(rule.unless) if rule.unless else None) for rule in own]
    sentences = [each for each in made if each[0].scope is Scope.SENTENCE]
    passages = [each for each in made if each[0].scope is Scope.PARAGRAPH]
    texts = [each for each in made if each[0].scope is Scope.PAGE]
    patterns = [PatternSet([rule.pattern for rule, *_ in each]) for each in (sentences, passages)]
    return _Compiled(sentences, passages, texts, *patterns)


def _quoted(text: str, start: int, end: int) -> str:
    """Return the part of `text` around a match that is not too long to be quoted, cut between words."""
    if len(text) <= LONGEST_QUOTE:
        return text
    spare = max(LONGEST_QUOTE - (end - start), 0) // 2
    first, last = max(start - spare, 0), min(end + spare, len(text))
    first = text.find(" ", first, start) + 1 or first if first else 0
    last = text.rfind(" ", end, last) if last < len(text) and " " in text[end:last] else last
    return f"{'…' if first else ''}{text[first:last]}{'…' if last < len(text) else ''}"
