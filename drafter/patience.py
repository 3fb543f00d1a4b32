"""A word to the person at the keyboard where work takes longer than they expect."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from threading import Timer
from typing import TextIO

AFTER = 2.0
"""Seconds of silence."""


@contextlib.contextmanager
def patience(told: str, out: TextIO, after: float = AFTER) -> Iterator[Callable[[], None]]:
    """While the block runs, ``told`` is printed once where it takes long and ``out`` is a terminal.

    Gives what keeps it from being said, for blocks that turn out to wait for the clerk.
    """
    timer = Timer(after, lambda: print(told, file=out, flush=True))
    timer.daemon = True
    if out.isatty():
        timer.start()
    try:
        yield timer.cancel
    finally:
        timer.cancel()
