r"""Regular expressions of the rules: the one module that knows RE2.

RE2 takes time in proportion to the text, whatever the pattern, so that no rule of a clinic can hang a build; and it
looks for all patterns at once, a hundred times faster than one after the other.

Accents do not count, in a pattern or in a text: “curo” is found in “curó”, and the other way round. Many leave them out
as they type; and RE2 takes a letter that has one for the end of a word, so that `\b` and `\w` would miss what they are
to find.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

import re2

_OPTIONS = re2.Options()
_OPTIONS.case_sensitive = False
_OPTIONS.log_errors = False
_OPTIONS.max_mem = 64 << 20
_OPTIONS.never_capture = True  # only where the whole match stands is asked, which is found much faster


class Pattern:
    """One regular expression, for letters of either case."""

    def __init__(self, text: str) -> None:
        """Take a pattern. Raises ValueError with the reason, where it is none."""
        try:
            self._compiled = re2.compile(_bare(text), _OPTIONS)
        except re2.error as error:
            reason = error.args[0] if error.args else ""
            raise ValueError(reason.decode() if isinstance(reason, bytes) else str(reason)) from None

    def find(self, text: str, start: int = 0) -> tuple[int, int] | None:
        """Return where in `text` the first match begins and ends, or None."""
        # RE2 reads bytes. Its Python half counts the letters before a match in a time that is longer than the search.
        data = _bare(text).encode()
        is_ascii = len(data) == len(text)
        found = self._compiled.search(data, start if is_ascii else len(_bare(text[:start]).encode()))
        if found is None:
            return None
        first, last = found.span()
        if is_ascii:
            return first, last
        return len(data[:first].decode(errors="ignore")), len(data[:last].decode(errors="ignore"))


class PatternSet:
    """Many patterns, looked for at once: which of them may match in a text.

    RE2 finds what each pattern cannot do without, such as a word, and looks for all of these. To run the patterns
    themselves as one takes an automaton that outgrows every cache.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        """Take patterns, each of which is one."""
        self._filter = re2.Filter() if texts else None
        if self._filter is not None:
            for text in texts:
                # What is bound to the start or the end of a sentence is so on each line of a text.
                self._filter.Add(f"(?m){_bare(text)}", _OPTIONS)
            self._filter.Compile()

    def matching(self, text: str) -> list[int]:
        """Return the numbers of the patterns that match in `text` or in a line of it, in order."""
        return sorted(self._filter.Match(_bare(text), False) or ()) if self._filter is not None else []


def _bare(text: str) -> str:
    """Return `text` with as many letters, none of which has an accent."""
    return text if text.isascii() else _without_accents(text)


@lru_cache(maxsize=64)
def _without_accents(text: str) -> str:
    return _ACCENTED.sub(lambda letter: unicodedata.normalize("NFD", letter[0])[0], text)


_ACCENTED = re.compile("[À-ÅÇ-ÏÑ-ÖÙ-Ýà-åç-ïñ-öù-ýÿ]")
"""The letters with an accent of Western Europe, ñ and ç among them: each is one of the alphabet and a mark."""
