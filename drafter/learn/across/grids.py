"""Tables as the rules see them: heads, names of rows, cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from msgspec import Struct

from drafter.learn.model import Place
from drafter.readers.model import Piece, Role

_BARE = re.compile(r"\d[\d,]*(?:\.\d+)?[%％]?|[-—–－/]+")
"""What a cell of numbers holds; a dash stands for none."""

_BLANK = re.compile(r"\s+")
_SERIAL = re.compile("序号|编号|顺序|№|NO\\.?|No\\.?|")


class Cell(Struct, frozen=True):
    """A cell: its characters, and where they begin."""

    text: str
    place: Place


class Grid(Struct, frozen=True):
    """A table: what its columns are called, what its rows are called, and the cells of its figures.

    All rows of ``cells`` are as long as ``heads``.
    """

    heads: tuple[str, ...]
    names: tuple[str, ...]
    cells: tuple[tuple[Cell | None, ...], ...]
    top: int
    """The number of the piece that it begins with."""
    markers: tuple[Place, ...] = ()
    """Running numbers of the rows."""


def grids_of(pieces: Sequence[Piece], numbers: Set[int]) -> Iterator[Grid]:
    """The tables among the pieces with these numbers."""
    tables: dict[int, list[int]] = {}
    for number, piece in enumerate(pieces):
        if piece.role is Role.CELL and number in numbers:
            tables.setdefault(piece.table, []).append(number)
    for cells in tables.values():
        grid = _grid(pieces, cells)
        if grid is not None:
            yield grid


def _grid(pieces: Sequence[Piece], numbers: Sequence[int]) -> Grid | None:
    """A table whose first row is its head and whose first columns are words."""
    at = {(pieces[n].row, pieces[n].column): n for n in numbers}
    rows, width = sorted({row for row, _ in at}), max(column for _, column in at) + 1
    text = {place: _BLANK.sub("", pieces[n].text) for place, n in at.items()}
    if len(rows) < 3 or any(_BARE.fullmatch(text.get((rows[0], c), "")) for c in range(width)):
        return None
    body = rows[1:]
    first_head, first_column = text.get((rows[0], 0), ""), [text.get((row, 0), "") for row in body]
    serial = bool(_SERIAL.fullmatch(first_head)) and _counts_up(first_column)
    words = [c for c in range(width) if not any(_BARE.fullmatch(text.get((row, c), "")) for row in body)]
    labels = [c for c in words if c == (1 if serial else 0)]
    columns = [c for c in range(width) if c not in labels and not (serial and c == 0)]
    cells = tuple(
        tuple(Cell(text[row, c], Place(at[row, c], 0)) if (row, c) in at else None for c in columns)
        for row in body
    )
    first = tuple(Place(at[row, 0], 0) for row in body if (row, 0) in at and text[row, 0].isdecimal())
    label = labels[0] if labels else 0
    return Grid(
        tuple(text.get((rows[0], c), "") for c in columns),
        tuple(_name(text.get((row, label), ""), text.get((row, 0), "")) for row in body),
        cells,
        min(numbers),
        first if serial else (),
    )


def _name(label: str, first: str) -> str:
    """What a row is called; 合计 may stand under the running numbers."""
    return label or (first if not first.isdecimal() else "")


def _counts_up(told: Sequence[str]) -> bool:
    """Whether running numbers count 1, 2, 3 …; rows of totals have none."""
    numbers = [one for one in told if one.isdecimal()]
    return len(numbers) > 1 and numbers == [str(n + 1) for n in range(len(numbers))]


def markers_of(grids: Sequence[Grid]) -> dict[int, frozenset[int]]:
    """By number of the piece, where running numbers of rows begin."""
    found: dict[int, set[int]] = {}
    for grid in grids:
        for place in grid.markers:
            found.setdefault(place.piece, set()).add(place.start)
    return {piece: frozenset(starts) for piece, starts in found.items()}
