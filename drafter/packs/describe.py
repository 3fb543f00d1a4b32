"""Plain facts of a pack, as lines for ``packs list`` and ``packs show``; printing is the command line's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from drafter.packs.schema import Depth, HeadingStyle, Kind, Node, Outline, Pack, Question, Topic

_VALUE = re.compile(r"\{\{\s*(.+?)\s*\}\}")
_ELSE = re.compile(r"\{%[-+]?\s*(?:else|elif\b.*?)\s*[-+]?%\}", re.DOTALL)
_STATEMENT = re.compile(r"\{%.*?%\}|\{#.*?#\}", re.DOTALL)


def summary(pack: Pack) -> str:
    """One line: name, what it is called, how much it asks, how many outlines it has."""
    essential, full = question_count(pack)
    asked = f"{len(pack.placeable)}个主题，基本{essential}题、完整{full}题"
    if passages := passage_count(pack):
        asked += f"，另有{passages}段逐段核对"
    return f"{pack.name}：{pack.label}（{asked}，{len(pack.outlines)}种提纲）"


def question_count(pack: Pack, topics: Sequence[Topic] | None = None) -> tuple[int, int]:
    """How many questions are asked at most in the essential depth, and in the full one; own items and passages apart."""
    asked = [one for one in _questions(pack, topics) if one.kind not in (Kind.ITEMS, Kind.PASSAGE)]
    return sum(question.depth is Depth.ESSENTIAL for question in asked), len(asked)


def passage_count(pack: Pack, topics: Sequence[Topic] | None = None) -> int:
    """How many paragraphs are to be looked at each year."""
    return sum(one.kind is Kind.PASSAGE for one in _questions(pack, topics))


def _questions(pack: Pack, topics: Sequence[Topic] | None) -> Iterator[Question]:
    for topic in pack.topics.values() if topics is None else topics:
        if topic.serves == ():
            continue
        yield from (pack.questions[key] for key in topic.questions)


def describe(pack: Pack) -> list[str]:
    """All there is to say: topics with their questions, outlines with their headings and what they lack."""
    lines = [summary(pack)]
    if pack.help:
        lines.append(pack.help)
    lines.append(f"版本：{pack.version}")
    lines += ["", "主题", *(f"  {line}" for topic in pack.topics.values() for line in _topic(pack, topic))]
    for outline in pack.outlines.values():
        lines += ["", *_outline(pack, outline)]
    for told, names in (("年度表", pack.yearly), ("选项库", pack.libraries)):
        if names:
            lines += ["", f"{told}：{'、'.join(names)}"]
    return lines


def _topic(pack: Pack, topic: Topic) -> Iterator[str]:
    essential, full = question_count(pack, [topic])
    if topic.serves == ():
        return
    notes = ["必备"] if topic.always and topic.serves is None else []
    if topic.serves:
        notes.append(f"随{'、'.join(topic.serves)}一起问")
    if topic.lender:
        notes.append(f"借自{topic.lender}")
    if topic.profiles:
        notes.append(f"只用于{'、'.join(topic.profiles)}")
    passages = passage_count(pack, [topic])
    if full or not passages:
        notes.append(f"基本{essential}题、完整{full}题" if full else "没有问题")
    if passages:
        notes.append(f"{passages}段逐段核对")
    yield f"{topic.name}（{'，'.join(notes)}）"
    if topic.help:
        yield f"  {topic.help}"


def _outline(pack: Pack, outline: Outline) -> Iterator[str]:
    default = "，默认" if outline.name == pack.default_outline else ""
    yield f"提纲 {outline.name}：{outline.label}{default}"
    if outline.help:
        yield f"  {outline.help}"
    if outline.typed:
        yield "  编号：照写（写在标题和正文里，程序不编）"
    if outline.lacks:
        yield f"  缺少：{outline.lacks}"
    yield from _headings(pack, outline, outline.parts, 1)


def _headings(pack: Pack, outline: Outline, nodes: Sequence[Node], level: int) -> Iterator[str]:
    """The tree of headings, each with the topics that stand below it."""
    for node in nodes:
        heading = _heading(pack, outline, node, level)
        indent = "  " * level
        if heading:
            yield f"{indent}{heading}{_notes(outline, node, level)}"
        elif node.topic:
            yield f"{indent}〔{node.placed}〕"
        yield from _headings(pack, outline, node.children, level + 1 if heading else level)


def _heading(pack: Pack, outline: Outline, node: Node, level: int) -> str:
    """The heading as it reads before there are answers; a topic right below a part brings its own."""
    if node.heading == "无":
        return ""
    if not node.heading and node.topic and not node.fragment and level == 2 and not outline.typed:
        return readable(pack.topics[node.topic].heading)
    return readable(node.heading)


def _notes(outline: Outline, node: Node, level: int) -> str:
    style = node.style or outline.styles[min(level, 4) - 1]
    notes = (
        []
        if style is HeadingStyle.ALONE or outline.typed
        else [f"{style.value}标题" if style is HeadingStyle.RUN_IN else "只有编号"]
    )
    if node.topic:
        notes.append(node.placed)
    if node.rest:
        notes.append("其余主题在这里")
    return f"〔{'，'.join(notes)}〕" if notes else ""


def readable(template: str) -> str:
    """A template as a person reads it: ``{{ 年度 }}年`` is 〈年度〉年, branches stand side by side."""
    text = _ELSE.sub("／", _VALUE.sub(r"〈\1〉", template)).replace("[[", "").replace("]]", "")
    return " ".join(_STATEMENT.sub("", text).split())
