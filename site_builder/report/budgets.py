"""What the pages weigh, as a table for the summary of a run."""

from __future__ import annotations

from collections.abc import Sequence

from site_builder.model.budget import Heaviest, KindWeight

_HEADS = ("HTML", "compressed", "requests", "pictures")
"""A column for each of `MEASURES`."""


def in_markdown(weights: Sequence[KindWeight]) -> str:
    """Return a table with a row for each kind of page: its heaviest page by each measure, the limit, what is left."""
    if not weights:
        return ""
    heads = ("kind", "pages", *_HEADS, "nearest to its limit")
    rows = [_row(heads), _row(("---", *["---:"] * (len(heads) - 2), "---")), *(_row(_cells(each)) for each in weights)]
    return "".join(["### Budgets\n\n", *rows, "\n", _KEY, "\n"])


_KEY = (
    "The most that a page of each kind has, of what it may have: bytes of HTML, the same as gzip sends it, files that "
    "a browser fetches at once, bytes of pictures."
)


def _cells(weight: KindWeight) -> tuple[str, ...]:
    return (weight.kind, f"{weight.pages:,}", *map(_amount, weight.heaviest), _nearest(weight.heaviest))


def _amount(heaviest: Heaviest) -> str:
    return f"{heaviest.amount:,}" if heaviest.limit is None else f"{heaviest.amount:,} of {heaviest.limit:,}"


def _nearest(heaviest: Sequence[Heaviest]) -> str:
    """Return the page that has the smallest part of a limit left, or is furthest past one, and how much that is."""
    limited = [
        (each.amount / each.limit, head, each, each.limit)
        for head, each in zip(_HEADS, heaviest, strict=True)
        if each.limit is not None
    ]
    if not limited:
        return "no limit"
    share, head, page, limit = max(limited, key=lambda each: each[0])
    left = limit - page.amount
    said = f"{left:,} left" if left >= 0 else f"**{-left:,} too many**"
    return f"{head}: {said} ({share:.0%} used), `{page.url}`"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |\n"
