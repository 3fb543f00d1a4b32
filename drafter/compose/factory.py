"""From answers to values: each question's answer typed, computed or missing, with its state and comment."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from drafter.answers.model import FIGURES, TEXT, VALUE, Answer, Answers, Raw, Status, inner_answer
from drafter.asking import asked, is_blank
from drafter.compose import notes
from drafter.compose.marks import Marks
from drafter.compose.values import (
    ListValue,
    Number,
    NumberValue,
    Piece,
    Record,
    TextValue,
    TickValue,
    Value,
)
from drafter.document.model import Origin, State
from drafter.errors import AnswersError, DrafterError, Place
from drafter.figures import (
    NOT_APPLICABLE,
    OMITTED,
    Agreement,
    Figure,
    agrees,
    parse_figure,
    printed,
    printed_like,
)
from drafter.formulas import Absent, Expression, Known, Operand, Result, Unknown, evaluate, names
from drafter.genre.dates import parse_date
from drafter.packs.schema import Kind, Pack, Question

SPECIAL = (NOT_APPLICABLE, OMITTED)
PARTS = "分条"
YES = "是"
_SLOT = re.compile(r"\{([^{}]+)\}")
_SEGMENT = re.compile(r"[^，、；。,;]*[，、；。,;]?")


@dataclass(slots=True)
class Factory:
    """Makes the values of one draft, each at most once."""

    pack: Pack
    answers: Answers
    marks: Marks
    earlier: Sequence[Answers | None] = ()
    """Answers of the year before, the one before that …; None where there is no file."""
    decimals: int = 2
    """The document's rule for computed rates."""
    made: dict[str, Value] = field(default_factory=dict)
    asked_keys: frozenset[str] = frozenset()
    _figures: dict[tuple[str, int], Figure | None] = field(default_factory=dict)
    _computing: set[tuple[str, int]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.asked_keys = frozenset(question.key for question in asked(self.pack, self.answers))

    def find(self, name: str) -> Value | None:
        """The value of a name in a template; None where the pack has no such name."""
        if name not in self.made:
            value = self._make(name)
            if value is None:
                return None
            self.made[name] = value
        return self.made[name]

    def _make(self, name: str) -> Value | None:
        if name in _YEARS:
            return self._plain(str(self.answers.year + _YEARS[name]), "年度")
        question = self.pack.questions.get(name)
        return self._value(question) if question is not None else None

    def _plain(self, text: str, key: str) -> TextValue:
        return TextValue(self.marks, Origin((key,)), ((text, None),), key)

    def _value(self, question: Question) -> Value:
        answer = self.answers.entries.get(question.key)
        if question.kind.is_number:
            return self._number(question, answer)
        origin = self._origin(question, answer)
        if question.kind is Kind.YES_NO:
            return TickValue(self.marks, origin, answer is not None and answer.value == YES)
        if question.kind in (Kind.LIST, Kind.CHOICES):
            return self._list(question, answer, origin)
        if question.kind in (Kind.TABLE, Kind.ITEMS):
            return self._table(question, answer, origin)
        if question.kind is Kind.DATE:
            return self._date(question, answer, origin)
        return self._text(question, answer.value if answer else None, origin)

    def _origin(self, question: Question, answer: Answer | None) -> Origin:
        """State and comment of an answer that is not a number."""
        key, said = question.key, answer.note if answer else ""
        if self._is_missing(question, answer):
            return Origin((key,), State.MISSING, notes.missing(question, key, self._last_text(key), said))
        if answer is not None and answer.status is Status.UNCONFIRMED:
            return Origin((key,), State.UNCONFIRMED, notes.unconfirmed(question, key, self._last_text(key), said))
        return Origin((key,))

    def _is_missing(self, question: Question, answer: Answer | None) -> bool:
        if question.key not in self.asked_keys:
            return False
        if answer is None:
            return not question.optional
        return answer.status is Status.SKIPPED or (is_blank(answer) and not question.optional)

    def _last_text(self, key: str) -> str:
        """Last year's answer as written, for comments; short texts only."""
        last = self.earlier[0] if self.earlier else None
        answer = last.get(key) if last is not None else None
        value = answer.value if answer is not None else None
        return value if isinstance(value, str) and len(value) <= 40 else ""

    # texts -------------------------------------------------------------------------------------------

    def _text(self, question: Question, raw: Raw | None, origin: Origin, label: str = "") -> TextValue:
        text, inner = _text_and_figures(raw)
        pieces = self._pieces(question, text, inner, origin) if text else ()
        return TextValue(self.marks, origin, pieces, label or question.label)

    def _pieces(self, question: Question, text: str, inner: dict[str, Raw], origin: Origin) -> tuple[Piece, ...]:
        """Text and its own figures; a part of the sentence whose figure is 0 or does not apply is left out."""
        if not inner:
            return ((text, None),)
        figures = {name: self._inner(question, name, raw, origin) for name, raw in inner.items()}
        kept = [part for part in _SEGMENT.findall(text) if part and not _has_empty(part, figures)]
        joined = _mended("".join(kept), text)
        pieces: list[Piece] = []
        at = 0
        for match in _SLOT.finditer(joined):
            if match.group(1) not in figures:
                continue
            if match.start() > at:
                pieces.append((joined[at : match.start()], None))
            pieces.append(("", figures[match.group(1)]))
            at = match.end()
        if at < len(joined):
            pieces.append((joined[at:], None))
        return tuple(pieces)

    def _inner(self, question: Question, name: str, raw: Raw, origin: Origin) -> NumberValue:
        """A figure inside a text."""
        key = f"{question.key}.{name}"
        owner = Answer(None, Status.UNCONFIRMED if origin.state is State.UNCONFIRMED else Status.CONFIRMED)
        answer = inner_answer(raw, owner)
        last = self._last_text(key)
        if is_blank(answer) or answer.status is Status.SKIPPED:
            note = notes.missing(question, key, last, answer.note).replace(question.label, name, 1)
            return NumberValue(self.marks, Origin((key,), State.MISSING, note), None, name)
        if not isinstance(answer.value, str):
            raise AnswersError(f"“{key}”应是一个数", self._place(question.key))
        state = State.UNCONFIRMED if answer.status is Status.UNCONFIRMED else State.CONFIRMED
        note = notes.unconfirmed(question, key, last, answer.note) if state.is_open else ""
        made = Origin((key,), state, note)
        if answer.value in SPECIAL:
            return NumberValue(self.marks, made, None, name, answer.value)
        return NumberValue(self.marks, made, _number(self._parsed(answer.value, (), key)), name)

    def _date(self, question: Question, answer: Answer | None, origin: Origin) -> TextValue:
        raw = answer.value if answer else None
        if not isinstance(raw, str) or not raw or origin.state is State.MISSING or raw in SPECIAL:
            return TextValue(self.marks, origin, (), question.label)
        try:
            text = parse_date(raw).text()
        except DrafterError as error:
            raise self._refused(question.key, error) from error
        return TextValue(self.marks, origin, ((text, None),), question.label)

    def _list(self, question: Question, answer: Answer | None, origin: Origin) -> ListValue:
        if origin.state is State.MISSING:
            items: list[Value] = [TextValue(self.marks, origin, (), question.label)]
        else:
            raw = answer.value if answer else None
            texts = raw if isinstance(raw, list) else [raw] if raw else []
            items = [self._text(question, item, origin) for item in texts if item not in ("", *SPECIAL)]
        return ListValue(self.marks, origin, items, question.label)

    def _table(self, question: Question, answer: Answer | None, origin: Origin) -> ListValue:
        columns = [(column.key, column.label) for column in question.columns] or [("标题", "标题"), (TEXT, "内容")]
        if origin.state is State.MISSING:
            fields: dict[str, Value] = {key: TextValue(self.marks, Origin(()), (), "") for key, _ in columns[1:]}
            fields = {columns[0][0]: TextValue(self.marks, origin, (), question.label), **fields}
            return ListValue(self.marks, origin, [Record(self.marks, origin, fields)], question.label)
        raw = answer.value if answer else None
        rows = raw if isinstance(raw, list) else [raw] if isinstance(raw, dict) else []
        return ListValue(
            self.marks, origin, [self._record(question, row, columns, origin) for row in rows], question.label
        )

    def _record(self, question: Question, row: Raw, columns: list[tuple[str, str]], origin: Origin) -> Record:
        """A row; figures named beside its columns (数) belong to any of its texts."""
        if not isinstance(row, dict):
            row = {columns[-1][0]: row}
        shared = row.get(FIGURES)
        fields: dict[str, Value] = {}
        for key, label in columns:
            cell = row.get(key)
            if isinstance(cell, str) and isinstance(shared, dict):
                cell = {TEXT: cell, FIGURES: shared}
            fields[key] = self._text(question, cell, origin, label)
        if question.kind is Kind.ITEMS:
            fields[PARTS] = self._parts(question, row.get(PARTS), shared, origin)
        return Record(self.marks, origin, fields)

    def _parts(self, question: Question, raw: Raw | None, shared: Raw | None, origin: Origin) -> ListValue:
        """分条 of an own item: its 一是…；二是…。"""
        figures = shared if isinstance(shared, dict) else {}
        parts: list[Value] = []
        for part in raw if isinstance(raw, list) else ():
            text, own = _text_and_figures(part)
            parts.append(self._text(question, {TEXT: text, FIGURES: {**figures, **own}}, origin))
        return ListValue(self.marks, origin, parts, question.label)

    # numbers -----------------------------------------------------------------------------------------

    def units(self, question: Question) -> tuple[str, ...]:
        """Accepted units; ``=键`` stands for the text answered there (the bureau's own 件, 宗 or 起)."""
        units: list[str] = []
        for unit in question.units:
            if unit.startswith("="):
                answer = self.answers.get(unit[1:])
                units.append(answer.value if answer is not None and isinstance(answer.value, str) else "件")
            else:
                units.append(unit)
        return tuple(dict.fromkeys(units))

    def _number(self, question: Question, answer: Answer | None) -> NumberValue:
        origin = Origin((question.key,))
        stated = self._stated(question, answer)
        if isinstance(answer, Answer) and answer.value in SPECIAL:
            return NumberValue(self.marks, origin, None, question.label, str(answer.value))
        if question.key not in self.asked_keys:
            return NumberValue(self.marks, origin, None, question.label, OMITTED)
        if question.formula is not None:
            return self._derived(question, answer, stated, question.formula)
        origin = self._origin(question, answer)
        return NumberValue(self.marks, origin, _number(stated) if stated else None, question.label)

    def _stated(self, question: Question, answer: Answer | None) -> Figure | None:
        if answer is None or answer.status is Status.SKIPPED or is_blank(answer) or answer.value in SPECIAL:
            return None
        if not isinstance(answer.value, str):
            raise AnswersError(f"“{question.key}”应是一个数", self._place(question.key))
        return self._parsed(answer.value, self.units(question), question.key, question.formula is not None)

    def _parsed(self, text: str, units: Sequence[str], key: str, negative: bool = False) -> Figure:
        try:
            return parse_figure(text, units, negative=negative)
        except DrafterError as error:
            raise self._refused(key, error) from error

    def _refused(self, key: str, error: DrafterError) -> AnswersError:
        return AnswersError(f"“{key}”的答案有误：{error.what}", self._place(key), error.advice)

    def _place(self, key: str) -> Place:
        answer = self.answers.get(key)
        return Place(self.answers.path, answer.line if answer else 0)

    def _derived(
        self, question: Question, answer: Answer | None, stated: Figure | None, formula: Expression
    ) -> NumberValue:
        """A number with a formula: computed, or as stated when its parts are unknown (无原始数)."""
        result = evaluate(formula, self._lookup)
        said = answer.note if answer else ""
        if stated is not None:
            return self._stated_rate(question, stated, result, said, answer)
        if isinstance(result, Known):
            return self._computed(question, answer, formula, result)
        if isinstance(result, Unknown) and any(not back for _, back in result.asked):
            note = notes.missing(question, question.key, self._last_text(question.key), said)
            origin = Origin((question.key, *sorted(names(formula))), State.MISSING, note)
            return NumberValue(self.marks, origin, None, question.label)
        return NumberValue(self.marks, Origin((question.key,)), None, question.label, OMITTED)

    def _stated_rate(
        self, question: Question, stated: Figure, result: Result, said: str, answer: Answer | None
    ) -> NumberValue:
        key = question.key
        if answer is not None and answer.status is Status.UNCONFIRMED:
            origin = self._origin(question, answer)
        elif not isinstance(result, Known):
            origin = Origin((key,), State.UNSOURCED, notes.unsourced(question, said))
        elif agrees(stated, result.value) is Agreement.OFF:
            state = State.UNSOURCED if said else State.UNCONFIRMED
            shown = printed(result.value, stated.unit, max(stated.decimals, 2))
            origin = Origin((key,), state, notes.disagreeing(question, shown, said))
        else:
            origin = Origin((key,))
        return NumberValue(self.marks, origin, _number(stated), question.label)

    def _computed(
        self, question: Question, answer: Answer | None, formula: Expression, result: Known
    ) -> NumberValue:
        unit = next(iter(self.units(question)), "")
        parts = self._operands(formula)
        places = answer.decimals if answer is not None else None
        places = question.decimals if places is None else places
        if unit in ("%", "‰") or "百分点" in unit or places is not None:
            shown = self.decimals if places is None else places
            full, bare = printed(result.value, unit, shown), printed(result.value, "", shown)
        else:
            full, bare = printed_like(result.value, unit, parts), printed_like(result.value, "", parts)
        worst = self._worst(formula)
        origin = Origin((question.key, *sorted(names(formula))), worst.state, worst.note)
        return NumberValue(
            self.marks, origin, Number(result.value, full, bare, unit), question.label, operands=parts
        )

    def _operands(self, formula: Expression) -> tuple[Figure, ...]:
        found = (self.figure(name, 0) for name in sorted(names(formula)))
        return tuple(figure for figure in found if figure is not None)

    def _worst(self, formula: Expression) -> Origin:
        """The least trusted of a formula's parts: what is computed is as open as they are."""
        origins = [value.origin for name in sorted(names(formula)) if (value := self.find(name)) is not None]
        rank = {State.CONFIRMED: 0, State.UNSOURCED: 0, State.UNCONFIRMED: 1, State.MISSING: 2}
        return max(origins, key=lambda origin: rank[origin.state], default=Origin(()))

    def _lookup(self, name: str, years_back: int) -> Operand:
        """An operand of a formula: of this year through its value, of earlier years from their files."""
        if years_back:
            figure = self.figure(name, years_back)
            return Known(figure.value, figure.is_exact) if figure is not None else Absent()
        value = self._guarded(name)
        if not isinstance(value, NumberValue):
            return Absent()
        if value.missing:
            return Unknown()
        if value.number is None:
            return Absent()
        figure = value.number.figure
        return Known(value.number.value, figure is None or figure.is_exact)

    def _guarded(self, name: str) -> Value | None:
        """The value of an operand; a formula that leads back to itself is the pack's fault (lint finds it)."""
        if (name, 0) in self._computing:
            return None
        self._computing.add((name, 0))
        try:
            if "." in name:
                parent, _, inner = name.rpartition(".")
                answer, question = self.answers.get(name), self.pack.questions.get(parent)
                if answer is None or question is None or not isinstance(answer.value, str):
                    return None
                return self._inner(question, inner, answer.value, Origin(()))
            return self.find(name)
        finally:
            self._computing.discard((name, 0))

    def figure(self, name: str, years_back: int) -> Figure | None:
        """The figure answered under a key, this year or earlier; None where there is none that can be read."""
        if (name, years_back) not in self._figures:
            self._figures[name, years_back] = self._read_figure(name, years_back)
        return self._figures[name, years_back]

    def _read_figure(self, name: str, years_back: int) -> Figure | None:
        if years_back == 0:
            value = self._guarded(name)
            return value.number.figure if isinstance(value, NumberValue) and value.number else None
        source = self.earlier[years_back - 1] if years_back <= len(self.earlier) else None
        answer = source.get(name) if source is not None else None
        question = self.pack.questions.get(name)
        if answer is None or not isinstance(answer.value, str) or answer.value in SPECIAL or not answer.value:
            return self._past_computed(source, question, years_back)
        try:
            return parse_figure(answer.value, self.units(question) if question else (), negative=True)
        except DrafterError:
            return None

    def _past_computed(
        self, source: Answers | None, question: Question | None, years_back: int
    ) -> Figure | None:
        """A rate of an earlier year, computed from that year's counts."""
        if source is None or question is None or question.formula is None or (question.key, years_back) in self._computing:
            return None
        self._computing.add((question.key, years_back))
        result = evaluate(question.formula, self._lookup, years_back)
        self._computing.discard((question.key, years_back))
        if not isinstance(result, Known):
            return None
        return Figure(result.value, f"{result.value:f}", next(iter(self.units(question)), ""))

    def past(self, value: NumberValue, years_back: int) -> NumberValue:
        """``|上年``: the same question's figure of an earlier year; empty where there is none."""
        key = value.origin.keys[0] if value.origin.keys else ""
        figure = self.figure(key, years_back)
        origin = Origin((f"{key}@{self.answers.year - years_back}",))
        return NumberValue(self.marks, origin, _number(figure) if figure else None, value.label, OMITTED)


_YEARS = {"年度": 0, "下一年": 1, "上一年": -1, "前年": -2}


def _number(figure: Figure) -> Number:
    return Number(figure.value, figure.text(), figure.text(unit=False), figure.unit, figure)


def _text_and_figures(raw: Raw | None) -> tuple[str, dict[str, Raw]]:
    """A text answer's words and its own figures; ``{文, 数}`` or ``{值, 数}`` or the bare text."""
    if isinstance(raw, dict):
        text, figures = raw.get(TEXT, raw.get(VALUE, "")), raw.get(FIGURES)
        return (text if isinstance(text, str) else ""), (figures if isinstance(figures, dict) else {})
    if isinstance(raw, list):
        return "、".join(_text_and_figures(item)[0] for item in raw), {}
    return (raw or "") if raw not in SPECIAL else "", {}


def _has_empty(part: str, figures: dict[str, NumberValue]) -> bool:
    return any(name in figures and figures[name].empty for name in _SLOT.findall(part))


def _mended(text: str, before: str) -> str:
    """A text some of whose parts were left out ends as it ended before."""
    if text == before or not text:
        return text
    end = before[-1] if before[-1] in "。；，、" else ""
    return text.rstrip("。；，、,;") + end


