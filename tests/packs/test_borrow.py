"""Topics of another pack without copying: what comes along, what wins, what is a fault."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest

from drafter.answers.load import load_answers
from drafter.app import ready_pack
from drafter.asking import asked, topics_on
from drafter.cli import main
from drafter.compose.compose import compose
from drafter.document.dump import dump
from drafter.interview.setup import choosable
from drafter.packs.borrow import names_in
from drafter.packs.describe import describe
from drafter.packs.find import shipped_folder
from drafter.packs.lint import lint
from drafter.packs.load import load_pack
from drafter.packs.schema import Kind, Pack
from tests.packs.cases import copied

MANIFEST = """名称: 学来的报告   # 自己的
标题: ""
提纲:
  原样:
    编号: 照写
    部分:
      - 主题: 正文
      - 标题: 二、依法化解纠纷
        内容: [行政复议]
      - 标题: 三、末尾
        其余: 是
主题:
  - 主题: 正文
    必备: 是
    补充: 否
    问题:
      - {键: 信访收到, 单位: 件}
      - {键: 自称, 类型: 文本}
    正文: |
      一、工作情况

      {{ 自称 }}收到信访{{ 信访收到|含零 }}。
"""
LAW = shipped_folder() / "rule-of-law"


def pack_with(
    folder: Path, borrowed: str = "借用: {rule-of-law: [行政复议]}", manifest: str = MANIFEST
) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "pack.yaml").write_text(f"{manifest}{borrowed}\n", encoding="utf-8")
    return folder


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    return load_pack(pack_with(tmp_path / "包"))


def drafted(folder: Path, answers: str, cache: Path | None = None) -> str:
    ready = ready_pack(folder, cache)
    path = folder / "2026.yaml"
    path.write_text(f"模板: .\n提纲: 原样\n年度: 2026\n自称: 我局\n信访收到: 3\n{answers}", encoding="utf-8")
    answers_read = load_answers(path)
    outline = ready.pack.outlines["原样"]
    return dump(compose(ready.pack, ready.codes, ready.environment, answers_read, outline), origins=False)


def test_a_topic_comes_with_questions_template_checks_and_offers(pack: Pack) -> None:
    theirs = load_pack(LAW)
    topic = pack.topics["行政复议"]
    assert topic.lender == "rule-of-law"
    assert topic.questions == theirs.topics["行政复议"].questions
    assert pack.templates["行政复议"] == theirs.templates["行政复议"]
    assert topic.place.path == LAW / "topics/reconsideration.yaml"
    own = {
        check.source for check in theirs.checks if "被复议" in check.source or check.source.startswith("复议")
    }
    assert own <= {check.source for check in pack.checks}
    assert set(pack.libraries) | set(pack.yearly) == {"行政复议举措"}
    assert pack.lenders == (LAW,)


def test_what_it_needs_is_asked_with_it_and_only_then(pack: Pack) -> None:
    card = pack.topics["单位"]
    assert card.serves == ("行政复议",)
    assert set(card.questions) == {"单位全称", "单位类型", "案件量词", "单位简称"}
    assert pack.questions["自称"].kind is Kind.TEXT
    assert pack.questions["自称"].topic == "正文"
    drafted(pack.folder, "")
    without = load_answers(pack.folder / "2026.yaml")
    assert [topic.name for topic in topics_on(pack, without)] == ["正文"]
    drafted(pack.folder, "主题: [行政复议]\n单位类型: 部门\n")
    ticked = load_answers(pack.folder / "2026.yaml")
    keys = [question.key for question in asked(pack, ticked)]
    assert {"案件量词", "单位类型", "被复议件数"} <= set(keys)
    assert len(keys) == len(set(keys))
    assert "被诉件数" in pack.questions, "named by the template"
    assert "被诉件数" not in keys, "of a topic that is not ticked, as in the pack it comes from"


def test_it_is_offered_for_ticking_and_what_serves_it_is_not(pack: Pack) -> None:
    drafted(pack.folder, "")
    answers = load_answers(pack.folder / "2026.yaml")
    assert [topic.name for topic in choosable(pack, answers)] == ["行政复议"]
    assert pack.placeable == {"正文", "行政复议"}


def test_a_draft_has_it_where_the_outline_places_it(tmp_path: Path) -> None:
    folder = pack_with(tmp_path / "包")
    plain = ["# 一、工作情况", "  我局收到信访3件。", "# 三、末尾"]
    assert drafted(folder, "").splitlines() == plain
    told = drafted(folder, "主题: [行政复议]\n单位类型: 部门\n案件量词: 宗\n被复议件数: 2\n").splitlines()
    assert told[:4] == [
        "# 一、工作情况",
        "  我局收到信访3件。",
        "# 二、依法化解纠纷",
        "  办理以我局为被申请人的行政复议案件2宗。",
    ]


def test_an_unplaced_one_comes_under_the_rest_without_a_heading_of_its_own(tmp_path: Path) -> None:
    folder = pack_with(tmp_path / "包", "借用:\n  rule-of-law: 信访")
    folder = pack_with(folder, "借用: {rule-of-law: 信访}", MANIFEST.replace("内容: [行政复议]", "文: 有。"))
    told = drafted(folder, "主题: [信访]\n单位类型: 部门\n案件量词: 件\n信访办结: 3\n").splitlines()
    assert "# 三、末尾" in told
    assert any("信访" in line for line in told[told.index("# 三、末尾") + 1 :])


def test_borrowed_topics_are_not_judged_again(tmp_path: Path) -> None:
    assert lint(pack_with(tmp_path / "包")) == []


def test_each_topic_can_be_borrowed_alone(tmp_path: Path) -> None:
    manifest = MANIFEST.replace("内容: [行政复议]", "文: 有。")
    for number, name in enumerate(load_pack(LAW).topics):
        folder = pack_with(tmp_path / "包", f"借用: {{rule-of-law: [{name}]}}", manifest)
        found = [fault.what for fault in lint(folder)]
        assert found in ([], [f"必备的主题“{name}”没有放进任何提纲"]), name
        kind = ("部门", "政府")[number % 2]
        drafted(folder, f"主题: [{name}]\n单位类型: {kind}\n深度: 完整\n")


FAULTS = [
    ("借用: {rule-of-laws: [信访]}", 23, "找不到模板包“rule-of-laws”（是不是“rule-of-law”？）"),
    ("借用:\n  rule-of-law:\n    - 行政复义", 25, "没有“行政复义”这个主题（是不是“行政复议”？）"),
    ("借用: {rule-of-law: [正文]}", 23, "模板包“rule-of-law”没有“正文”这个主题"),
    ("借用: {rule-of-law: [行政复议, 行政复议]}", 23, "主题“行政复议”已经借过"),
    ("借用: {.: [正文]}", 23, "模板包“.”有错误，不能从它借主题"),
    ("借用: [行政复议]", 23, "“借用”应由若干“字段: 内容”组成"),
]


@pytest.mark.parametrize(("borrowed", "line", "what"), FAULTS)
def test_a_fault_of_the_entry_has_its_line(tmp_path: Path, borrowed: str, line: int, what: str) -> None:
    manifest = MANIFEST.replace("内容: [行政复议]", "文: 有。")
    folder = pack_with(tmp_path / "包", borrowed, manifest)
    (fault,) = lint(folder)
    assert what in str(fault)
    assert fault.place.line == line


def test_own_topics_and_questions_win(tmp_path: Path) -> None:
    own = "  - {主题: 行政复议, 必备: 是, 补充: 否, 正文: 自己的。}\n"
    folder = pack_with(tmp_path / "包", manifest=MANIFEST + own)
    (fault,) = lint(folder)
    assert str(fault).endswith("pack.yaml 第24行：主题“行政复议”本包已经有，用本包的（请删去这一处）")
    folder = pack_with(
        folder, "借用: {rule-of-law: [信访]}", MANIFEST.replace("内容: [行政复议]", "文: 有。")
    )
    assert lint(folder) == []
    pack = load_pack(folder)
    assert pack.questions["信访收到"].units == ("件",)
    assert "信访收到" not in pack.topics["信访"].questions


def test_an_own_question_of_another_kind_cannot_stand_for_theirs(tmp_path: Path) -> None:
    manifest = MANIFEST.replace("{键: 信访收到, 单位: 件}", "{键: 信访收到, 类型: 文本}").replace("|含零", "")
    manifest = manifest.replace("内容: [行政复议]", "文: 有。")
    (fault,) = lint(pack_with(tmp_path / "包", "借用: {rule-of-law: [信访]}", manifest))
    assert fault.what == "“信访收到”是文本，借来的主题要的是数字"
    assert fault.place.line == 17


def test_an_own_paragraph_and_a_borrowed_one_cannot_share_a_question(tmp_path: Path) -> None:
    copied(tmp_path)
    manifest = MANIFEST.replace("内容: [行政复议]", "文: 有。").replace(
        "{键: 自称, 类型: 文本}", "{键: 自称, 类型: 文本}\n      - {键: 接访段, 类型: 段落}"
    )
    manifest = manifest.replace("      一、工作情况\n", "      = 接访段\n      接访。\n")
    found = lint(pack_with(tmp_path / "包", "借用: {../pack: [信访]}", manifest))
    assert [fault.what for fault in found] == ["“接访段”已经用在自己的一段，借来的主题也有这样一段"]


def test_packs_that_borrow_in_a_circle_are_a_fault(tmp_path: Path) -> None:
    one, two = tmp_path / "甲", tmp_path / "乙"
    pack_with(one, "借用: {../乙: [正文]}", MANIFEST.replace("内容: [行政复议]", "文: 有。"))
    pack_with(two, "借用: {../甲: [正文]}", MANIFEST.replace("内容: [行政复议]", "文: 有。"))
    assert "借用绕了一圈" in str(lint(one)[0])


def test_the_cache_notices_a_change_of_the_lender(tmp_path: Path) -> None:
    lender = copied(tmp_path)
    manifest = MANIFEST.replace("内容: [行政复议]", "内容: [信访]").replace("键: 信访收到", "键: 信访")
    manifest = manifest.replace("{{ 信访收到|含零 }}", "{{ 信访|含零 }}")
    folder = pack_with(tmp_path / "包", "借用: {../pack: [信访]}", manifest)
    answers = "主题: [信访]\n信访收到: 3\n信访: 1\n单位类型: 部门\n"

    def told() -> str:
        return drafted(folder, answers, tmp_path / "缓存").replace("信访收到: 3\n", "")

    with pytest.raises(Exception, match="两次"):
        told()
    answers = "主题: [信访]\n信访: 1\n单位类型: 部门\n"
    first = told()
    assert told() == first
    part = lender / "parts/petition.j2"
    part.write_text("改成{{ 信访收到 }}。\n", encoding="utf-8")
    assert "改成3件。" in told()
    shutil.rmtree(lender)
    with pytest.raises(Exception, match="找不到模板包"):
        told()


def test_show_says_where_topics_come_from(pack: Pack) -> None:
    lines = describe(pack)
    assert "：学来的报告（2个主题" in lines[0]
    assert any(line.startswith("  行政复议（借自rule-of-law") for line in lines)
    assert any(line.startswith("  单位（随行政复议一起问，借自rule-of-law") for line in lines)
    out = io.StringIO()
    assert main(["packs", "show", str(pack.folder)], out, out) == 0


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("{{ 甲|数 }}乙{% if 丙 == '丁' %}{{ 项.戊 }}{% endif %}", {"甲", "数", "if", "丙", "项", "endif"}),
        ("= 甲段\n乙=丙", {"甲段"}),
        ("没有", set()),
    ],
)
def test_names_of_a_template(template: str, found: set[str]) -> None:
    assert names_in(template) == found
