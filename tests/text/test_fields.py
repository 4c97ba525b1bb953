"""Plain data becomes a value of the model, or faults that a writer understands."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import msgspec
import pytest
from msgspec import Meta

from site_builder.text.fields import Data, Fault, convert, is_text, nearest

Text = Annotated[str, Meta(min_length=1)]


class Part(msgspec.Struct, frozen=True):
    name: Text
    count: Annotated[int, Meta(ge=0)] | None = None


class Sample(msgspec.Struct, frozen=True, tag="sample"):
    title: Text
    note: str = ""
    draft: bool = False
    day: date | None = None
    topics: tuple[Text, ...] = ()
    part: Part | None = None
    parts: tuple[Part, ...] = ()
    people: dict[str, Part] = {}


def faults_of(**data: Data) -> list[Fault]:
    _, faults = convert({"title": "T", **data}, Sample)
    assert all(fault.message and fault.hint for fault in faults)
    return faults


def only(faults: list[Fault]) -> Fault:
    [fault] = faults
    return fault


def test_every_kind_of_field_is_converted() -> None:
    data: Data = {
        "title": "NO",
        "note": "12:30",
        "draft": "true",
        "day": "2026-09-01",
        "topics": ["0123", "a: b"],
        "part": {"name": "p", "count": "3"},
        "parts": [{"name": "q"}],
        "people": {"nurse": {"name": "N"}},
    }
    assert convert(data, Sample) == (
        Sample(
            title="NO",
            note="12:30",
            draft=True,
            day=date(2026, 9, 1),
            topics=("0123", "a: b"),
            part=Part("p", 3),
            parts=(Part("q"),),
            people={"nurse": Part("N")},
        ),
        [],
    )


def test_fields_that_are_not_there_take_their_defaults() -> None:
    assert convert({"title": "T"}, Sample) == (Sample("T"), [])


@pytest.mark.parametrize("name", ["note", "draft", "day", "topics", "part", "people"])
def test_a_field_with_nothing_behind_its_colon_counts_as_not_there(name: str) -> None:
    assert convert({"title": "T", name: ""}, Sample) == (Sample("T"), [])


def test_a_missing_required_field_leaves_no_value() -> None:
    value, faults = convert({"note": "x"}, Sample)
    assert value is None
    assert only(faults)[:2] == ((), "field-missing")
    assert "title" in faults[0].message


@pytest.mark.parametrize("name", ["titel", "Title", "TITLE"])
def test_a_misspelt_required_field_is_told_once(name: str) -> None:
    value, faults = convert({name: "x"}, Sample)
    assert value is None
    assert only(faults) == Fault((name,), "field-unknown", f"There is no field “{name}”.", "Did you mean title?", True)


def test_an_empty_required_date_is_told_as_empty() -> None:
    class Dated(msgspec.Struct, frozen=True):
        day: date

    assert only(convert({"day": ""}, Dated)[1])[:2] == (("day",), "field-empty")


def test_a_list_without_spaces_after_its_hyphens_is_told() -> None:
    assert only(faults_of(topics="-It fades.")).hint == "Put a space after each -."


@pytest.mark.parametrize(
    ("path", "is_one"),
    [
        (("title",), True),
        (("topics", 0), True),
        (("parts", 1, "name"), True),
        (("people", "nurse", "name"), True),
        (("day",), False),
        (("draft",), False),
        (("part", "count"), False),
        (("topics",), False),
        (("part", "nothing"), False),
        (("title", "x"), False),
    ],
)
def test_texts_are_known_from_what_is_no_text(path: tuple[str | int, ...], is_one: bool) -> None:
    assert is_text(Sample, path) == is_one


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_an_empty_required_text_is_told_once(text: str) -> None:
    value, faults = convert({"title": text}, Sample)
    assert value is None
    assert only(faults)[:2] == (("title",), "field-empty")


def test_a_wrong_optional_field_takes_its_default_and_is_told() -> None:
    value, faults = convert({"title": "T", "day": "soon", "topics": ["a", "", "b"]}, Sample)
    assert value == Sample("T", topics=("a", "b"))
    assert [fault[:2] for fault in faults] == [(("day",), "field-date"), (("topics", 1), "field-empty")]


def test_all_faults_are_told_together_with_their_paths() -> None:
    faults = faults_of(
        titel="x",
        draft="yes",
        topics="a",
        parts=[{"name": "a"}, {"nam": "b", "count": "-1"}],
        people={"n": {"name": []}},
    )
    assert [fault[:2] for fault in faults] == [
        (("titel",), "field-unknown"),
        (("draft",), "field-truth"),
        (("topics",), "field-type"),
        (("parts", 1, "nam"), "field-unknown"),
        (("parts", 1, "count"), "field-number"),
        (("people", "n", "name"), "field-type"),
    ]


def test_an_unknown_field_is_told_at_its_name_with_the_nearest_one() -> None:
    fault = only(faults_of(topcis="a"))
    assert fault.at_name
    assert "topics" in fault.hint


def test_an_unknown_field_like_no_other_is_told_with_all_there_are() -> None:
    assert "day" in only(faults_of(zzz="a")).hint


@pytest.mark.parametrize(
    ("text", "meant"), [("yes", "true"), ("Yes", "true"), ("NO", "false"), ("on", "true"), ("0", "false")]
)
def test_other_words_for_true_and_false_are_told_what_was_expected(text: str, meant: str) -> None:
    fault = only(faults_of(draft=text))
    assert fault.rule == "field-truth"
    assert meant in fault.hint
    assert text in fault.message


def test_nonsense_for_true_or_false_is_told() -> None:
    assert "true or false" in only(faults_of(draft="perhaps")).hint


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("2026-9-1", "2026-09-01"),
        ("2026/09/01", "2026-09-01"),
        ("01/09/2026", "2026-09-01 or 2026-01-09"),
        ("1.9.2026", "2026-09-01"),
        ("2026-02-30", "month and the day"),
        ("2026-13-01", "Write 2026-01-13:"),
        ("11/21/2026", "Write 2026-11-21:"),
        ("21.11.2026", "Write 2026-11-21:"),
        ("2026-21-11", "Write 2026-11-21:"),
        ("2026/21/11", "Write 2026-11-21:"),
        ("31/31/2026", "2026-09-01"),
        ("30.2.2026", "2026-09-01"),
        ("1026-01-01", "year"),
        ("2200-01-01", "year"),
        ("2026-09-01T10:00:00", "2026-09-01"),
        ("2026-09-01 10:00", "2026-09-01"),
        ("1 September 2026", "2026-09-01"),
        ("20260901", "2026-09-01"),
        ("٢٠٢٦-٠٩-٠١", "2026-09-01"),
    ],
)
def test_a_date_in_another_form_is_told_with_a_hint_that_helps(text: str, hint: str) -> None:
    fault = only(faults_of(day=text))
    assert fault.rule == "field-date"
    assert text in fault.message
    assert hint in fault.hint


@pytest.mark.parametrize("text", ["1900-01-01", "2199-12-31", "2024-02-29"])
def test_the_days_of_a_calendar_are_dates(text: str) -> None:
    assert convert({"title": "T", "day": text}, Sample)[0] == Sample("T", day=date.fromisoformat(text))


@pytest.mark.parametrize("text", ["three", "1.5", "1e3", "0x10", "1_000", "٣", "9" * 5000])
def test_what_is_not_a_whole_number_is_told(text: str) -> None:
    assert only(faults_of(part={"name": "p", "count": text})).rule == "field-number"


def test_a_number_below_the_least_is_told() -> None:
    fault = only(faults_of(part={"name": "p", "count": "-1"}))
    assert fault.path == ("part", "count")
    assert "0 or more" in fault.hint


class Shares(msgspec.Struct, frozen=True):
    share: Annotated[float, Meta(ge=0, le=100)]


@pytest.mark.parametrize(("text", "expected"), [("48.2", 48.2), ("0", 0.0), ("100", 100.0), ("30.0", 30.0)])
def test_a_number_may_have_decimals(text: str, expected: float) -> None:
    assert convert({"share": text}, Shares) == (Shares(expected), [])


@pytest.mark.parametrize("text", ["48,2", "48.2%", "nan", "inf", "1e1", ".5", "5.", "٣", "-0.1", "100.1", "many"])
def test_what_is_no_number_or_out_of_bounds_is_told(text: str) -> None:
    fault = only(convert({"share": text}, Shares)[1])
    assert (fault.path, fault.rule) == (("share",), "field-number")
    assert text in fault.message


WRONG_TYPES: list[tuple[str, Any]] = [
    ("title", ["a"]),
    ("title", {"a": "b"}),
    ("note", []),
    ("draft", ["true"]),
    ("day", {"year": "2026"}),
    ("topics", "a"),
    ("topics", {"a": "b"}),
    ("part", "p"),
    ("part", ["p"]),
    ("people", ["p"]),
    ("people", "p"),
]


@pytest.mark.parametrize(("name", "data"), WRONG_TYPES)
def test_data_of_another_shape_is_told(name: str, data: Data) -> None:
    fault = only(faults_of(**{name: data}))
    assert fault[:2] == ((name,), "field-type")


def test_a_list_for_the_whole_is_told() -> None:
    value, faults = convert(["a"], Sample)
    assert value is None
    assert only(faults)[:2] == ((), "field-type")


@pytest.mark.parametrize("text", ["a\0b", "a\x1bb", "a\u2028b", "a\x85"])
def test_a_control_character_in_a_text_is_told(text: str) -> None:
    assert only(faults_of(note=text)).rule == "field-control-character"


@pytest.mark.parametrize("text", ["</script>", "a\nb", "“q” é 漢字 👩‍⚕️", "\u202eright to left"])
def test_any_other_character_may_stand_in_a_text(text: str) -> None:
    assert convert({"title": text}, Sample) == (Sample(text), [])


def test_nearest_finds_slips_only() -> None:
    assert nearest("Reviewd", ["reviewed", "related"]) == "reviewed"
    assert nearest("xyz", ["reviewed", "related"]) == ""
