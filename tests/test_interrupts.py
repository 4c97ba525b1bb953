from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator

import pytest

from site_builder import interrupts
from site_builder.interrupts import SIGNALS, heard, ignore, raised


@pytest.fixture(autouse=True)
def _handlers() -> Iterator[None]:
    """Let the signals do at the end what they did before."""
    before = {number: signal.getsignal(number) for number in SIGNALS}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", SIGNALS)
def test_each_of_them_ends_the_block_as_an_interrupt(number: signal.Signals) -> None:
    before = signal.getsignal(number)
    with pytest.raises(KeyboardInterrupt), raised(for_good=False):
        os.kill(os.getpid(), number)
    assert signal.getsignal(number) is before


def test_a_second_one_does_not_disturb_what_is_cleaned_up_and_a_later_one_is_heard(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cleaned = False
    with raised(for_good=False):
        try:
            os.kill(os.getpid(), signal.SIGINT)
        except KeyboardInterrupt:
            os.kill(os.getpid(), signal.SIGTERM)
            cleaned = True
        assert cleaned
        monkeypatch.setattr(interrupts, "_ONCE_S", 0)
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGTERM)


def test_what_is_ignored_stays_so() -> None:
    """As under nohup."""
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    with raised(for_good=False):
        assert heard() == [signal.SIGINT, signal.SIGTERM]
        os.kill(os.getpid(), signal.SIGHUP)


def test_what_somebody_else_minds_stays_his() -> None:
    minded = []
    signal.signal(signal.SIGTERM, lambda *_: minded.append(1))
    with raised(for_good=False):
        os.kill(os.getpid(), signal.SIGTERM)
    assert minded == [1]


def test_what_is_done_cannot_be_interrupted() -> None:
    with raised(for_good=False):
        ignore()
        for number in SIGNALS:
            os.kill(os.getpid(), number)
    assert heard() == list(SIGNALS)


def test_a_process_that_ends_hears_none_of_them() -> None:
    with raised(for_good=True):
        pass
    assert heard() == []


def test_a_thread_that_is_never_interrupted_says_nothing() -> None:
    def work() -> None:
        with raised(for_good=True):
            ignore()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert heard() == list(SIGNALS)
