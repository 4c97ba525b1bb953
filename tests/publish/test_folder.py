from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from site_builder.errors import EnvironmentFailed
from site_builder.publish.folder import FolderHost
from site_builder.publish.host import STATE
from tests.publish.host_contract import HostContract, Place, ignore, put


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder to publish into, which is not there yet."""
    return tmp_path / "www"


@pytest.fixture
def host(folder: Path) -> FolderHost:
    return FolderHost(folder)


@pytest.fixture
def place(folder: Path) -> Place:
    def by_others(path: str, data: bytes | None) -> None:
        if data is None:
            (folder / path).unlink()
        else:
            (folder / path).write_bytes(data)

    def seen(path: str) -> bytes | None:
        return (folder / path).read_bytes() if (folder / path).is_file() else None

    return Place(lambda: FolderHost(folder), by_others, seen)


class TestFolder(HostContract):
    pass


def test_modes_are_those_of_a_site_whatever_the_umask(host: FolderHost, folder: Path) -> None:
    mask = os.umask(0o077)
    try:
        with host.locked("a test"):
            put(host, {"a/b/index.html": b"page"})
    finally:
        os.umask(mask)
    modes = {path: stat.S_IMODE((folder / path).stat().st_mode) for path in ("a", "a/b", "a/b/index.html")}
    assert modes == {"a": 0o755, "a/b": 0o755, "a/b/index.html": 0o644}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o755


def test_a_file_that_is_put_back_is_newer_than_what_it_replaces(host: FolderHost, folder: Path) -> None:
    with host.locked("a test"):
        put(host, {"a.html": b"old"})
        os.utime(folder / "a.html", (1, 1))
        host.keep({"a.html": "00ff"}, ignore)
        put(host, {"a.html": b"new"})
        replaced = (folder / "a.html").stat().st_mtime_ns
        host.restore({"a.html": "00ff"}, ignore)
    assert (folder / "a.html").stat().st_mtime_ns >= replaced


def test_a_reader_who_has_a_file_open_reads_on_in_it(host: FolderHost, folder: Path) -> None:
    with host.locked("a test"):
        put(host, {"a.html": b"old"})
        with open(folder / "a.html", "rb") as opened:
            put(host, {"a.html": b"new"})
            assert opened.read() == b"old"


def test_folders_of_others_stay_even_when_they_are_empty(host: FolderHost, folder: Path) -> None:
    with host.locked("a test"):
        put(host, {"a/x.html": b"x", "b/x.html": b"x"})
        (folder / "a/theirs").mkdir()
        host.delete(["a/x.html", "b/x.html"], ignore)
    assert (folder / "a/theirs").is_dir()
    assert not (folder / "b").exists()


def test_nothing_is_put_or_deleted_behind_a_link(host: FolderHost, folder: Path, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "x.html").write_bytes(b"theirs")
    folder.mkdir()
    (folder / "a").symlink_to(theirs)
    with host.locked("a test"):
        with pytest.raises(EnvironmentFailed, match="is a link"):
            put(host, {"a/y.html": b"y"})
        with pytest.raises(EnvironmentFailed, match="is a link"):
            host.delete(["a/x.html"], ignore)
        assert host.listing(["a"]).keys() == {"a"}
    assert [file.name for file in theirs.iterdir()] == ["x.html"]


def test_what_a_publisher_that_was_killed_left_half_written_goes(host: FolderHost, folder: Path) -> None:
    (folder / STATE / "incoming").mkdir(parents=True)
    (folder / STATE / "incoming" / "0").write_bytes(b"half")
    with host.locked("a test"):
        put(host, {"a.html": b"whole"})
    assert not (folder / STATE).exists()


def test_a_folder_whose_parent_is_missing_is_told(tmp_path: Path) -> None:
    told = "the folder that it lies in is not there; make that first"
    with pytest.raises(EnvironmentFailed, match=told), FolderHost(tmp_path / "no" / "www").locked("a test"):
        pass


def test_where_nothing_is_put_nothing_is_left(host: FolderHost, folder: Path) -> None:
    with pytest.raises(KeyError), host.locked("a test"):
        raise KeyError
    assert not folder.exists()


def test_a_file_of_ours_may_become_a_folder(host: FolderHost, folder: Path) -> None:
    with host.locked("a test"):
        put(host, {"a": b"file"})
        put(host, {"a/index.html": b"page"})
        host.delete(["a"], ignore)
    assert (folder / "a/index.html").read_bytes() == b"page"


def test_a_folder_in_the_place_of_a_page_is_named(host: FolderHost, folder: Path) -> None:
    (folder / "index.html").mkdir(parents=True)
    with host.locked("a test"), pytest.raises(EnvironmentFailed, match=r"www/index\.html: Is a directory"):
        put(host, {"index.html": b"page"})
