"""What the furniture says in a language: the places of texts, plurals, dates, times and numbers."""

from __future__ import annotations

import ast
from datetime import date
from pathlib import Path

import msgspec
import pytest
from babel import Locale as BabelLocale
from babel.localedata import locale_identifiers

import site_builder
from site_builder.interface import SAID_BY_BUILDER, category, clock, day, duration, listed, number, say
from site_builder.language.locales import find_locale
from site_builder.model.interface import Interface, Message
from tests.builders import interface

ENGLISH, SPANISH = interface(), interface("es")


def of(tag: str) -> Interface:
    """Return English words in the ways of another language."""
    locale = find_locale(tag)
    assert locale is not None
    return msgspec.structs.replace(ENGLISH, locale=locale)


def test_a_text_is_said_with_what_is_given_for_its_places() -> None:
    assert say(ENGLISH, "toc.title") == "On this page"
    assert say(ENGLISH, "pagination.place", number=2, pages=1200) == "Page 2 of 1,200"
    assert say(SPANISH, "byline.published", day=date(2026, 11, 2)) == "Publicado el 2 de noviembre de 2026"


def test_a_count_chooses_the_form() -> None:
    assert [say(ENGLISH, "articles.count", count=count) for count in (0, 1, 2)] == [
        "0 articles",
        "1 article",
        "2 articles",
    ]
    forms = Message((("one", ("o",)), ("few", ("f",)), ("many", ("m",)), ("other", ("x",))))
    polish = msgspec.structs.replace(of("pl"), messages={"a.b": forms})
    assert "".join(say(polish, "a.b", count=count) for count in (1, 2, 5, 22, 112, 1002)) == "ofmfmf"


def test_a_form_that_is_not_there_is_said_as_any_other() -> None:
    arabic = of("ar")
    assert say(arabic, "articles.count", count=3) == "3 articles"


def test_what_is_missing_is_told() -> None:
    with pytest.raises(LookupError, match=r"no text “toc\.titel” in the interface of en"):
        say(ENGLISH, "toc.titel")
    with pytest.raises(LookupError, match=r"nothing is given for the place \{pages\} of the text “pagination\.place”"):
        say(ENGLISH, "pagination.place", number=1)


def test_from_100_on_plurals_go_by_the_last_two_digits() -> None:
    for tag in sorted({identifier.partition("_")[0] for identifier in locale_identifiers()} - {"br", "kw", "root"}):
        rule, language = BabelLocale.parse(tag).plural_form, of(tag)
        for count in (*range(100, 320), 999, 1000, 1001, 1011, 12_345):
            assert category(language, count) == rule(count), (tag, count)


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("en-US", "November 2, 2026"),
        ("es-US", "2 de noviembre de 2026"),
        ("de", "2. November 2026"),
        ("ar", "2 نوفمبر 2026"),
        ("zh", "2026年11月2日"),
        ("th", "2 พฤศจิกายน 2026"),
    ],
)
def test_a_day_is_written_as_in_the_language(tag: str, text: str) -> None:
    assert day(of(tag), date(2026, 11, 2)) == text


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (date(2026, 1, 1), "January 1, 2026"),
        (date(2026, 12, 31), "December 31, 2026"),
        (date(999, 9, 9), "September 9, 999"),
    ],
)
def test_a_day_in_a_sentence(value: date, expected: str) -> None:
    assert day(ENGLISH, value) == expected


def test_a_time_of_day_is_written_as_in_the_language() -> None:
    times = ((0, 5), (8, 30), (12, 0), (17, 30), (24, 0))
    assert [clock(ENGLISH, *time) for time in times] == ["12:05 am", "8:30 am", "12:00 pm", "5:30 pm", "12:00 am"]
    assert [clock(SPANISH, 8, 30), clock(SPANISH, 17, 30)] == ["8:30 a. m.", "5:30 p. m."]
    assert [clock(of("es"), 8, 30), clock(of("de"), 8, 30)] == ["8:30", "08:30"]


def test_numbers_are_written_as_in_the_language() -> None:
    assert [number(ENGLISH, value) for value in (999, 1000, 1234567, "48.2", "1.50")] == [
        "999",
        "1,000",
        "1,234,567",
        "48.2",
        "1.50",
    ]
    assert [number(of("de"), value) for value in (1000, "48.2")] == ["1.000", "48,2"]
    assert number(SPANISH, "48.2") == "48.2", "as in the United States"


def test_durations_of_the_data_are_said_in_the_language() -> None:
    assert duration(SPANISH, "1 hour") == "1 hora"
    assert duration(SPANISH, "18 days") == "18 días"
    assert duration(SPANISH, "1.5 years") == "1.5 años"
    assert [duration(ENGLISH, text) for text in ("2 hours", "open", "")] == ["2 hours", "open", ""]


def test_several_things_stand_in_one_line() -> None:
    assert [listed(ENGLISH, things) for things in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a, b",
        "a, b, c",
    ]


def test_every_text_that_a_module_says_is_named() -> None:
    """A clinic's file of texts is checked against that list, so what it does not name could be missing unseen."""
    said = set()
    for file in Path(site_builder.__file__).parent.rglob("*.py"):
        for call in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "say":
                said |= set(_constants(call.args[1])) if len(call.args) > 1 else set()
    whole = {key for key in said if not key.endswith(".")}
    starts = tuple(said - whole)
    assert whole <= SAID_BY_BUILDER
    assert {key for key in SAID_BY_BUILDER - whole if not key.startswith(starts)} == set()


def _constants(key: ast.expr) -> list[str]:
    """Return a key that is written out, or how it begins."""
    return [node.value for node in ast.walk(key) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
