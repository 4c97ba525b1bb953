"""Blocks that show shared data: what they name must be there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from site_builder.checks.survey import Survey, in_document
from site_builder.model.comparison import FILE
from site_builder.model.document import BlockUse, Document
from site_builder.model.figures import FILE as FIGURES
from site_builder.model.problem import Problem, Severity, problem
from site_builder.parts.figures import figure_name
from site_builder.text.fields import nearest


def comparisons_are_known(survey: Survey) -> Iterator[Problem]:
    """Yield a problem for each comparison that is not there, and each row or column that is not, or is named twice."""
    comparison = survey.site.materials.comparison
    if FILE in survey.site.materials.unread:
        return
    known = {
        "row": [aspect.key for aspect in comparison.aspects] if comparison else [],
        "column": [treatment.key for treatment in comparison.treatments] if comparison else [],
    }
    for document in survey.documents:
        for use in document.blocks:
            if use.name != "compare":
                continue
            if comparison is None:
                message = f"There is nothing to compare: {FILE} is missing."
                hint = "Write the file, or take the block out."
                yield in_document(document, "comparison-missing", message, hint, use.place)
                continue
            for part, keys in known.items():
                yield from _names(part, dict(use.options).get(f"{part}s", ()), keys, document, use)


def _names(
    part: str, named: tuple[str, ...], known: Iterable[str], document: Document, use: BlockUse
) -> Iterator[Problem]:
    for place, name in enumerate(named):
        if name not in known:
            near = nearest(name, known)
            hint = f"Did you mean {near}?" if near else f"The {part}s are {', '.join(known)}."
            message = f"The comparison has no {part} {name!r}."
            yield in_document(document, f"comparison-{part}-unknown", message, hint, use.place)
        elif name in named[:place]:
            message = f"The {part} {name!r} is named twice."
            yield in_document(document, f"comparison-{part}-repeated", message, "Delete one of the two.", use.place)


def figures_are_known(survey: Survey) -> Iterator[Problem]:
    """Yield a problem for each block that shows a figure which is not there, or is one of another kind."""
    figures = survey.site.materials.figures
    known: dict[str, list[str]] = {"timeline": [*figures.timelines], "icon-array": [*figures.icon_arrays]}
    for document in survey.documents:
        for use in document.blocks:
            name = figure_name(use)
            if use.name in known and name not in ("", *known[use.name], *figures.refused) and figures.is_readable:
                message = f"There is no figure {name!r} of this kind in {FIGURES}."
                yield in_document(document, "figure-unknown", message, _instead(name, use.name, known), use.place)


def _instead(name: str, kind: str, known: dict[str, list[str]]) -> str:
    """Return what may be meant by a block that shows the figure `name`."""
    if other := next((other for other, names in known.items() if name in names), None):
        return f"It is shown by /// {other}."
    if near := nearest(name, known[kind]):
        return f"Did you mean {near}?"
    names = ", ".join(known[kind])
    return f"Those for /// {kind} are {names}." if names else f"There are none yet for /// {kind}; write one."


def figures_are_used(survey: Survey) -> Iterator[Problem]:
    """Yield an info for each figure that no text shows, not even a draft."""
    shown = {figure_name(use) for document in survey.documents for use in document.blocks}
    for name, place in survey.site.materials.figures.named:
        if name not in shown:
            message = f"No text shows the figure “{name}”."
            hint = "Show it with a block in a text, or delete it."
            yield problem("figure-unused", message, hint, file=FIGURES, place=place, severity=Severity.INFO)
