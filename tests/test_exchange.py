from __future__ import annotations

import errno
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from site_builder import exchange as module
from site_builder.errors import UsageError
from site_builder.exchange import exchange, recover


@pytest.fixture(params=["at once", "in three steps"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways of doing it: of Linux, and of systems that know no better."""
    if request.param == "in three steps":
        monkeypatch.setattr(module, "_exchange_at_once", lambda *_: False)
    return str(request.param)


def tree(folder: Path, text: str) -> Path:
    folder.mkdir()
    (folder / "file").write_text(text)
    return folder


@pytest.mark.usefixtures("way")
def test_two_folders_change_places(tmp_path: Path) -> None:
    new, old = tree(tmp_path / "new", "new"), tree(tmp_path / "old", "old")
    exchange(new, old)
    assert ((old / "file").read_text(), (new / "file").read_text()) == ("new", "old")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["new", "old"]


@pytest.mark.usefixtures("way")
def test_where_there_is_nothing_yet_the_new_takes_its_place(tmp_path: Path) -> None:
    exchange(tree(tmp_path / "new", "new"), tmp_path / "old")
    assert (tmp_path / "old" / "file").read_text() == "new"
    assert not (tmp_path / "new").exists()


@pytest.mark.usefixtures("way")
def test_names_may_be_anything(tmp_path: Path) -> None:
    new, old = tree(tmp_path / "ne w é", "new"), tree(tmp_path / os.fsdecode(b"\xff"), "old")
    exchange(new, old)
    assert (old / "file").read_text() == "new"


@pytest.mark.usefixtures("way")
def test_without_the_new_the_old_stays(tmp_path: Path) -> None:
    old = tree(tmp_path / "old", "old")
    with pytest.raises(OSError, match="No such file"):
        exchange(tmp_path / "new", old)
    recover(old)
    assert (old / "file").read_text() == "old"


def test_at_once_is_how_this_machine_does_it_where_it_can(tmp_path: Path) -> None:
    new, old = tree(tmp_path / "new", "new"), tree(tmp_path / "old", "old")
    if not module._exchange_at_once(new, old):
        pytest.skip("this file system cannot exchange two folders in one step")
    assert (old / "file").read_text() == "new"


# What a crash leaves, where the system cannot do it in one step


class Crash(BaseException):
    """The process is gone."""


def crash_at(step: int, crash: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let the process end right before its step number `step`, counted from 1; return the steps that were taken."""
    taken: list[str] = []

    def guarded(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def taking(*arguments: Any, **options: Any) -> Any:
            taken.append(name)
            if len(taken) == step:
                crash()
            return function(*arguments, **options)

        return taking

    for where, name in ((os, "rename"), (Path, "write_bytes"), (Path, "unlink"), (module, "sync")):
        monkeypatch.setattr(where, name, guarded(name, getattr(where, name)))
    return taken


STEPS = ["write_bytes", "sync", "rename", "rename", "rename", "sync", "unlink"]


def raise_crash() -> None:
    raise Crash


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.fixture
def in_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_exchange_at_once", lambda *_: False)


@pytest.mark.usefixtures("in_steps")
def test_these_are_its_steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        taken = crash_at(0, raise_crash, patch)
        exchange(tree(tmp_path / "new", "new"), tree(tmp_path / "old", "old"))
    assert taken == STEPS


def assert_mended(folder: Path, step: int) -> None:
    """Assert that the old folder or the new one comes back, that nothing is left over, and that all goes on."""
    old = folder / "old"
    recover(old)
    assert (old / "file").read_text() == ("old" if step <= 4 else "new")
    assert {each.name for each in folder.iterdir()} <= {"old", "new"}
    recover(old)
    assert (old / "file").read_text() == ("old" if step <= 4 else "new"), "again changes nothing"
    exchange(tree(folder / "newest", "newest"), old)
    assert (old / "file").read_text() == "newest"
    assert not list(folder.glob(".*"))


@pytest.mark.usefixtures("in_steps")
@pytest.mark.parametrize("step", range(1, len(STEPS) + 1))
def test_a_crash_at_any_step_is_mended(tmp_path: Path, step: int, monkeypatch: pytest.MonkeyPatch) -> None:
    new, old = tree(tmp_path / "new", "new"), tree(tmp_path / "old", "old")
    with monkeypatch.context() as patch:
        crash_at(step, raise_crash, patch)
        with pytest.raises(Crash):
            exchange(new, old)
    assert_mended(tmp_path, step)


@pytest.mark.usefixtures("in_steps")
@pytest.mark.skipif(not hasattr(os, "fork"), reason="this machine does not fork")
@pytest.mark.parametrize("step", range(1, len(STEPS) + 1))
def test_so_is_a_process_that_is_killed_there(tmp_path: Path, step: int, monkeypatch: pytest.MonkeyPatch) -> None:
    new, old = tree(tmp_path / "new", "new"), tree(tmp_path / "old", "old")
    pid = os.fork()
    if not pid:
        crash_at(step, kill, monkeypatch)
        exchange(new, old)
        os._exit(0)
    assert os.WTERMSIG(os.waitpid(pid, 0)[1]) == signal.SIGKILL
    assert_mended(tmp_path, step)


@pytest.mark.usefixtures("in_steps")
@pytest.mark.parametrize("step", [2, 3, 4, 5])
def test_a_crash_while_it_is_mended_is_mended_too(tmp_path: Path, step: int, monkeypatch: pytest.MonkeyPatch) -> None:
    new, old = tree(tmp_path / "new", "new"), tree(tmp_path / "old", "old")
    with monkeypatch.context() as patch:
        crash_at(step, raise_crash, patch)
        with pytest.raises(Crash):
            exchange(new, old)
    for again in (1, 2, 3):
        with monkeypatch.context() as patch, suppress(Crash):
            crash_at(again, raise_crash, patch)
            recover(old)
    assert_mended(tmp_path, step)


@pytest.mark.usefixtures("in_steps")
@pytest.mark.parametrize("step", range(1, len(STEPS) + 1))
def test_a_step_that_the_disk_refuses_leaves_the_old_folder_or_none_the_wiser(
    tmp_path: Path, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    new, old = tree(tmp_path / "new", "new"), tree(tmp_path / "old", "old")

    def refuse() -> None:
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patch:
        crash_at(step, refuse, patch)
        failed = False
        try:
            exchange(new, old)
        except OSError:
            failed = True
    assert failed == (step <= 4), "once the new folder is in its place nothing is raised"
    assert (old / "file").read_text() == ("old" if failed else "new")
    assert_mended(tmp_path, step)


@pytest.mark.usefixtures("in_steps")
def test_a_journal_that_was_cut_short_itself_means_that_nothing_had_begun(tmp_path: Path) -> None:
    old = tree(tmp_path / "old", "old")
    for torn in (b"", b"12", b"12 13"):
        (tmp_path / ".old.journal").write_bytes(torn)
        recover(old)
        assert [each.name for each in tmp_path.iterdir()] == ["old"]


@pytest.mark.usefixtures("in_steps")
def test_a_folder_of_somebody_else_is_never_taken_for_what_was_set_aside(tmp_path: Path) -> None:
    new, old = tree(tmp_path / "new", "new"), tree(tmp_path / "old", "old")
    aside = tree(tmp_path / ".old.aside", "precious")
    recover(old)
    with pytest.raises(OSError, match="not empty"):
        exchange(new, old)
    assert (old / "file").read_text() == "old"
    assert (aside / "file").read_text() == "precious"
    assert not (tmp_path / ".old.journal").exists()


@pytest.mark.usefixtures("in_steps")
@pytest.mark.parametrize("kind", ["empty folder", "folder", "file"])
def test_what_was_made_in_its_place_since_is_not_removed(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    new, old = tree(tmp_path / "new", "new"), tree(tmp_path / "old", "old")
    with monkeypatch.context() as patch:
        crash_at(4, raise_crash, patch)
        with pytest.raises(Crash):
            exchange(new, old)
    if kind == "file":
        old.write_text("precious")
    else:
        old.mkdir()
    if kind == "folder":
        (old / "file").write_text("precious")
    if kind == "empty folder":
        recover(old)
        assert (old / "file").read_text() == "old"
        return
    with pytest.raises(UsageError, match=r"somebody has made another .*the site as it was is in .*\.old\.aside"):
        recover(old)
    assert (tmp_path / ".old.aside" / "file").read_text() == "old"
    assert (old if kind == "file" else old / "file").read_text() == "precious"


def test_recover_does_nothing_where_nothing_happened(tmp_path: Path) -> None:
    recover(tmp_path / "old")
    old = tree(tmp_path / "old", "old")
    recover(old)
    assert (old / "file").read_text() == "old"
