"""What paragraphs, headings and cells are called: words for keys, whole and short."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.genre.headings import lead_of, sign_of
from drafter.genre.phrases import bare, heading_topic, plain, whole_words, without_adverbs
from drafter.genre.suffixes import suffix_of, with_suffix
from drafter.readers.model import Piece, Role
from drafter.yamlio import FORBIDDEN

_LABEL, _PASSAGE = 24, 14
_CLAUSES = re.compile("[，,。；;：:、！!]")
_OPENING = re.compile(
    "^(?:根据|按照|为了?(?=进一步|深入|全面|切实))|(?:领导|指导|指引|支持|关心|部署|精神)下$|以来$"
)
"""Clauses that many paragraphs begin with."""
_YEARS = re.compile(r"\d{4}\s*年度?")
_NUMBERING = re.compile(r"序\s*号|编\s*号|行\s*次|No\.?")
_UNIT = re.compile("[（(]([一-鿿%]{1,4})[）)]$")
_TOLD = re.compile("(?:率|比|比例|度|量|数|额|分|次|排名|位次|面积|时限|时长)$")
"""Heads that say themselves what kind of number stands below."""
_YEAR = re.compile(r"\d{4}年(?:\d{1,2}月)?")
_SUM = re.compile("(?:合|总|小)计|总数")
_NUMBER = re.compile(r"\d+(?:[.,，]\d+)*")


def table_heading(cell: Piece, pieces: Sequence[Piece]) -> str:
    """What the row and the column of a cell are called."""
    told = ""
    for other in pieces:
        if other.role is Role.CELL and other.table == cell.table and other is not cell:
            beside = other.row == cell.row and other.column == 0
            above = other.row == 0 and other.column == cell.column
            told += bare(other.text) if beside or above else ""
    return told


def is_row_number(cell: Piece, pieces: Sequence[Piece]) -> bool:
    """Whether a cell holds the number of its row, as the head of its column says."""
    if cell.role is not Role.CELL or cell.row == 0 or not cell.text.isdecimal():
        return False
    return any(
        other.table == cell.table
        and other.row == 0
        and other.column == cell.column
        and _NUMBERING.fullmatch(other.text)
        for other in pieces
    )


def cell_label(cell: Piece, pieces: Sequence[Piece]) -> str:
    """A cell's row and column in the words of the table, to be read at the prompt; "" for those of heads."""
    return "：".join(filter(None, map(_head, _heads(cell, pieces))))


def cell_name(cell: Piece, pieces: Sequence[Piece]) -> str:
    """A name for the figure that fills a cell, of the heads of its row and column: 城东区办结率, 罚款合计数."""
    beside, above = _heads(cell, pieces)
    unit = _UNIT.search(above)
    suffix = "比例" if cell.text.endswith(("%", "‰")) else suffix_of(unit[1] if unit else "")
    row, column = bare(plain(_UNIT.sub("", beside))), bare(plain(_UNIT.sub("", above)))
    parts = [column, row] if _SUM.fullmatch(row) else [row, column]
    stem = "".join(dict.fromkeys(parts))
    year = _YEAR.fullmatch("".join(beside.split()))
    named = stem if _TOLD.search(column) else with_suffix(stem, suffix)
    return named + (year[0] if year else "") if stem else ""


def _heads(cell: Piece, pieces: Sequence[Piece]) -> tuple[str, str]:
    """The heads of a cell's row (the first column that does not number the rows) and column; "" where it is one."""
    if cell.row == 0 or cell.column == 0:
        return "", ""
    table = [one for one in pieces if one.role is Role.CELL and one.table == cell.table]
    row = {one.column: one.text for one in table if one.row == cell.row}
    above = "".join(one.text for one in table if one.row == 0 and one.column == cell.column)
    first = row.get(0, "")
    return row.get(1, "") if first.isdecimal() and cell.column > 1 else first, above


def _head(text: str) -> str:
    """The words of a head; a number is none."""
    words = FORBIDDEN.sub("", text).strip()
    return "" if _NUMBER.search(words) else words


def heading_words(piece: Piece) -> str:
    """The words of the heading that a piece is or begins with, without its sign; "" where there is none."""
    sign, lead = sign_of(piece.text), lead_of(piece.text)
    if piece.role is Role.HEADING:
        return piece.text[sign.length if sign else 0 :]
    return lead.words if lead else ""


def passage_words(text: str, organ: str) -> str:
    """A few words that a paragraph may be called by: its run-in heading, or its first clause that says something."""
    lead = lead_of(text)
    sign = sign_of(text)
    if lead and lead.words:
        return heading_topic(lead.words, _PASSAGE) or "文字"
    words = text[sign.length if sign else 0 :]
    words = words.replace(organ, "") if organ else words
    for clause in _CLAUSES.split(_YEARS.sub("", words)):
        said = bare(re.split(r"\d", clause)[0])
        found = without_adverbs(re.sub("^[一二三四五六七八九十]是", "", said))
        found = whole_words(heading_topic(found, _PASSAGE), _PASSAGE)
        if len(found) > 3 and not _OPENING.search(said):
            return found
    return whole_words(bare(words), _PASSAGE) or "文字"


def passage_label(text: str, year: int = 0) -> str:
    """How a paragraph is called on the screen: its run-in heading, else its beginning, without the number of an item.

    Blanks stand where last year's numbers stood, words for the report ``year`` and the one after.
    """
    sign, lead = sign_of(text), lead_of(text)
    if lead is not None and lead.words:
        told = FORBIDDEN.sub("", lead.words).rstrip("。；：，！")
        return text[: lead.sign.length] + _NUMBER.sub("＿", _relative(told, year))
    text = _relative(FORBIDDEN.sub("", text[sign.length if sign else 0 :]), year)
    text = _NUMBER.sub("＿", text)
    return text if len(text) <= _LABEL else text[:_LABEL] + "……"


def _relative(text: str, year: int) -> str:
    """A text with 今年 and 明年 for the report year and the one after."""
    if not year:
        return text
    return re.sub(rf"{year}\s?年度?", "今年", re.sub(rf"{year + 1}\s?年度?", "明年", text))
