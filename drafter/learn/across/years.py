"""Tables that lay two years side by side: last year's column comes from last year's answers, 增减 from both."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from drafter.figures import agrees
from drafter.formulas import Call, Expression
from drafter.learn.across.grids import Grid
from drafter.learn.across.sheet import Sheet, operand
from drafter.learn.across.tables import bare, resolved
from drafter.learn.derive.movement import movement_before
from drafter.learn.model import Derivation
from drafter.readers.model import Piece, Role

_THIS, _LAST = re.compile("本年度?|今年|本期"), re.compile("上年度?|去年|上年同期|上期|同期")
_CHANGE = re.compile("(?:同比)?(?:增减|增长|升降|变化)(?:率|幅度?|数|量|情况)?|同比|[增涨]幅")
_YEAR = re.compile(r"((?:19|20)\d\d)年?度?")
_WHY = "与上年相比，明年由两年的数算出"


def table_years(sheet: Sheet, grid: Grid, year: int) -> Iterator[Derivation]:
    """The figures of last year's column, and of one that compares both, where all of them agree."""
    lines = resolved(sheet, grid)
    heads = [bare(head) for head in grid.heads]
    this, last = _column(heads, year, _THIS), _column(heads, year - 1, _LAST)
    if lines is None or this is None or last is None:
        return
    for line in lines:
        now, then = line[this], line[last]
        if now is not None and then is not None and sheet.unit(now) == sheet.unit(then):
            yield Derivation(then, (now,), Call("去年", (operand(now),)), _WHY, is_growth=True)
    for column, head in enumerate(heads):
        if _CHANGE.fullmatch(head):
            yield from _changes(sheet, lines, (this, last, column))


def _column(heads: Sequence[str], year: int, words: re.Pattern[str]) -> int | None:
    """The only column of a year."""
    found = [
        n
        for n, head in enumerate(heads)
        if words.fullmatch(head) or ((said := _YEAR.fullmatch(head)) and int(said[1]) == year)
    ]
    return found[0] if len(found) == 1 else None


def _changes(
    sheet: Sheet, lines: Sequence[Sequence[int | None]], columns: tuple[int, int, int]
) -> list[Derivation]:
    """The figures that compare both columns; none where one of them says something else."""
    found = []
    for line in lines:
        now, then, change = (line[column] for column in columns)
        if now is None or then is None or change is None:
            continue
        function, computed = _comparison(sheet, now, then, change)
        word = movement_before(sheet.text(change), sheet.spots[change].start)
        stated = -computed if word is not None and word.is_down else computed
        if not function or not agrees(sheet.figure(change), stated).is_accepted:
            return []
        expression: Expression = Call(function, (operand(now),))
        found.append(Derivation(change, (now,), expression, _WHY, is_growth=True))
    return found


def _comparison(sheet: Sheet, now: int, then: int, change: int) -> tuple[str, Decimal]:
    """How a figure compares two, and what it then is; "" where it can be no comparison of them."""
    new, old = sheet.figure(now), sheet.figure(then)
    if sheet.figure(change).unit == "%" and not new.is_percent:
        return ("增长", (new.value - old.value) / old.value * 100) if old.value else ("", Decimal(0))
    same = sheet.unit(change) == sheet.unit(now)
    return ("增减" if same and not new.is_percent else ""), new.value - old.value


def compared_heads(pieces: Sequence[Piece], numbers: Sequence[int], year: int) -> frozenset[int]:
    """The numbers of the heads that name last year beside this one (2024年 | 2025年): they move with the year."""
    rows: dict[int, Mapping[int, int]] = {}
    for number in numbers:
        piece = pieces[number]
        said = _YEAR.fullmatch(piece.text.strip()) if piece.role is Role.CELL and piece.row == 0 else None
        if said is not None:
            rows[piece.table] = {**rows.get(piece.table, {}), int(said[1]): number}
    return frozenset(row[year - 1] for row in rows.values() if set(row) == {year - 1, year})
