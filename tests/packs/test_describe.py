"""What ``packs list`` and ``packs show`` say of a pack."""

from __future__ import annotations

import pytest

from drafter.packs.describe import describe, question_count, readable, summary
from drafter.packs.load import load_pack
from tests.packs.cases import SOUND


def test_a_pack_in_one_line() -> None:
    assert (
        summary(load_pack(SOUND))
        == "sound_pack：小报告（3个主题，基本18题、完整19题，另有1段逐段核对，1种提纲）"
    )


def test_questions_are_counted_by_depth_without_the_bureau_s_own_items() -> None:
    pack = load_pack(SOUND)
    assert question_count(pack, [pack.topics["信访"]]) == (6, 7)


def test_a_pack_described() -> None:
    assert "\n".join(describe(load_pack(SOUND))).endswith(
        """
版本：1

主题
  单位（必备，基本7题、完整7题）
  信访（基本6题、完整7题，1段逐段核对）
  试（必备，基本5题、完整5题）

提纲 标准：标准提纲，默认
  主要工作〔其余主题在这里〕
    做好〈年度〉年信访工作〔段首标题，信访〕
    用好热线〔段首标题，信访@热线〕
  问题
    试〔段首标题，试〕

年度表：指导思想

选项库：问题库"""
    )


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ 年度 }}年工作", "〈年度〉年工作"),
        ("{% if 甲 %}甲{% else %}乙{% endif %}{# 注 #}", "甲／乙"),
        ("学习情况[[，围绕{{ 甲 }}]]", "学习情况，围绕〈甲〉"),
        ("以{{ 主线|连('') }}为主线", "以〈主线|连('')〉为主线"),
    ],
)
def test_a_heading_is_shown_as_a_person_reads_it(template: str, expected: str) -> None:
    assert readable(template) == expected
