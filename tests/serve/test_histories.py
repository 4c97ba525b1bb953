"""After any edits the preview holds what a cold `build --drafts --future` writes, byte for byte, and says the same."""

from __future__ import annotations

import resource
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from site_builder import project
from tests.conftest import Project as SmallProject
from tests.histories import edits
from tests.histories.edits import EDITS, FOLDERS, Project
from tests.histories.test_warm_equals_cold import MORE, Step
from tests.serve.live import Live
from tests.small_site import SLEEP

OF_BUILDS = (edits.another_wish, edits.tamper_with_output, edits.remove_output, edits.change_mode_of_output)
"""Edits that say something to a build alone."""

SAVES = tuple([edit for edit in EDITS if edit not in (*OF_BUILDS, edits.lose_cache, edits.another_day)])


def saved_since(root: Path, before: dict[str, tuple[int, int]]) -> set[str]:
    """Return the files that a watcher would tell of, and note how they are now."""
    now = {
        path.relative_to(root).as_posix(): (path.stat().st_mtime_ns, path.stat().st_ino)
        for folder in FOLDERS
        for path in (root / folder).rglob("*")
    }
    now["pyproject.toml"] = ((root / "pyproject.toml").stat().st_mtime_ns, 0)
    changed = {path for path in before.keys() | now.keys() if before.get(path) != now.get(path)}
    before.clear()
    before.update(now)
    return changed


def compare(live: Live, made: Project) -> bool:
    """Build cold in a fresh folder; assert that the preview holds the same, and return whether a site was written."""
    with tempfile.TemporaryDirectory(dir=made.root.parent) as folder:
        fresh = Path(folder)
        for name in FOLDERS:
            shutil.copytree(made.root / name, fresh / name)
        shutil.copy(made.root / "pyproject.toml", fresh)
        request = project.Request(fresh, made.wish.today, drafts=True, future=True, jobs=1, cache=False)
        cold = project.run(request, write=True)
        state = live.preview.state
        assert {*cold.problems} <= {*state.problems}
        if more := {*state.problems} - {*cold.problems}:
            # What is wrong with the site as it would be published.
            published = project.run(request._replace(drafts=False, future=False), write=False)
            assert more <= {*published.problems}
        if cold.written:
            files = (fresh / "public").rglob("*")
            public = {
                each.relative_to(fresh / "public").as_posix(): each.read_bytes() for each in files if each.is_file()
            }
            assert {path: live.preview.read(path) for path in state.files} == public
            assert state.lost == frozenset()
    return cold.written


@contextmanager
def previewed(folder: Path) -> Iterator[tuple[Live, Project]]:
    made = Project(folder / "site")
    live = Live(made.root, made.wish.today.isoformat())
    try:
        yield live, made
    finally:
        live.preview.close()


def live_through(history: list[Step], folder: Path, *, every: int) -> int:
    """Return how many of the cold builds, one after `every` so many steps of `history`, wrote a site."""
    written = 0
    with previewed(folder) as (live, made):
        seen: dict[str, tuple[int, int]] = {}
        saved_since(made.root, seen)
        for place, (edit, number) in enumerate(history, 1):
            made.mend()
            edit(made, number)
            live.preview.day = made.wish.today.isoformat()
            live.notice(*saved_since(made.root, seen))
            if place % every == 0:
                written += compare(live, made)
    return written


HISTORY = st.lists(st.tuples(st.sampled_from((*SAVES, edits.another_day)), st.integers(0, 999)), min_size=9, max_size=9)


@settings(
    max_examples=MORE or 2,
    derandomize=not MORE,
    phases=list(Phase) if MORE else [Phase.generate],
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(history=HISTORY)
def test_any_history(history: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        live_through(history, Path(folder), every=3)


def test_every_edit_one_after_the_other(tmp_path: Path) -> None:
    history = [(edit, 7 * place + 1) for place, edit in enumerate(SAVES)]
    assert live_through(history, tmp_path, every=5) >= 2


def resident_kb() -> int:
    """Return how much memory this process holds now."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * resource.getpagesize() // 1024


def test_five_hundred_saves_hold_no_more_memory_than_a_hundred(
    project: SmallProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = Live(project.root)
    held = 0
    for number in range(1, 501):
        live.save("content/articles/sleep.md", SLEEP.replace("Go to bed.", f"Sleep for {number} hours. " * 9))
        if number == 100:
            held = resident_kb()
    assert "Sleep for 500 hours." in live.page("articles/sleep/index.html")
    assert resident_kb() < held * 1.1
    live.preview.close()
