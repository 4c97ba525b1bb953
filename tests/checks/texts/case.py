"""A case of a rule that one text alone can break: the text, and where the rule finds it broken."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from site_builder.checks.texts import broken_in
from site_builder.checks.texts.writing import Writing
from site_builder.language.passages import Role, line_passage, passages
from site_builder.model.problem import Place, Problem
from site_builder.model.rule import Rulebook
from site_builder.rules.book import for_language
from site_builder.rules.packs import shipped
from tests import builders

BODY = 5
"""The line on which the body of each case begins; its title stands at 2:8."""


class Case(NamedTuple):
    """`at` is where `rule` is broken, as in `5:1 7:3`; "" where it is not."""

    rule: str
    text: str
    at: str = ""
    title: str = ""
    kind: str = "article"
    fields: Mapping[str, Any] = {}
    language: str = "en"

    @property
    def found(self) -> list[Problem]:
        """What the rule says of the text."""
        book = _book(self.language)
        return sorted(problem for problem in broken_in(self.writing, book) if problem.rule == self.rule)

    @property
    def heard(self) -> str:
        """Where it says so."""
        return " ".join([f"{problem.line}:{problem.column}" for problem in self.found])

    @property
    def writing(self) -> Writing:
        """The text as a check sees it."""
        title = line_passage(self.title, Place(2, 8), Role.TITLE)
        return Writing(
            "content/articles/a.md",
            [*([title] if title else []), *passages(self.text, BODY)],
            kind=self.kind,
            fields=getattr(builders, self.kind)(**self.fields).fields,
            cited=re.findall(r"@(\w+)", self.text),
            language=self.language,
        )

    def __str__(self) -> str:
        words = f"{self.title} {self.text}".split()
        return "-".join([self.rule, *words[:6]])


@cache
def _book(language: str) -> Rulebook:
    return for_language(Rulebook(shipped()), language)
