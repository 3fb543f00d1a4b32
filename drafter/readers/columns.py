"""Tables that lost their lines: rows whose cells stand side by side with blanks between them, and cells one below the
other, each on a line of its own.

Only what cannot be running text counts: a head of words, and below it rows of as many cells, the first of them words
and nearly all others numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from drafter.readers.model import BLANK, Cell, Line

_WORD = re.compile(rf"[^{BLANK}]+")
_NUMBER = re.compile(r"[-—–+]?\d[\d,.]*(?:%|‰)?|[-—–/]{1,2}|无")
_STOPS = re.compile("[。；;：:！？!?]")
_SUM = re.compile("(?:合|总|小)计|总数")
_FEWEST, _NARROWEST, _WIDEST = 2, 3, 12
_LONGEST = 20
"""Characters of a cell."""

Row = list[tuple[int, int]]
"""Where the cells of a row lie in its line."""


def tabled(lines: Sequence[Line]) -> list[Line]:
    """The lines, those of such tables taken apart into cells."""
    number = max((line.cell.table for line in lines if line.cell), default=-1) + 1
    made: list[Line] = []
    place = 0
    while place < len(lines):
        found = _side_by_side(lines, place) or _one_below_the_other(lines, place)
        if found is None:
            made.append(lines[place])
            place += 1
            continue
        cells, taken = found
        made += [replace(cell, cell=replace(at, table=number), indent=0) for cell, at in cells]
        number, place = number + 1, place + taken
    return made


Table = tuple[list[tuple[Line, Cell]], int]
"""The cells of a table and how many lines it takes."""


def _side_by_side(lines: Sequence[Line], start: int) -> Table | None:
    """A table with a row a line that begins at a line."""
    head = _row(lines[start])
    if not _NARROWEST <= len(head) <= _WIDEST or any(map(_is_number, _texts(lines[start], head))):
        return None
    rows: list[Row] = []
    for line in lines[start + 1 :]:
        row = _row(line)
        if not (_fits(_texts(line, row), len(head))):
            break
        rows.append(row)
    if len(rows) < _FEWEST:
        return None
    taken = lines[start : start + 1 + len(rows)]
    return list(_cells(taken, [head, *rows])), len(taken)


def _row(line: Line) -> Row:
    if line.cell is not None or _STOPS.search(line.text):
        return []
    return [found.span() for found in _WORD.finditer(line.text)]


def _texts(line: Line, row: Row) -> list[str]:
    return [line.text[start:end] for start, end in row]


def _is_number(text: str) -> bool:
    return bool(_NUMBER.fullmatch(text))


def _fits(texts: Sequence[str], width: int) -> bool:
    """Whether the texts are a row: as many as the head has, one less where sums stand below the numbers of rows."""
    if len(texts) == width - 1 and texts and _SUM.fullmatch(texts[0]):
        return all(map(_is_number, texts[1:]))
    if len(texts) != width:
        return False
    words = 1 if not _is_number(texts[0]) else 2
    numbers = texts[words:]
    return not _is_number(texts[words - 1]) and len(numbers) > 1 and all(map(_is_number, numbers))


def _cells(lines: Sequence[Line], rows: Sequence[Row]) -> Iterator[tuple[Line, Cell]]:
    width = len(rows[0])
    for number, (line, row) in enumerate(zip(lines, rows, strict=True)):
        short = width - len(row)
        spans = [*row[:1], *[(row[0][1], row[0][1])] * short, *row[1:]]
        for column, (start, end) in enumerate(spans):
            yield replace(line, strand=line.strand.cut(start, end)), Cell(0, number, column)


def _one_below_the_other(lines: Sequence[Line], start: int) -> Table | None:
    """A table with a cell a line that begins at a line."""
    texts = [line.text for line in lines[start : start + _WIDEST + 1]]
    heads = next((n for n, text in enumerate(texts) if not _may_be_cell(lines[start + n])), len(texts))
    numbers = [n for n, text in enumerate(texts[:heads]) if _is_number(text)]
    width = numbers[0] - 1 if numbers else 0
    if not 2 <= width <= _WIDEST - 1:
        return None
    place = start + width
    while place + width <= len(lines) and _is_row(lines[place : place + width]):
        place += width
    if place - start < width * (1 + _FEWEST):
        return None
    cells = lines[start:place]
    return [(line, Cell(0, n // width, n % width)) for n, line in enumerate(cells)], len(cells)


def _may_be_cell(line: Line) -> bool:
    return line.cell is None and len(line.text) <= _LONGEST and not _STOPS.search(line.text)


def _is_row(lines: Sequence[Line]) -> bool:
    first, *others = lines
    return (
        all(map(_may_be_cell, lines))
        and not _is_number(first.text)
        and all(_is_number(line.text) for line in others)
    )
