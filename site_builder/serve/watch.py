"""watch: which files of a project were saved, as soon as they were. The one module that knows watchfiles.

Only what a site is made of is watched, not the whole folder: an environment or a repository in it holds more folders
than a system can watch. The project's folder itself is watched too, for `pyproject.toml` and for folders that come and
go: what watches a folder ends with it.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue

from watchfiles import Change, watch

from site_builder.cache.stamps import UNTRUSTED, Stamp, stamp_of
from site_builder.stages.load import FOLDERS, is_private

STEP_MS = 4
"""Silence after which a save counts as done: what a save takes at the least to be seen, and twice that at most."""

SELDOM_MS = 50
"""The same for what hardly ever changes: to look up so often is not free."""

LONGEST_MS = 50
"""A burst of saves is told of after this long, even if it goes on."""

POLL_MS = 300
"""How often files are looked at where the system does not say what was saved, as over a network."""

SECOND_MS = 1000
"""What times of files are compared to at the coarsest."""

SETTINGS = "pyproject.toml"

PAUSE_S = 0.2
"""Between attempts to watch folders of which one has just gone."""

SOON_S = 1.0
"""Where the system refuses to watch within this time of being asked, it is not asked again at once."""


def changes(root: Path, stop: threading.Event) -> Iterator[frozenset[str]]:
    """Yield the paths that were saved, removed or made, relative to `root`, until `stop` is set.

    Files that editors leave behind are not told of. A folder that comes or goes is told of as itself.
    """
    found: SimpleQueue[frozenset[str]] = SimpleQueue()
    again = threading.Event()

    def below(saved: Saved) -> None:
        if mine := frozenset(path for path in saved if "/" in path and not _is_left_behind(path)):
            found.put(mine)

    def at_the_top(saved: Saved) -> None:
        if any(saved.get(folder) for folder in FOLDERS):
            again.set()
        if mine := saved.keys() & {SETTINGS, *FOLDERS}:
            found.put(frozenset(mine))

    for folders, tell, recursive in ((FOLDERS, below, True), ((".",), at_the_top, False)):
        given = (root, folders, tell, again if recursive else threading.Event(), stop)
        threading.Thread(target=_watch, args=given, kwargs={"recursive": recursive}, daemon=True).start()
    while not stop.is_set():
        with suppress(Empty):
            yield found.get(timeout=PAUSE_S)


Saved = dict[str, bool]
"""Paths relative to the root, and of each whether it came or went."""

Tell = Callable[[Saved], None]


def _watch(
    root: Path, folders: tuple[str, ...], tell: Tell, again: threading.Event, stop: threading.Event, *, recursive: bool
) -> None:
    """Tell of what is saved in `folders`, as far as they are there, and begin anew when `again` is set."""
    polling: bool | None = None
    while not stop.is_set():
        again.clear()
        there = [str(root / folder) for folder in folders if (root / folder).is_dir()]
        began = time.monotonic()
        try:
            if there:
                for saved in _saved(root, there, _Either(again, stop), polling=polling, recursive=recursive):
                    tell(saved)
            again.wait(PAUSE_S)
        except (OSError, RuntimeError):
            # A name that is not text, a folder that has just gone, or more folders than the system may watch.
            stop.wait(PAUSE_S)
            polling = time.monotonic() - began < SOON_S or None
            # What was saved meanwhile is found by whoever looks through the folders.
            tell({f"{folder}/": False for folder in folders})


class _Either:
    """An event that is set once one of several is."""

    def __init__(self, *events: threading.Event) -> None:
        self.events = events

    def is_set(self) -> bool:
        """Return whether one of them is."""
        return any(event.is_set() for event in self.events)


def _saved(
    root: Path, folders: list[str], stop: _Either, *, polling: bool | None, recursive: bool
) -> Iterator[Saved]:
    """Yield what was saved in `folders`, asking the system, or looking again and again where it cannot tell.

    Who looks again and again compares times to the second, so each file is looked at once more when that is over.
    """
    told: dict[str, tuple[float, Stamp]] = {}
    for found in watch(
        *folders,
        watch_filter=None,
        debounce=LONGEST_MS,
        step=STEP_MS if recursive else SELDOM_MS,
        stop_event=stop,  # anything that has `is_set` will do
        rust_timeout=SECOND_MS,
        yield_on_timeout=True,
        raise_interrupt=False,
        force_polling=polling,
        poll_delay_ms=POLL_MS,
        recursive=recursive,
        ignore_permission_denied=True,
    ):
        now = time.monotonic()
        due = {path for path, (when, _) in told.items() if now - when > SECOND_MS / 1000}
        new = {path: False for path in due if _stamp(path) != told[path][1]}
        moved = {path for change, path in found if change != Change.modified}
        new |= {path: path in moved for _, path in found}
        told = {path: told[path] for path in told.keys() - due} | {path: (now, _stamp(path)) for path in new}
        if new:
            yield {os.path.relpath(path, root).replace(os.sep, "/"): came for path, came in new.items()}


def _stamp(path: str) -> Stamp:
    try:
        return stamp_of(os.stat(path))
    except OSError:
        return UNTRUSTED


def _is_left_behind(path: str) -> bool:
    return any(map(is_private, path.split("/")))
