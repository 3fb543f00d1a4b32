"""Lists whose items stand on lines of their own: what each counts, and the sum before or behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from drafter.figures import chinese_number
from drafter.formulas import Call
from drafter.genre.headings import sign_of
from drafter.learn.across.sheet import Sheet, operand
from drafter.learn.derive.common import SENTENCE
from drafter.learn.model import Derivation
from drafter.readers.model import Role

_ORDINAL = re.compile("([一二三四五六七八九十]{1,3})(?:是|、)")
_ANNOUNCES = re.compile("分别|包括|包含|如下|具体|其中|主要有|[：:]$")
_SAID = re.compile("(?:共计?|合计|总计|累计|总数|总量|总)[^，,。；;：:]{0,14}$")
_SUMMED = re.compile(
    "(?:上述|以上|前述)(?:(?P<many>[一二两三四五六七八九十]{1,2}|\\d{1,2})[一-鿿]{1,6})?[^，,。；;：:]{0,8}?"
    "(?:共计?|合计|总计|累计)[一-鿿]{0,12}$"
)
_FEW, _SMALL = 3, 10


class Listing(Struct, frozen=True):
    """An enumeration: the numbers of its pieces, all of one kind of sign, counting 1, 2, 3 …"""

    items: tuple[int, ...]


def listings_of(sheet: Sheet) -> Iterator[Listing]:
    """The enumerations of a report whose items follow each other at once."""
    run: list[int] = []
    kind: tuple[int, int] | None = None
    for number in sheet.seen:
        found = _sign(sheet.pieces[number].text) if sheet.pieces[number].role in _LINES else None
        if run and kind and number == run[-1] + 1 and found == (kind[0], kind[1] + 1):
            run.append(number)
        else:
            if len(run) > 1:
                yield Listing(tuple(run))
            run = [number] if found is not None and found[1] == 1 else []
        kind = found
    if len(run) > 1:
        yield Listing(tuple(run))


_LINES = (Role.PARAGRAPH, Role.HEADING)


def _sign(text: str) -> tuple[int, int] | None:
    """The level and value of the sign that a line begins with; 一是 has a level of its own."""
    sign = sign_of(text)
    if sign is not None:
        return sign.level, sign.value
    ordinal = _ORDINAL.match(text)
    value = chinese_number(ordinal[1]) if ordinal else None
    return (0, int(value)) if value is not None else None


def list_sums(sheet: Sheet) -> Iterator[Derivation]:
    """共20件，分别是： above the items, and 上述五类共20件 below them."""
    for listing in listings_of(sheet):
        for number in _announced(sheet, listing.items):
            yield from _sum(sheet, number, listing.items)
        for number in _summed(sheet, listing.items):
            yield from _sum(sheet, number, listing.items)


def _announced(sheet: Sheet, items: Sequence[int]) -> Iterator[int]:
    """The figures above a list that may be its sum: in the last sentence of the paragraph that announces it."""
    lead = items[0] - 1
    if lead not in sheet.seen or sheet.pieces[lead].role is not Role.PARAGRAPH:
        return
    text = sheet.pieces[lead].text
    start = max((match.end() for match in SENTENCE.finditer(text[:-1])), default=0)
    if not _ANNOUNCES.search(text[start:]):
        return
    for number in sheet.of[lead]:
        spot = sheet.spots[number]
        is_said = _SAID.search(text[start : spot.start]) is not None
        enough = len(items) >= _FEW and sheet.figure(number).value >= _SMALL
        if spot.start >= start and sheet.is_count(number) and (is_said or enough):
            yield number


def _summed(sheet: Sheet, items: Sequence[int]) -> Iterator[int]:
    """The figures below a list that are said to be its sum."""
    after = items[-1] + 1
    if after not in sheet.seen or sheet.pieces[after].role is not Role.PARAGRAPH:
        return
    text = sheet.pieces[after].text
    for number in sheet.of[after]:
        said = _SUMMED.search(SENTENCE.split(text[: sheet.spots[number].start])[-1])
        if said is not None and sheet.is_count(number) and _many(said["many"]) in (None, len(items)):
            yield number


def _many(said: str | None) -> int | None:
    value = None if said is None else int(said) if said.isdecimal() else chinese_number(said)
    return None if value is None else int(value)


def _sum(sheet: Sheet, total: int, items: Sequence[int]) -> list[Derivation]:
    """A total of what the items count, if that adds up exactly."""
    parts = [counted(sheet, item, sheet.unit(total)) for item in items]
    found = [part for part in parts if part is not None]
    if len(found) < len(items) or sum(sheet.figure(n).value for n in found) != sheet.figure(total).value:
        return []
    if not sheet.figure(total).value:
        return []
    expression = Call("合计", tuple(map(operand, found)))
    return [Derivation(total, tuple(found), expression, "各条的合计，与各条之和吻合")]


def counted(sheet: Sheet, item: int, unit: str) -> int | None:
    """What an item counts: its first number in a unit, in its first sentence that has any."""
    for number in sheet.of[item]:
        if sheet.is_count(number) and sheet.unit(number) == unit:
            text = sheet.text(number)[sheet.spots[sheet.of[item][0]].start : sheet.spots[number].start]
            return None if SENTENCE.search(text) else number
    return None
