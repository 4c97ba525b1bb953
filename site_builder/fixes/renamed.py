"""Files that have another name now, found by what the ledger knows of their texts."""

from __future__ import annotations

from collections.abc import Mapping

from site_builder.fixes.facts import Facts
from site_builder.model.document import Document
from site_builder.parts.addresses import gone, lost_language, without_prefix
from site_builder.text.sketch import ALIKE, likeness, sketch
from site_builder.text.written import Written
from site_builder.urls import identify


def new_names(facts: Facts) -> dict[str, str]:
    """Return for each file of the ledger that is not there any more the one that has its text now, if one alone has.

    Only a file that the ledger does not know can be that.
    """
    if facts.ledger is None:
        return {}
    files = {each.file for each in facts.ledger.addresses}
    lost = [(file, text) for file, text in facts.ledger.texts if file in files and file not in facts.documents]
    new = [each for path, each in facts.documents.items() if path not in files and _is_published(each)]
    if not lost or not new:
        return {}
    sketches = {each.path: sketch_of(each, facts.texts[each.path]) for each in new}
    found = {}
    for file, text in lost:
        alike = {
            each.path: share
            for each in new
            if _can_follow(file, each) and (share := likeness(text, sketches[each.path])) >= ALIKE
        }
        nearest = [path for path, share in alike.items() if share == max(alike.values())]
        if len(nearest) == 1:
            found[file] = nearest[0]
    return found


def moved(facts: Facts) -> dict[str, str]:
    """Return for each address that nothing answers any more the file that its readers are to find there.

    Addresses are those of the first language: an alias leads to a page in every one.
    """
    if facts.ledger is None:
        return {}
    names = new_names(facts)
    known = {each.address for each in facts.ledger.addresses}
    found = {}
    for each in gone(facts.ledger, facts.now()):
        if lost_language(each.address, known, facts.prefixes):
            continue  # A redirect would lead to words that its readers may not understand.
        file = names.get(each.file, each.file)
        address = without_prefix(each.address, facts.prefixes)
        document = facts.documents.get(file)
        if document is not None and _is_published(document) and _can_lead(address, document):
            found[address] = file
    return found


def short_names(names: Mapping[str, str], kind: str) -> dict[str, str]:
    """Return the new names of files of one kind as lists give them, without their folders, by the old ones."""
    pairs = [(identify(_in_content(old)), identify(_in_content(new))) for old, new in names.items()]
    return {old.name: new.name for old, new in pairs if old and new and old.kind == new.kind == kind}


def _in_content(path: str) -> str:
    return f"content/{path.removeprefix('content/')}"


def sketch_of(document: Document, written: Written) -> str:
    """Return the sketch of what stands below the front matter; of a question with it, since answers are short."""
    body = written.text.partition("\n---")[2]
    return sketch(f"{getattr(document.fields, 'question', '')}\n{body}")


def _is_published(document: Document) -> bool:
    """Return whether a text is an original that is on the site, or was or will be."""
    return not document.language and document.fields is not None and not document.fields.draft


def _can_follow(file: str, document: Document) -> bool:
    return file.startswith("content/faq/") == (document.kind == "question")


def _can_lead(address: str, document: Document) -> bool:
    """Return whether an alias can be written: a place on the page of questions leads to another such place only."""
    return address != "/" and address.startswith("/faq/#") == (document.kind == "question")
