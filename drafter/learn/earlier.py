"""The report of an earlier year laid beside this one: what changed between them is a question, what stayed is text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from enum import Enum
from itertools import groupby

from msgspec import Struct, field
from msgspec.structs import replace

from drafter.compare import Fate, Kind, Line, align
from drafter.compare import Piece as Change
from drafter.compare import pieces as changes
from drafter.figures import Figure, FigureError, Rounding, agrees, parse_figure, rounded
from drafter.formulas import Known, Unknown, evaluate
from drafter.genre.years import year_number
from drafter.learn.alongside import alongside, in_like_clause, of_one_clause, wordings
from drafter.learn.derive import derivations
from drafter.learn.derive.growth import growth_words
from drafter.learn.derive.movement import movement_at
from drafter.learn.derive.moves import moves_among
from drafter.learn.model import Becomes, Derivation, Spot
from drafter.learn.standing import stands
from drafter.learn.worded import widened, words_spot
from drafter.readers.model import Piece, Role

_MOST_CHANGES, _LONGEST_CHANGE, _MOST_CHANGED = 3, 24, 0.3
"""More or longer changes than these make a wording of its own rather than questions."""
_BLANK = re.compile(r"\s+")


class Judged(Struct, frozen=True):
    """A piece beside its like of the earlier year.

    ``spots``: the places that remain questions; ``before``: by number of the spot, what stood there then.
    ``refuted``: numbers of spots whose formula does not hold in the earlier year.
    ``own``: the earlier wording, where it is another (the whole text); None where the places tell the difference,
    "" where there was nothing of the kind.
    """

    spots: tuple[Spot, ...]
    before: Mapping[int, str] = field(default_factory=dict)
    refuted: frozenset[int] = frozenset()
    own: str | None = None
    at: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    """By number of the spot, where it stands in ``own``, as far as it is known."""


class Earlier:
    """The pieces of an earlier report, each beside the piece that it became.

    ``apart``: numbers of pieces, old and new, that are no part of this (items of plans and problems).
    """

    def __init__(
        self,
        old: Sequence[Piece],
        new: Sequence[Piece],
        years: tuple[int, int],
        apart: tuple[Set[int], Set[int]],
    ) -> None:
        self.old, self.new = old, new
        self.year, self.by = years[0], years[1] - years[0]
        self._of: dict[int, int] = {}
        self.left: dict[int, list[str]] = {}
        """Earlier texts that have no like any more, by the number of the piece behind which they stood (-1: first)."""
        self._lay(*apart)
        self._body = "\n".join(
            piece.text for n, piece in enumerate(old) if n not in apart[0] and piece.role is Role.PARAGRAPH
        )

    def _lay(self, old_apart: Set[int], new_apart: Set[int]) -> None:
        old = [number for number in range(len(self.old)) if number not in old_apart]
        new = [number for number in range(len(self.new)) if number not in new_apart]
        steps = align(
            [line_of(self.old[number]) for number in old], [line_of(self.new[number]) for number in new]
        )
        last = -1
        for anchored, group in groupby(steps, key=lambda step: step.fate in (Fate.SAME, Fate.CHANGED)):
            found = list(group)
            gone = [old[number] for step in found for number in step.old]
            come = [new[number] for step in found for number in step.new]
            if anchored:
                self._of.update(zip(come, gone, strict=True))
                last = come[-1]
            else:
                last = self._replaced(gone, come, last)

    def _replaced(self, gone: Sequence[int], come: Sequence[int], last: int) -> int:
        """Pieces that stand in the place of others, one for one; earlier ones left over stay behind the last.

        What was moved, split or joined is among them: it stays where it stood.
        """
        self._of.update(zip(come, gone, strict=False))
        last = come[-1] if come else last
        if len(gone) > len(come):
            self.left.setdefault(last, []).extend(self.old[number].text for number in gone[len(come) :])
        return last

    def text(self, number: int) -> str:
        """The earlier text of a piece; "" where there was none."""
        return self.old[self._of[number]].text if number in self._of else ""

    def judge(
        self, number: int, spots: Sequence[Spot], *, whole: bool = False, needed: Set[int] = frozenset()
    ) -> Judged:
        """What of a piece changed.  ``whole``: a wording of its own is one question over the whole text.

        ``needed``: where the figures begin that stay questions, whether they changed or not.
        """
        text, before = self.new[number].text, self.text(number)
        found = self._places(text, before, spots, needed) if before else None
        if found is not None:
            return found
        if not whole:
            return self.partly(text, before, spots)
        return Judged((words_spot(text, 0, len(text)),), {0: before})

    def _missing(self, spot: Spot) -> str:
        return spot.written if spot.becomes is Becomes.ORGAN else ""

    def _places(self, text: str, before: str, spots: Sequence[Spot], needed: Set[int]) -> Judged | None:
        """The places where two texts differ, when few words do; None where the wording is another."""
        ops = changes(before, text)
        tied, moved = _tied(text, spots)
        tied |= {number for number, spot in enumerate(spots) if spot.start in needed}
        loose = _loose(ops, text, before, [moved.get(number, spot) for number, spot in enumerate(spots)])
        if loose is None:
            return None
        thens = self._thens(ops, text, before, spots)
        if len(thens) < len(spots):
            return None
        kept = [
            (spot, thens[number])
            for number, spot in enumerate(spots)
            if thens[number] != spot.written
            or number in tied
            or spot.becomes in _ALWAYS
            or not stands(text, spot)
        ]
        turned = list(_turned(text, before, ops, spots, {spot.start for spot, _ in kept}))
        loose = [op for op in loose if not any(a <= op.new_start and op.new_end <= b for a, b in turned)]
        kept += [self._worded(widened(op, ops, text, before, spots), text, before) for op in loose]
        return _judged(text, kept)

    def partly(self, text: str, before: str, spots: Sequence[Spot]) -> Judged:
        """The places of sentences that both years have, where the wording of the whole is another."""
        ops = alongside(before, text) if before else []
        thens, at = self._thens(ops, text, before, spots), dict[int, tuple[int, int]]()
        for number, spot in enumerate(spots):
            place = _place_of(ops, spot) if number in thens else None
            if place is None or not of_one_clause(text, spot.start, spot.end, before, *place):
                place = in_like_clause(text, spot.start, spot.end, before)
                thens[number] = self._elsewhere(text, spot, before, place)
            if place is not None and thens[number]:
                at[spot.start] = place
        kept = [(spot, thens[number] or self._missing(spot)) for number, spot in enumerate(spots)]
        kept += [self._worded(op, text, before) for op in wordings(ops, text, before, spots)]
        judged = _judged(text, kept)
        places = {n: at[spot.start] for n, spot in enumerate(judged.spots) if spot.start in at}
        return replace(judged, own=before, at=places)

    def _elsewhere(self, text: str, spot: Spot, before: str, place: tuple[int, int] | None) -> str:
        """What stood in a like clause of another sentence (``place`` in ``before``) or paragraph; "" where none is."""
        source = before
        if place is None:
            place, source = in_like_clause(text, spot.start, spot.end, self._body), self._body
        then = source[place[0] : place[1]] if place is not None else ""
        return then if spot.becomes in _MOVABLE and self._fits(spot, then) else ""

    def _thens(self, ops: Sequence[Change], text: str, before: str, spots: Sequence[Spot]) -> dict[int, str]:
        """By number of the spot, what stood there, as far as it is an answer to the same question."""
        moved = _tied(text, spots)[1]
        thens: dict[int, str] = {}
        shared = {one.spot: one.shares for one in derivations(text, spots) if one.shares is not None}
        for number, spot in enumerate(spots):
            then = _then(ops, before, spot) if number not in moved else _growth(ops, before, moved[number])
            if then is not None and number in shared and thens.get(shared[number], "").startswith("-"):
                then = f"-{then}"
            if then is not None and self._fits(spot, then):
                thens[number] = then
        return thens

    def _worded(self, op: Change, text: str, before: str) -> tuple[Spot, str]:
        """Words that changed, and what they were."""
        then = before[op.old_start : op.old_end]
        return words_spot(text, op.new_start, op.new_end, self._said(then)), then

    def _said(self, then: str) -> str:
        return f"{self.year}年是“{then}”" if then and len(then) <= _LONGEST_CHANGE else ""

    def _fits(self, spot: Spot, then: str) -> bool:
        """Whether what stood there then is an answer to the same question."""
        if spot.becomes is Becomes.YEAR:
            return bool(_YEAR.fullmatch(then)) and year_number(then) + self.by == year_number(spot.written)
        if spot.becomes is Becomes.ORGAN:
            return then == spot.written
        if spot.figure is None:
            return bool(then)
        then = then.removeprefix("-")
        figure = figure_then(then, spot)
        return figure is not None and figure.text() == _BLANK.sub("", then)


_MOVABLE = (Becomes.FIGURE, Becomes.DATE)
_ALWAYS = (Becomes.YEAR, Becomes.ORGAN, Becomes.CLAIM)
_YEAR = re.compile(r"[12１２][0-9０-９]{3}|[一二][〇零○O九][〇零○O一二三四五六七八九]{2}")


def line_of(piece: Piece) -> Line:
    """A piece as what is compared."""
    return Line(
        piece.role, piece.text, level=piece.level, table=piece.table, row=piece.row, column=piece.column
    )


def _judged(text: str, kept: Sequence[tuple[Spot, str]]) -> Judged:
    """Spots with what stood there then, put in order."""
    ordered = sorted(kept, key=lambda pair: pair[0].start)
    places = tuple(spot for spot, _ in ordered)
    before = {number: then for number, (_, then) in enumerate(ordered)}
    return Judged(places, before, frozenset(_refuted(text, places, before)))


def _tied(text: str, spots: Sequence[Spot]) -> tuple[set[int], dict[int, Spot]]:
    """The spots that a formula needs or gives; those that are growths, with the word before them."""
    found = derivations(text, spots)
    moved = {}
    for one in found:
        word = growth_words(text, spots[one.spot]) if one.has_word else None
        if word is not None:
            moved[one.spot] = replace(spots[one.spot], start=word.start)
    return {number for one in found for number in (one.spot, *one.operands)}, moved


def _refuted(text: str, spots: Sequence[Spot], before: Mapping[int, str]) -> Iterator[int]:
    """The spots that follow from others this year and did not in the earlier one: a chance, no formula."""
    for one in derivations(text, spots):
        if one.is_growth or not all(before[n] for n in (one.spot, *one.operands)):
            continue  # it is computed anyway, or that year does not say
        stated = figure_then(before[one.spot], spots[one.spot], negative=one.sign != 0)
        result = evaluate(
            one.expression, _Figures({f"#{n}": figure_then(before[n], spots[n]) for n in one.operands})
        )
        holds = isinstance(result, Known) and stated is not None and agrees(stated, result.value).is_accepted
        if not holds:
            yield one.spot


class Then(Enum):
    """What an earlier year says of a formula over several pieces."""

    COMPUTED = "computed"
    """It gives the number that stood there."""
    STATED = "stated"
    """The number was written otherwise, or its parts are not known: it is an answer."""
    REFUTED = "refuted"


def said_then(one: Derivation, figure: Figure, parts: Sequence[Figure | None]) -> Then:
    """What the earlier ``figure`` and ``parts`` say of a formula across pieces (its operands by their numbers)."""
    result = evaluate(one.expression, _Figures({f"#{n}": part for n, part in enumerate(parts)}))
    known = [part for part in parts if part is not None]
    if not isinstance(result, Known):
        return Then.STATED if len(known) < len(parts) else Then.REFUTED
    if not agrees(figure, result.value).is_accepted:
        return Then.REFUTED
    decimals = max(part.decimals for part in known) if one.decimals is None else one.decimals
    printed = rounded(result.value, decimals, Rounding.DOWN if one.truncated else Rounding.HALF_UP)
    alike = printed == figure.value and decimals == figure.decimals
    return Then.COMPUTED if alike else Then.STATED


def _turned(
    text: str, before: str, ops: Sequence[Change], spots: Sequence[Spot], kept: Set[int]
) -> Iterator[tuple[int, int]]:
    """The words of moves (由34件增至51件) that follow from their figures in both years, whichever way they went."""
    for move in moves_among(text, spots):
        word = replace(spots[move.old], start=move.start, end=move.end)
        asked = {spots[move.old].start, spots[move.new].start} <= kept
        if asked and _then(ops, before, word) in (move.up, move.down):
            yield move.start, move.end


class _Figures:
    """Looks the operands of a formula up."""

    def __init__(self, known: Mapping[str, Figure | None]) -> None:
        self.known = known

    def __call__(self, name: str, years_back: int) -> Known | Unknown:
        figure = self.known[name]
        return Known(figure.value) if figure is not None else Unknown()


def figure_then(written: str, spot: Spot, *, negative: bool = False) -> Figure | None:
    unit = spot.figure.unit if spot.figure else ""
    try:
        return parse_figure(_BLANK.sub("", written), (unit,) if unit else (), negative=negative)
    except FigureError:
        return None


def _then(ops: Sequence[Change], before: str, spot: Spot) -> str | None:
    """What stood in the earlier text in a spot's place; None where its edges cannot be found there."""
    place = _place_of(ops, spot)
    return before[place[0] : place[1]] if place is not None else None


def _place_of(ops: Sequence[Change], spot: Spot) -> tuple[int, int] | None:
    first, last = _place(ops, spot.start, first=True), _place(ops, spot.end, first=False)
    return (first, last) if first is not None and last is not None else None


def _growth(ops: Sequence[Change], before: str, spot: Spot) -> str | None:
    """An earlier growth with its sign, as its word says; ``spot`` has the word in it."""
    whole = _then(ops, before, spot)
    word = movement_at(whole) if whole else None
    if word is None or whole is None:
        return None
    return "-" * word.is_down + whole[word.end :]


def _place(ops: Sequence[Change], at: int, *, first: bool) -> int | None:
    """Where a boundary of the new text lies in the old one; None inside changed words."""
    found = []
    for op in ops:
        if op.kind is Kind.EQUAL and op.new_start <= at <= op.new_end:
            found.append(op.old_start + at - op.new_start)
        elif op.kind is not Kind.EQUAL and at in (op.new_start, op.new_end):
            found.append(op.old_start if at == op.new_start else op.old_end)
    if not found:
        return None
    return min(found) if first else max(found)


def _loose(ops: Sequence[Change], text: str, before: str, spots: Sequence[Spot]) -> list[Change] | None:
    """The changes outside the spots; None where they are too many, too long, or hold spots."""
    found = []
    for op in ops:
        if op.kind is Kind.EQUAL or any(s.start <= op.new_start and op.new_end <= s.end for s in spots):
            continue
        if any(s.start < op.new_end and op.new_start < s.end for s in spots):
            return None
        found.append(op)
    longest = max((max(op.new_end - op.new_start, op.old_end - op.old_start) for op in found), default=0)
    total = sum(max(op.new_end - op.new_start, op.old_end - op.old_start) for op in found)
    few = len(found) <= _MOST_CHANGES and longest <= _LONGEST_CHANGE
    return found if few and total <= _MOST_CHANGED * max(len(text), len(before)) else None
