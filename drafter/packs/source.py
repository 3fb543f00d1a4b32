"""YAML files of a pack as sections that know their place and collect every fault instead of stopping at the first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from drafter.errors import Place

Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a pack: where, what, and the near miss or the remedy."""

    place: Place
    what: str
    advice: str = ""

    def __str__(self) -> str:
        return f"{self.place}：{self.what}" + (f"（{self.advice}）" if self.advice else "")


@dataclass(slots=True)
class Faults:
    """The faults of a pack found so far."""

    found: list[Fault] = field(default_factory=list)

    def add(self, place: Place, what: str, advice: str = "") -> None:
        self.found.append(Fault(place, what, advice))


class Section:
    """A mapping of a pack file; fields are taken by their Chinese words, what is left over is a fault."""

    def __init__(self, node: MappingNode, path: Path, faults: Faults) -> None:
        self.path, self.faults = path, faults
        self.place = Place(path, node.start_mark.line + 1)
        self._nodes: dict[str, Node] = {}
        self._keys: dict[str, Node] = {}
        for key, value in node.value:
            name = key.value if isinstance(key, ScalarNode) else ""
            if name in self._nodes:
                faults.add(self.place_of(key), f"“{name}”写了两次")
            self._nodes[name], self._keys[name] = value, key

    def place_of(self, node: Node) -> Place:
        return Place(self.path, node.start_mark.line + 1)

    def line(self, word: str) -> Place:
        """The place of a field (the section's own where it is absent)."""
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
        if node is None:
            if required:
                self.faults.add(self.place, f"缺少“{word}”")
            return default
        if not isinstance(node, ScalarNode):
            self.faults.add(self.place_of(node), f"“{word}”应是一段文字")
            return default
        return str(node.value)

    def flag(self, word: str) -> bool:
        value = self.text(word, "否")
        if value not in ("是", "否"):
            self.faults.add(self.line(word), f"“{word}”只能写 是 或 否，现为“{value}”")
        return value == "是"

    def number(self, word: str) -> int | None:
        value = self.text(word)
        if not value:
            return None
        if not value.lstrip("-").isascii() or not value.lstrip("-").isdigit():
            self.faults.add(self.line(word), f"“{word}”应是整数，现为“{value}”")
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
        self.faults.add(self.place_of(node), f"“{word}”应是文字的列表")
        return ()

    def items(self, word: str) -> Iterator[Section | str]:
        """The items of a list: texts as they are, mappings as sections."""
        node = self._nodes.get(word)
        if node is None:
            return
        if not isinstance(node, SequenceNode):
            self.faults.add(self.place_of(node), f"“{word}”应是列表（每项前有“- ”）")
            return
        for item in node.value:
            if isinstance(item, ScalarNode):
                yield str(item.value)
            elif isinstance(item, MappingNode):
                yield Section(item, self.path, self.faults)
            else:
                self.faults.add(self.place_of(item), f"“{word}”的一项既不是文字也不是字段")

    def sections(self, word: str) -> Iterator[Section]:
        for item in self.items(word):
            if isinstance(item, Section):
                yield item
            else:
                self.faults.add(self.line(word), f"“{word}”的一项应是若干字段，现为“{item}”")

    def section(self, word: str) -> Section | None:
        node = self._nodes.get(word)
        if node is None:
            return None
        if not isinstance(node, MappingNode):
            self.faults.add(self.place_of(node), f"“{word}”应由若干“字段: 内容”组成")
            return None
        return Section(node, self.path, self.faults)

    def is_text(self, word: str) -> bool:
        return isinstance(self._nodes.get(word), ScalarNode)

    def only(self, words: frozenset[str], of: str) -> None:
        """Every field must be one of ``words``; others are faults, with the near miss."""
        for word, key in self._keys.items():
            if word not in words:
                self.faults.add(self.place_of(key), f"{of}里没有“{word}”这个字段", near_miss(word, words))

    def choice(self, word: str, allowed: tuple[str, ...], default: str) -> str:
        value = self.text(word, default)
        if value not in allowed:
            self.faults.add(self.line(word), f"“{word}”不能写“{value}”", "可写：" + "、".join(allowed))
            return default
        return value


def near_miss(word: str, known: frozenset[str] | set[str]) -> str:
    """``是不是“…”？`` with the known word most like ``word``; empty where nothing is near."""
    from difflib import get_close_matches

    close = get_close_matches(word, sorted(known), n=1, cutoff=0.5)
    return f"是不是“{close[0]}”？" if close else ""


def read_section(path: Path, faults: Faults) -> Section | None:
    """The file as one section; None (and a fault) where it is missing, broken or not a mapping."""
    try:
        node = yaml.compose(path.read_text(encoding="utf-8-sig"), Loader=Loader)
    except OSError:
        faults.add(Place(path), "找不到这个文件，或无权读取")
        return None
    except UnicodeDecodeError as error:
        faults.add(Place(path), f"不是 UTF-8 编码（第 {error.start} 个字节起）", "请另存为 UTF-8")
        return None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = Place(path, mark.line + 1, mark.column + 1) if mark else Place(path)
        faults.add(place, f"YAML 写法有误：{error.problem}", "检查缩进、冒号后的空格和引号是否成对")
        return None
    except yaml.YAMLError as error:
        faults.add(Place(path), f"YAML 写法有误：{error}")
        return None
    if not isinstance(node, MappingNode):
        faults.add(Place(path), "文件应由若干“字段: 内容”组成")
        return None
    return Section(node, path, faults)
