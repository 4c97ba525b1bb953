"""Lists that go on from the line above them."""

from __future__ import annotations

import pytest

from tests.fixes.mended import ARTICLE, SLEEP, after, facts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bring:\n- water\n- a book\n", "Bring:\n\n- water\n- a book\n"),
        ("Bring:\n* water", "Bring:\n\n* water"),
        ("Bring:\n  - water\n", "Bring:\n\n  - water\n"),
        ("> Bring:\n> - water\n", "> Bring:\n>\n> - water\n"),
        ("One:\n- a\n\nTwo:\n- b\n", "One:\n\n- a\n\nTwo:\n\n- b\n"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_an_empty_line_begins_a_list(text: str, expected: str, end: str) -> None:
    before, wanted = ((ARTICLE + each).replace("\n", end) for each in (text, expected))
    assert after({SLEEP: before}, ledger=None) == {SLEEP: wanted}
    assert facts({SLEEP: wanted}).problems == ()


@pytest.mark.parametrize("text", ["Bring:\n\n- water\n", "It is - as ever -\nlate.\n", "```\nA:\n- b\n```\n"])
def test_what_is_right_is_left_alone(text: str) -> None:
    assert after({SLEEP: ARTICLE + text}, ledger=None) == {}
