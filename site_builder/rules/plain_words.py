"""Words that many readers do not know, with the plain word for each: packs/plain_words.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import msgspec

from site_builder.language.readability import forms
from site_builder.text.yaml_text import read_data


class PlainWords:
    """The words that have a plainer one, in all their forms."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self._plain = {form: plain for word, plain in words.items() for form in _all_forms(word)}
        # A word of its own comes before the other forms of one, and the longer before what it begins with.
        self._plain |= {word.lower(): plain for word, plain in words.items()}
        longest_first = sorted(self._plain, key=lambda form: (-len(form), form))
        self.pattern = rf"\b(?:{'|'.join([re.escape(form) for form in longest_first])})\b"
        """A regular expression for any of them."""
        self.all = tuple(longest_first)

    def plain(self, word: str) -> str:
        """Return what to write instead of `word`, which is a form of one of them."""
        return self._plain[word.lower()]


@cache
def plain_words() -> PlainWords:
    """Return the words that ship with the builder."""
    file = Path(__file__).parent / "packs" / "plain_words.yaml"
    pack, _, problems = read_data(file.name, file.read_bytes(), _Pack)
    assert pack is not None, problems
    assert not problems, problems
    return PlainWords(pack.words)


class _Pack(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: dict[str, str]


def _all_forms(word: str) -> Iterator[str]:
    """Yield the forms of a word; of several words, the first or the last changes."""
    first, *others = word.split(" ")
    if not others:
        yield from forms(word)
        return
    *before, last = word.split(" ")
    yield from (" ".join([form, *others]) for form in forms(first))
    yield from (" ".join([*before, form]) for form in forms(last))
