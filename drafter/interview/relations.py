"""What follows from other answers while one is typed: checks that do not hold, computed numbers, last year.

A check is only looked at when all of its parts are known exactly; an unknown or approximate part says nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from operator import eq, ge, gt, le, lt

from drafter.answers.model import Answer, Answers, Status
from drafter.figures import (
    NOT_APPLICABLE,
    OMITTED,
    Figure,
    FigureError,
    growth_words,
    parse_figure,
    printed,
)
from drafter.formulas import Absent, Known, Operand, Result, Unknown, evaluate, names
from drafter.interview.steps import Message
from drafter.interview.validation import MONEY_UNITS
from drafter.packs.schema import Check, Kind, Pack, Question

RELATIONS: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    "<=": le, ">=": ge, "=": eq, "<": lt, ">": gt,
}  # fmt: skip
DEEPEST = 20
"""Computed numbers made of computed numbers: how deep they are followed (a pack with a cycle is lint's business)."""


def units(question: Question, answers: Answers | None) -> tuple[str, ...]:
    """The units of a question; ``=键`` stands for what was answered there."""
    found: list[str] = []
    for unit in question.units:
        if not unit.startswith("="):
            found.append(unit)
            continue
        answer = answers.get(unit[1:]) if answers is not None else None
        if answer is not None and isinstance(answer.value, str) and answer.value:
            found.append(answer.value)
    if not found and question.kind is Kind.MONEY:
        return MONEY_UNITS
    return tuple(found)


def figure(question: Question, answer: Answer | None, answers: Answers | None) -> Figure | None:
    """The figure that was answered; None for anything that is none."""
    if answer is None or not isinstance(answer.value, str) or not answer.value:
        return None
    if answer.value in (NOT_APPLICABLE, OMITTED):
        return None
    try:
        return parse_figure(answer.value, units(question, answers), negative=question.formula is not None)
    except FigureError:
        return None


class Relations:
    """The checks and formulas of a pack over this year's answers and those of earlier years."""

    def __init__(self, pack: Pack, earlier: Sequence[Answers | None]) -> None:
        self.pack, self.earlier = pack, earlier
        self._checks: dict[str, list[Check]] = {}
        for check in pack.checks:
            for name in names(check.left) | names(check.right):
                self._checks.setdefault(name, []).append(check)

    def computed(self, question: Question, answers: Answers) -> Result | None:
        """What the question's formula gives; None without one."""
        if question.formula is None:
            return None
        return evaluate(question.formula, self._lookup(answers))

    def violated(self, key: str, answers: Answers) -> Iterator[Message]:
        """Why the answers do not fit together, for each check that names ``key`` and does not hold."""
        for check in self._checks.get(key, ()):
            lookup = self._lookup(answers)
            left, right = evaluate(check.left, lookup), evaluate(check.right, lookup)
            if (
                not isinstance(left, Known)
                or not isinstance(right, Known)
                or not (left.exact and right.exact)
            ):
                continue
            if not RELATIONS[check.relation](left.value, right.value):
                yield Message(
                    "与别处对不上：{message}（{left} 与 {right}）",
                    {"message": check.message, "left": printed(left.value), "right": printed(right.value)},
                )

    def change(self, question: Question, found: Figure) -> Message | None:
        """How a figure stands to last year's, in words; None where there is nothing to compare with."""
        last = self.earlier[0] if self.earlier else None
        before = figure(question, last.get(question.key), last) if last is not None else None
        if before is None or before.unit != found.unit or not (before.is_exact and found.is_exact):
            return None
        if before.value == found.value:
            return Message("与去年相同（{last}）", {"last": before})
        words = growth_words(found.value, before.value, found.unit)
        return Message("比去年（{last}）{words}", {"last": before, "words": words})

    def _lookup(self, answers: Answers, back: int = 0, depth: int = 0) -> Callable[[str, int], Operand]:
        """The figures as seen from ``back`` years before the report year."""

        def lookup(name: str, years_back: int) -> Operand:
            total = back + years_back
            of = self._year(total) if total else answers
            return self._operand(name, answers, of, total, depth) if of is not None else Unknown()

        return lookup

    def _year(self, years_back: int) -> Answers | None:
        return self.earlier[years_back - 1] if years_back <= len(self.earlier) else None

    def _operand(self, name: str, now: Answers, of: Answers, back: int, depth: int) -> Operand:
        answer, question = of.get(name), self.pack.questions.get(name)
        if question is None:
            question = Question(name, name, Kind.FIGURE, "")
        found = figure(question, answer, of)
        if found is not None:
            return Known(found.value, found.is_exact)
        if answer is not None and answer.status is not Status.SKIPPED and answer.value:
            return Absent()
        if question.formula is not None and depth < DEEPEST:
            result = evaluate(question.formula, self._lookup(now, back, depth + 1))
            return result if isinstance(result, Known) else Unknown()
        return Unknown()
