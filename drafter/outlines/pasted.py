"""Headings pasted from a notice, with whatever became of their numbers on the way, as a tree.

Numbers are told by their kind (第一部分, 一、, （一）, 1., （1）, ①), each kind being one level; which level follows from
the kinds that occur.  Half-width, full-width and enclosed signs, missing dots, Markdown and page numbers of a
table of contents are all met with in the wild.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from drafter.genre.signs import CLOSE, DECIMAL, HALF, HAN, KINDS, OPEN, narrow, number_value, spelt_out

_MARKDOWN = re.compile(r"(?P<n>#{1,6})\s*")
_BULLET = re.compile(r"^[-*+•●■◆◇○□▪·➢—\uf06c\uf0b7>]+\s*")
_PAGE = re.compile(r"(?:[.．。·…]{3,}|\t|\s[.·…\s]{2,})[\s.·…]*\d{1,3}\s*$")
_INSIDE = re.compile(
    rf"(?<=[；;。])\s*(?=(?:第[{HAN}]+部分|[{HAN}]{{1,3}}、|[{OPEN}](?:[{HAN}]{{1,3}}|\d{{1,2}})[{CLOSE}]|\d{{1,2}}[、．.](?!\d)|[①-⑳]))"
)
_TRIM = "；;。，,、 \t　"
_WORD = re.compile(r"\w")
_LONGEST = 60
"""A line longer than this, or one that goes on after a full stop, is an explanation, no heading."""


class Doubt(Enum):
    """Why a line may be no heading."""

    NONE = ""
    UNNUMBERED = "没有编号"
    PROSE = "像是说明文字"


class Heading(Struct, frozen=True):
    """A heading read: its level from 1, its words without number, and what is doubtful about it."""

    level: int
    text: str
    doubt: Doubt = Doubt.NONE


class _Line(Struct, frozen=True):
    """A line: the rank of its number (None without), the number's value, its words, its indent."""

    rank: float | None
    value: int
    text: str
    indent: int
    half: str = ""
    """The whole words, where the number has lost a sign and may be none: 三 公经费, 10 个方面."""


def read_headings(text: str) -> list[Heading]:
    """The headings of a pasted text, in order.  Every line that has words is there, doubtful ones marked."""
    lines = [_read(raw) for raw in _pieces(text)]
    return list(_headings(_without_lone_halves(list(_rejoined(lines)))))


def settled(headings: Sequence[Heading], verdicts: dict[int, str]) -> list[Heading]:
    """The headings once the doubtful ones are judged, by index: ``heading``, ``join`` (to the line before) or drop."""
    made: list[Heading] = []
    for number, one in enumerate(headings):
        verdict = verdicts.get(number, "heading" if one.doubt is not Doubt.PROSE else "drop")
        if one.doubt is Doubt.NONE or verdict == "heading":
            made.append(replace(one, doubt=Doubt.NONE))
        elif verdict == "join" and made:
            made[-1] = replace(made[-1], text=made[-1].text + one.text)
    return list(_without_jumps(made))


def _pieces(text: str) -> Iterator[str]:
    """The lines, those with several headings in a row taken apart."""
    text = spelt_out(text).replace("\r\n", "\n")
    for line in re.split(r"[\n\r\v\f\u2028\u2029]", text):
        pieces = [piece for piece in _INSIDE.split(line) if piece.strip()]
        yield from pieces if len(pieces) > 1 else [line]


def _read(raw: str) -> _Line:
    plain = "".join(char for char in raw if unicodedata.category(char) != "Cf")
    plain = _PAGE.sub("", plain.replace("**", "").rstrip())
    bare = plain.lstrip(" \t　\xa0")
    indent = sum(2 if char in "\t　" else 1 for char in plain[: len(plain) - len(bare)])
    bullet = _BULLET.match(bare)
    if bullet:
        bare = bare[bullet.end() :]
    found = _number(narrow(bare))
    if found is None:
        return _Line(None, 0, _words(bare), indent)
    text = bare[found.length :]
    if found.rank < 0 and (inner := _number(narrow(text))):  # Markdown: the number may follow
        text = text[inner.length :]
    half = _words(bare) if found.half else ""
    return _Line(found.rank, found.value, _words(text), indent, half)


def _words(text: str) -> str:
    """The words without signs around them; empty where there are only signs."""
    return text.strip(_TRIM) if _WORD.search(text) else ""


class _Number(NamedTuple):
    """A number at the beginning of a line; ``half``: a sign of it is missing."""

    rank: float
    value: int
    length: int
    half: bool = False


def _number(text: str) -> _Number | None:
    """The number a line begins with."""
    if found := _MARKDOWN.match(text):
        return _Number(-10 + len(found["n"]), 0, found.end())
    if found := DECIMAL.match(text):
        return _Number(3 + found["n"].replace("．", ".").count(".") / 10, 0, found.end())
    for rank, pattern in enumerate(KINDS):
        if found := pattern.match(text):
            return _Number(rank, number_value(found["n"]), found.end())
    for rank, pattern in HALF:
        if found := pattern.match(text):
            return _Number(rank, number_value(found["n"]), found.end(), half=True)
    return None


def _rejoined(lines: Iterable[_Line]) -> Iterator[_Line]:
    """A number on a line of its own belongs to the next line; lines without words go."""
    number: _Line | None = None
    for line in lines:
        if not line.text:
            number = line if line.rank is not None else number
        elif number is not None and line.rank is None:
            yield replace(number, text=line.text, half="")
            number = None
        else:
            yield line
            number = None


def _without_lone_halves(lines: list[_Line]) -> Iterator[_Line]:
    """A half number is one only beside its neighbours; alone it begins the words of a heading."""
    seen = {(line.rank, line.value) for line in lines}
    for line in lines:
        beside = {(line.rank, line.value - 1), (line.rank, line.value + 1)}
        yield line if not line.half or beside & seen else replace(line, rank=None, text=line.half)


def _headings(found: Iterable[_Line]) -> Iterator[Heading]:
    lines = list(found)
    ranks = sorted({line.rank for line in lines if line.rank is not None})
    if not ranks:
        yield from _by_indent(lines)
        return
    level, before = 1, _Line(None, 0, "", 0)
    for line in lines:
        if line.rank is not None:
            level = ranks.index(line.rank) + 1
            yield Heading(min(level, 4), line.text, Doubt.PROSE if _is_prose(line.text) else Doubt.NONE)
            before = line
        elif _is_prose(line.text):
            yield Heading(level, line.text, Doubt.PROSE)
        else:
            deeper = line.indent > before.indent + 1
            yield Heading(min(level + deeper, 4), line.text, Doubt.UNNUMBERED)


def _by_indent(lines: list[_Line]) -> Iterator[Heading]:
    """Without any number the indents are the levels."""
    indents = sorted({line.indent for line in lines})
    for line in lines:
        doubt = Doubt.PROSE if _is_prose(line.text) else Doubt.NONE
        yield Heading(min(indents.index(line.indent) + 1, 4), line.text, doubt)


def _is_prose(text: str) -> bool:
    return len(text) > _LONGEST or "。" in text


def _without_jumps(headings: Iterable[Heading]) -> Iterator[Heading]:
    """Levels without gaps: the first is 1, none is more than one below the one before."""
    before = 0
    for one in headings:
        before = min(one.level, before + 1)
        yield replace(one, level=before)
