"""No construct of a template loses the mark of a value; what would is refused aloud."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.errors import DrafterError
from tests.compose.packs import body_of, document_of, one_topic, write_answers, write_pack

QUESTIONS = """
- {键: 收到, 单位: 件}
- {键: 办结, 单位: 件}
- {键: 金额, 类型: 金额, 单位: 元}
- {键: 事由, 类型: 文本}
- {键: 文件, 类型: 列表}
- {键: 开展, 类型: 是否}
- {键: 问题, 类型: 表格, 列: [{键: 标题}, {键: 原因}]}
"""
ANSWERS = """
收到: 81
办结: 79
金额: 79.677万元
事由: 噪声扰民
文件: [《甲办法》, 《乙规定》]
开展: 是
问题:
  - {标题: 力量不足, 原因: 人手少}
  - {标题: 方式单一, 原因: 手段旧}
"""

KEPT = [
    ("收到{{ 收到 }}", "收到{81件|收到}。"),
    ("收到{{ 收到|数 }}封", "收到{81|收到}封。"),
    ("{{ 收到 ~ 事由 }}", "{81件|收到}{噪声扰民|事由}。"),
    ("{{ 收到 + 办结 }}", "{160件|收到,办结}。"),
    ("{{ 收到 - 办结 }}正在办理", "{2件|收到,办结}正在办理。"),
    ("{{ (办结 / 收到)|round(2) }}", "{0.98件|办结,收到}。"),
    ("{{ 收到 * 2 }}", "{162件|收到}。"),
    ("{{ 1 + 收到 }}", "{82件|收到}。"),
    ("{{ (办结 - 收到)|abs }}", "{2件|办结,收到}。"),
    ("{{ [收到, 办结]|sum }}", "{160件|收到,办结}。"),
    ("{{ [收到, 办结]|max }}", "{81件|收到}。"),
    ("{{ [收到, 办结]|join('、') }}", "{81件|收到}、{79件|办结}。"),
    ("{{ 文件|连 }}", "{《甲办法》|文件}{《乙规定》|文件}。"),
    ("{{ 文件|first }}", "{《甲办法》|文件}。"),
    ("{{ 文件|last }}", "{《乙规定》|文件}。"),
    ("{% for 份 in 文件 %}{{ 份 }}{% endfor %}", "{《甲办法》|文件}{《乙规定》|文件}。"),
    ("{% for 份 in 文件|reverse %}{{ 份 }}{% endfor %}", "{《乙规定》|文件}{《甲办法》|文件}。"),
    ("制定文件{{ 文件|个数 }}件", "制定文件{2|文件}件。"),
    ("{% for 项 in 问题 %}{{ 项.标题 }}、{% endfor %}", "{力量不足|问题}、{方式单一|问题}。"),
    ("{{ 问题|map(attribute='标题')|join('、') }}", "{力量不足|问题}、{方式单一|问题}。"),
    ("{% set 总 = 收到 + 办结 %}{{ 总 }}", "{160件|收到,办结}。"),
    ("{% if 收到 > 办结 %}{{ 收到 }}{% endif %}", "{81件|收到}。"),
    ("{{ 收到 if 开展 else 办结 }}", "{81件|收到}。"),
    ("{{ 金额 }}", "{79.677万元|金额}。"),
    ("{{ '共%s' }}{{ 收到 }}", "共%s{81件|收到}。"),
    ("{{ 事由|书名 }}", "{《|事由}{噪声扰民|事由}{》|事由}。"),
]
REFUSED = [
    "{{ 收到|length }}",
    "{{ 事由|length }}",
    "{{ 收到|int }}",
    "{{ 收到|float }}",
    "{{ '%d'|format(收到) }}",
    "{{ '%s' % 收到.x }}",
    "{{ 事由|truncate(2) }}",
    "{{ 事由|replace('噪', '') }}",
    "{{ 事由[0:2] }}",
    "{{ 事由.upper() }}",
    "{{ '字' * 999999 }}",
    "{{ 事由.__class__ }}",
    "{{ 收到 + 事由 }}",
    "{{ 没有的键 }}",
    "{{ 问题 | first }}",
]


@pytest.mark.parametrize(("body", "expected"), KEPT)
def test_a_construct_keeps_the_mark(tmp_path: Path, body: str, expected: str) -> None:
    write_pack(tmp_path, one_topic(body.rstrip("、") + "。", QUESTIONS))
    write_answers(tmp_path, ANSWERS)
    assert body_of(document_of(tmp_path), origins=True).replace("、。", "。") == expected


@pytest.mark.parametrize("body", REFUSED)
def test_a_construct_that_would_lose_the_mark_is_refused(tmp_path: Path, body: str) -> None:
    write_pack(tmp_path, one_topic("第一行。\n\n" + body, QUESTIONS))
    write_answers(tmp_path, ANSWERS)
    with pytest.raises(DrafterError) as caught:
        document_of(tmp_path)
    assert caught.value.place.line
