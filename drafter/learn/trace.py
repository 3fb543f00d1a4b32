"""What learning says of each numeral of the source: the trace of ``--explain``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from drafter.formulas import to_text
from drafter.genre.headings import sign_of
from drafter.genre.numerals import Kind, numerals
from drafter.learn.model import Becomes, Label, unit_of
from drafter.learn.pieces import Read
from drafter.learn.rules.years import years_in
from drafter.readers.model import Piece, Role

NUMERAL = re.compile(r"\d+(?:\.\d+)?")
_KINDS = {
    Kind.YEAR: Label.OTHER_YEAR,
    Kind.DATE: Label.DATE,
    Kind.ORDINAL: Label.FIXED,
    Kind.FIXED: Label.FIXED,
    Kind.MARKER: Label.MARKER,
}
_SPOTS = {
    Becomes.DATE: Label.DATE,
    Becomes.CLAIM: Label.FIXED,
    Becomes.WORDS: Label.FIXED,
    Becomes.ORGAN: Label.FIXED,
    Becomes.FIGURE: Label.FIGURE,
}
Entry = dict[str, object]


def trace(source: str, pieces: Sequence[Piece], reads: Sequence[Read], year: int) -> list[Entry]:
    """One entry for each match of ``NUMERAL`` in the source text; tags of a page between digits part none.

    What stands in a piece and was not read is the sign of an item, which the template counts anew.
    """
    sign: Entry = {"label": Label.MARKER.value, "why": "条目的序号"}
    known: dict[int, Entry] = {at: sign for piece in pieces for at in piece.offsets}
    for read in reads:
        known.update(_entries(read, year))
    found = []
    whole, rests = _parted(source, pieces)
    for match in NUMERAL.finditer(source):
        if match.start() in rests:
            continue
        entry: Entry = {"offset": match.start(), "value": whole.get(match.start(), match.group())}
        entry |= known.get(match.start(), {"label": Label.NOISE.value, "why": "不在报告正文里"})
        found.append(entry)
    return found


def _parted(source: str, pieces: Sequence[Piece]) -> tuple[dict[int, str], set[int]]:
    """Numerals whose digits a page formats apart: by offset of the first digit the whole numeral, and the offsets at
    which the rest of it goes on."""
    whole: dict[int, str] = {}
    rests: set[int] = set()
    for piece in pieces:
        for match in NUMERAL.finditer(piece.text):
            at = piece.offsets[match.start() : match.end()]
            gaps = {other for one, other in pairwise(at) if "<" in source[one + 1 : other]}
            if gaps:
                whole[at[0]] = match.group()
                rests |= gaps
    return whole, rests


def _entries(read: Read, year: int) -> Iterator[tuple[int, Entry]]:
    """By offset in the source, what each digit of a piece is."""
    text, offsets = read.text, read.piece.offsets
    told: dict[int, Entry] = {}
    for numeral in numerals(text):
        label = Label.FIXED if numeral.kind is Kind.FIGURE else _KINDS[numeral.kind]
        entry: Entry = {"label": label.value, "why": numeral.rule or "报告的附注、署名里的数"}
        told.update((at, entry) for at in range(numeral.start, numeral.end))
    for start, end, label in years_in(text, year):
        told.update((at, {"label": label.value, "why": _YEARS[label]}) for at in range(start, end))
    for number in range(len(read.spots)):
        entry = _spot(read, number)
        told.update((at, entry) for at in range(read.spots[number].start, read.spots[number].end))
    if read.piece.role is Role.CELL and text.isdecimal() and not read.spots:
        told.update((at, {"label": Label.MARKER.value, "why": "表中的序号"}) for at in range(len(text)))
    for spot in read.markers:
        row: Entry = {"label": Label.MARKER.value, "why": "表格每行的序号"}
        told.update((at, row) for at in range(spot.start, spot.end))
    sign = sign_of(text)
    if sign is not None:
        told.update((at, {"label": Label.MARKER.value, "why": "标题序号"}) for at in range(sign.length))
    if read.piece.role is Role.DATE:
        told.update((at, {"label": Label.DATE.value, "why": "成文日期"}) for at in range(len(text)))
    for at, entry in told.items():
        if text[at].isdecimal():
            yield offsets[at], entry


_YEARS = {Label.REPORT_YEAR: "报告年度", Label.NEXT_YEAR: "下一年", Label.OTHER_YEAR: "别的年份，不动"}


def _spot(read: Read, number: int) -> Entry:
    spot = read.spots[number]
    if spot.becomes is Becomes.YEAR:
        label = {-1: Label.OTHER_YEAR, 0: Label.REPORT_YEAR, 1: Label.NEXT_YEAR}[spot.shift]
        return {"label": label.value, "why": spot.why}
    entry: Entry = {"label": _SPOTS[spot.becomes].value, "why": spot.why}
    key = read.keys.get(number)
    if key is not None:
        entry["key"] = key
    if spot.figure is not None and spot.figure.unit:
        entry["unit"] = unit_of(spot.figure)
    found = read.derived.get(number)
    if found is not None:
        formula = read.formula(number)
        if not found.is_growth:
            entry["label"] = Label.DERIVED.value
        others = [read.others[place].offset for place in found.elsewhere]
        entry |= {"operands": others or [read.offset(one) for one in found.operands], "why": found.why}
        entry["formula"] = to_text(formula) if formula is not None else ""
    return entry


def counted(entries: Sequence[Mapping[str, object]]) -> dict[str, int]:
    """How many numerals have each label."""
    counts: dict[str, int] = {}
    for entry in entries:
        label = str(entry["label"])
        counts[label] = counts.get(label, 0) + 1
    return counts
