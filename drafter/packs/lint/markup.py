"""The plain markup of templates: clauses that pair, headings, items, tables, fragments.

A template is flattened to the lines that it gives when every {% if %} takes its first branch, its second …; each
such text is judged as compose would read it, with the line of the source that each of its lines came from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from jinja2 import nodes
from msgspec import Struct, field

from drafter.compose.markup import TIE
from drafter.packs.lint.texts import Parsed, Role

VALUE = "□"
"""Stands for a printed value."""
OWN_ITEMS = "补充"
"""``主题@补充`` places the bureau's own items, so no fragment can be called so."""

_FRAGMENT = re.compile(r"@\s*(\S.*)")
_ITEM = re.compile(r"[-+]\s+\S")
_BRACKET = re.compile(r"\[\[|\]\]")
_WIDE = re.compile(r"［［|］］|｛｛|｝｝|｛%|%｝|｛\s*%|%\s*｝")
_BRACES = re.compile(r"(?<!\{)\{\s*(\w+)\s*\}(?!\})")
_MOST_VARIANTS = 8
Found = tuple[int, str, str]
"""Line within the template, what is wrong, advice."""


class _Flat(Struct):
    """Text with the source line of every character."""

    text: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)

    def add(self, text: str, line: int) -> None:
        for char in text:
            self.text.append(char)
            self.lines.append(line)
            line += char == "\n"

    def rows(self) -> Iterator[Row]:
        """The lines of the text, stripped."""
        whole = "".join(self.text)
        for found in re.finditer(r"[^\S\n]*([^\n]*)(?:\n|$)", whole):
            text = found[1].rstrip()
            lines = self.lines[found.start(1) : found.start(1) + len(text)]
            yield Row(text, lines or [self.lines[found.start()] if found.start() < len(self.lines) else 1])


class Row(NamedTuple):
    """A line as it will be read, with the source line of each of its characters."""

    text: str
    lines: list[int]

    @property
    def line(self) -> int:
        return self.lines[0]


class _Flattener:
    """Writes down what a template gives when every condition takes its branch number ``variant``."""

    def __init__(self, variant: int) -> None:
        self.variant = variant
        self.apart: list[_Flat] = []
        """Texts of macros and {% set %} blocks, which are printed elsewhere."""
        self.branches = 1

    def body(self, statements: Sequence[nodes.Node], flat: _Flat) -> None:
        for node in statements:
            match node:
                case nodes.Output():
                    for child in node.nodes:
                        flat.add(child.data if isinstance(child, nodes.TemplateData) else VALUE, child.lineno)
                case nodes.If():
                    self._if(node, flat)
                case nodes.For():
                    self.body(node.body, flat)
                case nodes.Macro() | nodes.CallBlock() | nodes.AssignBlock():
                    self.apart.append(_Flat())
                    self.body(node.body, self.apart[-1])
                case nodes.With() | nodes.FilterBlock() | nodes.Block():
                    self.body(node.body, flat)
                case _:
                    pass

    def _if(self, node: nodes.If, flat: _Flat) -> None:
        branches = [node.body, *(branch.body for branch in node.elif_), node.else_]
        self.branches = max(self.branches, len(branches))
        self.body(branches[min(self.variant, len(branches) - 1)], flat)


class Marked(Struct):
    """What the markup of a template holds."""

    found: list[Found] = field(default_factory=list)
    fragments: set[str] = field(default_factory=set)
    ties: dict[int, str] = field(default_factory=dict)
    """By line, the keys of ``= 键``."""


def check_markup(parsed: Parsed, keys: frozenset[str]) -> Marked:
    """The faults of a template's markup, its fragments and ties.  ``keys``: those of the questions."""
    if parsed.tree is None:
        return Marked(fragments=fragments_in(parsed.text.source), ties=_ties_in(parsed.text.source))
    found: dict[Found, None] = {}
    marked = Marked()
    variant, variants = 0, 1
    while variant < min(variants, _MOST_VARIANTS):
        flattener = _Flattener(variant)
        flat = _Flat()
        flattener.body(parsed.tree.body, flat)
        variants = max(variants, flattener.branches)
        for one in (flat, *flattener.apart):
            reader = _Reader(parsed.text.role, keys)
            found |= dict.fromkeys(reader.read(one.rows()))
            marked.fragments |= reader.fragments.keys()
            marked.ties |= reader.ties
        variant += 1
    marked.found = list(found)
    return marked


def fragments_in(source: str) -> set[str]:
    """The fragments that a template names, whatever else is in it."""
    return {
        match.group(1).strip() for line in source.split("\n") if (match := _FRAGMENT.fullmatch(line.strip()))
    }


def _ties_in(source: str) -> dict[int, str]:
    lines = enumerate(source.split("\n"), 1)
    return {number: match[1] for number, line in lines if (match := TIE.fullmatch(line.strip()))}


class _Reader:
    """Reads the lines as compose's markup does, and says what it would take for something else."""

    def __init__(self, role: Role, keys: frozenset[str]) -> None:
        self.role, self.keys = role, keys
        self.fragments: dict[str, int] = {}
        self.open: list[int] = []
        self.depth = 1
        self.cells = 0
        self.after_item = False
        self.ties: dict[int, str] = {}
        self.tie: Row | None = None
        """The ``= 键`` right above the line being read."""

    def read(self, rows: Iterable[Row]) -> Iterator[Found]:
        for row in rows:
            yield from self._characters(row)
            if self.role is Role.LINE:
                yield from self._clauses(row)
                yield from self._ended()
            else:
                yield from self._line(row)
        yield from self._untied("")
        yield from self._ended()

    def _line(self, row: Row) -> Iterator[Found]:
        text = row.text
        item = _ITEM.match(text) is not None
        if item or self.after_item or not text or text[0] in "@#|=":
            yield from self._ended()
        self.after_item = item
        yield from self._untied(text)
        if not text.startswith("|"):
            self.cells = 0
        if text.startswith("#"):
            yield from self._heading(row)
        elif text.startswith("@"):
            yield from self._fragment(row)
        elif text.startswith("="):
            yield from self._tied(row)
        elif text.startswith("|"):
            yield from self._row(row)
        else:
            yield from self._plain(row)
        if text.startswith(("#", "@")):
            yield from self._ended()

    def _heading(self, row: Row) -> Iterator[Found]:
        text, line = row.text, row.line
        signs = len(text) - len(text.lstrip("#"))
        if signs == 1:
            yield line, "小标题从 ## 开始", "一个 # 是主题自己的标题，写在主题的“标题”里"
        elif signs > 3:
            yield line, f"标题太深：{'#' * signs}", "主题之下只有两级，## 和 ###"
        elif signs > self.depth + 1:
            yield line, "### 上面没有 ##", "先写 ## 再写 ###"
        elif not text.strip("# "):
            yield line, "标题没有文字", ""
        self.depth = min(max(signs, 2), 3)
        yield from self._clauses(row)

    def _fragment(self, row: Row) -> Iterator[Found]:
        text, line = row.text, row.line
        self.depth = 1
        found = _FRAGMENT.fullmatch(text)
        name = found.group(1).strip() if found else ""
        if self.role is not Role.TOPIC:
            yield line, "这里不能用“@”开头的片段", "片段只写在主题的模板里"
        elif not name:
            yield line, "“@”后面要写片段的名称", "如 @ 热线"
        elif name in self.fragments:
            yield line, f"片段“{name}”写了两次", f"另一处在第{self.fragments[name]}行"
        elif name == OWN_ITEMS:
            yield line, "片段不能叫“补充”", "“主题@补充”指本单位补充内容"
        self.fragments.setdefault(name, line)

    def _tied(self, row: Row) -> Iterator[Found]:
        """``= 键``: what the key is, is asked in passages.py."""
        found = TIE.fullmatch(row.text)
        if self.role is not Role.TOPIC:
            yield row.line, "这里不能用“=”开头的一行", "段落题的键只写在主题的模板里"
        elif found is None:
            yield row.line, "“=”后面要写一个段落题的键", "如 = 信访段，单独一行，下一行起是那一段"
        else:
            self.tie, self.ties[row.line] = row, found[1]

    def _untied(self, text: str) -> Iterator[Found]:
        """A tie must have its paragraph on the next line."""
        if self.tie is not None and (not text or text[0] in "@#|="):
            yield self.tie.line, f"“{self.tie.text}”下面没有段落", "下一行就是那一段，中间不空行"
        self.tie = None

    def _row(self, row: Row) -> Iterator[Found]:
        text, line = row.text, row.line
        if not text.endswith("|") or len(text) < 2:
            yield line, "表格的一行要以“|”结尾", ""
            return
        cells = text[1:-1].split("|")
        if self.cells and len(cells) != self.cells:
            yield line, f"表格这一行有{len(cells)}格，上面是{self.cells}格", "每行的“|”要一样多"
        self.cells = self.cells or len(cells)
        start = 1
        for cell in cells:
            yield from self._clauses(Row(cell, row.lines[start : start + len(cell)]))
            yield from self._ended()
            start += len(cell) + 1

    def _plain(self, row: Row) -> Iterator[Found]:
        text, line = row.text, row.line
        if re.match(r"[-+](?![-+\s\d])", text):
            yield line, f"“{text[0]}”后面要有空格，才是分条", f"写成“{text[0]} 内容”"
        elif re.match(r"\*\s", text):
            yield line, "分条用“- ”，不用“* ”", ""
        yield from self._clauses(row)

    def _characters(self, row: Row) -> Iterator[Found]:
        for found in _WIDE.finditer(row.text):
            yield row.lines[found.start()], f"“{found[0]}”是全角符号", "请改成英文的符号"
        for found in _BRACES.finditer(row.text):
            if found[1] in self.keys:
                what = f"“{found[0]}”只有一对花括号，会原样印出"
                yield row.lines[found.start()], what, f"写成 {{{{ {found[1]} }}}}"

    def _clauses(self, row: Row) -> Iterator[Found]:
        for found in _BRACKET.finditer(row.text):
            if found[0] == "[[":
                self.open.append(row.lines[found.start()])
            elif self.open:
                self.open.pop()
            else:
                yield row.lines[found.start()], "“]]”前面没有对应的“[[”", "要在同一段里成对"

    def _ended(self) -> Iterator[Found]:
        """A paragraph is over."""
        for line in self.open:
            yield line, "“[[”没有对应的“]]”", "要在同一段里成对"
        self.open = []
