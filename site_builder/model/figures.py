"""The figures that are drawn from data, as `content/figures.yaml` gives it."""

from __future__ import annotations

import msgspec

from site_builder.model.problem import Problem


class Figures(msgspec.Struct, frozen=True):
    """Every figure by its name."""


class FiguresFile(msgspec.Struct, frozen=True):
    """content/figures.yaml, read: no figure that cannot be is among them."""

    figures: Figures
    problems: tuple[Problem, ...]
