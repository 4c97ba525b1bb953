"""watch: which files of a project were saved, as soon as they were. The one module that knows watchfiles.

Only what a site is made of is watched, not the whole folder: an environment or a repository in it holds more folders
than a system can watch. The project's folder itself is watched too, for `pyproject.toml` and for folders that come and
go: what watches a folder ends with it.
"""

from __future__ import annotations

import os
import platform
import threading
import time
from collections.abc import Callable, Iterable, Iterator
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

POLL_S = 0.3
"""How often files are looked at where the system does not say what was saved, as over a network."""

SETTINGS = "pyproject.toml"

PAUSE_S = 0.2
"""Between attempts to watch folders of which one has just gone."""

END_S = 2.0
"""How long the end waits for those who watch; they look at `stop` all the time."""

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

    workers = []
    for folders, tell, recursive in ((FOLDERS, below, True), ((".",), at_the_top, False)):
        given = (root, folders, tell, again if recursive else threading.Event(), stop)
        workers.append(threading.Thread(target=_watch, args=given, kwargs={"recursive": recursive}, daemon=True))
        workers[-1].start()
    while not stop.is_set():
        with suppress(Empty):
            yield found.get(timeout=PAUSE_S)
    # A thread that is still in watchfiles while Python ends can keep it from ending.
    for worker in workers:
        worker.join(END_S)


Saved = dict[str, bool]
"""Paths relative to the root, and of each whether it came or went."""

Tell = Callable[[Saved], None]


def _watch(
    root: Path, folders: tuple[str, ...], tell: Tell, again: threading.Event, stop: threading.Event, *, recursive: bool
) -> None:
    """Tell of what is saved in `folders`, as far as they are there, and begin anew when `again` is set."""
    polling = _must_look()
    while not stop.is_set():
        again.clear()
        there = [str(root / folder) for folder in folders if (root / folder).is_dir()]
        began = time.monotonic()
        try:
            if there:
                saved_in = _looked_at if polling else _told_by_the_system
                for saved in saved_in(root, there, _Either(again, stop), recursive=recursive):
                    tell(saved)
            again.wait(PAUSE_S)
        except (OSError, RuntimeError):
            # A name that is not text, a folder that has just gone, or more folders than the system may watch.
            stop.wait(PAUSE_S)
            polling = _must_look() or time.monotonic() - began < SOON_S
            # What was saved meanwhile is found by whoever looks through the folders.
            tell({f"{folder}/": False for folder in folders})


class _Either:
    """An event that is set once one of several is."""

    def __init__(self, *events: threading.Event) -> None:
        self.events = events

    def is_set(self) -> bool:
        """Return whether one of them is."""
        return any(event.is_set() for event in self.events)


def _told_by_the_system(root: Path, folders: list[str], stop: _Either, *, recursive: bool) -> Iterator[Saved]:
    """Yield what was saved in `folders`."""
    for found in watch(
        *folders,
        watch_filter=None,
        debounce=LONGEST_MS,
        step=STEP_MS,
        stop_event=stop,  # anything that has `is_set` will do
        raise_interrupt=False,
        force_polling=False,
        recursive=recursive,
        ignore_permission_denied=True,
    ):
        moved = {path for change, path in found if change != Change.modified}
        yield {_below(root, path): path in moved for _, path in found}


def _looked_at(root: Path, folders: list[str], stop: _Either, *, recursive: bool) -> Iterator[Saved]:
    """Yield the same by looking at every file again and again, for no more than a tenth of the time.

    Watchfiles can do that too, but compares times to the second: a second save within it would be lost.
    """
    before = dict(_stamps(folders, recursive=recursive))
    while not stop.is_set():
        began = time.monotonic()
        now = dict(_stamps(folders, recursive=recursive))
        changed = {path for path in before.keys() | now.keys() if before.get(path) != now.get(path)}
        if changed:
            yield {_below(root, path): (path in before) != (path in now) for path in changed}
        before = now
        end = time.monotonic() + max(POLL_S, 9 * (time.monotonic() - began))
        while time.monotonic() < end and not stop.is_set():
            time.sleep(min(POLL_S, 0.05))


def _stamps(folders: Iterable[str], *, recursive: bool) -> Iterator[tuple[str, Stamp]]:
    """Yield the path and the stamp of each file and folder in `folders`; of a folder it tells only that it is there."""
    for folder in folders:
        with suppress(FileNotFoundError, NotADirectoryError, PermissionError), os.scandir(folder) as entries:
            for entry in entries:
                if not entry.is_dir(follow_symlinks=False):
                    with suppress(FileNotFoundError):
                        yield entry.path, stamp_of(entry.stat(follow_symlinks=False))
                    continue
                yield entry.path, UNTRUSTED
                if recursive and not is_private(entry.name):
                    yield from _stamps([entry.path], recursive=True)


def _below(root: Path, path: str) -> str:
    return os.path.relpath(path, root).replace(os.sep, "/")


def _must_look() -> bool:
    """Return whether the system is known not to tell, by the word that watchfiles has for it, or since it is WSL."""
    said = os.environ.get("WATCHFILES_FORCE_POLLING", "").lower()
    return said not in ("", "false", "disable", "disabled") or "microsoft" in platform.release().lower()


def _is_left_behind(path: str) -> bool:
    return any(map(is_private, path.split("/")))
