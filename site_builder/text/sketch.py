"""A sketch of a text: a few digits by which it is known again, though it was edited a little and has another name.

It holds the smallest of the checksums of all runs of three words. Two texts that share most of their words share most
of these, and two that have nothing to do with one another share none (Broder 1997, "On the resemblance and containment
of documents").
"""

from __future__ import annotations

import re
from zlib import crc32

RUN = 3
"""Words in a row that are taken together."""

SIZE = 12
"""How many checksums a sketch holds, at most."""

DIGITS = 6

ALIKE = 0.5
"""From this share on two texts are taken for one that was edited; of the 95 of our site no two share more
than a third."""


def sketch(text: str) -> str:
    """Return the sketch of `text`, in hexadecimal digits; "" where it has no words."""
    words = re.findall(r"\w+", text.lower())
    runs = {" ".join(words[at : at + RUN]) for at in range(max(len(words) - RUN + 1, min(len(words), 1)))}
    sums = {crc32(run.encode()) % 16**DIGITS for run in runs}
    return "".join(f"{each:0{DIGITS}x}" for each in sorted(sums)[:SIZE])


def likeness(one: str, other: str) -> float:
    """Return about which share of all that two texts say both say, from 0 to 1, by their sketches."""
    first, second = _sums(one), _sums(other)
    smallest = sorted(first | second)[:SIZE]
    return sum(each in first and each in second for each in smallest) / len(smallest) if smallest else 0.0


def is_sketch(text: str) -> bool:
    """Return whether `text` is one that `sketch` may have made."""
    return re.fullmatch(rf"(?:[0-9a-f]{{{DIGITS}}}){{0,{SIZE}}}", text) is not None


def _sums(text: str) -> set[str]:
    return {text[at : at + DIGITS] for at in range(0, len(text), DIGITS)}
