"""Headings in running text: the number sign a paragraph begins with, the heading that runs into it.

Levels are GB/T 9704-2012, 7.3.3 (一、 （一） 1. （1）).  Signs come damaged: half-width, a bracket lost, another dot.
Much that begins like a sign is none (1.5万件, 一、二、三级, （一）项规定); a sign is believed when what follows can be
the words of a heading or of a paragraph.
"""

from __future__ import annotations

import re

from msgspec import Struct

from drafter.genre.signs import CLOSE, HAN, OPEN, narrow, number_value

_C, _D = f"[{HAN}]{{1,3}}", r"\d{1,2}"
_O, _X = f"[{OPEN}]", f"[{CLOSE}]"
_DATED = r"(?:19|20)\d\d年|\d{1,2}月(?:\d{1,2}日|份|底|初|[上中下]旬|[，,、])|12345(?=[热熱平政市投便])"
"""What may stand right behind ``1.`` and is yet no decimal: 1.2024年以来, 1.5月15日召开."""
_MARK = r"[、，,.．:：]"


class _Kind(Struct, frozen=True):
    """A kind of sign: its level, how it is written, what must not follow it."""

    level: int
    pattern: re.Pattern[str]
    refuse: re.Pattern[str]


def _kind(level: int, pattern: str, refuse: str = r"(?!)") -> _Kind:
    return _Kind(level, re.compile(pattern), re.compile(refuse))


_ROW = rf"[级級期类類审審线線季批档号號组組等产產楼樓层層]|{_MARK}"
"""After the next number: the words of a row such as 一、二级, not a heading's."""
_PLACE_IN_LAW = rf"项(?!目)|項(?!目)|款(?!项|項)|目(?!标|標|录|錄|前|的)|[至到—~～-]|[和及或与與、，]?\s*{_O}(?:{_C}|{_D}){_X}"
"""After （一）: a place in a law or another number, not a heading's words."""
_KINDS = (
    _kind(1, rf"第\s*(?P<n>{_C}|{_D})\s*(?:部分|章|篇)(?:\s*[、，,.．。:：]\s*|[ \t　\xa0]+|$)"),
    _kind(1, rf"(?P<n>{_C})\s*(?:{_MARK}|。(?=\S))\s*", rf"(?P<m>{_C})(?:{_ROW})"),
    _kind(1, rf"(?P<n>{_C})(?:\t|　)[ \t　\xa0]*(?=\S{{4}})"),
    _kind(2, rf"{_O}\s*(?P<n>{_C})\s*{_X}\s*[、，,.．。:：]?\s*", _PLACE_IN_LAW),
    _kind(2, rf"(?P<n>{_C})\s*{_X}\s*[、，,.．。:：]?\s*", _PLACE_IN_LAW),
    _kind(2, rf"{_O}\s*(?P<n>{_C})(?=[^{HAN}{CLOSE}{OPEN}\s、，。·年月日]{{2}}(?![^{OPEN}]*{_X}))\s*"),
    _kind(2, r"(?P<n>[㈠-㈩])\s*[、.．]?\s*"),
    _kind(4, r"(?P<n>\d{1,2}(?:[.．]\d{1,2}){2,3})[.．、]?\s*(?![\d%％万万亿])"),
    _kind(4, r"(?P<n>\d{1,2}[.．]\d{1,2})(?:[、]|[ \t　\xa0])\s*(?=[^\W\d_]{2})(?![万萬亿億元件个個])"),
    _kind(3, rf"(?P<n>{_D})\s*(?:、|[.．。:：，,](?!\d))\s*", rf"(?P<m>{_D})(?:{_ROW})|\d+(?:%|％)"),
    _kind(3, rf"(?P<n>{_D})\s*[.．，,]\s*(?={_DATED})"),
    _kind(3, rf"(?P<n>{_D})(?:\t|　)[ \t　\xa0]*(?=[^\W\d_]{{4}})"),
    _kind(3, r"(?P<n>[⒈-⒛])\s*"),
    _kind(4, rf"{_O}\s*(?P<n>{_D})\s*{_X}\s*[、，,.．。:：]?\s*", _PLACE_IN_LAW),
    _kind(4, rf"(?P<n>{_D})\s*{_X}\s*[、，,.．。:：]?\s*", _PLACE_IN_LAW),
    _kind(4, r"(?P<n>[①-⑳⑴-⒇])\s*[、.．]?\s*"),
)
_BLANK = " \t　\xa0\u2002\u2003\u3000"
_STOPS = "。！!？?"
_PAIRS = {
    "“": "”",
    "‘": "’",
    "《": "》",
    "（": "）",
    "(": ")",
    "「": "」",
    "『": "』",
    "<": ">",
    "〈": "〉",
    "【": "】",
}
_LONGEST_LEAD, _LONGEST_COLON, _LONGEST_HEADING, _LONGEST_CLOSED = 60, 30, 100, 40
_REPORTING = re.compile(
    r"我[局委厅廳县縣市区區镇鎮街州办辦院校处處单單]|了(?![解结結])|共(?=\d)|累计|累計|其中|截至|今年以来|今年以來"
    r"|(?<!\d)\d{1,3}(?!\d|年|月|日|[”》」]|\+)|\d(?:[万亿元件宗起人次名条项个]|%|％|余|多)"
)
"""Words by which a sentence reports; a heading has none of them."""
_COUNTS = re.compile(r"\d(?:[万亿元件宗起人次名条项个]|%|％|余)")
_LEADING_IN = re.compile(r"(?:指出|强调|強調|要求|提出|其中|如下|包括|分别为|分別為)$")


class Sign(Struct, frozen=True):
    """The number sign at the beginning of a line or paragraph.

    ``level``: 1 for 一、 and 第一部分, 2 for （一）, 3 for 1. and 1、, 4 for （1） and ①.  ``text``: the sign as typed,
    without the blanks around it.  ``length``: the characters of the line it takes, blanks included.
    """

    level: int
    text: str
    length: int
    value: int


class Lead(Struct, frozen=True):
    """A paragraph that begins with a sign.

    ``words``: the run-in heading with its stop, empty where only the number stands in front.
    ``length``: characters of sign and words together.
    """

    sign: Sign
    words: str
    length: int


def sign_of(text: str) -> Sign | None:
    """The number sign that a line begins with, None where it begins with none (or with what only looks like one)."""
    bare = text.lstrip(_BLANK)
    skipped = len(text) - len(bare)
    plain = narrow(bare[:80])
    for kind in _KINDS:
        found = kind.pattern.match(plain)
        if found and (value := _value(found["n"])) and not _refused(kind, value, plain[found.end() :]):
            return Sign(kind.level, bare[: found.end()].rstrip(_BLANK), skipped + found.end(), value)
    return None


def _value(written: str) -> int:
    for first in "㈠⑴⒈":
        if first <= written < chr(ord(first) + (10 if first == "㈠" else 20)):
            return ord(written) - ord(first) + 1
    return number_value(re.split("[.．]", written)[-1])


def _refused(kind: _Kind, value: int, rest: str) -> bool:
    """Whether what follows shows that this is no sign.  A row goes on with the very next number: 一、二级."""
    found = kind.refuse.match(rest)
    if not found or "m" not in kind.refuse.groupindex or not found["m"]:
        return found is not None
    return number_value(found["m"]) == value + 1


def lead_of(text: str) -> Lead | None:
    """The sign and the run-in heading of a paragraph: （一）落实制度。制定…… has the words 落实制度。

    A heading ends at the first stop outside quotes, must be short, must not report, and something must follow it.
    """
    sign = sign_of(text)
    if sign is None:
        return None
    words = _words(text[sign.length :])
    return Lead(sign, words, sign.length + len(words))


def _words(rest: str) -> str:
    """The run-in heading at the beginning of what follows a sign."""
    end = _first(rest[: _LONGEST_LEAD + 1], _STOPS + "：:；;")
    if end < 0 or rest[end] in "；;" or not rest[end + 1 :].strip():
        return ""
    if rest[end] in "：:" and not _introduces(rest[:end]):
        return ""
    return "" if _REPORTING.search(narrow(rest[:end])) else rest[: end + 1]


def _introduces(words: str) -> bool:
    """Whether the words before a colon are a heading: 主要做法：, not 局长指出： or 一是：."""
    return (
        len(words) <= _LONGEST_COLON
        and not re.search(r"[，,]|^[一二三四五六七八九十]是|\d$", words)
        and not _LEADING_IN.search(words)
    )


def is_heading(text: str) -> bool:
    """Whether a whole line is a heading standing alone, with or without a stop at its end."""
    sign = sign_of(text)
    words = text[sign.length :].rstrip(_BLANK + "\r\n") if sign else ""
    if sign is None or not words or len(words) > _LONGEST_HEADING:
        return False
    last = words[-1]
    if _first(words[:-1], _STOPS + "；;") >= 0 or _left_open(words) or last in "；;，,、":
        return False
    if last in _STOPS:
        return _first(words, "：:") < 0 and _may_end_with_stop(sign.level, words)
    reports = _REPORTING if sign.level > 2 else _COUNTS if re.search("[，,]", words) else None
    return reports is None or not reports.search(narrow(words))


def _may_end_with_stop(level: int, words: str) -> bool:
    """Whether a line with a stop is a heading, and not a paragraph of one sentence."""
    longest, clauses = (_LONGEST_CLOSED, 3) if level < 3 else (_LONGEST_CLOSED // 2, 1)
    return (
        len(words) <= longest
        and len(re.findall("[，,]", words)) < clauses
        and not _REPORTING.search(narrow(words))
    )


def _first(text: str, stops: str) -> int:
    """Where the first of ``stops`` stands outside quotes and brackets; -1 where there is none."""
    waiting: list[str] = []
    for place, char in enumerate(text):
        if waiting and char == waiting[-1]:
            waiting.pop()
        elif char in _PAIRS:
            waiting.append(_PAIRS[char])
        elif not waiting and char in stops:
            return place
    return -1


def _left_open(text: str) -> bool:
    """Whether a quote or bracket is not closed."""
    return any(
        text.count(opening) > text.count(closing) for opening, closing in _PAIRS.items() if opening != "<"
    )
