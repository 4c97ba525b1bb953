"""`[@key]` and `[@one; @two]`: where the text names its sources."""

from __future__ import annotations

import re

from site_builder.markup.conversion import Cited, Conversion, quoted
from site_builder.markup.places import Mark
from site_builder.model.problem import Place

KEY = r"[A-Za-z0-9_](?:[\w:.+/-]*\w)?"
"""A key of the bibliography, as BibTeX and its programs write it."""

START = re.compile(r"(?<!\\)\[[ ]?@")


def cite(mark: Mark, conversion: Conversion) -> str:
    """Return the slot of the citation at `mark`, or its text as it was written where it cannot be read."""
    source = mark.source
    if not _CITATION.fullmatch(source):
        _explain(mark, conversion)
        return source
    keys: dict[str, Place] = {}
    offset = 0
    for part in source[1:-1].split(";"):
        offset = source.index("@", offset) + 1
        key = part.strip()[1:]
        if key in keys:
            message = f"“{key}” is cited twice within {quoted(source)}."
            place = _place_within(mark, offset - 1)
            conversion.report("citation-repeated", message, "Delete one of the two.", place)
        else:
            keys[key] = _place_within(mark, offset - 1)
    return conversion.slot(Cited(tuple(keys.items())))


_CITATION = re.compile(rf"\[@{KEY}(?:\s*;\s*@{KEY})*\]")


def _place_within(mark: Mark, offset: int) -> Place:
    """Return the place of a character within the citation, which may go over the end of a line."""
    before = mark.source[:offset]
    if "\n" in before:
        return Place(mark.place.line + before.count("\n"), offset - before.rfind("\n"))
    return Place(mark.place.line, mark.place.column + offset)


def _explain(mark: Mark, conversion: Conversion) -> None:
    """Report a citation that cannot be read, with the likely reason."""
    source = mark.source
    if not source.endswith("]"):
        why, hint = "has no closing bracket", "Write ] after the last key."
    elif "," in source:
        why, hint = "contains a comma", "Only keys can stand there, with ; between them: [@one; @two]."
    elif re.search(r"[^;\s\[]\s+@|@[^\s;]*@", source):
        why, hint = "has two keys without a semicolon between them", "Write [@one; @two]."
    elif re.search(r";\s*[^@\s\]]", source):
        why, hint = "has a key without @", "Write [@one; @two]."
    elif re.match(r"\[\s|\[@\s", source) or re.search(r"\s\]$", source):
        why, hint = "has a space beside a bracket or after the @", "Write [@key], without spaces."
    elif re.fullmatch(rf"\[@{KEY}\s[^@]+\]", source):
        why, hint = "has words after the key", "Only keys can stand there: write [@key] and the words outside."
    else:
        why, hint = "cannot be read", "Write [@key], with a key of references.bib."
    conversion.report("citation-malformed", f"The citation “{quoted(source)}” {why}.", hint, mark.place)
