"""Tables: the cells of a row or column headed 合计, and those of a column headed 占比 or …率."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from drafter.formulas import Call
from drafter.learn.across.grids import Cell, Grid
from drafter.learn.across.rounding import fits
from drafter.learn.across.sheet import Sheet, operand
from drafter.learn.derive.movement import SIGNS
from drafter.learn.model import Derivation, Place

_BLANK = re.compile(r"\s+")
_UNITS = re.compile("[（(][^（）()]*[）)]")
TOTAL = re.compile("[一-鿿]{0,6}(?:合计|总计|小计|总数|共计)数?")
_SUBTOTAL = re.compile("[一-鿿]{0,6}小计数?")
NO_SUM = re.compile("[率比]$|占比|比[例重]|百分|均|排名|名次|得分|评分|增[长减幅]|同比|环比|上年|去年|%")
"""Columns that no sum is made of."""
_SHARE = re.compile("所?占?比[例重]?|占[^（）()]{1,8}(?:比[例重]?|百分比)|百分比|构成比")
_RATE = re.compile("(?P<stem>[一-鿿]{2,8})(?:率|占比|比[例重])")
_MOST_PARTS = 120
_SIGNS = "".join(SIGNS)
_DASH = re.compile(r"[-—–－/\s]*")
Numbers = list[int | None]


def table_sums(sheet: Sheet, grid: Grid) -> Iterator[Derivation]:
    """The cells of rows and columns of totals, where everything in them adds up exactly."""
    lines = resolved(sheet, grid)
    if lines is None:
        return
    heads = [bare(head) for head in grid.heads]
    counted = [n for n, head in enumerate(heads) if not NO_SUM.search(head) and not _is_rate(sheet, lines, n)]
    rows = [[line[n] for n in counted] for line in lines]
    yield from _sums(sheet, [bare(name) for name in grid.names], rows)
    columns = [[line[n] for line in lines] for n in counted]
    yield from _sums(sheet, [heads[n] for n in counted], columns)


def bare(head: str) -> str:
    return _UNITS.sub("", _BLANK.sub("", head))


def resolved(sheet: Sheet, grid: Grid) -> list[Numbers] | None:
    """The figures of a table, None where a cell is blank; None for a table with other words among its numbers.

    Columns of words are none of it.
    """
    found: list[Numbers] = []
    spoken = set[int]()
    for row in grid.cells:
        found.append([])
        for column, cell in enumerate(row):
            number = _figure(sheet, cell)
            found[-1].append(number)
            if number is None and cell is not None and not _DASH.fullmatch(cell.text):
                spoken.add(column)
    for line in found:
        for column in spoken:
            line[column] = None
    return found if any(number is not None for line in found for number in line) else None


def _figure(sheet: Sheet, cell: Cell | None) -> int | None:
    """The figure that a cell is, where it is nothing else."""
    if cell is None:
        return None
    signs = len(cell.text) - len(cell.text.lstrip(_SIGNS))
    number = sheet.number.get(Place(cell.place.piece, cell.place.start + signs))
    if number is None:
        return None
    whole = _BLANK.sub("", sheet.spots[number].written) == _BLANK.sub("", cell.text).lstrip(_SIGNS)
    exact = sheet.figure(number).is_exact and not sheet.figure(number).chinese
    return number if whole and exact else None


def _is_rate(sheet: Sheet, lines: Sequence[Numbers], column: int) -> bool:
    return any(sheet.figure(n).is_percent for line in lines if (n := line[column]) is not None)


def _sums(sheet: Sheet, names: Sequence[str], lines: Sequence[Numbers]) -> Iterator[Derivation]:
    """The lines (rows, or columns) that are the sum of others.  小计 closes a group; 合计 sums the groups."""
    group: list[int] = []
    groups: list[int] = []
    for at, name in enumerate(names):
        if not TOTAL.fullmatch(name):
            group.append(at)
            continue
        if _SUBTOTAL.fullmatch(name):
            of = [group]
        else:
            everything = [n for n, other in enumerate(names) if not TOTAL.fullmatch(other)]
            of = [[*groups, *group]] if groups else [group if group else everything]
        for parts in of:
            yield from _sum(sheet, lines[at], [lines[n] for n in parts])
        if _SUBTOTAL.fullmatch(name):
            groups.append(at)
        group = []


def _sum(sheet: Sheet, total: Numbers, parts: Sequence[Numbers]) -> list[Derivation]:
    """A line of totals with what each is made of; nothing unless every one of them adds up."""
    found = []
    for at, number in enumerate(total):
        if number is None:
            continue
        of = [n for line in parts if (n := line[at]) is not None]
        if len(of) > _MOST_PARTS or any(sheet.unit(n) != sheet.unit(number) for n in of):
            return []
        if sum(sheet.figure(n).value for n in of) != sheet.figure(number).value:
            return []
        if len(of) < 2:
            continue
        found.append(
            Derivation(number, tuple(of), Call("合计", tuple(map(operand, of))), "表格的合计，与各项之和吻合")
        )
    return found if any(sheet.figure(one.spot).value for one in found) else []


# -- rates


def table_rates(sheet: Sheet, grid: Grid) -> Iterator[Derivation]:
    """Columns of rates that two other columns, or one and its total, give in every row."""
    lines = resolved(sheet, grid)
    if lines is None:
        return
    heads = [bare(head) for head in grid.heads]
    for column, head in enumerate(heads):
        rates = {row: n for row, line in enumerate(lines) if (n := line[column]) is not None}
        in_percent = "%" in grid.heads[column] or "％" in grid.heads[column]
        if any(sheet.figure(n).unit != "%" and not in_percent for n in rates.values()):
            continue
        counts = [n for n in range(len(heads)) if n != column and not NO_SUM.search(heads[n])]
        found = _of_columns(sheet, lines, rates, counts, heads, head)
        yield from found or _of_total(sheet, grid, lines, rates, counts, head)


def _of_columns(
    sheet: Sheet,
    lines: Sequence[Numbers],
    rates: Mapping[int, int],
    counts: Sequence[int],
    heads: Sequence[str],
    head: str,
) -> list[Derivation]:
    """办结率 from 办结 and 受理: the column with the rate's words, and the only other one that fits."""
    kind = _RATE.fullmatch(head)
    parts = [n for n in counts if kind is not None and _names(heads[n], kind["stem"])]
    fitting = []
    for part in parts:
        for whole in counts:
            found = _rates(sheet, rates, {row: (lines[row][part], lines[row][whole]) for row in rates})
            if whole not in parts and found:
                fitting.append(found)
    return fitting[0] if len(fitting) == 1 else []


def _names(head: str, stem: str) -> bool:
    """Whether a column's head has the words of a rate: 按时办结量 and 按时办结率, 办结数 and 办结率."""
    return stem in head or (len(stem) > 2 and stem[-2:] in head)


def _of_total(
    sheet: Sheet,
    grid: Grid,
    lines: Sequence[Numbers],
    rates: Mapping[int, int],
    counts: Sequence[int],
    head: str,
) -> list[Derivation]:
    """占比 from the only column of which every row is such a share of its total."""
    totals = [row for row, name in enumerate(grid.names) if TOTAL.fullmatch(bare(name))]
    if not _SHARE.fullmatch(head) or len(totals) != 1:
        return []
    (total,) = totals
    of = {row: number for row, number in rates.items() if row != total}
    fitting = [
        found
        for part in counts
        if (found := _rates(sheet, of, {row: (lines[row][part], lines[total][part]) for row in of}))
    ]
    return fitting[0] if len(fitting) == 1 else []


def _rates(
    sheet: Sheet, rates: Mapping[int, int], pairs: Mapping[int, tuple[int | None, int | None]]
) -> list[Derivation]:
    """The rates of a column, rounded throughout or cut off throughout; nothing unless every one fits.

    Whole percents, and rows that all say 100%, may fit by chance.
    """
    told = [sheet.figure(n) for n in rates.values()]
    if len(told) < 2 or not any(rate.decimals and rate.value not in (0, 100) for rate in told):
        return []
    for truncated in (False, True):
        found = []
        for row, number in rates.items():
            part, whole = pairs[row]
            if part is None or whole is None or sheet.unit(part) != sheet.unit(whole):
                return []
            values = sheet.figure(part).value, sheet.figure(whole).value
            if not fits(sheet.figure(number), *values, truncated=truncated):
                break
            expression = Call("比率", (operand(part), operand(whole)))
            found.append(Derivation(number, (part, whole), expression, "表格里的比率，每行都吻合", truncated))
        if len(found) == len(rates):
            return found
    return []
