"""Edited drafts of learned packs, whose lines look like other lines than they are: each comes back as it was edited."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import docx
import pytest

from drafter.app import Job
from drafter.taken import Taking
from drafter.writers import write
from drafter.writers.text import write_text
from tests.learn.learned import learned_from
from tests.learn.test_given_back import CASES, YEAR
from tests.taking.desk import do

EDITS = {
    "a signature above an attachment": (
        "改 2026年1月5日 => 2026年1月12日",
        "改 (此件公开发布) => （此件依申请公开）",
        "改 附件1 统计表 => 附件1 数据统计表",
        "加段 东岭县水务局 => 东岭县司法局",
    ),
    "what is printed below the date": ("改 县人大办公室 => 县政府办公室", "改 2026年1月5日 => 2026年1月12日"),
    "an attachment behind the date": ("改 统计表 => 数据统计表", "改 东岭县水务局 => 东岭县水务局党组"),
    "an addressee below a line of its own": ("改 在某会议上 => 在一次会议上",),
    "a document number above the title": ("改 5号 => 12号",),
    "signs of templates": ("改 注 => 附注",),
    "headings of an attachment": ("改 典型案例 => 典型案件", "加段 罚款5000元 => 案件已经公开。"),
}


@pytest.mark.parametrize(("name", "steps"), EDITS.items())
def test_edits_beside_such_lines_come_back(name: str, steps: tuple[str, ...], tmp_path: Path) -> None:
    made = learned_from(CASES[name], tmp_path / "学", YEAR)
    copy = tmp_path / "稿.docx"
    copy.write_bytes(write(Job(made.answers, None).document(), copy))
    word = docx.Document(str(copy))
    for step in steps:
        do(word, step)
    word.save(str(copy))
    taking = Taking(made.answers, copy, None)
    taking.decide()
    assert taking.save(taking.settled().answers)
    lines = write_text(Job(made.answers, None).document()).splitlines()
    wanted = [one.text for one in docx.Document(str(copy)).paragraphs]
    assert _bare(line for line in lines if not line.startswith("|")) == _bare(wanted)


def _bare(lines: Iterable[str]) -> list[str]:
    return [bare for line in lines if (bare := "".join(line.split()))]
