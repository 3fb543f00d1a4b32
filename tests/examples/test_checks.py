"""The checks of the examples see what they are there for."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.answers.model import Raw
from drafter.app import Job
from tests.examples.checks import (
    EXAMPLES,
    changed,
    changed_inside,
    drafted_with,
    other,
    typed_figures,
    wrong_places,
)

HANGZHOU = EXAMPLES / "hangzhou-2023" / "2023.yaml"


@pytest.mark.parametrize(
    ("written", "another"),
    [
        ("81件", "92件"),
        ("25.59万人次", "36.61万人次"),
        ("约135.47万元", "约246.58万元"),
        ("10场次", "21场次"),
        ("两批", "三批"),
        ("七件", "八件"),
        ("九件", "八件"),
        ("十项", "九项"),
        ("0", "0"),
        ("0件", "0件"),
        ("0.5%", "1.6%"),
        ("不写入", "不写入"),
        ({"值": "79", "说明": "待核实"}, {"值": "81", "说明": "待核实"}),
    ],
)
def test_every_number_becomes_another_of_the_same_form(written: Raw, another: Raw) -> None:
    assert other(written) == another


def test_figures_inside_texts_are_changed_and_their_texts_are_not() -> None:
    item: Raw = {"文": "2024年7月联合执法{次数}", "数": {"次数": "12次"}}
    assert changed_inside([item]) == [{"文": "2024年7月联合执法{次数}", "数": {"次数": "23次"}}]


@pytest.mark.parametrize(
    "text",
    [
        "办结79件，，办结率97%。",
        "办结79件。。",
        "其中：，罚款3件。",
        "查处案件（）。",
        "收到信访0件。",
        "罚款None元。",
        "培训【培训人次】。",
        "参加培训__人。",
        "治理的的违法建设。",
        "出动执法人员,检查企业。",
        "会" * 161 + "。",
    ],
)
def test_traces_of_a_program_are_seen(text: str) -> None:
    assert wrong_places(text)


@pytest.mark.parametrize(
    "text",
    [
        "培训10场次，覆盖率100%。",
        "一是学法；二是用法。",
        "印发《甲》《乙》（试行），共2件……",
        "同比下降0.5%。",
    ],
)
def test_ordinary_prose_passes(text: str) -> None:
    assert wrong_places(text) == []


def test_a_figure_typed_into_a_sentence_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "2023.yaml"
    outline = HANGZHOU.with_name("提纲.yaml")
    (tmp_path / outline.name).write_bytes(outline.read_bytes())
    text = HANGZHOU.read_text(encoding="utf-8")
    path.write_text(text.replace("{分课堂}", "14个"), encoding="utf-8")
    job = Job(path, None)
    assert len(typed_figures(job.document(), job.pack)) == 1
    assert len(typed_figures(drafted_with(job, changed(job.answers, job.pack)), job.pack)) == 1
