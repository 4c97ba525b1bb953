"""How long a text takes to read."""

from __future__ import annotations

WORDS_A_MINUTE = 238
"""Silent reading of English non-fiction by adults. Source: Brysbaert 2019, a review of 190 studies."""


def reading_minutes(words: int) -> int:
    """Return the whole minutes an adult needs to read `words` words, at least 1."""
    return max(1, round(words / WORDS_A_MINUTE))
