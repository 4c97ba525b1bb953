"""The redirect of an address that has gone: an alias in the file that has its text now."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from site_builder.fixes.facts import Facts
from site_builder.fixes.renamed import moved
from site_builder.model.document import Document
from site_builder.model.edit import Edit
from site_builder.model.front_matter import type_of_kind
from site_builder.text.front_matter import read_front_matter
from site_builder.text.written import Written
from site_builder.text.yaml_text import as_scalar


def redirects(facts: Facts) -> Iterator[Edit]:
    """Yield an alias for each address that nothing answers any more and whose text is known."""
    lost: dict[str, list[str]] = defaultdict(list)
    for address, file in sorted(moved(facts).items()):
        lost[file].append(address)
    for file, addresses in lost.items():
        document, written = facts.documents[file], facts.texts[file]
        aliases = [address.removeprefix("/faq/#") for address in addresses]
        start, text = _insertion(document, written, aliases)
        edit = Edit(file, start, start, text, f"{' and '.join(addresses)} {_leads(addresses)} here from now on")
        if _is_right(edit, document, written, aliases):
            yield edit


def _leads(addresses: Sequence[str]) -> str:
    return "leads" if len(addresses) == 1 else "lead"


def _insertion(document: Document, written: Written, aliases: Sequence[str]) -> tuple[int, str]:
    """Return where in the file the aliases go, and how they are written there, as those are that it has."""
    places = dict(document.field_places)
    given: tuple[str, ...] = getattr(document.fields, "aliases", ())
    values = [as_scalar(each) for each in aliases]
    last = places.get(f"aliases.{len(given) - 1}")
    if last:
        at = written.index(last)
        before = written.text[written.line_start(at) : at]
        if re.fullmatch(r"[ \t]*-[ ]+", before):
            end = written.line_start(at) + len(written.line(at))
            return end, "".join(f"{written.line_end}{before}{each}" for each in values)
        return at + len(_scalar(written.text[at:], given[-1])), "".join(f", {each}" for each in values)
    listed = ", ".join(values)
    if named := re.search(r"^aliases[ \t]*:(?P<bracket>[ \t]*\[)?", _head(written), re.MULTILINE):
        return named.end(), listed if named["bracket"] else f" [{listed}]"
    # As the last of the fields.
    return len(_head(written)), f"aliases: [{listed}]{written.line_end}"


def _scalar(text: str, value: str) -> str:
    """Return how `value` is written where `text` begins, with its quotation marks if it has any."""
    quote = text[:1] if text[:1] in ('"', "'") else ""
    return f"{quote}{value}{quote}"


def _head(written: Written) -> str:
    """Return the file up to the line that closes its front matter."""
    found = re.search(r"(?:\r\n|\r|\n)(?=---[ \t]*(?:\r|\n|$))", written.text)
    return written.text[: found.end()] if found else written.text


def _is_right(edit: Edit, document: Document, written: Written, aliases: Sequence[str]) -> bool:
    """Return whether the file says after the edit what it said before, and the aliases too."""
    fields = document.fields
    assert fields is not None
    wanted = replace(fields, aliases=(*fields.aliases, *aliases))
    made = f"{written.text[: edit.start]}{edit.text}{written.text[edit.end :]}".encode()
    type_: type = type_of_kind[document.kind]
    return bool(read_front_matter(document.path, made, type_).fields == wanted)
