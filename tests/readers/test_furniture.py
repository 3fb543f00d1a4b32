"""Furniture told by the form of a line: breadcrumbs, and no line that takes long."""

from __future__ import annotations

import pytest

from drafter.readers.furniture import is_furniture

LONG = "受理 → 登记 → 转办 → 初审 → 办理 → 审核 → 反馈 → 回访 → 归档 → 公示 → 评议 → 整改 → 问责"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("首页 > 政务公开 > 年度报告", True),
        ("网站首页>>信息公开>>法治政府", True),
        ("> 首页 > 公开", True),
        ("首页＞公开＞", True),
        ("首页>>>>>>>>公开", True),
        ("首页 » 年报：2025", True),
        ("→ 受理来信", False),
        ("路径：首页 > 公开", False),
        ("首页 > 公开。", False),
        ("首页 > " + "公开" * 21, False),
        ("首页" * 11 + " > 公开", False),
        (LONG + "，形成闭环。", False),
        ("首页" + " > a" * 40 + "。", False),
        ("首页" + ">" * 60 + "甲。", False),
    ],
)
def test_breadcrumbs_are_furniture(line: str, expected: bool) -> None:
    assert is_furniture(line) is expected
