"""Passages → sentences, each with the citation that stands straight after it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import NamedTuple

from site_builder.language.passages import Passage, Role
from site_builder.language.patterns import Pattern
from site_builder.model.problem import Place


class Sentence(NamedTuple):
    """A sentence of a passage: its words, and where in the passage they begin.

    In the row of a table, `text` ends with the citation of the row where the cell itself has none: there a source
    stands for all that is beside it.
    """

    passage: Passage
    start: int
    text: str

    def place(self, index: int = 0) -> Place:
        """Return where in the file the character at `index` of the sentence stands."""
        return self.passage.place(self.start + index)

    @property
    def is_cited(self) -> bool:
        """Whether a source is named in it or straight after it."""
        return bool(CITATION.search(self.text))


class Running:
    """Sentences as one text, one below the other: a pattern is looked for in all of them at once."""

    def __init__(self, sentences: Iterable[Sentence]) -> None:
        self.sentences = tuple(sentences)
        self.text = "\n".join([sentence.text for sentence in self.sentences])
        self._starts = [0, *accumulate([len(sentence.text) + 1 for sentence in self.sentences])]

    def matches(self, pattern: Pattern) -> Iterator[tuple[Sentence, int, int]]:
        """Yield each match: the sentence that it begins in, where in that it begins, and its length."""
        start = 0
        while start < len(self.text) and (found := pattern.find(self.text, start)):
            number = bisect_right(self._starts, found[0]) - 1
            yield self.sentences[number], found[0] - self._starts[number], found[1] - found[0]
            start = max(found[1], found[0] + 1)

    def place(self, index: int) -> Place:
        """Return where in the file the character at `index` of the text stands."""
        number = bisect_right(self._starts, index) - 1
        return self.sentences[number].place(index - self._starts[number])

    def holding(self, pattern: Pattern) -> Iterator[tuple[Sentence, int]]:
        """Yield each sentence in which a match begins, with where it first does; it may end in a later one."""
        start = 0
        while start < len(self.text) and (found := pattern.find(self.text, start)):
            number = bisect_right(self._starts, found[0]) - 1
            yield self.sentences[number], found[0] - self._starts[number]
            start = self._starts[number + 1]


CITATION = re.compile(r"\[@[^\]]*\]|\[\^[^\]]+\]")

_BOUNDARY = re.compile(
    r"""
    (?P<mark>[.!?]+|\.\.\.) ["')\]]*
    (?: \s* (?:\[@[^\]]*\]|\[\^[^\]]+\]) [.,]? )*
    (?: (?=\s+["'(\[¿¡]*[A-Z0-9À-Þ]) | (?=\s*$) | (?<=[a-zß-ÿ][.!?])(?=[¿¡]?[A-ZÀ-Þ][a-zß-ÿ]) )
    """,
    re.VERBOSE,
)

_ABBREVIATIONS = frozenset(
    "al approx assn ave blvd ca cf co corp dept dr e.g eds est fig figs gov i.e inc jr lt ltd mr mrs ms mt"
    " pp prof rev rs sr st suppl u.k u.s u.s.a vs"
    " aprox dra ee ej núm pág sra srta ud uds uu".split()
)
"""Words after which a full stop does not end a sentence, in English and in Spanish."""

_BEFORE_NUMBERS = frozenset(["no", "nos", "sec", "vol"])
"""Those that are other words too, unless a number follows."""


def sentences(passage: Passage, cited_beside: str = "") -> Iterator[Sentence]:
    """Yield the sentences of a passage, in order; a cell of a table is at least one.

    `cited_beside` is a citation that stands beside the passage, and for all of it.
    """
    if passage.role is not Role.ROW:
        yield from _sentences(passage, passage.text, 0, cited_beside)
        return
    cited = CITATION.search(passage.text)
    start = 0
    for cell in passage.text.split("|"):
        yield from _sentences(passage, cell, start, cited[0] if cited else "")
        start += len(cell) + 1


def _sentences(passage: Passage, text: str, offset: int, cited: str) -> Iterator[Sentence]:
    """Yield the sentences of a part of a passage that begins at `offset`; `cited` goes to those without a source."""
    start = 0
    for found in _BOUNDARY.finditer(text):
        if found["mark"] == "." and _is_abbreviation(text, found.start()) and text[found.end() :].strip():
            continue
        yield from _sentence(passage, text[start : found.end()], offset + start, cited)
        start = found.end()
    yield from _sentence(passage, text[start:], offset + start, cited)


def _sentence(passage: Passage, text: str, start: int, cited: str) -> Iterator[Sentence]:
    bare = text.strip()
    if bare:
        beside = f" {cited}" if cited and not CITATION.search(bare) else ""
        yield Sentence(passage, start + len(text) - len(text.lstrip()), bare + beside)


def _is_abbreviation(text: str, at: int) -> bool:
    """Return whether the full stop at `at` belongs to the word before it: a known one, or an initial."""
    word = text[:at].rpartition(" ")[2].lstrip("(\"'[").lower()
    if word in _BEFORE_NUMBERS:
        return text[at + 1 :].lstrip()[:1].isdigit()
    return word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha() and word != "i")
