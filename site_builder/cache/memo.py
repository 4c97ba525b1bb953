"""cached_map(): a pure function over many values, each computed once and kept by the digest of all it was made of.

The key of a result is a digest of the code, the name of the function and the encoded value; no caller writes a key,
so none can forget something. Nothing is ever invalidated: another value, or other code, is another key.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any, Generic, NamedTuple, Protocol, TypeVar, cast

import msgspec

from site_builder.cache.fork import can_fork, fork_shares
from site_builder.cache.store import Entry, Store
from site_builder.digest import SIZE, digest, digest_bytes
from site_builder.model.inputs import Source

Task = TypeVar("Task")
Result = TypeVar("Result")


class Stage(NamedTuple, Generic[Task, Result]):
    """A pure function `(task, blobs) → result`, named, so that its module is loaded only where there is work."""

    module: str
    function: str
    result: type[Result]
    cost_ms: float
    """What one task takes, roughly: how work is shared out."""

    def load(self) -> Callable[[Task, Blobs], Result]:
        """Return the function."""
        return cast(
            "Callable[[Task, Blobs], Result]",
            getattr(import_module(self.module), self.function),
        )


WORTH_FORKING_MS = 60
"""Less work than this is quicker done here than shared out: starting a process costs about 20 ms."""


class InputChanged(OSError):
    """A file was changed between the moment its digest was taken and the moment it was needed."""


class Blobs(Protocol):
    """Contents by their digest: how a function reads what its task names, and leaves what is too large to carry."""

    def read(self, digest: bytes) -> bytes:
        """Return the bytes that have this digest."""

    def keep(self, data: bytes) -> bytes:
        """Keep `data` and return its digest."""


class CacheDamaged(Exception):
    """Something that the store promised to hold cannot be read; an empty store has no such trouble."""


class Memo:
    """Results and blobs in a store, for one run. `files` says which file of the project has which content."""

    def __init__(self, store: Store, *, code: bytes, jobs: int, root: Path) -> None:
        self.store = store
        self.code = code
        self.jobs = jobs
        self.root = root
        self.files: dict[bytes, str] = {}
        self.misses = 0
        self.kept: list[bytes] = []
        store.writer = jobs - 1

    def read(self, digest: bytes) -> bytes:
        """Return the bytes that have this digest: a file of the project, or a kept blob."""
        if (path := self.files.get(digest)) is not None:
            data = (self.root / path).read_bytes()
            if digest_bytes(data) == digest:
                return data
        if (kept := self.store.get(digest)) is not None:
            # Of a file that was the same as this for a moment, as one that is emptied before it is written.
            return kept
        if path is not None:
            raise InputChanged(f"{path} was changed while the site was being built; build again")
        raise CacheDamaged(f"nothing is kept under {digest.hex()}")

    def before_each(self) -> None:
        """Called before anything is computed; what it raises ends the run."""

    def know(self, sources: Iterable[Source]) -> None:
        """Let the contents of these files be read by their digest."""
        self.files |= {source.digest: source.path for source in sources}

    def keep(self, data: bytes) -> bytes:
        """Keep `data` and return its digest."""
        name = digest_bytes(data)
        self.store.put(name, data)
        self.kept.append(name)
        return name

    def cached_map(self, stage: Stage[Task, Result], tasks: Sequence[Task]) -> list[Result]:
        """Return the result of `stage` for every task, in order, computing only what the store does not hold."""
        [results] = self.cached_maps((stage, tasks))
        return results

    def cached_maps(self, *batches: tuple[Stage[Any, Any], Sequence[Any]]) -> list[list[Any]]:
        """Return the results of several stages that do not need each other's, so that all their work is shared out."""
        keys = [self.keys(stage, tasks) for stage, tasks in batches]
        found = [[self._result(key) for key in each] for each in keys]
        missing = [
            _Missing(stage, task, key)
            for (stage, tasks), own_keys, results in zip(batches, keys, found, strict=True)
            for task, key, result in zip(tasks, own_keys, results, strict=True)
            if result is None
        ]
        if missing:
            self._compute(missing)
        return [
            [
                decode(_whole(self._result(key) if result is None else result))
                for key, result in zip(own_keys, results, strict=True)
            ]
            for (stage, _), own_keys, results in zip(batches, keys, found, strict=True)
            for decode in [_decoder(cast("Hashable", stage.result)).decode]
        ]

    def keys(self, stage: Stage[Any, Any], tasks: Sequence[Any]) -> list[bytes]:
        """Return the key of each task."""
        salt = digest((self.code, stage.module, stage.function))
        return [digest_bytes(salt + encoded) for encoded in map(_encode, tasks)]

    def _result(self, key: bytes) -> memoryview | None:
        """Return the encoded result under `key`, if all that it kept is still there too."""
        data = self.store.get(key)
        if data is None or not all(map(self.store.touch, _kept_by(data))):
            return None
        return memoryview(data)[_end_of_kept(data) :]

    def kept_by(self, key: bytes) -> list[bytes]:
        """Return the digests of the blobs that belong to the result under `key`."""
        data = self.store.get(key)
        return _kept_by(data) if data is not None else []

    def _compute(self, missing: list[_Missing]) -> None:
        self.misses += len(missing)
        functions = {each.stage: each.stage.load() for each in missing}

        def one(each: _Missing) -> None:
            self.before_each()
            self.kept.clear()
            result = _encode(functions[each.stage](each.task, self))
            self.store.put(each.key, len(self.kept).to_bytes(4, "big") + b"".join(self.kept) + result, anew=True)

        shares = _shared_out(missing, self.jobs) if can_fork() else [missing]
        if len(shares) == 1:
            for each in missing:
                one(each)
            return

        def share(writer: int) -> dict[bytes, Entry]:
            before = dict(self.store.entries)
            self.store.writer = writer
            for each in shares[writer]:
                one(each)
            self.store.flush()
            return {key: entry for key, entry in self.store.entries.items() if before.get(key) is not entry}

        self.store.prepare()
        for added in fork_shares(share, shares=len(shares), type_of_result=dict[bytes, Entry]):
            self.store.adopt(added)


def _kept_by(data: bytes) -> list[bytes]:
    """Return the digests of the blobs that a stored result names before itself."""
    return [data[at : at + SIZE] for at in range(4, _end_of_kept(data), SIZE)]


def _end_of_kept(data: bytes) -> int:
    return 4 + SIZE * int.from_bytes(data[:4], "big")


class _Missing(NamedTuple):
    """A result that the store does not hold."""

    stage: Stage[Any, Any]
    task: Any
    key: bytes


def _shared_out(missing: list[_Missing], jobs: int) -> list[list[_Missing]]:
    """Return the work in shares of about the same cost; one share where there is too little of it."""
    if jobs < 2 or sum(each.stage.cost_ms for each in missing) < WORTH_FORKING_MS:
        return [missing]
    shares: list[list[_Missing]] = [[] for _ in range(jobs)]
    costs = [0.0] * jobs
    # The costliest first, so that the small ones even out what those leave.
    for each in sorted(missing, key=lambda each: -each.stage.cost_ms):
        lightest = costs.index(min(costs))
        shares[lightest].append(each)
        costs[lightest] += each.stage.cost_ms
    return [share for share in shares if share]


def _whole(result: memoryview | None) -> memoryview:
    if result is None:
        raise CacheDamaged("a result that was just computed cannot be read back")
    return result


@lru_cache
def _decoder(result: Hashable) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(cast("Any", result))


_encode = msgspec.msgpack.Encoder().encode
