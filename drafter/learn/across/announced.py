"""Totals of a table that are said in the paragraph above it: 检查1468家次，处罚166起。各年情况如下："""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.formulas import Call
from drafter.learn.across.grids import Grid
from drafter.learn.across.sheet import Sheet, operand
from drafter.learn.across.tables import NO_SUM, TOTAL, bare, resolved
from drafter.learn.derive.common import words_before
from drafter.learn.model import Derivation

_ABOVE = re.compile("如下|下表|见表|附表|[：:]$")
_MOST_PARTS = 120


def table_totals(sheet: Sheet, grid: Grid) -> Iterator[Derivation]:
    """The figures above a table without totals that are the sums of its columns, unit and words alike."""
    lines, above = resolved(sheet, grid), grid.top - 1
    if lines is None or any(TOTAL.fullmatch(bare(name)) for name in grid.names):
        return
    if above not in sheet.seen or not _ABOVE.search(sheet.pieces[above].text):
        return
    for column, head in enumerate(grid.heads):
        parts = [n for line in lines if (n := line[column]) is not None]
        if NO_SUM.search(bare(head)) or not 3 <= len(parts) <= _MOST_PARTS:
            continue
        value = sum(sheet.asked(n) for n in parts)
        fitting = [n for n in sheet.of[above] if _is_total(sheet, n, head) and sheet.asked(n) == value]
        if len(fitting) == 1 and value and len({sheet.unit(n) for n in parts}) == 1:
            expression = Call("合计", tuple(map(operand, parts)))
            yield Derivation(fitting[0], tuple(parts), expression, "下面表格的合计，与各行之和吻合")


def _is_total(sheet: Sheet, number: int, head: str) -> bool:
    """Whether a column's head has the unit and words of a figure: 检查家次 and 检查生产经营单位1468家次."""
    unit = sheet.unit(number)
    if not sheet.is_count(number) or not unit or unit not in head:
        return False
    name = bare(head).removesuffix(unit)
    told = words_before(sheet.text(number), sheet.spots[number].start)
    return any(name[at : at + 2] in told for at in range(len(name) - 1))
