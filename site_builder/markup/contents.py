"""The lists of a document (links, sources, pictures, blocks) in the order of the page, and texts that refer to them."""

from __future__ import annotations

from msgspec.structs import replace

from site_builder.markup.conversion import SLOT, Cited, Insertion, LinkClosed, LinkOpened, Shown
from site_builder.model.document import (
    BlockSlot,
    BlockUse,
    Citation,
    CitationMark,
    Link,
    LinkEnd,
    LinkStart,
    PictureSlot,
    PictureUse,
    Slot,
    Text,
)
from site_builder.model.problem import Place


class Contents:
    """What the texts of one document refer to; they are added in the order in which the page shows them."""

    def __init__(self) -> None:
        self.links: list[Link] = []
        self.pictures: list[PictureUse] = []
        self.blocks: list[BlockUse] = []
        self._sources: dict[str, int] = {}
        self._places: list[list[Place]] = []
        self._open: list[int] = []

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Each source once, in the order in which it is first cited."""
        return tuple([Citation(key, tuple(self._places[index])) for key, index in self._sources.items()])

    def text(self, html: str, insertions: list[Insertion]) -> Text:
        """Return `html` with its insertions as slots that refer to the lists, to which this adds."""
        parts = SLOT.split(html)
        slots = [self._slot(insertions[int(number)]) for number in parts[1::2]]
        return Text(tuple(parts[::2]), tuple(slots))

    def _slot(self, insertion: Insertion) -> Slot:
        match insertion:
            case Cited(keys):
                return CitationMark(tuple([self._mark(key, place) for key, place in keys]))
            case LinkOpened(link, title):
                self._open.append(len(self.links))
                self.links.append(link)
                return LinkStart(self._open[-1], title)
            case LinkClosed():
                return LinkEnd(self._open.pop())
            case Shown(picture, alt, title):
                self.pictures.append(picture)
                return PictureSlot(len(self.pictures) - 1, alt, title)
        self.blocks.append(replace(insertion, after=len(self._sources)))
        return BlockSlot(len(self.blocks) - 1)

    def _mark(self, key: str, place: Place) -> tuple[int, int]:
        """Return which source `key` is, and how often it was cited before."""
        index = self._sources.setdefault(key, len(self._sources))
        if index == len(self._places):
            self._places.append([])
        self._places[index].append(place)
        return index, len(self._places[index]) - 1
