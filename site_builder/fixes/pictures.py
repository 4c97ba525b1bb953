"""Pictures without a description: a few words in its place that ask for it, and that no check lets through."""

from __future__ import annotations

import re
from collections.abc import Iterator

from site_builder.fixes.facts import Facts
from site_builder.model.document import Document
from site_builder.model.edit import Edit
from site_builder.model.problem import Place
from site_builder.model.starting_text import PICTURE_PLACEHOLDER
from site_builder.text.written import Written


def get_a_description_to_write(facts: Facts) -> Iterator[Edit]:
    """Yield a description to be written over for each picture, in a text or at its head, that has none."""
    for each in facts.problems:
        if each.rule == "picture-alt-missing" and each.file in facts.documents:
            written = facts.texts[each.file]
            start = written.index(Place(each.line, each.column))
            if found := re.compile(r"!\[[ \t]*(?=\]\()").match(written.text, start):
                yield Edit(each.file, start + 2, found.end(), PICTURE_PLACEHOLDER, WHY)
    for path, document in facts.documents.items():
        yield from _at_the_head(document, facts.texts[path])


WHY = f"“{PICTURE_PLACEHOLDER}” stands where the description of a picture is missing: write it"


def _at_the_head(document: Document, written: Written) -> Iterator[Edit]:
    places = dict(document.field_places)
    if document.language or "image.src" not in places or "image.alt" in places:
        return
    at = written.index(places["image.src"])
    found = re.compile(r"\"[^\"\r\n]*\"|'[^'\r\n]*'|[^\s,{}\"'#]+").match(written.text, at)
    if found is None:
        return
    before = written.text[written.line_start(at) : at]
    if "{" in before:
        yield Edit(document.path, found.end(), found.end(), f', alt: "{PICTURE_PLACEHOLDER}"', WHY)
    elif re.fullmatch(r"[ ]+src:[ ]+", before):
        end = written.line_start(at) + len(written.line(at))
        indent = before[: len(before) - len(before.lstrip())]
        yield Edit(document.path, end, end, f'{written.line_end}{indent}alt: "{PICTURE_PLACEHOLDER}"', WHY)
