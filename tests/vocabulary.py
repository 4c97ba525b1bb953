"""The vocabulary of schema.org, as `msgspec-schemaorg` has it, and what JSON-LD says that is not in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib import import_module
from typing import Any

MODELS = import_module("msgspec_schemaorg.models")
ENUMS = import_module("msgspec_schemaorg.enums")

SCHEMA = "https://schema.org/"

ALSO = {
    # The package knows one supertype of each type. Source: https://schema.org/MedicalClinic, .../MedicalSpecialty.
    "MedicalClinic": ("MedicalBusiness", "LocalBusiness", "Place"),
    "MedicalSpecialty": ("Specialty",),
}

ADDRESS = re.compile(r"https?://[^\s\"<>\\]+")


def faults(data: dict[str, Any]) -> list[str]:
    """Return what JSON-LD says that schema.org does not know, each with where it stands."""
    context = [] if data.get("@context") == "https://schema.org" else [f"@context is {data.get('@context')}"]
    return [*context, *_of_thing({name: value for name, value in data.items() if name != "@context"}, "")]


def _of_thing(data: dict[str, Any], path: str) -> Iterator[str]:
    type_ = data.get("@type", "")
    if not hasattr(MODELS, type_):
        yield f"{path}: there is no type {type_!r}"
        return
    known = properties(type_)
    for name, value in data.items():
        here = f"{path}/{type_}.{name}"
        if name == "@type":
            continue
        if name not in known:
            yield f"{here}: no such property"
            continue
        for each in value if isinstance(value, list) else [value]:
            yield from _of_value(each, known[name], here)


def _of_value(value: Any, wanted: frozenset[str], path: str) -> Iterator[str]:
    if isinstance(value, dict):
        if not wanted & {*supertypes(value.get("@type", ""))}:
            yield f"{path}: a {value.get('@type')} where {sorted(wanted)} can be"
        yield from _of_thing(value, path)
    elif not any(_is(value, each) for each in wanted):
        yield f"{path}: {value!r} where {sorted(wanted)} can be"


def _is(value: Any, range_: str) -> bool:
    """Return whether a plain value can stand for what a property wants; a thing can be named by its address."""
    match range_:
        case "str":
            return isinstance(value, str) and bool(value.strip())
        case "int" | "float":
            return isinstance(value, int | float)
        case "bool":
            return isinstance(value, bool)
        case "date" | "datetime":
            return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", str(value)) and date.fromisoformat(value))
        case "time":
            return re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", str(value)) is not None
    if members := _members(range_):
        return isinstance(value, str) and value.removeprefix(SCHEMA) in members
    return isinstance(value, str) and ADDRESS.fullmatch(value) is not None


@cache
def supertypes(type_: str) -> tuple[str, ...]:
    """Return a type and all that it is a kind of."""
    found = [each.__name__ for each in getattr(MODELS, type_).__mro__] if hasattr(MODELS, type_) else []
    return (*found, *(other for each in ALSO.get(type_, ()) for other in (each, *supertypes(each))))


@cache
def properties(type_: str) -> dict[str, frozenset[str]]:
    """Return each property of a type with what it may hold, by name: a type, an enumeration, a plain type of Python."""
    found: dict[str, frozenset[str]] = {}
    for each in supertypes(type_):
        for name, annotation in getattr(getattr(MODELS, each, None), "__annotations__", {}).items():
            found.setdefault(name, frozenset(re.findall(r"\w+", annotation)) - {"Union", "List", "Optional", "None"})
    return found


@cache
def _members(enumeration: str) -> frozenset[str]:
    """Return what an enumeration lists, none where there is no such enumeration."""
    names = {enumeration, *(each for each, others in ALSO.items() if enumeration in others)}
    return frozenset(each.value for name in names if hasattr(ENUMS, name) for each in getattr(ENUMS, name))
