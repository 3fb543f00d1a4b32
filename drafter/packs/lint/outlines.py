"""What is wrong with a pack's outlines: where topics go, and that nothing answered is lost."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from drafter.packs.faults import Faults, near_miss
from drafter.packs.lint.markup import OWN_ITEMS
from drafter.packs.outlines import check_structure, walk
from drafter.packs.schema import Node, Outline, Pack, ParagraphStyle


def check_outlines(
    pack: Pack, fragments: Mapping[str, set[str]], silent: Collection[str], faults: Faults
) -> None:
    """Reports the faults of all outlines.

    ``fragments``: those that each topic's template defines; ``silent``: topics whose template prints nothing.
    """
    for outline in pack.outlines.values():
        _rest(outline, faults)
        check_structure(outline, faults)
        for node in walk(outline.parts):
            _node(node, outline, pack, fragments, faults)
    _nowhere(pack, silent, faults)


def _rest(outline: Outline, faults: Faults) -> None:
    if not outline.parts:
        faults.add(outline.place, f"提纲“{outline.name}”没有内容")
    elif not any(node.rest for node in walk(outline.parts)):
        what = f"提纲“{outline.name}”没有“其余: 是”的部分"
        faults.add(outline.place, what, "提纲没有安排的主题要有去处，请给一个部分加上“其余: 是”")


def _node(
    node: Node, outline: Outline, pack: Pack, fragments: Mapping[str, set[str]], faults: Faults
) -> None:
    if outline.typed and (node.style is not None or node.paragraphs is not ParagraphStyle.PLAIN):
        what = f"提纲“{outline.name}”的编号照写，“式”“段式”不起作用"
        faults.add(node.place, what, "要怎样放，就在标题和正文里怎样写")
    if not (node.topic or node.text or node.children or node.rest):
        if outline.typed and node.heading:
            return
        if node.heading and node.key == node.heading:
            faults.add(node.place, f"标题“{node.heading[:20]}”下面没有内容", "加上“内容”“主题”或“文”")
        elif not node.key:
            faults.add(node.place, "提纲的这一项没有内容")
    if not node.fragment:
        return
    if node.fragment == OWN_ITEMS:
        if pack.topics[node.topic].items_key not in pack.questions:
            faults.add(node.place, f"主题“{node.topic}”没有本单位补充内容（“补充: 否”）")
    elif node.fragment not in fragments.get(node.topic, set()):
        known = fragments.get(node.topic, set()) | {OWN_ITEMS}
        advice = near_miss(node.fragment, known) or "现有片段：" + "、".join(sorted(known))
        faults.add(node.place, f"主题“{node.topic}”的模板里没有片段“{node.fragment}”", advice)


def _nowhere(pack: Pack, silent: Collection[str], faults: Faults) -> None:
    """Topics that are always there must have their place; those to tick may come under 其余."""
    placed = {node.topic for outline in pack.outlines.values() for node in walk(outline.parts)}
    for name, topic in pack.topics.items():
        if topic.always and name not in placed | set(silent):
            faults.add(topic.place, f"必备的主题“{name}”没有放进任何提纲", "请在提纲里给它一个位置")
