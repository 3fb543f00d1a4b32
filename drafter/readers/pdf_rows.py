"""The lines of a PDF page in the order of the page: characters from left to right, lines from top to bottom.

A PDF draws text in any order: LibreOffice the quotes of a line behind its characters, all programs the text boxes
behind the text around them.  What pdfium takes for a line is right; where its characters stand is read from their
boxes.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from msgspec import Struct

_RADICALS = range(0x2E80, 0x2FD6)
_STRAY = frozenset("\ufffe\uffff\x02\x00")
_BACK, _GAP, _LATIN_GAP, _WIDE_GAP, _SHARED = 0.5, 0.3, 0.12, 2.0, 0.5
"""In heights of a character: how far back the next one stands where a line is out of order; the distance that is a
blank, between Latin characters, and between columns; how much of their height two lines beside each other share."""
_COLUMNS = "   "


class Row(Struct, frozen=True):
    """A line of a page: its text, its left and right edge, its upper edge and the height of a character, in points."""

    text: str
    left: float
    right: float
    top: float
    height: float


class Page(Struct, frozen=True):
    """The lines of a page; ``doubtful``: their order is a guess, since some stand beside others."""

    rows: tuple[Row, ...]
    doubtful: bool = False


class _Char(Struct, frozen=True):
    """A character and where it stands; ``apart``: pdfium sees a blank before it."""

    text: str
    left: float
    right: float
    top: float
    height: float
    apart: bool = False


def page_of(text_page: Any) -> Page:
    """The lines of a page."""
    rows = [_row(chars) for chars in _lines(text_page)]
    if all(one.top >= other.top for one, other in pairwise(rows)):
        return Page(tuple(rows))
    fallen = sorted(rows, key=lambda row: -row.top)
    if any(_beside(one, other) for one, other in pairwise(fallen)):
        return Page(tuple(rows), doubtful=_jumps(rows))
    return Page(tuple(fallen))


def _beside(one: Row, other: Row) -> bool:
    """Whether of two lines, the first the higher one, the second stands beside the first."""
    return other.top > one.top - _SHARED * min(one.height, other.height)


def _jumps(rows: Sequence[Row]) -> bool:
    """Whether the text goes back up the page to a place between lines it has passed."""
    return any(
        other.top > one.top + one.height and other.left < one.right and one.left < other.right
        for one, other in pairwise(rows)
    )


def _lines(text_page: Any) -> Iterator[list[_Char]]:
    """The characters of each line, in the order in which they were drawn."""
    from pypdfium2 import raw

    line: list[_Char] = []
    apart = False
    for index in range(text_page.count_chars()):
        char = chr(raw.FPDFText_GetUnicode(text_page, index))
        if char in "\r\n":
            if line:
                yield line
            line, apart = [], False
        elif char.isspace() and raw.FPDFText_IsGenerated(text_page, index) == 1:
            apart = True
        elif char not in _STRAY:
            left, bottom, right, top = text_page.get_charbox(index, loose=True)
            line.append(_Char(_usual(char), left, right, top, max(top - bottom, 1.0), apart))
            apart = False
    if line:
        yield line


def _usual(char: str) -> str:
    """A radical that some fonts give in place of a character as that character; a tab as a blank."""
    if ord(char) in _RADICALS:
        return unicodedata.normalize("NFKC", char)[:1]
    return " " if char == "\t" else char


def _row(chars: Sequence[_Char]) -> Row:
    """A line with its characters in order."""
    drawn = [char for char in chars if not char.text.isspace()] or list(chars)
    height = sorted(char.height for char in drawn)[len(drawn) // 2]
    moved = any(other.left < one.left - _BACK * height for one, other in pairwise(chars))
    if moved:
        chars = sorted(chars, key=lambda char: char.left)
    text = chars[0].text
    for one, other in pairwise(chars):
        text += (_between(one, other, height) if moved or other.apart else "") + other.text
    top = max(char.top for char in drawn)
    return Row(text.strip(), min(c.left for c in drawn), max(c.right for c in drawn), top, height)


def _between(one: _Char, other: _Char, height: float) -> str:
    """The blank between two characters: none for the little air between Hanzi and digits."""
    gap = (other.left - one.right) / height
    if gap >= _WIDE_GAP:
        return _COLUMNS
    least = _LATIN_GAP if one.text.isascii() and other.text.isascii() else _GAP
    return " " if gap > least and not one.text.isspace() and not other.text.isspace() else ""
