"""Chinese numerals: 七, 两百一十, 一万二千, 九十五点二."""

from __future__ import annotations

from decimal import Decimal

DIGITS = {char: number for number, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_ALONE = {
    "百": 100,
    "千": 1000,
    "万": 10**4,
    "亿": 10**8,
    "百万": 10**6,
    "千万": 10**7,
    "百亿": 10**10,
    "千亿": 10**11,
}
_SPELLING = str.maketrans("〇两", "零二")


def chinese_number(text: str) -> Decimal | None:
    """The value of a Chinese numeral, None where ``text`` is not one well-formed number.

    Approximations (七八件), colloquial ends (一百五) and digit by digit writing (二〇二四) are none.
    百, 千, 万 and 亿 may stand alone, as in 近百件, 上千万元.
    """
    whole, point, fraction = text.partition("点")
    if whole in _ALONE and not point:
        return Decimal(_ALONE[whole])
    value = _lenient(whole)
    if value is None or _normal(_spelt(value)) != _normal(whole):
        return None
    if not point:
        return Decimal(value)
    if not fraction or any(char not in DIGITS for char in fraction):
        return None
    return Decimal(f"{value}.{''.join(str(DIGITS[char]) for char in fraction)}")


def _normal(text: str) -> str:
    """One spelling of each number: 二 for 两, 十 for 一十."""
    return text.translate(_SPELLING).replace("一十", "十")


def _lenient(text: str) -> int | None:
    """The value of what may be a numeral; the spelling is not looked at."""
    total = group = digit = 0
    for char in text:
        if char in DIGITS:
            digit = DIGITS[char]
        elif char in _PLACES:
            group, digit = group + (digit or 1) * _PLACES[char], 0
        elif char == "万":
            total, group, digit = total + (group + digit) * 10**4, 0, 0
        elif char == "亿":
            total, group, digit = (total + group + digit) * 10**8, 0, 0
        else:
            return None
    return total + group + digit if text else None


def _spelt(value: int) -> str:
    """The standard numeral: 10500 is 一万零五百."""
    for char, size in (("亿", 10**8), ("万", 10**4), ("千", 1000), ("百", 100), ("十", 10)):
        if value >= size:
            rest = value % size
            gap = "零" if rest and rest < size // 10 else ""
            return _spelt(value // size) + char + gap + (_spelt(rest) if rest else "")
    return "零一二三四五六七八九"[value]


def chinese_text(value: int) -> str:
    """A whole number in Chinese as headings and 一是 write it: 3 三, 12 十二, 20 二十."""
    text = _spelt(value)
    return text[1:] if text.startswith("一十") else text
