"""Lists that go on from the line above them: an empty line between the two."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.fixes.facts import Facts
from site_builder.model.edit import Edit
from site_builder.model.problem import Place


def begin_after_an_empty_line(facts: Facts) -> Iterator[Edit]:
    """Yield an empty line above each list that is read as part of a sentence; within a quotation with its sign."""
    for each in facts.problems:
        if each.rule != "list-not-begun" or each.file not in facts.documents:
            continue
        written = facts.texts[each.file]
        at = written.index(Place(each.line, each.column))
        start = written.line_start(at)
        if written.text[at : at + 1] in ("-", "*"):
            empty = written.text[start:at].rstrip()
            yield Edit(each.file, start, start, f"{empty}{written.line_end}", "an empty line begins a list")
