"""python -m tests.torn 200: builds are killed at so many moments, spread over their whole run; is any site torn?

Each is a build of the small site after some change. While it runs, somebody reads the site over and over; when it was
killed the site must be the old one or the new one, byte for byte; then the next build must be fine, make the new one,
and leave nothing lying about. `python -m tests.torn 200 interrupted` does the same with Ctrl-C and its like, after
which nothing may lie about even before the next build, and `python -m tests.torn 50 workers` with processes that a
build has started.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from site_builder.cli import INTERRUPTED, main
from site_builder.interrupts import SIGNALS, raised
from tests.small_site import DREAMS, FILES, SETTINGS, SLEEP, write_files

TODAY = "2026-11-20"

Tree = dict[str, tuple[int, bytes]]


class State(NamedTuple):
    """What the site is about to say: each of these is one thing or another."""

    words: int = 0
    pages: int = 0
    style: int = 0


class Scene(NamedTuple):
    """A build that is to be killed: what has changed, and what is done before it."""

    name: str
    change: Callable[[State], State]
    gone: tuple[str, ...] = ()
    options: tuple[str, ...] = ()


SCENES = (
    Scene("words", lambda state: state._replace(words=1 - state.words)),
    Scene("pages that come or go", lambda state: state._replace(pages=1 - state.pages)),
    Scene("stylesheet", lambda state: state._replace(style=1 - state.style)),
    Scene("no cache left", lambda state: state._replace(words=1 - state.words), gone=(".cache",)),
    Scene("first build", lambda state: state._replace(words=1 - state.words), gone=(".cache", "public")),
    Scene("--no-cache", lambda state: state._replace(pages=1 - state.pages), options=("--no-cache",)),
)

MORE_PAGES = 6

SITE = {**FILES, "pyproject.toml": SETTINGS.replace("[tool.site-builder]\n", "[tool.site-builder]\nsearch = false\n")}
"""Without search, which takes half of the time and writes nothing by itself."""


READ_EVERY_S = 0.0005


class Torn(AssertionError):
    """What must not be."""


class Trial:
    """One project, built again and again under `folder`; `seen` counts what became of each build.

    `store` is a store of the cache to begin with, where not everything has to be made from nothing.
    """

    def __init__(self, folder: Path, store: Path | None = None) -> None:
        self.store = store
        self.root = folder / "site"
        self.models = folder / "models"
        self.state = State()
        self.known: dict[State, Tree] = {}
        self.took_s: dict[str, float] = {}
        self.seen: Counter[tuple[str, str]] = Counter()
        self.reads = 0
        self._begin(self.root, self.state)
        self.build()

    def build(self) -> None:
        """Build, and see that this is fine, makes the site that it should, and leaves nothing lying about."""
        code, said = _wait(_started(self.root))
        if code:
            raise Torn(f"the next build ends with {code}: {said}")
        self._look_for("the next build", self.model(self.state))
        self.look_for_litter("the next build")

    def model(self, state: State) -> Tree:
        """Return the site as a build elsewhere, from nothing, makes it."""
        if state not in self.known:
            root = self.models / "-".join(map(str, state))
            self._begin(root, state)
            code, said = _wait(_started(root, *(() if self.store else ("--no-cache",))))
            assert code == 0, said
            self.known[state] = tree(root / "public")
        return self.known[state]

    def _begin(self, root: Path, state: State) -> None:
        write_files(root, SITE)
        _be(root, state)
        if self.store:
            shutil.copytree(self.store, root / ".cache" / "store")

    def end(self, scene: Scene, moment: float, stop: Callable[[int], object]) -> tuple[int, str]:
        """Start a build, `stop` its process after this part of the time it takes, and return code and last words."""
        old = {} if "public" in scene.gone else self.model(self.state)
        self.state = scene.change(self.state)
        new = self.model(self.state)
        _be(self.root, self.state)
        for name in scene.gone:
            shutil.rmtree(self.root / name)
        started = _started(self.root, *scene.options)
        begun = time.monotonic()
        paths = sorted({*old, *new})
        while time.monotonic() - begun < moment * self.took_s.get(scene.name, 0):
            self._read(random.choice(paths), old, new)
            time.sleep(READ_EVERY_S)
        if scene.name in self.took_s:
            stop(started.pid)
        code, said = _wait(started)
        if code == 0:
            self.took_s[scene.name] = time.monotonic() - begun
        self._look_for(scene.name, old, new)
        now = tree(self.root / "public")
        self.seen[scene.name, "new" if now == new else "old"] += 1
        if code == 0 and now != new:
            raise Torn(f"{scene.name}: it says that it is done, and the site is the old one")
        if code not in (0, -signal.SIGKILL) and now == new != old:
            raise Torn(f"{scene.name}: it ends with {code}, and the site is the new one")
        return code, said

    def _read(self, path: str, old: Tree, new: Tree) -> None:
        """Read one file of the site, as a server would."""
        self.reads += 1
        allowed = {tree[path][1] if path in tree else None for tree in (old, new)}
        try:
            found = (self.root / "public" / path).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            found = None
            if old and not (self.root / "public").is_dir():
                raise Torn("there is no site for a moment") from None
        except IsADirectoryError:
            return
        if found not in allowed:
            raise Torn(f"a reader finds neither the old nor the new {path}")

    def _look_for(self, when: str, *trees: Tree) -> None:
        now = tree(self.root / "public")
        if now not in trees:
            torn = [path for path in {*now, *trees[-1]} if all(now.get(path) != each.get(path) for each in trees)]
            raise Torn(f"{when}: the site is neither the old one nor the new one: {torn[:3]}")

    def look_for_litter(self, when: str) -> None:
        """See that only what belongs there is in the project and its cache."""
        wanted = {"content", "public", "pyproject.toml", "static", "templates", ".cache"}
        litter = {each.name for each in self.root.iterdir()} - wanted
        litter |= {each.name for each in self.root.glob(".cache/*") if each.name not in ("store", "spare")} - {
            each.name for each in self.root.glob(".cache/manifest-????????")
        }
        litter |= {each.name for each in self.root.glob(".cache/store/*.new")}
        if litter:
            raise Torn(f"{when} has left {sorted(litter)}")


class Started(NamedTuple):
    """A process that builds, and the end of the pipe where its last words can be read."""

    pid: int
    said: int


def _started(root: Path, *options: str) -> Started:
    """Start a build in a process that has loaded the program already, so that it is killed building."""
    reader, writer = os.pipe()
    ready, go = os.pipe()
    pid = os.fork()
    if not pid:
        code = INTERRUPTED
        with suppress(KeyboardInterrupt), raised(for_good=True):
            os.close(reader)
            os.dup2(writer, 2)
            os.write(go, b".")
            sys.stderr = open(2, "w", closefd=False)  # noqa: SIM115
            code = main(["--root", str(root), "build", "--today", TODAY, "--jobs", "2", *options])
        os._exit(code)
    os.close(writer)
    os.close(go)
    os.read(ready, 1)
    os.close(ready)
    return Started(pid, reader)


def _wait(started: Started) -> tuple[int, str]:
    """Return the exit code of a process, less than 0 for a signal, and what it said."""
    with open(started.said, encoding="utf-8") as pipe:
        said = pipe.read()
    return os.waitstatus_to_exitcode(os.waitpid(started.pid, 0)[1]), said


def _be(root: Path, state: State) -> None:
    """Let the project say what `state` says."""
    (root / "content/articles/sleep.md").write_text(SLEEP.replace("Go to bed.", f"Version {state.words}."))
    (root / "static/css/base.css").write_text(f"body {{ color: #{state.style}00 }}\n")
    for number in range(MORE_PAGES):
        for version in (0, 1):
            file = root / f"content/articles/more-{version}-{number}.md"
            if version == state.pages:
                file.write_text(DREAMS)
            else:
                file.unlink(missing_ok=True)


def tree(folder: Path) -> Tree:
    """Return the mode and the bytes of every file below `folder`."""
    return {
        file.relative_to(folder).as_posix(): (file.stat().st_mode, file.read_bytes())
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def killed(trial: Trial, scene: Scene, moment: float) -> None:
    """Kill a build."""
    code, _ = trial.end(scene, moment, lambda pid: os.kill(pid, signal.SIGKILL))
    trial.seen[scene.name, "killed" if code == -signal.SIGKILL else "too late"] += 1


def interrupted(trial: Trial, scene: Scene, moment: float) -> None:
    """Interrupt a build, and see that it says so, and leaves nothing behind even before the next one."""
    number = random.choice(SIGNALS)
    code, said = trial.end(scene, moment, lambda pid: os.kill(pid, number))
    if (code, said) != (INTERRUPTED, "site-builder: interrupted\n") and (code or said.count("\n") != 1):
        raise Torn(f"{scene.name}: {number.name} ends it with {code}: {said!r}")
    trial.look_for_litter(f"a build with {number.name}")
    trial.seen[scene.name, "killed" if code else "too late"] += 1


def workers(trial: Trial, scene: Scene, moment: float) -> None:
    """Kill the processes that a build has started, as a system without memory does."""

    def stop(pid: int) -> None:
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            with suppress(ProcessLookupError):
                os.kill(int(child), signal.SIGKILL)

    code, said = trial.end(scene, moment, stop)
    if code not in (0, 3) or said.count("\n") != 1 or (code and "a worker process was ended" not in said):
        raise Torn(f"{scene.name}: without its workers it ends with {code}: {said!r}")
    trial.look_for_litter("a build without workers")
    trial.seen[scene.name, "killed" if code else "too late"] += 1


WAYS = {way.__name__: way for way in (killed, interrupted, workers)}


def run(trial: Trial, times: int, way: Callable[[Trial, Scene, float], None], scenes: Sequence[Scene]) -> list[str]:
    """End so many builds, at moments spread evenly over the whole of each scene, and return what must not have been."""
    for scene in scenes:
        if scene.name not in trial.took_s:
            trial.end(scene, 1, lambda _: None)
            trial.build()
    trial.seen.clear()
    torn = []
    for number in range(times):
        scene = scenes[number % len(scenes)]
        moment = (number // len(scenes) + random.random()) * len(scenes) / max(times, len(scenes))
        try:
            way(trial, scene, moment)
            trial.build()
        except Torn as found:
            torn.append(f"{number}: {found}")
            shutil.rmtree(trial.root / ".cache", ignore_errors=True)
            shutil.rmtree(trial.root / "public", ignore_errors=True)
    return torn


def report(times: int, way: str) -> int:
    """Print a table, and return how many builds were torn."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="site-builder-torn-") as folder:
        trial = Trial(Path(folder))
        torn = run(trial, times, WAYS[way], SCENES)
    columns = ("killed", "too late", "old", "new")
    print(f"{way:<24}" + "".join(f"{column:>10}" for column in columns) + f"{'seconds':>10}")
    for scene in SCENES:
        row = "".join(f"{trial.seen[scene.name, column]:>10}" for column in columns)
        print(f"{scene.name:<24}{row}{trial.took_s[scene.name]:>10.2f}")
    print("\n".join([*torn, f"{len(torn)} of {times} torn; {trial.reads:,} reads meanwhile"]))
    print(f"{time.monotonic() - started:.0f} s")
    return len(torn)


if __name__ == "__main__":
    sys.exit(bool(report(int(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "killed")))
