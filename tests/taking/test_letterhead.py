"""Copies of drafts on the bureau's own paper: what is the paper's is not the report's."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from drafter.app import Job, draft
from drafter.drafts import Drafts
from drafter.taken import Taking
from drafter.writers import Settings
from tests.taking.desk import Desk, do


def paper(folder: Path, *, table: bool = False) -> Path:
    """A red head with the number of the paper, and 抄送 below; in tables where offices draw them so."""
    made = docx.Document()
    if table:
        head = made.add_table(rows=1, cols=2)
        head.cell(0, 0).text = "东岭县信访局文件"
        made.add_paragraph("【正文】")
        foot = made.add_table(rows=2, cols=2)
        foot.cell(0, 0).text, foot.cell(1, 1).text = "抄送：县委办公室", "2027年1月16日印发"
    else:
        for words in ("东岭县信访局文件", "东信〔2027〕3号", "【正文】", "抄送：县委办公室"):
            made.add_paragraph(words)
    made.save(str(folder / "红头.docx"))
    return folder / "红头.docx"


def drafted(desk: Desk, base: Path) -> Path:
    job = Job(desk.path, None)
    draft(job, desk.folder / "稿.docx", Drafts(None), Settings(base=base))
    return desk.folder / "稿.docx"


@pytest.mark.parametrize("table", [False, True])
def test_an_untouched_draft_on_paper_says_nothing(table: bool, tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    copy = drafted(desk, paper(tmp_path, table=table))
    assert Taking(desk.path, copy, None).plan.changes() == []


def test_what_was_filled_in_on_the_paper_stays_there(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    word = docx.Document(str(drafted(desk, paper(tmp_path))))
    for step in (
        "改 3号 => 12号",
        "改 抄送：县委办公室 => 抄送：县委办公室、县政府办公室",
        "改 信访事项100件 => 信访事项120件",
        "加段 2027年1月15日 => （此件公开发布）",
    ):
        do(word, step)
    word.save(str(tmp_path / "改稿.docx"))
    taking = Taking(desk.path, tmp_path / "改稿.docx", None)
    assert [one.new for one in taking.plan.changes()] == ["120件", "此件公开发布"]


def test_a_copy_without_marks_is_known_by_what_this_machine_remembers(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    drafts = tmp_path / "缓存"
    job = Job(desk.path, None)
    draft(job, tmp_path / "稿.docx", Drafts.remembered_in(drafts), Settings(base=paper(tmp_path)))
    lines = [one.text for one in docx.Document(str(tmp_path / "稿.docx")).paragraphs]
    (tmp_path / "稿.txt").write_text("\n".join(lines), encoding="utf-8")
    changes = Taking(desk.path, tmp_path / "稿.txt", drafts).plan.changes()
    assert not [one for one in changes if "文件" in one.new or "〔2027〕" in one.new or "抄送" in one.new]
