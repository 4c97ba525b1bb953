"""site-builder status: every content file, whether it is on the site, and when its review is due."""

from __future__ import annotations

import argparse
import json
import sys
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
    """Tell how each content file stands: what is due first comes first."""
    import msgspec

    from site_builder.parts.standing import file_status

    today = project.day_of(options.today)
    files, _, _ = project.examine(find_root(options.root), today)
    found = [file_status(each.document, each.parsed, each.standing, today) for each in files]
    told = sorted(found, key=_by_due)
    if options.format == "json":
        text = json.dumps(
            {"today": today.isoformat(), "files": msgspec.to_builtins(told)}, ensure_ascii=False, indent=2
        )
        tell(sys.stdout, f"{text}\n")
    else:
        tell(sys.stdout, _table(told))
    return FINE


def _by_due(status: FileStatus) -> tuple[str, str]:
    """Sort by the day of the next review; what has none comes last."""
    return status.review_due.isoformat() if status.review_due else "~", status.file


COLUMNS = ("file", "state", "review", "due", "in days", "reviewed by", "words", "grade")


def _table(told: list[FileStatus]) -> str:
    """Return the review calendar: what is due first on top, then what is not reviewed, and why a file is left out."""
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
    return "\n".join([*lines, *([""] if left_out else []), *left_out, ""])


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
