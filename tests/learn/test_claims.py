"""What a claim of last year's report is asked as: it stands, is worded anew, or goes; of which year it is asked."""

from __future__ import annotations

import pytest

from drafter.learn.keys import Keys
from drafter.learn.pieces import read_piece
from drafter.learn.questions import questions_of
from tests.learn.test_names import piece

CASES = [
    (
        "2024年是“十四五”规划的攻坚之年，也是“八五”普法的关键之年。",
        [
            ("今年是什么之年", "今年是不是“十四五”规划的攻坚之年", "“十四五”规划的攻坚之年"),
            ("今年是什么之年二", "今年是不是“八五”普法的关键之年", "“八五”普法的关键之年"),
        ],
    ),
    (
        "2025年是“十五五”规划的开局之年，我局将抓好以下工作：",
        [("明年是什么之年", "明年是不是“十五五”规划的开局之年", "“十五五”规划的开局之年")],
    ),
    (
        "明年是提升之年，2024年首次开展评查。",
        [
            ("明年是什么之年", "明年是不是提升之年", "提升之年"),
            ("首次开展评查", "今年还写不写“首次”", "首次"),
        ],
    ),
    ("2025年，在全市率先建成示范站。", [("率先建成示范站", "明年还写不写“率先”", "率先")]),
    ("与2023年相比，首创“一码通办”。", [("首创一码通办", "今年还写不写“首创”", "首创")]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_claims_are_choices_of_their_year(text: str, expected: list[tuple[str, str, str]]) -> None:
    asked = [words for words in questions_of(read_piece(piece(text), 2024, "", Keys())) if "另写" in words]
    assert [(words["键"], words["名称"], words["选项"]) for words in asked] == [
        (key, label, [written, "不写入"]) for key, label, written in expected
    ]
    assert all(words["类型"] == "单选" for words in asked)
