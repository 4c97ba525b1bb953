"""Every check is in the tuple, and has both a case that is flagged and one that is not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path

import pytest

from site_builder import checks
from site_builder.checks import CHECKS
from site_builder.checks.survey import Survey
from site_builder.model.problem import Problem
from tests.checks.case import Case

FAMILIES = sorted({file.stem for file in Path(checks.__file__).parent.glob("*.py")} - {"__init__", "budgets", "survey"})
"""All but the budgets, which hold the finished site and not what is known before its pages are drawn."""

Check = Callable[[Survey], Iterable[Problem]]


def cases() -> Iterator[Case]:
    """Yield the cases of every family."""
    for family in FAMILIES:
        yield from import_module(f"tests.checks.test_{family}").CASES


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: f"{check.__module__.rpartition('.')[2]}.{check.__name__}")
def test_every_check_has_a_case_that_is_flagged_and_one_that_is_not(check: Check) -> None:
    said = [bool(case.said) for case in cases() if case.check is check]
    assert True in said, "no case is flagged"
    assert False in said, "no case passes"


def test_every_function_that_yields_problems_is_in_the_tuple() -> None:
    written = {
        function
        for family in FAMILIES
        for name, function in vars(import_module(f"site_builder.checks.{family}")).items()
        if getattr(function, "__module__", "") == f"site_builder.checks.{family}"
        and not name.startswith("_")
        and getattr(function, "__annotations__", {}).get("survey") == "Survey"
    }
    assert written == set(CHECKS)
    assert len(CHECKS) == len(written), "one is there twice"


def test_every_case_is_of_a_check_in_the_tuple() -> None:
    assert {case.check for case in cases()} == set(CHECKS)
