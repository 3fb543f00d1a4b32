"""Outlines whose numbers are typed (编号: 照写): what the template says is what is printed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.compose.marks import Marks
from drafter.compose.typed import lay_typed, split
from drafter.document.dump import dump
from drafter.document.model import Document, Heading, Origin, Paragraph, Span, plain
from drafter.outlines.dump import outline_text
from drafter.outlines.show import rows
from drafter.packs.faults import Fault
from drafter.packs.lint import lint
from drafter.packs.load import load_pack
from drafter.writers.html import write_html
from drafter.writers.text import write_text
from tests.compose.packs import document_of, indented

MANIFEST = """
名称: 学来的
标题: "{{ 报告标题 }}"
版式:
  主送: "{{ 主送 }}"
  署名: "{{ 署名 }}"
  日期: "{{ 日期 }}"
提纲:
  原样:
    编号: 照写
    部分:
"""
TOPICS = """
主题:
  - 主题: 正文
    必备: 是
    补充: 否
    问题:
      - {键: 报告标题, 类型: 文本, 可空: 是}
      - {键: 主送, 类型: 文本, 可空: 是}
      - {键: 署名, 类型: 文本, 可空: 是}
      - {键: 日期, 类型: 日期, 可空: 是}
      - {键: 收到, 单位: 件}
      - {键: 小题, 类型: 文本, 可空: 是}
    正文: |
"""
OTHER = """
  - 主题: 另题
    标题: 另一个主题
    问题:
      - {键: 另数, 单位: 件}
    正文: |
      另有{{ 另数 }}。
"""


def made(folder: Path, body: str, parts: str = "- 主题: 正文\n", answers: str = "") -> Document:
    folder.mkdir(parents=True, exist_ok=True)
    rest = "" if "其余" in parts else "- {标题: 八、其余, 其余: 是}\n"
    text = MANIFEST + indented(parts + rest, 6) + TOPICS + indented(body, 6) + OTHER
    (folder / "pack.yaml").write_text(text, encoding="utf-8")
    head = "模板: .\n提纲: 原样\n年度: 2026\n主题: [{ticked}]\n收到: 81\n"
    ticked = "另题" if "另数" in answers else ""
    (folder / "2026.yaml").write_text(head.replace("{ticked}", ticked) + answers, encoding="utf-8")
    return document_of(folder)


def faults(folder: Path) -> list[Fault]:
    """What lint says, apart from questions that a short body does not use."""
    return [fault for fault in lint(folder) if "没有用在任何地方" not in fault.what]


CASES = [
    (
        "a run-in heading, with a value in the text",
        "（一）落实报告制度。全年收到{{ 收到|含零 }}。",
        ["  <（一）落实报告制度。>全年收到{81件|收到}。"],
    ),
    (
        "a value within the run-in heading",
        "（一）做好{{ 年度 }}年信访。全年如此。",
        ["  <（一）做好{2026|年度}年信访。>全年如此。"],
    ),
    ("only the number stands in front", "1.全年收到{{ 收到 }}，办结率高。", ["  <1.>全年收到{81件|收到}，办结率高。"]),
    ("a damaged sign stays as it is", "二)压实责任。层层落实。", ["  <二)压实责任。>层层落实。"]),
    ("headings keep or lack their stop", "## 一、 加强领导。\n## （二）健全制度", ["# 一、加强领导。", "## （二）健全制度"]),
    ("a heading without a sign has the level of its place", "## 工作情况\n### 具体做法\n做了。",
     ["# 工作情况", "## 具体做法", "  做了。"]),
    ("a whole line that is a heading", "一、加强领导\n\n（一）健全制度。\n\n做了。",
     ["# 一、加强领导", "## （一）健全制度。", "  做了。"]),
    ("nothing is numbered, dropped or merged", "## 三、甲\n## 三、乙\n### （五）独一个\n\n短句。\n\n又一句。",
     ["# 三、甲", "# 三、乙", "## （五）独一个", "  短句。", "  又一句。"]),
    ("a table of one row", "| 甲 | 乙 |", ["  | 甲 | 乙 |"]),
    ("a heading whose words are empty is none", "## {{ 小题 }}\n做了。", ["  做了。"]),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_text_is_laid_down_as_typed(tmp_path: Path, body: str, expected: list[str]) -> None:
    document = made(tmp_path, body)
    assert dump(document).splitlines() == [*expected, "# 八、其余"]
    assert faults(tmp_path) == []


def test_a_report_without_title_addressee_and_signature_has_no_trace_of_them(tmp_path: Path) -> None:
    document = made(tmp_path, "做了。")
    assert document == Document((), document.blocks)
    assert write_text(document) == "　　做了。\n　　八、其余\n"
    body = write_html(document).partition("<body>")[2]
    assert re.findall(r"<(\w+)", body) == ["p", "h2"]


def test_what_is_answered_is_there(tmp_path: Path) -> None:
    answers = "报告标题: 某局报告\n主送: 某府：\n署名: 某局\n日期: 2027-1-9\n"
    document = made(tmp_path, "做了。", answers=answers)
    assert plain(document.title) == "某局报告"
    assert plain(document.addressee) == "某府："
    assert document.signature is not None
    assert [plain(line) for line in document.signature.lines] == ["某局", "2027年1月9日"]


PARTS = """
- 主题: 正文
- 标题: 一、无内容的
- 标题: 二、信访
  内容: [{主题: 另题, 标题: （一）另题}]
- 标题: 三、末尾
  其余: 是
"""


def test_a_heading_goes_only_with_a_topic_that_is_off(tmp_path: Path) -> None:
    document = made(tmp_path, "开头。", PARTS)
    assert dump(document).splitlines() == ["  开头。", "# 一、无内容的", "# 三、末尾"]
    document = made(tmp_path, "开头。", PARTS, "另数: 3\n")
    expected = [
        "  开头。",
        "# 一、无内容的",
        "# 二、信访",
        "## （一）另题",
        "  另有{3件|另数}。",
        "# 三、末尾",
    ]
    assert dump(document).splitlines() == expected


def test_a_topic_without_a_place_comes_without_a_heading_of_its_own(tmp_path: Path) -> None:
    parts = "- 主题: 正文\n- 标题: 一、末尾\n  其余: 是\n"
    document = made(tmp_path, "开头。", parts, "另数: 3\n另题补充: [{文: 再加一句}]\n")
    assert dump(document, origins=False).splitlines() == [
        "  开头。",
        "# 一、末尾",
        "  另有3件。",
        "  再加一句。",
    ]


def test_the_outline_is_shown_and_saved_as_it_is_typed(tmp_path: Path) -> None:
    made(tmp_path, "做了。", PARTS)
    pack = load_pack(tmp_path)
    outline = pack.outlines["原样"]
    shown = [row.text for row in rows(outline, pack, 2026, ["正文"])]
    assert shown == ["［正文］", "一、无内容的", "二、信访", "（一）另题［另题］", "三、末尾"]
    assert "\n编号: 照写\n" in outline_text(outline, ".", "提纲.yaml")


def test_a_style_in_such_an_outline_is_a_fault(tmp_path: Path) -> None:
    made(tmp_path, "做了。", "- 主题: 正文\n- {标题: 一、末尾, 段式: 连段, 其余: 是}\n")
    assert [fault.what for fault in faults(tmp_path)] == ["提纲“原样”的编号照写，“式”“段式”不起作用"]


def test_an_empty_title_must_be_meant(tmp_path: Path) -> None:
    made(tmp_path, "做了。")
    path = tmp_path / "pack.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('标题: "{{ 报告标题 }}"', '标题: ""'), encoding="utf-8")
    assert load_pack(tmp_path).title == ""
    path.write_text(text.replace('标题: "{{ 报告标题 }}"', "标题:"), encoding="utf-8")
    assert [fault.advice for fault in faults(tmp_path)] == ['没有标题的报告写成 标题: ""']


PIECES = st.lists(
    st.tuples(
        st.sampled_from(["一、", "（二）", "1.", "甲办法", "落实责任", "。", "：", " ", "3件", "“乙”"]),
        st.booleans(),
    ),
    min_size=1,
    max_size=8,
)


@given(PIECES)
def test_no_character_and_no_origin_is_lost_at_the_border(pieces: list[tuple[str, bool]]) -> None:
    text = tuple(Span(words, Origin(("键",)) if owned else None) for words, owned in pieces)
    (block,) = lay_typed([Paragraph(text)], Marks())
    if isinstance(block, Heading):
        printed = block.number + plain(block.text)
    else:
        assert isinstance(block, Paragraph)
        lead = block.lead.number + plain(block.lead.text) if block.lead else ""
        printed = lead + plain(block.text)
    assert "".join(printed.split()) == "".join(plain(text).split())


@given(PIECES, st.integers(0, 30))
def test_a_text_is_cut_between_its_spans_or_within_one(pieces: list[tuple[str, bool]], at: int) -> None:
    text = tuple(Span(words, Origin(("键",)) if owned else None) for words, owned in pieces)
    before, after = split(text, at)
    assert plain(before) == plain(text)[:at]
    owned = [char for span in (*before, *after) for char in span.text if span.origin]
    assert owned == [char for span in text for char in span.text if span.origin]
