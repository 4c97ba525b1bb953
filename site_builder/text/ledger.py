"""The ledger of published addresses as it stands in its file: read, and written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from site_builder.model.ledger import FILE, Ledger, LedgerFields, Noted
from site_builder.model.problem import Place, Problem, problem
from site_builder.text.sketch import is_sketch
from site_builder.text.source_text import read_text
from site_builder.text.yaml_text import as_scalar, names, read_fields

LARGEST_LEDGER = 16 * 1024 * 1024
"""Bytes; an address takes about 80 of them, and a text about 100."""

HEAD = """\
# yaml-language-server: $schema=.schemas/addresses.schema.json
# Written by `site-builder check --fix`, which notes here every address that the site has published, so that none is
# lost: keep this file with the texts, and leave it to that command. Only to give an address up, delete its line.
"""


def read_ledger(data: bytes) -> tuple[Ledger | None, list[Problem]]:
    """Return what the ledger says, None where it cannot be relied on, and what is wrong with it."""
    text, problems = read_text(FILE, data, largest=LARGEST_LEDGER)
    if text is None:
        return None, problems
    fields, loaded, found = read_fields(FILE, text, LedgerFields)
    problems += found
    if fields is None or problems:
        return None, problems
    places = names(loaded.root, "addresses")
    problems += _damages(fields, places, names(loaded.root, "texts"))
    noted = [Noted(address, file, places[address]) for address, file in sorted(fields.addresses.items())]
    return None if problems else Ledger(tuple(noted), tuple(sorted(fields.texts.items()))), problems


def write_ledger(ledger: Ledger) -> str:
    """Return the text of the file that says what `ledger` does."""
    addresses = [f"  {as_scalar(each.address)}: {as_scalar(each.file)}" for each in ledger.addresses]
    texts = [f'  {as_scalar(file)}: "{sketch}"' for file, sketch in ledger.texts]
    groups = (("addresses:", addresses), ("texts:", texts))
    return HEAD + "".join("\n".join([name, *lines, ""]) for name, lines in groups if lines)


def ledger_of(addresses: Mapping[str, str], texts: Iterable[tuple[str, str]]) -> Ledger:
    """Return the ledger of these addresses, each with its file, and of the sketches of texts."""
    return Ledger(tuple([Noted(*each) for each in sorted(addresses.items())]), tuple(sorted(texts)))


def _damages(fields: LedgerFields, addresses: Mapping[str, Place], texts: Mapping[str, Place]) -> Iterator[Problem]:
    """Yield what no command wrote so."""
    for address, file in fields.addresses.items():
        if not re.fullmatch(r"/\S*", address):
            yield _damage(f"“{address}” is not an address of this site.", addresses[address])
        elif not _is_content(file):
            yield _damage(f"“{file}” is not a file under content/.", addresses[address])
    for file, sketch in fields.texts.items():
        if not _is_content(file):
            yield _damage(f"“{file}” is not a file under content/.", texts[file])
        elif not is_sketch(sketch):
            yield _damage(f"“{sketch[:20]}” is not what stands for a text.", texts[file])


def _is_content(file: str) -> bool:
    return file.startswith("content/") and ".." not in file.split("/")


def _damage(message: str, place: Place) -> Problem:
    hint = "Bring the file back as it was, or delete this line and run `site-builder check --fix`."
    return problem("ledger-damaged", message, hint, file=FILE, place=place)
