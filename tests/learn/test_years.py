"""Which years of a report move along into the next one."""

from __future__ import annotations

import pytest

from drafter.learn.rules.years import find
from drafter.learning import year_of
from drafter.readers import read_pasted
from tests.learn.test_names import cases

YEAR = 2024


@pytest.mark.parametrize(("text", "expected"), cases("years.txt"))
def test_years_that_move(text: str, expected: str) -> None:
    moved, at = "", 0
    for spot in find(text, YEAR):
        moved += text[at : spot.start] + str(YEAR + spot.shift + 1)
        at = spot.end
    assert moved + text[at:] == expected


@pytest.mark.parametrize(
    ("signed", "year"),
    [
        ("2025年12月17日", 2025),
        ("2026年1月8日", 2025),
        ("二○二五年十一月三日", 2025),
        ("（2026年2月）", 2025),
    ],
)
def test_a_report_that_closes_a_year_is_signed_late_in_it_or_early_in_the_next(
    signed: str, year: int
) -> None:
    text = f"行政执法工作总结\n现将有关情况总结如下。\n一、主要工作\n立案12件。\n某县林业局\n{signed}\n"
    assert year_of(read_pasted(text)) == year
