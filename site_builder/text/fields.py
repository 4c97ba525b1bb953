"""Turn plain data, in which every scalar is still text, into a value of the model, and tell all that is wrong with it.

The types in `model/` are the only declaration: from each a plan is made once, and the plan then runs over the data
of every file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable
from datetime import date
from difflib import get_close_matches
from functools import cache
from typing import Any, NamedTuple, TypeVar, cast

from msgspec import inspect

Data = str | list["Data"] | dict[str, "Data"]
"""What a YAML file holds when no scalar is interpreted."""

Path = tuple[str | int, ...]
"""Where in the data something is: `("topics", 2)` is the third topic."""

Value = TypeVar("Value")


class Fault(NamedTuple):
    """One thing that is wrong with the data; `at_name` tells that the fault is in a field's name, not in its value."""

    path: Path
    rule: str
    message: str
    hint: str
    at_name: bool = False


def convert(data: Data, type_: type[Value]) -> tuple[Value | None, list[Fault]]:
    """Return `data` as a value of `type_`, and every fault found on the way.

    A field that is wrong but has a default takes that default, so that one slip in a file does not hide the rest of
    it; without a required field there is no value.
    """
    faults: list[Fault] = []
    value = _plan(cast("Hashable", type_))(data, (), faults)
    return (None if value is _BAD else value), faults


def is_text(type_: Any, path: Path) -> bool:
    """Return whether the value at `path` of a `type_` is a text."""
    info = inspect.type_info(type_)
    for step in path:
        info = _bare(info)
        match info:
            case inspect.StructType():
                field = next((field for field in info.fields if field.encode_name == step), None)
                if field is None:
                    return False
                info = field.type
            case inspect.VarTupleType():
                info = info.item_type
            case inspect.DictType():
                info = info.value_type
            case _:
                return False
    return isinstance(_bare(info), inspect.StrType)


def meant_by(word: str) -> str:
    """Return `true` or `false`, whichever a writer means by `word`, or ""."""
    return _TRUTH_MEANT.get(word.strip().lower(), "")


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the known name that `name` is probably meant to be, whatever the case of its letters, or ""."""
    by_lower = {each.lower(): each for each in sorted(known)}
    return next((by_lower[each] for each in get_close_matches(name.lower(), by_lower, n=1, cutoff=0.6)), "")


EARLIEST_YEAR, LATEST_YEAR = 1900, 2199

_BAD: Any = object()
_Plan = Callable[[Any, Path, list[Fault]], Any]


@cache
def _plan(type_: Any) -> _Plan:
    return _plan_of(inspect.type_info(type_))


def _plan_of(info: inspect.Type) -> _Plan:
    """Return the function that converts data to the type that `info` describes."""
    match info:
        case inspect.Metadata():
            return _plan_of(info.type)
        case inspect.StrType():
            return _text if info.min_length else _any_text
        case inspect.BoolType():
            return _truth
        case inspect.IntType():
            return _whole_number(info.ge)
        case inspect.FloatType():
            return _number(info.ge, info.le)
        case inspect.DateType():
            return _day
        case inspect.EnumType():
            return _one_of(info.cls)
        case inspect.VarTupleType():
            return _list_of(_plan_of(info.item_type))
        case inspect.DictType():
            return _named(_plan_of(info.value_type))
        case inspect.StructType():
            return _struct(info)
        case inspect.UnionType():
            (other,) = (part for part in info.types if not isinstance(part, inspect.NoneType))
            return _plan_of(other)
    raise TypeError(f"no plan for {info!r}: a field may be text, bool, int, float, date, Enum, tuple, dict or Struct")


def _bare(info: inspect.Type) -> inspect.Type:
    """Return the type within what only says more of it: bounds, a description, or that it may be missing."""
    while isinstance(info, inspect.Metadata | inspect.UnionType):
        if isinstance(info, inspect.Metadata):
            info = info.type
        else:
            (info,) = (part for part in info.types if not isinstance(part, inspect.NoneType))
    return info


def _any_text(data: Any, path: Path, faults: list[Fault]) -> Any:
    if type(data) is not str:
        return _wrong_type(data, path, faults, "a text")
    if not data.isprintable() and (found := _CONTROL.search(data)):
        message = f"{_name(path)} contains a character that cannot be shown (U+{ord(found[0]):04X})."
        return _fault(path, faults, "field-control-character", message, "Delete the backslash and what follows it.")
    return data


_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ue000-\uf8ff\ufeff\ufffe\uffff]")


def _text(data: Any, path: Path, faults: list[Fault]) -> Any:
    if type(data) is str and (not data or data.isspace()):
        return _empty(path, faults)
    return _any_text(data, path, faults)


def _truth(data: Any, path: Path, faults: list[Fault]) -> Any:
    if data == "true":
        return True
    if data == "false":
        return False
    if type(data) is not str:
        return _wrong_type(data, path, faults, "true or false")
    meant = meant_by(data)
    hint = f"Write {meant}." if meant else "Write true or false, in small letters."
    return _fault(path, faults, "field-truth", f"{_name(path)} is “{data}”; it can only be true or false.", hint)


_TRUTH_MEANT = dict.fromkeys(("true", "yes", "y", "on", "1", "si", "sí"), "true") | dict.fromkeys(
    ("false", "no", "n", "off", "0"), "false"
)


def _whole_number(least: float | None) -> _Plan:
    def whole_number(data: Any, path: Path, faults: list[Fault]) -> Any:
        if type(data) is not str:
            return _wrong_type(data, path, faults, "a whole number")
        if not re.fullmatch(r"[+-]?[0-9]{1,15}", data):
            message = f"{_name(path)} is “{data}”, which is not a whole number."
            return _fault(path, faults, "field-number", message, "Write it in digits only, as in 3.")
        if least is not None and int(data) < least:
            message = f"{_name(path)} is {data}; the least it can be is {least:g}."
            return _fault(path, faults, "field-number", message, f"Write {least:g} or more.")
        return int(data)

    return whole_number


def _number(least: float | None, most: float | None) -> _Plan:
    def number(data: Any, path: Path, faults: list[Fault]) -> Any:
        if type(data) is not str:
            return _wrong_type(data, path, faults, "a number")
        if not re.fullmatch(r"-?[0-9]{1,15}(?:\.[0-9]{1,9})?", data):
            message = f"{_name(path)} is “{data}”, which is not a number."
            return _fault(path, faults, "field-number", message, "Write it in digits, with a point, as in 48.2.")
        if (least is not None and float(data) < least) or (most is not None and float(data) > most):
            bounds = " and ".join(f"{each:g}" for each in (least, most) if each is not None)
            message = f"{_name(path)} is {data}, which is outside of {bounds}."
            return _fault(path, faults, "field-number", message, f"Write a number within {bounds}.")
        return float(data)

    return number


def _one_of(choices: Any) -> _Plan:
    values = {str(choice): choice for choice in choices}

    def one_of(data: Any, path: Path, faults: list[Fault]) -> Any:
        if type(data) is not str:
            return _wrong_type(data, path, faults, "a text")
        if data in values:
            return values[data]
        near = nearest(data, values)
        message = f"{_name(path)} is “{data}”; it can only be {', '.join(values)}."
        return _fault(path, faults, "field-choice", message, f"Did you mean {near}?" if near else "Write one of these.")

    return one_of


def _day(data: Any, path: Path, faults: list[Fault]) -> Any:
    if type(data) is not str:
        return _wrong_type(data, path, faults, "a date")
    if not data:
        return _empty(path, faults)
    if _DAY.fullmatch(data):
        try:
            day = date.fromisoformat(data)
        except ValueError:
            message = f"{_name(path)} is “{data}”, a day that no calendar has."
            hint = _date_hint(data, "Look at the month and the day again: year-month-day.")
            return _fault(path, faults, "field-date", message, hint)
        if EARLIEST_YEAR <= day.year <= LATEST_YEAR:
            return day
        message = f"{_name(path)} is “{data}”; the year {day.year} cannot be meant."
        return _fault(path, faults, "field-date", message, "Look at the year again.")
    message = f"{_name(path)} is “{data}”, which is not a date as in 2026-09-01."
    return _fault(path, faults, "field-date", message, _date_hint(data))


_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _date_hint(text: str, otherwise: str = "Write the year, the month and the day with hyphens: 2026-09-01.") -> str:
    """Return how to write a date that was written in another way, as far as that can be told."""
    if found := re.match(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?![0-9])", text):
        year, second, third = map(int, found.groups())
        if days := _days(year, (second, third)) or _days(year, (third, second)):
            return f"Write {days[0]}: four digits, two and two, and nothing after them."
    if found := re.match(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})(?![0-9])", text):
        first, second, year = map(int, found.groups())
        if days := _days(year, (second, first), (first, second)):
            return f"Write {' or '.join(days)}: year, month, day."
    return otherwise


def _days(year: int, *months_and_days: tuple[int, int]) -> list[str]:
    """Return those of the days that a calendar has, each once."""
    days = []
    for month, day in months_and_days:
        try:
            days.append(str(date(year, month, day)))
        except ValueError:
            continue
    return list(dict.fromkeys(days))


def _list_of(item: _Plan) -> _Plan:
    def list_of(data: Any, path: Path, faults: list[Fault]) -> Any:
        if type(data) is not list:
            return _wrong_type(data, path, faults, "a list")
        values = [item(part, (*path, index), faults) for index, part in enumerate(data)]
        return tuple(value for value in values if value is not _BAD)

    return list_of


def _named(item: _Plan) -> _Plan:
    def named(data: Any, path: Path, faults: list[Fault]) -> Any:
        if type(data) is not dict:
            return _wrong_type(data, path, faults, "a group of names with a value each")
        values = {name: item(part, (*path, name), faults) for name, part in data.items()}
        return {name: value for name, value in values.items() if value is not _BAD}

    return named


def _struct(info: inspect.StructType) -> _Plan:
    plans = {field.encode_name: _plan_of(field.type) for field in info.fields}
    required = tuple(field.encode_name for field in info.fields if field.required)
    make = info.cls

    def struct(data: Any, path: Path, faults: list[Fault]) -> Any:
        if type(data) is not dict:
            return _wrong_type(data, path, faults, "a group of fields")
        values = {}
        for name, part in data.items():
            if (plan := plans.get(name)) is None:
                _unknown(name, path, faults, plans)
            elif part == "" and name not in required:
                pass  # A field with nothing after its colon: as if it were not there.
            elif (value := plan(part, (*path, name), faults)) is not _BAD:
                values[name] = value
        missing = [name for name in required if name not in values]
        misspelt = {nearest(name, plans) for name in data if name not in plans} if missing else ()
        for name in missing:
            if name not in data and name not in misspelt:
                _missing(name, path, faults)
        return _BAD if missing else make(**values)

    return struct


def _unknown(name: str, path: Path, faults: list[Fault], known: Iterable[str]) -> None:
    near = nearest(name, known)
    hint = f"Did you mean {near}?" if near else f"The fields here are {', '.join(sorted(known))}."
    faults.append(Fault((*path, name), "field-unknown", f"There is no field “{name}”{_within(path)}.", hint, True))


def _missing(name: str, path: Path, faults: list[Fault]) -> None:
    message = f"The field “{name}” is missing{_within(path)}."
    faults.append(Fault(path, "field-missing", message, f"Add a line that begins with {name}: and a value after it."))


def _empty(path: Path, faults: list[Fault]) -> Any:
    return _fault(path, faults, "field-empty", f"{_name(path)} is empty.", "Write something after the colon.")


def _wrong_type(data: Any, path: Path, faults: list[Fault], wanted: str) -> Any:
    if data == "":
        return _empty(path, faults)
    found = "a list" if isinstance(data, list) else "a group of fields"
    if isinstance(data, str):
        found = f"the text “{data[:40]}”"
    message = f"{_name(path)} is {found}, where {wanted} belongs."
    return _fault(path, faults, "field-type", message, _type_hint(data, wanted, path))


def _type_hint(data: Any, wanted: str, path: Path) -> str:
    field = next((part for part in reversed(path) if isinstance(part, str)), "field")
    if isinstance(data, str) and re.match(r"-[^\s-]", data):
        return "Put a space after each -."
    if wanted == "a list":
        return f"Put square brackets around it: {field}: [first, second]."
    if isinstance(data, dict) and wanted == "a text":
        return "If the text contains a colon, put quotation marks around all of it."
    if isinstance(data, list) and wanted == "a text":
        return "Write one value only; a text that begins with a bracket needs quotation marks around it."
    return f"Write {wanted} after {field}:"


def _fault(path: Path, faults: list[Fault], rule: str, message: str, hint: str) -> Any:
    faults.append(Fault(path, rule, message, hint))
    return _BAD


def _name(path: Path) -> str:
    """Return how to speak of the value at `path`: `the 3rd of topics` for an item of a list."""
    match path:
        case ():
            return "The file"
        case (*front, int(index)):
            return f"Number {index + 1} of “{_dotted(front)}”"
    return f"“{_dotted(path)}”"


def _within(path: Path) -> str:
    return f" in “{_dotted(path)}”" if path else ""


def _dotted(path: Iterable[str | int]) -> str:
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in path)
