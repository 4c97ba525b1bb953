"""The engine: texts and rules in, findings out. One pass tells which rules can apply at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from site_builder.language.passages import Passage
from site_builder.language.patterns import Pattern, PatternSet
from site_builder.language.sentences import Running
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
    for number in rules.of_sentences.matching(running.text):
        rule, on_lines = rules.sentences[number]
        for sentence, _ in running.holding(on_lines):
            yield from _broken(sentence.text, sentence.place, rule)
    for rule in rules.texts:
        yield from _broken(running.text, running.place, rule)
    passages = tuple(passages)
    for number in rules.of_passages.matching("\n".join([passage.text for passage in passages])):
        for passage in passages:
            yield from _broken(passage.text, passage.place, rules.passages[number])


class Ready(NamedTuple):
    """A rule about words, ready to be run."""

    rule: Rule
    pattern: Pattern
    unless: Pattern | None


def _broken(text: str, place: Callable[[int], Place], ready: Ready) -> Iterator[Finding]:
    """Yield a finding if the unit `text` breaks the rule; `place` tells where a character of it stands."""
    found = ready.pattern.find(text)
    if found and (ready.unless is None or ready.unless.find(_STRESSED.sub(" ", text)) is None):
        yield Finding(ready.rule.id, place(found[0]), _quoted(text, *found))


_STRESSED = re.compile(
    r"""
    \b(?:not\ (?:only|just|merely)|(?:no|without(?:\ a)?)\ (?:doubt|question)
    | no\ (?:s[oó]lo|solamente|[uú]nicamente|(?:hay|cabe)(?:\ la\ menor)?\ duda)|sin\ (?:lugar\ a\ |ninguna\ )?dudas?)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""Words that look like a no and mean a yes, in English and in Spanish: they excuse nothing."""


class _Compiled(NamedTuple):
    """The rules about words, ready to be run: those that look at sentences, at passages, and at a whole text.

    Those of sentences have one pattern more, for a text in which each sentence is a line.
    """

    sentences: list[tuple[Ready, Pattern]]
    passages: list[Ready]
    texts: list[Ready]
    of_sentences: PatternSet
    of_passages: PatternSet


@lru_cache(maxsize=4)
def _compiled(rules: Same[tuple[Rule, ...]]) -> _Compiled:
    own = [rule for rule in rules.value if rule.kind is Kind.TEXT and rule.pattern]
    made = [Ready(rule, Pattern(rule.pattern), Pattern(rule.unless) if rule.unless else None) for rule in own]
    sentences = [(each, Pattern(f"(?m){each.rule.pattern}")) for each in made if each.rule.scope is Scope.SENTENCE]
    passages = [each for each in made if each.rule.scope is Scope.PARAGRAPH]
    texts = [each for each in made if each.rule.scope is Scope.PAGE]
    return _Compiled(
        sentences,
        passages,
        texts,
        PatternSet([each.rule.pattern for each, _ in sentences]),
        PatternSet([each.rule.pattern for each in passages]),
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
