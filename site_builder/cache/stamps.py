"""The stat manifest: which files are certainly as they were, answered without opening them.

A file is taken for unchanged when size, inode, modification time *and* change time are what they were when its
digest was taken. A file that was touched so shortly before that moment that a second write could carry the same time
is never trusted. Both rules are those of git's index ("racy git", Documentation/technical/racy-git.txt).
Standard library only: a build that finds nothing to do loads no more than this.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator

from site_builder.digest import digest_bytes

Stamp = tuple[int, int, int, int]
"""Size in bytes, mtime and ctime in nanoseconds, inode."""

TICK_NS = 20_000_000
"""Longer than the clock tick of file systems in use: two writes within it can carry the same time."""

UNTRUSTED: Stamp = (-1, 0, 0, 0)


def stamp_of(status: os.stat_result) -> Stamp:
    """Return what identifies the state of a file."""
    return (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def is_settled(stamp: Stamp, now_ns: int) -> bool:
    """Return whether a write after `now_ns` would surely change the stamp."""
    return max(stamp[1], stamp[2]) + TICK_NS < now_ns


def same(root: str | os.PathLike[str], stamps: Iterable[tuple[str, Stamp]]) -> bool:
    """Return whether every file and folder below `root` has the stamp that was noted."""
    prefix = f"{os.fspath(root)}/"
    try:
        for path, stamp in stamps:
            status = os.lstat(prefix + path)
            if (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino) != stamp:
                return False
    except OSError:
        return False
    return True


def stamps_of(files: dict[str, tuple[bytes, Stamp]]) -> Iterator[tuple[str, Stamp]]:
    """Yield the path and the stamp of each file that was written."""
    for path, (_, stamp) in files.items():
        yield path, stamp


class Stamps:
    """Digests of files by path, each taken once and remembered for as long as the file's stamp stays the same."""

    def __init__(self, known: dict[str, tuple[Stamp, bytes]], *, names_checked: bool = False) -> None:
        """Take what is `known`; `names_checked` where the very same code has found no fault with those names."""
        self.known = known
        self.names_checked = names_checked
        self.seen: dict[str, tuple[Stamp, bytes]] = {}

    def digest(self, path: str, file: str | os.PathLike[str], status: os.stat_result) -> bytes:
        """Return the digest of `file`, known as `path`, whose status is `status`. Raises OSError."""
        stamp = stamp_of(status)
        remembered = self.known.get(path)
        if remembered is not None and remembered[0] == stamp:
            self.seen[path] = remembered
            return remembered[1]
        now = time.time_ns()
        with open(file, "rb") as opened:
            stamp = stamp_of(os.fstat(opened.fileno()))
            digest = digest_bytes(opened.read())
        self.seen[path] = (stamp if is_settled(stamp, now) else UNTRUSTED, digest)
        return digest
