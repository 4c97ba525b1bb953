from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from site_builder.digest import SIZE, digest, digest_bytes
from site_builder.model.inputs import Source
from site_builder.model.problem import Place, Problem, Severity


class One(msgspec.Struct, frozen=True):
    name: str = "a"
    other: str = "b"


class Renamed(msgspec.Struct, frozen=True):
    name: str = "a"
    another: str = "b"


def test_a_digest_is_sixteen_bytes() -> None:
    assert len(digest_bytes(b"")) == len(digest(())) == SIZE == 16


def test_bytes_and_a_view_of_them_have_the_same_digest() -> None:
    assert digest_bytes(b"abc") == digest_bytes(memoryview(b"xabcx")[1:4])


def test_the_digest_of_bytes_never_changes_between_versions() -> None:
    assert digest_bytes(b"site").hex() == "7bfbdd21912df07b927baff373377fbb"


def test_equal_values_have_equal_digests() -> None:
    assert digest(Source("a", b"1", 2)) == digest(Source("a", b"1", 2))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (("ab", "c"), ("a", "bc")),
        (("a", ("b",)), ("a", "b")),
        ((), ((),)),
        ("", None),
        ("1", 1),
        (1, 1.5),
        (0, False),
        (1, True),
        (b"a", "a"),
        (date(2026, 1, 1), date(2026, 1, 2)),
        (Source("a", b"1", 2), Source("a", b"2", 2)),
        (Source("a", b"1", 2), Source("b", b"1", 2)),
        (One(), Renamed()),
        (Place(1, 2), Place(2, 1)),
        ({"a": "b"}, {"a": "c"}),
        ({"a": "b"}, {"b": "a"}),
    ],
    ids=str,
)
def test_different_values_have_different_digests(left: Any, right: Any) -> None:
    assert digest(left) != digest(right)


def test_the_order_of_a_list_matters_and_that_of_a_mapping_or_set_does_not() -> None:
    assert digest(("a", "b")) != digest(("b", "a"))
    assert digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1})
    assert digest({"x", "y", "z"}) == digest({"z", "y", "x"})


def test_every_field_of_a_problem_takes_part() -> None:
    one = Problem("a", 1, 2, "r", Severity.ERROR, "m", "h")
    others = [
        msgspec.structs.replace(one, **{name: value})
        for name, value in {
            "file": "b",
            "line": 2,
            "column": 3,
            "rule": "s",
            "severity": Severity.INFO,
            "message": "n",
            "hint": "i",
        }.items()
    ]
    assert len({digest(each) for each in [one, *others]}) == 8


@pytest.mark.parametrize("value", [object(), lambda: None, open], ids=["object", "function", "builtin"])
def test_what_has_no_fixed_form_is_refused(value: Any) -> None:
    with pytest.raises(TypeError, match="a digest needs a frozen value"):
        digest((value,))
