"""site-builder status: every content file, whether it is on the site, and when its review is due."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from typing import TYPE_CHECKING

from site_builder import project
from site_builder.cli import FINE, find_root, tell

if TYPE_CHECKING:
    from site_builder.parts.standing import FileStatus


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `status` understands."""
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to tell it")
    parser.add_argument("--today", default="", metavar="YYYY-MM-DD", help="tell it as of this day")


def run(options: argparse.Namespace) -> int:
    """Tell how each content file stands: what must be reviewed, then what is due first."""
    import msgspec

    from site_builder.parts.standing import file_status

    today = project.day_of(options.today)
    files, _, _ = project.examine(find_root(options.root), today)
    documents = {each.document.path: each.document for each in files}
    found = [
        file_status(
            each.document,
            each.parsed,
            each.standing,
            today,
            original=documents.get(each.pair.original) if each.pair else None,
            translation=each.pair.standing if each.pair else "",
        )
        for each in files
    ]
    told = sorted(found, key=_by_due)
    if options.format == "json":
        text = json.dumps(
            {"today": today.isoformat(), "files": msgspec.to_builtins(told)}, ensure_ascii=False, indent=2
        )
        tell(sys.stdout, f"{text}\n")
    else:
        tell(sys.stdout, _table(sorted(told, key=lambda each: not _needs_review(each))))
    return FINE


def _by_due(status: FileStatus) -> tuple[str, str]:
    """Sort by the day of the next review; what has none comes last."""
    return status.review_due.isoformat() if status.review_due else "~", status.file


def _needs_review(status: FileStatus) -> bool:
    return status.review not in ("", "current", "due soon") and status.state in ("published", "held")


COLUMNS = ("file", "state", "review", "due", "in days", "reviewed by", "words", "grade")


def _table(told: list[FileStatus]) -> str:
    """Return the review calendar in this order, how many texts need a review, and why a file is left out."""
    rows = [COLUMNS, *map(_row, told)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(COLUMNS))]
    right = {COLUMNS.index(name) for name in ("in days", "words", "grade")}
    lines = [
        "  ".join(
            cell.rjust(width) if column in right else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
    lines.insert(1, "  ".join("-" * width for width in widths))
    left_out = [f"{each.file}: not published, {each.why}" for each in told if each.why]
    translations = [
        f"{each.file}: {_TRANSLATIONS[each.translation]}" for each in told if each.translation in _TRANSLATIONS
    ]
    notes = [*left_out, *translations]
    return "\n".join([*lines, "", _summary(told), *([""] if notes else []), *notes, ""])


_TRANSLATIONS = {
    "behind": "behind its original, which was changed since it was translated",
    "undated": "does not say which text of its original it translates",
}
"""What to say of a translation that may not say what its original says."""


def _summary(told: list[FileStatus]) -> str:
    """Return how many of the texts that are reviewed need a review, and why: `2 of 39 texts need a review: ...`."""
    reviewed = sum(bool(each.review) for each in told)
    why = Counter(each.review for each in told if _needs_review(each))
    if not why:
        return f"None of {reviewed} texts needs a review."
    texts = f"{reviewed} text{'s' if reviewed > 1 else ''} need{'s' if why.total() == 1 else ''}"
    counted = "; ".join(f"{number} {standing}" for standing, number in sorted(why.items()))
    return f"{why.total()} of {texts} a review: {counted}."


def _row(status: FileStatus) -> tuple[str, ...]:
    return (
        status.file.removeprefix("content/"),
        status.state,
        status.review or "-",
        status.review_due.isoformat() if status.review_due else "-",
        "-" if status.days is None else str(status.days),
        status.reviewed_by or "-",
        str(status.words),
        f"{status.grade:.1f}" if status.grade else "-",
    )
