"""What a run has to report: all that any format of it needs, so that every format is a function of one value."""

from __future__ import annotations

import msgspec

from site_builder.model.problem import Problem
from site_builder.model.rule import BuilderRule, Rule


class Report(msgspec.Struct, frozen=True):
    """The problems of a run, sorted by place, and what is known beside them.

    `totals` is the line that sums the run up. `files` are the paths of all files that were read. `rules` explains the
    rules that were broken and `fingerprints` are those of the problems, each in its order (see `baseline.py`).
    `folder` leads from the repository to the project, "" or with a slash at its end. `version` is the builder's own,
    `digest` that of the whole site where somebody asked for it.
    """

    problems: tuple[Problem, ...]
    pages: int = 0
    totals: str = ""
    strict: bool = False
    files: tuple[str, ...] = ()
    rules: tuple[Rule | BuilderRule, ...] = ()
    fingerprints: tuple[str, ...] = ()
    folder: str = ""
    version: str = ""
    digest: str = ""
