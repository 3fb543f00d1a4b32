"""Headings as they come out of notices, chats and Word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.outlines.pasted import Doubt, read_headings, settled

PLAIN = ["1 主要举措", "2 加强学习", "2 优化服务", "1 存在不足"]

CASES = {
    "usual": "一、主要举措\n（一）加强学习\n（二）优化服务\n二、存在不足",
    "half-width brackets and other dots": "一，主要举措\n(一)加强学习\n(二)、优化服务\n二．存在不足",
    "blanks everywhere": "　　一 、 主要举措\n  （ 一 ） 加强学习\r\n\r\n（二）　优化服务\n二、存在不足\n",
    "a bracket lost": "一、主要举措\n一）加强学习\n（二优化服务\n二、存在不足",
    "a dot lost": "一 主要举措\n（一）加强学习\n（二）优化服务\n二 存在不足",
    "enclosed signs": "一、主要举措\n㈠加强学习\n㈡优化服务\n二、存在不足",
    "arabic below": "一、主要举措\n1．加强学习\n2、优化服务\n二、存在不足",
    "full-width digits": "一、主要举措\n１．加强学习\n２．优化服务\n二、存在不足",
    "circled": "1. 主要举措\n① 加强学习\n②优化服务\n2. 存在不足",
    "decimal": "1. 主要举措\n1.1 加强学习\n1.2 优化服务\n2. 存在不足",
    "parts": "第一部分 主要举措\n一、加强学习\n二、优化服务\n第二部分：存在不足",
    "end marks": "一、主要举措；\n（一）加强学习；\n（二）优化服务。\n二、存在不足。",
    "in one line": "一、主要举措；（一）加强学习；（二）优化服务；二、存在不足。",
    "a table of contents": "一、主要举措………………3\n（一）加强学习\t3\n（二）优化服务.......4\n二、存在不足 . . . . 6",
    "markdown": "# 主要举措\n## 加强学习\n## 优化服务\n# 存在不足",
    "markdown with numbers": "## 一、主要举措\n### （一）加强学习\n### （二）**优化服务**\n## 二、存在不足",
    "bullets": "• 一、主要举措\n- （一）加强学习\n- （二）优化服务\n• 二、存在不足",
    "numbers on lines of their own": "一、\n主要举措\n（一）\n加强学习\n（二）\n优化服务\n二、\n存在不足",
    "only indented": "主要举措\n    加强学习\n    优化服务\n存在不足",
    "tabs": "主要举措\n\t加强学习\n\t优化服务\n存在不足",
    "invisible characters": "\ufeff一、主要\u200b举措\n（一）加强学习\u200e\n（二）优化服务\n二、存在不足",
}


def told(text: str) -> list[str]:
    return [f"{one.level} {one.text}" for one in settled(read_headings(text), {})]


@pytest.mark.parametrize("text", CASES.values(), ids=CASES.keys())
def test_it_reads_a_damaged_list_of_headings(text: str) -> None:
    assert told(text) == PLAIN


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        ("（一）举措；\n（二）不足；", ["1 举措", "1 不足"]),
        ("一、举措\n1.学习\n（1）集中学习\n二、不足", ["1 举措", "2 学习", "3 集中学习", "1 不足"]),
        ("举措\n不足", ["1 举措", "1 不足"]),
        ("一、2026年工作\n二、2027年安排", ["1 2026年工作", "1 2027年安排"]),
        ("一、“十五五”规划\n二、第一责任人履职", ["1 “十五五”规划", "1 第一责任人履职"]),
        ("一、举措\n三 公经费管理", ["1 举措", "1 三 公经费管理"]),
        ("", []),
        ("\n 、\n……\n", []),
    ],
)
def test_what_is_a_number_and_what_belongs_to_the_words(text: str, headings: list[str]) -> None:
    assert told(text) == headings


def test_a_line_without_number_among_numbered_ones_is_doubtful() -> None:
    found = read_headings("一、主要举措\n优化服务\n二、不足")
    assert [one.doubt for one in found] == [Doubt.NONE, Doubt.UNNUMBERED, Doubt.NONE]
    assert [one.text for one in settled(found, {1: "join"})] == ["主要举措优化服务", "不足"]
    assert [one.text for one in settled(found, {1: "drop"})] == ["主要举措", "不足"]
    assert [one.text for one in settled(found, {1: "heading"})] == ["主要举措", "优化服务", "不足"]


def test_an_explanation_is_no_heading_unless_the_clerk_says_so() -> None:
    found = read_headings("一、主要举措\n请各单位写明本年度的举措。字数在五百字以内\n二、不足")
    assert found[1].doubt is Doubt.PROSE
    assert [one.text for one in settled(found, {})] == ["主要举措", "不足"]


@given(st.text(st.characters(codec="utf-8") | st.sampled_from("一二三、（）()1.2\n\t #-①；。")))
def test_no_text_breaks_it_and_levels_have_no_gaps(text: str) -> None:
    before = 0
    for one in settled(read_headings(text), {}):
        assert one.text.strip()
        assert 1 <= one.level <= min(4, before + 1)
        before = one.level
