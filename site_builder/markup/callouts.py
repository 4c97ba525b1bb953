"""`/// note`, `/// warning` and `/// emergency`: text set apart under a title."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from pymdownx.blocks import BlocksExtension, BlocksProcessor
from pymdownx.blocks.block import Block

from site_builder.markup.blocks import BlockType, DataBlock

TITLES = {"note": "Note", "warning": "Warning", "emergency": "Emergency help"}
"""Each callout, and its title where the writer gives none."""

CALLOUTS = tuple(BlockType(name, takes_title=True, takes_content=True) for name in TITLES)


class Callout(Block):
    """A callout of one kind."""

    ARGUMENT = None

    def on_create(self, parent: Element) -> Element:
        """Return the element into which the text goes, with the title in it.

        The role keeps it from being a landmark: a page of many callouts would have as many to step over.
        """
        aside = SubElement(parent, "aside", {"class": f"callout callout--{self.NAME}", "role": "note"})
        SubElement(aside, "p", {"class": "callout__title"}).text = self.argument or TITLES[self.NAME]
        return aside


class Blocks(BlocksExtension):
    """Tells pymdown-extensions of every block."""

    def __init__(self, types: tuple[BlockType, ...]) -> None:
        super().__init__()
        self._types = types

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:  # noqa: N802
        """Register one class for each block; they differ in their name only."""
        for type_ in self._types:
            base: Any = Callout if type_.takes_content else DataBlock
            block_mgr.register(type(base.__name__, (base,), {"NAME": type_.name}), {})


def label(aside: Element, title: str) -> str:
    """Return what a screen reader calls the callout: its kind, and its title where that is another."""
    kind = TITLES.get(aside.get("class", "").rpartition("--")[2], "")
    return title if title.startswith(kind) else f"{kind}: {title}"
