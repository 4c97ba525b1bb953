from __future__ import annotations

import os
from pathlib import Path

from site_builder.cache.stamps import TICK_NS, UNTRUSTED, Stamp, Stamps, is_settled, same, stamp_of, stamps_of
from site_builder.digest import digest_bytes

LONG_AGO_NS = 1_000_000_000_000_000_000


def test_a_stamp_is_size_times_and_inode(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"12345")
    status = file.stat()
    assert stamp_of(status) == (5, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def test_a_file_is_settled_when_a_tick_has_passed_since_both_of_its_times() -> None:
    now = LONG_AGO_NS
    assert is_settled((1, now - TICK_NS - 1, now - TICK_NS - 1, 1), now)
    assert not is_settled((1, now - TICK_NS, 0, 1), now)
    assert not is_settled((1, 0, now - TICK_NS, 1), now)
    assert not is_settled((1, now + TICK_NS, 0, 1), now), "a time in the future is never trusted"


def test_a_known_stamp_answers_without_opening_the_file(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"text")
    status = file.stat()
    stamps = Stamps({"file": (stamp_of(status), b"remembered")})
    file.unlink()
    assert stamps.digest("file", file, status) == b"remembered"
    assert stamps.seen == {"file": (stamp_of(status), b"remembered")}


def test_another_stamp_makes_the_file_be_read(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"text")
    size, mtime, ctime, inode = stamp_of(file.stat())
    others: list[Stamp] = [
        (size + 1, mtime, ctime, inode),
        (size, mtime + 1, ctime, inode),
        (size, mtime, ctime - 1, inode),
        (size, mtime, ctime, inode + 1),
    ]
    for known in others:
        assert Stamps({"file": (known, b"old")}).digest("file", file, file.stat()) == digest_bytes(b"text")


def test_what_has_just_been_written_is_not_trusted_next_time(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"text")
    stamps = Stamps({})
    stamps.digest("file", file, file.stat())
    assert stamps.seen["file"] == (UNTRUSTED, digest_bytes(b"text"))


def test_a_second_edit_with_the_same_size_and_time_is_seen(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"1")
    moment = file.stat().st_mtime_ns
    first = Stamps({})
    first.digest("file", file, file.stat())
    file.write_bytes(b"2")
    os.utime(file, ns=(moment, moment))
    assert Stamps(first.seen).digest("file", file, file.stat()) == digest_bytes(b"2")


def test_an_old_time_does_not_hide_an_edit(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"1")
    os.utime(file, ns=(LONG_AGO_NS, LONG_AGO_NS))
    known = {"file": (stamp_of(file.stat()), digest_bytes(b"1"))}
    file.write_bytes(b"2")
    os.utime(file, ns=(LONG_AGO_NS, LONG_AGO_NS))
    assert Stamps(known).digest("file", file, file.stat()) == digest_bytes(b"2")


def test_same_wants_every_stamp_and_every_file(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / name).write_text(name)
    noted = [(name, stamp_of((tmp_path / name).lstat())) for name in "ab"]
    assert same(tmp_path, noted)
    assert same(tmp_path, [])
    assert not same(tmp_path, [*noted, ("c", UNTRUSTED)])
    assert not same(tmp_path, [("a", UNTRUSTED)])
    (tmp_path / "b").unlink()
    assert not same(tmp_path, noted)


def test_a_link_is_not_taken_for_what_it_leads_to(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a")
    noted = [("a", stamp_of((tmp_path / "a").lstat()))]
    (tmp_path / "a").rename(tmp_path / "b")
    (tmp_path / "a").symlink_to("b")
    assert not same(tmp_path, noted)


def test_stamps_of_leaves_the_digests_out() -> None:
    assert list(stamps_of({"a": (b"1", UNTRUSTED)})) == [("a", UNTRUSTED)]
