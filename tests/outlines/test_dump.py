"""What is written is read back identically."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from drafter.outlines.dump import outline_text
from drafter.packs.schema import HeadingStyle, Node, Outline
from tests.outlines.trees import LINE, h, nodes, read, rule_of_law, t

STYLES = st.tuples(*[st.sampled_from(HeadingStyle)] * 4)


def content(node: Node) -> Node:
    """A node without where it stands in a file."""
    children = tuple(content(child) for child in node.children)
    bare = Node("", "")
    return replace(node, children=children, place=bare.place, heading_line=0, text_line=0)


def told(outline: Outline) -> tuple[object, ...]:
    parts = tuple(content(node) for node in outline.parts)
    return outline.label, outline.help, outline.lacks, tuple(outline.styles), parts


@settings(max_examples=200, deadline=None)
@given(st.lists(nodes(), min_size=1, max_size=4), LINE, LINE | st.just(""), STYLES)
def test_reading_what_was_written_gives_the_same(
    parts: list[Node], label: str, help_text: str, styles: tuple[HeadingStyle, ...]
) -> None:
    outline = Outline("提纲.yaml", label, tuple(parts), styles, help=help_text)
    with tempfile.TemporaryDirectory() as folder:
        again = read(outline_text(outline, "rule-of-law", "提纲.yaml"), Path(folder) / "提纲.yaml")
    assert told(again) == told(outline)


@pytest.mark.parametrize("name", ["standard", "guangdong", "zhejiang", "responsibility-first", "summary"])
def test_the_packs_own_outlines_come_back(name: str, tmp_path: Path) -> None:
    outline = rule_of_law().outlines[name]
    again = read(outline_text(outline, "", "x"), tmp_path / "x.yaml", tuple(rule_of_law().topics))
    assert told(again) == told(outline)


def test_the_file_is_chinese_that_a_clerk_can_mend() -> None:
    parts = (t("开头"), replace(h("{{ 年度 }}年举措", t("信访"), t("问题", "无")), rest=True))
    assert outline_text(Outline("x", "今年的", parts), "rule-of-law", "提纲.yaml").splitlines()[1:] == [
        "名称: 今年的",
        "模板: rule-of-law",
        "部分:",
        "  - 开头",
        '  - 标题: "{{ 年度 }}年举措"',
        "    其余: 是",
        "    内容:",
        "      - 信访",
        "      - 主题: 问题",
        "        标题: 无",
    ]
