"""The baseline: problems that a site had when it took the builder, or a new rule, up. They are no longer told.

Each is known by its fingerprint, which is made of the line that it is about and not of where that line stands: so text
that moves stays in the baseline, and a line that is changed leaves it.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from site_builder.digest import digest_bytes
from site_builder.errors import UsageError
from site_builder.model.front_matter import Text
from site_builder.model.problem import ALWAYS_ERRORS, Place, Problem, Severity, awaits, problem
from site_builder.report.text import as_text
from site_builder.text.source_text import read_text
from site_builder.text.yaml_text import place_of, read_fields

Lines = Callable[[str], Sequence[str]]
"""What tells the lines of a file by its path; none where it cannot be read."""

STALE = "baseline-stale"
"""The rule that an entry breaks which no problem matches any more."""

COMMAND = "site-builder check --write-baseline"

LARGEST = 16 * 1024 * 1024
"""Bytes in the largest baseline that is read: about a hundred thousand entries."""


class Entry(msgspec.Struct, frozen=True, order=True, forbid_unknown_fields=True, gc=False):
    """A problem in the baseline."""

    file: Text
    rule: Text
    fingerprint: Text


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    problems: tuple[Entry, ...]


class Baseline(NamedTuple):
    """The entries of the file at `path`, and the place of each in it."""

    path: str
    entries: tuple[Entry, ...] = ()
    places: tuple[Place, ...] = ()


class Sifted(NamedTuple):
    """Problems, those `in_baseline` apart, and entries that are `stale`, which are problems themselves."""

    told: tuple[Problem, ...]
    in_baseline: tuple[Problem, ...]
    stale: tuple[Problem, ...]


def read_baseline(path: str, data: bytes) -> Baseline:
    """Return what the file says. Raises UsageError with every fault in it."""
    text, problems = read_text(path, data, largest=LARGEST)
    value = None
    if text is not None:
        # JSON is YAML, and our reader of that knows where each value stands.
        value, loaded, faults = read_fields(path, text, _File)
        problems += faults
    if value is None or problems:
        told = as_text(sorted(problems)).rstrip("\n")
        raise UsageError(f"{path} cannot be used:\n{told}\nMend it; or delete it, and make a new one: {COMMAND}")
    places = [place_of(loaded.root, ("problems", number)) for number in range(len(value.problems))]
    return Baseline(path, value.problems, tuple(places))


def sift(problems: Sequence[Problem], baseline: Baseline, lines: Lines) -> Sifted:
    """Return which of all the problems of a run are to be told. What would lose pages is told whatever the file says.

    Entries are stale only where nothing is an error: else a page may be missing, and its problems with it.
    """
    left = Counter(baseline.entries)
    told, known = [], []
    for each, fingerprint in zip(problems, fingerprints(problems, lines), strict=True):
        entry = Entry(each.file, each.rule, fingerprint)
        if left[entry] and may_be_kept(each):
            left[entry] -= 1
            known.append(each)
        else:
            told.append(each)
    complete = not any(each.severity is Severity.ERROR for each in told)
    return Sifted(tuple(told), tuple(known), tuple(sorted(_stale(baseline, left))) if complete else ())


def _stale(baseline: Baseline, left: Counter[Entry]) -> Iterator[Problem]:
    """Yield a problem for each entry that is left; of several that are the same the last ones are."""
    for entry, place in zip(reversed(baseline.entries), reversed(baseline.places), strict=True):
        if left[entry] <= 0:
            continue
        left[entry] -= 1
        message = f"{entry.file} has no such problem with {entry.rule} any more."
        if ALWAYS_ERRORS.fullmatch(entry.rule):
            message = f"{entry.rule} cannot be in a baseline; without it pages would be lost."
        hint = f"Write the file anew with: {COMMAND}"
        yield problem(STALE, message, hint, file=baseline.path, place=place, severity=Severity.WARNING)


def may_be_kept(found: Problem) -> bool:
    """Return whether a problem may be in a baseline: not one that loses pages, nor one of the baseline itself."""
    return found.rule != STALE and not ALWAYS_ERRORS.fullmatch(found.rule)


def as_file(problems: Iterable[Problem], lines: Lines) -> bytes:
    """Return a baseline of those of the problems that may be in one: sorted, a line an entry."""
    kept = [each for each in problems if may_be_kept(each)]
    found = zip(kept, fingerprints(kept, lines), strict=True)
    entries = sorted(Entry(each.file, each.rule, fingerprint) for each, fingerprint in found)
    listed = ",\n".join(f"    {json.dumps(msgspec.to_builtins(each), ensure_ascii=False)}" for each in entries)
    return (f'{{\n  "problems": [\n{listed}\n  ]\n}}\n' if entries else '{\n  "problems": []\n}\n').encode()


def fingerprints(problems: Iterable[Problem], lines: Lines) -> tuple[str, ...]:
    """Return for each of all the problems of a run 16 hex digits that stay the same while its line only moves.

    They are made of the rule, the line, the column, and which it is of several that are the same so far in its file. A
    problem of a draft is another once that is none, as it may then be an error.
    """
    seen: dict[tuple[str, tuple[str, ...]], int] = defaultdict(int)
    found = []
    for each in problems:
        about = (each.rule, *_about(each, lines(each.file)), "draft" if awaits(each) else "")
        seen[each.file, about] += 1
        found.append(
            digest_bytes("\0".join((*about, str(seen[each.file, about]))).encode("utf-8", "replace")).hex()[:16]
        )
    return tuple(found)


def _about(found: Problem, lines: Sequence[str]) -> tuple[str, str]:
    """Return the line and the column that a problem is about; what it says where it concerns a whole file."""
    if (found.line, found.column) == (1, 1) or found.line > len(lines):
        return found.message, ""
    return lines[found.line - 1].rstrip(), str(found.column)
