"""Quotation marks, apostrophes, dashes and ellipses as a printer sets them.

Python-Markdown's own extension takes as long as all the rest of Markdown; this is one substitution per piece of text.
"""

from __future__ import annotations

import re


def set_type(text: str, before: str, *, goes_on: bool) -> str:
    """Return `text` with typographic punctuation.

    `before` is the character in front of it, "" at the start of a paragraph, and `goes_on` tells whether more of the
    paragraph follows: quotation marks look at their neighbours, also at those in another element.
    """
    if '"' not in text and "'" not in text and "--" not in text and "..." not in text:
        return text

    def replace(found: re.Match[str]) -> str:
        plain = found[0]
        if plain[0] == "-":
            return {2: "–", 3: "—"}.get(len(plain), plain)
        if plain[0] == ".":
            return "…" if len(plain) == 3 else plain
        previous = text[found.start() - 1] if found.start() else before
        following = text[found.end()] if found.end() < len(text) else "x" if goes_on else ""
        return _quotation_mark(plain, previous, following, text[found.end() : found.end() + 5])

    return _PLAIN.sub(replace, text)


_PLAIN = re.compile(r"""["']|--+|\.\.\.+""")
_BEFORE_OPENING = frozenset("([{<“‘«¿¡—–-/=")
_CLIPPED = re.compile(r"(?:tis|twas|til|cause|em|n|round)\b|[0-9]0s", re.IGNORECASE)
"""Words whose first letters are left out: the mark before them is an apostrophe."""


def _quotation_mark(plain: str, previous: str, following: str, rest: str) -> str:
    """Return the mark that `plain` is meant to be between these two characters ("" where the paragraph ends)."""
    opens = not previous or previous.isspace() or previous in _BEFORE_OPENING
    if opens and (not following or following.isspace()):
        # Between two spaces it is neither; at the end of a paragraph it can only close.
        return plain if following else "”" if plain == '"' else "’"
    if plain == '"':
        return "“" if opens else "”"
    return "‘" if opens and not _CLIPPED.match(rest) else "’"
