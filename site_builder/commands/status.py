"""site-builder status: every content file, whether it is on the site, and when its review is due."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from site_builder import project
from site_builder.cli import FINE, find_root, tell
from site_builder.report import one_line
from site_builder.screen import Screen, cells

if TYPE_CHECKING:
    from site_builder.parts.standing import FileStatus


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `status` understands."""
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to tell it")
    parser.add_argument("--today", default="", metavar="YYYY-MM-DD", help="tell it as of this day")


def run(options: argparse.Namespace) -> int:
    """Tell how each content file stands: what must be reviewed, then what is due first."""
    import msgspec

    today = project.day_of(options.today)
    told = sorted(_files(find_root(options.root), today), key=_by_due)
    if options.format == "json":
        text = json.dumps(
            {"today": today.isoformat(), "files": msgspec.to_builtins(told)}, ensure_ascii=False, indent=2
        )
        tell(sys.stdout, f"{text}\n")
    else:
        told.sort(key=lambda each: not _needs_review(each))
        tell(sys.stdout, _in_words(told, today, Screen.of(sys.stdout)))
    return FINE


def _files(root: Path, today: date) -> Iterator[FileStatus]:
    """Yield how each content file stands, and last those of which nothing can be read."""
    from site_builder.parts.standing import file_status, lost_file

    files, _, _ = project.examine(root, today)
    problems = project.run(project.Request(root, today), write=False).problems
    documents = {each.document.path: each.document for each in files}
    for each in files:
        yield file_status(
            each.document,
            each.parsed,
            each.standing,
            today,
            original=documents.get(each.pair.original) if each.pair else None,
            translation=each.pair.standing if each.pair else "",
            problems=problems,
        )
    errors = {each.file for each in problems if each.severity == "error"}
    for path in sorted(errors - documents.keys()):
        if path.startswith("content/") and path.endswith(".md"):
            yield lost_file(path, problems)


def _by_due(status: FileStatus) -> tuple[str, str]:
    """Sort by the day of the next review; what has none comes last."""
    return status.review_due.isoformat() if status.review_due else "~", status.file


def _needs_review(status: FileStatus) -> bool:
    return status.review not in ("", "current", "due soon") and status.state in ("published", "held")


COLUMNS = ("file", "state", "review", "due", "in days", "reviewed by", "words", "grade")


def _in_words(told: list[FileStatus], today: date, screen: Screen) -> str:
    """Return the review calendar in this order, how many texts need a review, and why a file is left out."""
    lines = _table(told)
    if screen.width and any(cells(line) > screen.width for line in lines):
        lines = [line for each in told for line in _below_each_other(each, screen)]
    else:
        lines[0] = screen.styled(lines[0], "bold")
    parts = [
        lines,
        screen.wrapped(_summary(told)),
        [line for each in told if each.why for line in _left_out(each, today, screen)],
        [
            line
            for each in told
            if each.translation in _TRANSLATIONS
            for line in screen.wrapped(f"{one_line(each.file)}: {_TRANSLATIONS[each.translation]}", indent=4)
        ],
    ]
    return "\n".join("".join(f"{line}\n" for line in part) for part in parts if part)


def _table(told: list[FileStatus]) -> list[str]:
    rows = [COLUMNS, *map(_row, told)]
    widths = [max(cells(row[column]) for row in rows) for column in range(len(COLUMNS))]
    right = {COLUMNS.index(name) for name in ("in days", "words", "grade")}

    def filled(cell: str, column: int) -> str:
        space = " " * (widths[column] - cells(cell))
        return space + cell if column in right else cell + space

    lines = ["  ".join(filled(cell, column) for column, cell in enumerate(row)).rstrip() for row in rows]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return lines


def _below_each_other(status: FileStatus, screen: Screen) -> list[str]:
    """Return the same as a row of the table in a few lines, for a narrow terminal."""
    said = ["on the site" if status.state == "published" else status.state]
    if status.review:
        said.append(f"review {status.review}")
    if status.review_due:
        said.append(f"due {status.review_due.isoformat()} ({_in_days(status.days or 0)})")
    if status.reviewed_by:
        said.append(f"reviewed by {status.reviewed_by}")
    if status.words:
        said.append(
            f"{status.words} word{'' if status.words == 1 else 's'}"
            + (f", grade {status.grade:.1f}" if status.grade else "")
        )
    name = screen.styled(one_line(status.file).removeprefix("content/"), "bold")
    return [name, *screen.wrapped(one_line("; ".join(said)), "    ")]


def _left_out(status: FileStatus, today: date, screen: Screen) -> Iterator[str]:
    """Yield why a file is not on the site, and what there is to do before it can be."""
    # What `check` would say follows at once.
    why = f"not published, {status.why.partition('; `check`')[0] if status.blockers else status.why}"
    if status.until:
        why += f" ({_in_days((status.until - today).days)})"
    if status.blockers:
        why += "; before it can be published:" if status.state == "draft" else ":"
    elif status.state == "draft":
        signed = "" if status.review in ("", "current", "due soon") else f"sign its review ({status.review}), then "
        why += f"; nothing else is in its way: to publish it, {signed}delete its line draft: true"
    yield from screen.wrapped(f"{one_line(status.file)}: {why}", indent=4)
    for each in status.blockers:
        place = f"line {each.line}: " if (each.line, each.column) != (1, 1) else ""
        yield from screen.wrapped(f"{place}{one_line(each.message)} {one_line(each.hint)}", "    - ")


def _in_days(days: int) -> str:
    if days == 0:
        return "today"
    counted = f"{abs(days)} day{'' if abs(days) == 1 else 's'}"
    return f"in {counted}" if days > 0 else f"{counted} ago"


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
        one_line(status.file).removeprefix("content/"),
        status.state,
        status.review or "-",
        status.review_due.isoformat() if status.review_due else "-",
        "-" if status.days is None else str(status.days),
        one_line(status.reviewed_by) or "-",
        str(status.words),
        f"{status.grade:.1f}" if status.grade else "-",
    )
