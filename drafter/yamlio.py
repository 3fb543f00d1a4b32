"""Reading the YAML that clerks write: any usual encoding, scalars as written, every node with its place.

PyYAML's own constructors guess types (``12:30`` becomes 750) and forget where a node ends.  This module goes
one level lower: parser events become a small tree of nodes with character ranges, each scalar the string
that was written.  Anchors, aliases and tags are refused: in these files a leading ``&``, ``*`` or ``!`` is
the start of a text, which YAML would silently swallow.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from drafter.errors import DrafterError, Place

try:
    from yaml._yaml import CParser
except ImportError:  # PyYAML without libyaml: slower, the same events
    CParser = None  # type: ignore[assignment,misc]


class YamlFault(DrafterError):
    """A text is not readable YAML; the words are Chinese and say the cause."""


class Source(NamedTuple):
    """A text file as read: what is needed to write the same bytes back."""

    text: str
    encoding: str
    bom: bytes = b""

    def encode(self) -> bytes:
        """The bytes of the file; raises UnicodeEncodeError when the encoding lacks a character."""
        return self.bom + self.text.encode(self.encoding)


class Scalar(NamedTuple):
    """Text as written; ``style`` is '' (plain) or one of ``' " | >``."""

    text: str
    start: int
    end: int
    style: str

    @property
    def is_null(self) -> bool:
        """Whether nothing was written (``键:``), or YAML's words for it."""
        return self.style == "" and self.text in ("", "~", "null", "Null", "NULL")


class Listing(NamedTuple):
    """A sequence; ``flow`` when written in brackets."""

    items: list[Node]
    start: int
    end: int
    flow: bool


class Table(NamedTuple):
    """A mapping, its pairs in order; ``flow`` when written in braces."""

    pairs: list[tuple[Scalar, Node]]
    start: int
    end: int
    flow: bool


Node = Scalar | Listing | Table

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
BRACKETS = "内容里有 { } [ ] 时，请把整个内容放进英文引号里"
TOO_DEEP = "括号或缩进套得太深"
DEEPEST = 20
"""Nodes within nodes: far more than any answer needs, far less than Python's stack."""
_SURELY_UTF8 = 4
"""So many Chinese characters never come out of GBK bytes by chance."""
_LINE_END = re.compile("\r\n|[\n\r]")
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\U000f0000-\U0010ffff]")
"""Control characters (a tab and line ends are none), and plane 15/16, in which values are marked."""


def decode(data: bytes, path: Path | str = "") -> Source:
    """Text of ``data``: by its byte order mark, else UTF-8, GBK, GB18030, in this order.

    Raises YamlFault when it is none of them, also for damaged UTF-8, which GBK might take for other characters.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decoded(data[len(bom) :], encoding, bom, path)
    try:
        return Source(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        intact = data[: error.start].decode("utf-8")
        if sum(char > "\x7f" for char in intact) >= _SURELY_UTF8:
            return _decoded(data, "utf-8", b"", path)
    try:
        return Source(data.decode("gbk"), "gbk")
    except UnicodeDecodeError:
        return _decoded(data, "gb18030", b"", path)


def _decoded(data: bytes, encoding: str, bom: bytes, path: Path | str) -> Source:
    try:
        return Source(data.decode(encoding), encoding, bom)
    except UnicodeDecodeError as error:
        raise YamlFault(
            "文件里有不是文字的字节，或编码认不出",
            Place(path, data.count(b"\n", 0, error.start) + 1),
            "请用记事本打开，改正这一行，另存为 UTF-8 编码",
        ) from None


def place_at(text: str, index: int, path: Path | str = "") -> Place:
    """Line and column of a character as an editor counts them."""
    line, start = 1, 0
    for found in _LINE_END.finditer(text, 0, index):
        line, start = line + 1, found.end()
    return Place(path, line, index - start + 1)


def compose(text: str, path: Path | str = "") -> Node | None:
    """The tree of a YAML text (without byte order mark); None when it holds nothing.

    Raises YamlFault with line, column and cause.
    """
    _refuse_forbidden(text, path)
    events = _events(text)
    try:
        next(events)  # start of the stream
        if isinstance(next(events), yaml.StreamEndEvent):
            return None
        node = _Composer(text, path, events).node(next(events))
        next(events)  # end of the document
        after = next(events)
    except yaml.MarkedYAMLError as error:
        from drafter.yamlwhy import explain

        raise explain(error, text, path) from None
    if not isinstance(after, yaml.StreamEndEvent):
        mark = after.start_mark.index
        raise YamlFault("一个文件里有两份内容，用“---”隔开", place_at(text, mark, path), "请删去“---”这一行")
    return node


def _events(text: str) -> Iterator[Any]:
    """Parser events (Any: PyYAML's stubs know neither anchors nor tags of them)."""
    parser = CParser(text) if CParser is not None else yaml.Loader(text)
    while parser.check_event():
        yield parser.get_event()


def _refuse_forbidden(text: str, path: Path | str) -> None:
    if found := FORBIDDEN.search(text):
        place = place_at(text, found.start(), path)
        owner = key_above(text, found.start())
        raise YamlFault(
            f"{f'“{owner}”里' if owner else ''}有不能用的字符{forbidden_name(found[0])}",
            place,
            "请删去这个字符（多半是从别处粘贴时带来的）",
        )


def forbidden_name(char: str) -> str:
    """How an invisible character is called in a message."""
    kind = "控制字符" if ord(char) < 0xA0 else "私用区字符" if ord(char) >= 0xF0000 else "非法字符"
    return f"（{kind} U+{ord(char):04X}）"


def key_above(text: str, index: int) -> str:
    """Name of the entry that the character at ``index`` lies in, for a message ("" when there is none)."""
    names = re.findall(r"(?m)^([^\s#:：-][^:：\n]*)[:：]", text[: index + 1] + ":")
    return FORBIDDEN.sub("", names[-1]).strip() if names else ""


def _end(event: Any) -> int:
    index: int = event.end_mark.index
    return index


class _Composer:
    """Events into nodes."""

    def __init__(self, text: str, path: Path | str, events: Iterator[Any]) -> None:
        self._text, self._path, self._events = text, path, events
        self._depth = 0

    def node(self, event: Any) -> Node:
        """The node that begins with ``event``."""
        start = event.start_mark.index
        if isinstance(event, yaml.AliasEvent) or event.anchor or event.tag not in (None, "!"):
            sign = self._text[start : start + 1]
            what = f"以“{sign}”开头的内容在 YAML 里另有含义，读不出原文"
            raise self._fault(start, what, f'请把整个内容放进英文引号里，如 "{sign}……"')
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(event.value, start, _end(event), event.style or "")
        if self._depth >= DEEPEST:
            raise self._fault(start, TOO_DEEP, BRACKETS)
        self._depth += 1
        node = self._listing(start) if isinstance(event, yaml.SequenceStartEvent) else self._table(start)
        self._depth -= 1
        return node

    def _fault(self, index: int, what: str, advice: str) -> YamlFault:
        return YamlFault(what, place_at(self._text, index, self._path), advice)

    def _listing(self, start: int) -> Listing:
        items = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self.node(event))
        return Listing(items, start, _end(event), self._text[start : start + 1] == "[")

    def _table(self, start: int) -> Table:
        pairs: list[tuple[Scalar, Node]] = []
        seen: dict[str, int] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self.node(event)
            if not isinstance(key, Scalar):
                raise self._fault(key.start, "冒号前面应当是一个名称，这里却是一个列表或一对括号", BRACKETS)
            if self._text[max(0, key.start - 9) : key.start].rstrip(" \t").endswith("?"):
                raise self._fault(key.start, "名称前面的“?”在 YAML 里另有含义", "请写成“名称: 内容”")
            if key.text in seen:
                first = place_at(self._text, seen[key.text]).line
                what = f"“{key.text}”写了两次（第{first}行已有）"
                raise self._fault(key.start, what, "请保留一处，删去另一处")
            seen[key.text] = key.start
            pairs.append((key, self.node(next(self._events))))
        return Table(pairs, start, _end(event), self._text[start : start + 1] == "{")
