"""preview: the site as it is now, built again after each save, and the last good version of what a save has broken.

One thread builds. Others ask for what is there: `state` is replaced as a whole and never changed. What somebody looks
at is drawn first and handed out at once; whatever remains may be cut short by the next save, which then goes on where
this one ended.
"""

from __future__ import annotations

import re
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

import msgspec

from site_builder import project
from site_builder.cache import manifest as manifests
from site_builder.cache.memo import CacheDamaged, InputChanged, Memo
from site_builder.cache.stamps import Stamps
from site_builder.cache.store import Store
from site_builder.cache.warm import Layered, WarmMemo
from site_builder.errors import EnvironmentFailed, UsageError
from site_builder.model.config import Settings
from site_builder.model.document import Document
from site_builder.model.inputs import Inputs, Options
from site_builder.model.output import Artifact, Build
from site_builder.model.problem import Place, Problem, problem
from site_builder.pipeline import PARSE, RENDER, Before, Examined, Soon, assemble, examine, planned_problems
from site_builder.serve.watch import SETTINGS
from site_builder.stages.load import load, reload
from site_builder.stages.write import clear
from site_builder.urls import original_path

RECENT = 8
"""How many of the pages that were asked for last are drawn before all others."""

LOOK_AGAIN_S = (0.5, 2.0)
"""After a save the whole folder is looked through again, each so long after the last time, in case the system forgot
to tell of something."""

ANOTHER_DAY_S = 60.0
"""How often, without a save, it is asked whether another day has begun, or something was saved unnoticed."""

WRITING_S = 0.02
"""How long a file that is empty or gone may still be in the writing: some editors empty it first, or remove it."""

INDEX = "pagefind/"
"""Where the search index lies in the site."""

EXAMINE_S = 3.0
"""How long what is told of a page waits for the build that runs."""

HAND_OVER_S = 0.01
"""How long the builder rests while the open page fetches what is new: two threads of Python would share one core."""

ATTEMPTS = 5
"""How often a build is begun again because a file changed under it."""


class State(NamedTuple):
    """What the preview shows.

    `files` is every file of the site by its path, of which `lost` are older ones that the newest build does not have.
    `settings` and `today` are those that it was built with, `base` is its path on its host. The search index
    is `indexed` if it is as new as the rest.
    """

    files: dict[str, Artifact]
    lost: frozenset[str]
    problems: tuple[Problem, ...]
    settings: Settings
    today: date
    base: str = "/"
    indexed: bool = False


class Change(NamedTuple):
    """What a build has changed: the paths of files, whether no more than their styles, and whether problems."""

    paths: frozenset[str]
    styles_only: bool
    problems: bool


class _Made(NamedTuple):
    """All that a build is made of."""

    inputs: Inputs
    settings: Settings
    today: date


class Superseded(Exception):
    """Something was saved: the build that runs need not come to its end."""


class Preview:
    """The preview of the project at `root`; `day` is as after `--today`. `tell` is called after each change."""

    def __init__(self, root: Path, *, day: str, tell: Callable[[Change], None] = lambda _: None) -> None:
        self.root = root
        self.day = day
        self.tell = tell
        self.state = State({}, frozenset(), (), Settings(), project.day_of(day))
        self.open_pages: frozenset[str] = frozenset()
        self._asked_for: deque[str] = deque(maxlen=RECENT)
        self._wake = threading.Condition()
        self._lock = threading.Lock()
        self._saved: set[str] = set()
        self._index_wanted = False
        self._memo: WarmMemo | None = None
        self._stamps = Stamps({})
        self._last: _Made | None = None
        self._drawn_before: dict[str, Before] = {}
        self._may_be_cut = False
        self._is_cut = False
        self._looks_left = 0
        self._newest_index: frozenset[str] = frozenset()

    # What those who serve ask for, in a thread of their own

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a file of the site, None where there is none. Raises InputChanged, CacheDamaged."""
        found = self.state.files.get(path)
        if found is None or self._memo is None:
            return None
        if path.endswith(".html") and path not in self._asked_for:
            self._asked_for.append(path)
        return self._memo.read(found.digest)

    def examined(self, source: str) -> list[tuple[Examined, Document | None]]:
        """Return what is known of a content file, or of each in a folder, and of the text that it translates, if any.

        Waits for the build that runs: what is told of a page is of the same moment as the page. Nothing comes of a
        build that takes too long; its end is told, and somebody asks again.
        """
        if not self._lock.acquire(timeout=EXAMINE_S):
            return []
        try:
            if self._last is None or self._memo is None:
                return []
            paths = {each.path for each in self._last.inputs.documents if f"{each.path}/".startswith(f"{source}/")}
            options = _options(self._last.settings, self._last.today)
            self._may_be_cut = False
            only = {*paths, *map(original_path, paths)}
            found, _, _ = examine(self._last.inputs, options, self._memo, only=only)
        finally:
            self._lock.release()
        by_path = {each.document.path: each for each in found}
        originals = {path: by_path.get(original_path(path)) for path in paths}
        return [
            (by_path[path], other.document if other else None)
            for path, other in sorted(originals.items())
            if path in by_path
        ]

    def saved(self, paths: Iterable[str]) -> None:
        """Let the site be built again, since these files were saved."""
        with self._wake:
            self._saved.update(paths)
            self._wake.notify()

    def want_index(self) -> None:
        """Let the search index be made, for which nothing else waits."""
        with self._wake:
            self._index_wanted = True
            self._wake.notify()

    # The builder

    def start(self) -> None:
        """Build for the first time, with every core and what the disk has kept. Raises EnvironmentFailed, OSError."""
        folder = self.root / ".cache"
        with project.locked(self.root):
            folder.mkdir(exist_ok=True)
            try:
                store = self._first(folder)
            except CacheDamaged:
                clear(folder / "store")
                store = self._first(folder)
        self._memo = WarmMemo(
            Layered(store), code=manifests.code_digest(), root=self.root, before_each=self._let_the_next_begin
        )
        self.rebuild()
        # Nobody has watched so far.
        self._looks_left = len(LOOK_AGAIN_S)

    def run(self, stop: threading.Event) -> None:
        """Build after each save until `stop` is set."""
        for stage in (PARSE, RENDER):
            stage.load()  # Where the store held everything, nothing has needed them, and the first save would wait.
        while not stop.is_set():
            with self._wake:
                pause_s = LOOK_AGAIN_S[-self._looks_left] if self._looks_left else ANOTHER_DAY_S
                self._wake.wait_for(lambda: self._has_work() or stop.is_set(), pause_s)
            if not stop.is_set():
                self.rebuild()

    def close(self) -> None:
        """Let go of the files that are open, once nobody builds or asks any more."""
        if self._memo is not None:
            self._memo.layered.close()

    def _has_work(self) -> bool:
        return bool(self._saved or self._index_wanted)

    def _first(self, folder: Path) -> Store:
        """Fill the store on the disk with what a build makes of the project as it is, as far as it can be built."""
        store = Store(folder / "store", writers=project.cores())
        try:
            memo = Memo(store, code=manifests.code_digest(), jobs=project.cores(), root=self.root)
            settings = project.settings_of(self.root)
            inputs, _ = load(self.root, self._stamps)
            options = _options(settings, project.day_of(self.day))
            assemble(inputs, options, memo, indexed=False)
            planned_problems(inputs, _published(options), memo)
            store.save()
        except CacheDamaged:
            store.close()
            raise
        except Exception:
            pass  # What is wrong is told by the first build that is shown.
        return store

    def rebuild(self) -> None:
        """Build after what was saved, and show what came of it; whatever goes wrong is a problem that is shown too."""
        assert self._memo is not None
        with self._wake:
            saved, self._saved = frozenset(self._saved), set()
            indexed, self._index_wanted = self._index_wanted, False
        gone: OSError | None = None
        for _ in range(ATTEMPTS):
            try:
                with self._lock:
                    self._build(saved, self._memo, indexed=indexed)
                return
            except Superseded:
                # What was saved before this counts on, since nobody knows how far the build came.
                self._is_cut, self._index_wanted = True, self._index_wanted or indexed
                self._memo.drop()
                self.saved(saved)
                return
            except (InputChanged, FileNotFoundError, CacheDamaged) as error:
                self._last, saved = None, frozenset()
                gone = error if isinstance(error, FileNotFoundError) else None
                if isinstance(error, CacheDamaged):
                    self._memo.forget()
            except Exception as error:
                self._fail(error)
                return
        if gone is not None:
            self._fail(gone)
        self._looks_left = len(LOOK_AGAIN_S)  # It cannot change for ever.

    def _build(self, saved: frozenset[str], memo: WarmMemo, *, indexed: bool) -> None:
        made = self._made_of(saved)
        if made == self._last and not self._is_cut and (self.state.indexed or not indexed):
            return
        self._may_be_cut = False
        own = [path for path, file in self.state.files.items() if file.source in saved]
        urgent = dict.fromkeys((*sorted(self.open_pages), *reversed(self._asked_for), *own))
        if not all(path.endswith(".md") for path in saved):
            self._drawn_before.clear()
        self._drawn_before = {path: how for path, how in self._drawn_before.items() if path in urgent}
        soon = Soon([*urgent], partial(self._show_soon, saved), self._drawn_before)
        options = _options(made.settings, made.today)
        build = assemble(made.inputs, options, memo, soon=soon, indexed=indexed and made.settings.search)
        # A link to a draft leads somewhere in the preview alone.
        problems = {*build.problems, *planned_problems(made.inputs, _published(options), memo)}
        memo.turn(file.digest for file in (*self.state.files.values(), *build.artifacts))
        project.refuse_unknown_rules(self.root, made.settings, build.known_rules)
        self._show(msgspec.structs.replace(build, problems=tuple(sorted(problems))), made, saved, indexed=indexed)
        self._last, self._is_cut = made, False

    def _made_of(self, saved: frozenset[str]) -> _Made:
        """Return what there is now, asking about the files that were `saved` alone where that will do."""
        today, last = project.day_of(self.day), self._last
        self._looks_left = len(LOOK_AGAIN_S) if saved else max(self._looks_left - 1, 0)
        if any(_is_empty(self.root / path) for path in saved):
            time.sleep(WRITING_S)
        if last is not None and saved and SETTINGS not in saved:
            inputs = reload(last.inputs, self.root, self._stamps, sorted(saved))
            if inputs is not None:
                return last._replace(inputs=inputs, today=today)
        settings = project.settings_of(self.root)
        self._stamps = Stamps(self._stamps.seen, names_checked=last is not None)
        inputs, _ = load(self.root, self._stamps)
        return _Made(inputs, settings, today)

    def _let_the_next_begin(self) -> None:
        """Raise Superseded where something was saved and those who wait for a page have been served."""
        if self._saved and self._may_be_cut:
            raise Superseded

    # What is shown

    def _show_soon(self, saved: frozenset[str], drawn: list[Artifact]) -> None:
        """Show a page that somebody waits for before all else is done; nothing more is `drawn` when all were."""
        before = self.state
        fresh = {each.path: each for each in drawn if each.digest and each.digest != _digest(before, each.path)}
        if fresh:
            self.state = before._replace(files=before.files | fresh, lost=before.lost - fresh.keys())
            self.tell(Change(frozenset(fresh), _are_styles(saved), problems=False))
        if fresh.keys() & self.open_pages:
            time.sleep(HAND_OVER_S)
        if not drawn:
            self._may_be_cut = True

    def _show(self, build: Build, made: _Made, saved: frozenset[str], *, indexed: bool) -> None:
        before = self.state
        problems = project.with_severities(build.problems, made.settings.severity)
        current = {each.path: each for each in build.artifacts if each.digest}
        older_index = _index(before.files)
        if indexed:
            # A page that is open goes on with the index that it began with.
            older_index = {path: older_index[path] for path in older_index.keys() & self._newest_index}
            self._newest_index = frozenset(_index(current))
        # What an error has cost the site is shown as it was, until the error is mended.
        kept = older_index | ({} if project.is_fine(problems, strict=False) else _not_deleted(before, build, made))
        files = kept | current
        lost = frozenset(kept.keys() - current.keys() - _index(kept).keys())
        self.state = State(files, lost, problems, made.settings, made.today, build.base, indexed)
        changed = frozenset(
            path for path in files.keys() | before.files.keys() if _digest(before, path) != _digest(self.state, path)
        )
        self.tell(Change(changed, _are_styles(saved), problems=problems != before.problems or lost != before.lost))

    def _fail(self, error: Exception) -> None:
        """Show what kept the site from being built, over the last one that was."""
        before = self.state
        problems = _told(error)
        self._last = None
        # There is no better index to wait for.
        self.state = before._replace(problems=problems, indexed=True)
        self.tell(Change(frozenset(), styles_only=False, problems=problems != before.problems))


def _options(settings: Settings, today: date) -> Options:
    return Options(
        today,
        settings.base_url,
        drafts=True,
        future=True,
        ages=settings.ages,
        reading=settings.reading,
        search=settings.search,
        budgets=settings.budgets,
    )


def _published(options: Options) -> Options:
    """Return the options with which the same site is published."""
    return msgspec.structs.replace(options, drafts=False, future=False)


def _digest(state: State, path: str) -> bytes:
    found = state.files.get(path)
    return found.digest if found else b""


def _index(files: dict[str, Artifact]) -> dict[str, Artifact]:
    """Return the files of the search index, which stay as they were until it is made anew."""
    return {path: file for path, file in files.items() if path.startswith(INDEX)}


def _not_deleted(before: State, build: Build, made: _Made) -> dict[str, Artifact]:
    """Return the files that were there `before`, but for the search index and what was made of a file that is gone.

    Where nothing can be built, nobody knows what is gone for good.
    """
    inputs = made.inputs
    there = {each.path for each in (*inputs.content, *inputs.static, *inputs.templates)}
    there |= {each.file for each in build.problems}
    return {
        path: file
        for path, file in before.files.items()
        if not path.startswith(INDEX) and (not build.artifacts or file.source in there or "." not in file.source)
    }


def _are_styles(saved: frozenset[str]) -> bool:
    return bool(saved) and all(path.startswith("static/") and path.endswith(".css") for path in saved)


def _is_empty(file: Path) -> bool:
    """Return whether there is nothing in `file`, or no such file."""
    try:
        return file.stat().st_size == 0
    except OSError:
        return True


def _told(error: Exception) -> tuple[Problem, ...]:
    """Return what kept the whole site from being built, as problems."""
    if isinstance(error, UsageError) and (faults := [*_FAULT.finditer(str(error))]):
        return tuple(
            problem(each["rule"], each["message"], each["hint"], file=SETTINGS, place=_place(each)) for each in faults
        )
    return (_in_one(error),)


_FAULT = re.compile(
    rf"{SETTINGS}:(?P<line>\d+):(?P<column>\d+): error\[(?P<rule>[\w-]+)\] (?P<message>.*)\n +hint: (?P<hint>.*)"
)
"""How each fault in the settings is told on the command line."""


def _place(fault: re.Match[str]) -> Place:
    return Place(int(fault["line"]), int(fault["column"]))


def _in_one(error: Exception) -> Problem:
    if isinstance(error, UsageError):
        return problem(
            "settings-unusable",
            " ".join(str(error).split()),
            "Mend that in pyproject.toml, in the part [tool.site-builder].",
            file=SETTINGS,
        )
    if isinstance(error, OSError | EnvironmentFailed | MemoryError):
        where = getattr(error, "filename", None)
        said = getattr(error, "strerror", None) or str(error) or "there is not enough memory"
        return problem(
            "machine-refused",
            f"The computer would not do its part: {said}{f' ({where})' if where else ''}.",
            "Look at the disk and its permissions, then save again.",
            file=SETTINGS,
        )
    return problem(
        "program-fault",
        f"A fault of the program itself: {type(error).__name__}: {' '.join(str(error).split())}",
        "Undo the last change and save; please report it, with that change.",
        file=SETTINGS,
    )
