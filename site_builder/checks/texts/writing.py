"""What a check of one text looks at: its words in passages and sentences, and where they stand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from site_builder.language.passages import Passage, Role
from site_builder.language.patterns import Pattern
from site_builder.language.sentences import Sentence, sentences
from site_builder.model.front_matter import FrontMatter
from site_builder.model.problem import Place
from site_builder.model.rule import Reading
from site_builder.rules.engine import Finding


class Mention(NamedTuple):
    """Words that were looked for and are there: the sentence that holds them, and their place."""

    sentence: Sentence
    place: Place


class Section(NamedTuple):
    """A heading (None for what stands above the first) and the passages below it, down to the next of its level."""

    heading: Passage | None
    passages: tuple[Passage, ...]


class Writing:
    """A text as its rules see it: the title, what else the front matter says to readers, then the body.

    `cited` are the keys of its sources. `reading` says how easy it must be to read.
    """

    def __init__(
        self,
        path: str,
        passages: Iterable[Passage],
        *,
        kind: str = "article",
        fields: FrontMatter | None = None,
        cited: Iterable[str] = (),
        reading: Reading = Reading(),  # noqa: B008 - frozen
    ) -> None:
        self.path = path
        self.kind = kind
        self.fields = fields
        self.cited = frozenset(cited)
        self.reading = reading
        self.passages = tuple(passages)
        self.sentences = tuple([sentence for passage in self.passages for sentence in sentences(passage)])
        self.text = "\n".join([sentence.text for sentence in self.sentences])
        starts = [0]
        for sentence in self.sentences:
            starts.append(starts[-1] + len(sentence.text) + 1)
        self._starts = starts

    def has(self, pattern: str) -> bool:
        """Return whether the regular expression `pattern` matches anywhere in the text, whatever the case."""
        return compiled(pattern).find(self.text) is not None

    def first(self, pattern: str) -> Mention | None:
        """Return where `pattern` first matches, or None."""
        return next(self.all(pattern), None)

    def all(self, pattern: str) -> Iterator[Mention]:
        """Yield each sentence in which `pattern` matches, with the place where it does so first."""
        wanted = compiled(pattern)
        start = 0
        while found := wanted.find(self.text, start):
            number = bisect_right(self._starts, found[0]) - 1
            sentence = self.sentences[number]
            # A match may go on into the next sentence; what counts is where it begins.
            yield Mention(sentence, sentence.place(found[0] - self._starts[number]))
            start = self._starts[number + 1]
            if start >= len(self.text):
                return

    def matches(self, pattern: str) -> Iterator[tuple[Sentence, int, int]]:
        """Yield each match of `pattern`: the sentence that it begins in, where in that it does so, and its length."""
        wanted = compiled(pattern)
        start = 0
        while found := wanted.find(self.text, start):
            number = bisect_right(self._starts, found[0]) - 1
            yield self.sentences[number], found[0] - self._starts[number], found[1] - found[0]
            start = max(found[1], found[0] + 1)

    @property
    def markdown(self) -> str:
        """The body as it is written, for what is not a word: the definition of an abbreviation, a block, a link."""
        return self.passages[-1].source.text if self.passages else ""

    def sections(self) -> Iterator[Section]:
        """Yield the parts of the text, each under its heading, in order; a part ends where the next heading stands."""
        heading: Passage | None = None
        below: list[Passage] = []
        for passage in self.passages:
            if passage.role is Role.HEADING and passage.level:
                yield Section(heading, tuple(below))
                heading, below = passage, []
            else:
                below.append(passage)
        yield Section(heading, tuple(below))

    @property
    def headings(self) -> tuple[Passage, ...]:
        """The headings of the body."""
        return tuple([passage for passage in self.passages if passage.role is Role.HEADING and passage.level])


@cache
def compiled(pattern: str) -> Pattern:
    """Return the regular expression `pattern`, made once."""
    return Pattern(pattern)


def finding(rule: str, mention: Mention, *, message: str = "", hint: str = "", severity: str = "") -> Finding:
    """Return the finding that `rule` is broken by what is mentioned, which is quoted."""
    return Finding(rule, mention.place, mention.sentence.text, message, hint, severity)
