"""How far long work has come: a line on a terminal that is written over, and nothing anywhere else."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from site_builder.screen import Screen


class Step(Protocol):
    """Is told of so many parts more that are done."""

    def __call__(self, parts: int, /) -> None: ...  # noqa: D102


@contextmanager
def progress(what: str, total: int) -> Iterator[Step]:
    """Show in the block how many of `total` parts are done, and leave no trace of it."""
    width = Screen.of(sys.stderr).width
    done, shown_s = 0, float("-inf")

    def step(parts: int) -> None:
        nonlocal done, shown_s
        done += parts
        if width and time.monotonic() - shown_s > EVERY_S:
            shown_s = time.monotonic()
            sys.stderr.write(f"\r{f'{what} {done:,} of {total:,}'[: width - 1]}\x1b[K")
            sys.stderr.flush()

    try:
        yield step
    finally:
        if shown_s > 0:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


EVERY_S = 0.1
"""Seconds between two looks: more often than that nobody reads a number."""
