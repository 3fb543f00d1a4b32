"""YAML files of a pack as sections that know their place and collect every fault instead of stopping at the first."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from drafter.errors import Place
from drafter.packs.faults import Fault, Faults, near_miss
from drafter.packs.files import read_node

__all__ = ["Fault", "Faults", "Section", "near_miss", "read_section"]

_INTEGER = re.compile(r"-?[0-9]{1,4}", re.ASCII)


class Section:
    """A mapping of a pack file; fields are taken by their Chinese words, what is left over is a fault."""

    def __init__(self, node: MappingNode, path: Path, faults: Faults) -> None:
        self.path, self.faults = path, faults
        self.place = self.place_of(node)
        self._nodes: dict[str, Node] = {}
        self._keys: dict[str, Node] = {}
        for key, value in node.value:
            if not isinstance(key, ScalarNode):
                faults.add(self.place_of(key), "冒号前应是一个字段名，这里却是一对括号或一个列表", _QUOTES)
            elif key.value in self._nodes:
                first = self._keys[key.value].start_mark.line + 1
                faults.add(self.place_of(key), f"“{key.value}”写了两次（第{first}行已有）", "请保留一处")
            else:
                self._nodes[key.value], self._keys[key.value] = value, key

    def place_of(self, node: Node) -> Place:
        return Place(self.path, node.start_mark.line + 1)

    def line(self, word: str) -> Place:
        """The place of a field's content (the section's own where it is absent)."""
        node = self._nodes.get(word)
        return self.place_of(node) if node is not None else self.place

    def text_line(self, word: str) -> Place:
        """The place where the text of a field begins: a literal block ``|`` begins on the next line."""
        node = self._nodes.get(word)
        if isinstance(node, ScalarNode) and node.style in ("|", ">"):
            return Place(self.path, node.start_mark.line + 2)
        return self.line(word)

    def __contains__(self, word: str) -> bool:
        return word in self._nodes

    def words(self) -> list[str]:
        return list(self._nodes)

    def text(self, word: str, default: str = "", *, required: bool = False) -> str:
        node = self._nodes.get(word)
        value = ""
        if isinstance(node, ScalarNode):
            value = str(node.value)
        elif node is not None:
            self.faults.add(self.place_of(node), f"“{word}”应是一段文字", _QUOTES)
            return default
        if required and not value.strip():
            self.faults.add(self.line(word), f"缺少“{word}”" if node is None else f"“{word}”没有内容")
        return default if node is None else value

    def flag(self, word: str, default: str = "否") -> bool:
        value = self.text(word, default)
        if value not in ("是", "否"):
            self.faults.add(self.line(word), f"“{word}”只能写 是 或 否，现为“{value}”")
            value = default
        return value == "是"

    def number(self, word: str) -> int | None:
        value = self.text(word)
        if not value:
            return None
        if not _INTEGER.fullmatch(value):
            self.faults.add(self.line(word), f"“{word}”应是整数，现为“{value[:20]}”")
            return None
        return int(value)

    def texts(self, word: str) -> tuple[str, ...]:
        """A list of texts; a single text counts as a list of one."""
        node = self._nodes.get(word)
        if node is None:
            return ()
        if isinstance(node, ScalarNode):
            return (str(node.value),) if node.value else ()
        if isinstance(node, SequenceNode) and all(isinstance(item, ScalarNode) for item in node.value):
            return tuple(str(item.value) for item in node.value)
        self.faults.add(self.place_of(node), f"“{word}”应是文字的列表，如 [甲, 乙]")
        return ()

    def items(self, word: str) -> Iterator[tuple[Section | str, Place]]:
        """The items of a list, each with its place: texts as they are, mappings as sections."""
        node = self._nodes.get(word)
        if node is None or _is_blank(node):
            return
        if not isinstance(node, SequenceNode):
            self.faults.add(self.place_of(node), f"“{word}”应是列表（每项前有“- ”）")
            return
        for item in node.value:
            if isinstance(item, ScalarNode):
                yield str(item.value), self.place_of(item)
            elif isinstance(item, MappingNode):
                yield Section(item, self.path, self.faults), self.place_of(item)
            else:
                self.faults.add(self.place_of(item), f"“{word}”的一项既不是文字也不是字段")

    def sections(self, word: str) -> Iterator[Section]:
        for item, place in self.items(word):
            if isinstance(item, Section):
                yield item
            else:
                self.faults.add(place, f"“{word}”的一项应是若干“字段: 内容”，现为“{item}”")

    def section(self, word: str) -> Section | None:
        node = self._nodes.get(word)
        if node is None or _is_blank(node):
            return None
        if not isinstance(node, MappingNode):
            self.faults.add(self.place_of(node), f"“{word}”应由若干“字段: 内容”组成")
            return None
        return Section(node, self.path, self.faults)

    def is_text(self, word: str) -> bool:
        node = self._nodes.get(word)
        return isinstance(node, ScalarNode) and not _is_blank(node)

    def only(self, words: Collection[str], of: str) -> None:
        """Every field must be one of ``words``; others are faults, with the near miss."""
        for word, key in self._keys.items():
            if word not in words:
                advice = near_miss(word, words) or "可写：" + "、".join(sorted(words))
                if _is_blank(self._nodes[word]):  # {式: 合计(甲, 乙) = 丙}: YAML cuts at the comma
                    advice = "花括号里的内容带英文逗号时，请把整个内容放进英文引号里"
                self.faults.add(self.place_of(key), f"{of}里没有“{word}”这个字段", advice)

    def choice(self, word: str, allowed: tuple[str, ...], default: str) -> str:
        value = self.text(word, default)
        if value not in allowed:
            advice = near_miss(value, allowed) or "可写：" + "、".join(allowed)
            self.faults.add(self.line(word), f"“{word}”不能写“{value}”", advice)
            return default
        return value


_QUOTES = "内容里有 { } [ ] 时，请把整个内容放进英文引号里"


def _is_blank(node: Node) -> bool:
    """Whether nothing was written after the colon."""
    return isinstance(node, ScalarNode) and not node.value and node.style not in ("'", '"')


def read_section(path: Path, faults: Faults) -> Section | None:
    """The file as one section; None (and a fault) where it is missing, broken or not a mapping."""
    node = read_node(path, faults)
    if isinstance(node, MappingNode):
        return Section(node, path, faults)
    if node is not None:
        faults.add(Place(path, 1), "文件应由若干“字段: 内容”组成")
    return None
