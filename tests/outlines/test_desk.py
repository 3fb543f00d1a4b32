"""Editing an outline step by step, and that what comes of it is sound."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from drafter.app import read_outline_file
from drafter.outlines import tree
from drafter.outlines.desk import Desk
from drafter.outlines.dump import outline_text
from drafter.outlines.pasted import read_headings, settled
from drafter.packs.schema import Outline, ParagraphStyle
from tests.outlines.trees import rule_of_law, sketch


def desk(name: str = "standard", headings: dict[str, str] | None = None) -> Desk:
    pack = rule_of_law()
    return Desk(pack, pack.outlines[name], 2026, list(pack.topics), headings)


def small(text: str) -> Desk:
    """A desk with pasted headings."""
    made = desk()
    assert made.paste(settled(read_headings(text), {}), rule_of_law().outlines["standard"])
    return made


def at(made: Desk, heading: str) -> tree.Path:
    return next(path for path, node in tree.walk(made.parts) if node.heading == heading)


def test_the_tree_is_shown_with_numbers_years_and_what_stands_below() -> None:
    made = small("一、2026年举措\n（一）信访和热线\n（二）扫黑除恶\n二、存在的问题")
    made.on = ["信访", "问题"]
    assert [("　" * row.depth + row.text, row.notes) for row in made.rows()] == [
        ("［开头］", ("（今年不写）",)),
        ("一、2026年举措", ("（没有安排的主题写在这里）",)),
        ("　（一）信访和热线", ()),
        ("　　［信访］", ()),
        ("　　［热线］", ("（今年不写）",)),
        ("　（二）扫黑除恶", ("（下面还没有内容，不会印出）",)),
        ("二、存在的问题", ()),
        ("　［问题］", ()),
        ("“特此报告。”", ()),
    ]
    assert made.empty() == ["（二）扫黑除恶"]
    assert {"普法", "计划"} <= set(made.homeless())
    assert "信访" not in made.homeless()


def test_topics_are_fetched_and_given_back() -> None:
    made = small("一、举措\n（一）信访\n（二）为民\n二、不足")
    assert made.arrange(at(made, "为民"), ["热线", "信访", "第一责任人@带头学法"])
    assert (
        sketch(made.parts[1:3])
        == "举措*(信访 为民(［热线］ ［信访］ ［第一责任人@带头学法］)) 不足(［问题］)"
    )
    assert made.where("热线") == "（二）为民"
    assert made.arrange(at(made, "为民"), ["信访"])
    assert made.where("热线") == ""
    assert not made.arrange(at(made, "为民"), ["信访"])


def test_the_likeliest_topics_come_first() -> None:
    made = small("一、举措\n（一）为群众办好信访\n二、不足")
    assert made.likely(at(made, "为群众办好信访"))[0] == "信访"
    assert "第一责任人@带头学法" in made.places()
    assert "单位" not in made.places()


def test_a_sentence_with_single_figures_stands_below_a_heading() -> None:
    made = small("一、举措\n（一）为民\n二、不足")
    typed = made.draft_sentence(["信访收到", "信访办结"])
    assert "{信访收到}" in typed
    assert made.add_sentence("全年收到{信访收到}、{不是键}。", at(made, "为民"))
    path = (*at(made, "为民"), 0)
    assert tree.node_at(made.parts, path).text == '全年收到{{ 信访收到 }}、{{ "{" }}不是键}。'
    assert made.to_edit(path) == "全年收到{信访收到}、{不是键}。"
    assert made.rename(path, "收到{信访收到}。")
    assert tree.node_at(made.parts, path).text == "收到{{ 信访收到 }}。"
    assert not made.add_sentence("# 标题", at(made, "为民"))
    assert not made.rename(path, " ")


def test_a_packs_heading_stays_a_template_until_its_words_are_changed() -> None:
    made = desk("guangdong")
    path = (1,)
    before = tree.node_at(made.parts, path).heading
    assert not made.rename(path, made.to_edit(path))
    assert made.rename(path, "学习2026年重要讲话")
    assert tree.node_at(made.parts, path).heading == "学习{{ 年度 }}年重要讲话"
    assert made.undo()
    assert tree.node_at(made.parts, path).heading == before
    assert not made.undo()


def test_the_bureaus_own_wordings_become_part_of_the_outline() -> None:
    made = desk(headings={"应急管理": "2026年应急", "严格规范公正文明执法": "执法{规范}", "没有的": "x"})
    shown = [row.text for row in made.rows()]
    assert any("2026年应急［应急管理］" in text for text in shown)
    assert any("执法{规范}" in text for text in shown)
    assert made.folded == {"应急管理", "严格规范公正文明执法"}


def test_headings_are_added_beside_and_below() -> None:
    made = small("一、举措\n二、不足")
    assert made.add_heading("亮点", at(made, "举措"), below=False)
    assert made.add_heading("案例", at(made, "亮点"), below=True)
    assert made.add_heading("附言", (), below=False)
    assert (
        sketch(made.parts)
        .split("举措")[1]
        .endswith("亮点(案例) 不足(［问题］) “{% if 报告形式 == '向上级报告' %}特此报告。{% endif %}” 附言")
    )
    assert not made.add_heading("  ", (), below=False)


MOVES = [
    "rename",
    "earlier",
    "later",
    "promoted",
    "demoted",
    "dissolved",
    "removed",
    "arrange",
    "sentence",
    "add",
]
MOVES += ["rest", "string", "undo", "below"]
MOVE = st.tuples(
    st.sampled_from(MOVES), st.integers(0, 300), st.text("年度2026{}%#[]信访热线、-@ ", max_size=12)
)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["standard", "guangdong", "summary"]), st.lists(MOVE, max_size=20))
def test_whatever_is_done_the_file_is_read_back_without_a_fault(
    name: str, moves: list[tuple[str, int, str]]
) -> None:
    made = desk(name)
    places = made.places()
    for move, number, typed in moves:
        paths = [path for path, _ in tree.walk(made.parts)]
        if not paths:
            break
        path = paths[number % len(paths)]
        if move == "rename":
            made.rename(path, typed)
        elif move == "arrange":
            made.arrange(path, [places[number % len(places)], *made.below(path)[:1]])
        elif move == "sentence":
            made.add_sentence(typed + "{信访收到}", path)
        elif move in ("add", "below"):
            made.add_heading(typed, path, below=move == "below")
        elif move == "rest":
            made.rest_at(path[0])
        elif move == "string":
            made.string(path, ParagraphStyle.ITEMS)
        elif move == "undo":
            made.undo()
        elif move != "dissolved" or not tree.node_at(made.parts, path).topic:
            made.take(getattr(tree, move)(made.parts, path))
        made.rows()
    if made.parts:
        _reads_back(made.outline)


def _reads_back(outline: Outline) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "提纲.yaml"
        path.write_text(outline_text(outline, "rule-of-law", path.name), encoding="utf-8", newline="")
        again = read_outline_file(path, rule_of_law())
        assert sketch(again.parts) == sketch(outline.parts)
        assert replace(again, parts=(), name="", place=outline.place) == replace(
            outline, parts=(), name="", place=outline.place, help=again.help
        )
