"""What a clerk types comes out as typed; only the report year moves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.compose import spans
from drafter.compose.clauses import resolve
from drafter.compose.environment import Environment, compile_template, render
from drafter.compose.marks import Marks
from drafter.compose.values import TextValue, Value
from drafter.document.model import Origin, plain
from drafter.errors import Place
from drafter.outlines.wording import cleaned, shown, to_edit, typed_heading, typed_text

KEYS = {"信访收到": "信访收到", "收到信访": "信访收到"}
TYPED = st.text(st.characters(codec="utf-8") | st.sampled_from("{}%#[]2026年度《》 　"), max_size=40)


def printed(template: str, year: int) -> str:
    """What compose makes of a heading's template."""
    environment = Environment()
    code = compile_template(environment, "x", template, Place())
    names = {"年度": str(year), "下一年": str(year + 1)}
    marks = Marks()
    origin = Origin(("年度",))

    def find(name: str) -> Value | None:
        return TextValue(marks, origin, ((names[name], None),), name) if name in names else None

    text = resolve(render(environment, code, find, Place(), lambda name: ""), marks)
    return plain(spans.line(text, marks))


@pytest.mark.parametrize(
    ("typed", "template"),
    [
        ("主要举措和成效", "主要举措和成效"),
        ("2026年度主要举措", "{{ 年度 }}年度主要举措"),
        ("2026年工作和2027年安排", "{{ 年度 }}年工作和{{ 下一年 }}年安排"),
        ("2025年以来的工作", "2025年以来的工作"),
        ("法治政府建设实施纲要（2021-2026年）", "法治政府建设实施纲要（2021-2026年）"),
        ("二〇二六年工作", "二〇二六年工作"),
        ("用{ }的", '用{{ "{" }} }的'),
        ("{{ 信访收到 }}{% if %}", '{{ "{" }}{{ "{" }} 信访收到 }}{{ "{" }}% if %}'),
        ("方括号[[不消失]]", "方括号［［不消失］］"),
        ("  前后 　空\t格　", "前后 　空 格"),
        ("看不见\u200b的\ufeff字", "看不见 的 字"),
    ],
)
def test_a_typed_heading_is_text_with_the_year_as_a_slot(typed: str, template: str) -> None:
    assert typed_heading(typed, 2026) == template


@given(TYPED)
def test_a_typed_heading_prints_as_typed(typed: str) -> None:
    assert printed(typed_heading(typed, 2026), 2026) == cleaned(typed)


@given(TYPED)
def test_a_typed_heading_can_be_edited_again_as_typed(typed: str) -> None:
    template = typed_heading(typed, 2026)
    assert to_edit(template, 2026) == cleaned(typed)
    assert typed_heading(to_edit(template, 2026), 2026) == template


def test_next_year_the_heading_has_next_years_years() -> None:
    assert printed(typed_heading("2026年举措和2027年安排", 2026), 2027) == "2027年举措和2028年安排"


@pytest.mark.parametrize(
    ("typed", "template"),
    [
        ("收到{信访收到}。", "收到{{ 信访收到 }}。"),
        ("收到{ 收到信访 }。", "收到{{ 信访收到 }}。"),
        ("收到{没有的}。", '收到{{ "{" }}没有的}。'),
        ("2026年收到{信访收到}", "{{ 年度 }}年收到{{ 信访收到 }}"),
    ],
)
def test_a_sentence_prints_the_answers_it_names(typed: str, template: str) -> None:
    assert typed_text(typed, 2026, KEYS) == template
    assert typed_text(to_edit(template, 2026), 2026, KEYS) == template


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("{{ 年度 }}年{{ 下一年 }}年", "2026年2027年"),
        ("{% if 全会 %}落实{{ 全会|连('、') }}{% else %}学习{% endif %}情况", "落实【全会】情况"),
        ("举措[[，围绕{{ 要求 }}]]", "举措，围绕【要求】"),
        ('用{{ "{" }}', "用{"),
    ],
)
def test_a_packs_heading_is_shown_as_it_reads(template: str, words: str) -> None:
    assert shown(template, 2026) == words
