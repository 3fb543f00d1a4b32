"""Packs and trees for the tests of outlines."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from drafter.outlines.tree import Parts, natural_key, walk
from drafter.packs.faults import Faults
from drafter.packs.find import shipped_folder
from drafter.packs.load import load_pack
from drafter.packs.outlines import read_outline
from drafter.packs.schema import HeadingStyle, Node, Outline, Pack, ParagraphStyle
from drafter.packs.source import read_section

TOPICS = ("信访", "热线", "普法", "问题", "计划", "开头")


@cache
def rule_of_law() -> Pack:
    return load_pack(shipped_folder() / "rule-of-law")


def h(heading: str, *children: Node, rest: bool = False) -> Node:
    """A heading over other nodes."""
    return Node(heading, heading, children=children, rest=rest)


def t(place: str, heading: str = "") -> Node:
    """A topic or fragment."""
    topic, _, fragment = place.partition("@")
    return Node(place, heading, topic, fragment)


def sketch(parts: Parts) -> str:
    """A tree in one line: 甲*(［信访］ 乙())."""

    def one(node: Node) -> str:
        told = (node.heading if node.heading != "无" else "") + ("*" if node.rest else "")
        told += f"［{natural_key(node)}］" if node.topic else f"“{node.text}”" if node.text else ""
        return told + (f"({sketch(node.children)})" if node.children else "")

    return " ".join(map(one, parts))


def read(text: str, path: Path, topics: tuple[str, ...] = TOPICS) -> Outline:
    """An outline from the text of a file; there must be no fault."""
    path.write_text(text, encoding="utf-8", newline="")
    faults = Faults()
    section = read_section(path, faults)
    assert section is not None, faults.found
    outline = read_outline(path.name, section, faults, frozenset(topics))
    assert faults.found == []
    return outline


LINE = st.text(
    st.characters(
        codec="utf-8",
        exclude_categories=("Cs", "Cc", "Co", "Cn"),
        exclude_characters="\ufeff\ufffe\uffff\u2028\u2029",
    )
    | st.sampled_from("一二（）、《》“”：:{}[]%#-|@'\"&*!?>,，2026年度"),
    min_size=1,
    max_size=30,
).filter(lambda text: bool(text.strip()))


@st.composite
def nodes(draw: st.DrawFn, depth: int = 0) -> Node:
    """Any node: a topic, a text, a heading over others; styled or not."""
    kind = draw(st.sampled_from(["topic", "text", "heading"] if depth < 3 else ["topic", "text"]))
    heading = draw(LINE | st.sampled_from(["", "无"])) if kind != "heading" else draw(LINE)
    place = draw(st.sampled_from([*TOPICS, "信访@热线", "普法@补充"])) if kind == "topic" else ""
    topic, _, fragment = place.partition("@")
    node = Node(
        "",
        heading,
        topic,
        fragment,
        text=draw(LINE) if kind == "text" else "",
        children=tuple(draw(st.lists(nodes(depth + 1), max_size=3))) if kind == "heading" else (),
        style=draw(st.sampled_from([None, *HeadingStyle])),
        paragraphs=draw(st.sampled_from(list(ParagraphStyle))),
        rest=depth == 0 and draw(st.booleans()),
    )
    key = draw(st.just(natural_key(node)) | LINE)
    return Node(**{name: getattr(node, name) for name in node.__struct_fields__ if name != "key"}, key=key)


def places(parts: Parts) -> set[str]:
    """Every topic, fragment and text of a tree."""
    return {node.placed or node.text for _, node in walk(parts) if node.topic or node.text}
