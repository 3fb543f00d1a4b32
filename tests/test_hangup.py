"""A program that is told to end ends, whatever it is doing at that moment."""

from __future__ import annotations

import os
import signal
import sys
import time

import pytest

from drafter.hangup import WindowClosed, ended_by_hangup

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are a thing of POSIX")


class _Waste:
    """Is cleared away just when the program is told to end."""

    def __del__(self) -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(0.01)


def _work() -> None:
    with ended_by_hangup():
        _Waste()
        time.sleep(5)


def test_told_to_end_while_garbage_is_cleared_away() -> None:
    with pytest.raises(WindowClosed):
        _work()


def test_afterwards_signals_are_what_they_were() -> None:
    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGALRM), sys.unraisablehook
    with ended_by_hangup():
        pass
    assert (signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGALRM), sys.unraisablehook) == before
