"""What the rules have in common: figures of one text, by number, and the words around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_DOWN, Decimal

from drafter.figures import SCALES, Figure, round_half_up
from drafter.formulas import Binary, Expression, Name, Number
from drafter.learn.model import Spot, unit_of

SENTENCE = re.compile("[。！!？?\\n]")
UNIT_END = re.compile("[。！!？?；;\\n]")
_BRACKETS = re.compile("（[^（）]*）|\\([^()]*\\)")
_FAMILIES = (frozenset(("件", "件次", "件（次）", "件（批）次")), frozenset(("人", "名", "位")))
CLAUSE = re.compile("[，,。；;：:、！？（(]")


def figure_of(spot: Spot) -> Figure:
    assert spot.figure is not None
    return spot.figure


def in_one_sentence(text: str, left: Spot, right: Spot, ends: re.Pattern[str] = SENTENCE) -> bool:
    return not ends.search(text, left.end, right.start)


def counts_among(spots: Sequence[Spot], numbers: Sequence[int]) -> list[int]:
    """Exact numbers that are no rates, printed in Arabic digits."""
    return [n for n in numbers if figure_of(spots[n]).is_exact and not figure_of(spots[n]).is_percent]


def operand(n: int) -> Expression:
    return Name(f"#{n}")


def words_before(text: str, start: int) -> str:
    """The clause before a figure, what stands in its brackets left out: 占事项（2126项）的."""
    sentence = SENTENCE.split(text[max(0, start - 60) : start])[-1]
    return CLAUSE.split(_BRACKETS.sub("", sentence))[-1]


def counts_near(text: str, spots: Sequence[Spot], n: int, counts: Sequence[int], most: int) -> list[int]:
    """The counts of a rate's own sentence before it, and one in brackets right behind it."""
    before = [c for c in counts if c < n and in_one_sentence(text, spots[c], spots[n])][-most:]
    return before + bracketed(text, spots, n, counts)


def bracketed(text: str, spots: Sequence[Spot], n: int, counts: Sequence[int]) -> list[int]:
    """The counts in brackets right behind a rate: 85.3%（应覆盖150个）, 98.6%（143家中141家）."""
    return [
        c for c in counts if n < c <= n + 2 and re.match("[（(][^）)]*$", text[spots[n].end : spots[c].start])
    ]


def of_one_unit(one: Spot, other: Spot) -> bool:
    """Whether two figures count the same kind of thing: 件 and 件次, 人 and 名."""
    left, right = figure_of(one).unit, figure_of(other).unit
    return left == right or any({left, right} <= family for family in _FAMILIES)


def in_scale(expression: Expression, of: Figure, printed: Figure) -> Expression | None:
    """A difference or an earlier value of a figure in the unit in which another one is printed.

    What is asked in 亿元 and printed in 万元 takes × 10000; None where the printed scale is the larger one, whose
    decimals would be lost (400万元 in 亿元).
    """
    factor = _asked_scale(of) / _asked_scale(printed)
    if factor < 1:
        return None
    return expression if factor == 1 else Binary("×", expression, Number(factor))


def _asked_scale(figure: Figure) -> Decimal:
    """What one unit of a figure's question is worth: 10000 where money is asked in 万元, 1 elsewhere."""
    return SCALES[figure.scale] if unit_of(figure) != figure.unit else Decimal(1)


def comparable(part: Spot, whole: Spot) -> bool:
    """Whether one figure can be a part of the other."""
    one, other = figure_of(part), figure_of(whole)
    return of_one_unit(part, whole) and one.value > 0 and other.value > 0


def prints_share(rate: Figure, top: Decimal, bottom: Decimal, *, truncated: bool) -> bool:
    """Whether a rate is the share of one value in another as it is printed, rounded or cut off."""
    exact = top / bottom * 100
    if truncated:
        return exact.quantize(rate.last_place, rounding=ROUND_DOWN) == rate.value
    return round_half_up(exact, rate.decimals) == rate.value


def share_rounding(rate: Figure, top: Decimal, bottom: Decimal) -> bool | None:
    """Whether a rate is the share of one value in another truncated (True) or rounded (False); None where it is another."""
    ways = (False, True)
    return next((way for way in ways if prints_share(rate, top, bottom, truncated=way)), None)


def words_since(text: str, spots: Sequence[Spot], n: int) -> str:
    """What stands between a figure and the one before it."""
    return text[spots[n - 1].end if n else 0 : spots[n].start]
