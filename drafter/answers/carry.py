"""A new year's answers from last year's.

What becomes of an answer is its question's ``Carry``: the bureau card stays confirmed, texts come along unconfirmed,
figures, dates and ticks about the year stay behind (design.md, decision 3).  Inside carried texts the figures are
blanks again and the names of yearly documents move to the new year.  What no longer fits the pack comes along as
unconfirmed and is reported; nothing is dropped silently.  Pure: reads and writes no file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum

from msgspec import Struct
from msgspec.structs import replace

from drafter.answers.edits import Edit, edits_of, raw_of_edit
from drafter.answers.model import FIGURES, SOURCE, STATUS, Answer, Answers, Raw, Status
from drafter.answers.sources import carried_from
from drafter.figures import NOT_APPLICABLE, OMITTED, FigureError, parse_figure
from drafter.files import YAML_ENDINGS
from drafter.genre.years import move_years
from drafter.nearest import nearest
from drafter.packs.schema import Carry, Column, Kind, Node, Pack, Question

_HEADING = "标题"
"""Of an own item: it begins a paragraph of its own."""
_LONGEST = 60
_SLOT = re.compile(r"\{[^{}]*\}")
_NUMBERED = re.compile(r"\{([^{}#]+)#[^{}]*\}")
_CELL = re.compile(r"（(?:\d+行)?(?:\d+列)?题?）$")
_ABOUT_THE_YEAR = (Kind.FIGURE, Kind.MONEY, Kind.DATE, Kind.YES_NO)


class Why(Enum):
    """What there is to say about something carried."""

    YEAR_MOVED = "年份已推移"
    BLANKED = "数已留空"
    UNKNOWN = "名称不在模板里"
    OPTION = "选项已变"
    UNIT = "单位已变"
    COLUMN = "列已变"
    TOPIC = "主题不在模板里"
    OUTLINE = "提纲不在模板里"
    HEADING = "标题不在模板里"
    ADDED = "里没有改稿中增加的这一条，不会逐条问下落，要问请补进去年的答案"
    DELETED = "里有在改稿中删去的内容，没有沿用"
    WORDING = "的改稿没有沿用（这一处的内容年年不同）"


class CarryNote(Struct, frozen=True):
    """One line of the report: which key, what happened, what it is about, and the near miss."""

    key: str
    why: Why
    detail: str = ""
    near_miss: str = ""

    @property
    def misfit(self) -> bool:
        """Whether the pack has changed under the answer (else: only something to look at)."""
        return self.why not in (Why.YEAR_MOVED, Why.BLANKED, Why.ADDED, Why.DELETED, Why.WORDING)

    def __str__(self) -> str:
        detail = f"：{self.detail}" if self.detail else ""
        hint = f"，是不是“{self.near_miss}”？" if self.near_miss else ""
        return f"“{self.key}”{self.why.value}{detail}{hint}"


class Carried(Struct, frozen=True):
    """The new year's answers and the report on them.

    ``left``: keys whose last value stays a reference only.
    """

    answers: Answers
    notes: tuple[CarryNote, ...]
    left: tuple[str, ...]

    def remarks(self) -> dict[str, str]:
        """By key, the remark that stands above a misfit in the new file."""
        return {
            note.key: str(note) for note in self.notes if note.misfit and note.key in self.answers.entries
        }


def carry_forward(last: Answers, pack: Pack, year: int) -> Carried:
    """Answers for ``year`` from those of ``last``, as ``pack`` says; the new path is ``year.yaml`` beside the old."""
    carrier = _Carrier(last, pack, year)
    entries = dict(carrier.entries())
    headings = carrier.headings()
    carrier.check_structure()
    answers = replace(
        last,
        path=last.path.with_name(f"{year}{last.path.suffix or '.yaml'}"),
        year=year,
        headings=headings,
        entries=entries,
        followed=(),
        edits=carrier.edits(),
    )
    return Carried(answers, tuple(carrier.notes), tuple(key for key in last.entries if key not in entries))


class _Carrier:
    def __init__(self, last: Answers, pack: Pack, year: int) -> None:
        self._last, self._pack, self._year = last, pack, year
        self._source = carried_from(last.year)
        self.notes: list[CarryNote] = []
        self._still = False
        """Whether this is what last year promised for 2025: it is asked after as it was written.  Where years lie
        between, its years move with them, so that it is again what was promised for this one."""

    def entries(self) -> Iterator[tuple[str, Answer]]:
        """The entries of the new file, in the old order."""
        for key, answer in self._last.entries.items():
            carried = self._entry(key, answer)
            if carried is not None:
                yield key, replace(carried, line=0)

    def headings(self) -> dict[str, str]:
        """The bureau's own headings; years in them move along."""
        known = self._heading_keys()
        for key in self._last.headings:
            if key not in known:
                self._note(key, Why.HEADING, miss=nearest(key, known))
        return {key: self._moved(key, text) for key, text in self._last.headings.items()}

    def edits(self) -> tuple[Raw, ...]:
        """改稿: this bureau's own wordings and order, to be looked at; comments and what was put off stay behind.

        So do wordings of rows, of own items and of paragraphs that list items: those are other ones each year.
        """
        return tuple(raw_of_edit(self._edit(edit)) for edit in edits_of(self._last) if self._keeps(edit))

    def _keeps(self, edit: Edit) -> bool:
        if edit.pending or edit.remark or self._is_left_out(edit):
            return False
        if followed := self._followed(edit):
            self._note(followed, Why.ADDED, _SLOT.sub("……", edit.text or "")[:_LONGEST])
        yearly = edit.at.partition("/")[0] in self._pack.questions or _CELL.search(edit.at) is not None
        yearly = yearly or any(self._is_listed(name) for name in _NUMBERED.findall(edit.text or ""))
        if yearly:
            self._note(edit.at, Why.WORDING)
        return not yearly

    def _is_left_out(self, edit: Edit) -> bool:
        """Whether a record says that own items are left out: they stay behind themselves."""
        key, _, number = edit.at.partition("/")
        question = self._pack.questions.get(key)
        return edit.deleted and question is not None and question.kind is Kind.ITEMS and number.isdecimal()

    def _without_deleted(self, question: Question, value: Raw) -> Raw:
        """Own items without those whose paragraph was left out; items without a heading share one with those before."""
        deleted = {edit.at for edit in edits_of(self._last) if not edit.pending and self._is_left_out(edit)}
        if not isinstance(value, list) or not deleted:
            return value
        kept: list[Raw] = []
        paragraph = ""
        for number, item in enumerate(value, 1):
            headed = isinstance(item, dict) and bool(item.get(_HEADING))
            if headed or not paragraph:
                paragraph = f"{question.key}/{number}"
            if paragraph not in deleted:
                kept.append(item)
            if headed:
                paragraph = ""
        if len(kept) < len(value):
            self._note(question.key, Why.DELETED)
        return kept

    def _followed(self, edit: Edit) -> str:
        """The table of plans or problems beside which somebody added a paragraph, or whose items he worded anew; "" for
        none."""
        if edit.is_new:
            topic = self._pack.topics.get(edit.after.partition("/")[0])
            keys = topic.questions if topic is not None else ()
        else:
            keys = tuple(_NUMBERED.findall(edit.text or ""))
        known = (self._pack.questions[key] for key in keys if key in self._pack.questions)
        return next((question.key for question in known if question.follow is not None), "")

    def _is_listed(self, key: str) -> bool:
        """Whether a name is an item of a list or a table, of which another year has others."""
        question = self._pack.questions.get(key)
        return question is not None and question.kind in (Kind.LIST, Kind.TABLE)

    def _edit(self, edit: Edit) -> Edit:
        text = None if edit.text is None else self._moved(edit.at, edit.text)
        return replace(edit, text=text, status=Status.UNCONFIRMED, note="", source=self._source)

    def check_structure(self) -> None:
        """Report topics and the outline that the pack no longer has; they are kept as they are."""
        for topic in self._last.topics:
            if topic not in self._pack.topics:
                self._note(topic, Why.TOPIC, miss=nearest(topic, self._pack.topics))
        outline = self._last.outline
        own = outline.endswith(YAML_ENDINGS)
        if outline and not own and outline not in self._pack.outlines:
            self._note(outline, Why.OUTLINE, miss=nearest(outline, self._pack.outlines))

    def _note(self, key: str, why: Why, detail: str = "", miss: str = "") -> None:
        note = CarryNote(key, why, detail, miss)
        if note not in self.notes:
            self.notes.append(note)

    def _entry(self, key: str, answer: Answer) -> Answer | None:
        question = self._pack.questions.get(key)
        if question is None:
            self._note(key, Why.UNKNOWN, miss=nearest(key, self._pack.questions))
            return self._unconfirmed(answer, answer.value)
        if answer.value in (None, "", []) or answer.status is Status.SKIPPED:
            return _only_decimals(answer)
        misfit = self._misfit(question, answer.value)
        if question.carry is Carry.KEEP:
            settled = answer.status is not Status.WAITING
            return answer if settled and not misfit else self._unconfirmed(answer, answer.value)
        if question.carry is Carry.REFERENCE or question.kind in _ABOUT_THE_YEAR:
            return _only_decimals(answer)
        content = self._content(question, answer.value)
        return self._unconfirmed(answer, content) if content else None

    def _unconfirmed(self, answer: Answer, value: Raw | None) -> Answer:
        if answer.status is Status.SKIPPED or value is None:
            return Answer(value, Status.SKIPPED, answer.note, answer.source)
        return Answer(value, Status.UNCONFIRMED, source=self._source, decimals=answer.decimals)

    def _content(self, question: Question, value: Raw) -> Raw:
        if question.kind in (Kind.CHOICE, Kind.CHOICES) and not question.own_words:
            return value
        columns = {column.key: column for column in question.columns} if question.kind is Kind.TABLE else {}
        self._still = question.follow is not None
        carried = self._text(question.key, self._without_deleted(question, value), columns)
        self._still = False
        if question.follow is None or not isinstance(carried, list):
            return carried
        return [{**row, SOURCE: self._source} if isinstance(row, dict) else row for row in carried]

    def _text(self, key: str, value: Raw, columns: dict[str, Column]) -> Raw:
        """A text, or the texts of a list or table, for the new year."""
        if isinstance(value, str):
            return self._moved(key, value)
        if isinstance(value, list):
            return [self._text(key, item, columns) for item in value]
        return {
            name: self._field(key, name, inner, columns) for name, inner in value.items() if name != STATUS
        }

    def _field(self, key: str, name: str, value: Raw, columns: dict[str, Column]) -> Raw:
        if name == FIGURES and isinstance(value, dict):
            self._note(key, Why.BLANKED, "、".join(value))
            return dict.fromkeys(value, "")
        if name in columns and columns[name].kind in _ABOUT_THE_YEAR and value not in ("", NOT_APPLICABLE):
            self._note(key, Why.BLANKED, columns[name].label)
            return ""
        return self._text(key, value, columns)

    def _moved(self, key: str, text: str) -> str:
        """The text with its years moved along; what stands in braces is a name and stays."""
        slots = [match.span() for match in _SLOT.finditer(text)]
        moved, places = move_years(text, self._last.year, self._year - 1 if self._still else self._year)
        for place in places:
            if not any(start <= place.start < end for start, end in slots):
                self._note(key, Why.YEAR_MOVED, f"{place.old}改为{place.new}")
        names = iter(_SLOT.findall(text))
        return _SLOT.sub(lambda _: next(names), moved)

    def _misfit(self, question: Question, value: Raw) -> bool:
        """Report where an old value does not fit its question any more; True when it does not."""
        if value in (NOT_APPLICABLE, OMITTED, ""):
            return False
        if question.options and question.kind in (Kind.CHOICE, Kind.CHOICES) and not question.own_words:
            return self._option_misfit(question, value)
        if question.kind.is_number and isinstance(value, str):
            return self._unit_misfit(question, value)
        if question.kind is Kind.TABLE and isinstance(value, list):
            return self._column_misfit(question, value)
        return False

    def _option_misfit(self, question: Question, value: Raw) -> bool:
        chosen = [item for item in (value if isinstance(value, list) else [value]) if isinstance(item, str)]
        gone = [item for item in chosen if item not in question.options]
        for item in gone:
            self._note(question.key, Why.OPTION, f"“{item}”不在选项里", nearest(item, question.options))
        return bool(gone)

    def _unit_misfit(self, question: Question, value: str) -> bool:
        if any(unit.startswith("=") for unit in question.units):
            return False  # the unit is another answer's
        if _is_figure(value, question.units) or not _is_figure(value, ()):
            return False
        detail = f"去年写的是“{value}”，现在的单位是{'、'.join(question.units)}"
        self._note(question.key, Why.UNIT, detail)
        return True

    def _column_misfit(self, question: Question, rows: list[Raw]) -> bool:
        known = [column.key for column in question.columns]
        names = dict.fromkeys(name for row in rows if isinstance(row, dict) for name in row)
        gone = [name for name in names if name not in (*known, FIGURES, STATUS, SOURCE)]
        for name in gone:
            self._note(question.key, Why.COLUMN, f"“{name}”不是这张表的列", nearest(name, known))
        return bool(gone)

    def _heading_keys(self) -> set[str]:
        keys = set(self._pack.topics)
        for outline in self._pack.outlines.values():
            keys |= {node.key for part in outline.parts for node in _nodes(part)}
        return keys


def _nodes(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _nodes(child)


def _is_figure(value: str, units: tuple[str, ...]) -> bool:
    try:
        parse_figure(value, units)
    except FigureError:
        return False
    return True


def _only_decimals(answer: Answer) -> Answer | None:
    """How many decimals a bureau prints is its habit and stays; the number does not."""
    return None if answer.decimals is None else Answer(None, decimals=answer.decimals)
