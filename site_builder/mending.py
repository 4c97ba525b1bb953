"""The thin edge around fixes: the project as it is on disk → what they would change, and the files changed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from site_builder import project
from site_builder.fixes import changes
from site_builder.fixes.data_files import FILES
from site_builder.fixes.facts import Facts
from site_builder.model.comparison import FILE as COMPARISON
from site_builder.model.config import CLINIC, ClinicFile
from site_builder.model.document import Document
from site_builder.model.edit import Change
from site_builder.model.inputs import Options
from site_builder.model.ledger import FILE as LEDGER
from site_builder.model.ledger import Ledger
from site_builder.model.problem import Place, Problem, Severity
from site_builder.text.ledger import read_ledger
from site_builder.text.written import Written
from site_builder.urls import data_file
from site_builder.waivers import is_waived
from site_builder.whole_files import replace_files

if TYPE_CHECKING:
    from site_builder.pipeline import Examined


def proposed(root: Path, today: date, *, cache: bool = True) -> list[Change]:
    """Return what can be mended in the project at `root`, sorted by path. Raises as `project.run` does."""
    files, clinic, problems = project.examine(root, today, cache=cache)
    paths = [*(each.document.path for each in files), *_data_files(root), LEDGER]
    texts = {path: written for path in paths if (written := _written(root / path))}
    waivers = {each.document.path: each.parsed.waivers for each in files}
    faulty = {each.file for each in problems if each.severity is Severity.ERROR}
    return changes(
        Facts(
            documents={each.document.path: _placed(each) for each in files if each.document.path in texts},
            texts=texts,
            problems=tuple([each for each in problems if not is_waived(each, waivers)]),
            ledger=None if CLINIC in faulty else _ledger(texts.get(LEDGER), problems),
            prefixes=_prefixes(clinic),
            options=Options(today),
            compared=(root / COMPARISON).is_file() and COMPARISON not in faulty,
        )
    )


class Mended(NamedTuple):
    """What was done: the files that were changed, and those that were left, each with why."""

    changed: tuple[str, ...]
    left: tuple[tuple[str, str], ...]


def mend(root: Path, proposal: Iterable[Change]) -> Mended:
    """Write what was proposed, but for files that are not any more what they were then. Raises OSError."""
    ready, left = {}, []
    for each in proposal:
        if why := _hindered(root, each):
            left.append((each.file, why))
        else:
            ready[each.file] = each
    replace_files({_real(root / path): each.after for path, each in ready.items()})
    return Mended(tuple(ready), tuple(left))


def _hindered(root: Path, change: Change) -> str:
    """Return why a file may not be written, "" where it may."""
    file = root / change.file
    if not _real(file).is_relative_to(_real(root) / "content"):
        return "it does not lie in content/"
    if file.exists() and not file.is_file():
        return "it is not a file"
    now = file.read_bytes() if file.exists() else None
    return "" if now == change.before else "it was changed meanwhile"


def _real(file: Path) -> Path:
    return Path(os.path.realpath(file))


def _data_files(root: Path) -> Iterator[str]:
    """Yield the data files that name content files, and their translations."""
    for file in sorted((root / "content").glob("*.yaml")):
        if data_file(f"content/{file.name}")[0] in FILES:
            yield f"content/{file.name}"


def _written(file: Path) -> Written | None:
    """Return the file as it is stored, None where it is not there or holds no text."""
    try:
        return Written(file.read_bytes())
    except (OSError, UnicodeDecodeError):
        return None


def _placed(examined: Examined) -> Document:
    """Return a document with its links and fields at their places in the file; see `Parsed`."""
    places = msgspec.msgpack.decode(examined.parsed.places, type=list[Place])
    document = examined.document
    return msgspec.structs.replace(
        document,
        links=tuple([msgspec.structs.replace(each, place=places[each.place.column]) for each in document.links]),
        field_places=tuple([(name, places[place.column]) for name, place in document.field_places]),
    )


def _ledger(written: Written | None, problems: Iterable[Problem]) -> Ledger | None:
    """Return the ledger, an empty one where there is none yet, and None where it cannot be used."""
    if any(each.file == LEDGER and each.severity is Severity.ERROR for each in problems):
        return None
    return read_ledger(written.data)[0] if written else Ledger()


def _prefixes(clinic: ClinicFile) -> tuple[str, ...]:
    """Return the folder of each language of the site, "" for the first."""
    _, *others = clinic.clinic.languages if clinic.clinic and clinic.clinic.languages else ("",)
    return ("", *(f"{language.lower()}/" for language in others))
