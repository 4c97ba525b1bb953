"""warm: the memo of a process that builds again and again, as a preview does. Nothing in it goes to the disk's store.

What a run computed or asked for, the next one has at hand, decoded; what two runs in a row have not asked for is let
go. The store that lies on the disk is read, and never written: another process may be building at the same time. What
is made meanwhile lies in files without a name, which are written anew once they hold more waste than anything else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from threading import RLock
from typing import Any

from site_builder.cache.memo import Memo, Stage
from site_builder.cache.store import Store
from site_builder.model.inputs import Source

MOST_WASTE = 64 * 1024 * 1024
"""Bytes that may have been made since the last sweep before what nobody needs is swept again."""


class Layered(Store):
    """A store of its own, above one that is only read. One thread may read what another puts."""

    def __init__(self, below: Store) -> None:
        super().__init__(None, writers=1)
        self.below = below
        self.swept_to = 0
        self.lock = RLock()

    def get(self, key: bytes) -> bytes | None:
        """Return the entry under `key`, of this store or else of the one below."""
        with self.lock:
            own = super().get(key)
            return own if own is not None else self.below.get(key)

    def touch(self, key: bytes) -> bool:
        """Return whether there is an entry under `key` here or below."""
        return key in self.entries or self.below.touch(key)

    def put(self, key: bytes, data: bytes, *, anew: bool = False) -> None:
        """Store `data` under `key`; what lies here or below already is left unless `anew`."""
        if anew or not self.touch(key):
            with self.lock:
                super().put(key, data, anew=anew)

    @property
    def made(self) -> int:
        """The bytes that were made since the last sweep."""
        return sum(pack.end for pack in self.packs.values()) - self.swept_to

    def sweep(self, needed: Iterable[bytes]) -> None:
        """Keep what is `needed`, and nothing else."""
        with self.lock:
            self.flush()
            if not (old := list(self.packs)):
                return
            self.entries = self.rewritten({key: self.entries[key] for key in needed if key in self.entries})
            for number in old:
                self.packs.pop(number).close()
            self.writers = range(self.first_pack, self.first_pack + 1)
            self.swept_to = sum(pack.end for pack in self.packs.values())

    def close(self) -> None:
        """Close the packs of both."""
        with self.lock:
            super().close()
            self.below.close()


class WarmMemo(Memo):
    """A memo for many runs in one process; `turn` ends one. `before_each` is called before each thing is computed."""

    def __init__(
        self, store: Layered, *, code: bytes, root: Path, before_each: Callable[[], None] = lambda: None
    ) -> None:
        # One process: what serves meanwhile has threads, and those do not go along where a process is copied.
        super().__init__(store, code=code, jobs=1, root=root)
        self.layered = store
        self._before_each = before_each
        self._before: dict[bytes, Any] = {}
        self._now: dict[bytes, Any] = {}
        self._blobs: set[bytes] = set()
        self._known: dict[bytes, str] = {}

    def before_each(self) -> None:
        """Ask whether the run is to go on."""
        self._before_each()

    def know(self, sources: Iterable[Source]) -> None:
        """Let the contents of these files be read by their digest, until a run that does not know them has ended."""
        self._known |= {source.digest: source.path for source in sources}
        self.files |= self._known

    def keep(self, data: bytes) -> bytes:
        """Keep `data` and return its digest."""
        name = super().keep(data)
        self._blobs.add(name)
        return name

    def cached_maps(self, *batches: tuple[Stage[Any, Any], Sequence[Any]]) -> list[list[Any]]:
        """Return the results of several stages; see `Memo`. Those that the last run had are the very same values."""
        keys = [self.keys(stage, tasks) for stage, tasks in batches]
        missing = [[number for number, key in enumerate(own) if not self._has(key)] for own in keys]
        computed = super().cached_maps(
            *((stage, [tasks[number] for number in of]) for (stage, tasks), of in zip(batches, missing, strict=True))
        )
        for own, of, results in zip(keys, missing, computed, strict=True):
            self._now.update(zip((own[number] for number in of), results, strict=True))
        return [[self._now[key] for key in own] for own in keys]

    def turn(self, also: Iterable[bytes] = ()) -> None:
        """End a run: from now on what it did not ask for counts as old. `also` are blobs that are needed on."""
        if self.layered.made > MOST_WASTE:
            needed = {*self._now, *self._before, *self._blobs, *also}
            needed |= {blob for key in (*self._now, *self._before) for blob in self.kept_by(key)}
            self.layered.sweep(needed)
        self._before, self._now, self._blobs = self._now, {}, set()
        self.files, self._known = self._known, {}

    def drop(self) -> None:
        """End a run that was cut short: what it made lies in the store alone."""
        self._now = {}

    def forget(self) -> None:
        """Let go of everything, the store's contents as well: something in it cannot be read."""
        self._before, self._now = {}, {}
        self.layered.sweep(())
        self.layered.below.entries.clear()

    def _has(self, key: bytes) -> bool:
        """Return whether the result under `key` is at hand, and count it as asked for."""
        if key not in self._now:
            if key not in self._before:
                return False
            self._now[key] = self._before[key]
        return True
