"""The comparison, or chosen rows and columns of it, as a page shows it."""

from __future__ import annotations

from collections.abc import Sequence

from site_builder.model.comparison import FILE, Aspect, Cell, Comparison
from site_builder.model.site import ComparisonBlock, ComparisonCell, ComparisonRow, MissingBlock, Prose, Target
from site_builder.parts.links import resolve

PATH = "compare/"
"""Where the page of the whole comparison stands on the site."""


def comparison_block(
    comparison: Comparison | None,
    targets: dict[str, Target],
    *,
    rows: Sequence[str] | None = None,
    columns: Sequence[str] | None = None,
    caption: str = "",
) -> ComparisonBlock | MissingBlock:
    """Return the named rows and columns in the order in which they are named, all where none are.

    Names that are unknown, or there twice, are left out; checks report them.
    """
    if comparison is None:
        return MissingBlock()
    by_key = {aspect.key: aspect for aspect in comparison.aspects}
    places = {treatment.key: place for place, treatment in enumerate(comparison.treatments)}
    shown_rows = [by_key[key] for key in dict.fromkeys(by_key if rows is None else rows) if key in by_key]
    shown_columns = [places[key] for key in dict.fromkeys(places if columns is None else columns) if key in places]
    if not shown_rows or not shown_columns:
        return MissingBlock()
    treatments = [comparison.treatments[place] for place in shown_columns]
    return ComparisonBlock(
        caption=caption or comparison.caption,
        columns=tuple([(treatment.name, treatment.status) for treatment in treatments]),
        rows=tuple([_row(aspect, shown_columns, targets) for aspect in shown_rows]),
        note=_cell(comparison.note, targets),
        language=comparison.language,
        url=targets[FILE].url if FILE in targets else "",
    )


def _row(aspect: Aspect, columns: Sequence[int], targets: dict[str, Target]) -> ComparisonRow:
    cells = tuple([_cell(aspect.cells[place], targets) for place in columns])
    return ComparisonRow(aspect.key, aspect.name, cells, aspect.language)


def _cell(cell: Cell, targets: dict[str, Target]) -> ComparisonCell:
    """Return a cell with its own numbering, so that it can stand on any page, beside any others."""
    # A link to a row, `#cost`, leads to the page that has them all.
    links = [FILE.rpartition("/")[2] + link.target if link.target[0] == "#" else link.target for link in cell.links]
    sources = tuple([(citation.key, len(citation.places)) for citation in cell.citations])
    return ComparisonCell(
        cell.text, Prose(b"", links=tuple([resolve(link, FILE, targets) for link in links]), sources=sources)
    )
