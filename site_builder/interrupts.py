"""What ends a program from outside: Ctrl-C, a system that wants it to end, a terminal that is closed."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

_ONCE_S = 1.0
"""For so long after an interrupt another one is not heard: what is being cleaned up is not to be disturbed."""


@contextmanager
def raised(*, for_good: bool) -> Iterator[None]:
    """Let each of these signals raise KeyboardInterrupt in the block; those that somebody else minds stay his.

    After it they do what they did before, or with `for_good` nothing more: the process is at its end.
    """
    before = {number: signal.getsignal(number) for number in SIGNALS}
    heard_s = float("-inf")

    def hear(*_: object) -> None:
        nonlocal heard_s
        again, heard_s = time.monotonic() - heard_s < _ONCE_S, time.monotonic()
        if not again:
            raise KeyboardInterrupt

    # Ignored they are under nohup, and in the background of some shells: then nobody wants them to be heard.
    _set({number: hear for number in SIGNALS if before[number] in (signal.SIG_DFL, signal.default_int_handler)})
    try:
        yield
    finally:
        if for_good:
            ignore()
        else:
            _set(before)


@contextmanager
def unheard() -> Iterator[None]:
    """Hear none of them in the block: what it does must not be left half done."""
    before = {number: signal.getsignal(number) for number in SIGNALS}
    ignore()
    try:
        yield
    finally:
        _set(before)


def ignore() -> None:
    """Hear none of them from now on: what could be interrupted is done, and "interrupted" would be untrue."""
    _set(dict.fromkeys(SIGNALS, signal.SIG_IGN))


def heard() -> list[signal.Signals]:
    """Return those that are not ignored."""
    return [number for number in SIGNALS if signal.getsignal(number) != signal.SIG_IGN]


def _set(handlers: dict[signal.Signals, Any]) -> None:
    # Only the main thread is ever interrupted, and only it may say so; a handler that is not Python's stays.
    with suppress(ValueError):
        for number, handler in handlers.items():
            if handler is not None:
                signal.signal(number, handler)
