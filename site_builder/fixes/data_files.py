"""What clinic.yaml, the comparison and their translations say of a file that has another name now."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from site_builder.fixes.facts import Facts
from site_builder.fixes.renamed import new_names, short_names
from site_builder.model.comparison import FILE as COMPARISON
from site_builder.model.config import CLINIC
from site_builder.model.edit import Edit
from site_builder.text.source_text import read_text
from site_builder.text.written import Written
from site_builder.text.yaml_text import load_yaml, places
from site_builder.urls import data_file

FILES = (CLINIC, COMPARISON)
"""The data files that name content files."""


def name_renamed_files(facts: Facts) -> Iterator[Edit]:
    """Yield an edit for each link in the comparison, and for each name in clinic.yaml, that leads nowhere any more."""
    found = new_names(facts).items()
    names = {old.removeprefix("content/"): new.removeprefix("content/") for old, new in found}
    for path, written in facts.texts.items() if names else ():
        if data_file(path)[0] == COMPARISON:
            yield from _links(path, written, names)
        elif data_file(path)[0] == CLINIC:
            yield from _fields(path, written, names)


def _links(path: str, written: Written, names: Mapping[str, str]) -> Iterator[Edit]:
    for found in re.finditer(r"\]\((?P<target>[^()#\s]+)", written.text):
        old = found["target"]
        if old in names:
            yield Edit(path, *found.span("target"), names[old], f"the link to {old} leads to {names[old]}")


def _fields(path: str, written: Written, names: Mapping[str, str]) -> Iterator[Edit]:
    text, _ = read_text(path, written.data)
    for field, place in places(load_yaml(path, text).root) if text else ():
        found = re.compile(r"[\"']?(?P<name>[^\s\"',\]}]+)").match(written.text, written.index(place))
        known = _known(field, names)
        if found and (new := known.get(found["name"])):
            why = f"{field.partition('.')[0]} names {new} instead of {found['name']}"
            yield Edit(path, *found.span("name"), new, why)


def _known(field: str, names: Mapping[str, str]) -> Mapping[str, str]:
    """Return the new names of what can stand in a field of clinic.yaml, as they are written there."""
    if re.fullmatch(r"(?:navigation|footer)\.\d+\.page|people\..+\.page", field):
        return names
    featured = re.fullmatch(r"featured_(?P<kind>article|question)s\.\d+", field)
    return short_names(names, featured["kind"]) if featured else {}
