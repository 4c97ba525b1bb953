"""The telephone numbers and e-mail addresses that a text gives."""

from __future__ import annotations

import pytest

from site_builder.checks.texts.contacts import contacts
from site_builder.checks.texts.writing import Writing
from site_builder.language.passages import passages


def given(text: str) -> list[tuple[str, int, int]]:
    found = contacts(Writing("content/about.md", passages(text, 5)))
    return [(each.given, each.place.line, each.place.column) for each in found]


def test_each_is_found_once_where_it_stands_first() -> None:
    text = "Call [(503) 555-0142](tel:+15035550142) or 503-555-0142,\nor [write](mailto:a@b.example?subject=x)."
    assert given(text) == [("(503) 555-0142", 5, 7), ("a@b.example", 6, 19)]


def test_a_number_behind_other_words_is_found() -> None:
    assert given("[Call us](tel:+15035550199).") == [("+15035550199", 5, 15)]


@pytest.mark.parametrize(
    "text",
    [
        "Call 911. Call or text [988](tel:988) at any time; [211](tel:211) knows of shelters.",
        "The trial line was 503-555-0142 [@lee2020].",
        "In 2019, 227 people took part, from 2015-2016.",
        "",
    ],
)
def test_other_numbers_are_none(text: str) -> None:
    assert given(text) == []
