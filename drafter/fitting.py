"""Whether one year's answers have the shapes their questions ask for, and what in the file finds no use.

A hand that edits the file can write anything anywhere.  What cannot be read is a fault (no draft is made, so that
no answer disappears unseen); what is merely unused is a slip, told beside the draft.  Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import Enum

from msgspec import Struct

from drafter.answers.model import (
    FIGURES,
    HEADINGS,
    SOURCE,
    STANDING,
    TEXT,
    TOPICS,
    VALUE,
    Answer,
    Answers,
    Raw,
    Status,
)
from drafter.asking import asked
from drafter.errors import AnswersError, DrafterError, Place
from drafter.figures import NOT_APPLICABLE, OMITTED, parse_figure
from drafter.genre.dates import parse_date
from drafter.nearest import nearest
from drafter.packs.schema import Column, Kind, Node, Outline, Pack, Question
from drafter.reckoning import units

PARTS, HEADING = "分条", "标题"
_SPECIAL = (NOT_APPLICABLE, OMITTED, "")
_PASSAGE = {TEXT, VALUE, FIGURES}
_QUOTE = "内容里有 [ ] { } 或冒号时，请把整个内容放进英文引号里"
_TICKS = ("是", "否")


class Use(Enum):
    """What is wrong with something that the draft does not use."""

    KEY = "不在模板的问题里"
    TOPIC = "不是模板的主题"
    HEADING = "提纲里没有这个标题"
    COLUMN = "不是这张表的列"
    YEAR = "文件名与年度不同"
    UNASKED = "没有写进报告"


class Slip(Struct, frozen=True):
    """Something in an answers file that finds no use."""

    use: Use
    name: str
    line: int = 0
    near_miss: str = ""
    within: str = ""
    """The entry it stands in, the year of the file's name, or further names."""


def misshapen(pack: Pack, answers: Answers) -> list[AnswersError]:
    """Answers of a shape that their question cannot read, in the order of the file."""
    return [
        AnswersError(what, Place(answers.path, answer.line), advice)
        for key, answer in answers.entries.items()
        if (question := pack.questions.get(key)) is not None and answer.value is not None
        for what, advice in _faults(question, answer.value)
    ]


def _faults(question: Question, value: Raw) -> Iterator[tuple[str, str]]:
    if isinstance(value, str) and (value in _SPECIAL or question.kind not in _PARTICULAR):
        return
    name, kind = f"“{question.key}”", question.kind
    if kind.is_number or kind is Kind.DATE:
        if not isinstance(value, str):
            yield f"{name}应是一个{'日期' if kind is Kind.DATE else '数'}", f"请写成“{question.key}: 内容”"
    elif kind is Kind.YES_NO:
        if value not in _TICKS:
            yield f"{name}应是“是”或“否”", f"请写成“{question.key}: 是”"
    elif kind is Kind.CHOICE:
        yield from _chosen(question, [value])
    elif kind in (Kind.TEXT, Kind.LONG, Kind.PASSAGE):
        if not _is_passage(value):
            yield f"{name}应是一段文字，这里却是{_shape(value)}", _QUOTE
    elif kind in (Kind.LIST, Kind.CHOICES):
        yield from _listed(question, value)
    else:
        yield from _rows(question, value)


_PARTICULAR = {Kind.YES_NO, Kind.CHOICE, Kind.CHOICES, Kind.TABLE}
"""Kinds of which not every text is an answer."""


def _shape(value: Raw) -> str:
    return "一个列表" if isinstance(value, list) else "一对括号或下一级的内容"


def _is_passage(value: Raw) -> bool:
    """Whether this is a text, perhaps with figures of its own."""
    return isinstance(value, str) or (isinstance(value, dict) and value.keys() <= _PASSAGE)


def _listed(question: Question, value: Raw) -> Iterator[tuple[str, str]]:
    items = value if isinstance(value, list) else [value]
    wrong = next((item for item in items if not _is_passage(item)), None)
    if wrong is not None:
        yield f"“{question.key}”的每一项应是一段文字，这里却有{_shape(wrong)}", _QUOTE
    elif question.kind is Kind.CHOICES:
        yield from _chosen(question, items)


def _chosen(question: Question, values: Iterable[Raw]) -> Iterator[tuple[str, str]]:
    """Choices that are none of the question's, where it leaves no other wording."""
    if question.offer or not question.options:
        return
    for value in values:
        if value in question.options or (question.own_words and isinstance(value, str)):
            continue
        if not isinstance(value, str):
            yield f"“{question.key}”应是选项中的一个", _options(question, "")
        elif value not in _SPECIAL:
            yield f"“{question.key}”的“{value}”不在选项里", _options(question, value)


def _options(question: Question, value: str) -> str:
    near = nearest(value, question.options) if value else ""
    return (f"是不是“{near}”？" if near else "") + f"可选：{'、'.join(question.options)}"


def _rows(question: Question, value: Raw) -> Iterator[tuple[str, str]]:
    """Tables and the bureau's own items: records, or (items only) bare sentences."""
    first = question.columns[0].key if question.columns else TEXT
    advice = f"请每行写成“- {first}: 内容”，其他各列写在下面、与{first}对齐"
    rows = value if isinstance(value, list) else [value]
    for row in rows:
        if isinstance(row, str) and question.kind is Kind.ITEMS:
            continue
        if not isinstance(row, dict):
            yield f"“{question.key}”应是一行一行的内容，这里却是{_row_shape(row)}", advice
            return
        columns = {column.key: column for column in question.columns}
        for key, cell in row.items():
            yield from _cell(question, key, cell, columns.get(key))


def _cell(question: Question, key: str, cell: Raw, column: Column | None) -> Iterator[tuple[str, str]]:
    if key == PARTS and not question.columns:
        if not isinstance(cell, list):
            yield f"“{question.key}”的“{key}”应是列表", "请每行写成“- 内容”"
    elif key != FIGURES and not _is_passage(cell):
        yield f"“{question.key}”的“{key}”应是一段文字，这里却是{_shape(cell)}", _QUOTE
    elif column is not None and column.options and cell not in (*column.options, *_SPECIAL):
        listed = f"可选：{'、'.join(column.options)}"
        yield f"“{question.key}”的“{key}”填了“{cell}”，不在选项里", listed


def _row_shape(row: Raw) -> str:
    return "一段文字" if isinstance(row, str) else _shape(row)


def misread(pack: Pack, answers: Answers) -> list[AnswersError]:
    """Figures and dates that are none, in the order of the questions; compose raises for the first of them."""
    return [
        AnswersError(
            f"“{question.key}”的答案有误：{error.what}", Place(answers.path, answer.line), error.advice
        )
        for question in asked(pack, answers)
        if (answer := answers.entries.get(question.key)) is not None
        if (error := _misread(question, answer, answers)) is not None
    ]


def _misread(question: Question, answer: Answer, answers: Answers) -> DrafterError | None:
    value = answer.value
    if not isinstance(value, str) or value in _SPECIAL or answer.status is Status.SKIPPED:
        return None
    try:
        if question.kind.is_number:
            parse_figure(value, units(question, answers), negative=question.formula is not None)
        elif question.kind is Kind.DATE:
            parse_date(value)
    except DrafterError as error:
        return error
    return None


def slips(pack: Pack, answers: Answers, outline: Outline) -> list[Slip]:
    """What the draft does not use: misspelt names, and answers nobody asks for this year."""
    return [
        *_year(answers),
        *_topics(pack, answers),
        *_headings(answers, pack, outline),
        *_entries(pack, answers),
        *_unasked(pack, answers),
    ]


def _year(answers: Answers) -> Iterator[Slip]:
    stem = answers.path.stem
    if re.fullmatch(r"(19|20)\d\d", stem) and int(stem) != answers.year:
        yield Slip(Use.YEAR, str(answers.year), within=answers.path.name)


def _topics(pack: Pack, answers: Answers) -> Iterator[Slip]:
    for name in answers.topics:
        if name not in pack.topics:
            yield Slip(Use.TOPIC, name, near_miss=nearest(name, pack.topics), within=TOPICS)


def _headings(answers: Answers, pack: Pack, outline: Outline) -> Iterator[Slip]:
    if not answers.headings:
        return
    known = {key for node in _nodes(outline.parts) for key in (node.key, node.heading)} | pack.topics.keys()
    for name in answers.headings:
        if name not in known:
            yield Slip(Use.HEADING, name, near_miss=nearest(name, known), within=HEADINGS)


def _nodes(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from _nodes(node.children)


def _entries(pack: Pack, answers: Answers) -> Iterator[Slip]:
    for key, answer in answers.entries.items():
        question = pack.questions.get(key)
        if question is not None:
            yield from _columns(question, answer)
        elif key.rpartition(".")[0] not in pack.questions:
            yield Slip(Use.KEY, key, answer.line, nearest(key, pack.questions))


def _columns(question: Question, answer: Answer) -> Iterator[Slip]:
    if question.kind not in (Kind.TABLE, Kind.ITEMS) or not isinstance(answer.value, list):
        return
    known = {column.key for column in question.columns} or {HEADING, TEXT, PARTS}
    names = dict.fromkeys(name for row in answer.value if isinstance(row, dict) for name in row)
    for name in names:
        if name not in known | {FIGURES, SOURCE}:
            yield Slip(Use.COLUMN, name, answer.line, nearest(name, known), question.key)


def _unasked(pack: Pack, answers: Answers) -> Iterator[Slip]:
    """Answers to questions that this report does not ask: topic not ticked, depth, a condition that fails."""
    wanted = {question.key for question in asked(pack, answers)}
    for key, answer in answers.entries.items():
        question = pack.questions.get(key)
        if question is None or key in wanted or answer.status is Status.SKIPPED:
            continue
        if answer.value not in (None, [], "0", "否", STANDING, *_SPECIAL):
            yield Slip(Use.UNASKED, key, answer.line, within=question.topic)
