"""A window that is closed, or a program that is told to end, ends in order: files are let go, nothing is printed."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterator
from types import FrameType

_SIGNALS = ("SIGHUP", "SIGTERM")
_BY_SIGNAL = 128
"""Exit codes of programs ended by a signal begin here."""


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
        yield
    except OSError:
        if closed:
            raise closed[0] from None
        raise
    finally:
        for number, former in before.items():
            signal.signal(number, former)
