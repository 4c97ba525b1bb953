"""A problem: one thing that is wrong, where it is, and what its writer can do about it."""

from __future__ import annotations

import re
from enum import StrEnum

import msgspec


class Severity(StrEnum):
    """How much a problem matters: an error keeps the site from being written."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Place(msgspec.Struct, frozen=True, order=True, array_like=True, gc=False):
    """A position in a file as its writer sees it; both count from 1, front matter included."""

    line: int = 1
    column: int = 1


class Problem(msgspec.Struct, frozen=True, order=True, gc=False):
    """One problem. Sorting problems puts them in the order of their places.

    `file` is relative to the project root with `/`; what concerns a whole file stands at 1:1.
    `rule` names the fault in kebab case (a rule pack keeps its own ids) and never changes.
    """

    file: str
    line: int
    column: int
    rule: str
    severity: Severity
    message: str
    hint: str


TOP = Place()
"""Where a problem with a whole file stands."""

ALWAYS_ERRORS = re.compile(
    r"(address|build|field|folder|front-matter|language|name|symlink|template|yaml)-.*|clinic-missing"
    r"|interface-(group|key-missing|key-unknown|missing|place|plural|text)"
    r"|file-(empty|encoding|not-regular|too-large|unreadable)"
)
"""Rules without which a page would be left out, or drawn over another: no setting and no waiver makes that fine."""


IN_DRAFT = " Once it is no draft, this is an error."
"""What is said of a problem in a draft that keeps the site from being written as soon as it is none."""


def of_draft(found: Problem) -> Problem:
    """Return a problem of a draft: it does not keep the site from being written, and says so where it will."""
    if found.severity is not Severity.ERROR:
        return found
    return msgspec.structs.replace(found, severity=Severity.WARNING, message=found.message + IN_DRAFT)


def awaits(found: Problem) -> bool:
    """Return whether a problem of a draft is an error once that is none."""
    return found.severity is Severity.WARNING and found.message.endswith(IN_DRAFT)


def problem(
    rule: str,
    message: str,
    hint: str,
    *,
    file: str,
    place: Place = TOP,
    severity: Severity = Severity.ERROR,
) -> Problem:
    """Return a problem at `place`; the short way to write one."""
    return Problem(file, place.line, place.column, rule, severity, message, hint)
