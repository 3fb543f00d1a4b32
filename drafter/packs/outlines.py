"""Outlines from their sections; also for an outline of a bureau's own, in a file beside its answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from drafter.errors import Place
from drafter.packs.faults import Faults, near_miss
from drafter.packs.schema import HeadingStyle, Node, Outline, ParagraphStyle
from drafter.packs.source import Section
from drafter.packs.words import NODE_WORDS, NUMBERED, OUTLINE_WORDS, TYPED, words_of


def read_outline(
    name: str, section: Section, faults: Faults, topics: frozenset[str], *, complete: bool = True
) -> Outline:
    """An outline from its section; the topics it names must be among ``topics``.

    Unless these are ``complete``, an unknown one is a fault only when it has a near miss.
    """
    reader = _NodeReader(faults, topics, complete)
    section.only(OUTLINE_WORDS, "提纲")
    styles = [HeadingStyle.ALONE, HeadingStyle.RUN_IN, HeadingStyle.RUN_IN, HeadingStyle.RUN_IN]
    for level, word in enumerate(section.texts("式")[:4]):
        styles[level] = _style(word, section) or styles[level]
    if "部分" not in section:
        faults.add(section.place, "提纲缺少“部分”")
    return Outline(
        name=name,
        label=section.text("名称") or name,
        parts=tuple(reader.nodes(section, "部分")),
        styles=(styles[0], styles[1], styles[2], styles[3]),
        typed=section.choice("编号", (NUMBERED, TYPED), NUMBERED) == TYPED,
        help=section.text("说明"),
        lacks=section.text("缺少"),
        place=section.place,
    )


_DEEPEST = 4


def walk(parts: Sequence[Node]) -> Iterator[Node]:
    """Every node of an outline, parents first."""
    for node in parts:
        yield node
        yield from walk(node.children)


def check_structure(outline: Outline, faults: Faults) -> None:
    """Reports what would print something twice, in the wrong place or not at all."""
    found = [node for node in walk(outline.parts) if node.rest]
    for node in found[1:]:
        faults.add(node.place, f"提纲“{outline.name}”有两处“其余”", f"另一处在 {found[0].place}")
    for node in found:
        if node not in outline.parts:
            faults.add(node.place, "“其余: 是”只能写在最上一级的部分上")
    _placed(outline, faults)
    _levels(outline.parts, 1, faults)


def _placed(outline: Outline, faults: Faults) -> None:
    """A topic or fragment placed twice would be printed twice."""
    seen: dict[tuple[str, str], Node] = {}
    for node in walk(outline.parts):
        if not node.topic:
            continue
        place = (node.topic, node.fragment)
        if place in seen:
            told = f"{node.topic}@{node.fragment}" if node.fragment else node.topic
            faults.add(node.place, f"提纲“{outline.name}”把“{told}”放了两处", f"另一处在 {seen[place].place}")
        seen.setdefault(place, node)


def _levels(parts: Sequence[Node], level: int, faults: Faults) -> None:
    for node in parts:
        headed = node.heading not in ("", "无")
        below = level + 1 if headed else level
        if headed and level > _DEEPEST:
            faults.add(node.place, f"标题“{node.heading[:20]}”在第{level}级，最多{_DEEPEST}级")
        _levels(node.children, below, faults)


def _style(word: str, section: Section) -> HeadingStyle | None:
    if word in words_of(HeadingStyle):
        return HeadingStyle(word)
    if word:
        advice = "可写：" + "、".join(words_of(HeadingStyle))
        section.faults.add(section.line("式"), f"标题式“{word}”不认识", advice)
    return None


class _NodeReader:
    def __init__(self, faults: Faults, topics: frozenset[str], complete: bool) -> None:
        self.faults, self.topics, self.complete = faults, topics, complete

    def nodes(self, section: Section, word: str) -> Iterator[Node]:
        for item, place in section.items(word):
            if isinstance(item, str):
                yield self.topic_node(item, place)
            else:
                yield self.node(item)

    def topic_node(self, text: str, place: Place) -> Node:
        name, _, fragment = text.partition("@")
        if name not in self.topics:
            advice = near_miss(name, self.topics, complete=self.complete)
            if advice or self.complete:
                self.faults.add(place, f"提纲里的主题“{name}”不存在", advice)
            return Node(key=text, place=place)
        return Node(key=text, topic=name, fragment=fragment, place=place)

    def node(self, section: Section) -> Node:
        section.only(NODE_WORDS, "提纲的一项")
        topic_text = section.text("主题")
        topic = self.topic_node(topic_text, section.line("主题")) if topic_text else Node("")
        heading, text = section.text("标题"), section.text("文")
        return Node(
            key=section.text("键") or topic_text or heading or text[:20],
            heading=heading,
            topic=topic.topic,
            fragment=topic.fragment,
            text=text,
            children=tuple(self.nodes(section, "内容")),
            style=_style(section.text("式"), section),
            paragraphs=ParagraphStyle(
                section.choice("段式", words_of(ParagraphStyle), ParagraphStyle.PLAIN.value)
            ),
            rest=section.flag("其余"),
            place=section.place,
            heading_line=section.text_line("标题").line,
            text_line=section.text_line("文").line,
        )
