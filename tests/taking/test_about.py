"""What the menu says of files that are hardly the copy that came back."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest

from drafter.app import Job, draft
from drafter.drafts import Drafts
from drafter.sitting import _Actions
from drafter.writers import PLAIN
from tests.interview.test_session import Script
from tests.taking.desk import Desk


@pytest.mark.parametrize(
    ("name", "year", "told"),
    [
        ("稿.docx", 2026, "没有改动过"),
        ("稿.txt", 2026, "没有改动过"),
        ("改稿.docx", 2026, ""),
        ("改稿.docx", 2027, "2026年的"),
        ("2025年报告.txt", 2026, "2025年的"),
        ("稿与改稿对比.docx", 2026, "对比稿"),
        ("扫描.pdf", 2026, ""),
    ],
)
def test_what_is_said_of_a_file(name: str, year: int, told: str, tmp_path: Path) -> None:
    desk, cache = Desk(tmp_path / "局"), tmp_path / "缓存"
    for written in ("稿.docx", "稿.txt"):
        draft(Job(desk.path, cache), desk.folder / written, Drafts.remembered_in(cache), PLAIN)
    desk.edited("改 讲座24场 => 讲座25场", name="改稿.docx")
    shutil.copy(desk.folder / "改稿.docx", desk.folder / "稿与改稿对比.docx")
    for other in ("2025年报告.txt", "扫描.pdf"):
        (desk.folder / other).write_text("文字", encoding="utf-8")
    actions = _Actions(Script(), cache, io.StringIO())
    assert actions.about(year, desk.folder / name) == told
