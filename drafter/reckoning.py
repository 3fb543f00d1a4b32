"""What the figures of one year's answers say together: formulas and checks over this year and earlier ones.

Shared by the interview, the checks of a draft and (for units) compose.  Pure; reads no file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from operator import eq, ge, gt, le, lt

from msgspec import Struct

from drafter.answers.model import Answer, Answers, Status
from drafter.figures import NOT_APPLICABLE, OMITTED, Figure, FigureError, parse_figure, printed
from drafter.formulas import Absent, Known, Operand, Result, Unknown, evaluate
from drafter.packs.schema import Check, Kind, Pack, Question

RELATIONS: Mapping[str, Callable[[Decimal, Decimal], bool]] = {"<=": le, ">=": ge, "=": eq, "<": lt, ">": gt}
MONEY_UNITS = ("元", "万元", "亿元")
DEFAULT_UNIT = "件"
DEEPEST = 20
"""Computed numbers made of computed numbers: how deep they are followed (a pack with a cycle is lint's business)."""


def units(question: Question, answers: Answers | None) -> tuple[str, ...]:
    """Accepted units, the first is printed; ``=键`` stands for the text answered there (the bureau's 件, 宗 or 起)."""
    found: list[str] = []
    for unit in question.units:
        if unit.startswith("="):
            answer = answers.get(unit[1:]) if answers is not None else None
            unit = answer.value if answer is not None and isinstance(answer.value, str) else ""
        if unit:
            found.append(unit)
    if not found and question.kind is Kind.MONEY:
        return MONEY_UNITS
    if not found and question.units:
        return (DEFAULT_UNIT,)
    return tuple(dict.fromkeys(found))


def decimals(question: Question, answer: Answer | None) -> int | None:
    """Decimals of a computed number: this bureau's own (小数 in its answers), else the question's; None: free."""
    return answer.decimals if answer is not None and answer.decimals is not None else question.decimals


def computed_text(question: Question, value: Decimal, unit: str, places: int | None) -> str:
    """A computed number as its question wants it printed, with its unit."""
    return printed(value, unit, places, rounding=question.rounding, keep_zeros=question.keep_zeros)


def shown_result(question: Question, value: Decimal, answers: Answers) -> str:
    """The same with the unit and the decimals that these answers give it."""
    unit = next(iter(units(question, answers)), "")
    return computed_text(question, value, unit, decimals(question, answers.get(question.key)))


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


class Violation(Struct, frozen=True):
    """A relation that should hold and does not: both sides as they are."""

    check: Check
    left: Decimal
    right: Decimal

    def __str__(self) -> str:
        return f"{self.check.message}（现为 {printed(self.left)} 与 {printed(self.right)}）"


class Reckoning:
    """Formulas and checks of a pack over the answers of a year.

    ``earlier``: answers of the year before, the one before that …; None where there is no file.
    """

    def __init__(self, pack: Pack, earlier: Sequence[Answers | None]) -> None:
        self.pack, self.earlier = pack, earlier

    def computed(self, question: Question, answers: Answers) -> Result | None:
        """What the question's formula gives; None without one."""
        if question.formula is None:
            return None
        return evaluate(question.formula, self._lookup(answers))

    def violations(self, answers: Answers, checks: Iterable[Check] | None = None) -> Iterator[Violation]:
        """Relations that do not hold; one with an unknown or approximate part says nothing.

        Only the smaller side of an inequality may have parts that nobody answered: what is known of it must
        not be more than the other side already.
        """
        strict = self._lookup(answers)
        for check in self.pack.checks if checks is None else checks:
            left = evaluate(check.left, _counting_nothing(strict) if "<" in check.relation else strict)
            right = evaluate(check.right, _counting_nothing(strict) if ">" in check.relation else strict)
            if not (isinstance(left, Known) and isinstance(right, Known) and left.exact and right.exact):
                continue
            if not RELATIONS[check.relation](left.value, right.value):
                yield Violation(check, left.value, right.value)

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


def _counting_nothing(lookup: Callable[[str, int], Operand]) -> Callable[[str, int], Operand]:
    """The same figures, those not answered counting as none."""

    def lenient(name: str, years_back: int) -> Operand:
        found = lookup(name, years_back)
        return Absent() if isinstance(found, Unknown) else found

    return lenient
