"""Where a difference is, in words that a clerk finds in the draft."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pytest

from drafter.taken import Taking
from drafter.taking.describe import describe
from drafter.taking.model import Change, Mode
from tests.taking.desk import Desk


@pytest.mark.parametrize(
    ("step", "title"),
    [
        ("改 6件 => 7件", "表格“罚款”的“件数”"),
        ("改 罚款 => 罚款案", "表格“罚款”一行"),
        ("改 件数 => 案件数", "表格“件数”一列"),
        ("改 全部录入 => 都已录入", "群众对信访工作的满意率为96.1……"),
    ],
)
def test_where_a_difference_is(step: str, title: str, tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    (change,) = Taking(desk.path, desk.edited(step), None).plan.changes()
    assert change.title == title


def test_an_added_row_is_behind_the_one_above_it(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    word = docx.Document(str(desk.draft()))
    row: Any = word.tables[0].add_row()  # type: ignore[no-untyped-call]
    for cell, text in zip(row.cells, ("没收", "2件"), strict=True):
        cell.text = text
    word.save(str(desk.folder / "改稿.docx"))
    (change,) = Taking(desk.path, desk.folder / "改稿.docx", None).plan.changes()
    assert change.title == "表格“罚款”一行之后"


@pytest.mark.parametrize(
    ("at", "old", "new", "title", "excerpt"),
    [
        ("署名#2", "甲局", "乙局", "署名（第2个）", "甲局 → 乙局"),
        ("署名", "，办结", "，全部办结", "署名", "办结 → 全部办结"),
    ],
)
def test_how_it_is_told(at: str, old: str, new: str, title: str, excerpt: str) -> None:
    change = Change(Mode.VALUE, at, old, new)
    describe(change, {}, {})
    assert (change.title, change.excerpt) == (title, excerpt)
