"""What a check of one text looks at: its words in passages and sentences, and where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple, TypeVar

from site_builder.language.passages import Passage, Role
from site_builder.language.patterns import Pattern
from site_builder.language.sentences import Running, Sentence, sentences
from site_builder.model.front_matter import FrontMatter
from site_builder.model.problem import Place
from site_builder.model.rule import Reading
from site_builder.rules.engine import Finding

Words = TypeVar("Words")


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

    `cited` are the keys of its sources. `reading` says how easy it must be to read, and `language` what it is written
    in.
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
        language: str = "en",
    ) -> None:
        self.path = path
        self.kind = kind
        self.fields = fields
        self.cited = frozenset(cited)
        self.reading = reading
        self.language = language
        self.passages = tuple(passages)
        self.running = Running([sentence for passage in self.passages for sentence in sentences(passage)])

    @property
    def spoken(self) -> str:
        """The language without the country: `es` for `es-US`."""
        return self.language.partition("-")[0]

    def own(self, words: Mapping[str, Words]) -> Words:
        """Return those of `words`, which are there by their language, that the text can hold; English for any other."""
        return words.get(self.spoken, words["en"])

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of all passages, in order."""
        return self.running.sentences

    @property
    def text(self) -> str:
        """The sentences as one text, one below the other."""
        return self.running.text

    def has(self, pattern: str) -> bool:
        """Return whether the regular expression `pattern` matches anywhere in the text, whatever the case."""
        return compiled(pattern).find(self.text) is not None

    def first(self, pattern: str) -> Mention | None:
        """Return where `pattern` first matches, or None."""
        return next(self.all(pattern), None)

    def all(self, pattern: str) -> Iterator[Mention]:
        """Yield each sentence in which `pattern` matches, with the place where it does so first."""
        for sentence, start in self.running.holding(compiled(pattern)):
            yield Mention(sentence, sentence.place(start))

    def matches(self, pattern: str) -> Iterator[tuple[Sentence, int, int]]:
        """Yield each match of `pattern`: the sentence that it begins in, where in that it does so, and its length."""
        return self.running.matches(compiled(pattern))

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
