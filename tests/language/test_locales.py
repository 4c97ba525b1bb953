"""What Babel says of languages, in our own words."""

from __future__ import annotations

import pytest
from babel.localedata import locale_identifiers

from site_builder.language.locales import find_locale
from site_builder.model.interface import CATEGORIES


def test_english_as_in_the_united_states() -> None:
    locale = find_locale("en-US")
    assert locale is not None
    assert (locale.tag, locale.name, locale.direction) == ("en-US", "English", "ltr")
    assert locale.months[::11] == ("January", "December")
    assert locale.weekdays[::6] == ("Monday", "Sunday")
    assert locale.day == ("", "month", " ", "day", ", ", "year", "")
    assert locale.clock == ("", "hour12", ":", "minute", " ", "period", "")
    assert (locale.categories[:3], locale.plurals) == (("other", "one", "other"), ("one", "other"))
    assert (locale.decimal, locale.group, locale.grouped_from) == (".", ",", 1000)


def test_words_of_a_pattern_are_no_fields() -> None:
    locale = find_locale("es")
    assert locale is not None
    assert locale.day == ("", "day", " de ", "month", " de ", "year", "")


def test_some_languages_run_from_right_to_left() -> None:
    assert [getattr(find_locale(tag), "direction", "") for tag in ("ar", "he", "fa", "en")] == [
        "rtl",
        "rtl",
        "rtl",
        "ltr",
    ]


@pytest.mark.parametrize("tag", ["", "x", "xx", "en-XX", "en_US", "../en", "english", "en-US-x-y-z"])
def test_what_is_no_language_is_none(tag: str) -> None:
    assert find_locale(tag) is None


def test_every_language_of_babel_can_be_written() -> None:
    for tag in sorted({identifier.partition("_")[0] for identifier in locale_identifiers()} - {"root"}):
        locale = find_locale(tag)
        assert locale is not None, tag
        assert set(locale.categories) <= set(locale.plurals) <= set(CATEGORIES), tag
        for fields in ({"year"}, {"month", "number", "number2"}, {"day", "day2"}):
            assert fields & set(locale.day[1::2]), (tag, locale.day)
        assert "minute" in locale.clock[1::2], (tag, locale.clock)
