"""A case of a check: what it looks at, and what it says, as `site-builder check` would print it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from textwrap import dedent
from typing import NamedTuple

from site_builder.checks.survey import Survey
from site_builder.model.problem import Problem
from site_builder.report import as_text


class Case(NamedTuple):
    """`said` is all that `check` should say of `survey`; "" where nothing is wrong."""

    name: str
    check: Callable[[Survey], Iterable[Problem]]
    survey: Survey
    said: str = ""

    @property
    def expected(self) -> str:
        """What the check should say, without the indentation that it has in the source."""
        return dedent(self.said.strip("\n"))

    @property
    def heard(self) -> str:
        """What the check says."""
        return as_text(self.check(self.survey))

    def __str__(self) -> str:
        return self.name.replace(" ", "-")
