"""Formulas proven: computed and printed as a draft would, each gives back what the report says.

One that does not (parts in 万元 and 亿元, more decimals than its parts have) is no formula but a question.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from msgspec.structs import replace

from drafter.figures import PERCENT_UNITS, Figure, Rounding, parse_figure, printed, printed_like
from drafter.formulas import Known, Operand, Unknown, evaluate
from drafter.learn.model import Derivation, Spot, unit_of

_BLANK = re.compile(r"\s+")


def proven(spots: Sequence[Spot], found: Mapping[int, Derivation]) -> dict[int, Derivation]:
    """The derivations that hold, with how each is printed; what is computed from another uses its computed value."""
    left = dict(found)
    while True:
        checked = {number: made for number, one in left.items() if (made := _proven(spots, one, left))}
        if len(checked) == len(left):
            return checked
        left = {number: left[number] for number in checked}


def _proven(spots: Sequence[Spot], one: Derivation, others: Mapping[int, Derivation]) -> Derivation | None:
    """A derivation with its way to print; None where none gives the number that is written."""
    figure = spots[one.spot].figure
    assert figure is not None
    if one.is_growth:
        return replace(one, decimals=_growth_decimals(figure, [spots[n] for n in one.operands]))
    value = evaluate(one.expression, _lookup(spots, others))
    if not isinstance(value, Known):
        return None
    written = "-" * (one.sign < 0) + _BLANK.sub("", spots[one.spot].written)
    operands = [_as_asked(spots[number]) for number in _answers(one, others)]
    for way, text in _ways(one, figure, value.value, operands):
        if text == written:
            return way
    return None


def _answers(one: Derivation, others: Mapping[int, Derivation]) -> Iterator[int]:
    """The figures that a derivation is made of in the end, those in between computed."""
    for number in one.operands:
        between = others.get(number)
        if between is None or between.is_growth:
            yield number
        else:
            yield from _answers(between, others)


def _growth_decimals(figure: Figure, of: Sequence[Spot]) -> int | None:
    """The decimals of a growth: % and 倍 as written, 百分点 as many as the rates have; None: those of the figures."""
    if figure.unit == "倍":
        return figure.decimals
    if figure.unit not in PERCENT_UNITS:
        return None
    rates = [spot.figure.decimals for spot in of if spot.figure and figure.unit != "%"]
    return max([figure.decimals, *rates])


def _ways(
    one: Derivation, figure: Figure, value: Decimal, operands: Sequence[Figure]
) -> Iterator[tuple[Derivation, str]]:
    """Each way in which a draft can print the value, the plainest first; ``operands``: those that are answers."""
    unit = unit_of(figure)
    if unit not in PERCENT_UNITS:
        yield replace(one, decimals=None), printed_like(value, unit, operands)
    for keep in (False, True):
        for rounding in (
            (Rounding.DOWN, Rounding.HALF_UP) if one.truncated else (Rounding.HALF_UP, Rounding.DOWN)
        ):
            way = replace(one, decimals=figure.decimals, keep_zeros=keep, truncated=rounding is Rounding.DOWN)
            yield way, printed(value, unit, figure.decimals, rounding=rounding, keep_zeros=keep)


def _lookup(spots: Sequence[Spot], others: Mapping[int, Derivation]) -> Callable[[str, int], Operand]:
    """The values of spots, by ``#n``, as the answers to their questions have them."""

    def lookup(name: str, years_back: int) -> Operand:
        number = int(name.removeprefix("#"))
        other = others.get(number)
        if other is not None and not other.is_growth:
            value = evaluate(other.expression, lookup)
            return value if isinstance(value, Known) else Unknown()
        figure = _as_asked(spots[number])
        return Known(figure.value, figure.is_exact)

    return lookup


def _as_asked(spot: Spot) -> Figure:
    """A figure as its question reads it: 36万元 is 36 where it is asked in 万元."""
    assert spot.figure is not None
    unit = unit_of(spot.figure)
    return parse_figure(_BLANK.sub("", spot.written), (unit,) if unit else (), negative=True)
