"""A host in memory that can fail, be killed and be looked at after each step."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import count

from site_builder.digest import digest_bytes
from site_builder.errors import EnvironmentFailed
from site_builder.publish.host import KEPT, STATE, Check, Done, File


class Killed(BaseException):
    """The publisher runs no more: nothing of it is undone."""


class MemoryHost:
    """Fulfils `Host`. `before_step` is called before anything changes, with what is about to change."""

    name = "memory"

    def __init__(self, *, has_headers: bool = False) -> None:
        self.has_headers = has_headers
        self.files: dict[str, tuple[bytes, tuple[tuple[str, str], ...]]] = {}
        self.tags: dict[str, str] = {}
        self.before_step: Callable[[str], None] = lambda _: None
        self._numbers = count()
        self._is_locked = False

    @contextmanager
    def locked(self, holder: str) -> Iterator[Check]:
        if self._is_locked:
            raise EnvironmentFailed("somebody else")
        self._is_locked = True
        try:
            yield lambda: None
        finally:
            self._is_locked = False

    def listing(self, tops: Sequence[str]) -> dict[str, str]:
        return {
            path: self.tags[path]
            for path in self.files
            if not path.startswith(STATE) and any(path == top or path.startswith(f"{top}/") for top in tops)
        }

    def digests(self, paths: Sequence[str]) -> dict[str, str]:
        return {path: digest_bytes(self.files[path][0]).hex() for path in paths if path in self.files}

    def read(self, path: str) -> bytes | None:
        return self.files[path][0] if path in self.files else None

    def write(self, path: str, data: bytes) -> None:
        self._change(path, (data, ()))

    def keep(self, files: Mapping[str, str], done: Done) -> None:
        for path, key in files.items():
            self._change(KEPT + key, self.files[path])

    def put(self, files: Sequence[File], body: Callable[[File], bytes], done: Done) -> dict[str, str]:
        for file in files:
            self._change(file.path, (body(file), file.headers))
        return {file.path: self.tags[file.path] for file in files}

    def restore(self, files: Mapping[str, str], done: Done) -> None:
        for path, key in files.items():
            self._change(path, self.files[KEPT + key])

    def delete(self, paths: Sequence[str], done: Done) -> None:
        for path in paths:
            if path in self.files:
                self.before_step(path)
                del self.files[path], self.tags[path]

    def by_others(self, path: str, data: bytes | None) -> None:
        """Let somebody else put a file there, or take it away."""
        if data is None:
            self.files.pop(path, None)
        else:
            self.files[path] = (data, ())
            self.tags[path] = f"other-{next(self._numbers)}"

    def _change(self, path: str, what: tuple[bytes, tuple[tuple[str, str], ...]]) -> None:
        self.before_step(path)
        self.files[path] = what
        self.tags[path] = f"tag-{next(self._numbers)}"

    @property
    def site(self) -> dict[str, bytes]:
        """The files of the site."""
        return {path: data for path, (data, _) in self.files.items() if not path.startswith(STATE)}
