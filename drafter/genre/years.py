"""Moving the year in the names of yearly documents and in phrases about the report year.

《某局2025年普法依法治理工作计划》 becomes 2026; 2025年度 too.  Only the report year and the one after
it move.
What has a year of its own stays: ranges of plans, document numbers, dates with a month, laws as amended.
"""

from __future__ import annotations

import re

from msgspec import Struct

_HAN_DIGITS = "〇一二三四五六七八九"
_WIDE = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF1A)} | {
    ord(dash): "-" for dash in "—–―－~～至到、和"
}
_HAN = "[〇零一二三四五六七八九]"
_ANY = rf"(?:(?:19|20)\d\d|[一二][〇零九]{_HAN}{{2}})"
_YEAR = re.compile(rf"(?<!\d)(?<!{_HAN}){_ANY}(?=\s?年)")
YEAR_DIGITS = re.compile(rf"(?<!\d)(?:[12１２][0-9０-９]{{3}}|[一二][〇零○O九]{_HAN[:-1]}○O]{{2}})(?!\d)")
"""A year of four digits in any script, without the 年 after it."""
_WHEN = (
    rf"\s?(?:\d{{1,2}}|{_HAN}?十?{_HAN}?)月|年?[底末初中]|[上下]半年|第?[一二三四]季度|前|起|以来|后|之[前后]"
)
AMENDED = "\\s?(?:第[一二三四五六七八九]次)?(?:修订|修正|修改|版|公布|通过|施行|颁布)"
_STAYS_AFTER = re.compile(rf"\s?年(?:{_WHEN}|\s?-+\s?{_ANY}|{AMENDED})")
_STAYS_BEFORE = re.compile(rf"{_ANY}\s?年?\s?-+\s?$|[〔\[【]$|自$|从$|始于$|早在$|[较比]$")


class Moved(Struct, frozen=True):
    """One year that was moved: its place in the new text, what stood there and what stands there now."""

    start: int
    end: int
    old: str
    new: str


def move_years(text: str, from_year: int, to_year: int) -> tuple[str, list[Moved]]:
    """``text`` with the report year and the year after it moved along, and the places where that was done."""
    moved: list[Moved] = []
    plain = text.translate(_WIDE)
    if from_year == to_year:
        return text, moved

    def replace(match: re.Match[str]) -> str:
        old = text[match.start() : match.end()]
        year = year_number(match.group())
        before = plain[max(0, match.start() - 8) : match.start()]
        stays = _STAYS_AFTER.match(plain, match.end()) or _STAYS_BEFORE.search(before)
        if stays or year not in (from_year, from_year + 1):
            return old
        new = _like(old, year + to_year - from_year)
        moved.append(Moved(match.start(), match.end(), old, new))
        return new

    pieces, at = [], 0
    for match in _YEAR.finditer(plain):
        pieces += [text[at : match.start()], replace(match)]
        at = match.end()
    return "".join([*pieces, text[at:]]), moved


def year_number(written: str) -> int:
    """The year of four digits in any script."""
    spelt = re.sub("[零○O]", "〇", written)
    return int("".join(str(_HAN_DIGITS.index(char)) if char in _HAN_DIGITS else char for char in spelt))


def _like(old: str, year: int) -> str:
    """A year in the script of the old one."""
    if old.isascii():
        return str(year)
    if old[0] in _HAN_DIGITS:
        zero = "零" if "零" in old else "〇"
        return "".join(_HAN_DIGITS[int(digit)] for digit in str(year)).replace("〇", zero)
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(year))
