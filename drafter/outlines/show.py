"""An outline as the clerk sees it: numbered headings, and below each what it holds."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from msgspec import Struct

from drafter.compose.sections import heading_number
from drafter.i18n import N_
from drafter.outlines.tree import NO_HEADING, Parts, Path, is_heading
from drafter.outlines.wording import shown
from drafter.packs.schema import Node, Outline, Pack

OFF, REST, EMPTY = N_("（今年不写）"), N_("（没有安排的主题写在这里）"), N_("（下面还没有内容，不会印出）")


class Row(Struct, frozen=True):
    """One line of the tree: where it is, how deep it stands, its words."""

    path: Path
    depth: int
    text: str
    heading: bool
    notes: tuple[str, ...] = ()
    """Remarks on the line, words of the catalog."""


def rows(outline: Outline, pack: Pack, year: int, on: Collection[str]) -> list[Row]:
    """The whole tree.  ``on``: the topics of this report; the others are marked."""
    return list(_Tree(pack, year, on, outline.typed).rows(outline.parts, (), 1))


class _Tree:
    def __init__(self, pack: Pack, year: int, on: Collection[str], typed: bool) -> None:
        self.pack, self.year, self.on, self.typed = pack, year, on, typed

    def rows(self, nodes: Parts, above: Path, level: int) -> Iterator[Row]:
        number = 0
        for at, node in enumerate(nodes):
            path, heading = (*above, at), self.heading(node, level)
            number += bool(heading)
            sign = heading_number(level, number) if heading and not self.typed else ""
            notes = tuple(self.notes(node))
            yield Row(path, level - 1, sign + heading + self.content(node), bool(heading), notes)
            yield from self.rows(node.children, path, level + 1 if heading else level)

    def heading(self, node: Node, level: int) -> str:
        """The heading as it will be printed, by the rule of compose: a topic below a part has its own."""
        heading = node.heading
        if heading == NO_HEADING:
            return ""
        if not heading and node.topic and not node.fragment and level == 2 and not self.typed:
            heading = self.pack.topics[node.topic].heading
        return shown(heading, self.year)

    def content(self, node: Node) -> str:
        """What stands right below the heading."""
        topic = f"［{node.placed}］" if node.topic else ""
        return topic + (f"“{shown(node.text, self.year)}”" if node.text else "")

    def notes(self, node: Node) -> Iterator[str]:
        """What there is to say of a node."""
        if node.topic and node.topic not in self.on:
            yield OFF
        if node.rest:
            yield REST
        elif is_heading(node) and not self.typed and not (node.children or node.topic or node.text):
            yield EMPTY
