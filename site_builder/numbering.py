"""The texts of one page: found, put in, and their sources numbered in order of appearance (AMA 3.6)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

import msgspec

from site_builder.model.document import Text
from site_builder.model.site import Card, Frame, Head, PlacedBlock, Prose, ReferenceEntry


def texts_in(value: Any) -> Iterator[bytes]:
    """Yield what stands for each text that a view shows, in the order of its fields."""
    return (prose.text for prose in _proses_in(value) if prose.text)


def cited(value: Any) -> Iterator[str]:
    """Yield the key of each source of the texts in `value`, in the order in which they are numbered, some twice."""
    for prose in _proses_in(value):
        waiting = list(prose.blocks)
        for index, (key, _) in enumerate(prose.sources):
            while waiting and waiting[0].after <= index:
                yield from cited(waiting.pop(0))
            yield key
        for each in waiting:
            yield from cited(each)


def _proses_in(value: Any) -> Iterator[Prose]:
    """Yield each text in `value`, but not those of its blocks."""
    if isinstance(value, Prose):
        yield value
    elif isinstance(value, tuple):
        if value and _may_hold_text(value[0]):
            for each in value:
                yield from _proses_in(each)
    elif _may_hold_text(value):
        for name in value.__struct_fields__:
            own = getattr(value, name)
            if isinstance(own, (tuple, msgspec.Struct)):
                yield from _proses_in(own)


def numbered(view: Any, texts: Mapping[bytes, bytes] = MappingProxyType({})) -> Any:
    """Return `view` with its texts in the place of what stands for them, and a number for each source.

    `texts` gives the digest of each text. Sources are numbered over all texts in the order of the view's fields.
    """
    numbering = _Numbering(texts)
    view = numbering.fill(view)
    return numbering.entries(view) if hasattr(view, "references") else view


class _Numbering:
    def __init__(self, texts: Mapping[bytes, bytes]) -> None:
        self.texts = texts
        self.numbers: dict[str, int] = {}
        self.marks: dict[str, int] = {}

    def fill(self, value: Any) -> Any:
        """Return `value` with every text in it put in and numbered."""
        if isinstance(value, Prose):
            return self._prose(value)
        if isinstance(value, tuple):
            return tuple([self.fill(each) for each in value]) if value and _may_hold_text(value[0]) else value
        if not _may_hold_text(value):
            return value
        changed = {}
        for name in value.__struct_fields__:
            own = getattr(value, name)
            if isinstance(own, (tuple, msgspec.Struct)) and (new := self.fill(own)) is not own:
                changed[name] = new
        return msgspec.structs.replace(value, **changed) if changed else value

    def _prose(self, prose: Prose) -> Prose:
        """Return a text put in and numbered; a block's sources come where the block stands."""
        waiting = list(prose.blocks)
        blocks: list[PlacedBlock] = []
        numbers = []
        for index, source in enumerate(prose.sources):
            while waiting and waiting[0].after <= index:
                blocks.append(self.fill(waiting.pop(0)))
            numbers.append(self._number(*source))
        blocks += [self.fill(each) for each in waiting]
        text = self.texts.get(prose.text, prose.text)
        return msgspec.structs.replace(prose, text=text, numbers=tuple(numbers), blocks=tuple(blocks))

    def entries(self, view: Any) -> Any:
        """Return `view` with its references numbered as its texts cite them."""
        entries = [
            msgspec.structs.replace(entry, number=self.numbers[entry.key], marks=self.marks[entry.key])
            for entry in view.references
        ]
        return msgspec.structs.replace(view, references=tuple(entries))

    def _number(self, key: str, marks: int) -> tuple[int, int]:
        """Return the number of a source, and how many marks of it came before."""
        number = self.numbers.setdefault(key, len(self.numbers) + 1)
        before = self.marks.get(key, 0)
        self.marks[key] = before + marks
        return number, before


def _may_hold_text(value: Any) -> bool:
    return isinstance(value, msgspec.Struct) and not isinstance(value, (Card, Frame, Head, ReferenceEntry, Text))
