"""Copies that are of another bureau's draft, or of another year's, though nearly everything in them is alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.compare import Line
from drafter.errors import ReadError
from drafter.readers.model import Role
from drafter.taken import Taking
from drafter.taking.foreign import other_year
from tests.taking.desk import ANSWERS, Desk

LONG = "安排内容: 2027年继续畅通信访渠道，2027年健全排查机制，2026年的积案全部化解"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "东岭", ANSWERS.replace("安排内容: 继续畅通信访渠道，健全矛盾纠纷排查机制", LONG))


@pytest.mark.parametrize("name", ["稿.docx", "稿.txt"])
def test_another_bureau_that_uses_the_same_pack_is_refused(desk: Desk, name: str, tmp_path: Path) -> None:
    other = Desk(tmp_path / "西岭", ANSWERS.replace("东岭县", "西岭县"))
    with pytest.raises(ReadError, match="这是西岭县信访局的稿子"):
        Taking(desk.path, other.draft(name), None)


def test_another_bureaus_edited_copy_is_refused(desk: Desk, tmp_path: Path) -> None:
    other = Desk(tmp_path / "西岭", ANSWERS.replace("东岭县", "西岭县"))
    with pytest.raises(ReadError, match="这是西岭县信访局的稿子"):
        Taking(desk.path, other.edited("改 讲座24场 => 讲座25场"), None)


def test_whoever_signs_in_the_copy_may_be_edited(desk: Desk) -> None:
    copy = desk.edited("改 2026年法治 => 2026年度法治", "重打 东岭县信访局 => 东岭县信访工作局")
    taking = Taking(desk.path, copy, None)
    assert taking.plan.changes()


@pytest.mark.parametrize("title", [None, "东岭县信访局2026年法治政府建设工作报告"])
def test_last_years_text_with_this_years_title_or_none_is_refused(desk: Desk, title: str | None) -> None:
    lines = desk.draft("稿.txt").read_text(encoding="utf-8").split("\n")
    old = [line.replace("2026", "2025").replace("2027", "2026") for line in lines[1:]]
    copy = desk.folder / "混.txt"
    copy.write_text("\n".join([title, *old] if title else old), encoding="utf-8")
    with pytest.raises(ReadError, match="这是2025年的稿子"):
        Taking(desk.path, copy, None)


@pytest.mark.parametrize(
    ("copy", "own", "wanted"),
    [
        ("2026年 2026年 2027年", "2026年 2026年 2027年", None),
        ("2025年 2026年", "2026年 2027年", None),
        ("2025年 2025年 2026年 2026年", "2026年 2026年 2027年 2027年", 2025),
        ("2027年 2027年 2028年", "2026年 2026年 2027年", 2027),
        ("2024年 2025年 2026年", "2026年 2026年 2027年 2027年", None),
        ("", "2026年 2026年 2027年", None),
    ],
)
def test_the_year_that_a_text_is_of(copy: str, own: str, wanted: int | None) -> None:
    one, other = ([Line(Role.PARAGRAPH, text)] for text in (copy, own))
    assert other_year(one, other, 2026) == wanted
