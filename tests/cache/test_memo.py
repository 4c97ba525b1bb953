from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import msgspec
import pytest

from site_builder.cache.fork import can_fork
from site_builder.cache.memo import Blobs, CacheDamaged, InputChanged, Memo, Stage
from site_builder.cache.store import Store
from site_builder.digest import digest_bytes
from site_builder.model.inputs import Source


class Task(msgspec.Struct, frozen=True):
    number: int
    source: bytes = b""


class Doubled(msgspec.Struct, frozen=True):
    number: int
    blob: bytes = b""
    pid: int = 0


DOUBLE = Stage("site_builder.stages.made_up", "double", Doubled, cost_ms=1)
KEEP = Stage("site_builder.stages.made_up", "keep", Doubled, cost_ms=1)
READ = Stage("site_builder.stages.made_up", "read", Doubled, cost_ms=1)
COSTLY = Stage("site_builder.stages.made_up", "costly", Doubled, cost_ms=1000)

calls: list[int] = []


@pytest.fixture(autouse=True)
def _stages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stages as pure functions of a module, as the real ones are."""

    def double(task: Task, blobs: Blobs) -> Doubled:
        calls.append(task.number)
        return Doubled(task.number * 2)

    def keep(task: Task, blobs: Blobs) -> Doubled:
        calls.append(task.number)
        return Doubled(task.number, blobs.keep(b"blob " * task.number))

    def read(task: Task, blobs: Blobs) -> Doubled:
        return Doubled(len(blobs.read(task.source)))

    def costly(task: Task, blobs: Blobs) -> Doubled:
        if task.source:
            blobs.read(task.source)
        return Doubled(task.number, blobs.keep(b"blob " * task.number), os.getpid())

    module = ModuleType("site_builder.stages.made_up")
    module.__dict__.update(double=double, keep=keep, read=read, costly=costly)
    monkeypatch.setitem(sys.modules, module.__name__, module)
    calls.clear()


@pytest.fixture
def memo_of(tmp_path: Path) -> Iterator[Callable[..., Memo]]:
    """Make the memo of a new run over the same folder."""
    opened: list[Store] = []

    def made(*, code: bytes = b"code", jobs: int = 1, root: Path | None = None) -> Memo:
        for store in opened:
            store.save()
            store.close()
        opened[:] = [Store(tmp_path / "store", writers=jobs)]
        return Memo(opened[0], code=code, jobs=jobs, root=root or tmp_path)

    yield made
    for store in opened:
        store.close()


MemoOf = Callable[..., Memo]


def test_results_come_in_the_order_of_the_tasks(memo_of: MemoOf) -> None:
    assert memo_of().cached_map(DOUBLE, [Task(3), Task(1), Task(2)]) == [Doubled(6), Doubled(2), Doubled(4)]


def test_no_task_no_result(memo_of: MemoOf) -> None:
    assert memo_of().cached_map(DOUBLE, []) == []
    assert memo_of().cached_maps() == []


def test_the_next_run_computes_nothing_again(memo_of: MemoOf) -> None:
    first = memo_of()
    results = first.cached_map(DOUBLE, [Task(1), Task(2)])
    assert first.misses == 2
    second = memo_of()
    assert second.cached_map(DOUBLE, [Task(1), Task(2)]) == results
    assert second.misses == 0
    assert calls == [1, 2]


def test_only_what_changed_is_computed(memo_of: MemoOf) -> None:
    memo_of().cached_map(DOUBLE, [Task(1), Task(2)])
    memo_of().cached_map(DOUBLE, [Task(1), Task(5)])
    assert calls == [1, 2, 5]


def test_the_module_is_loaded_only_where_there_is_work(memo_of: MemoOf, monkeypatch: pytest.MonkeyPatch) -> None:
    memo_of().cached_map(DOUBLE, [Task(1)])
    monkeypatch.delitem(sys.modules, "site_builder.stages.made_up")
    assert memo_of().cached_map(DOUBLE, [Task(1)]) == [Doubled(2)]
    with pytest.raises(ModuleNotFoundError):
        memo_of().cached_map(DOUBLE, [Task(2)])


def test_other_code_is_another_key(memo_of: MemoOf) -> None:
    memo_of(code=b"old").cached_map(DOUBLE, [Task(1)])
    memo_of(code=b"new").cached_map(DOUBLE, [Task(1)])
    assert calls == [1, 1]


def test_two_stages_never_share_a_result(memo_of: MemoOf) -> None:
    memo = memo_of()
    doubled, kept = memo.cached_maps((DOUBLE, [Task(3)]), (KEEP, [Task(3)]))
    assert doubled == [Doubled(6)]
    assert kept[0].number == 3
    assert memo.read(kept[0].blob) == b"blob blob blob "


def test_a_kept_blob_is_there_in_the_next_run(memo_of: MemoOf) -> None:
    [result] = memo_of().cached_map(KEEP, [Task(4)])
    assert memo_of().read(result.blob) == b"blob " * 4


def test_a_result_whose_blob_is_gone_is_computed_again(memo_of: MemoOf) -> None:
    first = memo_of()
    [result] = first.cached_map(KEEP, [Task(4)])
    del first.store.entries[result.blob]
    second = memo_of()
    assert second.cached_map(KEEP, [Task(4)]) == [result]
    assert second.read(result.blob) == b"blob " * 4
    assert calls == [4, 4]


def test_two_results_may_keep_the_same_blob(memo_of: MemoOf) -> None:
    memo_of().cached_map(KEEP, [Task(4, b"one"), Task(4, b"two")])
    again = memo_of()
    assert [again.read(each.blob) for each in again.cached_map(KEEP, [Task(4, b"one"), Task(4, b"two")])] == [
        b"blob " * 4
    ] * 2
    assert again.misses == 0


def test_a_file_of_the_project_is_read_by_its_digest(memo_of: MemoOf, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"text")
    memo = memo_of()
    memo.know([Source("a.md", digest_bytes(b"text"), 4)])
    assert memo.read(digest_bytes(b"text")) == b"text"
    assert memo.cached_map(READ, [Task(1, digest_bytes(b"text"))]) == [Doubled(4)]


def test_a_file_that_changed_after_it_was_looked_at_is_never_taken(memo_of: MemoOf, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"new text")
    memo = memo_of()
    memo.know([Source("a.md", digest_bytes(b"text"), 4)])
    with pytest.raises(InputChanged, match=r"a\.md was changed while the site was being built"):
        memo.read(digest_bytes(b"text"))
    assert memo.store.entries == {}


def test_a_file_that_is_gone_is_named(memo_of: MemoOf) -> None:
    memo = memo_of()
    memo.know([Source("a.md", digest_bytes(b"text"), 4)])
    with pytest.raises(FileNotFoundError, match=r"a\.md"):
        memo.read(digest_bytes(b"text"))


def test_what_nobody_kept_is_a_damaged_cache(memo_of: MemoOf) -> None:
    with pytest.raises(CacheDamaged):
        memo_of().read(b"0" * 16)


def test_a_damaged_blob_is_not_handed_out(memo_of: MemoOf, tmp_path: Path) -> None:
    [result] = memo_of().cached_map(KEEP, [Task(4)])
    memo = memo_of()
    pack = next((tmp_path / "store").glob("pack-*"))
    pack.write_bytes(pack.read_bytes().replace(b"blob", b"blub"))
    with pytest.raises(CacheDamaged):
        memo.read(result.blob)


needs_fork = pytest.mark.skipif(not can_fork(), reason="this machine does not fork")


@needs_fork
def test_much_work_is_shared_out_and_the_results_are_the_same(memo_of: MemoOf) -> None:
    memo = memo_of(jobs=3)
    results = memo.cached_map(COSTLY, [Task(number) for number in range(9)])
    assert [each.number for each in results] == list(range(9))
    assert len({each.pid for each in results}) == 3
    assert [memo.read(each.blob) for each in results] == [b"blob " * number for number in range(9)]
    again = memo_of(jobs=1)
    assert again.cached_map(COSTLY, [Task(number) for number in range(9)]) == results
    assert again.misses == 0


@needs_fork
def test_work_is_shared_out_in_memory_too() -> None:
    store = Store(None, writers=2)
    memo = Memo(store, code=b"", jobs=2, root=Path())
    results = memo.cached_map(COSTLY, [Task(1), Task(2)])
    assert [memo.read(each.blob) for each in results] == [b"blob ", b"blob blob "]
    more = memo.cached_map(COSTLY, [Task(3), Task(4)])
    assert [memo.read(each.blob) for each in (*results, *more)] == [b"blob " * n for n in (1, 2, 3, 4)]
    store.close()


@needs_fork
def test_several_rounds_of_shared_work_do_not_overwrite_each_other(memo_of: MemoOf) -> None:
    memo = memo_of(jobs=2)
    kept = [each for start in (1, 5, 9) for each in memo.cached_map(COSTLY, [Task(n) for n in range(start, start + 4)])]
    assert [memo.read(each.blob) for each in kept] == [b"blob " * number for number in range(1, 13)]


@needs_fork
def test_a_file_that_changed_is_told_by_a_shared_out_half_too(memo_of: MemoOf, tmp_path: Path) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_bytes(b"new")
    memo = memo_of(jobs=2)
    sources = [Source(name, digest_bytes(name.encode()), 4) for name in ("a.md", "b.md")]
    memo.know(sources)
    with pytest.raises(InputChanged):
        memo.cached_map(COSTLY, [Task(0, sources[0].digest), *(Task(n) for n in range(3))])
    with pytest.raises(InputChanged):
        memo.cached_map(COSTLY, [*(Task(n) for n in range(3)), Task(9, sources[1].digest)])


@needs_fork
def test_a_missing_blob_is_told_by_a_shared_out_half_too(memo_of: MemoOf) -> None:
    with pytest.raises(CacheDamaged):
        memo_of(jobs=2).cached_map(COSTLY, [Task(0, b"0" * 16), Task(1)])


def test_little_work_is_done_here(memo_of: MemoOf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fork", lambda: pytest.fail("forked"))
    assert memo_of(jobs=8).cached_map(DOUBLE, [Task(1), Task(2)]) == [Doubled(2), Doubled(4)]
