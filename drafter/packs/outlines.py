"""Outlines from their sections; also for an outline of a bureau's own, in a file beside its answers."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.errors import Place
from drafter.packs.faults import Faults, near_miss
from drafter.packs.schema import HeadingStyle, Node, Outline, ParagraphStyle
from drafter.packs.source import Section
from drafter.packs.words import NODE_WORDS, OUTLINE_WORDS, words_of


def read_outline(name: str, section: Section, faults: Faults, topics: frozenset[str]) -> Outline:
    """An outline from its section; the topics it names must be among ``topics``."""
    section.only(OUTLINE_WORDS, "提纲")
    styles = [HeadingStyle.ALONE, HeadingStyle.RUN_IN, HeadingStyle.RUN_IN, HeadingStyle.RUN_IN]
    for level, word in enumerate(section.texts("式")[:4]):
        styles[level] = _style(word, section) or styles[level]
    if "部分" not in section:
        faults.add(section.place, "提纲缺少“部分”")
    return Outline(
        name=name,
        label=section.text("名称") or name,
        parts=tuple(_nodes(section, "部分", faults, topics)),
        styles=(styles[0], styles[1], styles[2], styles[3]),
        help=section.text("说明"),
        lacks=section.text("缺少"),
        place=section.place,
    )


def _style(word: str, section: Section) -> HeadingStyle | None:
    if word in words_of(HeadingStyle):
        return HeadingStyle(word)
    if word:
        advice = "可写：" + "、".join(words_of(HeadingStyle))
        section.faults.add(section.line("式"), f"标题式“{word}”不认识", advice)
    return None


def _nodes(section: Section, word: str, faults: Faults, topics: frozenset[str]) -> Iterator[Node]:
    for item, place in section.items(word):
        if isinstance(item, str):
            yield _topic_node(item, place, faults, topics)
        else:
            yield _node(item, faults, topics)


def _topic_node(text: str, place: Place, faults: Faults, topics: frozenset[str]) -> Node:
    name, _, fragment = text.partition("@")
    if name not in topics:
        faults.add(place, f"提纲里的主题“{name}”不存在", near_miss(name, topics))
        return Node(key=text, place=place)
    return Node(key=text, topic=name, fragment=fragment, place=place)


def _node(section: Section, faults: Faults, topics: frozenset[str]) -> Node:
    section.only(NODE_WORDS, "提纲的一项")
    topic_text = section.text("主题")
    topic = _topic_node(topic_text, section.line("主题"), faults, topics) if topic_text else Node("")
    heading, text = section.text("标题"), section.text("文")
    return Node(
        key=section.text("键") or topic_text or heading or text[:20],
        heading=heading,
        topic=topic.topic,
        fragment=topic.fragment,
        text=text,
        children=tuple(_nodes(section, "内容", faults, topics)),
        style=_style(section.text("式"), section),
        paragraphs=ParagraphStyle(section.choice("段式", words_of(ParagraphStyle), ParagraphStyle.PLAIN.value)),
        rest=section.flag("其余"),
        place=section.place,
        heading_line=section.text_line("标题").line,
        text_line=section.text_line("文").line,
    )
