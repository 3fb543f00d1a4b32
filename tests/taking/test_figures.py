"""Figures that were changed, filled in and computed: cases as plain text, over a pack that words them with care."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.taken import Taking
from drafter.taking.model import Choice, Mode
from drafter.taking.texts import narrow
from tests.taking.desk import BUREAU, Desk
from tests.taking.test_cases import check

CASES = Path(__file__).with_name("figures.txt")
_STEPS = ("改", "重打")
TOPICS = (
    BUREAU
    + """\
- 主题: 信访
  必备: 是
  正文: |
    全年收到信访事项{{ 信访收到 }}[[，同比{{ 信访收到同比|增减 }}]][[，办结率{{ 信访办结率 }}]]。

    群众对信访工作的满意率为{{ 满意率 }}。

    {{ 单位自称 }}没有越级上访。
  问题:
    - {键: 信访收到, 类型: 数字, 单位: 件}
    - {键: 信访办结, 类型: 数字, 单位: 件}
    - {键: 信访办结率, 类型: 数字, 单位: "%", 公式: 信访办结 / 信访收到 * 100}
    - {键: 信访收到同比, 类型: 数字, 单位: "%", 公式: 增长(信访收到), 当: 信访收到}
    - {键: 满意率, 类型: 数字, 单位: "%"}
- 主题: 普法
  必备: 是
  正文: |
    {% if 讲座场数 is 多 %}累计{% endif %}举办法治讲座{{ 讲座场数 }}，发放资料{{ 资料份数 }}。

    {% if 听证次数 is 零 %}没有召开听证会。{% else %}先后召开听证会{{ 听证次数 }}。{% endif %}
  问题:
    - {键: 讲座场数, 类型: 数字, 单位: 场}
    - {键: 资料份数, 类型: 数字, 单位: 份}
    - {键: 听证次数, 类型: 数字, 单位: 次}
- 主题: 执法
  必备: 是
  正文: "规范性文件有{{ 文件名称|连('、') }}。"
  问题:
    - {键: 文件名称, 类型: 列表}
- 主题: 安排
  必备: 是
  正文: "{{ 单位自称 }}将继续努力。"
  问题:
    - {键: 单位自称, 类型: 文本}
"""
)
TOLD = """
模板: pack
提纲: 标准
年度: 2026
单位全称: 东岭县信访局
落款日期: 2027-1-15
信访收到: 100件
信访办结: 79件
满意率: 96.1%
讲座场数: 24场
资料份数: 约6.5万份
听证次数: 4次
文件名称: [《办法甲》, 《办法乙》]
单位自称: 我局
"""
LAST = "模板: pack\n提纲: 标准\n年度: 2025\n信访收到: 83件\n"


def cases() -> list[tuple[str, ...]]:
    text = CASES.read_text(encoding="utf-8")
    return [tuple(block.splitlines()) for block in text.strip().split("\n\n")]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case[0].removeprefix("# "))
def test_what_a_figure_becomes(case: tuple[str, ...], tmp_path: Path) -> None:
    told = TOLD
    for line in case:
        if line.startswith("答 "):
            key, _, value = line.removeprefix("答 ").partition(":")
            told = "\n".join(
                f"{key}:{value}" if row.startswith(f"{key}:") else row for row in told.split("\n")
            )
    desk = Desk(tmp_path, told, TOPICS)
    (tmp_path / "2025.yaml").write_text(LAST, encoding="utf-8")
    doubted = any(line.startswith("疑 ") for line in case)
    copy = desk.edited(*(line for line in case if line.split(" ")[0] in _STEPS))
    taking, _ = desk.take(copy)
    for line in case[1:]:
        kind, _, rest = line.partition(" ")
        if kind == "无":
            assert desk.answers.entries.get(rest) is None or desk.answers.entries[rest].value is None
        elif kind == "疑":
            assert rest in [change.doubt for change in taking.plan.changes()]
            assert taking.left_open()
        elif kind == "批":
            assert desk.edits[rest].remark
        elif kind not in ("答", *_STEPS):
            check(desk, line)
    assert doubted == any(change.doubt for change in taking.plan.changes())
    assert desk.lines() == [narrow(line.text) for line in taking.edited.lines]
    assert Taking(desk.path, copy, None).plan.changes() == []


def test_a_value_is_said_here_though_the_words_beside_it_are_not_taken(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    taking = Taking(desk.path, desk.edited("改 办结的79件信访事项全部 => 办结的80件信访事项都已"), None)
    for change in taking.plan.changes():
        change.chosen = Choice.HERE if change.mode is Mode.VALUE else Choice.LEAVE
        change.asked = True
    taking.save(taking.settled().answers)
    assert desk.lines()[3] == "群众对信访工作的满意率为96.1%。办结的80件信访事项全部录入系统。"


def test_a_sentence_that_the_pack_words_otherwise_once_it_is_filled_in_is_not_out_of_date(
    tmp_path: Path,
) -> None:
    desk = Desk(tmp_path, TOLD.replace("讲座场数: 24场", "讲座场数:"), TOPICS)
    desk.take(desk.edited("改 【讲座场数】 => 24场"))
    assert desk.edits["普法/1"].was == "深入开展普法宣传。累计举办法治讲座{讲座场数}，发放资料{资料份数}。"
