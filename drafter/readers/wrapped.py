"""Paragraphs broken at a fixed width, as PDF text, e-mail and old editors have them, put together again."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from msgspec.structs import replace

from drafter.genre.headings import is_heading, sign_of
from drafter.readers.model import Line

_NARROWEST, _WIDEST = 36, 130
_FEWEST = 5
_SLACK = 6
"""A line may end so many columns before the edge: punctuation is not parted from its word, nor a number."""
_STOPS = "。！？；：”）.!?;:"
_FRESH = re.compile(r"(?:19|20)\d\d\s?年|附件|[（(]联系")


def rejoined(lines: Sequence[Line]) -> list[Line]:
    """The lines with broken paragraphs joined; unchanged where the text is not broken at a fixed width."""
    edge = _edge(lines)
    measured = any(line.filled is not None for line in lines)
    if not measured and (edge == 0 or _all_indented(lines)):
        return list(lines)
    indented = _indents_begin_paragraphs(lines)
    made: list[Line] = []
    last_filled = False
    for line in lines:
        if made and last_filled and line.cell is None and not _begins(made[-1], line, indented):
            made[-1] = replace(made[-1], strand=made[-1].strand + line.strand)
        else:
            made.append(line)
        last_filled = line.cell is None and _is_filled(line, edge)
    return made


def _is_filled(line: Line, edge: int) -> bool:
    return line.filled if line.filled is not None else edge > 0 and _width(line) >= edge - _SLACK


def _width(line: Line) -> int:
    """Columns a line takes, its indent included."""
    return line.indent + sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in line.text)


def _edge(lines: Sequence[Line]) -> int:
    """The width at which lines were broken, 0 where they were not."""
    widths = sorted(_width(line) for line in lines if line.cell is None)
    if len(widths) < _FEWEST or not _NARROWEST <= widths[-1] <= _WIDEST:
        return 0
    edge = widths[-1 - len(widths) // 20]
    full = [line for line in lines if line.cell is None and _width(line) >= edge - _SLACK]
    broken = [line for line in full if line.text[-1] not in _STOPS]
    return edge if len(full) >= max(_FEWEST, 0.1 * len(widths)) and len(broken) > 0.5 * len(full) else 0


def _indents_begin_paragraphs(lines: Sequence[Line]) -> bool:
    """Whether the beginnings of paragraphs are told by indents: some lines have one, most have none."""
    indented = sum(line.indent >= 2 for line in lines)
    return 0 < indented < 0.7 * len(lines)


def _all_indented(lines: Sequence[Line]) -> bool:
    """Whether nearly every line is indented: each is a paragraph then."""
    return sum(line.indent >= 2 for line in lines) >= 0.85 * len(lines)


def _begins(before: Line, line: Line, indented: bool) -> bool:
    """Whether a line begins a paragraph though the one before it is filled."""
    if indented and line.indent >= 2:
        return True
    closed = before.text[-1] in _STOPS
    if sign_of(line.text) is not None:
        return closed or is_heading(before.text)
    return not indented and closed and bool(_FRESH.match(line.text))
