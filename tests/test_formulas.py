"""Formulas: reading, writing, evaluating, ordering."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.formulas import (
    FUNCTIONS,
    Absent,
    Binary,
    Call,
    Expression,
    FormulaError,
    Known,
    Name,
    Number,
    Operand,
    Result,
    Unknown,
    ZeroBase,
    cycles,
    evaluate,
    names,
    order,
    parse_formula,
    past_names,
    to_text,
)

WRITTEN = {
    "信访办结 / 信访收到": "信访办结 / 信访收到",
    "信访办结／信访收到×100": "信访办结 / 信访收到 × 100",
    "信访办结÷信访收到*100": "信访办结 / 信访收到 × 100",
    "行政许可件数＋行政处罚件数": "行政许可件数 + 行政处罚件数",
    "合计（甲，乙,丙）": "合计(甲, 乙, 丙)",
    "甲－（乙＋丙）": "甲 - (乙 + 丙)",
    "甲-乙-丙": "甲 - 乙 - 丙",
    "(甲-乙)-丙": "甲 - 乙 - 丙",
    "甲/(乙×丙)": "甲 / (乙 × 丙)",
    "(甲+乙)×2.50": "(甲 + 乙) × 2.50",
    "12345办结 / 12345受理": "12345办结 / 12345受理",
    "普法补充.场次 + 3": "普法补充.场次 + 3",
    "增长(信访收到)": "增长(信访收到)",
    "合计(去年(甲), 前年( 甲 ))": "合计(去年(甲), 前年(甲))",
}


@pytest.mark.parametrize(("typed", "text"), WRITTEN.items())
def test_a_formula_is_written_in_one_way(typed: str, text: str) -> None:
    assert to_text(parse_formula(typed)) == text


FAULTY = {
    "": (0, "缺少"),
    "甲 +": (3, "缺少"),
    "甲 乙": (2, "多余"),
    "甲 + × 乙": (4, "前缺少"),
    "（甲+乙": (0, "没有配对"),
    "甲+乙）": (3, "多余"),
    "合计(甲": (2, "没有配对"),
    "合计()": (3, "前缺少"),
    "合计(甲，)": (5, "前缺少"),
    "比率(甲)": (0, "要填2项，这里有1项"),
    "增长(甲, 乙)": (0, "要填1项，这里有2项"),
    "1 + 平均(甲)": (4, "没有“平均”"),
    "(" * 80 + "甲" + ")" * 80: (50, "太深"),
    "1" + "+1" * 1000: (500, "太长"),
}


@pytest.mark.parametrize(("typed", "fault"), FAULTY.items())
def test_a_faulty_formula_is_refused_with_its_place(typed: str, fault: tuple[int, str]) -> None:
    with pytest.raises(FormulaError, match=fault[1]) as caught:
        parse_formula(typed)
    assert caught.value.position == fault[0]


def test_an_unknown_function_is_named_for_the_near_miss() -> None:
    with pytest.raises(FormulaError) as caught:
        parse_formula("总计(甲)")
    assert caught.value.name == "总计"


LEAVES = st.one_of(
    st.decimals(0, 1000, places=2).map(Number), st.sampled_from(["甲", "乙", "12345受理"]).map(Name)
)


def _grown(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    call = st.sampled_from(sorted(FUNCTIONS)).flatmap(
        lambda function: st.lists(
            inner, min_size=FUNCTIONS[function][0], max_size=FUNCTIONS[function][1] or 3
        ).map(lambda arguments: Call(function, tuple(arguments)))
    )
    return st.one_of(st.builds(Binary, st.sampled_from("+-×/"), inner, inner), call)


TREES: st.SearchStrategy[Expression] = st.recursive(LEAVES, _grown, max_leaves=12)
VALUES: st.SearchStrategy[Operand] = st.one_of(
    st.integers(0, 5).map(lambda value: Known(Decimal(value))), st.just(Unknown()), st.just(Absent())
)


@given(TREES)
def test_a_written_tree_is_read_again(tree: Expression) -> None:
    assert parse_formula(to_text(tree)) == tree


@given(TREES, st.dictionaries(st.tuples(st.sampled_from(["甲", "乙"]), st.integers(0, 2)), VALUES))
def test_evaluation_never_fails_and_asks_only_what_it_says(
    tree: Expression, values: dict[tuple[str, int], Operand]
) -> None:
    asked: set[tuple[str, int]] = set()

    def lookup(name: str, years_back: int) -> Operand:
        asked.add((name, years_back))
        return values.get((name, years_back), Unknown())

    found = evaluate(tree, lookup)
    assert {name for name, years_back in asked if not years_back} <= names(tree)
    assert {entry for entry in asked if entry[1]} <= past_names(tree)
    if isinstance(found, Unknown):
        assert found.asked
        assert found.asked <= asked


THIS_YEAR = {"收到": "81", "办结": "79", "零": "0", "率": "98.5", "无": "不适用"}
LAST_YEAR = {"收到": "60", "零": "0", "率": "89.1", "新": "0", "无": "不适用"}
TWO_YEARS_AGO = {"收到": "50"}


def lookup(name: str, years_back: int) -> Operand:
    value = (THIS_YEAR, LAST_YEAR, TWO_YEARS_AGO)[years_back].get(name)
    if value is None:
        return Unknown()
    return Absent() if value == "不适用" else Known(Decimal(value))


def known(value: str) -> Known:
    return Known(Decimal(value))


VALUES_OF: dict[str, Result] = {
    "收到 + 办结": known("160"),
    "收到 - 办结": known("2"),
    "收到 × 2": known("162"),
    "收到 / 2": known("40.5"),
    "比率(收到, 收到)": known("100"),
    "合计(收到, 零, 无)": known("81"),
    "合计(无, 无)": Absent(),
    "收到 + 无": known("81"),
    "收到 - 无": Absent(),
    "无 - 收到": Absent(),
    "收到 × 无": Absent(),
    "比率(无, 收到)": Absent(),
    "收到 / 零": ZeroBase(),
    "收到 / 零 + 1": ZeroBase(),
    "收到 / 零 + 无": ZeroBase(),
    "去年(收到)": known("60"),
    "前年(收到)": known("50"),
    "增长(收到)": known("35"),
    "增长(去年(收到))": known("20"),
    "增减(收到)": known("21"),
    "百分点(率)": known("9.4"),
    "增长(零)": ZeroBase(),
    "增长(无)": Absent(),
    "增减(无)": Absent(),
    "增长(办结)": Unknown(frozenset({("办结", 1)})),
    "收到 + 缺 + 无": Unknown(frozenset({("缺", 0)})),
    "合计(缺, 去年(缺))": Unknown(frozenset({("缺", 0), ("缺", 1)})),
    "缺 / 零": Unknown(frozenset({("缺", 0)})),
}


@pytest.mark.parametrize(("formula", "value"), VALUES_OF.items())
def test_a_formula_has_a_value_or_a_reason(formula: str, value: Result) -> None:
    assert evaluate(parse_formula(formula), lookup) == value


def test_a_value_made_of_a_vague_figure_is_vague() -> None:
    vague = {"甲": Known(Decimal(30), exact=False), "乙": Known(Decimal(2))}
    found = evaluate(parse_formula("甲 / 乙"), lambda name, _: vague[name])
    assert found == Known(Decimal(15), exact=False)


def test_names_of_this_year_and_of_earlier_ones() -> None:
    tree = parse_formula("增长(甲) + 去年(乙) + 合计(丙, 增减(去年(丁)))")
    assert names(tree) == {"甲", "丙"}
    assert past_names(tree) == {("甲", 1), ("乙", 1), ("丁", 1), ("丁", 2)}


def formulas(**texts: str) -> dict[str, Expression]:
    return {key: parse_formula(text) for key, text in texts.items()}


def test_order_puts_parts_first() -> None:
    assert order(formulas(率="比率(结, 收)", 收="甲 + 乙", 结="收 - 丙")) == ["收", "结", "率"]


def test_cycles_are_found_and_earlier_years_make_none() -> None:
    knot = formulas(甲="乙 + 1", 乙="丙", 丙="甲", 丁="丁", 戊="甲", 己="去年(己)")
    assert cycles(knot) == [["甲", "乙", "丙"], ["丁"]]
    assert sorted(order(knot)) == sorted(knot)
    assert cycles(formulas(甲="乙", 乙="3")) == []


def test_a_long_chain_of_formulas_is_no_trouble() -> None:
    chain = {f"第{index}": parse_formula(f"第{index + 1}") for index in range(3000)}
    assert order(chain)[0] == "第2999"
