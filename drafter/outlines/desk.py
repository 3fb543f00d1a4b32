"""An outline being edited: what is there, what was done last, and what the clerk's own words become.

Pure.  Each change gives the outline anew; the screen saves it before the next question.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec.structs import replace

from drafter.outlines import tree
from drafter.outlines.match import Vocabulary, homeless, propose
from drafter.outlines.pasted import Heading
from drafter.outlines.show import Row, rows
from drafter.outlines.tree import Parts, Path
from drafter.outlines.wording import MARKUP, cleaned, to_edit, typed_heading, typed_text
from drafter.packs.schema import Kind, Node, Outline, Pack, ParagraphStyle

_FRAGMENT = re.compile(r"(?m)^[ \t]*@[ \t]*(\S.*?)[ \t]*$")
_IN_SENTENCE = (Kind.FIGURE, Kind.MONEY, Kind.TEXT, Kind.DATE, Kind.CHOICE)
"""Kinds of questions whose answers a typed sentence can print."""


class Desk:
    """The outline of one bureau while it is edited.

    ``on``: topics of this report; ``headings``: the bureau's own wordings of an answers file (标题改写), which
    become part of the outline.
    """

    def __init__(
        self,
        pack: Pack,
        outline: Outline,
        year: int,
        on: Collection[str] = (),
        headings: Mapping[str, str] | None = None,
    ) -> None:
        self.pack, self.year, self.on = pack, year, on
        self.folded: set[str] = set()
        """Keys of 标题改写 that the outline now says itself."""
        parts = self._folded(outline.parts, headings or {})
        self.outline = replace(outline, parts=parts)
        self._before: list[Outline] = []
        self._words: Vocabulary | None = None

    def _folded(self, parts: Parts, headings: Mapping[str, str]) -> Parts:
        for path, node in list(tree.walk(parts)):
            for key in (node.key, node.heading):
                if headings.get(key):
                    parts = tree.renamed(parts, path, typed_heading(headings[key], self.year))
                    self.folded.add(key)
                    break
        return parts

    # -- what there is

    @property
    def parts(self) -> Parts:
        return self.outline.parts

    def rows(self) -> list[Row]:
        """The tree as it will be printed."""
        return rows(self.outline, self.pack, self.year, self.on)

    def homeless(self) -> tuple[str, ...]:
        """Topics that come under 其余."""
        return homeless(self.parts, self.pack)

    def empty(self) -> list[str]:
        """Headings that will not be printed for want of content, as shown."""
        if self.outline.typed:
            return []
        bare = {path for path, node in tree.walk(self.parts) if tree.is_heading(node) and _is_empty(node)}
        return [row.text for row in self.rows() if row.path in bare]

    def places(self) -> list[str]:
        """Everything that can be placed: topics, the named fragments of each, and its own items."""
        return [
            place
            for name in self.pack.topics
            if name in self._printing
            for place in (name, *(f"{name}@{fragment}" for fragment in self.fragments(name)))
        ]

    @property
    def _printing(self) -> set[str]:
        return {*homeless((), self.pack)}

    def fragments(self, topic: str) -> list[str]:
        """The fragments that the template of a topic names."""
        return _FRAGMENT.findall(self.pack.templates[topic].source) if topic in self.pack.templates else []

    def where(self, place: str) -> str:
        """Under which heading a topic or fragment now stands, as shown; empty where it has no place."""
        path = tree.placed_topics(self.parts).get(place)
        if path is None:
            return ""
        shown = {row.path: row.text for row in self.rows() if row.heading}
        above = (path[:depth] for depth in range(len(path) - 1, 0, -1))
        return next((shown[one] for one in above if one in shown), "")

    def below(self, path: Path) -> list[str]:
        """Topics and fragments right below a heading."""
        node = tree.node_at(self.parts, path)
        return [one.placed for one in (node, *node.children) if one.topic]

    def likely(self, path: Path) -> list[str]:
        """All that can be placed, what fits a heading best first."""
        if self._words is None:
            self._words = Vocabulary(self.pack)
        heading = to_edit(tree.node_at(self.parts, path).heading, self.year)
        fitting = [name for _, name in self._words.scores(heading)]
        order = {name: number for number, name in enumerate(fitting[:5])}
        return sorted(self.places(), key=lambda place: order.get(place.partition("@")[0], len(order)))

    def to_edit(self, path: Path) -> str:
        """The heading, or the sentence, as it stands in the line to be edited."""
        node = tree.node_at(self.parts, path)
        own = (
            node.heading if tree.is_heading(node) or not node.topic else self.pack.topics[node.topic].heading
        )
        return to_edit(node.text if node.text and not own else own, self.year)

    # -- changes

    def take(self, parts: Parts) -> bool:
        """Take over changed parts; False when nothing has changed."""
        return self.take_outline(replace(self.outline, parts=parts))

    def take_outline(self, outline: Outline) -> bool:
        if outline == self.outline:
            return False
        self._before.append(self.outline)
        self.outline = outline
        return True

    def undo(self) -> bool:
        """The outline before the last change; False where there was none."""
        if not self._before:
            return False
        self.outline = self._before.pop()
        return True

    @property
    def can_undo(self) -> bool:
        return bool(self._before)

    def heading(self, typed: str) -> str:
        """The template of a typed heading."""
        return typed_heading(typed, self.year)

    def add_heading(self, typed: str, path: Path, *, below: bool) -> bool:
        """A new heading behind the one at ``path``, or as the last one below it; an empty path: as the last part."""
        template = self.heading(typed)
        if not path:
            return bool(template) and self.take((*self.parts, Node(template, template)))
        node = tree.node_at(self.parts, path)
        if below and (node.topic or tree.level_of(self.parts, path) >= tree.DEEPEST):
            return False
        at = (*path, len(node.children)) if below else (*path[:-1], path[-1] + 1)
        return bool(template) and self.take(tree.inserted(self.parts, at, Node(template, template)))

    def rename(self, path: Path, typed: str) -> bool:
        """Another wording of a heading or sentence; typing what stood there leaves it as it is."""
        if cleaned(typed) == cleaned(self.to_edit(path)):
            return False
        node = tree.node_at(self.parts, path)
        if node.text and not node.heading and not node.topic:
            text = typed_text(typed, self.year, self.slots())
            return _is_sentence(text) and self.take(tree.reworded(self.parts, path, text))
        heading = self.heading(typed) or (tree.NO_HEADING if node.topic else "")
        return bool(heading) and self.take(tree.renamed(self.parts, path, heading))

    def arrange(self, path: Path, wanted: Sequence[str]) -> bool:
        """The topics and fragments below a heading: those wanted are fetched, the others lose their place."""
        node = tree.node_at(self.parts, path)
        if node.topic or not tree.is_heading(node):
            return False
        parts, at = self.parts, path
        for place in [place for place in self.below(path) if place not in wanted]:
            parts, at = tree.taken_out(parts, place, at)
        for place in [place for place in wanted if place not in self.below(path)]:
            parts, at = tree.taken_out(parts, place, at)
            parts = tree.put(parts, place, at, self._own_heading(parts, at, place, len(wanted)))
        return self.take(parts)

    def _own_heading(self, parts: Parts, under: Path, place: str, number: int) -> str:
        """A lone topic stands right under its part; several each have their usual heading."""
        if number == 1 or "@" in place or tree.level_of(parts, under) > 1:
            return tree.NO_HEADING
        return ""

    def add_sentence(self, typed: str, path: Path) -> bool:
        """A sentence with figures in braces as the last thing below a heading."""
        text = typed_text(typed, self.year, self.slots())
        node = tree.node_at(self.parts, path)
        if not _is_sentence(text) or node.topic:
            return False
        return self.take(tree.inserted(self.parts, (*path, len(node.children)), Node(text[:20], text=text)))

    def slots(self) -> dict[str, str]:
        """Keys of the questions that a sentence can print, by key and by label where that is the only one."""
        found = [one for one in self.pack.questions.values() if one.kind in _IN_SENTENCE]
        labels = [one.label for one in found]
        by_label = {one.label: one.key for one in found if labels.count(one.label) == 1}
        return by_label | {one.key: one.key for one in found}

    def draft_sentence(self, keys: Iterable[str]) -> str:
        """A sentence with the figures chosen, for the clerk to put into words."""
        told = (f"{self.pack.questions[key].label}{{{key}}}" for key in keys)
        return "，".join(told) + "。"

    def rest_at(self, number: int) -> bool:
        return self.take(tree.with_rest(self.parts, number))

    def string(self, path: Path, paragraphs: ParagraphStyle) -> bool:
        """How the paragraphs below a heading are strung together."""
        node = tree.node_at(self.parts, path)
        return self.take(tree.restyled(self.parts, path, node.style, paragraphs))

    def paste(self, headings: Sequence[Heading], base: Outline) -> bool:
        """Pasted headings instead of what is there; topics are put where their words fit."""
        templates = [self.heading(one.text) for one in headings]
        if not headings or not all(templates):
            return False
        made = propose(headings, templates, base, self.pack)
        return self.take_outline(
            replace(self.outline, parts=made.parts, styles=base.styles, typed=False, lacks="")
        )


def _is_sentence(text: str) -> bool:
    """Whether a text is one paragraph of words, nothing that means something to a template's text."""
    return bool(text) and not text.startswith(MARKUP)


def _is_empty(node: Node) -> bool:
    return not (node.topic or node.text or node.children or node.rest)
