"""Questions that are asked only while another answer's text mentions them."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.answers.model import Answer, Answers, Raw, Status
from drafter.asking import asked
from drafter.packs.schema import Depth, Kind, Outline, Pack, Question, Topic

PLACED = "办好{执证率}的事"
MENTIONED: list[Raw] = [
    PLACED,
    ["先做别的", PLACED],
    [{"标题": "甲", "内容": PLACED}],
    {"文": PLACED, "数": {"场次": "3场"}},
    [{"标题": "甲", "分条": [{"文": PLACED}]}],
]
NOT_MENTIONED: list[Raw] = [
    "",
    "执证率",
    "{执证率上升}",
    ["{执证}率"],
    {"文": PLACED, "数": {"执证率": "98%"}},
    [{"标题": PLACED, "数": {"执证率": "98%"}}],
    [{"标题": "甲", "{执证率}": "乙"}],
]


def keys(answer: Answer | None) -> list[str]:
    questions = (
        Question("安排", "安排", Kind.LIST, "计划"),
        Question("执证率", "执证率", Kind.FIGURE, "计划", when=(("安排", "{执证率}"),)),
    )
    topic = Topic("计划", "计划", tuple(one.key for one in questions), Path(), always=True)
    pack = Pack(
        "包",
        "包",
        Path(),
        "1",
        "",
        "",
        {"": Outline("", "", ())},
        {"计划": topic},
        {q.key: q for q in questions},
    )
    entries = {"安排": answer} if answer else {}
    answers = Answers(Path("2026.yaml"), 2026, "包", "", Depth.ESSENTIAL, (), {}, entries)
    return [question.key for question in asked(pack, answers)]


@pytest.mark.parametrize("value", MENTIONED)
def test_a_key_in_a_text_asks_its_question(value: Raw) -> None:
    assert keys(Answer(value)) == ["安排", "执证率"]
    assert keys(Answer(value, Status.UNCONFIRMED)) == ["安排", "执证率"]


@pytest.mark.parametrize("value", NOT_MENTIONED)
def test_without_it_the_question_is_not_asked(value: Raw) -> None:
    assert keys(Answer(value)) == ["安排"]


def test_nor_while_the_text_is_not_there() -> None:
    assert keys(None) == ["安排"]
    assert keys(Answer(None, Status.SKIPPED)) == ["安排"]
