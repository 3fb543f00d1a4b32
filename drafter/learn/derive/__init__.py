"""Figures that follow from others of the same text: found by arithmetic, confirmed by language.

A formula that only happens to fit is worse than a question, so each kind asks for its words: a rate ends in 率 or
占, a total says 共 or 其中, a rest says 正在 or 其余, a growth says 同比.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import chain

from msgspec.structs import replace

from drafter.formulas import renamed
from drafter.learn.derive.averages import averages
from drafter.learn.derive.growth import growth_before, growths
from drafter.learn.derive.moves import moves
from drafter.learn.derive.rates import rates
from drafter.learn.derive.rests import rests
from drafter.learn.derive.series import shares
from drafter.learn.derive.totals import totals
from drafter.learn.model import Becomes, Derivation, Spot

_YEAR = re.compile(r"20\d\d(?=年)")


def derivations(text: str, spots: Sequence[Spot]) -> list[Derivation]:
    """What follows from what among the figures of one text; operands are numbers in ``spots``."""
    text = _comparable(text, spots)
    places = [n for n, spot in enumerate(spots) if spot.becomes is Becomes.FIGURE and spot.figure]
    figures = [spots[n] for n in places]
    everything = range(len(figures))
    grown = list(growths(text, figures, everything))
    compared = {one.spot for one in grown} | {n for n in everything if growth_before(text, figures[n])}
    counted = sorted({*everything} - compared)
    """What was counted this year, not compared with the last: what rates and rests are made of."""
    mean = list(averages(text, figures, counted))
    averaged = {one.spot for one in mean}
    summed = list(totals(text, figures, [n for n in counted if n not in averaged]))
    parts = {part for one in summed for part in one.operands}
    ways = (
        summed,
        moves(text, figures, everything),
        shares(text, figures, counted),
        rates(text, figures, counted, parts),
        mean,
        rests(text, figures, [n for n in counted if n not in parts]),
        grown,
    )
    found: dict[int, Derivation] = {}
    for one in chain.from_iterable(ways):
        if one.spot not in found and not is_circular(one, found):
            found[one.spot] = one
    kept = [one for _, one in sorted(found.items()) if one.shares is None or _is_growth(found, one.shares)]
    return [_placed(one, places) for one in kept]


def _comparable(text: str, spots: Sequence[Spot]) -> str:
    """A text without the years that are not last year: 比2019年增长25% does not follow from last year's answers."""
    last = {spot.start for spot in spots if spot.becomes is Becomes.YEAR and spot.shift == -1}
    return _YEAR.sub(lambda year: year[0] if year.start() in last else "\x00" * len(year[0]), text)


def _is_growth(found: dict[int, Derivation], number: int) -> bool:
    return number in found and found[number].is_growth


def _placed(one: Derivation, places: Sequence[int]) -> Derivation:
    """A derivation among figures as one among all spots."""
    names = {f"#{number}": f"#{places[number]}" for number in one.operands}
    return replace(
        one,
        spot=places[one.spot],
        operands=tuple(places[number] for number in one.operands),
        expression=renamed(one.expression, names),
        shares=None if one.shares is None else places[one.shares],
    )


def is_circular(one: Derivation, found: Mapping[int, Derivation]) -> bool:
    """Whether its operands are themselves made of it: of one identity one member is derived."""
    waiting, seen = list(one.operands), set[int]()
    while waiting:
        number = waiting.pop()
        if number == one.spot:
            return True
        if number in found and number not in seen:
            seen.add(number)
            waiting += found[number].operands
    return False
