"""Dates as clerks type them, printed as official documents want them: 2026年1月9日.

GB/T 9704-2012, 7.3.5.4: Arabic digits, four for the year, no padded month or day.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from msgspec import Struct

from drafter.errors import SaidError
from drafter.figures import chinese_number
from drafter.figures.chinese import chinese_text
from drafter.i18n import N_

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {ord(dash): "-" for dash in "—–―−"}
HAN_ZERO = "〇"
_HAN = "[〇○零一二三四五六七八九十]"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?P<year>\d{2,4})年(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})[日号]?)?",
        r"(?P<year>\d{2,4})([-./])(?P<month>\d{1,2})(?:\2(?P<day>\d{1,2})日?)?",
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})",
        r"(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号]?",
        r"(?P<month>\d{1,2})[-./](?P<day>\d{1,2})",
        rf"(?:(?P<year>{_HAN}{{2,4}})年)?(?P<month>{_HAN}{{1,3}})月(?:(?P<day>{_HAN}{{1,3}})[日号]?)?",
    )
)
_DIGITS = {char: str(number) for number, char in enumerate("零一二三四五六七八九")} | {"〇": "0", "○": "0"}


@dataclass(eq=False)
class DateError(SaidError):
    """What was typed is no date.  ``written``: what was typed."""

    written: str = ""


NO_DATE = N_("“{written}”不是日期")
WRITE_SO = N_("请写作：2026年1月9日 或 2026-1-9")


def _refuse(written: str, why: str, advice: str = "", **facts: object) -> DateError:
    return DateError.of(why, advice, {"written": written, **facts}, written=written)


class Day(Struct, frozen=True, order=True):
    """A day, or a whole month (``day`` 0)."""

    year: int
    month: int
    day: int = 0

    def text(self) -> str:
        """2026年1月9日, 2024年10月."""
        return f"{self.year}年{self.month}月" + (f"{self.day}日" if self.day else "")

    __str__ = text

    def han(self, zero: str = HAN_ZERO) -> str:
        """二〇二六年一月九日; ``zero``: the sign for nought in the year."""
        year = "".join(zero if digit == "0" else _HAN[3 + int(digit)] for digit in str(self.year))
        month = f"{year}年{chinese_text(self.month)}月"
        return f"{month}{chinese_text(self.day)}日" if self.day else month


def dashed(day: date) -> str:
    """A day as the program writes it into answers files: 2026-1-9."""
    return f"{day.year}-{day.month}-{day.day}"


def parse_date(text: str, default_year: int | None = None, *, month_only: bool = True) -> Day:
    """Read a date.

    ``default_year``: the year of a date typed without one.  ``month_only``: whether 2024年10月 will do.
    Raises DateError with the reason.
    """
    written = text.strip()
    cleaned = "".join(written.translate(_WIDE).split())
    for pattern in _PATTERNS:
        if match := pattern.fullmatch(cleaned):
            return _checked(written, match.groupdict(), default_year, month_only)
    raise _refuse(written, NO_DATE, WRITE_SO)


def _checked(written: str, parts: dict[str, str | None], default_year: int | None, month_only: bool) -> Day:
    """The day, when there is such a day."""
    year = parts.get("year")
    if year is None and default_year is None:
        raise _refuse(written, N_("“{written}”缺年份"))
    if year is not None and len(year) != 4:
        raise _refuse(written, N_("“{written}”的年份要写四位"), N_("例如：2026年1月9日"))
    number = default_year or 0 if year is None else int("".join(_DIGITS.get(char, char) for char in year))
    day = Day(number, _small(written, parts["month"]), _small(written, parts.get("day")))
    if not 1 <= day.month <= 12:
        raise _refuse(written, N_("“{written}”：没有{month}月"), month=day.month)
    if parts.get("day") is None and not month_only:
        raise _refuse(written, N_("“{written}”缺日"), N_("请写到日，例如：2026年1月9日"))
    days = monthrange(day.year, day.month)[1] if day.year else 0
    if not day.year or (parts.get("day") is not None and not 1 <= day.day <= days):
        advice = N_("{year}年{month}月有{days}天") if days else ""
        raise _refuse(
            written, N_("“{written}”：没有这一天"), advice, year=day.year, month=day.month, days=days
        )
    return day


def _small(written: str, digits: str | None) -> int:
    """A month or day, Arabic or Chinese; 0 where none is given."""
    if digits is None:
        return 0
    if digits.isdecimal():
        return int(digits)
    value = chinese_number(digits)
    if value is None:
        raise DateError(f"“{written}”不是日期", advice="请写作：2026年1月9日", written=written)
    return int(value)
