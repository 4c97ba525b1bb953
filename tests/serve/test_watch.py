from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from site_builder.serve import watch as module
from site_builder.serve.watch import changes
from tests.serve.live import wait_for

ARTICLES = "content/articles"


class Watched:
    """A project whose saves are collected while a test goes on."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.heard: list[frozenset[str]] = []
        self.stop = threading.Event()
        self.thread = threading.Thread(target=self._collect)

    def _collect(self) -> None:
        for paths in changes(self.root, self.stop):
            self.heard.append(paths)

    def told(self) -> set[str]:
        """Return every path that was told of, without the slash behind a folder."""
        return {path.removesuffix("/") for paths in [*self.heard] for path in paths}

    def after(self, act: Callable[[], object], *paths: str) -> None:
        """Do something, and wait until one of these paths was told of."""
        self.heard.clear()
        act()
        wait_for(lambda: self.told().intersection(paths))

    def begun(self) -> None:
        """Wait until saves are told of."""
        for folder in ("content", "static", "templates"):
            if (self.root / folder).is_dir():
                self._heard_below(folder)

    def _heard_below(self, folder: str) -> None:
        number = 0

        def is_heard() -> bool:
            nonlocal number
            number += 1
            (self.root / folder / "begun.txt").write_text("x" * number)
            return f"{folder}/begun.txt" in self.told()

        wait_for(is_heard)


@pytest.fixture(params=["told by the system", "polling"])
def watched(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watched]:
    """A project that is watched, in each of the two ways."""
    if request.param == "polling":
        monkeypatch.setenv("WATCHFILES_FORCE_POLLING", "1")
        monkeypatch.setattr(module, "POLL_S", 0.02)
    for folder in (ARTICLES, "static", "templates"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / ARTICLES / "a.md").write_text("a")
    os.utime(tmp_path / ARTICLES / "a.md", (1, 1))
    made = Watched(tmp_path)
    made.thread.start()
    made.begun()
    yield made
    made.stop.set()
    made.thread.join(10)
    assert not made.thread.is_alive()


def test_what_is_saved_is_told_by_its_path(watched: Watched) -> None:
    file = watched.root / ARTICLES / "a.md"
    watched.after(lambda: file.write_text("saved"), f"{ARTICLES}/a.md")
    beside = file.with_name(".a.md.new")

    def replace() -> None:
        beside.write_text("replaced")
        os.replace(beside, file)

    watched.after(replace, f"{ARTICLES}/a.md")
    watched.after(lambda: (file.parent / "b.md").write_text("new"), f"{ARTICLES}/b.md")
    watched.after(lambda: file.rename(file.with_name("c.md")), f"{ARTICLES}/a.md", f"{ARTICLES}/c.md")
    watched.after(lambda: (file.parent / "b.md").unlink(), f"{ARTICLES}/b.md")
    watched.after(lambda: (watched.root / "pyproject.toml").write_text(""), "pyproject.toml")
    watched.after(lambda: (watched.root / "pyproject.toml").unlink(), "pyproject.toml")


def test_folders_that_come_and_go_are_told_and_watched_again(watched: Watched) -> None:
    content = watched.root / "content"
    watched.after(lambda: shutil.rmtree(content), "content")
    watched.after(lambda: (content / "articles").mkdir(parents=True), "content")
    watched.begun()
    watched.after(lambda: (content / "articles" / "a.md").write_text("again"), f"{ARTICLES}/a.md")
    watched.after(lambda: (content / "articles").rename(watched.root / "aside"), ARTICLES, f"{ARTICLES}/a.md")
    watched.after(lambda: (watched.root / "aside").rename(content / "faq"), "content/faq", "content/faq/a.md")
    watched.after(lambda: (content / "faq" / "a.md").write_text("moved"), "content/faq/a.md")


def test_what_editors_leave_behind_and_what_is_no_part_of_a_site_is_not_told(watched: Watched) -> None:
    articles = watched.root / ARTICLES
    (watched.root / "public").mkdir()
    watched.heard.clear()
    for name in (".a.md.swp", "a.md~", "#a.md#", ".#a.md", "a.md.bak", "~$a.md", ".DS_Store", "a.md.tmp"):
        (articles / name).write_text("x")
    (articles / ".git").mkdir()
    (articles / ".git" / "index").write_text("x")
    (watched.root / "public" / "index.html").write_text("x")
    (watched.root / "notes.txt").write_text("x")
    (articles / "last.md").write_text("x")
    wait_for(lambda: f"{ARTICLES}/last.md" in watched.told())
    # Whoever looks again and again tells of the folder too.
    assert {path for path in watched.told() if "begun" not in path} <= {f"{ARTICLES}/last.md", ARTICLES}


def test_a_name_that_is_no_text_ends_nothing(watched: Watched) -> None:
    articles = watched.root / ARTICLES
    bad = articles / os.fsdecode(b"caf\xe9.md")
    watched.after(lambda: bad.write_text("x"), f"{ARTICLES}/{bad.name}", "content")
    watched.begun()
    watched.after(lambda: (articles / "a.md").write_text("after it"), f"{ARTICLES}/a.md")


def test_a_second_save_within_the_same_second_is_told_too(watched: Watched) -> None:
    file = watched.root / ARTICLES / "a.md"
    watched.after(lambda: file.write_text("first"), f"{ARTICLES}/a.md")
    status = file.stat()

    def save_again() -> None:
        file.write_text("other")
        os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns + 1))

    watched.after(save_again, f"{ARTICLES}/a.md")


def test_where_there_is_nothing_yet_it_waits_for_it(tmp_path: Path) -> None:
    watched = Watched(tmp_path)
    watched.thread.start()

    def make(number: int = 0) -> bool:
        (tmp_path / "content").mkdir(exist_ok=True)
        (tmp_path / "content" / "a.md").write_text("x")
        return "content/a.md" in watched.told()

    wait_for(make)
    watched.stop.set()
    watched.thread.join(10)
    assert not watched.thread.is_alive()


def test_where_the_system_does_not_watch_files_are_looked_at_again_and_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    def refusing(*folders: str, **_: object) -> None:
        asked.append(folders)
        raise OSError(28, "no space left on device: the limit of inotify")

    monkeypatch.setattr(module, "watch", refusing)
    monkeypatch.setattr(module, "POLL_S", 0.02)
    (tmp_path / "content").mkdir()
    watched = Watched(tmp_path)
    watched.thread.start()
    watched.begun()
    assert len(asked) == 2
    watched.stop.set()
    watched.thread.join(10)
