"""comparison: content/treatments.yaml → ComparisonFile. Typed reading first, then each cell as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, cast

from msgspec.structs import replace

from site_builder.cache.memo import Blobs
from site_builder.markup.contents import Contents
from site_builder.markup.conversion import Conversion, Shown
from site_builder.markup.value import Value
from site_builder.model.comparison import (
    Aspect,
    Cell,
    Comparison,
    ComparisonFile,
    Treatment,
    TreatmentsFields,
    TreatmentsTranslation,
)
from site_builder.model.document import BlockUse, Text, Translates
from site_builder.model.inputs import Source
from site_builder.model.problem import Place
from site_builder.parts.signature import digest_of
from site_builder.text.fields import Data, Path, nearest
from site_builder.text.source_text import read_text
from site_builder.text.yaml_text import LARGEST_DATA_FILE, Yaml, place_of, places, read_fields
from site_builder.urls import RESERVED_IDS, data_file, slug


def parse_comparison(source: Source, blobs: Blobs) -> ComparisonFile:
    """Return what the file says, or the translation of one, and all that is wrong with it."""
    text, problems = read_text(source.path, blobs.read(source.digest), largest=LARGEST_DATA_FILE)
    if text is None:
        return ComparisonFile(None, tuple(problems))
    type_ = TreatmentsTranslation if data_file(source.path)[1] else TreatmentsFields
    fields, loaded, found = read_fields(source.path, text, type_)
    problems += found
    if fields is None:
        return ComparisonFile(None, tuple(problems))
    reading = _Reading(fields, loaded, Conversion(source.path, text))
    comparison = reading.comparison()
    return ComparisonFile(
        comparison,
        tuple(sorted([*problems, *reading.file.problems])),
        wording=digest_of(replace(fields, updated=None, regulatory_as_of=None)),
        translates=_translates(fields, loaded),
        places=places(loaded.root) if isinstance(fields, TreatmentsTranslation) else (),
    )


def _translates(fields: TreatmentsFields, loaded: Yaml) -> Translates | None:
    if not isinstance(fields, TreatmentsTranslation):
        return None
    return Translates(fields.original_digest, place_of(loaded.root, ("original_digest",)))


class _Reading:
    """One file on its way to a comparison; what is wrong is left in `file`."""

    def __init__(self, fields: TreatmentsFields, loaded: Yaml, file: Conversion) -> None:
        self.file = file
        self._fields = fields
        self._loaded = loaded

    def comparison(self) -> Comparison | None:
        """Return the comparison, None where it has no column or no row."""
        fields = self._fields
        for name, keys in (("treatments", fields.treatments), ("aspects", fields.aspects)):
            self._keys(name, keys)
            if not self._said((name,)):
                message = f"“{name}” names nothing, so the table would be empty."
                self._report("comparison-empty", message, f"Name one of the {name} at least.", (name,))
        aspects = tuple([self._aspect(key) for key in fields.aspects])
        note = self._cell(fields.note, ("note",))
        if not fields.treatments or not aspects:
            return None
        return Comparison(
            title=fields.title,
            description=fields.description,
            caption=fields.caption,
            note=note,
            treatments=tuple([Treatment(key, each.name, each.status) for key, each in fields.treatments.items()]),
            aspects=aspects,
            updated=fields.updated,
            regulatory_as_of=fields.regulatory_as_of,
        )

    def _keys(self, name: str, keys: Iterable[str]) -> None:
        """Check that each key can be written in a block, and be a place on the page."""
        for key in keys:
            if key != slug(key):
                message = f"The key “{key}” cannot be used: small letters, digits and single hyphens only."
                hint = f"Write {slug(key)}." if slug(key) else "Use Latin letters."
                self._report("comparison-key", message, hint, (name, key))
            elif key.startswith(RESERVED_IDS):
                message = f"The key “{key}” begins as the page's own ids do."
                self._report("comparison-key", message, "Begin it with another word.", (name, key))

    def _aspect(self, key: str) -> Aspect:
        """Return a row; a cell that is missing or wrong is left blank in it."""
        aspect, treatments = self._fields.aspects[key], self._fields.treatments
        place: Path = ("aspects", key, "cells")
        meant = set()
        for unknown in (each for each in aspect.cells if self._said(("treatments", each)) is None):
            near = nearest(unknown, treatments)
            meant.add(near)
            hint = f"Did you mean {near}?" if near else f"The treatments are {', '.join(treatments)}."
            message = f"“{aspect.name}” has a cell for “{unknown}”, which is not among the treatments."
            self._report("comparison-treatment-unknown", message, hint, (*place, unknown))
        for missing in (each for each in treatments if each not in aspect.cells and each not in meant):
            if self._said((*place, missing)) is None:  # else it cannot be used, and that has been reported
                message = f"“{aspect.name}” has no cell for “{missing}”."
                hint = f"Add a line that begins with {missing}: and say what is known, or that nothing is."
                self._report("comparison-cell-missing", message, hint, ("aspects", key))
        parsed = {each: self._cell(aspect.cells[each], (*place, each)) for each in treatments if each in aspect.cells}
        return Aspect(key, aspect.name, tuple([parsed.get(each, _BLANK) for each in treatments]))

    def _cell(self, markdown: str, path: Path) -> Cell:
        value = Value(markdown, place_of(self._loaded.root, path), self.file)
        found = list(_misplaced(value))
        for what, hint, at in found:
            self.file.report("comparison-cell", f"{what} cannot stand in a cell of the table.", hint, at)
        if joined := value.joined_at():
            message = "YAML joins this line to the one above it; paragraphs and lists are lost."
            self.file.report("comparison-cell-joined", message, "Write | after the key, and the text below it.", joined)
        if found:
            return _BLANK
        contents = Contents()
        text = contents.text(_without_lone_paragraph(value.html), value.insertions)
        return Cell(text, tuple(contents.links), contents.citations, markdown.strip())

    def _said(self, path: Path) -> Data | None:
        """Return what the file says at `path`, whether or not it can be used; None where it says nothing."""
        data: Any = self._loaded.fields
        for step in path:
            data = data.get(step) if isinstance(data, dict) else None
        return cast("Data | None", data)

    def _report(self, rule: str, message: str, hint: str, path: Path) -> None:
        """Add a problem at the name of the field at `path`."""
        self.file.report(rule, message, hint, place_of(self._loaded.root, path, at_name=True))


_BLANK = Cell(Text(("",)))

_PLAIN = "Keep to words, emphasis, links, citations, paragraphs and lists."

_ELEMENTS = {
    "h": ("A heading", "#"),
    "table": ("A table", "|"),
    "aside": ("A block", "///"),
    "blockquote": ("A quotation", ">"),
    "pre": ("Code", "```"),
    "dl": ("A definition", ":"),
    "hr": ("A line across", "-"),
    "div": ("A box or a footnote", "[^"),
    "details": ("Text that folds", "<details"),
}
"""What no cell may hold, by the element that it becomes, and a sign to find it by."""

_ELEMENT = re.compile(
    r"(?<!footnote\">\n)<(?:(h)[1-6]|(table|aside|blockquote|pre|dl|hr|details|div(?![^>]*table-scroll)))\b"
)


def _misplaced(value: Value) -> Iterator[tuple[str, str, Place]]:
    """Yield what cannot stand in a cell, what to do about it, and where it is."""
    for insertion in value.insertions:
        if isinstance(insertion, Shown):
            yield "A picture", "Put it into an article.", insertion.picture.place
        elif isinstance(insertion, BlockUse):
            yield f"The block “{insertion.name}”", "Put it into an article.", insertion.place
    if value.is_waiving:
        yield "A waiver", "Mend what it would waive.", value.place_of("<!--")
    for name in dict.fromkeys(found[1] or found[2] for found in _ELEMENT.finditer(value.html)):
        what, sign = _ELEMENTS[name]
        yield what, _PLAIN, value.place_of(sign)
    if value.ids and not _ELEMENT.search(value.html):
        # The table may stand twice on a page, and an id must not.
        yield f"The id “{value.ids[0]}”", "Delete it; a row has its key for one.", value.place_of(value.ids[0])


_LONE_PARAGRAPH = re.compile(r"<p>((?:(?!<p>).)*)</p>", re.DOTALL)


def _without_lone_paragraph(html: str) -> str:
    """Return `html`; a cell that is one paragraph needs no element for it."""
    found = _LONE_PARAGRAPH.fullmatch(html)
    return found[1] if found else html
