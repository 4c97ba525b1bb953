"""rounds: one check after another, each as soon as something is saved."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Thread

from site_builder.cli import ENVIRONMENT, INTERRUPTED, attempt, tell
from site_builder.report import one_line
from site_builder.serve.watch import changes

FIRST_PAUSE_S, LONGEST_PAUSE_S = 1.0, 60.0
"""Until a check that the machine did not allow is tried again; twice as long after each attempt in vain."""

Saves = SimpleQueue[frozenset[str]]


def check_after_saves(root: Path, check: Callable[[], int]) -> int:
    """Check now and after each save until somebody interrupts, and return the exit code of that.

    What is saved during a check is looked at after it, all of it at once.
    """
    saves: Saves = SimpleQueue()
    stop = Event()
    Thread(target=_collect, args=(root, saves, stop), daemon=True).start()
    what, pause_s = "the whole site", FIRST_PAUSE_S
    try:
        while True:
            # Editors look for these two lines: .vscode/tasks.json.
            tell(sys.stderr, f"site-builder: checking {what}\n")
            code = attempt(check)
            if code == INTERRUPTED:
                return code
            tell(sys.stderr, "site-builder: waiting for the next save (Ctrl-C ends)\n")
            # What the machine refused it may allow in a moment: another build ends, a disk is cleared.
            again_s = pause_s if code == ENVIRONMENT else None
            pause_s = min(pause_s * 2, LONGEST_PAUSE_S) if again_s else FIRST_PAUSE_S
            what = _named(_next(saves, again_s))
            tell(sys.stderr, "\n")
    finally:
        stop.set()


def _collect(root: Path, saves: Saves, stop: Event) -> None:
    for paths in changes(root, stop):
        if paths:
            saves.put(paths)


def _next(saves: Saves, timeout_s: float | None) -> set[str]:
    """Return all that was saved since the last look, as soon as there is anything; nothing once the time is up."""
    found: set[str] = set()
    with suppress(Empty):
        found |= saves.get(timeout=timeout_s)
        while True:
            found |= saves.get_nowait()
    return found


def _named(paths: set[str]) -> str:
    """Return what was saved, in a few words."""
    if not paths:
        return "once more"
    first, *others = sorted(paths)
    return f"after a save of {one_line(first)}{f' and {len(others)} more' if others else ''}"
