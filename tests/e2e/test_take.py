"""Edited drafts come back: the installed command, with files as people send them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import docx
import pytest

from drafter.answers.load import load_answers
from tests.conftest import REPOSITORY
from tests.e2e.conftest import Drafter
from tests.taking.desk import do

COUNTY = REPOSITORY / "examples" / "sample-county"


@pytest.fixture
def bureau(drafter: Drafter, tmp_path: Path) -> Path:
    """A county's answers and its draft."""
    folder = tmp_path / "县政府"
    shutil.copytree(COUNTY, folder)
    assert drafter("draft", folder / "2026.yaml", "-o", folder / "稿.docx").returncode == 0
    return folder


def edited(folder: Path, *steps: str) -> Path:
    word = docx.Document(str(folder / "稿.docx"))
    for step in steps:
        do(word, step)
    word.save(str(folder / "改稿.docx"))
    return folder / "改稿.docx"


def test_a_draft_goes_out_and_comes_back(drafter: Drafter, bureau: Path) -> None:
    copy = edited(bureau, "改 2868件 => 2870件", "改 群众满意率96.1% => 群众满意度达96.1%", "删段 建成规范化")
    answers = bureau / "2026.yaml"
    before = answers.read_bytes()
    asked = drafter("take", answers, copy)
    assert (asked.returncode, answers.read_bytes()) == (1, before)
    assert "什么都没有存" in asked.stdout
    done = drafter("take", answers, copy, "--yes", "--json", bureau / "changes.json")
    assert done.returncode == 0
    assert "信访收到：2868件 → 2870件" in done.stdout
    rows = json.loads((bureau / "changes.json").read_text(encoding="utf-8"))
    assert {(row["kind"], row["key"], row["taken"]) for row in rows} >= {("数据", "信访收到", True)}
    assert load_answers(answers).entries["信访收到"].value == "2870件"
    drafter("draft", answers, "-o", bureau / "新.txt")
    text = (bureau / "新.txt").read_text(encoding="utf-8")
    assert "收到信访事项2870件" in text
    assert "群众满意度达96.1%" in text
    after = answers.read_bytes()
    again = drafter("take", answers, copy, "--yes")
    assert (again.returncode, answers.read_bytes()) == (0, after)
    assert "没有要收的不同" in again.stdout


def test_doubts_are_kept_as_open_points(drafter: Drafter, bureau: Path) -> None:
    one = edited(bureau, "改 首接首办 => 首接首问")
    assert drafter("take", bureau / "2026.yaml", one, "--yes").returncode == 0
    other = edited(bureau, "改 首接首办 => 首办负责")
    done = drafter("take", bureau / "2026.yaml", other, "--yes")
    assert done.returncode == 1
    assert "存疑" in done.stdout
    final = drafter("draft", bureau / "2026.yaml", "-o", bureau / "定.docx", "--final")
    assert final.returncode == 1


@pytest.mark.parametrize("flag", ["--yes", "--final"])
def test_bad_files_say_why_and_save_nothing(drafter: Drafter, bureau: Path, flag: str) -> None:
    answers = bureau / "2026.yaml"
    before = answers.read_bytes()
    (bureau / "坏.docx").write_bytes(b"PK\3\4")
    shutil.copy(REPOSITORY / "examples" / "sample-bureau" / "报告.txt", bureau / "别的.txt")
    for name in ("坏.docx", "别的.txt", "没有.docx", "报告2025.txt"):
        done = drafter("take", answers, bureau / name, flag)
        assert done.returncode == 1, name
        assert "错误" in done.stderr
        assert "→" in done.stderr
    assert answers.read_bytes() == before
