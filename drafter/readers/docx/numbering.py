"""Automatic numbers: what Word prints before a paragraph of a list (ECMA-376-1, 17.9)."""

from __future__ import annotations

import re
from typing import Any

from msgspec import Struct

from drafter.figures.chinese import chinese_text
from drafter.readers.docx.package import W
from drafter.readers.docx.styles import Numbered, integer, value

_DEEPEST_LINK = 5


class Level(Struct, frozen=True):
    """A level of a list.  ``text``: how the number is printed, %1 standing for the number of level 1."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    style: str = ""
    restart: int | None = None
    """The level (from 1) after which numbers begin anew; 0: never; None: after any higher one."""
    arabic: bool = False


class List(Struct, frozen=True):
    """A list: which abstract list it counts with, its levels, and the starts it sets itself."""

    counted: str
    levels: dict[int, Level]
    starts: dict[int, int]


class Numbering:
    """Counts the paragraphs of lists in the order they are asked for."""

    def __init__(self, lists: dict[str, List]) -> None:
        self._lists = lists
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def printed(self, numbered: Numbered | None, style: str) -> str:
        """The number printed before the next paragraph of a list, with a blank behind it where one is wanted."""
        found = self._lists.get(numbered.list_id) if numbered else None
        if found is None or numbered is None:
            return ""
        level = numbered.level if numbered.level is not None else _level_of(found, style)
        shape = found.levels.get(level)
        if shape is None:
            return ""
        counts = self._advance(numbered.list_id, found, level)
        if shape.format in ("bullet", "none"):
            return ""
        return _shown(shape, found.levels, counts)

    def _advance(self, list_id: str, found: List, level: int) -> dict[int, int]:
        counts = self._counts.setdefault(found.counted, {})
        if level in found.starts and (list_id, level) not in self._begun:
            counts[level] = found.starts[level]
            self._begun.add((list_id, level))
        elif level in counts:
            counts[level] += 1
        else:
            counts[level] = found.levels[level].start
        for deeper in [one for one in counts if one > level and _restarts(found, one, level)]:
            del counts[deeper]
        return counts


def _restarts(found: List, level: int, after: int) -> bool:
    """Whether a level counts anew after a number of a higher one."""
    restart = found.levels[level].restart if level in found.levels else None
    return restart is None or (restart > 0 and after < restart)


def _level_of(found: List, style: str) -> int:
    return next((level for level, shape in found.levels.items() if style and shape.style == style), 0)


def _shown(shape: Level, levels: dict[int, Level], counts: dict[int, int]) -> str:
    def number(match: re.Match[str]) -> str:
        place = int(match[1]) - 1
        other = levels.get(place, Level())
        count = counts.get(place, other.start)
        return str(count) if shape.arabic else formatted(count, other.format)

    text = re.sub(r"%([1-9])", number, shape.text)
    closed = not text or text[-1] in "、）).．，。：: \u3000"
    return text if closed or shape.suffix == "nothing" else text + " "


def formatted(count: int, name: str) -> str:
    """A number in one of Word's number formats (ST_NumberFormat); unknown ones are Arabic."""
    if name in _ROWS:
        row = _ROWS[name]
        return row[count - 1] if 0 < count <= len(row) else str(count)
    if name in _CHINESE:
        return chinese_text(count)
    if name in ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"):
        return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(count))
    if name in ("chineseLegalSimplified", "ideographLegalTraditional"):
        return chinese_text(count).translate(
            str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
        )
    if name in _HIGHEST and not 0 < count <= _HIGHEST[name]:
        return str(count)
    if name in ("lowerLetter", "upperLetter"):
        letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letters.upper() if name == "upperLetter" else letters
    if name in ("lowerRoman", "upperRoman"):
        return _roman(count).lower() if name == "lowerRoman" else _roman(count)
    if name == "decimalFullWidth":
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(count))
    return f"{count:02}" if name == "decimalZero" else str(count)


_CHINESE = frozenset(
    [
        "chineseCounting",
        "chineseCountingThousand",
        "japaneseCounting",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
        "ideographEnclosedCircle",
        "koreanCounting",
    ]
)
_HIGHEST = {"lowerLetter": 780, "upperLetter": 780, "lowerRoman": 32767, "upperRoman": 32767}
"""Up to which number Word counts in letters and in Roman numerals."""
_CIRCLED = "".join(chr(ord("①") + n) for n in range(20))
_ROWS = {
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
    "decimalEnclosedCircle": _CIRCLED,
    "decimalEnclosedCircleChinese": _CIRCLED,
    "decimalEnclosedFullstop": "".join(chr(ord("⒈") + n) for n in range(20)),
    "decimalEnclosedParen": "".join(chr(ord("⑴") + n) for n in range(20)),
}


def _roman(count: int) -> str:
    made = ""
    for size, sign in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    ):
        made += sign * (count // size)
        count %= size
    return made


def read_numbering(root: Any | None) -> Numbering:
    """The lists of numbering.xml."""
    if root is None:
        return Numbering({})
    abstract = {one.get(f"{W}abstractNumId", ""): one for one in root.iter(f"{W}abstractNum")}
    numbers = {one.get(f"{W}numId", ""): one for one in root.iter(f"{W}num")}
    return Numbering({name: _list(one, abstract) for name, one in numbers.items() if name != "0"})


def _list(number: Any, abstract: dict[str, Any]) -> List:
    counted = value(number, "abstractNumId") or ""
    levels = _levels(abstract.get(counted), abstract)
    starts = {}
    for override in number.iter(f"{W}lvlOverride"):
        level = integer(override.get(f"{W}ilvl")) or 0
        own = override.find(f"{W}lvl")
        if own is not None:
            levels[level] = _level(own)
        start = integer(value(override, "startOverride"))
        if start is not None:
            starts[level] = start
    return List(counted, levels, starts)


def _levels(element: Any | None, abstract: dict[str, Any], depth: int = 0) -> dict[int, Level]:
    """The levels of an abstract list; those of the list style it names where it has none itself."""
    if element is None:
        return {}
    levels = {integer(one.get(f"{W}ilvl")) or 0: _level(one) for one in element.findall(f"{W}lvl")}
    link = value(element, "numStyleLink")
    if not levels and link and depth < _DEEPEST_LINK:
        other = next((one for one in abstract.values() if value(one, "styleLink") == link), None)
        return _levels(other, abstract, depth + 1)
    return levels


def _level(element: Any) -> Level:
    start = integer(value(element, "start"))
    return Level(
        start=1 if start is None else start,
        format=value(element, "numFmt") or _alternate(element) or "decimal",
        text=value(element, "lvlText") or "",
        suffix=value(element, "suff") or "tab",
        style=value(element, "pStyle") or "",
        restart=integer(value(element, "lvlRestart")),
        arabic=element.find(f"{W}isLgl") is not None,
    )


def _alternate(element: Any) -> str | None:
    """A format that newer Words write inside mc:AlternateContent."""
    found = next(element.iter(f"{W}numFmt"), None)
    return None if found is None else found.get(f"{W}val")
