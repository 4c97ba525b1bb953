"""The comparison: treatments side by side, aspect by aspect, as `content/treatments.yaml` says it."""

from __future__ import annotations

import msgspec

from site_builder.model.problem import Problem


class Comparison(msgspec.Struct, frozen=True):
    """The whole matrix, its cells parsed."""


class ComparisonFile(msgspec.Struct, frozen=True):
    """content/treatments.yaml, read: None where it cannot be."""

    comparison: Comparison | None
    problems: tuple[Problem, ...]
