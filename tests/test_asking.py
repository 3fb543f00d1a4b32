"""Questions that are asked only while another answer's text mentions them."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.answers.model import Answer, Answers, Raw, Status
from drafter.asking import asked
from drafter.formulas import parse_formula
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


def asked_keys(topics: tuple[str, ...], **entries: str) -> list[str]:
    questions = (
        Question("受理", "受理", Kind.FIGURE, "总体"),
        Question("办结", "办结", Kind.FIGURE, "总体"),
        Question("公安", "公安", Kind.FIGURE, "分类"),
        Question("占比", "占比", Kind.FIGURE, "分类", formula=parse_formula("比率(公安, 受理)")),
    )
    of = {
        name: Topic(name, name, tuple(q.key for q in questions if q.topic == name), Path())
        for name in ("总体", "分类")
    }
    outlines = {"": Outline("", "", ())}
    pack = Pack("包", "包", Path(), "1", "", "", outlines, of, {q.key: q for q in questions})
    answers = {key: Answer(value) for key, value in entries.items()}
    return [q.key for q in asked(pack, Answers(Path("a"), 2026, "包", "", Depth.FULL, topics, {}, answers))]


def test_what_a_computed_number_is_made_of_is_asked_though_its_topic_is_not_ticked() -> None:
    assert asked_keys(("总体", "分类")) == ["受理", "办结", "公安", "占比"]
    assert asked_keys(("分类",)) == ["受理", "公安", "占比"]
    assert asked_keys(("分类",), 占比="20%") == ["公安", "占比"]
    assert asked_keys(("总体",)) == ["受理", "办结"]
