"""Whole publishers: `site-builder` in a process of its own, which is ended, or held up, at a chosen step.

They are forked from a server that has the program loaded, so that each costs what the publishing does. That server is
not the process of the tests: obstore has threads there, which no fork has. Where a folder is given that `build` has
written, it stands in for the build, which is cold, and would be the same each time.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

from site_builder import project
from site_builder.cli import main
from site_builder.digest import digest_bytes
from site_builder.model.hosting import Hosting
from site_builder.publish.release import JOURNAL
from tests.conftest import TODAY, Run

CHANGES = ("os.rename", "os.link", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.chmod")

LONGEST_S = 60


class Trap(NamedTuple):
    """What becomes of a publisher: the signal `number` ends it at the step `at`.

    A step is a change of something whose path begins with `below`; with `below` "" it is a program that it starts. They
    count from 0, and are written into the file `counted`. Before it notes what is to come, it waits until there is a
    file `gate`.
    """

    at: int
    below: str = ""
    number: int = 0
    gate: str = ""
    counted: str = ""


class Publisher:
    """A run of `site-builder` that has begun."""

    def __init__(
        self,
        folder: Path,
        words: list[str],
        environment: Mapping[str, str] | None = None,
        *,
        trap: Trap | None = None,
        built: Path | None = None,
    ) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["tests.publish.warm"])
        self._folder = folder
        folder.mkdir(parents=True)
        arguments = (words, dict(environment or {}), str(folder), trap, built)
        self._process: ForkServerProcess = context.Process(target=_run, args=arguments, daemon=True)
        self._process.start()

    @property
    def is_running(self) -> bool:
        """Whether it has not ended."""
        return self._process.is_alive()

    def send(self, number: int) -> None:
        """Send it a signal."""
        if self._process.pid is not None:
            os.kill(self._process.pid, number)

    def end(self) -> Run:
        """Wait for its end, and return what it left; the code is less than 0 for a signal."""
        self._process.join(LONGEST_S)
        code = self._process.exitcode
        if code is None:
            self._process.kill()
        assert code is not None, f"it does not end; {self.said('err')}"
        return Run(code, self.said("out"), self.said("err"))

    def said(self, stream: str) -> str:
        """Return what it has said so far."""
        file = self._folder / stream
        return file.read_text("utf-8") if file.exists() else ""


def _run(words: list[str], environment: Mapping[str, str], folder: str, trap: Trap | None, built: Path | None) -> None:
    for stream, name in ((1, "out"), (2, "err")):
        os.dup2(os.open(f"{folder}/{name}", os.O_CREAT | os.O_WRONLY), stream)
    os.environ.update(environment)
    if built is not None:
        project.assembled = lambda *_: _standing_in(built)  # type: ignore[assignment]
    if trap is not None:
        sys.addaudithook(_Counted(trap))
    sys.argv[1:] = words
    sys.exit(main())


@contextmanager
def _standing_in(built: Path) -> Iterator[SimpleNamespace]:
    """Yield what a site is to whoever publishes it."""
    files = {file.relative_to(built).as_posix(): file.read_bytes() for file in built.rglob("*") if file.is_file()}
    bodies = {digest_bytes(data): data for data in files.values()}
    artifacts = [
        SimpleNamespace(path=path, digest=digest_bytes(data), size=len(data)) for path, data in sorted(files.items())
    ]
    build = SimpleNamespace(artifacts=artifacts, hosting=Hosting())
    yield SimpleNamespace(problems=(), build=build, read=bodies.__getitem__)


class _Counted:
    def __init__(self, trap: Trap) -> None:
        self.trap = trap
        self.steps = 0

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not _is_step(event, arguments, self.trap.below):
            return
        step, self.steps = self.steps, self.steps + 1
        if self.trap.counted:
            descriptor = os.open(self.trap.counted, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
            os.write(descriptor, b".")
            os.close(descriptor)
        if self.trap.number and step == self.trap.at:
            os.kill(os.getpid(), self.trap.number)
        while self.trap.gate and str(arguments[1]).endswith(JOURNAL) and not os.path.exists(self.trap.gate):
            time.sleep(0.01)


def _is_step(event: str, arguments: tuple[Any, ...], below: str) -> bool:
    if not below:
        return event == "subprocess.Popen"
    if event == "open":
        path, _, flags = arguments
        return isinstance(path, str | os.PathLike) and bool(flags & os.O_CREAT) and os.fspath(path).startswith(below)
    return event in CHANGES and os.fspath(arguments[0]).startswith(below)


SIGKILL, SIGINT, SIGTERM = int(signal.SIGKILL), int(signal.SIGINT), int(signal.SIGTERM)


def words(root: Path, *more: str) -> list[str]:
    """Return the words of a command over a project."""
    return ["--root", str(root), *more, "--today", TODAY, "--jobs", "1"]
