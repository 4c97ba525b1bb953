from __future__ import annotations

import re

import pytest

from site_builder.rules.plain_words import PlainWords, plain_words

WORDS = PlainWords({"utilize": "use", "adverse event": "side effect", "adverse": "bad", "taper": "lower"})


@pytest.mark.parametrize(
    ("text", "found", "plain"),
    [
        ("we utilized it", "utilized", "use"),
        ("Utilizing it", "Utilizing", "use"),
        ("two adverse events", "adverse events", "side effect"),
        ("adverse weather", "adverse", "bad"),
        ("a tapered dose", "tapered", "lower"),
    ],
)
def test_forms_are_found_and_the_longest_words_first(text: str, found: str, plain: str) -> None:
    match = re.search(WORDS.pattern, text, re.IGNORECASE)
    assert match is not None
    assert match[0] == found
    assert WORDS.plain(match[0]) == plain


def test_parts_of_words_are_not_found() -> None:
    assert re.search(WORDS.pattern, "tapers-off reutilize", re.IGNORECASE)[0] == "tapers"  # type: ignore[index]


def test_the_words_that_ship_offer_no_word_that_they_flag() -> None:
    words = plain_words()
    offered = sorted({words.plain(word) for word in words.all})
    assert len(offered) > 100
    assert [plain for plain in offered if re.search(words.pattern, plain)] == []
