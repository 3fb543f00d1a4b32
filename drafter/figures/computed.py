"""Computed numbers: how they are rounded, scaled and put into words, and whether a printed one agrees.

One rule for all of a document: ROUND_HALF_UP; rates keep their decimals unless all are zero; counts have
none.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal
from enum import Enum

from msgspec import Struct

from drafter.figures.figure import PERCENT_UNITS, SCALES, Figure

_MOST_DECIMALS = 6
_HUNDRED = Decimal(100)


class Rounding(Enum):
    """What becomes of the decimals that a computed number does not print."""

    HALF_UP = "四舍五入"
    DOWN = "舍去"
    UP = "进一"


_PYTHON_ROUNDING = {Rounding.HALF_UP: ROUND_HALF_UP, Rounding.DOWN: ROUND_DOWN, Rounding.UP: ROUND_UP}


def rounded(value: Decimal, decimals: int, rounding: Rounding) -> Decimal:
    """``value`` with so many decimals."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=_PYTHON_ROUNDING[rounding])


def round_half_up(value: Decimal, decimals: int) -> Decimal:
    """``value`` with so many decimals, a half going away from zero."""
    return rounded(value, decimals, Rounding.HALF_UP)


def printed(
    value: Decimal,
    unit: str = "",
    decimals: int | None = None,
    *,
    scale: str = "",
    grouped: bool = False,
    strip: bool = False,
    rounding: Rounding = Rounding.HALF_UP,
    keep_zeros: bool = False,
) -> str:
    """A computed number with its unit.

    ``decimals``: default 2 for rates; for others as many as the value has, at most 2, zeros dropped.
    ``scale``: 万 or 亿 to count in; ``grouped``: 118,306; ``strip``: drop trailing zeros (96.40 → 96.4).
    Decimals that are all zero are dropped from rates (100%, 0%), never from others when asked for.
    ``keep_zeros``: rates keep them all the same (100.00%).  ``rounding``: what becomes of further decimals.
    A rate short of 100% never prints as 100%, nor one above nought as 0%: it gets the decimals it needs, unless
    another way to round was asked for.
    """
    rate = unit in PERCENT_UNITS
    value = value / SCALES[scale]
    free = decimals is None
    places = 2 if decimals is None else decimals
    number = rounded(value, places, rounding)
    guarded = rate and rounding is Rounding.HALF_UP
    while guarded and number in (0, _HUNDRED) and number != value and places < _MOST_DECIMALS:
        places += 1
        number = round_half_up(value, places)
    text = format(number if number else abs(number), ",f" if grouped else "f")
    whole_rate = rate and not keep_zeros and number == number.to_integral_value()
    if "." in text and (strip or (free and not rate) or whole_rate):
        text = text.rstrip("0").rstrip(".")
    return f"{text}{scale}{unit}"


def printed_like(value: Decimal, unit: str, operands: Iterable[Figure]) -> str:
    """A sum or difference, in the scale and precision of the figures it was made of.

    Counts in 万 or 亿 when an operand does (the smallest such scale), with the most decimals among those;
    otherwise with the most decimals of any operand.  Groups of three digits when an operand has them.
    A value too small for the scale is printed without it.
    """
    figures = list(operands)
    scaled = [figure for figure in figures if figure.scale]
    grouped = any("," in figure.digits for figure in figures)
    if scaled:
        smallest = min(SCALES[figure.scale] for figure in scaled)
        alike = [figure for figure in scaled if SCALES[figure.scale] == smallest]
        decimals = max(figure.decimals for figure in alike)
        if not value or round_half_up(value / smallest, decimals):
            return printed(value, unit, decimals, scale=alike[0].scale, grouped=grouped)
    decimals = max((figure.decimals for figure in figures), default=0)
    return printed(value, unit, decimals, grouped=grouped)


class Growth(Struct, frozen=True):
    """How a figure moved: its word, the difference, and the rate in % (None on a zero base)."""

    word: str
    difference: Decimal
    rate: Decimal | None


def growth(now: Decimal, last: Decimal) -> Growth:
    """How ``now`` stands to ``last``; from nought there is no rate."""
    difference = now - last
    word = "持平" if not difference else "增长" if difference > 0 else "下降"
    return Growth(word, difference, difference / abs(last) * _HUNDRED if last else None)


def growth_words(now: Decimal, last: Decimal, unit: str = "", decimals: int = 2) -> str:
    """增长12.50%, 下降3个百分点, 持平; on a zero base 增加12件.

    Rates (``unit`` %, ‰) move by 百分点 (‰: 千分点) and 上升, never by a % of a %.
    """
    found = growth(now, last)
    if found.word == "持平":
        return found.word
    size = abs(found.difference)
    if unit in PERCENT_UNITS:
        word = "上升" if found.difference > 0 else "下降"
        return word + printed(size, "", decimals, strip=True) + ("个千分点" if unit == "‰" else "个百分点")
    if found.rate is None:
        return ("增加" if found.difference > 0 else "减少") + printed(size, unit)
    return found.word + printed(abs(found.rate), "%", decimals)


class Agreement(Enum):
    """How a printed number stands to the computed one."""

    ROUNDED = "四舍五入"
    TRUNCATED = "舍去尾数"
    ROUNDED_UP = "进一"
    OFF = "不符"
    UNCHECKABLE = "概数"

    @property
    def is_accepted(self) -> bool:
        """Whether the difference is less than one unit of the last printed decimal."""
        return self not in (Agreement.OFF, Agreement.UNCHECKABLE)


def agrees(stated: Figure, computed: Decimal) -> Agreement:
    """Whether ``stated`` is ``computed`` in its own precision: |stated − computed| < 1 of its last decimal.

    Real reports truncate as often as they round (140/151 printed as 92.71%), so that is accepted and named.
    """
    if not stated.is_exact:
        return Agreement.UNCHECKABLE
    full, shown = computed / stated.last_place, stated.value / stated.last_place
    if abs(full - shown) >= 1:
        return Agreement.OFF
    if full.to_integral_value(rounding=ROUND_HALF_UP) == shown:
        return Agreement.ROUNDED
    truncated = full.to_integral_value(rounding=ROUND_DOWN) == shown
    return Agreement.TRUNCATED if truncated else Agreement.ROUNDED_UP
