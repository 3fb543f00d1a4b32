"""Which figures follow from others: arithmetic that the words bear out, and arithmetic that only happens to fit."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from drafter.formulas import to_text
from drafter.learn.decide import spots_of
from drafter.learn.derive import derivations

HERE = Path(__file__).parent


def cases(name: str) -> list[tuple[str, str]]:
    """The ``text | expected`` lines of a case file."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    pairs = [line.rpartition("|")[::2] for line in lines if line and not line.startswith("#")]
    return [(text.strip(), expected.strip()) for text, expected in pairs]


def told(text: str) -> str:
    """Each derived number with its formula, operands as they are written."""
    spots = spots_of(text, 2024)
    found = []
    for one in derivations(text, spots):
        formula = re.sub(r"#(\d+)", lambda place: spots[int(place[1])].written, to_text(one.expression))
        found.append(f"{spots[one.spot].written}={formula.replace(' ', '')}")
    return " ".join(found)


@pytest.mark.parametrize(("text", "expected"), cases("derive.txt"))
def test_what_follows_from_what(text: str, expected: str) -> None:
    assert told(text) == expected
