"""Two halves of the work in two processes, forked so that nothing has to be handed to them.

A pool would pickle every item there and every result back; a forked half has the items already, and leaves its
results in the store, so only where they lie comes back.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from typing import TypeVar

import msgspec

Result = TypeVar("Result")


class WorkerDied(RuntimeError):
    """A half of the work ended without its results; the message is what it said last."""


def can_fork() -> bool:
    """Return whether this machine lets a process continue as two."""
    return hasattr(os, "fork") and sys.platform != "darwin"


def fork_shares(work: Callable[[int], Result], *, shares: int, type_of_result: type[Result]) -> list[Result]:
    """Run `work(0)` ... `work(shares - 1)`, each in a process of its own but for the last, which this one does.

    Results must be encodable and small. Raises WorkerDied with the traceback of the first share that failed.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    gc.freeze()
    children = [_start(work, share) for share in range(shares - 1)]
    try:
        own = work(shares - 1)
        return [*(_collect(answer, type_of_result) for answer in _drain(children)), own]
    except BaseException:
        _stop(children)
        raise
    finally:
        gc.unfreeze()


def _start(work: Callable[[int], Result], share: int) -> tuple[int, int]:
    reader, writer = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writer)
        return pid, reader
    status = 1
    try:
        os.close(reader)
        try:
            answer = b"+" + msgspec.msgpack.encode(work(share))
            status = 0
        except KeyboardInterrupt:
            answer = b"-interrupted"
        except BaseException:
            answer = b"-" + traceback.format_exc().encode()
        with open(writer, "wb") as file:
            file.write(answer)
    finally:
        # Not sys.exit: the handlers and buffers here belong to the process that this one is a copy of.
        os._exit(status)


def _drain(children: Sequence[tuple[int, int]]) -> list[bytes]:
    answers = []
    for pid, reader in children:
        with open(reader, "rb", closefd=False) as file:
            answers.append(file.read())
        os.close(reader)
        os.waitpid(pid, 0)
    return answers


def _collect(answer: bytes, type_of_result: type[Result]) -> Result:
    if not answer.startswith(b"+"):
        raise WorkerDied(answer[1:].decode() or "a worker process was ended from outside")
    return msgspec.msgpack.decode(answer[1:], type=type_of_result)


def _stop(children: Sequence[tuple[int, int]]) -> None:
    for pid, _ in children:
        try:
            os.kill(pid, signal.SIGTERM)
            os.waitpid(pid, 0)
        except (ProcessLookupError, ChildProcessError):
            continue
