"""A new year's file for somebody who fills it in an editor: every question that waits stands in it, explained."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.answers.load import load_answers
from drafter.app import Job
from drafter.asking import asked
from drafter.errors import DrafterError
from drafter.newyear import new_year, years_beside
from tests.compose.packs import one_topic, write_answers, write_pack
from tests.conftest import REPOSITORY

BUREAU = REPOSITORY / "examples/sample-bureau/2026.yaml"


def test_a_file_to_fill_in_by_hand_names_every_question_that_waits(tmp_path: Path) -> None:
    made = new_year(tmp_path, 2026, None, by_hand=True)
    text = made.path.read_text(encoding="utf-8")
    job = Job(made.path, None)
    waiting = [point.key for point in job.open_points()]
    assert waiting
    assert [key for key in waiting if f"\n{key}:\n" not in text] == []
    assert "# 收到信访事项（件）。口径：" in text
    assert "可填：部门、政府" in text
    assert load_answers(made.path).topics


def test_last_years_values_stand_beside_what_is_to_be_filled_in(tmp_path: Path) -> None:
    made = new_year(tmp_path, 2027, None, last=BUREAU, by_hand=True)
    lines = made.path.read_text(encoding="utf-8").splitlines()
    place = lines.index("信访收到:")
    assert lines[place - 1].endswith("去年：14件")
    answers = load_answers(made.path)
    assert "信访收到" not in answers.entries
    assert answers.get("单位全称") is not None


def test_a_file_for_the_questionnaire_holds_no_empty_entries(tmp_path: Path) -> None:
    made = new_year(tmp_path, 2026, None)
    assert load_answers(made.path).entries == {}
    assert ":\n" not in made.path.read_text(encoding="utf-8").partition("年度")[2]


def test_a_filled_in_file_drafts(tmp_path: Path) -> None:
    made = new_year(tmp_path, 2026, None, by_hand=True)
    text = made.path.read_text(encoding="utf-8")
    made.path.write_text(text.replace("\n信访收到:\n", "\n信访收到: 81\n"), encoding="utf-8")
    job = Job(made.path, None)
    assert "信访收到" in {question.key for question in asked(job.pack, job.answers)}
    assert "信访收到" not in {point.key for point in job.open_points()}
    assert job.document().blocks


def test_where_a_carried_row_came_from_is_no_column_that_finds_no_use(tmp_path: Path) -> None:
    made = new_year(tmp_path, 2027, None, last=BUREAU)
    assert "来源: 沿用2026年" in made.path.read_text(encoding="utf-8")
    assert [slip for slip in Job(made.path, None).slips() if slip.name == "来源"] == []


def test_an_existing_year_is_left_alone(tmp_path: Path) -> None:
    new_year(tmp_path, 2026, None)
    with pytest.raises(DrafterError, match="已经存在"):
        new_year(tmp_path, 2026, None, by_hand=True)


def test_paragraphs_are_explained_once_and_named_each_time(tmp_path: Path) -> None:
    questions = "- {键: 信访段, 名称: 办理信访, 类型: 段落}\n- {键: 包案段, 名称: 领导包案, 类型: 段落}"
    pack = write_pack(tmp_path, one_topic("= 信访段\n办理信访。\n\n= 包案段\n领导包案。", questions))
    last = write_answers(pack, "信访段: 照旧", 2025)
    made = new_year(tmp_path, 2026, None, last=last, by_hand=True)
    text = made.path.read_text(encoding="utf-8")
    assert "# 段落：办理信访。段落印在模板里" in text
    assert "\n信访段: {值: 照旧, 状态: 未确认, 来源: 沿用2025年}\n# 段落：领导包案\n包案段:\n" in text
    points = {point.key: point.reason for point in Job(made.path, None).open_points()}
    assert points == {"信访段": "未确认", "包案段": "未确认"}


def test_years_that_lie_between_are_known(tmp_path: Path) -> None:
    assert new_year(tmp_path, 2027, None, last=BUREAU).gap == ()
    made = new_year(tmp_path, 2029, None, last=BUREAU, by_hand=True)
    assert made.gap == (2027, 2028)
    assert "2026年：14件" in made.path.read_text(encoding="utf-8")


def test_the_latest_earlier_year_in_a_folder_comes_first(tmp_path: Path) -> None:
    for name in ("2023.yaml", "2025.YML", "2026.yaml", "说明.yaml", "2024.yaml/里"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert [year for year, _ in years_beside(tmp_path, 2026)] == [2025, 2023]
    assert years_beside(tmp_path / "没有", 2026) == []
