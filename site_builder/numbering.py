"""The numbers of sources on one page, which all texts of the page share, in order of appearance (AMA 3.6)."""

from __future__ import annotations

from typing import Any

import msgspec

from site_builder.model.site import Prose, ReferenceEntry


def numbered(view: Any) -> Any:
    """Return `view` with a number for each source: in its texts, in the order of its fields, and in its references."""
    numbering = _Numbering()
    view = numbering.texts(view)
    return numbering.entries(view) if hasattr(view, "references") else view


class _Numbering:
    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.marks: dict[str, int] = {}

    def texts(self, value: Any) -> Any:
        """Return `value` with every text in it numbered."""
        if isinstance(value, Prose):
            return msgspec.structs.replace(value, numbers=tuple([self._number(*source) for source in value.sources]))
        if isinstance(value, tuple):
            return tuple([self.texts(each) for each in value]) if value and _may_hold_text(value[0]) else value
        if not _may_hold_text(value):
            return value
        changed = {}
        for name in value.__struct_fields__:
            own = getattr(value, name)
            if (new := self.texts(own)) is not own:
                changed[name] = new
        return msgspec.structs.replace(value, **changed) if changed else value

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
    return isinstance(value, msgspec.Struct) and not isinstance(value, ReferenceEntry)
