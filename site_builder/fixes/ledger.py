"""The ledger itself: what is new on the site is noted, and what has moved stands with its new file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from site_builder.fixes.facts import Facts
from site_builder.fixes.renamed import moved, sketch_of
from site_builder.model.edit import Edit
from site_builder.model.ledger import FILE
from site_builder.parts.addresses import without_prefix
from site_builder.parts.status import State
from site_builder.text.ledger import ledger_of, write_ledger
from site_builder.text.sketch import likeness
from site_builder.text.written import Written

STEADY = 0.75
"""As long as a text shares so much with its sketch, the sketch stays: an edit of a few words changes no ledger."""


def is_kept(facts: Facts) -> Iterator[Edit]:
    """Yield the ledger as it should be, where that is another one than there is."""
    if facts.ledger is None:
        return
    before = {each.address: each.file for each in facts.ledger.addresses}
    after = before | _found_again(facts, before)
    now = facts.now()
    after |= {address: stand.file for address, stand in now.items() if address in before}
    new = {address: stand.file for address, stand in now.items() if stand.state is State.PUBLISHED}
    after |= new
    sketches = dict(facts.ledger.texts)
    made = ledger_of(after, _sketches(facts, set(after.values()), sketches).items())
    if (after, dict(made.texts)) == (before, sketches):
        return
    written = facts.texts.get(FILE, Written(b""))
    text = write_ledger(made).replace("\n", written.line_end)
    yield Edit(FILE, 0, len(written.text), text, _why(len(new.keys() - before.keys())))


def _found_again(facts: Facts, before: Mapping[str, str]) -> dict[str, str]:
    """Return the new file of each address that has moved, in every language."""
    files = moved(facts)
    plain = {address: without_prefix(address, facts.prefixes) for address in before}
    return {address: files[each] for address, each in plain.items() if each in files}


def _sketches(facts: Facts, files: set[str], before: Mapping[str, str]) -> dict[str, str]:
    """Return the sketch of the text of each file; of a file that is not there now, the one that was."""
    found = {}
    for file in files:
        document, old = facts.documents.get(file), before.get(file, "")
        new = sketch_of(document, facts.texts[file]) if document and document.fields else old
        if kept := old if old and likeness(old, new) >= STEADY else new:
            found[file] = kept
    return found


def _why(new: int) -> str:
    if not new:
        return "what the ledger knows of the texts is brought up to date"
    return f"{new} new address{'' if new == 1 else 'es'} noted"
