"""Two folders exchange their names in one step, where the system can do that."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
from pathlib import Path

AT_FDCWD = -100
RENAME_EXCHANGE = 2
"""From linux/fs.h."""


def exchange(new: Path, old: Path) -> None:
    """Let `new` and `old` exchange places; where `old` is not there, `new` takes its place. Raises OSError.

    At every moment `old` is the one folder or the other. Only on systems without renameat2(2) is there an instant in
    which it is neither; `recover` mends that after a crash.
    """
    if not old.exists():
        os.rename(new, old)
    elif not _exchange_at_once(new, old):
        aside = _aside(old)
        os.rename(old, aside)
        try:
            os.rename(new, old)
        except OSError:
            os.rename(aside, old)
            raise
        os.rename(aside, new)


def recover(old: Path) -> None:
    """Put `old` back into its place, if an exchange in three steps was cut short; what it left aside is removed."""
    aside = _aside(old)
    if aside.exists():
        if old.exists():
            shutil.rmtree(aside)
        else:
            os.rename(aside, old)


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
