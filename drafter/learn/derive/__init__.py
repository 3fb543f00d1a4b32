"""Figures that follow from others of the same text: found by arithmetic, confirmed by language.

A formula that only happens to fit is worse than a question, so each kind asks for its words: a rate ends in 率 or
占, a total says 共 or 其中, a rest says 正在 or 其余, a growth says 同比.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from drafter.formulas import renamed
from drafter.learn.derive.averages import averages
from drafter.learn.derive.growth import growths
from drafter.learn.derive.moves import moves
from drafter.learn.derive.rates import rates
from drafter.learn.derive.rests import rests
from drafter.learn.derive.totals import totals
from drafter.learn.model import Becomes, Derivation, Spot


def derivations(text: str, spots: Sequence[Spot]) -> list[Derivation]:
    """What follows from what among the figures of one text; operands are numbers in ``spots``."""
    places = [n for n, spot in enumerate(spots) if spot.becomes is Becomes.FIGURE and spot.figure]
    figures = [spots[n] for n in places]
    found: dict[int, Derivation] = {}
    for rule in (totals, moves, rates, averages, rests, growths):
        for one in rule(text, figures, range(len(figures))):
            if one.spot not in found and not _is_circular(one, found):
                found[one.spot] = one
    return [_placed(found[number], places) for number in sorted(found)]


def _placed(one: Derivation, places: Sequence[int]) -> Derivation:
    """A derivation among figures as one among all spots."""
    names = {f"#{number}": f"#{places[number]}" for number in one.operands}
    return replace(
        one,
        spot=places[one.spot],
        operands=tuple(places[number] for number in one.operands),
        expression=renamed(one.expression, names),
    )


def _is_circular(one: Derivation, found: dict[int, Derivation]) -> bool:
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
