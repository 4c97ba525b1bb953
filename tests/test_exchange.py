from __future__ import annotations

import os
from pathlib import Path

import pytest

from site_builder import exchange as module
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


@pytest.mark.parametrize("steps", [1, 2])
def test_an_exchange_that_was_cut_short_is_mended_and_does_not_stop_the_next(
    tmp_path: Path, steps: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_exchange_at_once", lambda *_: False)
    new, old = tree(tmp_path / "new", "new"), tree(tmp_path / "old", "old")
    rename, left = os.rename, iter(range(steps))

    def dies(source: Path, target: Path) -> None:
        if next(left, None) is None:
            raise SystemExit("killed")
        rename(source, target)

    monkeypatch.setattr(os, "rename", dies)
    with pytest.raises(SystemExit):
        exchange(new, old)
    monkeypatch.setattr(os, "rename", rename)
    recover(old)
    assert (old / "file").read_text() == ("old" if steps == 1 else "new")
    newest = tree(tmp_path / "newest", "newest")
    exchange(newest, old)
    assert (old / "file").read_text() == "newest"
    assert not list(tmp_path.glob(".*")), "nothing is left lying about"


def test_recover_does_nothing_where_nothing_happened(tmp_path: Path) -> None:
    recover(tmp_path / "old")
    old = tree(tmp_path / "old", "old")
    recover(old)
    assert (old / "file").read_text() == "old"
