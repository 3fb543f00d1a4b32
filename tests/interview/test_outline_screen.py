"""“今年的提纲” on a console that plays a script, with its files."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from drafter import app
from drafter.answers.store import load_answers
from drafter.interview.console import Back, Stop
from drafter.interview.outline_screen import (
    ADD,
    AFTER,
    CANCEL,
    CHECK,
    DISSOLVE,
    DONE,
    DROP,
    EDIT,
    LOWER,
    PASTE,
    PLACE,
    RENAME,
    REST,
    SENTENCE,
    STRING,
    UNDO,
    UP,
)
from drafter.newyear import new_year
from drafter.outlines.files import outline_file_name
from drafter.outlining import edit_outline
from drafter.writers.text import write_text
from tests.interview.test_session import Reply, Script

NOTICE = """一、2026年主要举措和成效
（一）办好信访和热线
（二)开展扫黑除恶
二，存在的不足和原因
请各单位结合实际写明原因。字数不限
三.2027年工作打算"""
START: list[Reply] = ["standard", "", ""]
ANSWERS = """模板: rule-of-law
年度: 2026
主题: [信访, 普法]
单位全称: 东岭县司法局
单位类型: 部门
信访收到: 81件
标题改写:
  问题: 不足
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "2026.yaml"
    file.write_text(ANSWERS, encoding="utf-8")
    return file


def play(path: Path, *replies: Reply) -> Script:
    script = Script(*replies)
    edit_outline(script, path, path.parent / "cache", datetime(2027, 1, 5))
    assert not script.replies
    return script


def report(path: Path) -> str:
    return write_text(app.Job(path, path.parent / "cache").document())


def test_pasted_headings_become_the_bureaus_outline(path: Path) -> None:
    script = play(path, *START, PASTE, NOTICE, DROP, DONE, DONE)
    assert load_answers(path).outline == "提纲.yaml"
    text = (path.parent / "提纲.yaml").read_text(encoding="utf-8")
    assert '标题: "{{ 年度 }}年主要举措和成效"' in text
    assert "名称: 2026年提纲" in text
    assert "其中2个标题里的年份以后会随年度变：〔年度〕年主要举措和成效" in script.text
    assert "“（二）开展扫黑除恶”下面没有内容，报告里不会出现" in script.text
    assert "归到“没有安排的主题”那一部分的：普法" in script.text
    draft = report(path)
    assert "一、2026年主要举措和成效" in draft
    assert "三、2027年工作打算" in draft
    assert "办好信访和热线" in draft


def test_the_topics_of_each_pasted_heading_can_be_looked_at(path: Path) -> None:
    play(path, *START, PASTE, NOTICE, DROP, CHECK, ["信访"], ["普法"], ["问题"], ["计划"], DONE)
    outline = app.Job(path, None).outline
    first = outline.parts[1]
    assert [[one.topic for one in child.children] for child in first.children] == [["信访"], ["普法"]]


def test_a_heading_is_renamed_moved_and_removed_and_everything_is_saved_at_once(path: Path) -> None:
    moves: list[Reply] = [EDIT, "2", RENAME, "办好{群众}来信", EDIT, "5", UP, Stop]
    script = Script(*START, PASTE, NOTICE, DROP, DONE, *moves)
    with pytest.raises(Stop):
        edit_outline(script, path, path.parent / "cache", datetime(2027, 1, 5))
    saved = app.Job(path, None).outline
    headings = [node.heading for node in saved.parts[1].children]
    assert headings == ["开展扫黑除恶", '办好{{ "{" }}群众}来信']
    assert "办好{群众}来信" in script.text


def test_stopping_loses_nothing_and_it_goes_on_from_the_file(path: Path) -> None:
    with pytest.raises(Stop):
        play(path, *START, ADD, "附：2026年大事记", Stop)
    script = play(path, ADD, "附二", UNDO, ADD, "附三", DONE)
    assert "附：2026年大事记" in script.text
    headings = [node.heading for node in app.Job(path, None).outline.parts]
    assert headings[-2:] == ["附：{{ 年度 }}年大事记", "附三"]


def test_giving_up_brings_everything_back(path: Path) -> None:
    before = load_answers(path)
    play(path, *START, ADD, "附录", CANCEL)
    after = load_answers(path)
    assert (after.outline, after.headings) == (before.outline, before.headings)
    assert not (path.parent / "提纲.yaml").exists()


def test_wordings_of_the_answers_file_move_into_the_outline(path: Path) -> None:
    play(path, *START, DONE)
    assert load_answers(path).headings == {}
    assert any("不足" in str(node) for node in app.Job(path, None).outline.parts)


def test_a_sentence_with_a_figure_and_a_part_for_the_rest(path: Path) -> None:
    script = Script(*START, PASTE, NOTICE, DROP, DONE, SENTENCE, "2", "信访", ["信访收到"])
    script.replies += ["共收到来信来访{信访收到}。", REST, "2", DONE]
    edit_outline(script, path, path.parent / "cache", datetime(2027, 1, 5))
    assert "共收到来信来访81件。" in report(path)
    assert app.Job(path, None).outline.parts[2].rest


def test_other_changes_of_one_heading(path: Path) -> None:
    moves: list[Reply] = [EDIT, "1", AFTER, "五、亮点工作", EDIT, "1", STRING, "一是", EDIT, "1", DISSOLVE]
    play(path, *START, PASTE, NOTICE, DROP, DONE, PLACE, "1", ["信访"], EDIT, "2", LOWER, *moves, DONE)
    headings = [node.heading for node in app.Job(path, None).outline.parts]
    assert "亮点工作" in headings
    assert "开展扫黑除恶" in headings


def test_a_file_with_remarks_of_somebodys_own_is_kept_beside(path: Path) -> None:
    own = path.parent / "提纲.yaml"
    own.write_text("# 我的注释\n名称: 我的\n部分:\n  - {标题: 甲, 其余: 是}\n", encoding="utf-8")
    path.write_text(ANSWERS + "提纲: 提纲.yaml\n", encoding="utf-8")
    script = play(path, EDIT, "0", RENAME, "乙", DONE)
    assert "我的注释" in (path.parent / "提纲（改前）.yaml").read_text(encoding="utf-8")
    assert "提纲（改前）.yaml" in script.text


def test_a_taken_or_impossible_file_name_is_asked_again(path: Path) -> None:
    (path.parent / "提纲.yaml").touch()
    script = play(path, "standard", "", "", "2026", "本局提纲", Back, DONE)
    assert "已经有“提纲.yaml”" in script.text
    assert "不能用年份" in script.text
    assert (path.parent / "本局提纲.yaml").exists()


@pytest.mark.parametrize(
    ("typed", "name"),
    [("", "提纲.yaml"), ("本局", "本局.yaml"), ("a.YML", "a.YML"), ("甲/乙", ""), ("2026", ""), ("..x", "")],
)
def test_the_name_of_the_file(typed: str, name: str) -> None:
    assert outline_file_name(typed) == name


def test_next_year_has_the_outline_with_next_years_years(path: Path) -> None:
    play(path, *START, PASTE, NOTICE, DROP, DONE, DONE)
    made = new_year(path.parent, 2027, None, last=path)
    job = app.Job(made.path, None)
    assert job.answers.outline == "提纲.yaml"
    assert "一、2027年主要举措和成效" in write_text(job.document())


def test_a_colleague_uses_it_from_another_folder(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    play(path, *START, PASTE, NOTICE, DROP, DONE, DONE)
    other = path.parent / "住建局"
    monkeypatch.chdir(path.parent)
    made = new_year(other, 2026, None, outline="提纲.yaml")
    assert load_answers(made.path).outline == "../提纲.yaml"
    assert app.Job(made.path, None).outline.label == "2026年提纲"
    elsewhere = new_year(path.parent / "甲" / "乙", 2027, None, last=path)
    assert app.Job(elsewhere.path, None).outline.label == "2026年提纲"
    assert app.Job(other / "2026.yaml", None, "提纲.yaml").outline.label == "2026年提纲"
