"""How long a text takes to read."""

from __future__ import annotations

import pytest

from site_builder.reading import reading_minutes


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (1, 1), (238, 1), (356, 1), (358, 2), (1190, 5)])
def test_reading_takes_whole_minutes_and_at_least_one(words: int, minutes: int) -> None:
    assert reading_minutes(words) == minutes
