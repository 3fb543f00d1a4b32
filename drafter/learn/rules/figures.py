"""Figures: every count, measure and rate that a clerk states anew, in Arabic or Chinese script."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.figures import Figure, FigureError, parse_figure
from drafter.genre.naming import names_of
from drafter.genre.numerals import FoundFigure, Kind, find_figures, numerals
from drafter.learn.model import Becomes, Spot

_BLANK = re.compile(r"\s+")


def find(text: str) -> Iterator[Spot]:
    """Each figure of a text with its qualifier and unit, named by its context."""
    found = find_figures(text)
    for one in found:
        yield _spot(text, one)
    covered = [(one.start, one.end) for one in found]
    for numeral in numerals(text):
        apart = all(numeral.end <= start or end <= numeral.start for start, end in covered)
        if numeral.kind is Kind.FIGURE and apart:
            yield _unreadable(text, numeral.start, numeral.end)


def _spot(text: str, one: FoundFigure) -> Spot:
    written = text[one.start : one.end]
    digits = next(at for at in range(one.start, one.end) if text[at].isdecimal() or not text[at].isascii())
    script = re.compile(r"\d").search(text, one.start, one.end)
    return Spot(
        one.start,
        one.end,
        Becomes.FIGURE,
        written,
        "带计量的数" if one.figure.unit else "没有别的解释的数",
        _printable(one.figure, written),
        one.name,
        digits=script.start() if script else digits,
    )


def _printable(figure: Figure, written: str) -> Figure | None:
    """The figure where asking for it with its unit prints just what is written, apart from blanks."""
    bare = _BLANK.sub("", written)
    unit = _as_written(figure.unit, bare)
    try:
        again = parse_figure(bare, (unit,) if unit else ())
    except FigureError:
        return None
    return again if again.text() == bare else None


def _as_written(unit: str, written: str) -> str:
    """A unit as it stands in a text: its brackets may be full-width there."""
    full = unit.replace("(", "（").replace(")", "）")
    return full if full in written else unit


def _unreadable(text: str, start: int, end: int) -> Spot:
    """A number that is not written as numbers are (3千余人): it is asked as a text."""
    whole = re.compile(r"[十百千万亿余多几]*").match(text, end)
    stop = whole.end() if whole else end
    pseudo = Figure(parse_figure("1").value, text[start:stop])
    name = names_of(text, [(start, stop, pseudo)])[0]
    return Spot(start, stop, Becomes.FIGURE, text[start:stop], "写法不规范的数", None, name, digits=start)
