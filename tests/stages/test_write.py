from __future__ import annotations

import contextlib
import errno
import os
import random
import stat
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from site_builder import exchange as exchanging
from site_builder.digest import digest_bytes
from site_builder.errors import UsageError
from site_builder.model.output import Artifact
from site_builder.stages import write as module
from site_builder.stages.write import GENERATOR, NOTHING, Written, write
from tests.conftest import contents_of, state_of

Site = dict[str, bytes]


class Disk:
    """An output folder, its spare, and what the last build left."""

    def __init__(self, root: Path) -> None:
        self.output = root / "public"
        self.spare = root / ".cache" / "spare"
        self.before: Written = NOTHING
        self.contents: dict[bytes, bytes] = {}
        self.read_paths: list[bytes] = []

    def write(self, site: Site, **options: Any) -> Written:
        self.contents |= {digest_bytes(data): data for data in site.values()}
        self.read_paths.clear()
        artifacts = [Artifact(path, "content", digest_bytes(data), len(data)) for path, data in site.items()]
        self.before = write(artifacts, self.output, self.spare, self.before, self.read, **options)
        return self.before

    def read(self, digest: bytes) -> bytes:
        self.read_paths.append(digest)
        return self.contents[digest]


@pytest.fixture
def disk(tmp_path: Path) -> Disk:
    return Disk(tmp_path)


PAGE = b"<!doctype html>" + GENERATOR
SITE = {"index.html": PAGE + b"1", "a/index.html": PAGE + b"2", "a/b/index.html": PAGE + b"3", "feed.xml": b"<feed/>"}


def test_the_folder_holds_what_was_made_and_nothing_else(disk: Disk) -> None:
    disk.write(SITE)
    assert contents_of(disk.output) == SITE


def test_modes_are_the_same_whatever_the_umask_is(disk: Disk) -> None:
    before = os.umask(0o077)
    try:
        disk.write(SITE)
        disk.write({**SITE, "a/new/index.html": PAGE, "index.html": PAGE})
        assert os.umask(0o077) == 0o077, "the umask is put back"
    finally:
        os.umask(before)
    for file in (disk.output, *disk.output.rglob("*")):
        assert stat.S_IMODE(file.stat().st_mode) == (0o755 if file.is_dir() else 0o644)


def test_what_did_not_change_is_not_written(disk: Disk) -> None:
    disk.write(SITE)
    before = state_of(disk.output)
    assert disk.write(SITE) is disk.before
    assert disk.read_paths == []
    assert state_of(disk.output) == before


def test_one_change_writes_one_file(disk: Disk) -> None:
    disk.write(SITE)
    inodes = {path: (disk.output / path).stat().st_ino for path in SITE}
    disk.write({**SITE, "a/index.html": PAGE + b"new"})
    assert disk.read_paths == [digest_bytes(PAGE + b"new")]
    changed = [path for path in SITE if (disk.output / path).stat().st_ino != inodes[path]]
    assert changed == ["a/index.html"]


def test_the_record_tells_of_any_later_change(disk: Disk) -> None:
    written = disk.write(SITE)
    assert set(written.files) == set(SITE)
    assert set(written.folders) == {"", "a", "a/b"}
    (disk.output / "a" / "index.html").write_bytes(b"by hand")
    disk.write(SITE)
    assert contents_of(disk.output) == SITE


@pytest.mark.parametrize(
    "damage",
    [
        lambda output: (output / "a/index.html").unlink(),
        lambda output: (output / "a/index.html").chmod(0o600),
        lambda output: (output / "a/b/index.html").rename(output / "a/b.html"),
        lambda output: (output / "index.html").write_bytes(b""),
        lambda output: [(output / "index.html").unlink(), (output / "index.html").symlink_to("a/index.html")],
        lambda output: (output / "empty").mkdir(),
        lambda output: output.chmod(0o700),
    ],
    ids=["deleted", "mode", "renamed", "emptied", "link", "empty folder", "mode of the folder"],
)
def test_what_somebody_did_to_our_files_is_undone(disk: Disk, damage: Callable[[Path], object]) -> None:
    disk.write(SITE)
    damage(disk.output)
    disk.write(SITE)
    assert contents_of(disk.output) == SITE
    modes = {stat.S_IMODE(file.lstat().st_mode) for file in (disk.output, *disk.output.rglob("*"))}
    assert modes == {0o755, 0o644}
    disk.write({**SITE, "index.html": PAGE + b"next"})
    assert contents_of(disk.output) == {**SITE, "index.html": PAGE + b"next"}


def test_a_file_becomes_a_folder_and_back(disk: Disk) -> None:
    for site in ({"a": PAGE, "b/c": PAGE}, {"a/b/c": PAGE, "b": PAGE}, {"a": PAGE, "b/c": PAGE}, {"a/b": PAGE}) * 2:
        disk.write(site)
        assert contents_of(disk.output) == site
        assert {each.name for each in disk.output.rglob("*") if each.is_dir()} <= {"a", "b"}


def test_folders_that_are_empty_go(disk: Disk) -> None:
    disk.write({"a/b/c/index.html": PAGE, "index.html": PAGE})
    disk.write({"index.html": PAGE})
    assert [each.name for each in disk.output.rglob("*")] == ["index.html"]
    assert [each.name for each in disk.spare.rglob("*")] == ["index.html"]


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("how", ["exchange", "three steps", "no hard links", "no spare kept"])
def test_after_any_history_both_trees_are_whole(
    disk: Disk, seed: int, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_let_a_tick_pass", lambda: time.sleep(0.001))
    if how == "three steps":
        monkeypatch.setattr(exchanging, "_exchange_at_once", lambda *_: False)
    if how == "no hard links":
        monkeypatch.setattr(os, "link", _refuse(errno.EPERM))
    chance = random.Random(seed)
    names = ["a", "b", "a/a", "a/b", "b/a", "b/b", "a/a/a", "a/a/b", "c/c/c"]
    for _ in range(25):
        site: Site = {}
        for name in chance.sample(names, chance.randint(1, len(names))):
            if not any(name.startswith(f"{other}/") or other.startswith(f"{name}/") for other in site):
                site[name] = PAGE + str(chance.randint(1, 3)).encode()
        disk.write(site, keep_spare=how != "no spare kept")
        assert contents_of(disk.output) == site
        if how == "no spare kept":
            assert not disk.spare.exists()
        elif disk.before.spare_folders:
            assert contents_of(disk.spare) == site


def _refuse(number: int) -> Callable[..., Any]:
    def refuse(*_: Any, **__: Any) -> None:
        raise OSError(number, os.strerror(number), "x")

    return refuse


# Other people's files


@pytest.mark.parametrize(
    "path", ["notes.md", "a/thesis.pdf", "index.htm", "google123.html", ".git/config", "CNAME", "ads.txt", "data.xml"]
)
@pytest.mark.parametrize("known", [False, True])
def test_a_folder_that_holds_other_peoples_files_is_left_alone(disk: Disk, path: str, *, known: bool) -> None:
    if known:
        disk.write(SITE)
    (disk.output / path).parent.mkdir(parents=True, exist_ok=True)
    (disk.output / path).write_bytes(b"precious")
    before = state_of(disk.output)
    with pytest.raises(UsageError, match=r"holds what site-builder did not write: .*" + path.replace(".", r"\.")):
        disk.write({**SITE, "index.html": PAGE + b"new"})
    assert state_of(disk.output) == before


def test_only_the_first_few_are_named(disk: Disk) -> None:
    disk.output.mkdir()
    for number in range(9):
        (disk.output / f"{number}.pdf").touch()
    with pytest.raises(UsageError, match=r"0\.pdf, 1\.pdf, 2\.pdf and 6 more;"):
        disk.write(SITE)


def test_a_link_to_a_folder_is_somebodys_too(disk: Disk, tmp_path: Path) -> None:
    disk.write(SITE)
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious" / "file").touch()
    (disk.output / "link").symlink_to(tmp_path / "precious")
    with pytest.raises(UsageError, match="did not write: link"):
        disk.write({**SITE, "index.html": PAGE + b"new"})
    assert (tmp_path / "precious" / "file").exists()
    assert (disk.output / "link").is_symlink()


@pytest.mark.usefixtures("no_privileges")
def test_a_folder_that_cannot_be_looked_into_stops_the_build(disk: Disk) -> None:
    disk.write(SITE)
    (disk.output / "locked").mkdir()
    (disk.output / "locked" / "precious").touch()
    (disk.output / "locked").chmod(0)
    try:
        with pytest.raises(PermissionError):
            disk.write({**SITE, "index.html": PAGE + b"new"})
        assert (disk.output / "index.html").read_bytes() == SITE["index.html"]
    finally:
        (disk.output / "locked").chmod(0o755)
    assert (disk.output / "locked" / "precious").exists()


@pytest.mark.parametrize("kind", ["file", "link", "dangling link"])
def test_what_is_no_folder_is_not_replaced(disk: Disk, kind: str, tmp_path: Path) -> None:
    if kind == "file":
        disk.output.write_bytes(b"precious")
    else:
        disk.output.symlink_to(tmp_path / ("elsewhere" if kind == "link" else "nowhere"))
        (tmp_path / "elsewhere").mkdir()
    with pytest.raises(UsageError, match="is not a folder"):
        disk.write(SITE)
    assert disk.output.is_symlink() or disk.output.read_bytes() == b"precious"


@pytest.mark.parametrize("how", ["lost", "of an older build"])
def test_our_own_files_are_known_where_the_record_is_not(disk: Disk, how: str) -> None:
    old = disk.before if how == "lost" else disk.write({"index.html": PAGE + b"0", "gone/index.html": PAGE})
    site = {
        **SITE,
        "robots.txt": b"x",
        ".well-known/security.txt": b"x",
        "css/site.0123456789abcdef.css": b"x",
        "_redirects": b"",
        ".nojekyll": b"",
        "favicon.svg": b"<svg/>",
        "CNAME": b"clinic.example\n",
        "page-without-a-mark.html": b"<p>",
    }
    disk.write(site)
    disk.before = old
    disk.write({**site, "index.html": PAGE + b"new"})
    assert contents_of(disk.output) == {**site, "index.html": PAGE + b"new"}


def test_an_empty_folder_is_anybodys(disk: Disk) -> None:
    disk.output.mkdir()
    disk.write(SITE)
    assert contents_of(disk.output) == SITE


def test_the_folders_above_are_made(disk: Disk, tmp_path: Path) -> None:
    disk.output = tmp_path / "x" / "y" / "public"
    disk.write(SITE)
    assert contents_of(disk.output) == SITE


def test_what_is_in_the_place_of_the_spare_goes(disk: Disk) -> None:
    disk.spare.parent.mkdir()
    disk.spare.write_bytes(b"a file")
    disk.write(SITE)
    assert contents_of(disk.output) == SITE
    disk.write({**SITE, "index.html": PAGE + b"second"})
    (disk.spare / "a" / "extra").write_bytes(b"x")
    disk.write({**SITE, "index.html": PAGE})
    assert contents_of(disk.output) == {**SITE, "index.html": PAGE}


def test_a_spare_that_somebody_changed_never_reaches_the_site(disk: Disk) -> None:
    disk.write(SITE)
    assert not disk.spare.exists()
    disk.write({**SITE, "index.html": PAGE + b"second"})
    (disk.spare / "a" / "b" / "index.html").unlink()
    (disk.spare / "a" / "b" / "index.html").write_bytes(b"tampered")
    disk.write({**SITE, "index.html": PAGE})
    assert contents_of(disk.output) == {**SITE, "index.html": PAGE}


# A disk that fails, and a build that is killed, at every single step


STEPS = ["open", "write", "mkdir", "rename", "link", "unlink", "rmdir"]

CHANGES: list[Site] = [
    {**SITE, "index.html": PAGE + b"new", "c/index.html": PAGE},
    {"index.html": PAGE + b"other", "a": PAGE},
]


class Cut(BaseException):
    """The process is gone."""


def _counted(monkeypatch: pytest.MonkeyPatch, stop_at: int, error: BaseException) -> list[int]:
    """Let the step number `stop_at` that changes the disk, and each after it, raise `error`; return the counter."""
    count = [0]

    def guarded(function: Callable[..., Any]) -> Callable[..., Any]:
        def step(*arguments: Any, **options: Any) -> Any:
            if function is os.open and not (len(arguments) > 1 and arguments[1] & os.O_CREAT):
                return function(*arguments, **options)
            count[0] += 1
            if count[0] >= stop_at:
                raise error
            return function(*arguments, **options)

        return step

    for name in STEPS:
        monkeypatch.setattr(os, name, guarded(getattr(os, name)))
    monkeypatch.setattr(module, "exchange", guarded(exchanging.exchange))
    return count


@pytest.mark.parametrize("site", CHANGES, ids=["a change", "a file for a folder"])
@pytest.mark.parametrize("fresh", [False, True], ids=["warm", "record lost"])
@pytest.mark.parametrize("dies", [False, True], ids=["the disk is full", "the process is killed"])
def test_whatever_step_fails_the_site_is_the_old_one_or_the_new(
    tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch, *, fresh: bool, dies: bool
) -> None:
    monkeypatch.setattr(module, "_let_a_tick_pass", lambda: None)
    failed = stop_at = 0
    while True:
        stop_at += 1
        disk = Disk(tmp_path / str(stop_at))
        disk.write(SITE)
        old_state = state_of(disk.output)
        if fresh:
            disk.before = NOTHING
        error = Cut() if dies else OSError(errno.ENOSPC, "No space left on device")
        with monkeypatch.context() as patch:
            count = _counted(patch, stop_at, error)
            done = False
            with contextlib.suppress(type(error)):
                disk.write(site)
                done = True
        if done:
            assert contents_of(disk.output) == site, f"step {stop_at}"
        elif not dies:
            assert state_of(disk.output) == old_state, f"step {stop_at}"
        failed += not done
        assert contents_of(disk.output) in (SITE, site), f"step {stop_at}"
        # The next build has room again, and the record that the last one that ended well has left.
        disk.before = NOTHING if fresh else disk.before
        disk.write({**SITE, "next/index.html": PAGE})
        assert contents_of(disk.output) == {**SITE, "next/index.html": PAGE}, f"step {stop_at}"
        assert sorted(each.name for each in disk.output.parent.iterdir()) == [".cache", "public"]
        if count[0] < stop_at:
            break
    assert failed > 5


def test_a_failed_build_does_not_leave_its_files_on_a_full_disk(disk: Disk) -> None:
    disk.write(SITE)
    size = len(contents_of(disk.spare))

    def full(digest: bytes) -> bytes:
        raise OSError(errno.ENOSPC, "No space left on device", digest.hex())

    new = {f"{number}/index.html": PAGE + str(number).encode() for number in range(9)}
    artifacts = [Artifact(path, "content", digest_bytes(data), len(data)) for path, data in new.items()]
    with pytest.raises(OSError, match="No space"):
        write(artifacts, disk.output, disk.spare, disk.before, full)
    assert len(contents_of(disk.spare)) <= size
    assert contents_of(disk.output) == SITE


def test_the_last_word_is_given_before_the_folders_change_places(disk: Disk) -> None:
    disk.write(SITE)
    seen: list[Site] = []
    disk.write({**SITE, "index.html": PAGE}, commit=lambda: seen.append(contents_of(disk.output)))
    assert seen == [SITE]
    disk.write({**SITE, "index.html": PAGE}, commit=lambda: pytest.fail("nothing changes"))


# What is on the disk, and when


@pytest.fixture
def order(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What happens, in order: what is synced, by its path below the project, and the exchange itself."""
    happened: list[str] = []

    def sync(paths: Iterable[str | Path]) -> None:
        happened.extend(os.path.relpath(each, disk.output.parent) for each in paths)

    def exchange(new: Path, old: Path) -> None:
        happened.append("exchange")
        exchanging.exchange(new, old)

    monkeypatch.setattr(module, "sync", sync)
    monkeypatch.setattr(module, "exchange", exchange)
    return happened


def test_a_new_site_is_on_the_disk_before_it_takes_its_place_and_its_name_after(disk: Disk, order: list[str]) -> None:
    disk.write(SITE)
    at = order.index("exchange")
    spare = ".cache/spare"
    assert set(order[:at]) == {
        f"{spare}.names",
        *(f"{spare}/{path}" for path in SITE),
        *(f"{spare}/{folder}" for folder in ("", "a", "a/b") if folder),
        spare,
    }
    assert order[at + 1 :] == [".", ".cache"]


def test_of_a_changed_page_only_that_and_the_folders_above_it_are_synced(disk: Disk, order: list[str]) -> None:
    for number in range(3):
        order.clear()
        disk.write({**SITE, "a/index.html": PAGE + b"%d" % number})
    spare = ".cache/spare"
    changed = [f"{spare}/a/index.html", f"{spare}/a", spare]
    assert order == [f"{spare}.names", *changed, "exchange", ".", ".cache", *changed[1:]]


def test_a_folder_that_a_page_has_left_is_synced(disk: Disk, order: list[str]) -> None:
    disk.write(SITE)
    disk.write({**SITE, "index.html": PAGE})
    order.clear()
    disk.write({"index.html": PAGE, "feed.xml": SITE["feed.xml"]})
    assert order[: order.index("exchange")] == [".cache/spare.names", ".cache/spare"]


def test_folders_that_had_to_be_made_above_the_site_are_synced(disk: Disk, tmp_path: Path, order: list[str]) -> None:
    disk.output = tmp_path / "x" / "y" / "public"
    disk.write(SITE)
    after = order[order.index("exchange") + 1 :]
    assert [os.path.normpath(f"x/y/{each}") for each in after] == ["x/y", ".cache", "x", "."]


def test_a_disk_that_cannot_take_the_new_site_keeps_the_old(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    disk.write(SITE)
    before = state_of(disk.output)
    monkeypatch.setattr(module, "sync", _refuse(errno.EIO))
    with pytest.raises(OSError, match="Input/output"):
        disk.write({**SITE, "index.html": PAGE})
    assert state_of(disk.output) == before
    assert not disk.spare.exists()


def test_once_the_new_site_is_in_its_place_no_disk_can_fail_it(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = iter([lambda _: None, _refuse(errno.EIO), _refuse(errno.EIO)])
    disk.write(SITE)
    monkeypatch.setattr(module, "sync", lambda paths: next(calls)(paths))
    disk.write({**SITE, "index.html": PAGE})
    assert contents_of(disk.output) == {**SITE, "index.html": PAGE}
    assert not disk.spare.exists()


def test_modes_are_not_inherited(disk: Disk) -> None:
    disk.output.parent.chmod(0o2775)
    disk.spare.parent.mkdir()
    disk.spare.parent.chmod(0o2775)
    disk.write(SITE)
    modes = {stat.S_IMODE(file.stat().st_mode) for file in (disk.output, *disk.output.rglob("*"))}
    assert modes == {0o755, 0o644}
