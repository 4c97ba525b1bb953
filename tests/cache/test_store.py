from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from site_builder.cache.store import KEPT_RUNS, Entry, Store
from site_builder.digest import digest_bytes

ONE, TWO, THREE = (digest_bytes(name) for name in (b"one", b"two", b"three"))


def filled(folder: Path, **entries: bytes) -> None:
    """Let one run store these entries under the digests of their names."""
    store = Store(folder, writers=1)
    for name, data in entries.items():
        store.put(digest_bytes(name.encode()), data)
    store.save()
    store.close()


def held(folder: Path, *keys: bytes) -> list[bytes | None]:
    """Return what a new run reads."""
    store = Store(folder, writers=1)
    try:
        return [store.get(key) for key in keys]
    finally:
        store.close()


def test_an_entry_is_read_back_in_this_run_and_in_the_next(tmp_path: Path) -> None:
    store = Store(tmp_path, writers=1)
    store.put(ONE, b"first")
    assert store.get(ONE) == b"first"
    store.save()
    store.close()
    assert held(tmp_path, ONE, TWO) == [b"first", None]


def test_an_empty_entry_is_an_entry(tmp_path: Path) -> None:
    filled(tmp_path, one=b"")
    assert held(tmp_path, ONE) == [b""]


def test_what_was_not_saved_is_not_there(tmp_path: Path) -> None:
    store = Store(tmp_path, writers=1)
    store.put(ONE, b"first")
    store.close()
    assert held(tmp_path, ONE) == [None]


def test_more_entries_than_one_write_takes(tmp_path: Path) -> None:
    entries = {f"entry-{number}": os.urandom(number) for number in range(600)}
    filled(tmp_path, **entries)
    assert held(tmp_path, *(digest_bytes(name.encode()) for name in entries)) == list(entries.values())


def test_without_a_folder_nothing_touches_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    store = Store(None, writers=1)
    store.put(ONE, b"first")
    assert store.get(ONE) == b"first"
    store.save()
    store.close()
    assert list(tmp_path.iterdir()) == []


def test_an_entry_is_never_changed_unless_it_is_made_anew(tmp_path: Path) -> None:
    store = Store(tmp_path, writers=1)
    store.put(ONE, b"first")
    store.put(ONE, b"second")
    assert store.get(ONE) == b"first"
    store.put(ONE, b"third", anew=True)
    assert store.get(ONE) == b"third"
    store.close()


def test_later_runs_append_and_lose_nothing(tmp_path: Path) -> None:
    filled(tmp_path, one=b"1")
    filled(tmp_path, two=b"2")
    filled(tmp_path, three=b"3")
    assert held(tmp_path, ONE, TWO, THREE) == [b"1", b"2", b"3"]


def test_a_run_that_stores_nothing_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    filled(tmp_path, one=b"1")
    before = {file.name: file.stat().st_mtime_ns for file in tmp_path.iterdir()}
    assert held(tmp_path, ONE, TWO) == [b"1", None]
    filled(tmp_path, one=b"1")
    assert {file.name: file.stat().st_mtime_ns for file in tmp_path.iterdir()} == before


def test_what_many_runs_did_not_ask_for_is_swept_and_its_pack_written_anew(tmp_path: Path) -> None:
    filled(tmp_path, one=b"1" * 100)
    [old] = tmp_path.glob("pack-*")
    for number in range(KEPT_RUNS):
        assert held(tmp_path, ONE) == [b"1" * 100] or number
        store = Store(tmp_path, writers=1)
        store.put(digest_bytes(f"run {number}".encode()), b"x")
        store.save()
        store.close()
    assert held(tmp_path, ONE) == [None]
    assert not old.exists()


def test_what_is_asked_for_now_and_then_stays(tmp_path: Path) -> None:
    filled(tmp_path, one=b"1")
    for number in range(3 * KEPT_RUNS):
        store = Store(tmp_path, writers=1)
        store.put(digest_bytes(f"run {number}".encode()), b"x")
        if number % 5 == 0:
            assert store.get(ONE) == b"1"
        store.save()
        store.close()
    assert held(tmp_path, ONE) == [b"1"]


def test_the_packs_do_not_pile_up(tmp_path: Path) -> None:
    for number in range(3 * KEPT_RUNS):
        store = Store(tmp_path, writers=2)
        store.put(digest_bytes(f"run {number}".encode()), b"x")
        store.save()
        store.close()
    assert len(list(tmp_path.iterdir())) <= KEPT_RUNS + 3


def test_what_another_writer_put_can_be_read_and_appended_to(tmp_path: Path) -> None:
    store = Store(tmp_path, writers=2)
    store.prepare()
    other = Store(tmp_path / "other", writers=2)
    other.writer = 0
    # Another process would share the open files and send back where its entries lie.
    other.packs, other.writers = store.packs, store.writers
    other.put(TWO, b"from the other")
    other.flush()
    store.writer = 1
    store.put(ONE, b"own")
    store.adopt({TWO: other.entries[TWO]})
    assert [store.get(ONE), store.get(TWO)] == [b"own", b"from the other"]
    store.writer = 0
    store.put(THREE, b"after it")
    assert [store.get(TWO), store.get(THREE)] == [b"from the other", b"after it"]
    store.save()
    store.close()
    assert held(tmp_path, ONE, TWO, THREE) == [b"own", b"from the other", b"after it"]


def _truncated(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-3])


def _flipped(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 0x40
    file.write_bytes(data)


def _emptied(file: Path) -> None:
    file.write_bytes(b"")


def _deleted(file: Path) -> None:
    file.unlink()


def _a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


DAMAGE = [_truncated, _flipped, _emptied, _deleted, _a_folder]


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("name", ["pack-1", "index"])
def test_a_damaged_file_is_a_miss_and_is_mended_by_what_is_stored_next(
    tmp_path: Path, name: str, damage: Callable[[Path], None]
) -> None:
    filled(tmp_path, one=b"some longer text, so that there is something to damage")
    damage(tmp_path / name)
    assert held(tmp_path, ONE) == [None]
    if (tmp_path / name).is_dir():
        (tmp_path / name).rmdir()
    store = Store(tmp_path, writers=1)
    assert store.get(ONE) is None
    store.put(ONE, b"again")
    store.save()
    store.close()
    assert held(tmp_path, ONE) == [b"again"]


def test_every_single_damaged_byte_of_the_index_is_noticed(tmp_path: Path) -> None:
    filled(tmp_path, one=b"1", two=b"2")
    good = tmp_path / "good"
    good.mkdir()
    for file in tmp_path.glob("*"):
        if file.is_file():
            shutil.copy(file, good)
    data = (good / "index").read_bytes()
    for position in range(len(data)):
        (tmp_path / "index").write_bytes(data[:position] + bytes([data[position] ^ 1]) + data[position + 1 :])
        assert held(tmp_path, ONE, TWO) == [None, None]
        shutil.copy(good / "pack-1", tmp_path)
    (tmp_path / "index").write_bytes(data)
    assert held(tmp_path, ONE, TWO) == [b"1", b"2"]


def test_an_entry_that_points_past_the_end_is_a_miss(tmp_path: Path) -> None:
    store = Store(tmp_path, writers=1)
    store.put(ONE, b"1")
    store.entries[TWO] = Entry(1, 10_000, 5, 0, 1)
    assert store.get(TWO) is None
    assert TWO not in store.entries
    store.close()


def test_the_index_is_replaced_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(tmp_path, one=b"1")

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    store = Store(tmp_path, writers=1)
    store.put(TWO, b"2")
    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(OSError, match="No space"):
        store.save()
    store.close()
    monkeypatch.undo()
    assert held(tmp_path, ONE, TWO) == [b"1", None]


def test_no_file_stays_open_after_close(tmp_path: Path) -> None:
    before = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0
    for folder in (tmp_path, None):
        store = Store(folder, writers=4)
        store.prepare()
        store.put(ONE, b"1")
        store.save()
        store.close()
    assert not before or len(os.listdir("/proc/self/fd")) == before
