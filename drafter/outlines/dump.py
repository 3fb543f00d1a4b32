"""An outline as the YAML file that packs/outlines.py reads back identically."""

from __future__ import annotations

from drafter.answers.dump import dump_entry
from drafter.answers.model import Raw
from drafter.outlines.tree import natural_key
from drafter.packs.schema import Node, Outline, ParagraphStyle
from drafter.packs.words import TYPED

_HEADER = "# 本单位的提纲。在答案文件里写“提纲: {name}”就按它起草；可以给别的单位用，明年接着用。\n"
_USUAL = tuple(style.value for style in Outline("", "", ()).styles)


def outline_text(outline: Outline, pack: str, file: str) -> str:
    """The whole file.  ``pack``: what the answers file writes under 模板; ``file``: the outline's own name."""
    fields: dict[str, Raw] = {"名称": outline.label}
    optional = (("说明", outline.help), ("模板", pack), ("缺少", outline.lacks))
    fields |= {word: text for word, text in optional if text}
    styles = [style.value for style in outline.styles]
    if tuple(styles) != _USUAL:
        fields["式"] = list(styles)
    if outline.typed:
        fields["编号"] = TYPED
    fields["部分"] = [_node(node) for node in outline.parts]
    lines = [line for word, raw in fields.items() for line in dump_entry(word, raw)]
    return _HEADER.format(name=file) + "".join(f"{line}\n" for line in lines)


def _node(node: Node) -> Raw:
    """A lone topic is its name, anything else a mapping of what it has."""
    fields: dict[str, Raw] = {} if node.key == natural_key(node) else {"键": node.key}
    texts = (("主题", node.placed), ("标题", node.heading), ("文", node.text))
    fields |= {word: text for word, text in texts if text}
    if node.style is not None:
        fields["式"] = node.style.value
    if node.paragraphs is not ParagraphStyle.PLAIN:
        fields["段式"] = node.paragraphs.value
    if node.rest:
        fields["其余"] = "是"
    if node.children:
        fields["内容"] = [_node(child) for child in node.children]
    return node.topic and node.placed if fields.keys() == {"主题"} else fields
