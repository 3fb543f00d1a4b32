"""Cases in plain text: what became of each block (steps.txt), which characters changed (pieces.txt)."""

from __future__ import annotations

import pytest

from drafter.compare import align
from tests.compare.cases import FATES, blocks, lines_of, marked, written


@pytest.mark.parametrize("rows", [pytest.param(rows, id=name) for name, rows in blocks("steps.txt")])
def test_what_became_of_each_block(rows: list[str]) -> None:
    of = {sign: [row[2:] for row in rows if row[:1] == sign] for sign in "旧新系"}
    tied = {int(one) - 1: int(other) - 1 for one, other in (row.split() for row in of["系"])}
    wanted = [row for row in rows if row[:1] in FATES]
    assert written(align(lines_of(of["旧"]), lines_of(of["新"]), tied)) == wanted


@pytest.mark.parametrize("rows", [pytest.param(rows, id=name) for name, rows in blocks("pieces.txt")])
def test_which_characters_changed(rows: list[str]) -> None:
    old, new, wanted = rows[:3]
    assert marked(old, new) == wanted
