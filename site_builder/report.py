"""Problems for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable

from site_builder.model.problem import Problem, Severity


def count(problems: Iterable[Problem], severity: Severity) -> int:
    """Return how many of the problems are of this severity."""
    return sum(1 for problem in problems if problem.severity is severity)


def as_text(problems: Iterable[Problem], pages: int) -> str:  # noqa: ARG001  # every format is asked alike
    """Return each problem as `file:line:column: severity[rule] message`, and below it the hint."""
    return "".join(
        f"{one_line(each.file)}:{each.line}:{each.column}: {each.severity}[{each.rule}] {one_line(each.message)}\n"
        f"    hint: {one_line(each.hint)}\n"
        for each in problems
    )


def as_json(problems: Iterable[Problem], pages: int) -> str:
    """Return the problems, how many are errors and warnings, and how many pages the site has."""
    listed = list(problems)
    return (
        json.dumps(
            {
                "problems": [
                    {
                        "file": each.file,
                        "line": each.line,
                        "column": each.column,
                        "severity": each.severity.value,
                        "rule": each.rule,
                        "message": each.message,
                        "hint": each.hint,
                    }
                    for each in listed
                ],
                "errors": count(listed, Severity.ERROR),
                "warnings": count(listed, Severity.WARNING),
                "pages": pages,
            },
            ensure_ascii=False,
            indent=2,
        )
        + "\n"
    )


def one_line(text: str) -> str:
    """Return `text` on one line, without signs that would move the cursor of a terminal."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


FORMATS: dict[str, Callable[[Iterable[Problem], int], str]] = {"text": as_text, "json": as_json}
"""Every format by its name on the command line."""
