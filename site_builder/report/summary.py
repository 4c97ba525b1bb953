"""A job summary in Markdown, which code hosts show beside a run: totals, problems, sizes, what falls due."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from site_builder.media_types import media_type
from site_builder.model.output import Artifact, Build
from site_builder.model.problem import Severity
from site_builder.model.report import Report
from site_builder.report.budgets import in_markdown
from site_builder.report.github import LEVELS
from site_builder.report.text import count, one_line

MOST_ROWS = 50
"""How many problems, and days, stand in a table: a reader who has more begins with these."""

LARGEST_PAGES = 10

KINDS = ("pages", "styles", "scripts", "pictures", "fonts", "search index", "other")
"""What the files of a site are counted by, in the order of the table."""


def as_summary(report: Report, build: Build, today: date, in_baseline: int) -> str:
    """Return the summary of a run as of `today`; it ends in an empty line, since others add theirs behind it."""
    forbidden = (Severity.ERROR, Severity.WARNING) if report.strict else (Severity.ERROR,)
    is_fine = not any(each.severity in forbidden for each in report.problems)
    heads = ("pages", "errors", "warnings", "infos", "waived", "in the baseline", "left out")
    blocks = [
        f"## The site: {'ready' if is_fine else 'not published'}\n",
        _table(heads, [_totals(report, build, in_baseline)]),
        _problems(report),
        _sizes(build.artifacts),
        in_markdown(build.weights),
        _calendar(build, today),
    ]
    return "".join(f"{block}\n" for block in blocks if block)


def _totals(report: Report, build: Build, in_baseline: int) -> tuple[str, ...]:
    found = (count(report.problems, severity) for severity in LEVELS)
    return tuple(map(str, (build.pages, *found, build.waived, in_baseline, build.left_out)))


def _problems(report: Report) -> str:
    """Return the gravest problems, each with its place and its rule."""
    gravest = [each for level in LEVELS for each in report.problems if each.severity is level]
    if not gravest:
        return ""
    rows = [
        (
            _escaped(f"{each.file}:{each.line}:{each.column}"),
            each.severity.value,
            _code(each.rule),
            f"{_escaped(each.message)}<br>{_escaped(each.hint)}",
        )
        for each in gravest[:MOST_ROWS]
    ]
    return (
        "### Problems\n\n"
        + _table(("place", "severity", "rule", "what is wrong, and what to do"), rows)
        + _rest(len(gravest), "check")
    )


def _sizes(artifacts: Iterable[Artifact]) -> str:
    """Return how many files of each kind the site has, how many bytes they are, and its largest pages."""
    number, size, pages = Counter[str](), Counter[str](), []
    for each in artifacts:
        kind = kind_of(each.path)
        number[kind] += 1
        size[kind] += each.size
        if kind == "pages":
            pages.append(each)
    if not number:
        return ""
    rows = [(kind, f"{number[kind]:,}", f"{size[kind]:,}") for kind in KINDS if number[kind]]
    rows.append(("total", f"{number.total():,}", f"{size.total():,}"))
    largest = sorted(pages, key=lambda each: (-each.size, each.path))[:LARGEST_PAGES]
    return (
        "### Sizes\n\n"
        + _table(("files", "number", "bytes"), rows, right=2)
        + "\nThe largest pages, without what they load:\n\n"
        + _table(("page", "bytes"), [(_escaped(each.path), f"{each.size:,}") for each in largest], right=1)
    )


def kind_of(path: str) -> str:
    """Return as which of `KINDS` a file of the site counts."""
    if path.startswith("pagefind/"):
        return "search index"
    kind = media_type(path).partition(";")[0]
    known = {"text/html": "pages", "text/css": "styles", "text/javascript": "scripts"}
    by_family = {"image": "pictures", "font": "fonts"}
    return known.get(kind) or by_family.get(kind.partition("/")[0], "other")


def _calendar(build: Build, today: date) -> str:
    """Return what is overdue, and what falls due in the next weeks, by day."""
    if not build.calendar:
        return ""
    rows = [
        (each.day.isoformat(), _in_days((each.day - today).days), _escaped(each.what), _escaped(each.file))
        for each in build.calendar[:MOST_ROWS]
    ]
    return "### What falls due\n\n" + _table(("day", "", "what", "file"), rows) + _rest(len(build.calendar), "status")


def _in_days(days: int) -> str:
    if days == 0:
        return "today"
    counted = f"{abs(days)} day{'' if abs(days) == 1 else 's'}"
    return f"in {counted}" if days > 0 else f"**{counted} overdue**"


def _rest(number: int, command: str) -> str:
    """Return how many of so many found no place in a table, and what tells of them."""
    more = number - MOST_ROWS
    return f"\nand {more:,} more: `site-builder {command}` tells them all.\n" if more > 0 else ""


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]], *, right: int = 0) -> str:
    """Return a table; its last `right` columns are numbers."""
    rules = ["---"] * (len(head) - right) + ["---:"] * right
    return "".join(f"{line}\n" for line in _lines((head, tuple(rules), *rows)))


def _lines(rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    return (f"| {' | '.join(cells)} |" for cells in rows)


def _escaped(text: str) -> str:
    """Return a text in which nothing is Markdown, HTML or the end of a cell."""
    plain = one_line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _MARKUP.sub(r"\\\g<0>", plain)


def _code(name: str) -> str:
    return f"`{name}`" if _PLAIN_NAME.fullmatch(name) else _escaped(name)


_MARKUP = re.compile(r"[\\`*_{}\[\]()#+!|~$@]")
_PLAIN_NAME = re.compile(r"[A-Za-z0-9-]+")
