"""The elements that blocks become: the only module that knows pymdown-extensions, loaded for a text that has blocks."""

from __future__ import annotations

from functools import cache
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.util import AtomicString
from pymdownx.blocks import BlocksMgrExtension, BlocksProcessor, BlocksTreeprocessor
from pymdownx.blocks.block import Block

from site_builder.markup.blocks import BlockType
from site_builder.markup.callouts import kind_in_words
from site_builder.model.interface import MarkupWords


class DataBlock(Block):  # type: ignore[misc]  # pymdown-extensions has no types.
    """The place of a block that shows shared data: nothing but its mark."""

    ARGUMENT = True

    def on_create(self, parent: Element) -> Element:
        """Return the element that holds the mark, which was put where a title would be."""
        element = SubElement(parent, "div")
        element.text = AtomicString(self.argument)
        return element


class Callout(Block):  # type: ignore[misc]  # pymdown-extensions has no types.
    """A callout of one kind; its `title` where the writer gives none comes from its configuration."""

    ARGUMENT = None

    def on_create(self, parent: Element) -> Element:
        """Return the element into which the text goes, with the title in it.

        The role keeps it from being a landmark: a page of many callouts would have as many to step over.
        """
        aside = SubElement(parent, "aside", {"class": f"callout callout--{self.NAME}", "role": "note"})
        SubElement(aside, "p", {"class": "callout__title"}).text = self.argument or self.config["title"]
        return aside


class Blocks(BlocksMgrExtension):  # type: ignore[misc]
    """pymdown-extensions' blocks with those of the clinic."""

    def __init__(self, types: tuple[BlockType, ...], words: MarkupWords) -> None:
        super().__init__()
        self._types = types
        self._words = words

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register every block."""
        super().extendMarkdown(md)
        self.extension = _QuickBlocksProcessor(md.parser, md)
        md.parser.blockprocessors.register(self.extension, "blocks", 89.99)
        md.treeprocessors.register(BlocksTreeprocessor(md, self.extension), "blocks_on_inline_end", 19.99)
        for type_ in self._types:
            self.extension.register(_class_of(type_), {"title": kind_in_words(type_.name, self._words)})


class _QuickBlocksProcessor(BlocksProcessor):  # type: ignore[misc]
    """Does not look at paragraphs that neither begin a block nor stand in one."""

    def test(self, parent: Element, block: str) -> bool:
        """Return whether `block` begins a block or belongs to an open one."""
        return bool(self.stack or "///" in block) and super().test(parent, block)

    def parse_blocks(self, blocks: list[str], current_parent: Element) -> None:
        """Put paragraphs into the block that is open.

        For each of them the stock method makes a table of all elements within `current_parent`, the whole page; what
        it looks up is in the open block, so that is all it is given.
        """
        view = Element(current_parent.tag)
        view.extend(entry.el for entry in self.stack if entry.parent is current_parent)
        super().parse_blocks(blocks, view)


@cache
def _class_of(type_: BlockType) -> type[Block]:
    """Return the class of a block; pymdown-extensions knows blocks apart by the name that their class has."""
    base = Callout if type_.takes_content else DataBlock
    return type(base.__name__, (base,), {"NAME": type_.name})
