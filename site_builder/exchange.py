"""Two folders exchange their names in one step, or else in steps that a journal makes good after a crash."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
from contextlib import suppress
from pathlib import Path

from site_builder.errors import UsageError
from site_builder.syncing import sync

AT_FDCWD = -100
RENAME_EXCHANGE = 2
"""From linux/fs.h."""


def exchange(new: Path, old: Path) -> None:
    """Let `new` and `old` exchange places; where `old` is not there, `new` takes its place. Raises OSError.

    At every moment `old` is the one folder or the other. Only on systems without renameat2(2) is there an instant in
    which it is neither; after a crash in it `recover` puts one back. Where this raises, `old` is what it was.
    """
    if not old.exists():
        os.rename(new, old)
    elif not _exchange_at_once(new, old):
        _exchange_in_steps(new, old)


def recover(old: Path) -> None:
    """End an exchange in steps that was cut short: `old` is one of the two folders again, and nothing is left over.

    Raises UsageError where somebody has made another folder in its place meanwhile, and OSError.
    """
    journal, aside = _journal(old), _aside(old)
    try:
        noted = journal.read_bytes()
    except FileNotFoundError:
        return
    # A journal without an end was cut short itself, and nothing had begun.
    coming, _, going = noted.partition(b" ")
    if noted.endswith(b"\n") and aside.exists() and _inode(aside) == going.rstrip():
        if old.exists() and _inode(old) == coming:
            shutil.rmtree(aside)
        else:
            _put_back(aside, old)
        sync([old.parent])
    journal.unlink()


def _exchange_in_steps(new: Path, old: Path) -> None:
    """Do it in three steps. The journal, there from before the first until after the last, names both folders.

    So at any moment it can be told how far that went, and what is whose: nobody else's folder is ever taken for one.
    """
    journal, aside = _journal(old), _aside(old)
    try:
        journal.write_bytes(b"%b %b\n" % (_inode(new), _inode(old)))
        sync([journal, old.parent])
        os.rename(old, aside)
        os.rename(new, old)
    except OSError:
        recover(old)
        raise
    # The new folder is in its place. What is left to do, the next `recover` can do as well.
    with suppress(OSError):
        os.rename(aside, new)
    with suppress(OSError):
        sync([old.parent, new.parent])
        recover(old)


def _put_back(aside: Path, old: Path) -> None:
    try:
        os.rename(aside, old)
    except OSError as error:
        if error.errno not in (errno.ENOTEMPTY, errno.EEXIST, errno.ENOTDIR):
            raise
        raise UsageError(
            f"a build was cut short, and somebody has made another {old} since; the site as it was is in {aside}: "
            f"move {old} away, and build again"
        ) from None


def _inode(folder: Path) -> bytes:
    """Return what tells a folder from any other, whatever its name is."""
    return b"%d" % folder.stat().st_ino


def _journal(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.journal")


def _aside(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.aside")


def _exchange_at_once(new: Path, old: Path) -> bool:
    """Return whether the system could do it in one step."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    if rename(AT_FDCWD, os.fsencode(new), AT_FDCWD, os.fsencode(old), RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP):
        return False
    raise OSError(code, os.strerror(code), str(old))
