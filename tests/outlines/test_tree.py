"""Operations on the tree: by table, and by random walks that lose no topic."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.outlines import tree
from drafter.outlines.tree import Parts
from drafter.packs.schema import Node, ParagraphStyle
from tests.outlines.trees import h, nodes, places, sketch, t

PARTS: Parts = (
    t("开头"),
    h("一", h("甲", t("信访"), t("热线")), h("乙", t("普法")), rest=True),
    h("二", t("问题", "无")),
)


def test_the_sketch_shows_the_tree() -> None:
    assert sketch(PARTS) == "［开头］ 一*(甲(［信访］ ［热线］) 乙(［普法］)) 二(［问题］)"


CASES = [
    ("a heading is renamed", tree.renamed(PARTS, (1, 0), "丙"), "［开头］ 一*(丙(［信访］ ［热线］) 乙(［普法］)) 二(［问题］)"),
    ("earlier", tree.earlier(PARTS, (1, 1)), "［开头］ 一*(乙(［普法］) 甲(［信访］ ［热线］)) 二(［问题］)"),
    ("earlier than the first is nothing", tree.earlier(PARTS, (1, 0)), sketch(PARTS)),
    ("later", tree.later(PARTS, (1,)), "［开头］ 二(［问题］) 一*(甲(［信访］ ［热线］) 乙(［普法］))"),
    ("later than the last is nothing", tree.later(PARTS, (2,)), sketch(PARTS)),
    ("up a level", tree.promoted(PARTS, (1, 1)), "［开头］ 一*(甲(［信访］ ［热线］)) 乙(［普法］) 二(［问题］)"),
    ("a topic cannot become a part", tree.promoted(PARTS, (2, 0)), sketch(PARTS)),
    ("a topic goes up from a heading", tree.promoted(PARTS, (1, 0, 1)), "［开头］ 一*(甲(［信访］) ［热线］ 乙(［普法］)) 二(［问题］)"),
    ("down a level", tree.demoted(PARTS, (1, 1)), "［开头］ 一*(甲(［信访］ ［热线］ 乙(［普法］))) 二(［问题］)"),
    ("a part goes down", tree.demoted(PARTS, (2,)), "［开头］ 一*(甲(［信访］ ［热线］) 乙(［普法］) 二(［问题］))"),
    ("not below what is no heading", tree.demoted(PARTS, (1,)), sketch(PARTS)),
    ("a heading goes and its content stays", tree.dissolved(PARTS, (1, 0)), "［开头］ 一*(［信访］ ［热线］ 乙(［普法］)) 二(［问题］)"),
    ("a heading goes with its content", tree.removed(PARTS, (1, 0)), "［开头］ 一*(乙(［普法］)) 二(［问题］)"),
    ("another part takes the rest", tree.removed(PARTS, (1,)), "［开头］ 二*(［问题］)"),
    ("a topic is fetched", tree.put(PARTS, "热线", (1, 1)), "［开头］ 一*(甲(［信访］) 乙(［普法］ ［热线］)) 二(［问题］)"),
    ("a topic without a place is put", tree.put(PARTS, "计划", (2,), "无"), "［开头］ 一*(甲(［信访］ ［热线］) 乙(［普法］)) 二(［问题］ ［计划］)"),
    ("a fragment is put", tree.put(PARTS, "信访@热线", (1, 1)), "［开头］ 一*(甲(［信访］ ［热线］) 乙(［普法］ ［信访@热线］)) 二(［问题］)"),
    ("a place moves when a leaf before it goes", tree.put(PARTS, "开头", (2,)), "一*(甲(［信访］ ［热线］) 乙(［普法］)) 二(［问题］ ［开头］)"),
    ("the rest goes elsewhere", tree.with_rest(PARTS, 2), "［开头］ 一(甲(［信访］ ［热线］) 乙(［普法］)) 二*(［问题］)"),
]  # fmt: skip


@pytest.mark.parametrize(("_what", "parts", "expected"), CASES, ids=[case[0] for case in CASES])
def test_an_operation(_what: str, parts: Parts, expected: str) -> None:
    assert sketch(parts) == expected


def test_a_key_of_its_own_stays_when_a_heading_is_renamed() -> None:
    keyed = (Node("结语", "特此", text="报告"),)
    assert tree.renamed(keyed, (0,), "以上")[0].key == "结语"
    assert tree.renamed((h("甲"),), (0,), "乙")[0].key == "乙"


def test_levels_are_those_of_headings() -> None:
    assert [tree.level_of(PARTS, path) for path in ((1,), (1, 0), (1, 0, 0), (2, 0))] == [1, 2, 3, 2]


def test_nothing_goes_deeper_than_four_levels() -> None:
    deep: Parts = (h("一", h("（一）", h("1", h("（1）"), h("（2）")))),)
    assert tree.demoted(deep, (0, 0, 0, 1)) == deep


STEPS = ["earlier", "later", "promoted", "demoted", "dissolved", "put", "rest", "rename", "string"]
STEP = st.tuples(
    st.sampled_from(STEPS), st.integers(0, 200), st.sampled_from(["信访", "热线", "普法", "问题"])
)


@settings(max_examples=150, deadline=None)
@given(st.lists(nodes(), min_size=1, max_size=4), st.lists(STEP, max_size=25))
def test_no_walk_loses_a_topic_or_a_text(made: list[Node], steps: list[tuple[str, int, str]]) -> None:
    parts = tree.with_some_rest(tuple(made))
    before = places(parts)
    for step, number, place in steps:
        paths = [path for path, _ in tree.walk(parts)]
        path = paths[number % len(paths)]
        node = tree.node_at(parts, path)
        if step == "put":
            if not (node.topic or node.text):
                parts = tree.put(parts, place, path)
                before.add(place)
        elif step == "rest":
            parts = tree.with_rest(parts, path[0])
        elif step == "rename":
            parts = tree.renamed(parts, path, "新标题") if node.heading else parts
        elif step == "string":
            parts = tree.restyled(parts, path, node.style, ParagraphStyle.JOINED)
        elif step != "dissolved" or (node.children and not node.topic and not node.text):
            parts = getattr(tree, step)(parts, path)
        assert before <= places(parts)
        resting = [path for path, node in tree.walk(parts) if node.rest]
        headed = any(tree.is_heading(node) for node in parts)
        assert len(resting) == 1 if headed or resting else not resting
        assert all(len(path) == 1 for path in resting)
