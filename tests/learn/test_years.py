"""Which years of a report move along into the next one."""

from __future__ import annotations

import pytest

from drafter.learn.rules.years import find
from tests.learn.test_names import cases

YEAR = 2024


@pytest.mark.parametrize(("text", "expected"), cases("years.txt"))
def test_years_that_move(text: str, expected: str) -> None:
    moved, at = "", 0
    for spot in find(text, YEAR):
        moved += text[at : spot.start] + str(YEAR + spot.shift + 1)
        at = spot.end
    assert moved + text[at:] == expected
