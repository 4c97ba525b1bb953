from __future__ import annotations

import pytest

from site_builder.durations import minutes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("110 minutes", 110),
        ("2 hours", 120),
        ("1 day", 1440),
        ("18 days", 25_920),
        ("6 weeks", 60_480),
        ("3 months", 129_600),
        ("1 year", 525_600),
        ("1.5 hours", 90),
        ("0 days", 0),
        (" 2  Hours ", 120),
    ],
)
def test_a_time_is_read_as_people_write_it(text: str, expected: int) -> None:
    assert minutes(text) == expected


@pytest.mark.parametrize(
    "text", ["", "soon", "two hours", "2", "hours", "2 h", "-1 day", "2hours", "1 to 2 days", "1,5 h"]
)
def test_what_is_no_time_is_none(text: str) -> None:
    assert minutes(text) is None
