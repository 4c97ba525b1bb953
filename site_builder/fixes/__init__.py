"""What `check --fix` mends: only what is safe, one kind of fault a file.

A new fix is one function `(facts) → edits`, its name in `FIXES`, and a case that it mends and one that it leaves alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from site_builder.fixes import aliases, data_files, ledger, links, lists, pictures
from site_builder.fixes.facts import Facts
from site_builder.model.edit import Change, Edit

FIXES = (
    aliases.redirects,
    links.follow_renamed_files,
    data_files.name_renamed_files,
    pictures.get_a_description_to_write,
    lists.begin_after_an_empty_line,
    ledger.is_kept,
)
"""Every fix, in the order in which its reasons are told."""


def changes(facts: Facts) -> list[Change]:
    """Return what all fixes together would make of each file, sorted by path."""
    edits: dict[str, dict[Edit, None]] = defaultdict(dict)
    for fix in FIXES:
        for edit in fix(facts):
            edits[edit.file][edit] = None
    return [_change(file, [*each], facts) for file, each in sorted(edits.items())]


def _change(file: str, edits: list[Edit], facts: Facts) -> Change:
    written = facts.texts.get(file)
    text = written.text if written else ""
    made = "".join(_pieces(text, sorted(edits)))
    reasons = dict.fromkeys(edit.why for edit in edits)
    return Change(file, written.data if written else None, made.encode(), tuple(reasons))


def _pieces(text: str, edits: list[Edit]) -> Iterator[str]:
    """Yield what the edits leave of `text`, and what they put in; one that would change what another did waits."""
    done = 0
    for edit in edits:
        if edit.start >= done:
            yield text[done : edit.start]
            yield edit.text
            done = edit.end
    yield text[done:]
