"""Operations on the tree of an outline.  Each takes the parts and a path and gives the parts anew.

A path is the index at each level, ``(1, 0)``: the first child of the second part.  An operation that makes no sense
(up from the top, below a topic) gives the parts as they were, so that a screen need not ask first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec.structs import replace

from drafter.packs.schema import HeadingStyle, Node, ParagraphStyle

Parts = tuple[Node, ...]
Path = tuple[int, ...]
NO_HEADING = "无"
DEEPEST = 4
"""Levels of headings (GB/T 9704-2012, 7.3.3)."""


def natural_key(node: Node) -> str:
    """The key a node has unless the outline gives it another."""
    return node.placed or node.heading or node.text[:20]


def is_heading(node: Node) -> bool:
    """Whether the node prints a heading of its own wording."""
    return bool(node.heading) and node.heading != NO_HEADING


def walk(parts: Sequence[Node], above: Path = ()) -> Iterator[tuple[Path, Node]]:
    """Every node with its path, parents first."""
    for number, node in enumerate(parts):
        path = (*above, number)
        yield path, node
        yield from walk(node.children, path)


def node_at(parts: Parts, path: Path) -> Node:
    """The node at a path.  Raises IndexError where there is none."""
    node = parts[path[0]]
    for number in path[1:]:
        node = node.children[number]
    return node


def level_of(parts: Parts, path: Path) -> int:
    """The level of the heading that a node at ``path`` has or would have."""
    return 1 + sum(is_heading(node_at(parts, path[:depth])) for depth in range(1, len(path)))


def depth_below(node: Node) -> int:
    """How many levels of headings a node holds, itself included."""
    inner = max((depth_below(child) for child in node.children), default=0)
    return inner + is_heading(node)


def changed(parts: Parts, path: Path, change: Callable[[Node], Sequence[Node]]) -> Parts:
    """The parts with the node at ``path`` replaced by what ``change`` makes of it."""
    number, below = path[0], path[1:]
    node = parts[number]
    instead = (replace(node, children=changed(node.children, below, change)),) if below else change(node)
    return (*parts[:number], *instead, *parts[number + 1 :])


def inserted(parts: Parts, path: Path, node: Node) -> Parts:
    """``node`` put in front of what now stands at ``path`` (at the end of a row: behind its last)."""
    number, below = path[0], path[1:]
    if not below:
        return (*parts[:number], node, *parts[number:])
    parent = parts[number]
    inner = replace(parent, children=inserted(parent.children, below, node))
    return (*parts[:number], inner, *parts[number + 1 :])


def renamed(parts: Parts, path: Path, heading: str) -> Parts:
    """Another heading (a template; empty or 无: none of its own)."""

    def rename(node: Node) -> tuple[Node]:
        new = replace(node, heading=heading, heading_line=0)
        return (replace(new, key=natural_key(new)) if node.key == natural_key(node) else new,)

    return with_some_rest(changed(parts, path, rename))


def reworded(parts: Parts, path: Path, text: str) -> Parts:
    """Another text of a node's own (a template)."""
    return changed(parts, path, lambda node: (replace(node, text=text, key=text[:20], text_line=0),))


def restyled(
    parts: Parts, path: Path, style: HeadingStyle | None, paragraphs: ParagraphStyle | None = None
) -> Parts:
    """Another way for a heading to stand, or for the paragraphs below it to be strung together."""
    return changed(
        parts, path, lambda node: (replace(node, style=style, paragraphs=paragraphs or node.paragraphs),)
    )


def removed(parts: Parts, path: Path) -> Parts:
    """Without the node and what is below it; its topics have no place any more.  其余 goes to another part."""
    return with_some_rest(changed(parts, path, lambda node: ()))


def dissolved(parts: Parts, path: Path) -> Parts:
    """Without the heading; what stood below it stands in its place."""
    return with_some_rest(changed(parts, path, lambda node: node.children))


def earlier(parts: Parts, path: Path) -> Parts:
    """The node before the one that stands in front of it."""
    if path[-1] == 0:
        return parts
    return _moved(parts, path, (*path[:-1], path[-1] - 1))


def later(parts: Parts, path: Path) -> Parts:
    """The node behind the one that follows it."""
    row = node_at(parts, path[:-1]).children if len(path) > 1 else parts
    if path[-1] + 1 >= len(row):
        return parts
    return _moved(parts, path, (*path[:-1], path[-1] + 1))


def promoted(parts: Parts, path: Path) -> Parts:
    """One level up: right behind the heading it stood under.  Only headings can stand at the top."""
    if len(path) < 2 or (len(path) == 2 and not is_heading(node_at(parts, path))):
        return parts
    return _moved(parts, path, (*path[:-2], path[-2] + 1))


def demoted(parts: Parts, path: Path) -> Parts:
    """One level down: the last one under the heading in front of it."""
    if path[-1] == 0:
        return parts
    above = (*path[:-1], path[-1] - 1)
    host = node_at(parts, above)
    node = node_at(parts, path)
    too_deep = level_of(parts, above) + depth_below(node) > DEEPEST
    if host.topic or host.text or not is_heading(host) or too_deep:
        return parts
    return _moved(parts, path, (*above, len(host.children)))


def _moved(parts: Parts, start: Path, end: Path) -> Parts:
    """The node taken out at ``start`` and put in at ``end`` (a path of the parts without it)."""
    node = node_at(parts, start)
    rest = node.rest
    parts = inserted(changed(parts, start, lambda _: ()), end, replace(node, rest=rest and len(end) == 1))
    return with_some_rest(parts)


def placed_topics(parts: Parts) -> dict[str, Path]:
    """Where each topic and fragment stands, by its written form."""
    return {node.placed: path for path, node in walk(parts) if node.topic}


def put(parts: Parts, place: str, under: Path, heading: str = "") -> Parts:
    """A topic (``信访``) or fragment (``信访@热线``) as the last thing under a heading, taken from where it was."""
    topic, _, fragment = place.partition("@")
    new = Node(place, heading, topic, fragment)
    parts, under = taken_out(parts, place, under)
    host = node_at(parts, under)
    if host.topic or host.text:
        return parts
    return inserted(parts, (*under, len(host.children)), new)


def taken_out(parts: Parts, place: str, seen: Path = ()) -> tuple[Parts, Path]:
    """The parts without a topic or fragment, and where ``seen`` is in them.

    A topic with content of its own below keeps that below as a heading without topic; headings stay.
    """
    found = placed_topics(parts).get(place)
    if found is None:
        return parts, seen
    node = node_at(parts, found)
    if node.children or node.text:
        bare = replace(node, topic="", fragment="", key=node.heading or node.text[:20])
        return changed(parts, found, lambda _: (bare,)), seen
    return with_some_rest(changed(parts, found, lambda _: ())), _without(seen, found)


def _without(path: Path, gone: Path) -> Path:
    """Where a path leads once the leaf at ``gone`` is not there any more."""
    depth = len(gone) - 1
    if len(path) > depth and path[:depth] == gone[:depth] and path[depth] > gone[depth]:
        return (*path[:depth], path[depth] - 1, *path[depth + 1 :])
    return path


def with_rest(parts: Parts, number: int) -> Parts:
    """The part where topics go that the outline places nowhere."""
    bare = _bare(parts)
    return (*bare[:number], replace(bare[number], rest=True), *bare[number + 1 :])


def with_some_rest(parts: Parts) -> Parts:
    """Exactly one part takes the rest: the one that does, else the fullest with a heading."""
    taking = [number for number, node in enumerate(parts) if node.rest]
    if taking:
        return with_rest(parts, taking[0])
    headed = [number for number, node in enumerate(parts) if is_heading(node)]
    if not headed:
        return _bare(parts)
    return with_rest(parts, max(headed, key=lambda number: len(list(walk(parts[number].children)))))


def _bare(parts: Parts) -> Parts:
    """The parts without 其余."""
    return tuple(
        replace(node, rest=False, children=_bare(node.children)) if node.rest or node.children else node
        for node in parts
    )
