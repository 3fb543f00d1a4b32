"""A copy of a draft that has an earlier copy's edits in it: what was split, added, deleted is edited again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.taking.desk import Desk
from tests.taking.test_cases import STEPS, check

ROUNDS = Path(__file__).with_name("rounds.txt")
_CASES = [block.splitlines() for block in ROUNDS.read_text(encoding="utf-8").strip().split("\n\n")]


@pytest.mark.parametrize("lines", _CASES, ids=lambda lines: lines[0].removeprefix("# "))
def test_what_the_second_edit_means(lines: list[str], tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    again = lines.index("再收")
    desk.take(desk.edited(*lines[1:again], name="一.docx"))
    steps = [line for line in lines[again + 1 :] if line.split(" ")[0] in STEPS]
    taking, settled = desk.take(desk.edited(*steps))
    assert not settled.follows
    assert desk.lines() == [line.text for line in taking.edited.lines]
    assert taking.plan.changes()
    for wanted in lines[again + 1 + len(steps) :]:
        check(desk, wanted)
