"""Words → syllables, by the hyphenation patterns that come with pyphen: the one module that knows it.

Only its table is read, and the few patterns that a word meets are looked at. To import pyphen and let it prepare all
11,000 of them takes 120 ms, which every edit would pay; this takes 4 ms and counts the same.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

_SHORTEST = 2
"""Letters before the first and after the last place where a word may be divided: pyphen's own default."""


_SPANISH_NUCLEI = re.compile("[aeoáéóíú]|(?<![aeoáéóíúiuü])[iuü]+(?![aeoáéóíúiuü])")
"""What makes a syllable in Spanish: a strong vowel, or weak ones with none beside them (RAE, Ortografía 2010)."""


def spanish_syllables(word: str) -> int:
    """Return how many syllables a Spanish word has, at least 1."""
    return max(len(_SPANISH_NUCLEI.findall(word.lower())), 1)


@lru_cache(maxsize=1 << 16)
def syllables(word: str) -> int:
    """Return how many syllables an English word has, at least 1. Patterns: Liang 1983, as TeX divides words.

    A vowel that stands alone at the start or the end (`idea`) is not counted, as in every tool that uses pyphen.
    """
    patterns = _patterns()
    framed = f".{word.lower()}."
    weights = [0] * (len(framed) + 1)
    for start in range(len(framed)):
        # No pattern is longer: else a key that somebody held down would take minutes.
        for end in range(start + 1, min(start + _longest(), len(framed)) + 1):
            if pattern := patterns.get(framed[start:end]):
                _weigh(pattern, start, weights)
    # The frame moves every place by one. Where the greatest number is odd, the word may be divided.
    inner = weights[_SHORTEST + 1 : len(word) - _SHORTEST + 2]
    return 1 + sum(weight % 2 for weight in inner)


def _weigh(pattern: str, at: int, weights: list[int]) -> None:
    """Raise the weights of the places between the letters, of which the first stands at `at`, to those of `pattern`."""
    for sign in pattern:
        if sign.isdigit():
            weights[at] = max(weights[at], int(sign))
        else:
            at += 1


@cache
def _longest() -> int:
    return max(map(len, _patterns()))


@cache
def _patterns() -> dict[str, str]:
    """Return each pattern, `1d4r` for instance, under its letters."""
    spec = find_spec("pyphen")
    assert spec is not None, "pyphen is installed with the builder"
    assert spec.origin is not None
    data = (Path(spec.origin).parent / "dictionaries" / "hyph_en_US.dic").read_bytes()
    letters = data.translate(None, b"0123456789")
    return dict(zip(letters.decode().split("\n"), data.decode().split("\n"), strict=True))
