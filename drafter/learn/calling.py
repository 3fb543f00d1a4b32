"""What paragraphs, headings and cells are called: words for keys, whole and short."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.genre.headings import lead_of, sign_of
from drafter.genre.phrases import bare, heading_topic, whole_words, without_adverbs
from drafter.readers.model import Piece, Role
from drafter.yamlio import FORBIDDEN

_LABEL, _PASSAGE = 24, 14
_CLAUSES = re.compile("[，,。；;：:、！!]")
_OPENING = re.compile(
    "^(?:根据|按照|为了?(?=进一步|深入|全面|切实))|(?:领导|指导|指引|支持|关心|部署|精神)下$|以来$"
)
"""Clauses that many paragraphs begin with."""
_YEARS = re.compile(r"\d{4}\s*年度?")
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


def cell_label(cell: Piece, pieces: Sequence[Piece]) -> str:
    """A cell's row and column in the words of the table, to be read at the prompt; "" for those of heads."""
    table = [one for one in pieces if one.role is Role.CELL and one.table == cell.table]
    beside = "".join(one.text for one in table if one.row == cell.row and one.column == 0)
    above = "".join(one.text for one in table if one.row == 0 and one.column == cell.column)
    if cell.row == 0 or cell.column == 0:
        return ""
    return "：".join(filter(None, (_head(beside), _head(above))))


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


def passage_label(text: str) -> str:
    """How a paragraph is called on the screen: its beginning, blanks where last year's numbers stood."""
    text = _NUMBER.sub("＿", FORBIDDEN.sub("", text))
    return text if len(text) <= _LABEL else text[:_LABEL] + "……"
