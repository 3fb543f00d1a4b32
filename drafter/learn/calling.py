"""What paragraphs and headings are called: words for keys, whole and short."""

from __future__ import annotations

import re

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
