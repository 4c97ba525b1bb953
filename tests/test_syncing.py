from __future__ import annotations

import ctypes
import errno
import os
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from site_builder.syncing import FEW, sync


@pytest.fixture
def synced(true_syncing: None, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was synced, in order: each file and folder by its name, a whole file system as `all`."""
    names: list[str] = []

    def fsync(opened: int) -> None:
        names.append(os.path.basename(os.readlink(f"/proc/self/fd/{opened}")))

    def syncfs(_: int) -> int:
        names.append("all")
        return 0

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: SimpleNamespace(syncfs=syncfs))
    return names


def files(folder: Path, number: int) -> list[Path]:
    made = [folder / str(each) for each in range(number)]
    for file in made:
        file.touch()
    return made


def test_a_few_files_and_folders_are_synced_one_by_one(tmp_path: Path, synced: list[str]) -> None:
    sync([*files(tmp_path, 2), tmp_path])
    assert synced == ["0", "1", tmp_path.name]


def test_of_many_their_file_system_is_synced_once(tmp_path: Path, synced: list[str]) -> None:
    sync(files(tmp_path, FEW + 1))
    assert synced == ["all"]


@pytest.mark.parametrize("library", [SimpleNamespace(), SimpleNamespace(syncfs=lambda _: -1)])
def test_where_the_system_cannot_do_that_each_is_synced(
    tmp_path: Path, synced: list[str], library: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: library)
    monkeypatch.setattr(ctypes, "get_errno", lambda: errno.ENOSYS)
    sync(files(tmp_path, FEW + 1))
    assert len(synced) == FEW + 1


@pytest.mark.usefixtures("true_syncing")
@pytest.mark.parametrize("number", [1, FEW + 1])
def test_a_disk_that_fails_is_told(tmp_path: Path, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: int) -> int:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", fails)
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: SimpleNamespace(syncfs=lambda _: -1))
    monkeypatch.setattr(ctypes, "get_errno", lambda: errno.EIO)
    with pytest.raises(OSError, match="Input/output error") as caught:
        sync(files(tmp_path, number))
    assert caught.value.filename == str(tmp_path / "0")


def test_a_file_system_that_keeps_its_folders_itself_is_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(_: int) -> None:
        raise OSError(errno.EINVAL, "Invalid argument")

    monkeypatch.setattr(os, "fsync", refuses)
    sync([tmp_path])
    with pytest.raises(OSError, match="Invalid argument"):
        sync(files(tmp_path, 1))


@pytest.mark.usefixtures("true_syncing")
def test_this_machine_can_do_it(tmp_path: Path) -> None:
    sync(files(tmp_path, 1))
    sync([tmp_path, *files(tmp_path, FEW)])
