"""What a node of an answers file holds: raw values, names and texts with their places."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.answers.model import FIGURES, Raw
from drafter.yamlio import Listing, Node, Scalar, Table


def plain(node: Node) -> Raw:
    """Text, lists and mappings of a node; nothing written reads as an empty text."""
    if isinstance(node, Scalar):
        return "" if node.is_null else node.text
    if isinstance(node, Listing):
        return [plain(item) for item in node.items]
    return {key.text: plain(value) for key, value in node.pairs}


def dict_of(node: Table) -> dict[str, Node]:
    """The pairs of a mapping by name."""
    return {key.text: value for key, value in node.pairs}


def scalars(node: Node) -> Iterator[Scalar]:
    """All texts of a node, names included, in the order of the file."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Listing):
        for item in node.items:
            yield from scalars(item)
    else:
        for key, value in node.pairs:
            yield key
            yield from scalars(value)


def figures_within(node: Node) -> Iterator[tuple[Scalar, Node]]:
    """Names and values of the figures inside texts (model.inner_figures, with places)."""
    if isinstance(node, Listing):
        for item in node.items:
            yield from figures_within(item)
    elif isinstance(node, Table):
        for key, value in node.pairs:
            if key.text == FIGURES and isinstance(value, Table):
                yield from value.pairs
            else:
                yield from figures_within(value)


def string(node: Node | None) -> str:
    """A node as one text; "" where there is none."""
    if node is None:
        return ""
    if isinstance(node, Scalar):
        return "" if node.is_null else node.text
    return str(plain(node))
