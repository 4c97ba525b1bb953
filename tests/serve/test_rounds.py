"""check --watch: a round after each save, whatever was saved, until somebody interrupts."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import SimpleQueue
from threading import Event

import pytest

from site_builder.cli import ENVIRONMENT, FINE, INTERRUPTED
from site_builder.errors import EnvironmentFailed
from site_builder.serve import rounds
from site_builder.serve.rounds import check_after_saves
from tests.conftest import Project

BEGIN = re.compile(r"^site-builder: checking (.*)$", re.MULTILINE)
END = re.compile(r"^site-builder: waiting for the next save \(Ctrl-C ends\)$", re.MULTILINE)


class Saves:
    """Saves that a test makes, in the place of the watcher."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.queue: SimpleQueue[frozenset[str]] = SimpleQueue()
        monkeypatch.setattr(rounds, "changes", self.changes)

    def changes(self, root: Path, stop: Event) -> Iterator[frozenset[str]]:
        while True:
            yield self.queue.get()

    def save(self, *paths: str) -> None:
        self.queue.put(frozenset(paths))


@pytest.fixture
def saves(monkeypatch: pytest.MonkeyPatch) -> Saves:
    return Saves(monkeypatch)


def watched(*steps: Callable[[], int]) -> int:
    """Return the exit code of rounds of which each does one of the steps; after the last somebody interrupts."""
    left = iter(steps)

    def check() -> int:
        for step in left:
            return step()
        raise KeyboardInterrupt

    return check_after_saves(Path(), check)


def test_each_round_is_framed_by_two_lines_and_an_interrupt_ends(
    saves: Saves, capsys: pytest.CaptureFixture[str]
) -> None:
    saves.save("content/a.md")
    assert watched(lambda: FINE) == INTERRUPTED
    assert capsys.readouterr().err == (
        "site-builder: checking the whole site\n"
        "site-builder: waiting for the next save (Ctrl-C ends)\n"
        "\n"
        "site-builder: checking after a save of content/a.md\n"
        "site-builder: interrupted\n"
    )


def test_what_is_saved_during_a_check_is_looked_at_after_it_all_at_once(
    saves: Saves, capsys: pytest.CaptureFixture[str]
) -> None:
    def busy() -> int:
        for number in range(100):
            saves.save(f"content/{number:02}.md")
        while not saves.queue.empty():
            time.sleep(0.001)
        time.sleep(0.05)
        return FINE

    watched(busy)
    assert BEGIN.findall(capsys.readouterr().err) == ["the whole site", "after a save of content/00.md and 99 more"]


def test_saves_of_what_editors_leave_behind_are_none(saves: Saves, capsys: pytest.CaptureFixture[str]) -> None:
    saves.save()
    saves.save("content/a.md")
    watched(lambda: FINE)
    assert BEGIN.findall(capsys.readouterr().err) == ["the whole site", "after a save of content/a.md"]


def test_what_the_machine_refused_is_tried_again_less_and_less_often(
    saves: Saves, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    waited: list[float | None] = []
    following = rounds._next
    monkeypatch.setattr(rounds, "FIRST_PAUSE_S", 0.01)
    monkeypatch.setattr(rounds, "LONGEST_PAUSE_S", 0.03)
    monkeypatch.setattr(rounds, "_next", lambda queue, pause: waited.append(pause) or following(queue, pause))  # type: ignore[func-returns-value]

    def refuse() -> int:
        raise EnvironmentFailed("another build of this project is running")

    def save() -> int:
        saves.save("content/a.md")
        return FINE

    watched(refuse, lambda: ENVIRONMENT, refuse, save, refuse)
    assert waited == [0.01, 0.02, 0.03, None, 0.01]
    told = capsys.readouterr().err
    assert BEGIN.findall(told)[1:4] == ["once more"] * 3
    assert told.count("site-builder: another build of this project is running\n") == 3


def test_a_name_cannot_move_the_cursor(saves: Saves, capsys: pytest.CaptureFixture[str]) -> None:
    saves.save("content/a\x1b[2J\nb.md")
    watched(lambda: FINE)
    assert "\x1b" not in capsys.readouterr().err


class Watching:
    """A real `check --watch` over a project, and what it has said."""

    def __init__(self, project: Project, **surroundings: str) -> None:
        self.log = project.root.parent / "said"
        words = ["--root", str(project.root), "check", "--watch", "--today", "2026-11-20"]
        with self.log.open("wb") as said:
            self.process = subprocess.Popen(
                [sys.executable, "-X", "faulthandler", "-m", "site_builder", *words],
                stderr=said,
                env={**os.environ, **surroundings},
            )

    def said(self) -> str:
        return self.log.read_text("utf-8")

    def last(self) -> str:
        """Return what the last round has said."""
        return self.said().rpartition("site-builder: checking ")[2]

    def until(self, *words: str) -> str:
        """Wait until the last round is over and has said all of this, and return what it has said."""
        deadline = time.monotonic() + 40
        while time.monotonic() < deadline:
            assert self.process.poll() is None, self.said()
            last = self.last()
            if END.search(last) and all(each in last for each in words):
                return last
            time.sleep(0.02)
        pytest.fail(f"{words} was not said:\n{self.said()}")

    def interrupt(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=20)


@pytest.fixture
def watching(project: Project) -> Iterator[Callable[..., Watching]]:
    begun: list[Watching] = []

    def begin(**surroundings: str) -> Watching:
        begun.append(Watching(project, **surroundings))
        begun[-1].until("19 pages, no problems")
        return begun[-1]

    yield begin
    for each in begun:
        each.process.kill()
        each.process.wait()


def test_whatever_is_saved_the_watch_goes_on_and_ends_on_the_last_save(
    project: Project, watching: Callable[..., Watching]
) -> None:
    watch = watching()
    settings = project.read("pyproject.toml")
    project.edit("content/articles/dreams.md", "It is deep.", "See [our night](gone.md).")
    watch.until("after a save of content/articles/dreams.md", "error[link-broken]", "1 error\n")
    project.write("pyproject.toml", "[tool.site-builder\n")
    watch.until("pyproject.toml:1:19: error[setting-unreadable]")
    (project.root / "pyproject.toml").unlink()
    project.write("pyproject.toml", settings)
    watch.until("1 error\n")
    (project.root / "content").rename(project.root / "gone")
    watch.until("error[folder-missing]")
    (project.root / "gone").rename(project.root / "content")
    watch.until("1 error\n")
    text = project.read("content/articles/dreams.md")
    for number in range(50):
        project.write("content/articles/dreams.md", text.replace("[our night]", f"[our night {number}]"))
    project.write("content/articles/dreams.md", text.replace("[our night](gone.md)", "our night"))
    watch.until("19 pages, no problems")
    project.write("content/articles/.dreams.md.swp", "x")
    project.write("content/articles/dreams.md~", "x")
    rounds_before = len(BEGIN.findall(watch.said()))
    time.sleep(0.5)
    assert len(BEGIN.findall(watch.said())) == rounds_before
    assert watch.interrupt() == 130
    assert watch.said().endswith("(Ctrl-C ends)\nsite-builder: interrupted\n")
    assert "Traceback" not in watch.said()


def test_without_news_from_the_system_the_files_are_looked_at(
    project: Project, watching: Callable[..., Watching]
) -> None:
    watch = watching(WATCHFILES_FORCE_POLLING="1")
    project.edit("content/articles/dreams.md", "It is deep.", "See [our night](gone.md).")
    watch.until("error[link-broken]")
    assert watch.interrupt() == 130
