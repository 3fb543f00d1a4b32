"""Fragments and headings that an outline must not swallow."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.answers.load import load_answers
from drafter.compose.compose import Composer, compile_pack, texts_of
from drafter.compose.environment import Environment
from drafter.document.model import Document, plain
from drafter.packs.load import load_pack
from drafter.writers.text import write_text
from tests.compose.packs import BUREAU, document_of, write_answers

APART = """
名称: 小报告
标题: 报告
提纲:
  标准:
    部分:
      - {标题: 数字, 内容: [{主题: 信访@数, 标题: 无}]}
      - {标题: 别的, 其余: 是, 内容: [{主题: 信访, 标题: 无}]}
主题:"""
TOPIC = """
  - 主题: 信访
    必备: 是
    补充: 否
    问题:
      - {键: 收到, 单位: 件}
      - {键: 问题, 类型: 表格, 列: [{键: 标题}, {键: 表现}]}
    正文: |
      {% for 项 in 问题 %}

      ## {{ 项.标题 }}
      {{ 项.表现 }}。
      {% endfor %}
      @ 数
      收到信访{{ 收到 }}。
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "pack.yaml").write_text(APART + BUREAU + TOPIC, encoding="utf-8")
    return tmp_path


def test_a_preview_of_a_topic_has_the_fragments_that_the_outline_places_elsewhere(folder: Path) -> None:
    pack, environment = load_pack(folder), Environment()
    codes = compile_pack(pack, environment)
    answers = load_answers(write_answers(folder, "收到: 3件"))
    composer = Composer(pack, codes, environment, answers, pack.outlines["标准"], ())
    texts = texts_of(Document((), composer.laid(composer.topic_blocks("信访", ""))))
    assert "收到信访3件。" in [plain(text) for text in texts]
    assert "".join(lines(folder)).count("收到信访3件。") == 1


@pytest.mark.parametrize(
    ("problems", "expected"),
    [
        (["力量不足"], ["力量不足。人手偏少。"]),
        (["力量不足", "设施滞后"], ["（一）力量不足。人手偏少。", "（二）设施滞后。人手偏少。"]),
    ],
)
def test_a_lone_heading_that_is_an_answer_stays(
    folder: Path, problems: list[str], expected: list[str]
) -> None:
    rows = "".join(f"  - {{标题: {problem}, 表现: 人手偏少}}\n" for problem in problems)
    write_answers(folder, f"收到: 3件\n问题:\n{rows}")
    assert lines(folder)[-len(expected) :] == expected


def lines(folder: Path) -> list[str]:
    """The report's lines as text."""
    return [line.strip() for line in write_text(document_of(folder)).splitlines() if line.strip()]
