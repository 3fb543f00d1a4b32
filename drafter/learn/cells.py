"""What the cells of tables are called, by the heads of their rows and columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.genre.phrases import bare, plain
from drafter.genre.suffixes import suffix_of, with_suffix
from drafter.readers.model import Piece, Role
from drafter.yamlio import FORBIDDEN

_NUMBERING = re.compile(r"序\s*号|编\s*号|行\s*次|No\.?")
_UNIT = re.compile("[（(]([一-鿿%]{1,4})[）)]$")
_TOLD = re.compile("(?:率|比|比例|度|量|数|额|分|次|排名|位次|面积|时限|时长)$")
"""Heads that say themselves what kind of number stands below."""
_YEAR = re.compile(r"\d{4}年(?:\d{1,2}月)?")
_SUM = re.compile("(?:合|总|小)计|总数")
_NUMBER = re.compile(r"\d+(?:[.,，]\d+)*")


class Tables:
    """The cells of a report's tables: those of a row, and the heads of a column (its first row)."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._rows: dict[tuple[int, int], list[Piece]] = {}
        self._heads: dict[tuple[int, int], list[Piece]] = {}
        for piece in pieces:
            if piece.role is Role.CELL:
                self._rows.setdefault((piece.table, piece.row), []).append(piece)
                if piece.row == 0:
                    self._heads.setdefault((piece.table, piece.column), []).append(piece)

    def row(self, cell: Piece) -> Sequence[Piece]:
        """The cells beside a cell, itself included."""
        return self._rows.get((cell.table, cell.row), ())

    def above(self, cell: Piece) -> Sequence[Piece]:
        """The heads of a cell's column."""
        return self._heads.get((cell.table, cell.column), ())


def table_heading(cell: Piece, tables: Tables) -> str:
    """What the row and the column of a cell are called."""
    beside = [other for other in tables.row(cell) if other.column == 0]
    return "".join(bare(other.text) for other in (*tables.above(cell), *beside) if other is not cell)


def is_row_number(cell: Piece, tables: Tables) -> bool:
    """Whether a cell holds the number of its row, as the head of its column says."""
    if cell.role is not Role.CELL or cell.row == 0 or not cell.text.isdecimal():
        return False
    return any(_NUMBERING.fullmatch(head.text) for head in tables.above(cell))


def cell_label(cell: Piece, tables: Tables) -> str:
    """A cell's row and column in the words of the table, to be read at the prompt; "" for those of heads."""
    return "：".join(filter(None, map(_head, _heads(cell, tables))))


def cell_name(cell: Piece, tables: Tables) -> str:
    """A name for the figure that fills a cell, of the heads of its row and column: 城东区办结率, 罚款合计数."""
    beside, above = _heads(cell, tables)
    unit = _UNIT.search(above)
    suffix = "比例" if cell.text.endswith(("%", "‰")) else suffix_of(unit[1] if unit else "")
    row, column = bare(plain(_UNIT.sub("", beside))), bare(plain(_UNIT.sub("", above)))
    parts = [column, row] if _SUM.fullmatch(row) else [row, column]
    stem = "".join(dict.fromkeys(parts))
    year = _YEAR.fullmatch("".join(beside.split()))
    named = stem if _TOLD.search(column) else with_suffix(stem, suffix)
    return named + (year[0] if year else "") if stem else ""


def _heads(cell: Piece, tables: Tables) -> tuple[str, str]:
    """The heads of a cell's row (the first column that does not number the rows) and column; "" where it is one."""
    if cell.row == 0 or cell.column == 0:
        return "", ""
    row = {one.column: one.text for one in tables.row(cell)}
    above = "".join(one.text for one in tables.above(cell))
    first = row.get(0, "")
    return row.get(1, "") if first.isdecimal() and cell.column > 1 else first, above


def _head(text: str) -> str:
    """The words of a head; a number is none."""
    words = FORBIDDEN.sub("", text).strip()
    return "" if _NUMBER.search(words) else words
