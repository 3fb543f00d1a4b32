"""A window that is closed, or a program that is told to end, ends in order: files are let go, nothing is printed."""

from __future__ import annotations

import contextlib
import signal
import sys
from collections.abc import Iterator, Sequence
from types import FrameType

_SIGNALS = ("SIGHUP", "SIGTERM")
_BY_SIGNAL = 128
"""Exit codes of programs ended by a signal begin here."""
_MOMENT = 0.05
"""Seconds."""


class WindowClosed(SystemExit):
    """The window was closed; every accepted answer is on disk already."""


@contextlib.contextmanager
def ended_by_hangup() -> Iterator[None]:
    """While the block runs, a closed window raises WindowClosed in it; what the dead window then refuses is no matter."""
    closed: list[WindowClosed] = []

    def handler(number: int, _frame: FrameType | None) -> None:
        if not closed:
            closed.append(WindowClosed(_BY_SIGNAL + number))
            raise closed[0]

    known = [getattr(signal, name) for name in _SIGNALS if hasattr(signal, name)]
    before = {number: signal.signal(number, handler) for number in known}
    try:
        with _raised_again(closed):
            yield
    except OSError:
        if closed:
            raise closed[0] from None
        raise
    finally:
        for number, former in before.items():
            signal.signal(number, former)


@contextlib.contextmanager
def _raised_again(closed: Sequence[WindowClosed]) -> Iterator[None]:
    """Python drops what is raised while it clears away garbage; it is raised once more a moment later."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def late(_number: int, _frame: FrameType | None) -> None:
        raise closed[0]

    def dropped(what: sys.UnraisableHookArgs) -> None:
        if isinstance(what.exc_value, WindowClosed):
            signal.setitimer(signal.ITIMER_REAL, _MOMENT)
        else:
            hook(what)

    hook, alarm = sys.unraisablehook, signal.signal(signal.SIGALRM, late)
    sys.unraisablehook = dropped
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, alarm)
        sys.unraisablehook = hook
