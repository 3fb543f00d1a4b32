"""Packs read from YAML: fields in their types, faults collected, places kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.errors import PackError
from drafter.formulas import parse_formula
from drafter.packs.load import load_pack
from drafter.packs.schema import Carry, Column, Depth, HeadingStyle, Kind, Node, Offer, Pack
from tests.packs.cases import SOUND, spoilt


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(SOUND)


def test_a_question_has_its_fields_in_their_types(pack: Pack) -> None:
    rate, received = pack.questions["信访办结率"], pack.questions["信访收到"]
    assert (rate.kind, rate.units, rate.decimals) == (Kind.FIGURE, ("%",), 1)
    assert rate.formula == parse_formula("比率(信访办结, 信访收到)")
    assert (received.label, received.office, received.definition) == ("收到信访事项", "信访办", "含网上信访")
    assert pack.questions["信访办结"].label == "信访办结"
    assert pack.questions["信访同比"].depth is Depth.FULL
    assert pack.questions["热线受理"].when == (("有热线", "是"), ("单位类型", "部门"))
    assert pack.questions["指导"].offer_year == 1
    assert pack.questions["问题清单"].columns[1] == Column("原因", "原因", Kind.LONG, optional=True)


@pytest.mark.parametrize(
    ("key", "carry"),
    [
        ("单位全称", Carry.KEEP),
        ("指导", Carry.REVIEW),
        ("信访收到", Carry.REFERENCE),
        ("落款日期", Carry.REFERENCE),
    ],
)
def test_what_becomes_of_an_answer_next_year_follows_from_its_kind(
    pack: Pack, key: str, carry: Carry
) -> None:
    assert pack.questions[key].carry is carry


def test_every_topic_has_the_bureau_s_own_items_unless_it_says_no(pack: Pack) -> None:
    assert pack.questions["信访补充"].kind is Kind.ITEMS
    assert pack.topics["信访"].questions[-1] == "信访补充"
    assert "单位补充" not in pack.questions


@pytest.mark.parametrize(
    ("written", "suggested_to"),
    [("[部门]", ["部门", ""]), ("是", ["部门", "政府", ""]), ("否", [])],
)
def test_a_topic_is_suggested_to_some_profiles_to_everybody_or_to_nobody(
    written: str, suggested_to: list[str], tmp_path: Path
) -> None:
    folder = spoilt(tmp_path, f"@ topics/petition.yaml\n- 推荐: [部门]\n+ 推荐: {written}\n")
    topic = load_pack(folder).topics["信访"]
    assert [profile for profile in ("部门", "政府", "") if topic.is_suggested(profile)] == suggested_to


def test_topics_keep_their_order_heading_and_template(pack: Pack) -> None:
    assert list(pack.topics) == ["单位", "信访", "试"]
    assert pack.topics["信访"].heading == "做好{{ 年度 }}年信访工作"
    assert (pack.topics["单位"].always, pack.topics["信访"].always) == (True, False)
    assert pack.templates["信访"].source.startswith("{% if 信访收到 is 零 %}")
    assert pack.templates["单位"].source == ""


def test_an_outline_is_a_tree_of_nodes(pack: Pack) -> None:
    outline = pack.outlines["标准"]
    lead, work, problems = outline.parts
    assert outline.styles[2] is HeadingStyle.NUMBER
    assert (lead.text, lead.text_line) == ("现将{{ 年度 }}年情况报告如下：\n", 5)
    assert (work.heading, work.rest) == ("主要工作", True)
    assert [(child.key, child.topic, child.fragment) for child in work.children] == [
        ("信访", "信访", ""),
        ("信访@热线", "信访", "热线"),
    ]
    assert problems.children[0] == Node("试", topic="试", place=problems.place)


def test_offers_of_a_year_and_of_a_library(pack: Pack) -> None:
    assert pack.offers("指导思想", 2026).offers == (
        Offer("以某思想为指导"),
        Offer("深入贯彻某会议精神", source="某公报"),
    )
    assert pack.offers("指导思想", 2027).hint == "请查公报"
    assert pack.offers("指导思想", 2030).offers == ()
    assert pack.offers("问题库", 2026).offers[0].fields == (("标题", "宣传不够"), ("原因", "形式单一"))


def test_the_manifest_knows_where_its_templates_begin(pack: Pack) -> None:
    assert {word: pack.lines[word] for word in ("标题", "主送", "署名", "日期")} == {
        "标题": 2,
        "主送": 5,
        "署名": 7,
        "日期": 12,
    }


def test_loading_a_faulty_pack_lists_every_fault_with_its_line(tmp_path: Path) -> None:
    changes = "@ topics/petition.yaml\n- 科室\n+ 处室\n- 小数: 1\n+ 小数: 一\n"
    with pytest.raises(PackError) as caught:
        load_pack(spoilt(tmp_path, changes))
    assert "模板包有2处错误" in caught.value.what
    assert "petition.yaml 第6行：问题里没有“处室”这个字段（是不是“科室”？）" in caught.value.what
    assert "petition.yaml 第8行：“小数”应是整数，现为“一”" in caught.value.what


@pytest.mark.parametrize(
    "name", ["../other.yaml", "/etc/passwd", "C:\\x.yaml", "topics/../../x.yaml", "a.txt"]
)
def test_no_file_outside_the_pack_is_read(name: str, tmp_path: Path) -> None:
    with pytest.raises(PackError):
        load_pack(spoilt(tmp_path, f"@ pack.yaml\n- topics/petition.yaml\n+ '{name}'\n"))
