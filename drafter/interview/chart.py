"""A map of the report: its parts and topics, and how many questions of each are done, open, waiting …  Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from msgspec import Struct

from drafter.answers.model import Answers
from drafter.interview.steps import Review, TopicReview
from drafter.packs.schema import Node, Outline

DONE = "完成"
_DONE = "已确认"
_NEVER_ASKED = frozenset({"自动计算", "待计算"})
_YEAR = re.compile(r"\{\{\s*(年度|下一年|上一年)\s*\}\}")
_YEARS = {"年度": 0, "下一年": 1, "上一年": -1}
_JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")


class ChartTopic(Struct, frozen=True):
    """One topic: ``counts`` says how many of its ``total`` questions are in which state, 完成 first."""

    name: str
    total: int
    counts: Mapping[str, int]

    @property
    def is_done(self) -> bool:
        """Whether nothing of it is left to do."""
        return self.counts.get(DONE, 0) == self.total


class ChartPart(Struct, frozen=True):
    """A part of the report; without heading: what is asked but stands in no part."""

    heading: str
    topics: tuple[ChartTopic, ...]


def make_chart(review: Review, outline: Outline | None, answers: Answers) -> list[ChartPart]:
    """The topics of this report by the parts of its outline."""
    left = {topic.name: topic for topic in review.topics}
    parts = []
    for node in outline.parts if outline else ():
        names = dict.fromkeys(name for name in _topics(node) if name in left)
        if names:
            topics = tuple(_topic(left.pop(name)) for name in names)
            parts.append(ChartPart(_heading(node, answers), topics))
    if left:
        parts.insert(0, ChartPart("", tuple(map(_topic, left.values()))))
    return parts


def totals(parts: list[ChartPart]) -> Counter[str]:
    """How many questions of the whole report are in which state."""
    found: Counter[str] = Counter()
    for part in parts:
        for topic in part.topics:
            found.update(topic.counts)
    return found


def _topic(topic: TopicReview) -> ChartTopic:
    asked = [row.state for row in topic.rows if row.state not in _NEVER_ASKED]
    states = [DONE if state == _DONE else state for state in asked]
    counts = Counter(states)
    first = {DONE: counts.pop(DONE)} if DONE in counts else {}
    return ChartTopic(topic.name, len(states), {**first, **counts})


def _topics(node: Node) -> Iterator[str]:
    if node.topic:
        yield node.topic
    for child in node.children:
        yield from _topics(child)


def _heading(node: Node, answers: Answers) -> str:
    """The heading in the bureau's words or the outline's, without what only a draft can fill in."""
    own = answers.headings.get(node.key) or answers.headings.get(node.heading)
    heading = own or node.heading or node.topic
    heading = _YEAR.sub(lambda match: str(answers.year + _YEARS[match[1]]), heading)
    return _JINJA.sub("", heading).strip()
