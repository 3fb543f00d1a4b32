"""The filters by which a template says a report's own text back: literals, digits, words for growth, optional texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.answers.load import load_answers
from drafter.errors import DrafterError
from tests.compose.packs import body_of, document_of, one_topic, write_answers, write_pack

QUESTIONS = """
- {键: 收到, 单位: 件}
- {键: 办结, 单位: 件}
- {键: 在办, 单位: 件, 公式: 收到 - 办结}
- {键: 办结率, 单位: "%", 公式: "比率(办结, 收到)", 小数: 2}
- {键: 舍去率, 单位: "%", 公式: "比率(办结, 收到)", 小数: 1, 舍入: 舍去}
- {键: 进一率, 单位: "%", 公式: "比率(办结, 收到)", 小数: 0, 舍入: 进一}
- {键: 补零率, 单位: "%", 公式: "比率(办结, 收到)", 小数: 1, 补零: 是}
- {键: 增幅, 单位: "%", 公式: 增长(收到)}
- {键: 题目, 类型: 文本, 可空: 是}
- {键: 开会日, 类型: 日期}
- {键: 文件, 类型: 列表, 可空: 是}
"""
ANSWERS = "收到: 81\n办结: 79\n增幅: -5.0%\n开会日: 2026-1-9\n文件: [第10号, 第2号]"
CASES = [
    ("{{ '[['|原样 }}甲{{ ']]'|原样 }}，{{ 收到 }}。", "[[甲]]，{81件|收到}。"),
    ("{{ '## '|原样 }}甲{{ 收到 }}", "## 甲{81件|收到}"),
    ("{{ '| '|原样 }}甲{{ 收到 }} |", "| 甲{81件|收到} |"),
    ("甲{{ 收到 }}。{{ '。'|原样 }}。乙", "甲{81件|收到}。。。乙"),
    ("{{ '{{ 收到 }}'|原样 }}{{ '{% if %}'|原样 }}", "{{ 收到 }}{% if %}"),
    ("[[甲{{ 题目 }}]]{{ '[['|原样 }}。乙", "乙"),
    ("{{ 题目|可略 }}收到{{ 收到 }}。", "收到{81件|收到}。"),
    ("{{ 文件|可略 }}收到{{ 收到 }}。", "{第10号|文件}、{第2号|文件}收到{81件|收到}。"),
    ("收到{{ 收到 }}，{{ 增幅|增减 }}。", "收到{81件|收到}，{~下降5.0%|增幅}。"),
    ("收到{{ 收到 }}，{{ 增幅|增减('提升') }}。", "收到{81件|收到}，{~下降5.0%|增幅}。"),
    ("收到{{ 收到 }}，{{ 增幅|增减('上升', '减少') }}。", "收到{81件|收到}，{~减少5.0%|增幅}。"),
    ("{{ 年度|汉字 }}年", "{二〇二六|年度}年"),
    ("{{ 年度|汉字('○') }}年", "{二○二六|年度}年"),
    ("{{ 年度|全角 }}年", "{２０２６|年度}年"),
    ("{{ 开会日|汉字('零') }}", "{二零二六年一月九日|开会日}"),
    ("{{ 收到|全角 }}，{{ 收到|全角|数 }}", "{８１件|收到}，{８１|收到}"),
    ("{{ 文件|全角 }}", "{第１０号|文件}、{第２号|文件}"),
    ("{% for 项 in 文件 %}（{{ loop.index|中文 }}）{{ 项 }}{% endfor %}", "（一）{第10号|文件}（二）{第2号|文件}"),
    ("办结率{{ 办结率 }}，{{ 办结率|数 }}个点", "办结率{97.53%|办结率,办结,收到}，{97.53|办结率,办结,收到}个点"),
    ("{{ 舍去率 }}{{ 进一率 }}{{ 补零率 }}", "{97.5%|舍去率,办结,收到}{98%|进一率,办结,收到}{97.5%|补零率,办结,收到}"),
]  # fmt: skip


@pytest.mark.parametrize(("template", "expected"), CASES)
def test_a_filter_prints(tmp_path: Path, template: str, expected: str) -> None:
    write_pack(tmp_path, one_topic(template, QUESTIONS))
    write_answers(tmp_path, ANSWERS)
    assert body_of(document_of(tmp_path), origins=True) == expected


@pytest.mark.parametrize(
    ("done", "expected"),
    [
        ("81", "在办0件；100%、100%、100%、100.0%。"),
        ("79", "在办2件；97.53%、97.5%、98%、97.5%。"),
        ("0", "在办81件；0%、0%、0%、0.0%。"),
        ("0.01", "在办80.99件；0.01%、0%、1%、0.01%。"),
    ],
)
def test_nought_is_printed_where_it_is_asked_for(tmp_path: Path, done: str, expected: str) -> None:
    body = "在办{{ 在办|含零 }}；{{ 办结率|含零 }}、{{ 舍去率|含零 }}、{{ 进一率|含零 }}、{{ 补零率|含零 }}。"
    write_pack(tmp_path, one_topic(body, QUESTIONS))
    write_answers(tmp_path, f"收到: 81\n办结: {done}")
    assert body_of(document_of(tmp_path)) == expected


def test_growth_has_its_own_words_in_both_directions(tmp_path: Path) -> None:
    write_pack(tmp_path, one_topic("甲{{ 增幅|增减('提升', '回落') }}。", QUESTIONS))
    write_answers(tmp_path, "收到: 81")
    texts = []
    for last in ("80", "90", "81"):
        earlier = load_answers(write_answers(tmp_path, f"收到: {last}", year=2025))
        texts.append(body_of(document_of(tmp_path, (earlier,))))
    assert texts == ["甲提升1.25%。", "甲回落10%。", "甲持平。"]


def test_a_computed_number_of_last_year_is_rounded_too(tmp_path: Path) -> None:
    write_pack(tmp_path, one_topic("去年{{ 办结率|上年 }}，{{ 舍去率|上年 }}。", QUESTIONS))
    write_answers(tmp_path, "收到: 81")
    earlier = load_answers(write_answers(tmp_path, "收到: 81\n办结: 79", year=2025))
    assert body_of(document_of(tmp_path, (earlier,))) == "去年97.53%，97.5%。"


@pytest.mark.parametrize(
    "template",
    ["{{ 收到|原样 }}", "{{ '甲'|可略 }}", "{{ 年度|汉字('圆') }}", "{{ '甲'|全角 }}", "{{ '甲'|中文 }}"],
)
def test_what_a_filter_cannot_take_is_refused_in_chinese(tmp_path: Path, template: str) -> None:
    write_pack(tmp_path, one_topic(template, QUESTIONS))
    write_answers(tmp_path, ANSWERS)
    with pytest.raises(DrafterError, match="只"):
        document_of(tmp_path)
