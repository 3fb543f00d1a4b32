"""The XML of a Word file as Word's own terms: paragraphs of text, tables of cells.

Tracked changes are read as accepted, fields as their results, text boxes behind the paragraph they hang on; deleted
and hidden text, comments, notes, headers and footers are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from drafter.readers.docx.marked import Commented, Open
from drafter.readers.docx.package import W
from drafter.readers.docx.styles import IsHidden, Numbered, numbered_of, outline_of, switch, value
from drafter.readers.model import Mark, MarkKind

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
BREAK = "\n"
_CODE = re.compile("[0-9A-Fa-f]{1,4}")
_SIGNS = {"tab": "\t", "ptab": "\t", "br": BREAK, "cr": BREAK, "noBreakHyphen": "-", "softHyphen": ""}
_SYMBOLS = {0xA8: "□", 0x52: "☑", 0xFE: "☑", 0x6F: "□", 0xFC: "√", 0xB7: "·"}
"""Characters of the Wingdings and Symbol fonts that forms use."""
_WRAPPERS = frozenset(
    f"{W}{name}"
    for name in (
        "hyperlink",
        "ins",
        "moveTo",
        "smartTag",
        "sdt",
        "sdtContent",
        "customXml",
        "fldSimple",
        "dir",
        "bdo",
    )
)
_GONE = frozenset(f"{W}{name}" for name in ("del", "moveFrom", "delText", "instrText", "delInstrText"))


class Para(Struct, frozen=True):
    """A paragraph: its text with BREAK for line breaks, its style, its list, its own outline level, marks on it."""

    text: str
    style: str = ""
    numbered: Numbered | None = None
    outline: int | None = None
    centred: bool = False
    marks: tuple[Mark, ...] = ()


class Grid(Struct, frozen=True):
    """A table: rows of cells, each the paragraphs and tables in it."""

    rows: tuple[tuple[tuple[Para | Grid, ...], ...], ...]


Term = Para | Grid


class Terms:
    """Reads a body and counts what has to be said about it."""

    def __init__(self, is_hidden: IsHidden, comments: Commented | None = None) -> None:
        self._is_hidden = is_hidden
        self._open = Open(comments or {})
        self._changes = 0
        self._hidden = 0
        self._footnotes = 0
        self._fields: list[bool] = []
        """Open fields, whether we are in the code of each."""

    def notes(self) -> tuple[str, ...]:
        """What was noticed, in Chinese."""
        changes = f"修订标记按已接受读取（共{self._changes}处）"
        hidden = f"隐藏文字没有读（共{self._hidden}处）"
        footnotes = f"脚注和尾注没有读（共{self._footnotes}处）"
        said = ((changes, self._changes), (hidden, self._hidden), (footnotes, self._footnotes))
        return tuple(words for words, count in said if count)

    def body(self, root: Any) -> list[Term]:
        """The paragraphs and tables of the main part."""
        body = root.find(f"{W}body")
        return [] if body is None else self._blocks(body)

    def _blocks(self, parent: Any) -> list[Term]:
        made: list[Term] = []
        joined: Para | None = None
        boxes: list[Term] = []
        for element in _flat(parent):
            if element.tag == f"{W}tbl":
                made += [*_alone(joined), *boxes, self._table(element)]
                joined, boxes = None, []
                continue
            para = self._paragraph(element, boxes)
            if joined is not None:
                para = _run_on(joined, para)
            joined = para if _mark_deleted(element) else None
            if joined is None:
                made += [para, *boxes]
                boxes = []
        return [*made, *_alone(joined), *boxes]

    def _table(self, element: Any) -> Grid:
        rows = []
        for row in _children(element, "tr"):
            if row.find(f"{W}trPr/{W}del") is not None:
                self._changes += 1
                continue
            rows.append(tuple(self._cell(cell) for cell in _children(row, "tc")))
        return Grid(tuple(rows))

    def _cell(self, cell: Any) -> tuple[Term, ...]:
        merge = cell.find(f"{W}tcPr/{W}vMerge")
        continued = merge is not None and merge.get(f"{W}val", "continue") == "continue"
        return () if continued else tuple(self._blocks(cell))

    def _paragraph(self, element: Any, boxes: list[Term]) -> Para:
        with self._open.paragraph() as marks:
            para = self._unmarked(element, boxes)
        return replace(para, marks=tuple(marks)) if marks else para

    def _unmarked(self, element: Any, boxes: list[Term]) -> Para:
        properties = element.find(f"{W}pPr")
        if properties is None:
            return Para(self._inline(element, boxes))
        style = value(properties, "pStyle") or ""
        text = "" if self._is_hidden(style) else self._inline(element, boxes)
        level = outline_of(value(properties, "outlineLvl"))
        for mark in properties.iterfind(f"{W}rPr/{W}ins"):
            self._changes += mark is not None
            self._open.changed(mark, self._open.at)
        for mark in properties.iterfind(f"{W}rPr/{W}del"):
            self._open.changed(mark, self._open.at)
        centred = value(properties, "jc") == "center"
        return Para(text, style, numbered_of(properties.find(f"{W}numPr")), level, centred)

    def _inline(self, parent: Any, boxes: list[Term]) -> str:
        """The text of runs and of what wraps them."""
        parts: list[str] = []
        for element in parent:
            tag = element.tag
            if tag == f"{W}r":
                parts.append(self._run(element, boxes))
            elif tag in _WRAPPERS:
                self._changes += tag in (f"{W}ins", f"{W}moveTo")
                start = self._open.at
                parts.append(self._inline(element, boxes))
                self._open.changed(element, start)
            elif tag in _GONE:
                self._changes += tag == f"{W}del"
                self._open.changed(element, self._open.at)
            elif tag == f"{_MC}AlternateContent":
                parts += [self._inline(one, boxes) for one in _alternatives(element)]
            elif tag in (f"{_MATH}oMath", f"{_MATH}oMathPara"):
                parts.append("".join(one.text or "" for one in element.iter(f"{_MATH}t")))
                self._open.at += len(parts[-1])
            else:
                self._open.mark(element)
        return "".join(parts)

    def _run(self, run: Any, boxes: list[Term]) -> str:
        properties = run.find(f"{W}rPr")
        if properties is not None and self._vanishes(properties):
            self._hidden += any(one.text for one in run.iter(f"{W}t"))
            self._field_marks(run)
            return ""
        start = self._open.at
        text = "".join(self._content(element, boxes) for element in run)
        self._open.at = start + len(text)
        return text

    def _vanishes(self, properties: Any) -> bool:
        own = switch(properties.find(f"{W}vanish"))
        return own if own is not None else self._is_hidden(value(properties, "rStyle") or "")

    def _field_marks(self, run: Any) -> None:
        for mark in run.iterfind(f"{W}fldChar"):
            self._field(mark)

    def _field(self, mark: Any) -> None:
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            self._fields.append(True)
        elif kind == "separate" and self._fields:
            self._fields[-1] = False
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _content(self, element: Any, boxes: list[Term]) -> str:
        """The text of one thing in a run."""
        tag = element.tag
        name = tag.removeprefix(W) if isinstance(tag, str) else ""
        if name == "fldChar":
            self._field(element)
        elif any(self._fields) and name in ("t", "sym", *_SIGNS):
            return ""
        elif name == "t":
            return element.text or ""
        elif name in _SIGNS:
            return "" if element.get(f"{W}type") in ("page", "column") and name == "br" else _SIGNS[name]
        elif name == "sym":
            return _symbol(element.get(f"{W}char", ""))
        elif name in ("footnoteReference", "endnoteReference"):
            self._footnotes += 1
        elif name == "commentReference":
            self._open.referred(element)
        elif name == "ruby":
            return "".join(self._inline(one, boxes) for one in element.iterfind(f"{W}rubyBase"))
        elif tag == f"{_MC}AlternateContent":
            return "".join(self._content(inner, boxes) for one in _alternatives(element) for inner in one)
        elif name in ("drawing", "pict", "object"):
            for box in _boxes(element):
                boxes += self._blocks(box)
        return ""


def _symbol(code: str) -> str:
    """The character of a symbol font by its code, F0A8 or A8; none for one that is not known."""
    return _SYMBOLS.get(int(code[-2:], 16), "") if _CODE.fullmatch(code) else ""


def _run_on(first: Para, second: Para) -> Para:
    """Two paragraphs of which the first has no mark of its own any more."""
    moved = (
        replace(one, start=one.start + len(first.text), end=one.end + len(first.text)) for one in second.marks
    )
    marks = first.marks if first.text else map(_gone, first.marks)
    return replace(second, text=first.text + second.text, marks=(*marks, *moved))


def _gone(mark: Mark) -> Mark:
    """A mark of a paragraph that was deleted whole."""
    return replace(mark, kind=MarkKind.GONE) if mark.kind is MarkKind.DELETED else mark


def _alone(joined: Para | None) -> list[Term]:
    """A paragraph without a mark of its own behind which none comes that it could go on with."""
    return [] if joined is None else [Para(joined.text, marks=joined.marks)]


def _flat(parent: Any) -> Iterator[Any]:
    """Paragraphs and tables, those inside content controls and the like too."""
    for element in parent:
        if element.tag in (f"{W}p", f"{W}tbl"):
            yield element
        elif element.tag in _WRAPPERS:
            yield from _flat(element)
        elif element.tag == f"{_MC}AlternateContent":
            for one in _alternatives(element):
                yield from _flat(one)


def _children(parent: Any, name: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, those inside content controls too."""
    for element in parent:
        if element.tag == W + name:
            yield element
        elif element.tag in _WRAPPERS:
            yield from _children(element, name)


def _alternatives(element: Any) -> list[Any]:
    """The one alternative to read: the choice, or the fallback where the choice holds no text."""
    choice = element.find(f"{_MC}Choice")
    fallback = element.find(f"{_MC}Fallback")
    if choice is not None and (fallback is None or next(choice.iter(f"{W}t"), None) is not None):
        return [choice]
    return [] if fallback is None else [fallback]


def _boxes(element: Any) -> Iterator[Any]:
    """The outermost text boxes in a drawing."""
    for child in element:
        if child.tag == f"{W}txbxContent":
            yield child
        elif child.tag == f"{_MC}AlternateContent":
            for one in _alternatives(child):
                yield from _boxes(one)
        else:
            yield from _boxes(child)


def _mark_deleted(paragraph: Any) -> bool:
    """Whether the mark of a paragraph is deleted: it goes on with the next one."""
    return paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None
