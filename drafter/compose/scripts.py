"""The digits of a value in another script: 二〇二五, ２０２５.  The value stays a value, so other filters follow."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec.structs import replace

from drafter.compose.values import ListValue, NumberValue, TextValue, Value
from drafter.genre.dates import Day

ZEROS = "〇○零"
"""The signs that stand for nought where a year is written digit by digit."""
_WIDE = str.maketrans({chr(0x30 + digit): chr(0xFF10 + digit) for digit in range(10)})
_DAY = re.compile("([0-9]{4})年([0-9]{1,2})月(?:([0-9]{1,2})日)?")
_HAN = "一二三四五六七八九"


def in_han(value: object, zero: str = "〇") -> Value:
    """``|汉字``: each digit as 〇一二…; ``|汉字("○")`` with another sign for nought.  Of a date month and day are
    numbers: 十二月二十六日.
    """
    if zero not in ZEROS or len(zero) != 1:
        raise TypeError("|汉字 的括号里只能写 〇、○ 或 零")
    table = str.maketrans(dict(zip("0123456789", zero + _HAN, strict=True)))
    return _rewritten(value, lambda text: _day_in_han(text, zero) or text.translate(table))


def _day_in_han(text: str, zero: str) -> str:
    """A text that is a date as our dates print, in Chinese script; "" for any other."""
    found = _DAY.fullmatch(text)
    return Day(int(found[1]), int(found[2]), int(found[3] or 0)).han(zero) if found else ""


def in_wide(value: object) -> Value:
    """``|全角``: full-width digits."""
    return _rewritten(value, lambda text: text.translate(_WIDE))


def _rewritten(value: object, rewrite: Callable[[str], str]) -> Value:
    match value:
        case NumberValue():
            return _number(value, rewrite)
        case TextValue():
            pieces = [
                (rewrite(text), None if figure is None else _rewritten(figure, rewrite))
                for text, figure in value.pieces
            ]
            return TextValue(value.marks, value.origin, pieces, value.label, zeros=value.zeros)
        case ListValue():
            items = [_rewritten(item, rewrite) for item in value]
            return ListValue(value.marks, value.origin, items, value.label)
    raise TypeError("|汉字 和 |全角 只用于答案：数字、文字、日期、清单")


def _number(value: NumberValue, rewrite: Callable[[str], str]) -> NumberValue:
    """The same number, printed otherwise."""
    number = value.number
    if number is None:
        return value
    changed = replace(number, printed=rewrite(number.printed), bare=rewrite(number.bare))
    return NumberValue(value.marks, value.origin, changed, value.label, value.special, value.operands)
