"""Every piece of a report looked at before any is read into a template: what follows from what, within and across."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from drafter.learn.across import Found, derivations_across, with_others
from drafter.learn.across.grids import grids_of, markers_of
from drafter.learn.across.sheet import Sheet
from drafter.learn.across.years import compared_heads
from drafter.learn.beside import EarlierAnswers
from drafter.learn.cells import Tables, is_row_number
from drafter.learn.pieces import Seen, see
from drafter.readers.model import Piece


def survey(
    pieces: Sequence[Piece], numbers: Iterable[int], year: int, organ: str, earlier: EarlierAnswers | None
) -> dict[int, Seen]:
    """The pieces with these numbers, looked at; with an earlier report, only what it leaves as questions."""
    wanted = sorted(numbers)
    grids = list(grids_of(pieces, set(wanted)))
    tables = Tables(pieces)
    markers = {n: frozenset({0}) for n in wanted if is_row_number(pieces[n], tables)} | markers_of(grids)
    heads = compared_heads(pieces, wanted, year)
    seen = {
        n: see(pieces[n], year, organ, markers=markers.get(n, frozenset()), compared=n in heads)
        for n in wanted
    }
    sheet = Sheet(pieces, seen)
    found = derivations_across(sheet, grids, year)
    if earlier is None:
        return with_others(sheet, found)
    tied = _tied(found)
    judged = {
        n: see(
            pieces[n],
            year,
            organ,
            judge=earlier.judge(n, tied.get(n, set())),
            markers=markers.get(n, frozenset()),
            compared=n in heads,
        )
        for n in wanted
    }
    left = Sheet(pieces, judged)
    return with_others(left, earlier.across(left, found))


def _tied(found: Found) -> Mapping[int, set[int]]:
    """By number of the piece, where the figures begin that a formula across pieces needs or gives."""
    places: dict[int, set[int]] = {}
    for place, one in found.items():
        for other in (place, *one.elsewhere):
            places.setdefault(other.piece, set()).add(other.start)
    return places
