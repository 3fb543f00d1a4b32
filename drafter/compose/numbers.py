"""Figures, money and what is computed from them, as values."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from drafter.answers.model import Answer, Answers, Status
from drafter.asking import is_blank
from drafter.compose import notes
from drafter.compose.marks import Marks
from drafter.compose.values import Number, NumberValue, Value
from drafter.document.model import Origin, State
from drafter.errors import AnswersError, DrafterError, Place
from drafter.figures import (
    NOT_APPLICABLE,
    OMITTED,
    PERCENT_UNITS,
    Agreement,
    Figure,
    agrees,
    parse_figure,
    printed,
    printed_like,
)
from drafter.formulas import (
    Absent,
    Binary,
    Call,
    Expression,
    Known,
    Name,
    Operand,
    Result,
    Unknown,
    evaluate,
    names,
    past_names,
)
from drafter.formulas import (
    Number as Constant,
)
from drafter.packs.schema import Pack, Question
from drafter.reckoning import computed_text, decimals, units

SPECIAL = (NOT_APPLICABLE, OMITTED)
UNCONFIRMED = (Status.UNCONFIRMED, Status.WAITING)
"""States of an answer that is there and not yet to be relied on; without a value it is missing."""
RATE_DECIMALS = 2
"""The one rule of a document for computed rates; a question (小数) or an answer ({小数: 1}) may say otherwise."""

_TRUST = {State.CONFIRMED: 0, State.UNSOURCED: 0, State.UNCONFIRMED: 1, State.MISSING: 2}


_CONVERTED = 10_000


def _converts(formula: Expression) -> bool:
    """Whether a formula changes from 亿 to 万: its number has other decimals than its parts."""
    match formula:
        case Binary("×", _, Constant(factor)):
            return factor >= _CONVERTED
        case _:
            return False


def number_of(figure: Figure) -> Number:
    """A figure as written."""
    return Number(figure.value, figure.text(), figure.text(unit=False), figure.unit, figure)


class Numbers:
    """Makes the number values of one draft.

    ``find`` gives the value of another key, for formulas; ``origin`` state and comment of an answer.
    """

    def __init__(
        self,
        pack: Pack,
        answers: Answers,
        marks: Marks,
        earlier: Sequence[Answers | None],
        asked_keys: frozenset[str],
        find: Callable[[str], Value | None],
        origin: Callable[[Question, Answer | None], Origin],
    ) -> None:
        self.pack, self.answers, self.marks, self.earlier = pack, answers, marks, earlier
        self.asked_keys, self.find, self.origin = asked_keys, find, origin
        self._past: dict[tuple[str, int], Figure | None] = {}
        self._computing: set[tuple[str, int]] = set()

    def value(self, question: Question, answer: Answer | None) -> NumberValue:
        """The value of a number question: as answered, computed, missing, or empty."""
        if answer is not None and answer.value in SPECIAL:
            return self._none(question, str(answer.value))
        if question.key not in self.asked_keys:
            return self._none(question)
        stated = self._stated(question, answer)
        if question.formula is not None:
            return self._derived(question, answer, stated, question.formula)
        return self._made(self.origin(question, answer), stated, question.label)

    def _none(self, question: Question, special: str = OMITTED) -> NumberValue:
        return NumberValue(self.marks, Origin((question.key,)), None, question.label, special)

    def _made(self, origin: Origin, figure: Figure | None, label: str, special: str = "") -> NumberValue:
        return NumberValue(self.marks, origin, number_of(figure) if figure else None, label, special)

    def inner(self, key: str, label: str, text: str, origin: Origin) -> NumberValue:
        """A figure inside a text: its own unit, no formula."""
        if text in SPECIAL:
            return self._made(origin, None, label, text)
        return self._made(origin, self.parsed(text, (), key), label)

    def parsed(self, text: str, units: Sequence[str], key: str, negative: bool = False) -> Figure:
        """A figure as typed.  Raises :class:`AnswersError` that names key and line."""
        try:
            return parse_figure(text, units, negative=negative)
        except DrafterError as error:
            raise self.refused(key, error) from error

    def refused(self, key: str, error: DrafterError) -> AnswersError:
        """An answer that its question cannot read."""
        return AnswersError(f"“{key}”的答案有误：{error.what}", self.place(key), error.advice)

    def place(self, key: str) -> Place:
        """Where an answer stands in its file."""
        answer = self.answers.get(key)
        return Place(self.answers.path, answer.line if answer else 0)

    def _stated(self, question: Question, answer: Answer | None) -> Figure | None:
        """The figure as typed; None when nothing was."""
        if answer is None or answer.status is Status.SKIPPED or is_blank(answer):
            return None
        if not isinstance(answer.value, str):
            raise AnswersError(f"“{question.key}”应是一个数", self.place(question.key))
        return self.parsed(
            answer.value, units(question, self.answers), question.key, question.formula is not None
        )

    # computed ----------------------------------------------------------------------------------------

    def _derived(
        self, question: Question, answer: Answer | None, stated: Figure | None, formula: Expression
    ) -> NumberValue:
        """A number with a formula: computed, or as stated when its parts are unknown (无原始数)."""
        result = evaluate(formula, self._operand)
        said = answer.note if answer else ""
        if stated is not None:
            return self._made(self._stated_origin(question, answer, stated, result), stated, question.label)
        if isinstance(result, Known):
            return self._computed(question, answer, formula, result)
        if isinstance(result, Unknown) and any(not back for _, back in result.asked):
            note = notes.missing(question, question.key, "", said)
            origin = Origin((question.key, *sorted(names(formula))), State.MISSING, note)
            return NumberValue(self.marks, origin, None, question.label)
        return self._none(question)

    def _stated_origin(
        self, question: Question, answer: Answer | None, stated: Figure, result: Result
    ) -> Origin:
        """How far a number that was typed although it has a formula may be trusted."""
        if answer is not None and answer.status in UNCONFIRMED:
            return self.origin(question, answer)
        key, said = question.key, answer.note if answer else ""
        if not isinstance(result, Known):
            return Origin((key,), State.UNSOURCED, notes.unsourced(question, said))
        if agrees(stated, result.value) is not Agreement.OFF:
            return Origin((key,))
        places = max(stated.decimals, RATE_DECIMALS)
        shown = printed(result.value, stated.unit, places, strip=stated.unit not in PERCENT_UNITS)
        state = State.UNSOURCED if said else State.UNCONFIRMED
        return Origin((key,), state, notes.disagreeing(question, shown, said))

    def _computed(
        self, question: Question, answer: Answer | None, formula: Expression, result: Known
    ) -> NumberValue:
        unit = next(iter(units(question, self.answers)), "")
        parts = self._figures(formula)
        places = decimals(question, answer)
        last = self._last_years(formula, unit)
        if last is not None:
            full, bare = last.text(), last.text(unit=False)
        elif _converts(formula):
            full = computed_text(question, result.value, unit, places)
            bare = full.removesuffix(unit)
        elif unit in PERCENT_UNITS or places is not None:
            full = computed_text(question, result.value, unit, RATE_DECIMALS if places is None else places)
            bare = full.removesuffix(unit)
        else:
            full, bare = printed_like(result.value, unit, parts), printed_like(result.value, "", parts)
        worst = self._least_trusted(formula)
        origin = Origin((question.key, *sorted(names(formula))), worst.state, worst.note)
        number = Number(result.value, full, bare, unit)
        return NumberValue(self.marks, origin, number, question.label, operands=parts)

    def _figures(self, formula: Expression) -> tuple[Figure, ...]:
        """The figures a formula is made of in the end, this year's first: a difference has the decimals of both years,
        a sum of sums those of what was summed.
        """
        parts = (self._part(name) for name in sorted(names(formula)))
        now = (figure for part in parts if isinstance(part, NumberValue) for figure in part.figures())
        then = (self.figure(*one) for one in sorted(past_names(formula)))
        return (*now, *(figure for figure in then if figure is not None))

    def _last_years(self, formula: Expression, unit: str) -> Figure | None:
        """Last year's figure where a formula asks for nothing else: it is printed as it was written."""
        match formula:
            case Call("去年", (Name(name),)):
                figure = self.figure(name, 1)
                return figure if figure is not None and figure.unit == unit else None
            case _:
                return None

    def _least_trusted(self, formula: Expression) -> Origin:
        """The least trusted of a formula's parts: what is computed is as open as they are."""
        values = (self._part(name) for name in sorted(names(formula)))
        origins = [value.origin for value in values if value is not None]
        worst = max(origins, key=lambda origin: _TRUST[origin.state], default=Origin(()))
        return worst if worst.state.is_open else Origin(())

    def _operand(self, name: str, years_back: int) -> Operand:
        """An operand of a formula: of this year through its value, of earlier years from their files."""
        if years_back:
            figure = self.figure(name, years_back)
            return Known(figure.value, figure.is_exact) if figure is not None else Absent()
        value = self._part(name)
        if not isinstance(value, NumberValue):
            return Absent()
        if value.missing:
            return Unknown()
        if value.number is None:
            return Absent()
        figure = value.number.figure
        return Known(value.number.value, figure is None or figure.is_exact)

    def _part(self, name: str) -> Value | None:
        """The value of an operand; a formula that leads back to itself is the pack's fault (lint finds it)."""
        if (name, 0) in self._computing:
            return None
        self._computing.add((name, 0))
        try:
            return self._inner_part(name) if "." in name else self.find(name)
        finally:
            self._computing.discard((name, 0))

    def _inner_part(self, name: str) -> Value | None:
        """An operand inside a text: ``普法补充.场次``."""
        answer = self.answers.get(name)
        if answer is None or not isinstance(answer.value, str):
            return None
        return self.inner(name, name.rpartition(".")[2], answer.value, Origin((name,)))

    # earlier years -----------------------------------------------------------------------------------

    def past(self, value: NumberValue, years_back: int) -> NumberValue:
        """``|上年``: the same question's figure of an earlier year; empty where there is none."""
        key = value.origin.keys[0] if value.origin.keys else ""
        question = self.pack.questions.get(key)
        formula = question.formula if question is not None else None
        if set(value.origin.keys) - {key} - (names(formula) if formula is not None else set()):
            raise TypeError("|上年 和 |前年 只用于单个数字，不用于算式的结果")
        origin = Origin((f"{key}@{self.answers.year - years_back}",))
        return self._made(origin, self.figure(key, years_back), value.label, OMITTED)

    def figure(self, name: str, years_back: int) -> Figure | None:
        """The figure under a key, this year or earlier; None where there is none that can be read."""
        if years_back == 0:
            value = self._part(name)
            return value.number.figure if isinstance(value, NumberValue) and value.number else None
        if (name, years_back) not in self._past:
            self._past[name, years_back] = self._past_figure(name, years_back)
        return self._past[name, years_back]

    def _past_figure(self, name: str, years_back: int) -> Figure | None:
        source = self.earlier[years_back - 1] if years_back <= len(self.earlier) else None
        if source is None:
            return None
        answer, question = source.get(name), self.pack.questions.get(name)
        if answer is None or not isinstance(answer.value, str) or answer.value in ("", *SPECIAL):
            return self._past_computed(question, years_back) if question is not None else None
        try:
            return parse_figure(
                answer.value, units(question, self.answers) if question else (), negative=True
            )
        except DrafterError:
            return None

    def _past_computed(self, question: Question, years_back: int) -> Figure | None:
        """A rate of an earlier year, computed from that year's counts."""
        if question.formula is None or (question.key, years_back) in self._computing:
            return None
        self._computing.add((question.key, years_back))
        result = evaluate(question.formula, self._operand, years_back)
        self._computing.discard((question.key, years_back))
        if not isinstance(result, Known):
            return None
        unit = next(iter(units(question, self.answers)), "")
        text = computed_text(question, result.value, unit, question.decimals)
        return Figure(result.value, text.removesuffix(unit), unit)
