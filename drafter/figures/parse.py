"""Reading a figure as clerks type it.

Accepted: full-width characters, thousands separators, 万 and 亿, 约/近/超过…, 余/多, 以上/左右…, Chinese
numerals and 百分之.
Refused with a reason: what is no number, what is two, ranges, 3千 (GB/T 15835-2011, 5.3).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from drafter.errors import SaidError
from drafter.figures.chinese import chinese_number
from drafter.figures.figure import SCALES, Figure
from drafter.i18n import N_

PREFIXES = (
    "不超过", "不少于", "不低于", "不高于", "不多于", "大约", "约", "将近", "接近", "近", "超过", "超", "逾",
    "至少", "最少", "至多", "最多", "不足", "不到", "达到", "高达", "多达", "达",
)  # fmt: skip
TAILS = ("以上", "以下", "左右", "以内", "之内", "上下")

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0x2212: 0x2D, 0xA0: 0x20}
_SCALE = "|".join(sorted((name for name in SCALES if name), key=len, reverse=True))
_CHINESE = "[〇零一二两三四五六七八九十百千万亿]+(?:点[〇零一二三四五六七八九]+)?"
_FIGURE = re.compile(
    rf"(?P<prefix>{'|'.join(PREFIXES)}|上(?=[百千万亿]))?"
    rf"(?:(?P<arabic>-?\d+(?:,\d+)*(?:\.\d+)?)|(?P<part>[百千]分之)?(?P<chinese>{_CHINESE}))"
    rf"(?P<first>[余多几](?={_SCALE}))?(?P<scale>{_SCALE})?(?P<after>[余多几])?"
    rf"(?P<unit>.*?)(?P<tail>{'|'.join(TAILS)})?"
)
_UNIT = re.compile(r"[^\W\d_]{0,10}|[%‰℃㎡㎥]")
# Used for refusals only, so compiled at first use (by ``re`` itself).
_GROUPED = r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?"
_RANGE = r"[\d%‰一二两三四五六七八九十百千万亿元件](?:[~～–—―-]+|至|到)[\d一二两三四五六七八九十]"
_IS_RANGE = N_("“{written}”是一个范围，这里只填一个数")
_SPACED_NUMBERS = r"[\d.,]\s+[\d.,]"
_ANY_NUMBER = rf"\d+(?:,\d+)*(?:\.\d+)?(?:{_SCALE})?|{_CHINESE}"
_BAD_SCALE = r"(?P<size>[十百千])(?!米|克|瓦|伏|帕|卡|升|赫|字节|分点)"
_SIZES = {"十": 10, "百": 100, "千": 1000}


@dataclass(eq=False)
class FigureError(SaidError):
    """No one figure.  ``written``: what was typed; ``suggestion``: what may be meant."""

    written: str = ""
    suggestion: str = ""


def _refuse(written: str, why: str, suggestion: str = "", advice: str = "", **facts: str) -> FigureError:
    """``why`` and ``advice`` with blanks: {written}, {suggestion} and those of ``facts``."""
    if suggestion and not advice:
        advice = N_("可写作：{suggestion}")
    facts = {"written": written, "suggestion": suggestion, **facts}
    return FigureError.of(why, advice, facts, written=written, suggestion=suggestion)


def parse_figure(text: str, units: Sequence[str] = (), *, negative: bool = False) -> Figure:
    """Read one figure.

    ``units``: the units the question accepts, the first for a bare number; none means that any will do.
    A scale belongs to the number (79.677万元 with unit 元 is 796770) unless the question's own unit has it
    (with unit 万元 it is 79.677).  ``negative``: whether a minus sign is allowed.
    Raises FigureError with the reason.
    """
    written = text.strip()
    cleaned = written.translate(_WIDE)
    if " " in cleaned or "\t" in cleaned:
        if re.search(_SPACED_NUMBERS, cleaned):
            raise _refuse(
                written, N_("“{written}”里有两个数"), advice=N_("一处只填一个数；分节请用逗号，或不分节")
            )
        cleaned = "".join(cleaned.split())
    match = _FIGURE.fullmatch(cleaned)
    if match is None:
        raise _why_not(written, cleaned)
    prefix, digits, _, _, first, scale, after, unit, tail = match.groups()
    if digits is None:
        return _chinese_figure(written, match, units)
    unit = _as_asked(unit, units)
    value = _arabic_value(written, cleaned, digits, negative)
    if unit and unit not in units:
        _check_unit(written, cleaned, digits, unit)
    scale, unit, typed = _fit_unit(written, scale or "", unit, units)
    if scale:
        value *= SCALES[scale]
    surplus, surplus_first = first or after or "", bool(first and scale)
    return Figure(value, digits, unit, prefix or "", surplus, surplus_first, scale, tail or "", False, typed)


def _as_asked(unit: str, units: Sequence[str]) -> str:
    """A unit in the width in which the question has it: 场（次）, 场(次)."""
    return next((one for one in units if one.translate(_WIDE) == unit), unit)


def _arabic_value(written: str, cleaned: str, digits: str, negative: bool) -> Decimal:
    """The value of Arabic digits, well-formed ones."""
    number = digits.replace(",", "") if "," in digits else digits
    if number is not digits and not re.fullmatch(_GROUPED, digits):
        raise _refuse(written, N_("“{written}”的分节不对：分节逗号应每三位一个"), number)
    if digits[0] == "-":
        if not negative:
            raise _refuse(written, N_("“{written}”是负数，这里只能填0或正数"))
        number = number[1:]
    if number[0] == "0" and number[1:2].isdigit():
        shorter = re.sub("^0+(?=[0-9])", "", number)
        raise _refuse(written, N_("“{written}”前面有多余的0"), cleaned.replace(digits, shorter, 1))
    return -Decimal(number) if digits[0] == "-" else Decimal(number)


def _check_unit(written: str, cleaned: str, digits: str, unit: str) -> None:
    """Refuse what stands after a number and cannot be a unit."""
    if bad := re.match(_BAD_SCALE, unit):
        full = _plain(Decimal(digits.replace(",", "")) * _SIZES[bad["size"]])
        suggestion = cleaned.replace(digits + bad["size"], full, 1)
        raise _refuse(
            written,
            N_("“{written}”：阿拉伯数字后面只能用“万”“亿”，不能用“{size}”"),
            suggestion,
            size=bad["size"],
        )
    if not _UNIT.fullmatch(unit):
        raise _why_not(written, cleaned)


def _fit_unit(written: str, scale: str, unit: str, units: Sequence[str]) -> tuple[str, str, bool]:
    """Which scale and unit are meant, and whether the unit was typed."""
    if not units or unit in units:
        return scale, unit, True
    if not unit:
        absorbed = bool(scale) and units[0].startswith(scale)
        return "" if absorbed else scale, units[0], False
    if scale + unit in units:
        return "", scale + unit, True
    if re.search(_RANGE, written.translate(_WIDE)):
        raise _refuse(written, _IS_RANGE)
    names = "”或“".join(units)
    raise _refuse(written, N_("“{written}”的单位不对：单位应为“{names}”"), names=names)


def _chinese_figure(written: str, match: re.Match[str], units: Sequence[str]) -> Figure:
    """A figure in Chinese script: 七件, 三百余万元, 百分之九十五."""
    prefix, _, part, digits, first, scale, after, unit, tail = match.groups()
    unit = _as_asked(unit, units)
    value = chinese_number(digits)
    if value is None:
        raise _refuse(
            written, N_("“{written}”不是一个确定的数"), advice=N_("请写一个数，例如：8、约80、80余")
        )
    scale = scale or ""
    if part:
        if unit:
            raise _refuse(written, N_("“{written}”里“{unit}”多余"), unit=unit)
        unit = "%" if part == "百分之" else "‰"
    elif unit and not units and not _UNIT.fullmatch(unit):
        raise _why_not(written, match.string)
    if digits[-1] in "万亿" and unit and unit not in units and digits[-1] + unit in units:
        digits, unit, value = digits[:-1], digits[-1] + unit, value / SCALES[digits[-1]]
    scale, unit, typed = _fit_unit(written, scale, unit, units)
    surplus, surplus_first = first or after or "", bool(first and scale)
    value *= SCALES[scale]
    return Figure(value, digits, unit, prefix or "", surplus, surplus_first, scale, tail or "", True, typed)


def _plain(value: Decimal) -> str:
    """A number without exponent and without idle zeros after the point."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _why_not(written: str, cleaned: str) -> FigureError:
    """The reason why a text is not one figure."""
    if not cleaned:
        advice = N_("没有此项职能填“不适用”，不打算写填“不写入”")
        return _refuse(written, N_("没有填写数字"), advice=advice)
    if re.search(_RANGE, cleaned):
        return _refuse(written, _IS_RANGE)
    if cleaned[0] == "." and cleaned[1:2].isdigit():
        return _refuse(written, N_("“{written}”的小数点前缺0"), "0" + cleaned)
    numbers = re.findall(_ANY_NUMBER, cleaned)
    if not numbers:
        return _refuse(written, N_("“{written}”不是数字"), advice=N_("请填数字，例如：81、1.2万、98.5%"))
    if len(numbers) > 1:
        return _refuse(written, N_("“{written}”里有两个数"), advice=N_("一处只填一个数"))
    return _refuse(written, N_("“{written}”里除了“{suggestion}”还有多余的字"), numbers[0])
