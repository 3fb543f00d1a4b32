"""A small pack made of plain objects: every kind of question, a check, a formula, a yearly table, a library."""

from __future__ import annotations

from pathlib import Path

from drafter.answers.model import Answer, Answers
from drafter.formulas import parse_formula
from drafter.packs.schema import (
    Carry,
    Check,
    Column,
    Depth,
    Kind,
    Node,
    Offer,
    Outline,
    Pack,
    Question,
    Topic,
    YearlyRow,
)

ESSENTIAL, FULL = Depth.ESSENTIAL, Depth.FULL


def questions() -> list[Question]:
    """The questions by topic, in order."""
    card, petition, law, plan = "单位", "信访", "普法", "计划"
    columns = (Column("标题", "问题"), Column("原因", "原因", Kind.LONG, optional=True))
    return [
        Question("单位全称", "单位全称", Kind.TEXT, card, carry=Carry.KEEP),
        Question("单位类型", "单位类型", Kind.CHOICE, card, options=("部门", "政府"), carry=Carry.KEEP),
        Question(
            "案件单位", "案件用什么量词", Kind.CHOICE, card, options=("件", "宗", "起"), carry=Carry.KEEP
        ),
        Question("截止日期", "数据截止日期", Kind.DATE, card),
        Question("指导思想", "指导思想", Kind.LONG, card, offer="年度要求", carry=Carry.REVIEW),
        Question("信访收到", "收到信访", Kind.FIGURE, petition, units=("件",), office="信访办"),
        Question("信访办结", "办结信访", Kind.FIGURE, petition, units=("件",), definition="含上年结转"),
        Question(
            "信访办结率",
            "信访办结率",
            Kind.FIGURE,
            petition,
            units=("%",),
            formula=parse_formula("比率(信访办结, 信访收到)"),
        ),
        Question("信访金额", "涉及金额", Kind.MONEY, petition, depth=FULL),
        Question("典型案例", "有典型案例吗", Kind.YES_NO, petition),
        Question(
            "案例经过",
            "案例经过",
            Kind.LONG,
            petition,
            when=(("典型案例", ""),),
            optional=True,
            carry=Carry.REVIEW,
        ),
        Question("处罚案件", "处罚案件", Kind.FIGURE, law, units=("=案件单位",)),
        Question("普法载体", "普法载体", Kind.CHOICES, law, options=("讲座", "展板", "网络"), optional=True),
        Question("普法文件", "印发的文件", Kind.LIST, law, optional=True, carry=Carry.REVIEW),
        Question("普法补充", "普法方面还要写的", Kind.ITEMS, law, optional=True, carry=Carry.REVIEW),
        Question("问题", "存在的问题", Kind.TABLE, plan, columns=columns, offer="问题库", carry=Carry.REVIEW),
    ]


def make_pack(extra: int = 0) -> Pack:
    """The pack; ``extra`` adds so many plain figures, for trials of speed."""
    found = questions() + [
        Question(f"数{n}", f"数{n}", Kind.FIGURE, "计划", units=("件",)) for n in range(extra)
    ]
    checks = [_check("信访办结 <= 信访收到")] + [_check(f"数{n} <= 数{n + 1}") for n in range(extra - 1)]
    topics = {
        name: Topic(
            name,
            name,
            tuple(question.key for question in found if question.topic == name),
            Path(f"{name}.j2"),
            always=name in ("单位", "计划"),
            suggested=("部门",) if name == "信访" else (),
        )
        for name in dict.fromkeys(question.topic for question in found)
    }
    return Pack(
        name="test",
        label="测试",
        folder=Path("test"),
        version="1",
        title="报告",
        default_outline="standard",
        outlines={
            "standard": Outline("standard", "五部分", (Node("x"),)),
            "summary": Outline("summary", "三部分", (Node("x"),), lacks="第一责任人"),
        },
        topics=topics,
        questions={question.key: question for question in found},
        checks=tuple(checks),
        yearly={
            "年度要求": {2026: YearlyRow((Offer("以某思想为指导"),)), 2027: YearlyRow((), "请查全会公报")}
        },
        libraries={"问题库": (Offer("宣传不够", (("标题", "宣传不够"), ("原因", "形式单一"))),)},
    )


def _check(source: str) -> Check:
    left, relation, right = source.split(" ")
    return Check(parse_formula(left), relation, parse_formula(right), f"应当{source}", source)


def make_answers(year: int = 2026, **entries: Answer | str) -> Answers:
    """Answers with topics and bureau card settled, unless they are given otherwise."""
    card = {"单位全称": "东岭县司法局", "单位类型": "部门", "案件单位": "宗", "截止日期": "2026年12月31日"}
    given = {**card, "指导思想": "以某思想为指导", **entries}
    return Answers(
        path=Path(f"{year}.yaml"),
        year=year,
        pack="test",
        outline="standard",
        topics=("信访", "普法"),
        entries={key: value if isinstance(value, Answer) else Answer(value) for key, value in given.items()},
    )


def new_answers(year: int = 2026) -> Answers:
    """A file just made: nothing ticked, nothing answered."""
    return Answers(Path(f"{year}.yaml"), year, "test", "standard")
