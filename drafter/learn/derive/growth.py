"""Growth: how a figure compares with last year's; next year it comes from the answers of both years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from drafter.figures import PERCENT_UNITS, Figure
from drafter.formulas import Binary, Call, Expression, Number
from drafter.learn.derive.common import UNIT_END, figure_of, in_scale, operand
from drafter.learn.derive.movement import PLAIN, Movement, movement_before
from drafter.learn.model import Derivation, Spot

_LAST_YEAR = "(?:上年度?|去年度?|上一年度?|前一年|20\\d\\d年度?)(?:同期|同比)?"
_COMPARED = re.compile(
    f"(?:[同环]比|[较比]{_LAST_YEAR}(?:相比)?|[与同和跟]{_LAST_YEAR}相?比|较同期)[，,]?(?:分别)?(?P<word>{PLAIN})$"
)
_MOVED = re.compile(f"^[）)]?(?:相比)?[，,、]?(?:同比|相比)?{PLAIN}$")
_RUN = re.compile(f"[、和与及，,]?{PLAIN}")
_ROW = re.compile("[、和与及][一-鿿]{0,10}")
_LAST_YEARS = re.compile(f"^[，,]?[（(]?[较比与和是为]?{_LAST_YEAR}的?[（(]?(?:为|是)?$")
_TIMES = re.compile(f"^[，,]?(?:是|为|达到?|相当于){_LAST_YEAR}的$")
_EACH = re.compile(f"分别(?:同比|[较比]{_LAST_YEAR})?$")


def growth_before(text: str, spot: Spot) -> Movement | None:
    """The 增长 right before a figure that is compared with last year."""
    match = _COMPARED.search(text, max(0, spot.start - 30), spot.start)
    return movement_before(text, spot.start) if match else None


def growth_words(text: str, spot: Spot) -> Movement | None:
    """The word of movement right before a figure, compared with last year or going on from such a figure."""
    return movement_before(text, spot.start)


def growths(text: str, spots: Sequence[Spot], numbers: Sequence[int]) -> Iterator[Derivation]:
    """958件，同比增长61.74%: next year's comes from both years' answers."""
    base: int | None = None
    """The figure that a run of 同比减少384件、下降15.37%（上年同期2498件） speaks of."""
    each = _respective(text, spots, numbers)
    for n in numbers:
        figure = figure_of(spots[n])
        if n in each:
            base = each[n]
            if base is None:
                continue
        elif n - 1 in numbers and (base is None or n - 1 in each or not _goes_on(text, spots, n)):
            base = n - 1
        if base is None or not figure.is_exact or figure.chinese or not figure_of(spots[base]).is_exact:
            continue
        if figure.prefix or not figure.value:  # 增长0%: no word of ours gives that back
            base = None
            continue
        relation = _relation(text, spots, base, n, stated=n in each)
        if relation is None:
            base = None
            continue
        expression = _scaled(relation, figure_of(spots[base]), figure)
        if expression is None:
            continue
        why = "与上年相比，明年由两年的数算出"
        has_none = n in each and growth_words(text, spots[n]) is None
        yield Derivation(n, (base,), expression, why, is_growth=True, shares=n - 1 if has_none else None)


def _goes_on(text: str, spots: Sequence[Spot], n: int) -> bool:
    return len(text[spots[n - 1].end : spots[n].start]) <= 16 and not UNIT_END.search(
        text, spots[n - 1].end, spots[n].start
    )


def _scaled(relation: Expression, of: Figure, figure: Figure) -> Expression | None:
    """A difference or an earlier value in the unit in which the figure is printed."""
    is_amount = isinstance(relation, Call) and relation.function in ("增减", "去年")
    return in_scale(relation, of, figure) if is_amount else relation


def _relation(text: str, spots: Sequence[Spot], base: int, n: int, *, stated: bool) -> Expression | None:
    """What a figure is of both years of ``base``; None where it does not compare them, or nobody can tell.

    ``stated``: that it compares them is known (behind 分别).
    """
    of, figure = figure_of(spots[base]), figure_of(spots[n])
    between = text[spots[n - 1].end : spots[n].start]
    if stated:
        return _growth(base, of, figure)
    if len(between) > 16 or UNIT_END.search(between):
        return None
    last = Call("去年", (operand(base),))
    if _LAST_YEARS.search(between) and figure.unit == of.unit:
        return last
    said_of_last = base == n - 2 and between == "的"  # 是上年5122件的1.9倍
    if figure.unit == "倍" and not of.is_percent and (_TIMES.search(between) or said_of_last):
        return Binary("/", operand(base), last)
    return _growth(base, of, figure) if _is_compared(text, spots, base, n) else None


def _is_compared(text: str, spots: Sequence[Spot], base: int, n: int) -> bool:
    """Whether the words before a figure say 同比增长, or go on from such a figure, or are 增幅 alone."""
    between = text[spots[n - 1].end : spots[n].start]
    if growth_before(text, spots[n]):
        return True
    word = _MOVED.search(between)
    if word is None:
        return False
    movement = movement_before(text, spots[n].start)
    return base != n - 1 or (movement is not None and movement.is_noun)


def _growth(base: int, of: Figure, figure: Figure) -> Expression | None:
    """The growth of a figure that is printed as the other; None where it can be none."""
    if of.is_percent:
        points = figure.unit in PERCENT_UNITS - {"%", "‰"}
        return Call("百分点", (operand(base),)) if points else None
    if figure.unit == "%":
        return Call("增长", (operand(base),))
    if figure.unit == "倍":
        return Binary("/", Call("增长", (operand(base),)), Number(Decimal(100)))
    return Call("增减", (operand(base),)) if figure.unit == of.unit else None


def _respective(text: str, spots: Sequence[Spot], numbers: Sequence[int]) -> dict[int, int | None]:
    """The figures behind 分别, each with the one it speaks of: 复议120件、应诉35件，分别上升20%、下降30%.

    None where nobody can tell.
    """
    found: dict[int, int | None] = {}
    for n in numbers:
        word = growth_words(text, spots[n])
        if n in found or word is None or not _EACH.search(text[: word.start]):
            continue
        run = [n]
        while run[-1] + 1 in numbers and _is_next(text[spots[run[-1]].end : spots[run[-1] + 1].start]):
            run.append(run[-1] + 1)
        found |= dict(zip(run, _spoken_of(text, spots, n, len(run)), strict=True))
    return found


def _is_next(between: str) -> bool:
    return between in ("、", "和", "与", "及") or bool(_RUN.fullmatch(between))


def _spoken_of(text: str, spots: Sequence[Spot], n: int, count: int) -> Sequence[int | None]:
    """The figures right before a run of as many, as far as its sentence goes."""
    of = list(range(n - count, n))
    nobody = [None] * count
    if count < 2 or of[0] < 0 or UNIT_END.search(text, spots[of[0]].end, spots[n].start):
        return nobody
    stretch = text[spots[of[0]].end : spots[n].start]
    before = of[0] - 1
    if before >= 0 and _ROW.fullmatch(text[spots[before].end : spots[of[0]].start]):
        return nobody
    alike = len({figure_of(spots[m]).is_percent for m in of}) == 1
    return of if alike and not re.search("其中|[（()）]", stretch) else nobody
