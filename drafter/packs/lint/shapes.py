"""What a value in a template is, as far as lint can tell without an answer: number, text, list, row …"""

from __future__ import annotations

from enum import Enum

from msgspec import Struct

from drafter.packs.schema import Kind, Pack, Question


class Sort(Enum):
    """Sorts of values; the words are those of the messages."""

    NUMBER = "数字"
    TEXT = "文字"
    TICK = "是否题"
    LIST = "列表"
    TABLE = "表格"
    RECORD = "表格的一行"
    PRINTED = "已经印成的文字"
    """Text made of values, e.g. by |数 or ~: it holds marks and can only be printed."""
    STRING = "引号里的文字"
    INTEGER = "数"
    SEQUENCE = "一列值"
    """What |map, |list and [ ] give: no list answer."""
    PASSAGE = "段落"
    """Whether a paragraph stands: nothing that a template can print or compare."""
    MACRO = "宏"
    LOOP = "loop"
    ANY = "值"


class Shape(Struct, frozen=True):
    """A value's sort; ``question``: the one it is the answer of; ``item``: what a sequence holds."""

    sort: Sort
    question: Question | None = None
    options: tuple[str, ...] = ()
    """What a choice can be; empty where anything."""
    item: Shape | None = None
    columns: tuple[str, ...] = ()
    """Of a table and its rows."""

    def is_a(self, *sorts: Sort) -> bool:
        """Whether it is one of ``sorts``, or may be because nothing is known of it."""
        return self.sort is Sort.ANY or self.sort in sorts

    def items(self) -> Shape:
        """What a loop over it gives."""
        if self.sort is Sort.LIST:
            return Shape(Sort.TEXT, options=self.options)
        if self.sort is Sort.TABLE:
            return Shape(Sort.RECORD, self.question, columns=self.columns)
        return self.item or ANY

    def plain(self) -> Shape:
        """The same, no longer the answer of a question itself (computed, rounded …)."""
        return Shape(self.sort, None, self.options, self.item, self.columns)


ANY = Shape(Sort.ANY)
PRINTED = Shape(Sort.PRINTED)
YEARS = ("年度", "下一年", "上一年", "前年")
_SORTS = {
    Kind.FIGURE: Sort.NUMBER,
    Kind.MONEY: Sort.NUMBER,
    Kind.YES_NO: Sort.TICK,
    Kind.LIST: Sort.LIST,
    Kind.CHOICES: Sort.LIST,
    Kind.TABLE: Sort.TABLE,
    Kind.ITEMS: Sort.TABLE,
    Kind.PASSAGE: Sort.PASSAGE,
}


def shapes_of(pack: Pack) -> dict[str, Shape]:
    """The names that every template of a pack knows."""
    shapes = {key: _shape(question) for key, question in pack.questions.items()}
    return shapes | {name: Shape(Sort.TEXT) for name in YEARS}


def _shape(question: Question) -> Shape:
    sort = _SORTS.get(question.kind, Sort.TEXT)
    chosen = question.kind in (Kind.CHOICE, Kind.CHOICES) and not question.leaves_open
    columns = tuple(column.key for column in question.columns) or ("标题", "文")
    return Shape(
        sort,
        question,
        options=question.options if chosen else (),
        columns=columns if sort is Sort.TABLE else (),
    )


def column_shape(record: Shape, name: str) -> Shape:
    """A column of a row."""
    for column in record.question.columns if record.question else ():
        if column.key == name and column.kind is Kind.CHOICE:
            return Shape(Sort.TEXT, options=column.options)
    return Shape(Sort.TEXT)


def common(first: Shape, second: Shape) -> Shape:
    """What is known of a value that may be either."""
    if first == second:
        return first
    return first.plain() if first.sort is second.sort and first.sort is not Sort.RECORD else ANY
