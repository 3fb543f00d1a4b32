"""A word where work takes long."""

from __future__ import annotations

import io
import time

import pytest

from drafter.patience import patience


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("out", "after", "silenced", "said"),
    [
        (Terminal(), 0.0, False, "等等\n"),
        (Terminal(), 60.0, False, ""),
        (Terminal(), 0.02, True, ""),
        (io.StringIO(), 0.0, False, ""),
    ],
    ids=["long work at a terminal", "short work", "work that waits for the clerk", "no terminal"],
)
def test_only_long_work_at_a_terminal_is_spoken_of(
    out: io.StringIO, after: float, silenced: bool, said: str
) -> None:
    with patience("等等", out, after) as silence:
        if silenced:
            silence()
        time.sleep(0.05)
    assert out.getvalue() == said
