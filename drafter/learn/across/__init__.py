"""Figures that follow from others of other pieces: cells of tables, shares of a whole said before, sums of lists.

A pass of its own over all pieces of a report.  Like within one piece, arithmetic finds and language confirms; a
formula that only happens to fit is worse than a question.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from msgspec.structs import replace

from drafter.formulas import renamed
from drafter.learn.across.announced import table_totals
from drafter.learn.across.grids import Grid
from drafter.learn.across.lists import list_sums
from drafter.learn.across.shares import shares
from drafter.learn.across.sheet import Sheet
from drafter.learn.across.tables import table_rates, table_sums
from drafter.learn.across.years import table_years
from drafter.learn.derive import is_circular
from drafter.learn.model import Derivation, Place
from drafter.learn.pieces import Seen
from drafter.learn.proof import proven

Found = Mapping[Place, Derivation]
"""By the place of a figure, how it follows; its operands are in ``elsewhere``."""


def derivations_across(sheet: Sheet, grids: Sequence[Grid], year: int) -> Found:
    """What follows from figures of other pieces in a report on ``year``, computed and printed as a draft would."""
    ways = (
        *(table_years(sheet, grid, year) for grid in grids),
        *(table_sums(sheet, grid) for grid in grids),
        *(table_rates(sheet, grid) for grid in grids),
        *(table_totals(sheet, grid) for grid in grids),
        list_sums(sheet),
        shares(sheet),
    )
    known, found = dict(sheet.derived), dict[int, Derivation]()
    for one in chain.from_iterable(ways):
        if one.spot not in known and not is_circular(one, known):
            known[one.spot] = found[one.spot] = one
    checked = proven(sheet.spots, known)
    return {sheet.places[number]: _placed(sheet, checked[number]) for number in found if number in checked}


def with_others(sheet: Sheet, found: Found) -> dict[int, Seen]:
    """The pieces of a sheet with what follows from others, all of it proven together."""
    across = {one.spot: one for one in _numbered(sheet, found)}
    checked = proven(sheet.spots, {**sheet.derived, **across})
    made = {}
    for piece, seen in sheet.seen.items():
        derived: dict[int, Derivation] = {}
        for number in sheet.of[piece]:
            one, local = checked.get(number), sheet.local[number]
            if one is not None and number in across:
                derived[local] = replace(_placed(sheet, one), spot=local)
            elif one is not None:
                printed = {name: getattr(one, name) for name in ("decimals", "keep_zeros", "truncated")}
                derived[local] = replace(seen.derived[local], **printed)
        made[piece] = replace(seen, derived=derived)
    return made


def _numbered(sheet: Sheet, found: Found) -> Iterator[Derivation]:
    """Derivations whose figures are all there, in the numbers of the sheet."""
    for place, one in found.items():
        numbers = [n for other in (place, *one.elsewhere) if (n := sheet.number.get(other)) is not None]
        if len(numbers) == len(one.elsewhere) + 1 and numbers[0] not in sheet.derived:
            spot, *operands = numbers
            names = {f"#{at}": f"#{number}" for at, number in enumerate(operands)}
            expression = renamed(one.expression, names)
            yield replace(one, spot=spot, operands=tuple(operands), elsewhere=(), expression=expression)


def _placed(sheet: Sheet, one: Derivation) -> Derivation:
    """A derivation without the numbers of the sheet."""
    names = {f"#{number}": f"#{at}" for at, number in enumerate(one.operands)}
    elsewhere = tuple(sheet.places[number] for number in one.operands)
    return replace(one, operands=(), elsewhere=elsewhere, expression=renamed(one.expression, names))
