"""Each piece of a report with its places, what follows from what, and the keys of its questions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from drafter.figures import PERCENT_UNITS, Figure
from drafter.formulas import Binary, Call, Expression, Name
from drafter.genre.naming import proposed_names
from drafter.learn.decide import spots_of
from drafter.learn.derive import derivations, growth_words
from drafter.learn.keys import Keys
from drafter.learn.model import Becomes, Derivation, Spot
from drafter.learn.proof import proven
from drafter.readers.model import Piece

ORGAN_KEY = "单位全称"
_BLANK = re.compile(r"\s+")
_CLAUSES = re.compile("[。！？；]")


class Read(Struct, frozen=True):
    """A piece with what was found in it.

    ``keys``: by number of the spot, the key of its question (years have none); ``derived``: by number of the spot.
    """

    piece: Piece
    spots: tuple[Spot, ...]
    keys: Mapping[int, str]
    derived: Mapping[int, Derivation]

    @property
    def text(self) -> str:
        return self.piece.text

    def formula(self, number: int) -> Expression | None:
        """The formula of a spot, in keys."""
        found = self.derived.get(number)
        return _in_keys(found.expression, self.keys) if found is not None else None

    def answer(self, number: int) -> str | None:
        """This year's answer to a spot's question; None for what is computed from this year's."""
        spot, found = self.spots[number], self.derived.get(number)
        written = _BLANK.sub("", spot.written) if spot.becomes is Becomes.FIGURE else spot.written
        if found is None:
            return written
        if not found.is_growth:
            return None
        word = growth_words(self.text, spot)
        return f"-{written}" if word is not None and word.is_down else written


def read_piece(piece: Piece, year: int, organ: str, keys: Keys, *, flat: bool = False) -> Read:
    """Find the places of a piece and give them keys.

    ``flat``: the text goes into an answer (an item of plans or problems), where figures can stand, but neither
    words of growth nor years or claims.
    """
    spots = spots_of(piece.text, year, organ)
    if flat:
        spots = [spot for spot in spots if spot.becomes in (Becomes.FIGURE, Becomes.DATE)]
    found = proven(spots, {one.spot: one for one in derivations(piece.text, spots)})
    if flat:
        found = {number: one for number, one in found.items() if not one.is_growth}
    return Read(piece, tuple(spots), _keys(piece.text, spots, keys), found)


def _keys(text: str, spots: Sequence[Spot], keys: Keys) -> dict[int, str]:
    names = _names(text, spots)
    made: dict[int, str] = {}
    for number, spot in enumerate(spots):
        if spot.becomes is Becomes.ORGAN:
            made[number] = ORGAN_KEY
        elif spot.becomes is not Becomes.YEAR:
            around = _CLAUSES.split(text[: spot.start])[-1]
            made[number] = keys.take(names.get(number, spot.name), around)
    return made


def _names(text: str, spots: Sequence[Spot]) -> dict[int, str]:
    """Names of the figures by their context, in which dates and years are no words."""
    blanked = text
    for spot in spots:
        if spot.becomes in (Becomes.DATE, Becomes.YEAR):
            end = spot.end + len(re.match("年?度?", text[spot.end :]).group())  # type: ignore[union-attr]
            blanked = blanked[: spot.start] + "，" * (end - spot.start) + blanked[end:]
    numbers = [number for number, spot in enumerate(spots) if spot.becomes is Becomes.FIGURE]
    figures = [(spots[n].start, spots[n].end, spots[n].figure or _stand_in(spots[n])) for n in numbers]
    return dict(zip(numbers, proposed_names(blanked, figures), strict=True))


def _stand_in(spot: Spot) -> Figure:
    """For a number that cannot be printed as a figure: its unit still helps to name it."""
    from decimal import Decimal

    unit = next((unit for unit in ("%", "件", "人次", "次", "人") if spot.written.endswith(unit)), "")
    return Figure(Decimal(1), spot.written, unit)


def _in_keys(expression: Expression, keys: Mapping[int, str]) -> Expression:
    """An expression over spots with their keys for names."""
    match expression:
        case Name(name):
            return Name(keys[int(name.removeprefix("#"))])
        case Call(function, arguments):
            return Call(function, tuple(_in_keys(one, keys) for one in arguments))
        case Binary(operator, left, right):
            return Binary(operator, _in_keys(left, keys), _in_keys(right, keys))
        case _:
            return expression


def is_rate(figure: Figure) -> bool:
    """Whether a figure is a rate."""
    return figure.unit in PERCENT_UNITS
