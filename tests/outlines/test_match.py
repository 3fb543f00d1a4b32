"""Topics under pasted headings: by words, to be confirmed."""

from __future__ import annotations

import pytest

from drafter.outlines.match import Proposal, Vocabulary, likeness, propose
from drafter.outlines.pasted import read_headings, settled
from drafter.outlines.tree import placed_topics, walk
from drafter.outlines.wording import typed_heading
from tests.outlines.trees import rule_of_law, sketch


def proposed(text: str) -> Proposal:
    pack = rule_of_law()
    headings = settled(read_headings(text), {})
    templates = [typed_heading(one.text, 2026) for one in headings]
    return propose(headings, templates, pack.outlines["standard"], pack)


@pytest.mark.parametrize(
    ("heading", "topic"),
    [
        ("扎实开展普法宣传教育", "普法"),
        ("持续优化法治化营商环境", "营商环境"),
        ("2027年工作打算", "计划"),
        ("存在困难", "问题"),
        ("公共法律服务体系建设", "公共法律服务"),
        ("党政主要负责人履行法治建设第一责任人职责情况", "第一责任人"),
        ("深入学习宣传贯彻习近平法治思想", "思想学习"),
        ("强化规范性文件监督管理", "制度文件"),
        ("依法推进突发事件应对", "应急管理"),
        ("加强数字法治政府建设", "数字法治"),
    ],
)
def test_the_likeliest_topic_of_a_heading(heading: str, topic: str) -> None:
    assert Vocabulary(rule_of_law()).scores(heading)[0][1] == topic


def test_a_heading_that_says_nothing_known_gets_no_topic() -> None:
    assert Vocabulary(rule_of_law()).scores("开展扫黑除恶") == []
    assert likeness("推进工作", "加强建设") == 0


def test_the_rules_five_parts_take_over_the_outlines_subheadings() -> None:
    made = proposed(
        "（一）推进法治政府建设的主要举措和成效；（二）推进法治政府建设存在的不足和原因；"
        "（三）党政主要负责人履行推进法治建设第一责任人职责的有关情况；（四）下一年度推进法治政府建设的主要安排；（五）其他需要报告的情况。"
    )
    assert made.left == ()
    first = made.parts[1]
    assert (first.heading, first.rest) == ("推进法治政府建设的主要举措和成效", True)
    assert len(first.children) > 5


def test_prescribed_headings_fetch_topics_from_wherever_the_outline_has_them() -> None:
    made = proposed(
        "一、2026年主要举措\n（一）加强行政复议和行政应诉工作\n（二）信访和热线\n（三）开展扫黑除恶\n二、存在问题\n三、2027年打算"
    )
    assert sketch(made.parts[1:4]) == (
        "{{ 年度 }}年主要举措*(加强行政复议和行政应诉工作(［行政复议］ ［行政应诉］) 信访和热线(［信访］ ［热线］) 开展扫黑除恶) "
        "存在问题(［问题］) {{ 下一年 }}年打算(［计划］)"
    )
    assert made.parts[0].topic == "开头"
    assert "普法" in made.left
    assert "单位" not in made.left


@pytest.mark.parametrize("name", ["standard", "guangdong", "zhejiang", "responsibility-first", "summary"])
def test_no_topic_stands_in_two_places_and_one_part_takes_the_rest(name: str) -> None:
    headings = [
        "　" * 2 * (len(path) - 1) + node.heading
        for path, node in walk(rule_of_law().outlines[name].parts)
        if node.heading not in ("", "无")
    ]
    made = proposed("\n".join(headings).replace("{{ 年度 }}", "2026").replace("{{ 下一年 }}", "2027"))
    topics = [node for _, node in walk(made.parts) if node.topic]
    assert len(placed_topics(made.parts)) == len(topics)
    assert sum(node.rest for _, node in walk(made.parts)) == 1
