"""A figure as it was written, with its value."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

NOT_APPLICABLE = "不适用"
"""An answer that is no figure: the bureau has no such power or matter."""
OMITTED = "不写入"
"""An answer that is no figure: known, but not reported."""

SCALES = {
    "": Decimal(1),
    "十万": Decimal(10) ** 5,
    "百万": Decimal(10) ** 6,
    "千万": Decimal(10) ** 7,
    "十亿": Decimal(10) ** 9,
    "百亿": Decimal(10) ** 10,
    "千亿": Decimal(10) ** 11,
    "万亿": Decimal(10) ** 12,
    "万": Decimal(10) ** 4,
    "亿": Decimal(10) ** 8,
}
"""Scales that may follow Arabic digits (GB/T 15835-2011, 5.3: only 万 and 亿, and what is made with them)."""

PERCENT_UNITS = frozenset({"%", "‰", "个百分点", "百分点"})
_EXACT_PREFIXES = frozenset({"", "达", "达到", "高达", "多达"})


class Figure(Struct, frozen=True):
    """A number with what was written around it, in the order in which it is printed.

    ``value``: the full value, scale multiplied in (25.59万 is 255900; 98.5% is 98.5).
    ``digits``: as printed ("25.59", "118,306", "七", "2.0"); ``scale``: 万, 亿 …
    ``prefix``: 约, 近, 超过 …; ``surplus``: 余 or 多, before the scale (160余万) when
    ``surplus_first``, otherwise after it (1.5万余).
    ``tail``: 以上, 以下, 左右 … after the unit.  ``chinese``: digits in Chinese script.
    ``unit``: the unit printed; ``unit_typed`` is False where it came from the question.
    """

    value: Decimal
    digits: str
    unit: str = ""
    prefix: str = ""
    surplus: str = ""
    surplus_first: bool = False
    scale: str = ""
    tail: str = ""
    chinese: bool = False
    unit_typed: bool = True

    def __eq__(self, other: object) -> bool:
        """The same value, written the same; whether the unit was typed or came from the question is no matter."""
        return isinstance(other, Figure) and self._written() == other._written()

    def __hash__(self) -> int:
        return hash(self._written())

    def _written(self) -> tuple[object, ...]:
        return (self.value, self.digits, self.prefix, self.chinese, self.text())

    def text(self, unit: bool = True) -> str:
        """The figure as written, with its unit, or the number alone (a 百分之 is part of the number)."""
        if self.chinese and self.unit in ("%", "‰"):
            part = "百分之" if self.unit == "%" else "千分之"
            return f"{self.prefix}{part}{self.digits}{self.surplus}{self.tail}"
        first, after = (self.surplus, "") if self.surplus_first else ("", self.surplus)
        name = self.unit if unit else ""
        return f"{self.prefix}{self.digits}{first}{self.scale}{after}{name}{self.tail}"

    __str__ = text

    @property
    def is_zero(self) -> bool:
        """Whether it is nought and nothing else (超过0 is not)."""
        return not self.value and self.is_exact

    @property
    def is_exact(self) -> bool:
        """Whether it states one value: no 约, 余 or 以上.  达 states a value."""
        return self.prefix in _EXACT_PREFIXES and not self.surplus and not self.tail

    @property
    def is_percent(self) -> bool:
        """Whether it is a rate or a difference of rates."""
        return self.unit in PERCENT_UNITS

    @property
    def decimals(self) -> int:
        """How many decimals were printed (of the digits, before the scale)."""
        return len(self.digits.partition("点" if self.chinese else ".")[2])

    @property
    def last_place(self) -> Decimal:
        """One unit of the last printed decimal, in terms of ``value`` (25.59万: 100)."""
        return Decimal(1).scaleb(-self.decimals) * SCALES[self.scale]
