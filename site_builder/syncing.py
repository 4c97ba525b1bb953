"""What was written is on the disk, and not only on its way there, before anything relies on it."""

from __future__ import annotations

import ctypes
import errno
import os
import stat
from collections.abc import Collection
from pathlib import Path

FEW = 16
"""As many files and folders are synced one by one; with more, their file system is synced once, whatever it holds."""


def sync(paths: Collection[str | Path]) -> None:
    """Return once these files and folders, all of one file system, are on the disk. Raises OSError.

    A file is its bytes and its modes, a folder the names in it: who makes a file must ask for both.
    """
    if len(paths) > FEW and _sync_file_system(next(iter(paths))):
        return
    for path in paths:
        _sync_one(path)


def _sync_one(path: str | Path) -> None:
    opened = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(opened)
    except OSError as error:
        # Some network file systems keep the names of a folder by themselves, and do not know what is asked here.
        if error.errno != errno.EINVAL or not stat.S_ISDIR(os.fstat(opened).st_mode):
            raise OSError(error.errno, error.strerror, str(path)) from None
    finally:
        os.close(opened)


def _sync_file_system(path: str | Path) -> bool:
    """Sync all that is on the file system of `path`, and return whether this system can do that."""
    try:
        syncfs = ctypes.CDLL(None, use_errno=True).syncfs
    except (OSError, AttributeError):
        return False
    opened = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        if syncfs(opened) == 0:
            return True
        code = ctypes.get_errno()
        if code == errno.ENOSYS:
            return False
        raise OSError(code, os.strerror(code), str(path))
    finally:
        os.close(opened)
