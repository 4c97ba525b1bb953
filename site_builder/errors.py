"""What keeps a command from its work: wrong use, and a machine that will not do. Only commands catch these."""

from __future__ import annotations


class UsageError(Exception):
    """The command or the configuration asks for what cannot be; the message says what and what to do. Exit code 2."""


class EnvironmentFailed(Exception):
    """Disk, permission, lock or network failed; the message says what and what to do. Exit code 3."""


class LockLost(EnvironmentFailed):
    """Somebody else holds the lock that was ours: nothing more may be changed."""
