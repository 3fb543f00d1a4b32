"""Questions and checks of a pack from their sections."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.errors import Place
from drafter.figures import Rounding
from drafter.formulas import Expression, FormulaError, parse_formula
from drafter.packs.faults import Faults, near_miss
from drafter.packs.schema import Carry, Check, Column, Depth, FollowUp, Kind, Matter, Question
from drafter.packs.source import Section
from drafter.packs.words import (
    CARRY_OF_KIND,
    CHECK_WORDS,
    COLUMN_KINDS,
    COLUMN_WORDS,
    FOLLOW_WORDS,
    PLAIN_RELATION,
    QUESTION_KINDS,
    QUESTION_WORDS,
    RELATIONS,
    words_of,
)


def read_question(section: Section, topic: str) -> Question:
    """One question of a topic; its key is empty where none is written (a fault)."""
    section.only(QUESTION_WORDS, "问题")
    kind = Kind(section.choice("类型", QUESTION_KINDS, Kind.FIGURE.value))
    carry = section.choice("沿用", words_of(Carry), CARRY_OF_KIND.get(kind, Carry.REFERENCE).value)
    key = _key(section)
    return Question(
        key=key,
        label=section.text("名称") or key,
        kind=kind,
        topic=topic,
        depth=Depth(section.choice("深度", words_of(Depth), Depth.ESSENTIAL.value)),
        units=section.texts("单位"),
        definition=section.text("口径"),
        office=section.text("科室"),
        help=section.text("说明"),
        example=section.text("示例"),
        options=section.texts("选项"),
        own_words=section.flag("另写"),
        columns=tuple(_column(one) for one in section.sections("列")),
        offer=section.text("建议"),
        offer_year=section.number("建议年") or 0,
        formula=_formula(section),
        decimals=_decimals(section),
        rounding=Rounding(section.choice("舍入", words_of(Rounding), Rounding.HALF_UP.value)),
        keep_zeros=section.flag("补零"),
        when=_conditions(section),
        profiles=section.texts("适用"),
        optional=section.flag("可空"),
        carry=Carry(carry),
        follow=_follow(section),
        place=section.place,
    )


def items_question(section: Section, topic: str) -> Question:
    """The question for the bureau's own items, which every topic has unless it says 补充: 否."""
    return Question(
        key=f"{topic}补充",
        label="本单位补充内容",
        kind=Kind.ITEMS,
        topic=topic,
        depth=Depth.FULL,
        optional=True,
        carry=Carry.REVIEW,
        place=section.place,
    )


def _key(section: Section) -> str:
    key = section.text("键", required=True)
    if key.strip() and not key.isidentifier():
        advice = "只能由汉字、字母、数字和下划线组成，且不以数字开头"
        section.faults.add(section.line("键"), f"键“{key}”不能用", advice)
    return key


def _column(section: Section) -> Column:
    section.only(COLUMN_WORDS, "列")
    key = section.text("键", required=True)
    kind = Kind(section.choice("类型", COLUMN_KINDS, Kind.TEXT.value))
    return Column(key, section.text("名称") or key, kind, section.flag("可空"), section.texts("选项"))


def _follow(section: Section) -> FollowUp | None:
    """接续; a mapping that may be empty."""
    found = section.section("接续")
    if found is None:
        return None
    found.only(FOLLOW_WORDS, "接续")
    return FollowUp(
        matter=Matter(found.choice("类别", words_of(Matter), Matter.PLAN.value)),
        done=found.text("办结"),
        going=found.text("进行"),
        text=found.text("正文"),
        lead=found.text("起头"),
    )


def _decimals(section: Section) -> int | None:
    decimals = section.number("小数")
    if decimals is not None and not 0 <= decimals <= 10:
        section.faults.add(section.line("小数"), f"“小数”应在0到10之间，现为“{decimals}”")
        return None
    return decimals


def _conditions(section: Section) -> tuple[tuple[str, str], ...]:
    if "当" not in section:
        return ()
    if section.is_text("当"):
        return ((section.text("当"), ""),)
    conditions = section.section("当")
    return tuple((word, conditions.text(word)) for word in conditions.words()) if conditions else ()


def _formula(section: Section) -> Expression | None:
    text = section.text("公式")
    return _expression(text, section.line("公式"), section.faults) if text else None


def _expression(text: str, place: Place, faults: Faults) -> Expression | None:
    from drafter.formulas import FUNCTIONS

    try:
        return parse_formula(text)
    except FormulaError as error:
        advice = ""
        if error.name:
            advice = near_miss(error.name, FUNCTIONS) or "可用的算法：" + "、".join(FUNCTIONS)
        faults.add(place, error.what, error.advice or advice)
        return None


def read_checks(section: Section) -> Iterator[Check]:
    """The 校验 of a manifest or a topic that can be read."""
    for one in section.sections("校验"):
        one.only(CHECK_WORDS, "校验")
        source, severe = one.text("式", required=True), one.flag("严重")
        place = one.line("式")
        relation = next((sign for sign in RELATIONS if sign in source), "")
        if not relation:
            if source.strip():
                one.faults.add(place, f"校验“{source}”里没有 <=、>=、= 之类的关系")
            continue
        left_text, _, right_text = source.partition(relation)
        left = _expression(left_text.strip(), place, one.faults)
        right = _expression(right_text.strip(), place, one.faults)
        if left is not None and right is not None:
            sign = PLAIN_RELATION.get(relation, relation)
            yield Check(left, sign, right, one.text("说明") or source, source, severe, place)
