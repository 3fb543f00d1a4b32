"""Which figures follow from those of other pieces: tables, shares of a whole said before, sums of lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from drafter.formulas import to_text
from drafter.learn.model import Derivation, Place
from drafter.learn.survey import survey
from drafter.readers.model import Piece, Role

HERE = Path(__file__).parent
CASES = [
    block.split("\n>")
    for block in HERE.joinpath("across.txt").read_text(encoding="utf-8").strip().split("\n\n")
    if not block.startswith("#")
]


def pieces(text: str) -> list[Piece]:
    """The lines of a case as pieces; rows of tables as cells."""
    made: list[Piece] = []
    row = -1
    for line in text.splitlines():
        row = row + 1 if line.startswith("|") else -1
        if row < 0:
            made.append(Piece(Role.PARAGRAPH, line, tuple(range(len(line)))))
            continue
        for column, cell in enumerate(line[1:-1].split("|")):
            words = cell.strip()
            made.append(Piece(Role.CELL, words, tuple(range(len(words))), 0, row, column, 0))
    return made


def told(report: Sequence[Piece]) -> list[str]:
    """Each number that follows from other pieces with its formula, operands as they are written."""
    seen = survey(report, range(len(report)), 2024, "", None)
    written = {Place(number, spot.start): spot.written for number, one in seen.items() for spot in one.spots}
    across = [
        (one.spots[number].written, how) for one in seen.values() for number, how in one.derived.items()
    ]
    return [
        f"{result}={_formula(how, [written[place] for place in how.elsewhere])}"
        for result, how in across
        if how.elsewhere
    ]


def _formula(how: Derivation, operands: Sequence[str]) -> str:
    return re.sub(r"#(\d+)", lambda at: operands[int(at[1])], to_text(how.expression)).replace(" ", "")


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_what_follows_across_pieces(text: str, expected: str) -> None:
    assert sorted(told(pieces(text))) == sorted(expected.split())


def test_running_numbers_of_rows_are_no_figures() -> None:
    lines = "| | 单位 | 罚款 |\n| 1 | 一大队 | 318 |\n| 2 | 二大队 | 287 |"
    seen = survey(pieces(lines), range(9), 2024, "", None)
    figures = [spot.written for one in seen.values() for spot in one.spots]
    assert figures == ["318", "287"]
