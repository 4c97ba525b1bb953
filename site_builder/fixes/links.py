"""Links to and from a file that has another name now, and the lists in front matter that name it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping

from site_builder.fixes.facts import Facts
from site_builder.fixes.renamed import new_names, short_names
from site_builder.model.document import Document
from site_builder.model.edit import Edit
from site_builder.parts.links import locate
from site_builder.text.written import Written
from site_builder.urls import original_path, translation_path


def follow_renamed_files(facts: Facts) -> Iterator[Edit]:
    """Yield an edit for each link that a new name of a file has broken, where it is known which file has its text."""
    names = _with_translations(new_names(facts), facts)
    before = {new: old for old, new in names.items()}
    for path, document in facts.documents.items() if names else ():
        written = facts.texts[path]
        for link in document.links:
            file, _ = locate(link.target, path)
            if file not in facts.documents:
                # In another folder, the links of the file itself lead elsewhere.
                meant, _ = locate(link.target, before.get(path, path))
                if (new := names.get(file) or names.get(meant) or meant) in facts.documents:
                    yield from _link(path, written, written.index(link.place), link.target, new)
        yield from _names(document, written, names)


def _with_translations(names: Mapping[str, str], facts: Facts) -> dict[str, str]:
    """Return the new names, and those of the translations that have moved along."""
    before = {new: old for old, new in names.items()}
    along = {
        translation_path(before[original_path(path)], document.language): path
        for path, document in facts.documents.items()
        if document.language and original_path(path) in before
    }
    return {**names, **along}


def _link(path: str, written: Written, start: int, target: str, file: str) -> Iterator[Edit]:
    """Yield the edit of the link that begins at `start`, if its target is written there as it is understood."""
    pattern = re.compile(rf"\][(:][ ]*<?(?P<target>{re.escape(target)})(?=[)>\s])")
    if found := pattern.search(written.text, start):
        old = target.partition("#")[0]
        new = posixpath.relpath(file, posixpath.dirname(path))
        at = found.start("target")
        yield Edit(path, at, at + len(old), new, f"the link to {old} leads to {new}")


def _names(document: Document, written: Written, names: Mapping[str, str]) -> Iterator[Edit]:
    """Yield an edit for each name of a file that a list of the front matter gives."""
    places = dict(document.field_places)
    for field, kind in (("questions", "question"), ("related", "article")):
        given = getattr(document.fields, field, ())
        short = short_names(names, kind) if given else {}
        for number, old in enumerate(given):
            place = places.get(f"{field}.{number}")
            if old not in short or place is None:
                continue
            start = written.index(place)
            start += written.text[start] in "\"'"
            if written.text.startswith(old, start):
                why = f"{field} names {short[old]} instead of {old}"
                yield Edit(document.path, start, start + len(old), short[old], why)
