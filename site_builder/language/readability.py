"""Sentences → how hard they are to read, as a grade of US schools."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from site_builder.language.syllables import spanish_syllables, syllables

EASY_SYLLABLES = 2
"""Syllables that a word counts at most, once its readers know it: from three on a word is hard (Gunning 1952)."""


class Measure(NamedTuple):
    """What a text counts. Measures of parts add up to that of the whole: see `total`."""

    words: int = 0
    sentences: int = 0
    syllables: int = 0

    @property
    def grade(self) -> float:
        """The years of school that it takes to read it, in tenths; 0 where nothing is to be read.

        Source: Kincaid 1975, derivation of new readability formulas for Navy enlisted personnel (Flesch-Kincaid).
        """
        if not self.words:
            return 0.0
        grade = 0.39 * self.words / max(self.sentences, 1) + 11.8 * self.syllables / self.words - 15.59
        return max(round(grade, 1), 0.0)

    def grade_in(self, language: str) -> float:
        """Return the same for a text in a language of READABLE; 0 for any other.

        Source for Spanish: Fernández Huerta 1959, with the grades that Flesch 1949 gives to the bands of this scale.
        """
        if language == "en" or not self.words:
            return self.grade
        if language != "es":
            return 0.0
        ease = 206.84 - 60 * self.syllables / self.words - 1.02 * self.words / max(self.sentences, 1)
        (ease_above, grade_above), *rest = _GRADES_OF_EASE
        for ease_below, grade_below in rest:
            if ease >= ease_below:
                share = (min(ease, ease_above) - ease_below) / (ease_above - ease_below)
                return round(grade_below + share * (grade_above - grade_below), 1)
            ease_above, grade_above = ease_below, grade_below
        return grade_above


READABLE = ("en", "es")
"""The languages for which there is a formula here."""

_GRADES_OF_EASE = (
    *((105.0, 4.0), (95.0, 5.0), (85.0, 6.0), (75.0, 7.0)),
    *((65.0, 8.5), (55.0, 11.0), (40.0, 14.5), (0.0, 18.0)),
)
"""The middle of each band of ease, and its grade: 90 to 100 is grade 5, 60 to 70 grades 8 and 9."""


def measure(sentence: str, easy: tuple[str, ...] = (), language: str = "en") -> Measure:
    """Return what one sentence counts; `easy` are words, in any form, that every reader of this site has met.

    Left out are marks of sources, addresses and signs; a number is one word of one syllable. A word with a hyphen is
    one word. An easy word, and a name (a capital letter inside of the sentence), has `EASY_SYLLABLES` at most.
    """
    known = _counts(easy, language)
    first, *others = sentence.split() or [""]
    # The first word may have its capital letter from its place.
    counts = [known[first.lower()], *[known[word] for word in others]]
    words = len(counts) - counts.count(0)
    return Measure(words, min(words, 1), sum(counts))


def total(measures: Iterable[Measure]) -> Measure:
    """Return the sum of what parts count."""
    words, sentences, count = 0, 0, 0
    for part in measures:
        words += part[0]
        sentences += part[1]
        count += part[2]
    return Measure(words, sentences, count)


def hard_words(sentence: str, easy: tuple[str, ...] = (), language: str = "en") -> list[str]:
    """Return the words that count most, the hardest first; all of them have more than `EASY_SYLLABLES`."""
    known = _counts(easy, language)
    first, *others = sentence.split() or [""]
    counted = {_bare(word): known[word] for word in (first.lower(), *others) if known[word] > EASY_SYLLABLES}
    return sorted(counted, key=lambda word: -counted[word])


def is_easy(word: str, easy: tuple[str, ...]) -> bool:
    """Return whether `word` is a form of one of the words `easy`."""
    return _bare(word) in _easy_forms(easy)


def forms(word: str) -> set[str]:
    """Return the regular forms of an English word, in small letters; some of them nobody uses, which does no harm."""
    word = word.lower()
    stem = word[:-1] if word.endswith(("e", "y")) else word
    found = {word, f"{word}s", f"{word}es", f"{word}ed", f"{word}ing", f"{word}ly"}
    if word.endswith("e"):
        found |= {f"{word}d", f"{stem}ing"}
    elif word.endswith("y"):
        found |= {f"{stem}ies", f"{stem}ied"}
    elif re.search("[^aeiou][aeiou][bdglmnprt]$", word):
        found |= {f"{word}{word[-1]}ed", f"{word}{word[-1]}ing"}
    return found


class _Counts(dict[str, int]):
    """The syllables of each word as it stands between spaces, for readers who know the words `easy`; 0 for no word."""

    def __init__(self, easy: tuple[str, ...], language: str) -> None:
        super().__init__()
        self._easy = _easy_forms(easy)
        self._syllables = spanish_syllables if language == "es" else syllables

    def __missing__(self, written: str) -> int:
        self[written] = count = self._count(_bare(written), is_name=written.lstrip("\"'([")[:1].isupper())
        return count

    def _count(self, word: str, *, is_name: bool) -> int:
        spoken = self._spoken
        if is_name or word in self._easy:
            return min(spoken(word), EASY_SYLLABLES)
        parts = _PARTS.findall(word)
        return sum([min(spoken(part), EASY_SYLLABLES) if part in self._easy else spoken(part) for part in parts])

    def _spoken(self, word: str) -> int:
        """Return the syllables of a word with no signs around it: 1 for a number, 0 for nothing."""
        return sum([1 if part[0].isdigit() else self._syllables(part) for part in _PARTS.findall(word)])


@lru_cache(maxsize=4)
def _counts(easy: tuple[str, ...], language: str = "en") -> _Counts:
    return _Counts(easy, language)


@lru_cache(maxsize=4)
def _easy_forms(easy: tuple[str, ...]) -> frozenset[str]:
    return frozenset(form for words in easy for word in words.split() for form in forms(word))


_PARTS = re.compile(r"[^\W\d_]+|\d[\d.,]*")
_UNREAD = re.compile(r"\[[@^].*|[^\s\[]*@\S*|(?:https?://|www\.)\S*|'(?:s|t|re|ve|ll|d|m)\b")
_AROUND = re.compile(r"^[\W_]+|[\W_]+$")


def _bare(word: str) -> str:
    """Return a word in small letters without the signs around it, what the apostrophe adds, and marks of sources."""
    return _AROUND.sub("", _UNREAD.sub("", word)).lower()
