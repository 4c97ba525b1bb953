"""Two halves of the work in two processes, forked so that nothing has to be handed to them.

A pool would pickle every item there and every result back; a forked half has the items already, and leaves its
results in the store, so only where they lie comes back.
"""

from __future__ import annotations

import ctypes
import gc
import os
import signal
import sys
import traceback
from collections.abc import Callable
from typing import TypeVar

import msgspec

from site_builder.errors import EnvironmentFailed

Result = TypeVar("Result")


class WorkerDied(EnvironmentFailed):
    """A half of the work ended without its results; the message is what it said last."""


def can_fork() -> bool:
    """Return whether this machine lets a process continue as two."""
    return hasattr(os, "fork") and sys.platform != "darwin"


def fork_shares(work: Callable[[int], Result], *, shares: int, type_of_result: type[Result]) -> list[Result]:
    """Run `work(0)` ... `work(shares - 1)`, each in a process of its own but for the last, which this one does.

    Results must be encodable and small. Raises what the first share that failed has raised, as if it had been done
    here, and WorkerDied where one ended without a word.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    gc.freeze()
    children: dict[int, int] = {}
    try:
        for share in range(shares - 1):
            pid, reader = _start(work, share)
            children[pid] = reader
        own = work(shares - 1)
        answers = [_answer(pid, children) for pid in list(children)]
        return [*(_result(answer, type_of_result) for answer in answers), own]
    finally:
        _stop(children)
        gc.unfreeze()


def _start(work: Callable[[int], Result], share: int) -> tuple[int, int]:
    """Return the process that does this share, and the pipe from which its answer can be read."""
    parent = os.getpid()
    reader, writer = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writer)
        return pid, reader
    status = 1
    try:
        os.close(reader)
        try:
            end_with(parent)
            answer = b"+" + msgspec.msgpack.encode(work(share))
            status = 0
        except BaseException as error:
            answer = b"-" + _packed(error)
        with open(writer, "wb") as file:
            file.write(answer)
    finally:
        # Not sys.exit: the handlers and buffers here belong to the process that this one is a copy of.
        os._exit(status)


PR_SET_PDEATHSIG = 1
"""From linux/prctl.h."""


def end_with(parent: int) -> None:
    """End this process when its parent ends: a half left behind would write into the files of the next build."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _packed(error: BaseException) -> bytes:
    """Return an exception and where it was raised, in a form in which another process can raise it."""
    import pickle  # late: it is needed only where something fails

    told = traceback.format_exc()
    try:
        data = pickle.dumps((error, told))
        pickle.loads(data)
    except Exception:  # some exceptions cannot be made again from what they hold
        return pickle.dumps((WorkerDied(told), told))
    return data


def _answer(pid: int, children: dict[int, int]) -> bytes:
    """Return all that a process said until its end, nothing if it was killed, and take it off the list."""
    with open(children[pid], "rb", closefd=False) as file:
        answer = file.read()
    os.close(children.pop(pid))
    _, status = os.waitpid(pid, 0)
    return b"" if os.WIFSIGNALED(status) else answer


def _result(answer: bytes, type_of_result: type[Result]) -> Result:
    if answer.startswith(b"+"):
        return msgspec.msgpack.decode(answer[1:], type=type_of_result)
    if not answer:
        raise WorkerDied("a worker process was ended from outside; perhaps for want of memory: try again with --jobs 1")
    import pickle

    error, told = pickle.loads(answer[1:])
    raise error from WorkerDied(told)


def _stop(children: dict[int, int]) -> None:
    """End the processes that are still on the list."""
    for pid, reader in children.items():
        os.close(reader)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    children.clear()
