"""Tables: header cells that say what they head, and a frame that scrolls where the screen is narrow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.tables import TableExtension, TableProcessor

SURPLUS = "surplus"
"""The attribute of a row that tells how many of its cells have no column; `surplus_cells` takes it out."""


class Tables(TableExtension):
    """Python-Markdown's tables."""

    def __init__(self) -> None:
        super().__init__(use_align_attribute=True)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register the processor."""
        super().extendMarkdown(md)
        md.parser.blockprocessors.register(_QuickTableProcessor(md.parser, self.getConfigs()), "table", 75)


class _QuickTableProcessor(TableProcessor):
    """Does not look for columns in paragraphs that have no line between them."""

    def test(self, parent: Element, block: str) -> bool:
        """Return whether `block` is a table."""
        return "|" in block and super().test(parent, block)

    def _build_row(self, row: str, parent: Element, align: Sequence[str | None]) -> None:
        """Build a row, and note in it how many of its cells have no column: Markdown leaves them out."""
        super()._build_row(row, parent, align)  # type: ignore[misc]
        if (surplus := len(self._split_row(row)) - len(align)) > 0:  # type: ignore[attr-defined]
            parent[-1].set(SURPLUS, str(surplus))


def surplus_cells(table: Element) -> Iterator[tuple[int, int]]:
    """Yield each row with more cells than there are columns, in lines below the first, and how many it has more."""
    for row, element in enumerate(table.iterfind("tbody/tr"), start=2):
        if surplus := element.attrib.pop(SURPLUS, ""):
            yield row, int(surplus)


def frame(table: Element, name: str) -> Element:
    """Return the element to put in the place of `table`: a region called `name` that can be scrolled by keyboard."""
    attributes = {"class": "table-scroll", "role": "region", "aria-label": name, "tabindex": "0"}
    box = Element("div", attributes)
    box.append(table)
    box.tail, table.tail = table.tail, None
    _head(table)
    return box


def _head(table: Element) -> None:
    """Give header cells their scope. A table without a name for its first column has names for its rows there."""
    for cell in table.iter("th"):
        cell.set("scope", "col")
    first = table.find("thead/tr/th")
    if first is not None and not len(first) and not (first.text or "").strip():
        first.tag = "td"
        del first.attrib["scope"]
        for row in table.iterfind("tbody/tr"):
            if len(row):
                row[0].tag = "th"
                row[0].set("scope", "row")


def align(cell: Element) -> None:
    """Turn the alignment of a cell into a class: a page may have no style attribute."""
    if side := cell.attrib.pop("align", ""):
        cell.set("class", f"{cell.get('class', '')} align-{side}".strip())
