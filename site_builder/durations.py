"""Times as people write them: `2 hours`, `18 days`, `3 months`."""

from __future__ import annotations

import re

_MINUTES = {"minute": 1, "hour": 60, "day": 1440, "week": 10080, "month": 43200, "year": 525600}
"""A month is 30 days and a year 365: near enough for a drawing, and for nothing that needs a calendar."""

OPEN = "open"
"""Stands for an end that nobody knows, or that does not come."""

_WRITTEN = re.compile(rf"(?P<number>[0-9]{{1,5}}(?:\.[0-9]{{1,2}})?) +(?P<unit>{'|'.join(_MINUTES)})s?", re.IGNORECASE)


def minutes(text: str) -> int | None:
    """Return how many minutes `text` stands for, or None where it is no number with a unit."""
    found = number_and_unit(text)
    return round(float(found[0]) * _MINUTES[found[1]]) if found else None


def number_and_unit(text: str) -> tuple[str, str] | None:
    """Return the parts of a time, `("2", "hour")` of `2 hours`, or None where it is no number with a unit."""
    found = _WRITTEN.fullmatch(text.strip())
    return (found["number"], found["unit"].lower()) if found else None
