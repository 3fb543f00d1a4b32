"""What answers become in the text: figures as written, computed, missing, nought, one and several."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.answers.load import load_answers
from drafter.document.dump import dump
from drafter.errors import DrafterError
from tests.compose.packs import BUREAU, body_of, document_of, one_topic, write_answers, write_pack

QUESTIONS = """
- {键: 收到, 单位: ["=量词", 件], 科室: 信访科}
- {键: 办结, 单位: ["=量词", 件]}
- {键: 办结率, 单位: "%", 公式: "比率(办结, 收到)"}
- {键: 在办, 单位: ["=量词", 件], 公式: 收到 - 办结}
- {键: 同比, 单位: "%", 公式: 增长(收到)}
- {键: 满意率, 单位: "%", 深度: 完整}
- {键: 率变化, 单位: 个百分点, 公式: 百分点(办结率)}
"""
BODY = """
全年收到信访事项{{ 收到 }}[[，同比{{ 同比|增减 }}]][[，办结{{ 办结 }}]][[，办结率{{ 办结率 }}]][[（比上年{{ 率变化|增减 }}）]][[，{{ 在办 }}正在办理]][[，满意率{{ 满意率 }}]]。
{% if 收到 is 零 %}全年没有收到信访事项。{% endif %}
"""
CASES = [
    (
        "figures and what follows from them",
        "收到: 81\n办结: 79",
        "全年收到信访事项81件，办结79件，办结率97.53%，2件正在办理。",
    ),
    (
        "the bureau's own counting word",
        "收到: 81\n办结: 79\n量词: 宗",
        "全年收到信访事项81宗，办结79宗，办结率97.53%，2宗正在办理。",
    ),
    (
        "a unit typed otherwise stays",
        "收到: 81件\n办结: 79件\n量词: 宗",
        "全年收到信访事项81件，办结79件，办结率97.53%，2宗正在办理。",
    ),
    ("all done: nothing left in hand", "收到: 81\n办结: 81", "全年收到信访事项81件，办结81件，办结率100%。"),
    ("nought has its own sentence", "收到: 0\n办结: 0", "全年没有收到信访事项。"),
    ("nothing done yet", "收到: 3\n办结: 0", "全年收到信访事项3件，3件正在办理。"),
    ("not applicable drops its clause", "收到: 81\n办结: 不适用", "全年收到信访事项81件。"),
    ("known but not reported", "收到: 81\n办结: 不写入", "全年收到信访事项81件。"),
    (
        "qualifiers are kept",
        "收到: 1.2万余件\n办结: 约1.1万",
        "全年收到信访事项1.2万余件，办结约1.1万件，办结率91.67%，0.1万件正在办理。",
    ),
    (
        "a rate typed alone",
        "收到: 不写入\n办结: 3\n办结率: 95.0%\n满意率: 98.5%",
        "办结3件，办结率95.0%，满意率98.5%。",
    ),
    (
        "decimals of a computed rate",
        "收到: 81\n办结: 79\n办结率: {小数: 1}",
        "全年收到信访事项81件，办结79件，办结率97.5%，2件正在办理。",
    ),
    ("Chinese script", "收到: 七件\n办结: 七件", "全年收到信访事项七件，办结七件，办结率100%。"),
    (
        "missing ones show their names",
        "收到: 81",
        "全年收到信访事项81件，办结【办结】，办结率【办结率】，【在办】正在办理。",
    ),
]


@pytest.mark.parametrize(
    ("answers", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_a_chain_of_figures(tmp_path: Path, answers: str, expected: str) -> None:
    body = (
        BODY
        if "不写入\n办结: 3" not in answers
        else "[[收到{{ 收到 }}，]][[办结{{ 办结 }}]][[，办结率{{ 办结率 }}]][[，满意率{{ 满意率 }}]]。"
    )
    write_pack(tmp_path, one_topic(body, QUESTIONS))
    write_answers(tmp_path, answers)
    assert body_of(document_of(tmp_path)) == expected


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ("收到: 90\n办结: 81", "同比下降10%，办结79件，办结率97.53%（比上年上升7.53个百分点）"),
        ("收到: 81\n办结: 81", "同比持平，办结79件，办结率97.53%（比上年下降2.47个百分点）"),
        ("收到: 60\n办结: 不适用", "同比增长35%，办结79件，办结率97.53%"),
        ("收到: 0\n办结: 0", "办结79件，办结率97.53%"),
    ],
)
def test_growth_reads_last_years_file(tmp_path: Path, last: str, expected: str) -> None:
    write_pack(tmp_path, one_topic(BODY, QUESTIONS))
    write_answers(tmp_path, "收到: 81\n办结: 79")
    earlier = load_answers(write_answers(tmp_path, last, year=2025))
    text = body_of(document_of(tmp_path, (earlier,)))
    assert text == f"全年收到信访事项81件，{expected}，2件正在办理。"


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (
            "收到: 81\n办结: {值: 79, 状态: 未确认}",
            "{81件|收到}，办结{!79件|办结}，办结率{!97.53%|办结率,办结,收到}",
        ),
        (
            "收到: 81\n办结: {状态: 跳过}",
            "{81件|收到}，办结{?【办结】|办结}，办结率{?【办结率】|办结率,办结,收到}",
        ),
        ("收到: 不写入\n办结: 9\n办结率: 90%", "办结{9件|办结}，办结率{~90%|办结率}"),
        ("收到: 100\n办结: 90\n办结率: 91%", "{100件|收到}，办结{90件|办结}，办结率{!91%|办结率}"),
        ("收到: 151\n办结: 140\n办结率: 92.71%", "{151件|收到}，办结{140件|办结}，办结率{92.71%|办结率}"),
        (
            "收到: 100\n办结: 90\n办结率: {值: 91%, 说明: 含上年结转}",
            "{100件|收到}，办结{90件|办结}，办结率{~91%|办结率}",
        ),
    ],
)
def test_every_value_knows_its_state(tmp_path: Path, answers: str, expected: str) -> None:
    body = "[[收到{{ 收到 }}，]]办结{{ 办结 }}，办结率{{ 办结率 }}。"
    write_pack(tmp_path, one_topic(body, QUESTIONS))
    write_answers(tmp_path, answers)
    assert body_of(document_of(tmp_path), origins=True) in (expected + "。", "收到" + expected + "。")


ITEMS = """
收到: 0
办结: 0
信访补充:
  - 文: 开展联合执法{次数}，查处车辆{车辆}，罚款{罚款}
    数: {次数: 125次, 车辆: "0", 罚款: 160余万元}
  - 文: 选派队员{队员}
    数: {队员: 65名}
  - 标题: 办好民生实事
    文: 解决停车问题
    分条:
      - 新增泊位{泊位}
      - 开放院落{院落}
    数: {泊位: 2500余个, 院落: }
"""


def test_own_items_have_figures_of_their_own(tmp_path: Path) -> None:
    write_pack(tmp_path, one_topic(BODY, QUESTIONS))
    write_answers(tmp_path, ITEMS)
    assert body_of(document_of(tmp_path), origins=True).splitlines() == [
        "全年没有收到信访事项。{开展联合执法|信访补充}{125次|信访补充.次数}{，罚款|信访补充}{160余万元|信访补充.罚款}。"
        "{选派队员|信访补充}{65名|信访补充.队员}。",
        "<{办好民生实事|信访补充}。>{解决停车问题|信访补充}：一是{新增泊位|信访补充}{2500余个|信访补充.泊位}；"
        "二是{开放院落|信访补充}{?【院落】|信访补充.院落}。",
    ]


HOSTILE = [
    "{{ 7*7 }}",
    "{% if x %}",
    "[[收到]]",
    "# 标题",
    "## 小标题",
    "- 一",
    "| a | b |",
    "@ 片段",
    "处&室<5>",
    "{收到}",
    "\\n",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_an_answer_is_never_template_or_markup(tmp_path: Path, text: str) -> None:
    write_pack(tmp_path, one_topic("{{ 事由 }}", "- {键: 事由, 类型: 长文本}"))
    write_answers(tmp_path, f"事由: '{text}'")
    assert body_of(document_of(tmp_path)) == text


OUTLINE = """
名称: 小报告
标题: 报告
提纲:
  标准:
    式: [独立, 段首, 编号]
    部分:
      - 文: 现将情况报告如下。
      - 标题: 工作情况
        其余: 是
        内容:
          - {主题: 甲, 段式: 编号}
          - {标题: 合在一处, 内容: [乙@数字, 丙]}
      - {标题: 空的部分, 内容: []}
      - {标题: "{{ 下一年 }}年安排", 内容: [{主题: 乙, 标题: 无}]}
"""
TOPICS = """
  - {主题: 甲, 必备: 是, 补充: 否, 标题: 甲事, 正文: "第一段。\\n\\n第二段。"}
  - {主题: 乙, 必备: 是, 补充: 否, 标题: 乙事, 正文: "## 一个方面\\n乙的话。\\n## 又一方面\\n再说。\\n@ 数字\\n乙的数。"}
  - {主题: 丙, 必备: 是, 补充: 否, 标题: 丙事, 正文: "要点：\\n- 先做\\n- 再做"}
  - {主题: 丁, 必备: 是, 补充: 否, 标题: 丁事, 正文: "丁的话。"}
"""


def test_an_outline_orders_topics_and_words_their_headings(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text(OUTLINE + "主题:" + BUREAU + TOPICS, encoding="utf-8")
    write_answers(tmp_path, "标题改写: {甲: 下好“一盘棋”}")
    assert dump(document_of(tmp_path), origins=False).splitlines() == [
        "标题 报告",
        "  现将情况报告如下。",
        "# 一、工作情况",
        "## （一）下好“一盘棋”",
        "  <1.>第一段。",
        "  <2.>第二段。",
        "  <（二）合在一处。>乙的数。",
        "  要点：一是先做；二是再做。",
        "  <（三）丁事。>丁的话。",
        "# 二、2027年安排",
        "  <（一）一个方面。>乙的话。",
        "  <（二）又一方面。>再说。",
    ]


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("段落", ["第一段。", "第二段。"]),
        ("连段", ["第一段。第二段。"]),
        ("一是", ["一是第一段。", "二是第二段。"]),
        ("一是连排", ["一是第一段；二是第二段。"]),
    ],
)
def test_paragraphs_below_a_heading_are_strung_together_as_asked(
    tmp_path: Path, style: str, expected: list[str]
) -> None:
    outline = OUTLINE.replace("段式: 编号", f"段式: {style}")
    (tmp_path / "pack.yaml").write_text(outline + "主题:" + BUREAU + TOPICS, encoding="utf-8")
    write_answers(tmp_path, "")
    lines = dump(document_of(tmp_path), origins=False).splitlines()
    assert lines[3 : 3 + len(expected)] == [
        f"  <（一）甲事。>{expected[0]}",
        *(f"  {line}" for line in expected[1:]),
    ]


@pytest.mark.parametrize(
    ("body", "line", "what"),
    [
        ("第一行。\n{{ 收倒 }}", 2, "收倒"),
        ("第一行。\n\n第二段。\n{{ 收到|大写 }}", 4, "大写"),
        ("{% if 收到 %}没有结尾", 1, ""),
        ("[[收到{{ 收到 }}。", 0, "[["),
    ],
)
def test_a_fault_of_a_template_names_its_line(tmp_path: Path, body: str, line: int, what: str) -> None:
    write_pack(tmp_path, one_topic(body, QUESTIONS))
    (tmp_path / "t.j2").write_text(body, encoding="utf-8")
    text = (tmp_path / "pack.yaml").read_text(encoding="utf-8")
    start, end = text.index("    正文: |"), text.index("    问题:\n      - {键: 收到")
    (tmp_path / "pack.yaml").write_text(text[:start] + "    模板: t.j2\n" + text[end:], encoding="utf-8")
    write_answers(tmp_path, "收到: 3")
    with pytest.raises(DrafterError) as caught:
        document_of(tmp_path)
    assert what in caught.value.what
    assert caught.value.place.line == line


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("文: 建成“无违建乡镇（街道）”", "建成“无违建乡镇（街道）”。"),
        ("文: 他们说：“办得好。”", "他们说：“办得好。”"),
        ("文: 落实《信访工作条例》", "落实《信访工作条例》。"),
        ("文: 逐项落实\n    分条: [建台账, 定时限]", "逐项落实：一是建台账；二是定时限。"),
        ("文: 逐项落实。\n    分条: [建台账, 定时限]", "逐项落实。一是建台账；二是定时限。"),
        ("文: 逐项落实\n    分条: [建台账]", "逐项落实：建台账。"),
    ],
)
def test_an_own_item_ends_as_a_sentence(tmp_path: Path, item: str, expected: str) -> None:
    write_pack(tmp_path, one_topic(BODY, QUESTIONS))
    write_answers(tmp_path, f"收到: 不适用\n信访补充:\n  - {item}")
    assert body_of(document_of(tmp_path)) == expected


def test_a_rate_deeper_than_the_file_asks_is_computed_when_its_parts_are_answered(tmp_path: Path) -> None:
    deep = QUESTIONS.replace('公式: "比率(办结, 收到)"', '公式: "比率(办结, 收到)", 深度: 完整')
    write_pack(tmp_path, one_topic("[[办结率{{ 办结率 }}]]。", deep))
    write_answers(tmp_path, "收到: 81\n办结: 79")
    assert body_of(document_of(tmp_path)) == "办结率97.53%。"
    write_answers(tmp_path, "收到: 81")
    assert body_of(document_of(tmp_path)) == ""


def test_a_lone_item_heading_stays_beside_others(tmp_path: Path) -> None:
    outline = OUTLINE.replace("内容: [乙@数字, 丙]", "内容: [信访@补充, 戊@补充]").replace(
        "段首, 编号]", "段首]"
    )
    topics = (
        TOPICS
        + "\n  - {主题: 戊, 必备: 是, 标题: 戊, 正文: ''}\n  - {主题: 信访, 必备: 是, 标题: 信访, 正文: ''}\n"
    )
    (tmp_path / "pack.yaml").write_text(outline + "主题:" + BUREAU + topics, encoding="utf-8")
    write_answers(
        tmp_path, "信访补充: [{标题: 一个标题, 文: 一句话}]\n戊补充: [{标题: 又一个标题, 文: 又一句}]"
    )
    text = dump(document_of(tmp_path), origins=False)
    assert "一个标题。" in text
    assert "又一个标题。" in text
