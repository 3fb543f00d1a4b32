"""Moves: what a figure was before and is now: 由34件增至51件, and how far it moved, from these two.

Both are in the text, so that what is said of them never contradicts them; last year's value comes from last year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from drafter.figures import PERCENT_UNITS
from drafter.formulas import Binary, Call, Expression
from drafter.learn.derive.common import UNIT_END, figure_of, in_scale, operand
from drafter.learn.derive.growth import growth_words
from drafter.learn.model import Derivation, Spot, unit_of

_FROM = re.compile(
    "[由从](?:(?P<last>(?:上年|去年|上一年|上年度|去年度)(?:同期)?)|[^，,。；;：:、第]{0,12})(?:的|为)?$"
)
_TO = re.compile(
    "[，,]?(?:大幅|明显|进一步|稳步|逐步|逐年)?(?P<word>(?P<verb>增加|增长|上升|提高|提升|攀升|增|升|减少|下降|降低|下滑|回落|减|降)(?P<to>至|到|为))"
)
_OPPOSITE = {
    "增加": "减少",
    "增长": "下降",
    "上升": "下降",
    "提高": "下降",
    "提升": "下降",
    "攀升": "下降",
    "增": "降",
    "升": "降",
    "减少": "增加",
    "下降": "上升",
    "降低": "提高",
    "下滑": "上升",
    "回落": "上升",
    "减": "增",
    "降": "升",
}
_RISES = ("增加", "增长", "上升", "提高", "提升", "攀升", "增", "升")
_AFTER = re.compile("[，,、]?(?:同比|[较比](?:去年|上年)(?:同期)?)?$")
_RANKS = ("位", "名")
"""A rank that rises becomes a smaller number."""


class Move(Struct, frozen=True):
    """由34件增至51件: numbers of both spots, where the word stands, and the words for up and down."""

    old: int
    new: int
    start: int
    end: int
    up: str
    down: str
    last_years: bool
    """The text says that what it was, it was the year before."""


def moves_among(text: str, spots: Sequence[Spot]) -> Iterator[Move]:
    """The moves of a text whose two figures are counted alike."""
    for old in range(len(spots) - 1):
        one, other = spots[old].figure, spots[old + 1].figure
        if one is None or other is None or one.unit != other.unit or one.unit in _RANKS:
            continue
        said = _FROM.search(text[max(0, spots[old].start - 16) : spots[old].start])
        between = _TO.fullmatch(text[spots[old].end : spots[old + 1].start])
        if said is None or between is None:
            continue
        start = spots[old].end + between.start("word")
        verb, to = between["verb"], between["to"]
        other_word = _OPPOSITE[verb] + to
        up, down = (verb + to, other_word) if verb in _RISES else (other_word, verb + to)
        end = spots[old].end + between.end("word")
        yield Move(old, old + 1, start, end, up, down, said["last"] is not None)


def moves(text: str, spots: Sequence[Spot], numbers: Sequence[int]) -> Iterator[Derivation]:
    """由34件增至51件，增长50%; 由上年的11.6%下降到7.0%: the earlier value is last year's."""
    for move in moves_among(text, [spots[n] for n in numbers]):
        old, new = figure_of(spots[move.old]), figure_of(spots[move.new])
        if not (old.is_exact and new.is_exact) or old.chinese or new.chinese:
            continue
        earlier = in_scale(Call("去年", (operand(move.new),)), new, old) if move.last_years else None
        if earlier is not None:
            why = "上年的数，明年取上年的答案"
            yield Derivation(move.old, (move.new,), earlier, why, is_growth=True)
        yield from _told_after(text, spots, move, numbers)


def _told_after(text: str, spots: Sequence[Spot], move: Move, numbers: Sequence[int]) -> Iterator[Derivation]:
    """How far it moved, right behind it: 增加17件、增长50%."""
    for n in (move.new + 1, move.new + 2):
        if n not in numbers or UNIT_END.search(text, spots[n - 1].end, spots[n].start):
            return
        word = growth_words(text, spots[n])
        if word is None or not _AFTER.fullmatch(text[spots[n - 1].end : word.start]):
            return
        expression = _moved(spots, move, n)
        if expression is not None:
            why = "由前后两个数算出，与原文的数吻合"
            yield Derivation(n, (move.new, move.old), expression, why, sign=-1 if word.is_down else 1)


def _moved(spots: Sequence[Spot], move: Move, n: int) -> Expression | None:
    """The move as a rate, or as a difference in the unit of the two."""
    old, figure = spots[move.old], figure_of(spots[n])
    difference = Binary("-", operand(move.new), operand(move.old))
    if unit_of(figure_of(old)) != unit_of(figure_of(spots[move.new])):
        return None
    if figure_of(old).is_percent:
        return difference if figure.unit in PERCENT_UNITS - {"%", "‰"} else None
    if figure.unit == "%":
        return Call("比率", (difference, operand(move.old)))
    return difference if unit_of(figure) == unit_of(figure_of(old)) else None
