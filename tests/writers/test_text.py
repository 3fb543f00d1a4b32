"""The report as plain text."""

from __future__ import annotations

import pytest

from drafter.document.model import Document, Heading, Paragraph, Table
from drafter.writers.text import write_text
from tests.writers.samples import FULL, SAMPLES, SHORT, text


def test_a_short_report() -> None:
    lines = write_text(SHORT).splitlines()
    assert lines[0] == "东岭县司法局2026年度法治政府建设情况报告"
    assert lines[1] == ""
    assert lines[3:5] == ["　　一、主要举措和成效", "　　全年收到信访事项81件，均按期办结。"]
    assert [line.strip("　") for line in lines[5:]] == ["", "东岭县司法局", "2027年1月9日"]


def test_a_report_with_everything() -> None:
    written = write_text(FULL)
    for piece in (
        "\n市委、市人民政府，",
        "\n　　（一）健全行政规范性文件管理工作机制\n",
        "\n　　2.强化协同。进一步压实责任",
        "\n　　行政执法数据对照表\n| 事项 | 2025年 | 2026年 | 说明 |\n",
        "\n\n　　附件：1.东岭县2026年度行政执法数据统计表",
        "\n　　　　　2.东岭县2026年度重大行政决策事项目录\n",
        "\n　　（联系人：法规科",
        "\n附件2\n\n东岭县2026年度重大行政决策事项目录\n\n　　列入目录的事项",
    ):
        assert piece in written


@pytest.mark.parametrize("name", SAMPLES)
def test_no_control_character_is_left(name: str) -> None:
    assert all(char.isprintable() or char in "\n　" for char in write_text(SAMPLES[name]))


def test_line_breaks_in_cells_become_blanks() -> None:
    document = Document(
        text("题"), (Heading(1, "", text("一")), Table(((text("甲\n乙"),),)), Paragraph(text("丙")))
    )
    assert "| 甲 乙 |" in write_text(document)
