"""The telephone numbers and e-mail addresses that a text gives: whose they are is judged where the clinic is known."""

from __future__ import annotations

import re
from collections.abc import Iterator

from site_builder.checks.texts.writing import Writing
from site_builder.language.sentences import CITATION
from site_builder.model.document import Contact

NUMBER = r"(\+?\b1[ .-]?)?(\([0-9]{3}\) ?|\b[0-9]{3}[ .-])[0-9]{3}[ .-][0-9]{4}\b"
"""A telephone number as it is written in the US: (503) 555-0142, 503-555-0142, +1 503 555 0142."""

_LINK = re.compile(r"\]\(<?(?:mailto|tel|sms):(?P<given>[^)\s?>]+)", re.IGNORECASE)

LONGEST_SHORT = 3
"""Digits of a number that is the same for everybody: 911, 988, 211."""


def contacts(writing: Writing) -> tuple[Contact, ...]:
    """Return each number and each address once, where it stands first; those of a cited source are left out."""
    first: dict[str, Contact] = {}
    for each in sorted(_all(writing), key=lambda each: (each.place.line, each.place.column)):
        first.setdefault(reduced(each.given), each)
    return tuple([each for key, each in first.items() if "@" in key or len(key) > LONGEST_SHORT])


def reduced(given: str) -> str:
    """Return what all ways to write the same number or address share: its last ten digits, or small letters."""
    return given.lower() if "@" in given else re.sub(r"\D", "", given)[-10:]


def _all(writing: Writing) -> Iterator[Contact]:
    for sentence, start, length in writing.matches(NUMBER):
        if not CITATION.search(sentence.text):
            yield Contact(sentence.text[start : start + length], sentence.place(start))
    for found in _LINK.finditer(writing.markdown):
        yield Contact(found["given"], writing.passages[-1].source.place(found.start("given")))
