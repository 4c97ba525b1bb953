"""cached_map(): a pure function over many values, each computed once and kept by the digest of all it was made of.

The key of a result is `digest(code, name of the function, value)`; no caller writes a key, so none can forget
something. Nothing is ever invalidated: another value, or other code, is another key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any, Generic, NamedTuple, Protocol, TypeVar, cast

import msgspec

from site_builder.digest import SIZE, digest, digest_bytes
from site_builder.cache.fork import can_fork, fork_shares
from site_builder.cache.store import Entry, Store
from site_builder.model.inputs import Source

Task = TypeVar("Task")
Result = TypeVar("Result")

class Stage(NamedTuple, Generic[Task, Result]):
    """A pure function `(task, blobs) → result`, named so that its module is loaded only where something must be done."""

    module: str
    function: str
    result: type[Result]
    task: type[Task] | None = None

    def load(self) -> Callable[[Task, Blobs], Result]:
        """Return the function."""
        return cast("Callable[[Task, Blobs], Result]", getattr(import_module(f"site_builder.stages.{self.module}"), self.function))


WORTH_FORKING = 24
"""Fewer misses than this are quicker done here than shared out (measured: a fork costs about four articles)."""


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
            if digest_bytes(data) != digest:
                raise InputChanged(f"{path} was changed while the site was being built; build again")
            return data
        if (kept := self.store.get(digest)) is not None:
            return kept
        raise CacheDamaged(f"nothing is kept under {digest.hex()}")

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
        salt = digest((self.code, stage.module, stage.function))
        keys = [digest_bytes(salt + encoded) for encoded in map(_encode, tasks)]
        decode = _decoder(stage.result).decode
        found = [self._result(key) for key in keys]
        missing = [number for number, data in enumerate(found) if data is None]
        if missing:
            self.misses += len(missing)
            self._compute(stage.load(), tasks, keys, missing)
            for number in missing:
                found[number] = self._result(keys[number])
        if None in found:
            raise CacheDamaged("a result that was just computed cannot be read back")
        return [decode(data) for data in found if data is not None]

    def _result(self, key: bytes) -> memoryview | None:
        """Return the encoded result under `key`, if all that it kept is still there too."""
        data = self.store.get(key)
        if data is None:
            return None
        end = 2 + SIZE * int.from_bytes(data[:2], "big")
        if end > 2 and not all(self.store.touch(data[at : at + SIZE]) for at in range(2, end, SIZE)):
            return None
        return memoryview(data)[end:]

    def _compute(
        self, function: Callable[[Task, Blobs], Result], tasks: Sequence[Task], keys: list[bytes], missing: list[int]
    ) -> None:
        def one(number: int) -> None:
            self.kept.clear()
            result = _encode(function(tasks[number], self))
            self.store.put(keys[number], len(self.kept).to_bytes(2, "big") + b"".join(self.kept) + result, anew=True)

        def share(writer: int) -> dict[bytes, Entry]:
            before = dict(self.store.entries)
            self.store.writer = writer
            for number in missing[writer :: self.jobs]:
                one(number)
            self.store.flush()
            return {key: entry for key, entry in self.store.entries.items() if before.get(key) is not entry}

        if len(missing) < WORTH_FORKING or self.jobs < 2 or not can_fork():
            for number in missing:
                one(number)
            return
        self.store.prepare()
        for added in fork_shares(share, shares=self.jobs, type_of_result=dict[bytes, Entry]):
            self.store.adopt(added)


@lru_cache
def _decoder(result: Any) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(result)


_encode = msgspec.msgpack.Encoder().encode
