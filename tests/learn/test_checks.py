"""What a learned pack holds its answers to, and that a draft in which it does not hold says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.app import Job
from tests.learn.learned import learned_from

CASES = [
    (
        "a part is not more than its whole",
        "收到来信81件，办结79件，办结率97.53%。",
        ["来信办结件数 <= 收到来信件数"],
    ),
    (
        "nor are several parts",
        "排查问题180处，整改140处，移送10处，剩余30处。",
        ["问题整改数 + 问题移送数 <= 排查问题数"],
    ),
    ("a rate is at most 100%", "群众满意率98.5%。", ["群众满意率 <= 100"]),
    ("but no rate that was more", "完成新增就业1.86万人，完成年度目标1.8万人的103.3%。", []),
    ("nor growth, whichever way", "受理86件，同比增长12.3%。立案由34件增至51件，增长50%。", []),
    ("nor what a plan names", "", []),
    (
        "what is said twice is one number",
        "办理行政许可1260件。\n| 类别 | 数量（件） |\n| 行政许可 | 1260 |\n| 行政处罚 | 412 |",
        ["行政许可数量 = 办理行政许可件数"],
    ),
    ("two numbers that happen to be equal are two", "办理行政许可126件。开展培训126次。", []),
]


@pytest.mark.parametrize(
    ("sentence", "relations"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_what_answers_are_held_to(sentence: str, relations: list[str], tmp_path: Path) -> None:
    text = f"某县某局2025年法治政府建设工作报告\n一、做法\n{sentence}\n二、下一步\n力争办结率97.5%以上。"
    job = Job(learned_from(text, tmp_path).answers, None)
    assert [check.source for check in job.pack.checks] == relations
