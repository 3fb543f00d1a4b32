"""Shares of a whole that was said before: 公安类301件，占20.26%；自然资源类287件，占19.31%."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from msgspec import Struct

from drafter.formulas import Binary, Call, Expression
from drafter.learn.across.lists import listings_of
from drafter.learn.across.rounding import fits, wholes
from drafter.learn.across.sheet import Sheet, operand
from drafter.learn.derive.common import CLAUSE, SENTENCE, words_before
from drafter.learn.model import Derivation

_SHARE = re.compile(
    "^[^。！？!?；;，,（(]{0,8}[，,（(、]?\\s*(?:[约均仅共]|大约)?(?:占(?P<whole>[^，,。；;（）()]{0,16}?)的?(?:比[例重]?|百分比)?"
    "|所?占?比[例重])(?:分别)?[约达为至到]{0,2}(?:仅|近)?$"
)
_EMPTY = re.compile(
    "全部|所有|全年|本?[年局]|总|当年|同期|其|该|比|的|量|数|件|宗|起|人|案件|事项|工单|情况|部分"
)
"""Words of a whole that do not tell one from another."""
_OTHER = re.compile("(?:其[他它余]|另[有外])[^，,。；;、]{0,12}$")
_ALIKE = (("件", "宗", "起", "件次"), ("人", "名", "位"))
_MOST_WHOLES, _NEXT = 150, 6
_NARROW, _NAMED = Decimal("0.01"), Decimal("0.02")
"""How far apart the smallest and the largest whole may lie that printed shares allow: usually, and where the words
tell more than 全市."""


class Share(Struct, frozen=True):
    """A rate, the part right before it, and what its words call the whole."""

    rate: int
    part: int
    whole: str


def shares(sheet: Sheet) -> Iterator[Derivation]:
    """Two shares or more that agree with one whole, and single ones that name it."""
    counts: dict[str, list[int]] = {}
    for number in range(len(sheet.spots)):
        if sheet.is_count(number):
            counts.setdefault(_kind(sheet.unit(number)), []).append(number)
    for group in _groups(sheet):
        found = list(_of_one_whole(sheet, group, _before(sheet, counts, group)))
        if not found and len(group) > 1:
            for one in group:
                found += _of_one_whole(sheet, [one], _before(sheet, counts, [one]))
        yield from found


def _groups(sheet: Sheet) -> Iterator[list[Share]]:
    """The shares of a sentence, and the first ones of the items of a list."""
    found = {share.rate: share for share in _found(sheet)}
    for listing in listings_of(sheet):
        firsts = [next((found[n] for n in sheet.of[item] if n in found), None) for item in listing.items]
        listed = [share for share in firsts if share is not None]
        if len(listed) > 1:
            yield listed
            for share in listed:
                del found[share.rate]
    group: list[Share] = []
    for share in found.values():
        if group and not _in_one_sentence(sheet, group[-1].rate, share.rate):
            yield group
            group = []
        group.append(share)
    if group:
        yield group


def _found(sheet: Sheet) -> Iterator[Share]:
    """The rates with a part before them, in order."""
    for numbers in sheet.of.values():
        for part, rate in pairwise(numbers):
            figure = sheet.figure(rate)
            if figure.unit != "%" or not figure.is_exact or figure.chinese or rate in sheet.past:
                continue
            between = sheet.text(rate)[sheet.spots[part].end : sheet.spots[rate].start]
            told = _SHARE.search(between)
            if told is not None and sheet.is_count(part) and 0 < figure.value < 100:
                yield Share(rate, part, _EMPTY.sub("", told["whole"] or ""))


def _in_one_sentence(sheet: Sheet, left: int, right: int) -> bool:
    if sheet.places[left].piece != sheet.places[right].piece:
        return False
    return not SENTENCE.search(sheet.text(left)[sheet.spots[left].end : sheet.spots[right].start])


def _before(sheet: Sheet, counts: Mapping[str, Sequence[int]], group: Sequence[Share]) -> list[int]:
    """The counts before a group that its whole may be, the nearest first; ``counts``: by kind of unit."""
    parts = {share.part for share in group}
    units = {sheet.unit(part) for part in parts}
    if len(units) > 1:
        return []
    alike = counts[_kind(units.pop())]
    end = bisect_left(alike, group[0].part)
    return [n for n in alike[max(0, end - _MOST_WHOLES) : end][::-1] if n not in parts]


def _kind(unit: str) -> str:
    """Units that count the same are one: 件, 宗 and 起 cases, 人 and 名 people."""
    return next((kind[0] for kind in _ALIKE if unit in kind), unit)


def _of_one_whole(sheet: Sheet, group: Sequence[Share], before: Sequence[int]) -> Iterator[Derivation]:
    """The shares of a group, when they are rounded (or cut off) shares of one number said before, and of no other."""
    for truncated in (False, True) if len(group) > 2 else (False,):
        low, high = _span(sheet, group, truncated=truncated)
        near = [n for n in before if low <= sheet.figure(n).value <= high]
        fitting = [n for n in near if _fits_all(sheet, group, n, truncated=truncated)]
        named = [n for n in fitting if any(_names(sheet, share.whole, n) for share in group)]
        same = [n for n in fitting if sheet.unit(n) == sheet.unit(group[0].part)]
        fitting = named or (fitting if len(group) > 2 else same)
        if len({sheet.figure(n).value for n in fitting}) != 1:
            continue
        if _is_sure(sheet, group, high / low - 1, is_named=bool(named)):
            yield from _derived(sheet, group, fitting[0], truncated=truncated)
            return


def _fits_all(sheet: Sheet, group: Sequence[Share], whole: int, *, truncated: bool) -> bool:
    of = sheet.figure(whole).value
    parts = sum(sheet.figure(share.part).value for share in group)
    return parts <= of and all(
        fits(sheet.figure(share.rate), sheet.figure(share.part).value, of, truncated=truncated)
        for share in group
    )


def _span(sheet: Sheet, group: Sequence[Share], *, truncated: bool) -> tuple[Decimal, Decimal]:
    """Between which numbers the whole must lie."""
    spans = [
        wholes(sheet.figure(share.rate), sheet.figure(share.part).value, truncated=truncated)
        for share in group
    ]
    return max(low for low, _ in spans), min(high for _, high in spans)


def _is_sure(sheet: Sheet, group: Sequence[Share], room: Decimal, *, is_named: bool) -> bool:
    """Whether the shares leave so little room that a number that fits is their whole.

    One share must name it; whole percents alone say too little.
    """
    if (len(group) < 2 and not is_named) or not any(sheet.figure(share.rate).decimals for share in group):
        return False
    told = is_named and not all(share.whole.startswith("全") for share in group)
    return room <= (_NAMED if told else _NARROW)


def _names(sheet: Sheet, words: str, number: int) -> bool:
    """Whether the words of a share (占受理总量的) are those of a number (受理诉求1286件)."""
    if len(words) < 2:
        return False
    spot, text = sheet.spots[number], sheet.text(number)
    told = words_before(text, spot.start) + CLAUSE.split(text[spot.end : spot.end + 12])[0]
    return words in told or words[:2] in told


def _derived(sheet: Sheet, group: Sequence[Share], whole: int, *, truncated: bool) -> Iterator[Derivation]:
    for share in group:
        expression = Call("比率", (operand(share.part), operand(whole)))
        yield Derivation(
            share.rate, (share.part, whole), expression, "占前文总数的比率，与原文的数吻合", truncated
        )
    yield from _rest(sheet, group, whole)


def _rest(sheet: Sheet, group: Sequence[Share], whole: int) -> Iterator[Derivation]:
    """其他领域304件 behind a series: what its parts leave of the whole."""
    parts = [share.part for share in group]
    numbers = sheet.of[sheet.places[parts[-1]].piece]
    at = bisect_left(numbers, parts[-1])
    last = numbers[at + 1 : at + _NEXT]
    rests = [parts.pop()] if _is_other(sheet, parts[-1]) else [n for n in last if _is_other(sheet, n)][:1]
    for rest in rests:
        left = sheet.figure(whole).value - sum(sheet.figure(part).value for part in parts)
        alike = sheet.is_count(rest) and sheet.unit(rest) == sheet.unit(whole)
        if len(parts) < 2 or not alike or left <= 0 or sheet.figure(rest).value != left:
            continue
        if _in_one_sentence(sheet, group[-1].rate, rest) or rest == group[-1].part:
            expression: Expression = operand(whole)
            for part in parts:
                expression = Binary("-", expression, operand(part))
            yield Derivation(rest, (whole, *parts), expression, "其余的数，与原文的数吻合")


def _is_other(sheet: Sheet, number: int) -> bool:
    return bool(_OTHER.search(words_before(sheet.text(number), sheet.spots[number].start)))
