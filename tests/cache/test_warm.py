from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from site_builder.cache import warm as module
from site_builder.cache.memo import Blobs, CacheDamaged, InputChanged, Memo, Stage
from site_builder.cache.store import Store
from site_builder.cache.warm import Layered, WarmMemo
from site_builder.digest import digest_bytes
from site_builder.model.inputs import Source


class Made(msgspec.Struct, frozen=True):
    number: int
    blob: bytes


MAKE: Stage[int, Made] = Stage("site_builder.stages.made_up", "make", Made, cost_ms=1)
DOUBLE: Stage[int, int] = Stage("site_builder.stages.made_up", "double", int, cost_ms=1)

calls: list[int] = []


@pytest.fixture(autouse=True)
def _stages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stages as pure functions of a module, as the real ones are."""

    def make(task: int, blobs: Blobs) -> Made:
        calls.append(task)
        return Made(task, blobs.keep(b"blob " * task))

    def double(task: int, blobs: Blobs) -> int:
        calls.append(task)
        return 2 * task

    made_up = ModuleType("site_builder.stages.made_up")
    made_up.__dict__.update(make=make, double=double)
    monkeypatch.setitem(sys.modules, made_up.__name__, made_up)
    calls.clear()


Opened = Callable[..., WarmMemo]


@pytest.fixture
def warm(tmp_path: Path) -> Iterator[Opened]:
    """Open a warm memo above a store on the disk."""
    opened: list[Layered] = []

    def made(before_each: Callable[[], None] = lambda: None, folder: Path = tmp_path / "store") -> WarmMemo:
        opened.append(Layered(Store(folder, writers=1)))
        return WarmMemo(opened[-1], code=b"code", root=tmp_path, before_each=before_each)

    yield made
    for store in opened:
        store.close()


def on_disk(folder: Path) -> Memo:
    return Memo(Store(folder, writers=1), code=b"code", jobs=1, root=folder)


TASKS = st.lists(st.integers(0, 6), max_size=6)
RUNS = st.lists(st.tuples(TASKS, TASKS, st.booleans()), max_size=6)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(disk=TASKS, runs=RUNS)
def test_it_gives_what_a_memo_gives_whatever_was_asked_before(
    disk: list[int], runs: list[tuple[list[int], list[int], bool]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        kept = on_disk(Path(folder) / "kept")
        kept.cached_map(MAKE, disk)
        kept.store.save()
        kept.store.close()
        plain = on_disk(Path(folder) / "plain")
        store = Layered(Store(Path(folder) / "kept", writers=1))
        memo = WarmMemo(store, code=b"code", root=Path(folder))
        try:
            for first, second, is_whole in runs:
                given = ((MAKE, first), (DOUBLE, second), (MAKE, second))
                assert memo.cached_maps(*given) == plain.cached_maps(*given)
                for made in memo.cached_map(MAKE, first):
                    assert memo.read(made.blob) == b"blob " * made.number
                if is_whole:
                    memo.turn()
                else:
                    memo.drop()
                if len(first) % 2:
                    store.sweep(
                        {*memo._now, *memo._before, *(blob for key in memo._before for blob in memo.kept_by(key))}
                    )
        finally:
            store.close()
            plain.store.close()


def test_what_a_run_asked_for_is_the_very_same_in_the_next(warm: Opened) -> None:
    memo = warm()
    [first] = memo.cached_map(MAKE, [3])
    memo.turn()
    assert memo.cached_map(MAKE, [3])[0] is first
    assert calls == [3]


def test_what_two_runs_have_not_asked_for_is_let_go_but_for_the_store(warm: Opened) -> None:
    memo = warm()
    [first] = memo.cached_map(MAKE, [3])
    memo.turn()
    memo.turn()
    [again] = memo.cached_map(MAKE, [3])
    assert again == first
    assert again is not first
    assert calls == [3]


def test_what_lies_on_the_disk_is_read_and_the_disk_is_never_written(warm: Opened, tmp_path: Path) -> None:
    first = on_disk(tmp_path / "store")
    first.cached_map(MAKE, [1])
    first.store.save()
    first.store.close()
    before = {path: path.read_bytes() for path in (tmp_path / "store").iterdir()}
    memo = warm()
    memo.cached_map(MAKE, [1, 2])
    memo.turn()
    assert calls == [1, 2]
    assert {path: path.read_bytes() for path in (tmp_path / "store").iterdir()} == before


def test_a_run_that_is_cut_short_holds_nothing_and_has_not_worked_in_vain(warm: Opened) -> None:
    memo = warm()
    memo.cached_map(MAKE, [1])
    memo.turn()
    memo.cached_map(MAKE, [1, 2])
    memo.drop()
    assert not memo._now
    memo.cached_map(MAKE, [1, 2])
    assert calls == [1, 2]


def test_whoever_is_asked_before_each_may_end_the_run(warm: Opened) -> None:
    def second() -> None:
        if calls:
            raise InterruptedError

    memo = warm(second)
    with pytest.raises(InterruptedError):
        memo.cached_map(MAKE, [1, 2, 3])
    assert calls == [1]
    calls.clear()
    memo.cached_map(MAKE, [1])
    assert calls == []


def test_a_sweep_keeps_what_is_needed_and_nothing_else(warm: Opened) -> None:
    memo = warm()
    [one, two] = memo.cached_map(MAKE, [1, 2])
    own = memo.keep(b"of this run")
    memo.layered.sweep({one.blob, own})
    assert memo.read(one.blob) == b"blob "
    assert memo.read(own) == b"of this run"
    with pytest.raises(CacheDamaged):
        memo.read(two.blob)
    assert memo.layered.made == 0


def test_a_store_with_nothing_in_it_can_be_swept(warm: Opened) -> None:
    memo = warm()
    memo.layered.sweep(())
    memo.forget()
    assert memo.cached_map(DOUBLE, [2]) == [4]


def test_what_is_made_again_and_again_is_bounded(warm: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_WASTE", 10_000)
    memo = warm()
    shown = memo.keep(b"what is shown")
    for number in range(300):
        [first, _] = memo.cached_map(MAKE, [number, 7])
        memo.turn([shown])
        assert memo.read(first.blob) == b"blob " * number
    assert sum(pack.end for pack in memo.layered.packs.values()) < 30_000
    assert len(memo.layered.packs) == 1
    assert len(memo._before) == 2
    assert memo.read(shown) == b"what is shown"
    assert calls.count(7) == 1


def test_what_is_forgotten_is_made_anew(warm: Opened, tmp_path: Path) -> None:
    first = on_disk(tmp_path / "store")
    first.cached_map(MAKE, [1])
    first.store.save()
    first.store.close()
    memo = warm()
    memo.cached_map(MAKE, [1, 2])
    memo.forget()
    assert memo.cached_map(MAKE, [1, 2]) == [Made(1, digest_bytes(b"blob ")), Made(2, digest_bytes(b"blob blob "))]
    assert calls == [1, 2, 1, 2]


def test_files_are_read_by_the_digest_they_had_until_a_run_does_not_know_them(warm: Opened, tmp_path: Path) -> None:
    memo = warm()
    (tmp_path / "a.md").write_bytes(b"text")
    source = Source("a.md", digest_bytes(b"text"), 4)
    memo.know([source])
    memo.turn()
    assert memo.read(source.digest) == b"text"
    (tmp_path / "a.md").write_bytes(b"more")
    with pytest.raises(InputChanged):
        memo.read(source.digest)
    memo.turn()
    with pytest.raises(CacheDamaged):
        memo.read(source.digest)
