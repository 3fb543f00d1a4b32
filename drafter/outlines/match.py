"""Which topics belong under a heading: by the words that the pack's own outlines use for them.

A proposal only: the clerk confirms.  Words that stand in every heading (加强, 工作, 情况 …) say nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log

from msgspec import Struct
from msgspec.structs import replace

from drafter.outlines.pasted import Heading
from drafter.outlines.tree import NO_HEADING, Parts, is_heading, walk, with_some_rest
from drafter.packs.schema import Node, Outline, Pack

_EMPTY = re.compile(
    "法治政府建设|法治建设|[〇一二三四五六七八九\\d]{2,4}年度?|下一?年度?|上一?年度?|本?年度|推进|推动|加强|深入|持续|扎实|全面|主要|有关|"
    "情况|工作|进一步|不断|着力|切实|积极|认真|大力|提升|提高|强化|深化|健全|完善|优化|做好|开展|落实|方面|及其|以及|依法|水平|能力|机制|体系|制度|[的和与及等在]"
)
_HAN = re.compile("[一-鿿A-Za-z0-9]+")
_TEMPLATE = re.compile(r"\{[{%#].*?[}%#]\}|[\[\]]")
CERTAIN = 0.34
"""From this score on a topic is proposed for a heading."""
_NAMED = 0.5
"""The score, at least, of a topic whose name stands in a heading."""
_ALIKE = 0.55
"""From this likeness on a heading is taken for one of the outline that is started from."""


def grams(text: str) -> Counter[str]:
    """Pairs of characters of the words that say something."""
    words = _HAN.findall(_EMPTY.sub(" ", _TEMPLATE.sub(" ", text)))
    return Counter(word[at : at + 2] for word in words for at in range(max(1, len(word) - 1)))


def likeness(first: str, second: str) -> float:
    """How much two headings say the same, from 0 to 1."""
    a, b = grams(first), grams(second)
    total = a.total() + b.total()
    return 2 * (a & b).total() / total if total else 0.0


class Vocabulary:
    """The words of each topic of a pack."""

    def __init__(self, pack: Pack) -> None:
        self._weights: dict[str, dict[str, float]] = {name: {} for name in pack.topics}
        for name, topic in pack.topics.items():
            self._learn(name, name, 1.0)
            self._learn(name, topic.heading, 0.9)
            for key in topic.questions:
                self._learn(name, pack.questions[key].label, 0.25)
        for outline in pack.outlines.values():
            for about, heading in _headings_of(outline.parts):
                self._learn(about, heading, 0.9)
        spread = Counter(gram for words in self._weights.values() for gram in words)
        self._rarity = {gram: log(1 + len(pack.topics) / number) for gram, number in spread.items()}

    def _learn(self, topic: str, text: str, weight: float) -> None:
        words = self._weights.get(topic)
        for gram in grams(text) if words is not None else ():
            assert words is not None
            words[gram] = max(weight, words.get(gram, 0.0))

    def scores(self, heading: str) -> list[tuple[float, str]]:
        """Topics that share words with a heading, the likeliest first."""
        found = grams(heading)
        most = max(self._rarity.values(), default=1.0)
        whole = sum(self._rarity.get(gram, most / 2) for gram in found) or 1.0
        scored = (
            (max(_NAMED if name in heading else 0.0, self._shared(found, words) / whole), name)
            for name, words in self._weights.items()
        )
        return sorted(((score, name) for score, name in scored if score > 0), key=lambda one: -one[0])

    def _shared(self, found: Iterable[str], words: Mapping[str, float]) -> float:
        return sum(words[gram] * self._rarity[gram] for gram in found if gram in words)


def _headings_of(parts: Sequence[Node], above: str = "") -> Iterator[tuple[str, str]]:
    """Topics with the headings they stand under in an outline; a lone topic is what its part is about."""
    for node in parts:
        heading = node.heading if is_heading(node) else ""
        if node.topic:
            yield node.topic, heading or above
        lone = len({inner.topic for _, inner in walk(node.children) if inner.topic}) == 1
        yield from _headings_of(node.children, heading if lone else "")


class Proposal(Struct, frozen=True):
    """An outline made of pasted headings, and the topics that no heading took."""

    parts: Parts
    left: tuple[str, ...] = ()


def propose(headings: Sequence[Heading], templates: Sequence[str], base: Outline, pack: Pack) -> Proposal:
    """Puts the pack's topics under pasted headings.

    ``templates``: the headings' templates, in the same order.  A heading without others below it that says what a
    part of ``base`` says takes over what stands below that part.
    """
    words = Vocabulary(pack)
    leaves = [number for number, _ in enumerate(headings) if _is_leaf(headings, number)]
    adopted = dict(_adopted([(number, headings[number].text) for number in leaves], base))
    taken = dict(_claims([(n, headings[n].text) for n in leaves if n not in adopted], words))
    claimed = {topic for topics in taken.values() for topic in topics}
    content: dict[int, tuple[Node, ...]] = {
        number: _free(node.children, claimed)
        if node.children
        else (Node(node.placed, NO_HEADING, node.topic),)
        for number, node in adopted.items()
    }
    for number, topics in taken.items():
        alone = len(topics) == 1 or headings[number].level > 1
        content[number] = tuple(Node(name, NO_HEADING if alone else "", name) for name in topics)
    made = tuple(_tree(headings, templates, content))
    before, after = _edges(base.parts)
    rest = next((number for number, node in adopted.items() if node.rest), None)
    parts = with_some_rest((*before, *_with_rest(made, headings, rest), *after))
    return Proposal(parts, homeless(parts, pack))


def homeless(parts: Parts, pack: Pack) -> tuple[str, ...]:
    """Topics without a place of their own: they come under 其余.  Those that no outline places print nothing."""
    placed = {node.topic for _, node in walk(parts) if not node.fragment}
    printing = {node.topic for outline in pack.outlines.values() for _, node in walk(outline.parts)}
    return tuple(
        name
        for name, topic in pack.topics.items()
        if name not in placed and (name in printing or not topic.always)
    )


def _is_leaf(headings: Sequence[Heading], number: int) -> bool:
    return number + 1 == len(headings) or headings[number + 1].level <= headings[number].level


def _adopted(leaves: Sequence[tuple[int, str]], base: Outline) -> Iterator[tuple[int, Node]]:
    """Headings that say what a heading of the base says, each with that node; the likest first."""
    nodes = [node for _, node in walk(base.parts) if is_heading(node) and (node.children or node.rest)]
    pairs = sorted(
        (
            (likeness(text, node.heading), -order, number, node)
            for number, text in leaves
            for order, node in enumerate(nodes)
        ),
        key=lambda one: one[:2],
        reverse=True,
    )
    numbers: set[int] = set()
    used: list[Node] = []
    for score, _order, number, node in pairs:
        if score >= _ALIKE and number not in numbers and not any(_overlap(node, other) for other in used):
            numbers.add(number)
            used.append(node)
            yield number, node


def _overlap(first: Node, second: Node) -> bool:
    """Whether a node is the other or stands inside it."""
    return first is second or any(
        inner is other for outer, other in ((first, second), (second, first)) for _, inner in walk((outer,))
    )


def _claims(leaves: Sequence[tuple[int, str]], words: Vocabulary) -> Iterator[tuple[int, list[str]]]:
    """Each topic under the heading it fits best, where it fits well enough."""
    best: dict[str, tuple[float, int]] = {}
    texts = dict(leaves)
    for number, text in leaves:
        for score, topic in words.scores(text):
            if score >= CERTAIN and score > best.get(topic, (0.0, 0))[0]:
                best[topic] = (score, number)
    for number, _ in leaves:
        found = sorted(((-score, topic) for topic, (score, at) in best.items() if at == number))
        if found:
            top = -found[0][0]
            near = [topic for score, topic in found if -score >= top * 0.6]
            yield number, sorted(near, key=lambda topic: (texts[number].find(topic), near.index(topic)))


def _free(nodes: Iterable[Node], claimed: set[str]) -> tuple[Node, ...]:
    """Nodes without the topics that other headings have claimed, and without headings that are empty for it."""
    kept = []
    for node in nodes:
        if node.topic in claimed:
            continue
        inner = replace(node, children=_free(node.children, claimed), rest=False)
        if inner.children or inner.topic or inner.text or not node.children:
            kept.append(inner)
    return tuple(kept)


def _tree(
    headings: Sequence[Heading], templates: Sequence[str], content: Mapping[int, tuple[Node, ...]]
) -> Iterator[Node]:
    """The headings of the highest level here, each with those below it."""
    number = 0
    while number < len(headings):
        end = number + 1
        while end < len(headings) and headings[end].level > headings[number].level:
            end += 1
        inner = {at - number - 1: nodes for at, nodes in content.items() if number < at < end}
        below = tuple(_tree(headings[number + 1 : end], templates[number + 1 : end], inner))
        template = templates[number]
        yield Node(template, template, children=(*content.get(number, ()), *below))
        number = end


def _edges(parts: Parts) -> tuple[Parts, Parts]:
    """What stands before the first heading and behind the last: 开头, 特此报告."""
    headed = [number for number, node in enumerate(parts) if is_heading(node)]
    if not headed:
        return parts, ()
    return parts[: headed[0]], parts[headed[-1] + 1 :]


def _with_rest(made: Parts, headings: Sequence[Heading], adopted: int | None) -> Parts:
    """The part that says 举措成效, or the fullest, takes what has no place."""
    if not made:
        return made
    tops = [number for number, one in enumerate(headings) if one.level == 1]
    if adopted in tops:
        number = tops.index(adopted)
    else:
        telling = [
            n for n, top in enumerate(tops) if re.search("举措|成效|做法|成绩|开展", headings[top].text)
        ]
        sizes = [len(list(walk(node.children))) for node in made]
        number = telling[0] if telling else sizes.index(max(sizes))
    return (*made[:number], replace(made[number], rest=True), *made[number + 1 :])
