"""Each piece of a report with its places, what follows from what, and the keys of its questions."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence, Set
from functools import lru_cache
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from drafter.figures import PERCENT_UNITS, Figure
from drafter.formulas import Binary, Call, Expression, Name, renamed
from drafter.genre.headings import sign_of
from drafter.genre.naming import Proposal, proposed_names
from drafter.genre.numerals import Kind, owned
from drafter.learn.decide import spots_of
from drafter.learn.derive import derivations
from drafter.learn.derive.growth import growth_words
from drafter.learn.derive.movement import SIGNS
from drafter.learn.earlier import Judged
from drafter.learn.keys import Keys
from drafter.learn.model import Becomes, Derivation, Place, Spot
from drafter.learn.proof import proven
from drafter.learn.rules import years
from drafter.readers.model import Piece, Role

ORGAN_KEY = "单位全称"
_BLANK = re.compile(r"\s+")


class Operand(Struct, frozen=True):
    """A figure of another piece that a formula names: its key, and where in the source its digits begin."""

    key: str
    offset: int


class Read(Struct, frozen=True):
    """A piece with what was found in it.

    ``keys``: by number of the spot, the key of its question (years have none); ``derived``: by number of the spot.
    ``flat``: it goes into an answer, and its figures are asked only while the answer names them.
    ``markers``: running numbers of rows; ``others``: the operands that stand in other pieces, once these are read.
    """

    piece: Piece
    spots: tuple[Spot, ...]
    keys: Mapping[int, str]
    derived: Mapping[int, Derivation]
    flat: bool = False
    markers: tuple[Spot, ...] = ()
    others: Mapping[Place, Operand] = {}

    @property
    def text(self) -> str:
        return self.piece.text

    def formula(self, number: int) -> Expression | None:
        """The formula of a spot, in keys; None without one, and while its operands are not all read."""
        found = self.derived.get(number)
        if found is None or not self.others.keys() >= set(found.elsewhere):
            return None
        names = {f"#{number}": key for number, key in self.keys.items()}
        if found.elsewhere:
            names = {f"#{number}": self.others[place].key for number, place in enumerate(found.elsewhere)}
        return renamed(found.expression, names)

    def answer(self, number: int) -> str | None:
        """This year's answer to a spot's question; None for what is computed from this year's."""
        spot, found = self.spots[number], self.derived.get(number)
        written = _BLANK.sub("", spot.written) if spot.becomes is Becomes.FIGURE else spot.written
        if found is None:
            return written
        if not found.is_growth:
            return None
        while found.shares is not None:
            spot, found = self.spots[found.shares], self.derived[found.shares]
        word = growth_words(self.text, spot)
        return f"-{written}" if word is not None and word.is_down else written

    def offset(self, number: int) -> int:
        """The place in the source of a spot's digits."""
        return self.piece.offsets[self.spots[number].digits]


class Seen(Struct, frozen=True):
    """A piece looked at, before its figures have keys.

    ``first``: all its places; ``spots``: those that remain questions; ``names``: by number of these, proposals.
    ``derived``: what follows from what; ``markers``: running numbers of rows, which are none of the places.
    """

    piece: Piece
    first: tuple[Spot, ...]
    spots: tuple[Spot, ...]
    names: Mapping[int, Proposal]
    derived: Mapping[int, Derivation]
    flat: bool = False
    markers: tuple[Spot, ...] = ()


def see(
    piece: Piece,
    year: int,
    organ: str,
    *,
    flat: bool = False,
    judge: Callable[[Sequence[Spot]], Judged] | None = None,
    markers: Set[int] = frozenset(),
    compared: bool = False,
) -> Seen:
    """Find the places of a piece; ``judge`` says which of them remain.

    ``flat``: the text goes into an answer (an item of plans or problems), where figures can stand, but neither
    words of growth nor years or claims.  ``markers``: where running numbers of rows begin.
    ``compared``: it is the head of last year's column beside this year's.
    """
    first, names = looked_at(piece.text, year, organ)
    if compared:
        first = tuple(years.compared(piece.text))
    spots, refuted = tuple(spot for spot in first if spot.start not in markers), frozenset[int]()
    if judge is not None:
        judged = judge(spots)
        spots, refuted = judged.spots, judged.refuted
    if flat:
        spots = tuple(spot for spot in spots if spot.becomes in (Becomes.FIGURE, Becomes.DATE))
    found = proven(
        spots, {one.spot: one for one in derivations(piece.text, spots) if one.spot not in refuted}
    )
    if flat:
        found = {number: one for number, one in found.items() if not one.has_word}
    left = tuple(spot for spot in first if spot.start in markers)
    return Seen(piece, first, spots, _renumbered(names, first, spots), found, flat, left)


def keyed(seen: Seen, keys: Keys, heading: str = "", standard: Mapping[int, str] | None = None) -> Read:
    """Give the places of a piece their keys.

    ``heading``: what the piece stands under, for names that say too little alone.  ``standard``: by number of the
    spot among all places, the keys of figures that the standard catalogue knows.
    """
    known = _renumbered(standard or {}, seen.first, seen.spots)
    made = _keys(seen.spots, seen.names, keys, heading, known, seen.derived)
    spots = tuple(
        _with_sign(spot, seen) if n not in seen.derived else spot for n, spot in enumerate(seen.spots)
    )
    return Read(seen.piece, spots, made, seen.derived, seen.flat, seen.markers)


def _with_sign(spot: Spot, seen: Seen) -> Spot:
    """The figure of a cell that is nothing but -5%, asked as a text: next year it may be the other way round."""
    sign = seen.piece.text[: spot.start]
    if seen.piece.role is not Role.CELL or not sign or sign.strip() not in SIGNS:
        return spot
    return replace(spot, start=0, written=seen.piece.text[: spot.end], figure=None)


def read_piece(
    piece: Piece, year: int, organ: str, keys: Keys, heading: str = "", *, flat: bool = False
) -> Read:
    """A piece looked at by itself, its places with keys."""
    return keyed(see(piece, year, organ, flat=flat), keys, heading)


T = TypeVar("T")


def _renumbered(by_number: Mapping[int, T], old: Sequence[Spot], new: Sequence[Spot]) -> dict[int, T]:
    """What is known of figures by their numbers, by their numbers among other spots."""
    known = {old[number].start: one for number, one in by_number.items()}
    return {
        number: known[spot.start]
        for number, spot in enumerate(new)
        if spot.becomes is Becomes.FIGURE and spot.start in known
    }


@lru_cache(maxsize=16384)
def looked_at(text: str, year: int, organ: str) -> tuple[tuple[Spot, ...], Mapping[int, Proposal]]:
    """The places of a text and, by number, the names proposed for its figures."""
    sign = sign_of(text)  # 3，落实责任: no figure
    spots = tuple(spot for spot in spots_of(text, year, organ) if sign is None or spot.start >= sign.length)
    return spots, _names(text, spots)


def _keys(
    spots: Sequence[Spot],
    names: Mapping[int, Proposal],
    keys: Keys,
    heading: str,
    standard: Mapping[int, str],
    derived: Mapping[int, Derivation],
) -> dict[int, str]:
    made: dict[int, str] = {}
    for number, spot in enumerate(spots):
        if spot.becomes is Becomes.ORGAN:
            made[number] = ORGAN_KEY
        elif number in standard:
            made[number] = standard[number]
        elif spot.becomes is not Becomes.YEAR:
            named = _growth_name(spot, derived.get(number), made) or names.get(number, Proposal(spot.name))
            made[number] = keys.take(named, heading)
    return made


def _growth_name(spot: Spot, found: Derivation | None, keys: Mapping[int, str]) -> Proposal | None:
    """What a growth is called: after the figure that grew, whichever way it goes next year."""
    if found is None or not found.is_growth or not found.operands or found.operands[0] not in keys:
        return None
    of = keys[found.operands[0]]
    match found.expression:
        case Call("去年", _) | Binary("×", Call("去年", _), _):
            return Proposal(f"上年{of}")
        case Binary("/", Name(), _):  # 是去年的1.8倍
            return Proposal(f"{of}倍数")
    is_rate = spot.figure is not None and spot.figure.unit in (*PERCENT_UNITS, "倍")
    return Proposal(f"{of}{'增幅' if is_rate else '增量'}")


def _names(text: str, spots: Sequence[Spot]) -> dict[int, Proposal]:
    """Names of the figures by their context, in which dates and years are no words."""
    blanked = text
    for start, end, rule in owned(text):
        if rule.kind in (Kind.DATE, Kind.YEAR):
            blanked = _blanked(blanked, start, end)
    for spot in spots:
        if spot.becomes in (Becomes.DATE, Becomes.YEAR):
            blanked = _blanked(blanked, spot.start, spot.end)
    numbers = [number for number, spot in enumerate(spots) if spot.becomes is Becomes.FIGURE]
    figures = [(spots[n].start, spots[n].end, spots[n].figure or _stand_in(spots[n])) for n in numbers]
    return dict(zip(numbers, proposed_names(blanked, figures), strict=True))


def _blanked(text: str, start: int, end: int) -> str:
    """A text with commas for a date, 年度 behind it included; what is compared with a year stays compared."""
    tail = re.compile("年?度?").match(text, end)
    end = tail.end() if tail else end
    if re.search("[较比]$", text[:start]):
        return text[:start] + "去年".ljust(end - start)[: end - start] + text[end:]
    return text[:start] + "，" * (end - start) + text[end:]


def _stand_in(spot: Spot) -> Figure:
    """For a number that cannot be printed as a figure: its unit still helps to name it."""
    from decimal import Decimal

    unit = next((unit for unit in ("%", "件", "人次", "次", "人") if spot.written.endswith(unit)), "")
    return Figure(Decimal(1), spot.written, unit)
