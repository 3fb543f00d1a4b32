"""From the pieces of a report to a pack of the bureau's own and the answers of its year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import groupby

from msgspec import Struct

from drafter.answers.model import STANDING, Answer, Raw
from drafter.errors import DrafterError
from drafter.figures import NOT_APPLICABLE, OMITTED
from drafter.learn.beside import EarlierAnswers
from drafter.learn.calling import passage_label, passage_words
from drafter.learn.frame import Frame, reporting_organ
from drafter.learn.items import Items, Row, items_of
from drafter.learn.keys import Keys
from drafter.learn.known import standard_figures
from drafter.learn.lines import Lines
from drafter.learn.made import ADDRESSEE_KEY, DATE_KEY, FRAME_KEYS, SERIAL_KEY, Made, TopicText
from drafter.learn.parts import Part, Topic, parts_of
from drafter.learn.pieces import ORGAN_KEY, Read
from drafter.learn.questions import Words, table_question
from drafter.learn.shell import in_place, inner_addressee, inner_date, serial_of
from drafter.learn.survey import survey
from drafter.packs.schema import Kind, Matter, Question
from drafter.readers.model import Piece, Report, Role
from drafter.yamlio import FORBIDDEN

NONE, YES = "无", "是"
_SLOT = re.compile(r"\{([^{}]+)\}")
"""Where an answer stands in a text of the answers file."""
_MATTER_KEYS = {Matter.PLAN: "下年安排", Matter.PROBLEM: "存在问题"}


class Older(Struct, frozen=True):
    """The report of an earlier year, for what stayed and what changed."""

    report: Report
    year: int


def build(report: Report, year: int, catalogue: Sequence[Question] = (), older: Older | None = None) -> Made:
    """The pack and the answers of a report on ``year``.

    ``catalogue``: the questions of the standard figures.  With ``older`` what both years say alike is text.
    """
    return _Builder(report.pieces, year, catalogue, older).build()


class _Builder:
    def __init__(
        self, pieces: Sequence[Piece], year: int, catalogue: Sequence[Question], older: Older | None
    ) -> None:
        self.pieces = in_place(pieces)
        self.parts = parts_of(self.pieces)
        self.made = Made(year, reporting_organ(self.pieces))
        self.keys = self._keys(catalogue)
        self.earlier = EarlierAnswers(older.report.pieces, pieces, (older.year, year)) if older else None
        standard = standard_figures(self.pieces, self.parts, year, self.made.organ, catalogue)
        inner = self._inner(pieces)
        self.items = {topic.name: self._items_in(topic) for part in self.parts for topic in part.topics}
        lines = self._lines(inner)
        seen = survey(self.pieces, lines, year, self.made.organ, self.earlier)
        self.lines = Lines(self.pieces, self.made, self.keys, standard, self.earlier, seen)
        self.frame = Frame(self.lines, inner)

    def _lines(self, inner: Mapping[int, str]) -> Iterator[int]:
        """The numbers of the pieces that become lines of templates: no items of plans and problems."""
        yield from (number for number, piece in enumerate(self.pieces) if piece.role is Role.TITLE)
        for part in self.parts:
            if part.heading is not None:
                yield part.heading
            for topic in part.topics:
                items = self.items[topic.name]
                yield from (n for n in topic.pieces[: items.first if items else None] if n not in inner)

    def _inner(self, pieces: Sequence[Piece]) -> dict[int, str]:
        """By number, the keys of the questions about what stands in the body though it is no part of it."""
        found = {
            ADDRESSEE_KEY: inner_addressee(pieces, self.pieces),
            DATE_KEY: inner_date(pieces, self.pieces),
            SERIAL_KEY: serial_of(self.pieces),
        }
        return {number: key for key, number in found.items() if number is not None}

    def _keys(self, catalogue: Sequence[Question]) -> Keys:
        """The keys there are: no question may be called as a topic's additions, or as {words} of the report."""
        own = [f"{topic.name}补充" for part in self.parts for topic in part.topics]
        slots = (name for piece in self.pieces for name in _SLOT.findall(piece.text))
        keys = Keys([*own, *slots], [question.key for question in catalogue if question.kind.is_number])
        for key in (*FRAME_KEYS, *_MATTER_KEYS.values()):
            keys.take(key)
        return keys

    def build(self) -> Made:
        self.frame.read()
        for part in self.parts:
            self._part(part)
        if not self.made.outline:
            raise DrafterError(
                "报告里只有标题和落款，没有正文",
                advice="请给出报告全文，例如从单位网站存下的网页或当时的 Word 文件",
            )
        self.lines.settle()
        self._rest()
        self._forget_organ()
        if self.earlier is not None:
            self.made.stayed = self.earlier.stayed
            self.made.before = self.earlier.answers(self.made.answers, self.frame.asked())
        return self.made

    def _forget_organ(self) -> None:
        """A bureau's name that stands nowhere in the report is not asked for."""
        made, printed = self.made, f"{{{{ {ORGAN_KEY} }}}}"
        texts = [made.title, *made.shell.values(), *(line for topic in made.topics for line in topic.lines)]
        if any(printed in text for text in (*texts, *_headings(made.outline))):
            return
        made.bureau[:] = [question for question in made.bureau if question["键"] != ORGAN_KEY]
        made.answers.pop(ORGAN_KEY, None)

    def _rest(self) -> None:
        """Topics added later come under the first part that says what was done."""
        matters = {topic.name for topic in self.made.topics if not topic.own_items}
        headed = [node for node in self.made.outline if "内容" in node and not _holds(node, matters)]
        for node in (headed or self.made.outline)[:1]:
            node["其余"] = "是"

    # -- the body

    def _part(self, part: Part) -> None:
        topics = [self._topic(topic) for topic in part.topics]
        nodes: list[Words] = [{"主题": topic.name, "标题": NONE} for topic in topics]
        if part.heading is None:
            self.made.outline += nodes
            return
        owner = topics[0].questions if topics else self.made.bureau
        heading = self.lines.line(part.heading, owner, begins=False)
        self.made.outline.append({"标题": heading, "内容": nodes} if nodes else {"标题": heading})

    def _topic(self, topic: Topic) -> TopicText:
        made = TopicText(topic.name, own_items=not (topic.is_lead or topic.is_tail), always=topic.is_tail)
        self.made.topics.append(made)
        numbers = list(topic.pieces)
        items = self.items[topic.name]
        depths = _depths(self.pieces[number] for number in numbers)
        for group in self._groups(numbers[: items.first] if items else numbers):
            if self.pieces[group[0]].role is Role.CELL:
                self._table(group, made)
            else:
                self._piece(group[0], made, depths)
        if items and topic.matter:
            made.own_items = False
            self._items(items, topic.matter, made)
        return made

    def _items_in(self, topic: Topic) -> Items | None:
        """The items of plans or problems; text that no answers file can hold stays in the template."""
        pieces = [self.pieces[number] for number in topic.pieces]
        if topic.matter is None or any(FORBIDDEN.search(piece.text) for piece in pieces):
            return None
        items = items_of(pieces)
        if items is not None and not {NOT_APPLICABLE, OMITTED}.isdisjoint(items.texts()):
            return None
        if items is None or self.earlier is None:
            return items
        return self.earlier.fitting(items, topic.matter, pieces)

    def _groups(self, numbers: Sequence[int]) -> Iterator[list[int]]:
        """The numbers one by one, those of the cells of a table together."""
        tables = {
            n: piece.table if piece.role is Role.CELL else -1 - n for n, piece in enumerate(self.pieces)
        }
        for _, group in groupby(numbers, key=tables.__getitem__):
            yield list(group)

    def _piece(self, number: int, made: TopicText, depths: Mapping[int, int]) -> None:
        """A heading, or a paragraph with its question."""
        piece = self.pieces[number]
        if number in self.frame.inner:
            self.made.reads.append(Read(piece, (), {}, {}))
            made.lines += [self.frame.inner_line(number), ""]
        elif piece.role is Role.HEADING:
            signs = "#" * depths[piece.level]
            made.lines += [f"{signs} {self.lines.line(number, made.questions, begins=False)}", ""]
        else:
            text = self.lines.line(number, made.questions)
            key = self._passage(number, made)
            made.lines += [f"= {key}", text, ""]

    def _passage(self, number: int, made: TopicText) -> str:
        piece = self.pieces[number]
        words = passage_words(piece.text, self.made.organ)
        key = self.keys.take(f"{words}段")
        self.lines.ask(
            made.questions, key, STANDING, 名称=passage_label(piece.text, self.made.year), 类型="段落"
        )
        self.made.passages += 1
        if self.earlier is not None:
            self.earlier.passage(number, key)
        return key

    def _table(self, numbers: Sequence[int], made: TopicText) -> None:
        """The cells of a table, row by row; a row that lacks cells gets empty ones.

        A table with rows of nothing but words is asked for as a whole.
        """
        rows: dict[int, list[str]] = {}
        asking = set[int]()
        for number in numbers:
            row, before = self.pieces[number].row, len(made.questions)
            rows.setdefault(row, []).append(self.lines.line(number, made.questions, begins=False))
            if any("可空" not in question for question in made.questions[before:]):
                asking.add(row)
        width = max(map(len, rows.values()))
        lines = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in rows.values()]
        if not asking or set(rows) - asking - {min(rows)}:
            lines = self._if_used(" ".join(self.pieces[number].text for number in numbers), lines, made)
        made.lines += [*lines, ""]

    def _if_used(self, text: str, lines: Sequence[str], made: TopicText) -> list[str]:
        """Lines that are printed when a question is answered with yes."""
        key = self.keys.take("表格照用")
        told = "去年的报告里有这张表；今年不用填“否”"
        label = f"表格“{passage_label(text.strip())}”今年是否照用"
        self.lines.ask(made.questions, key, YES, 名称=label, 类型=Kind.YES_NO.value, 说明=told)
        return [f"{{% if {key} %}}", *lines, "{% endif %}"]

    # -- plans and problems

    def _items(self, items: Items, matter: Matter, made: TopicText) -> None:
        """The items of a part as rows of a table that next year puts before the clerk one by one."""
        key = _MATTER_KEYS[matter]
        if key in self.made.answers:
            key = self.keys.take(key)
        lead = self._lead(items, key, made)
        figures: list[Words] = []
        rows: list[Raw] = [self._row(row, key, figures) for row in items.rows]
        made.questions += [table_question(key, matter, items.columns()), *figures]
        self.made.answers[key] = Answer(rows)
        made.lines += items.template(key, lead)
        self.made.followed += len(rows)
        if self.earlier is not None:
            self.earlier.items(matter, key, lead)

    def _lead(self, items: Items, table: str, made: TopicText) -> str:
        """The words before 一是 as a question of their own; its key."""
        if items.lead is None:
            return ""
        key = self.keys.take(f"{table}引语")
        figures: list[Words] = []
        text = self.lines.slots(items.lead, key, figures)
        told = "接在条目前面的话"
        self.lines.ask(
            made.questions, key, text, 名称=f"{table}前面的话", 类型=Kind.LONG.value, 可空="是", 说明=told
        )
        made.questions += figures
        return key

    def _row(self, row: Row, key: str, figures: list[Words]) -> Raw:
        return {
            column: "\n".join(self.lines.slots(piece, key, figures) for piece in pieces)
            for column, pieces in row.items()
            if pieces
        }


def _holds(node: Words, topics: Set[str]) -> bool:
    inner = node.get("内容")
    return isinstance(inner, list) and any(one["主题"] in topics for one in inner)


def _headings(outline: Sequence[Words]) -> Iterator[str]:
    """The headings of an outline's nodes."""
    for node in outline:
        yield str(node.get("标题", ""))


def _depths(pieces: Iterable[Piece]) -> dict[int, int]:
    """By level of a topic's headings the number of # that stand for it: the first heading has two, others no more
    than one deeper (what level a heading is printed at, its number says)."""
    levels = [piece.level for piece in pieces if piece.role is Role.HEADING]
    return {level: 2 + (level > levels[0]) for level in levels}
