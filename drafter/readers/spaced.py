"""Blanks that typesetting programs, web pages and PDF put between Hanzi and digits (2025 年共 6 次), left out.

GB/T 15835-2011 prints numbers without them, and all rules about numerals read 2025年 and 6次.  A blank that parts
something stays: cells of a table that has become a line (12 318 2 0), a sign and its words (1. 加强, 附件1 统计表), a
heading and its body, words in Latin script.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from drafter.genre.forms import is_imprint
from drafter.genre.headings import sign_of
from drafter.genre.words import UNITS
from drafter.readers.model import Line

_THIN = "\u2005\u2006\u2008\u2009\u200a\u202f"
_BLANK = f"[ \xa0\u3000\u2002-\u2004\u2007\u205f{_THIN}]"
_GAP = f"(?:\u3000|{_BLANK.replace(chr(0x3000), '')}{{1,2}})"
"""Wider gaps part columns."""
_EITHER = "\u3400-\u9fff〇、，。；：！？“”‘’《》〈〉「」『』—～…（）【】〔〕"
_NUMBER = r"\d+(?:[.,]\d+)*"
_DASH = "[—–~～至+×]"
_UNIT = rf"(?:[月时余多千百万亿%％‰℃]|{'|'.join(map(re.escape, UNITS))})"
_GAPS = re.compile(
    rf"(?<=[{_EITHER}(])(?P<before>{_GAP})(?=\d)|(?<=[\d%％‰℃])(?P<after>{_GAP})(?=[{_EITHER})%％‰℃])"
    rf"|(?<=\d){_GAP}(?={_DASH}{_BLANK}?[\dN])|(?<=\d{_DASH}){_GAP}(?=[\dN])|(?<=\d {_DASH}){_GAP}(?=[\dN])"
    rf"|(?<=\d)[{_THIN}](?=\d{{3}}(?!\d))"
)
_SIGN = re.compile(
    r"\d{1,2}(?:[.．、](?!\d)|[)）])|[（(]?[一二三四五六七八九十]{1,3}[、.．)）]|[（(]\d{1,2}[)）]"
)
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})*")
_LABELLED = re.compile(rf"(?:附[件表图录]|(?<![一-鿿])[图表]){_BLANK}?\d{{1,2}}$")
"""Numbers that count nothing but are called by: what follows is their words."""
_IN_ROW = re.compile(rf"{_NUMBER}{_GAP}(?={_NUMBER})")
_ENDS_ROW = re.compile(rf"\d{_GAP}{_NUMBER}$")
_CELL = re.compile(rf"(?<!\S){_NUMBER}(?!\S)(?!{_GAP}{_UNIT})")
_COUNTS = re.compile(_UNIT)
_STOP = re.compile("[，。；：！？]")
_YEAR = re.compile(r"(?:19|20)\d\d年")
_NEAR = 40
"""Characters that are looked back."""


def tightened(lines: Sequence[Line]) -> list[Line]:
    """The lines without blanks between digits and what belongs to them."""
    return [_tight(line) for line in lines]


def _tight(line: Line) -> Line:
    text = line.text
    if _is_row(text) or is_imprint(text):
        return line
    keep = [True] * len(text)
    for found in _GAPS.finditer(text):
        if not _parts(text, found):
            keep[found.start() : found.end()] = [False] * len(found[0])
    return line if all(keep) else replace(line, strand=line.strand.kept(keep))


def _is_row(text: str) -> bool:
    """Whether a line is a row of a table: no stops, several bare numbers between blanks or one at its end."""
    bare = [] if _STOP.search(text) else list(_CELL.finditer(text))
    return len(bare) > 1 or (bool(bare) and bare[0].end() == len(text))


def _parts(text: str, found: re.Match[str]) -> bool:
    """Whether a blank parts two things."""
    start, end = found.span()
    if found["before"]:
        return bool(_SIGN.match(text, end) or _IN_ROW.match(text, end)) or _begins_body(text, start, end)
    if found["after"]:
        return bool(_SIGN.match(text, end) or _ENDS_ROW.search(text[max(0, start - _NEAR) : start])) or (
            _is_name(text, start, end)
        )
    return False


def _is_name(text: str, start: int, end: int) -> bool:
    """Whether a number before a blank is called by: 附件1 统计表, or 1 总体情况 at the beginning of a line."""
    if _LABELLED.search(text[max(0, start - _NEAR) : start]):
        return True
    return bool(_NUMBERED.fullmatch(text, 0, start)) and not _COUNTS.match(text, end)


def _begins_body(text: str, end: int, start: int) -> bool:
    """Whether a year begins the body behind a heading: 一、总体情况 2025年，我局…….

    Typeset blanks stand on both sides of the digits.
    """
    return bool(_YEAR.match(text, start)) and not _STOP.search(text, 0, end) and sign_of(text) is not None
