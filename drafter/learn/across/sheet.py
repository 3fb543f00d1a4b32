"""All figures of a report side by side, numbered through, with what is known of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from msgspec.structs import replace

from drafter.figures import SCALES, Figure
from drafter.formulas import Binary, Call, Expression, Name, renamed
from drafter.learn.derive.growth import growth_before
from drafter.learn.model import Becomes, Derivation, Place, Spot, unit_of
from drafter.learn.pieces import Seen
from drafter.readers.model import Piece


class Sheet:
    """The figures of the pieces that were looked at; rules speak of them by their numbers here.

    ``seen``: by number of the piece.  ``derived``: what already follows from its own piece.  ``past``: figures of
    last year, or compared with it: no parts, no wholes.
    """

    def __init__(self, pieces: Sequence[Piece], seen: Mapping[int, Seen]) -> None:
        self.pieces, self.seen = pieces, seen
        self.places: list[Place] = []
        self.spots: list[Spot] = []
        self.local: list[int] = []
        """By number, which spot of its piece a figure is."""
        self.of: dict[int, list[int]] = {}
        """By number of the piece, its figures."""
        self.derived: dict[int, Derivation] = {}
        for piece, one in seen.items():
            self._add(piece, one)
        self.number = {place: number for number, place in enumerate(self.places)}
        self.past = {
            number for number, one in self.derived.items() if one.is_growth or _is_past(one.expression)
        }
        self.past |= {n for n, spot in enumerate(self.spots) if growth_before(self.text(n), spot)}

    def _add(self, piece: int, seen: Seen) -> None:
        numbers = [n for n, spot in enumerate(seen.spots) if spot.becomes is Becomes.FIGURE and spot.figure]
        base = {number: len(self.spots) + at for at, number in enumerate(numbers)}
        self.of[piece] = list(base.values())
        self.spots += [seen.spots[number] for number in numbers]
        self.local += numbers
        self.places += [Place(piece, seen.spots[number].start) for number in numbers]
        names = {f"#{number}": f"#{at}" for number, at in base.items()}
        for number, one in seen.derived.items():
            operands = tuple(base[operand] for operand in one.operands)
            expression = renamed(one.expression, names)
            self.derived[base[number]] = replace(
                one, spot=base[number], operands=operands, expression=expression
            )

    def text(self, number: int) -> str:
        """The text of the piece that a figure stands in."""
        return self.pieces[self.places[number].piece].text

    def figure(self, number: int) -> Figure:
        found = self.spots[number].figure
        assert found is not None
        return found

    def unit(self, number: int) -> str:
        """The unit in which a figure is asked."""
        return unit_of(self.figure(number))

    def asked(self, number: int) -> Decimal:
        """The value of a figure in its question's unit: 36 for 36万元."""
        figure = self.figure(number)
        return figure.value / SCALES[figure.scale] if self.unit(number) != figure.unit else figure.value

    def is_count(self, number: int) -> bool:
        """Whether a figure is an exact number of this year in Arabic digits, and no rate."""
        figure = self.figure(number)
        plain = figure.is_exact and not figure.is_percent and not figure.chinese
        return plain and number not in self.past


def _is_past(expression: Expression) -> bool:
    """Whether a formula gives a figure of an earlier year, or a comparison with one."""
    match expression:
        case Call("去年" | "前年" | "增长" | "增减" | "百分点", _):
            return True
        case Call(_, arguments):
            return any(map(_is_past, arguments))
        case Binary(_, left, right):
            return _is_past(left) or _is_past(right)
        case _:
            return False


def operand(number: int) -> Expression:
    return Name(f"#{number}")
