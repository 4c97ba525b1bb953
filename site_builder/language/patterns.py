"""Regular expressions of the rules: the one module that knows RE2.

RE2 takes time in proportion to the text, whatever the pattern, so that no rule of a clinic can hang a build; and it
looks for all patterns at once, a hundred times faster than one after the other.
"""

from __future__ import annotations

from collections.abc import Sequence

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
            self._compiled = re2.compile(text, _OPTIONS)
        except re2.error as error:
            reason = error.args[0] if error.args else ""
            raise ValueError(reason.decode() if isinstance(reason, bytes) else str(reason)) from None

    def find(self, text: str, start: int = 0) -> tuple[int, int] | None:
        """Return where in `text` the first match begins and ends, or None."""
        found = self._compiled.search(text, start)
        return found.span() if found else None


class PatternSet:
    """Many patterns, looked for at once: which of them may match in a text.

    RE2 finds what each pattern cannot do without, such as a word, and looks for all of these. To run the patterns
    themselves as one takes an automaton that outgrows every cache.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        """Take patterns, each of which is one."""
        self._filter = re2.Filter() if texts else None
        # What minds the case cannot be looked for in small letters, in which the words are.
        self._always = [number for number, text in enumerate(texts) if "(?-i" in text or text.startswith("(?")]
        if self._filter is not None:
            for text in texts:
                # What is bound to the start or the end of a sentence is so on each line of a text.
                self._filter.Add(f"(?m){text}", _OPTIONS)
            self._filter.Compile()

    def matching(self, text: str) -> list[int]:
        """Return the numbers of the patterns that may match in `text` or in a line of it, in order; no other does."""
        if self._filter is None:
            return []
        return sorted({*(self._filter.Match(text.lower(), False) or ()), *self._always})
