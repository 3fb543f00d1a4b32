"""Breaks lines at the width of a window: Chinese characters take two columns, and some things stay together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

_OPENING, _CLOSING = "“‘（《〈【〖［{", "，。；：、！？）》〉】〗］”’}"
_TOGETHER = re.compile(
    rf"[{_OPENING}]*(?:[0-9A-Za-z０-９][0-9A-Za-z０-９.,:/%‰％_+-]*|＿+|[^{_OPENING}]|$)[{_CLOSING}]*",
    re.DOTALL,
)
"""A number or a foreign word, or one character; with what opens before it and closes after it."""


def wrapped(text: str, width: int, *, hanging: bool = True) -> list[str]:
    """The lines of a text, broken at ``width`` columns.

    Where ``hanging``, what goes on in the next line keeps the indent.  Numbers stay whole, no line ends with an
    opening bracket or begins with a closing one, as long as the width allows it.
    """
    from prompt_toolkit.utils import get_cwidth

    return [found for line in text.split("\n") for found in _lines(line, width, get_cwidth, hanging=hanging)]


def _lines(line: str, width: int, columns: Callable[[str], int], *, hanging: bool) -> Iterator[str]:
    lead = line[: len(line) - len(line.lstrip())]
    indent, current = lead if hanging else "", ""
    for whole in _pieces(line, width - columns(indent), columns):
        blank = not current.strip() and columns(current + whole) > width
        for piece in whole if blank else (whole,):  # blanks before it leave no room for the whole
            if current != indent and columns(current + piece) > width:
                yield current
                current = indent
            current += piece
    yield current


def _pieces(line: str, most: int, columns: Callable[[str], int]) -> Iterator[str]:
    """What stays together; character by character where that is wider than a line."""
    for piece in _TOGETHER.findall(line):
        if columns(piece) > most:
            yield from piece
        else:
            yield piece
