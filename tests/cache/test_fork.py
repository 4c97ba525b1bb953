from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from site_builder.cache import fork
from site_builder.cache.fork import can_fork, fork_shares
from site_builder.errors import EnvironmentFailed

pytestmark = pytest.mark.skipif(not can_fork(), reason="this machine does not fork")


def open_files() -> int:
    return len(os.listdir("/proc/self/fd"))


def has_children() -> bool:
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return False
    return True


def test_each_share_is_done_once_and_the_results_come_in_order() -> None:
    results = fork_shares(lambda share: [share, os.getpid()], shares=4, type_of_result=list[int])
    assert [share for share, _ in results] == [0, 1, 2, 3]
    assert len({pid for _, pid in results}) == 4
    assert results[3][1] == os.getpid(), "the last share is this process's own"


def test_one_share_needs_no_other_process() -> None:
    assert fork_shares(lambda share: os.getpid() + share, shares=1, type_of_result=int) == [os.getpid()]


def test_a_result_larger_than_a_pipe_holds_comes_back_whole() -> None:
    results = fork_shares(lambda share: bytes([share]) * 1_000_000, shares=3, type_of_result=bytes)
    assert results == [b"\0" * 1_000_000, b"\1" * 1_000_000, b"\2" * 1_000_000]


def test_nothing_is_left_open_and_nobody_is_left_waiting() -> None:
    before = open_files()
    fork_shares(lambda share: share, shares=3, type_of_result=int)
    assert open_files() == before
    assert not has_children()


def test_what_a_share_raises_is_raised_here() -> None:
    def work(share: int) -> int:
        if share == 0:
            raise FileNotFoundError(2, "No such file or directory", "content/gone.md")
        return share

    before = open_files()
    with pytest.raises(FileNotFoundError) as caught:
        fork_shares(work, shares=3, type_of_result=int)
    assert caught.value.filename == "content/gone.md"
    assert open_files() == before
    assert not has_children()


def test_what_a_share_raises_tells_where_it_was_raised() -> None:
    def fails(share: int) -> int:
        return 1 // share

    with pytest.raises(ZeroDivisionError) as caught:
        fork_shares(fails, shares=2, type_of_result=int)
    assert "in fails" in str(caught.value.__cause__)


def test_an_exception_that_cannot_be_handed_over_is_told_in_words() -> None:
    class Odd(Exception):
        def __init__(self, one: int, two: int) -> None:
            super().__init__(f"odd {one} {two}")

    def work(share: int) -> int:
        if share == 0:
            raise Odd(1, 2)
        return share

    with pytest.raises(fork.WorkerDied, match="odd 1 2"):
        fork_shares(work, shares=2, type_of_result=int)


def test_an_interrupted_share_interrupts_the_whole() -> None:
    def work(share: int) -> int:
        if share == 0:
            raise KeyboardInterrupt
        return share

    with pytest.raises(KeyboardInterrupt):
        fork_shares(work, shares=2, type_of_result=int)
    assert not has_children()


def test_a_share_that_is_killed_is_an_environment_that_failed() -> None:
    def work(share: int) -> int:
        if share == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return share

    with pytest.raises(EnvironmentFailed, match="was ended from outside"):
        fork_shares(work, shares=2, type_of_result=int)
    assert not has_children()


def test_when_this_process_fails_the_others_are_stopped() -> None:
    def work(share: int) -> int:
        if share == 2:
            raise ValueError("own share")
        time.sleep(60)
        return share

    before, started = open_files(), time.monotonic()
    with pytest.raises(ValueError, match="own share"):
        fork_shares(work, shares=3, type_of_result=int)
    assert time.monotonic() - started < 30
    assert open_files() == before
    assert not has_children()


def test_shares_end_with_the_process_that_waits_for_them(tmp_path: Path) -> None:
    """A worker that outlives a killed build would go on writing into the files of the next one."""
    reader, writer = os.pipe()
    pid = os.fork()
    if not pid:
        os.close(reader)

        def work(share: int) -> int:
            # Each process holds the pipe open for as long as it lives.
            (tmp_path / str(share)).touch()
            while not all((tmp_path / str(each)).exists() for each in range(3)):
                time.sleep(0.01)
            if share == 2:
                os.kill(os.getpid(), signal.SIGKILL)
            time.sleep(60)
            return share

        try:
            fork_shares(work, shares=3, type_of_result=int)
        finally:
            os._exit(1)
    os.close(writer)
    os.waitpid(pid, 0)
    started = time.monotonic()
    with open(reader, "rb") as pipe:
        assert pipe.read() == b""
    assert time.monotonic() - started < 30
