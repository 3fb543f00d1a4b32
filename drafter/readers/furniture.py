"""What stands around a report on a web page, told by the form of a line; where it may be believed says ``page.py``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from drafter.genre.headings import sign_of
from drafter.readers.furniture_words import (
    BUTTONS,
    CATALOGUE,
    CLOSINGS,
    COUNTING,
    DATING,
    FIELDS,
    LABELS,
    OPENINGS,
)

_S = r"[ \t　\xa0]*+"
"""Blanks, taken for good: several of these in a row would be tried in all ways."""
_DAY = r"\d{2,4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?"
_MOMENT = rf"{_DAY}(?:[ \t　\xa0T]*\d{{1,2}}[:：]\d{{2}}(?:[:：]\d{{2}})?)?"
_BODY = r"(?:(?:19|20)\d\d\s?年|今年|近年|一年来|为|根据|按照|自\d|[一二三四五六七八九十]、|[（(]?[一二三四五六七八九十][）)])"
"""How the body of a report begins that follows its metadata without a break."""
_SIZES = rf"[\[【(（]?{_S}(?:字体大小|文字大小|字号大小|字体|字号){_S}[:：]?{_S}(?:[\[【(（]?{_S}(?:特大|大|中|小|T(?![A-Za-z])|A[+-])[\s/|\]】）)]*)+"
_BUTTON = rf"[\[【(（〖]?{_S}(?:{'|'.join(map(re.escape, BUTTONS))})(?:{_S}[:：])?[ \t　\xa0]*[\]】)）〗]?(?![\u4e00-\u9fff])"
_PAIRED = r"(?:打印|关闭)(?:本页|窗口)?(?=打印|关闭|返回)|[\[【][^\]】。，]{1,12}[\]】]"
_MARKS = r"[\s　\xa0|｜·/>＞»›《》\[\]【】（）()、，,。-]+|\d{1,6}(?=\s|$)"

_DATED = re.compile(f"(?:{_MOMENT})?")
_COUNTED = re.compile(rf"[\[（(【]?{_S}\d*{_S}[\]）)】]?{_S}(?:人?次|人)?")
_VALUE = re.compile(r"[^。；;]{0,40}?(?=[ \t　\xa0]*(?:$|\s{2}|[|｜【\[]))")
_TIGHT = re.compile(rf"[^\s。，,；;]{{0,30}}?(?=\s|$|{_BODY}|[【\[|])")
"""A value in running text: up to a blank or to the beginning of a body."""
_TOKEN = re.compile(f"{_SIZES}|{_BUTTON}|{_PAIRED}|{_MOMENT}|{_MARKS}")
_SIZED = re.compile(_SIZES)
_BETWEEN = re.compile(rf"[\s　\xa0|｜]+|{_SIZES}|【[^】。]{{1,16}}】")
_BARE = re.compile(
    r"(?:^|(?<=\s))(?P<open>[\[【〔]?)[ \t　\xa0]*(?P<word>"
    + "|".join(r"[ \t　\xa0]?".join(word) for word in sorted(FIELDS, key=len, reverse=True))
    + r")[ \t　\xa0]*(?P<close>[\]】〕]?)[ \t　\xa0]+(?![:：])"
)
"""A label without a colon: 索 引 号 QZ-0208, [ 发布日期 ] 2026-01-12."""
_BRACKETED = re.compile(rf"(?:^|(?<=\s))[\[【〔]{_S}(?P<word>{'|'.join(LABELS)}){_S}[\]】〕]{_S}(?![:：])")
_COLON = re.compile(r"[:：][ \t　\xa0]*")
_OPENING = re.compile("|".join(OPENINGS), re.IGNORECASE)
_CLOSING = re.compile("|".join(CLOSINGS), re.IGNORECASE)
_ARROW = re.compile("[>＞»›→]")
_PAGE_LABEL = re.compile(
    r"(?:索\s*引\s*号|发布(?:时间|日期)|(?:信息|文章)来源|(?:浏览|访问|阅读|点击)(?:次数|量))\s*[:：]"
)
_RUN = re.compile(
    r"[\[【]?\s*(?:打印|关闭窗口|关闭本页|关闭$|返回顶部|分享到|上一[篇条]|下一[篇条]|扫一扫|(?:责任)?编辑[:：]|Produced By)",
    re.IGNORECASE,
)
_CONTENTS = re.compile(r".+?(?:(?P<dots>[.．。·…]{3,})|\t|[ 　]{3,})[\s.·…]*\d{1,3}")
_DATE_ONLY = re.compile(r"[（(]?\s*\d{4}\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?\s*[）)]?")
_GLUE = re.compile(r"(?<=[。！”）日])\s*(?=[^\s（(])")
_LONGEST_STRETCH = 400
_LONGEST_LABEL = 8
_LONGEST_BYLINE = 90
_LONGEST_HOME, _LONGEST_CRUMB = 20, 40
_NAMES = ("信息名称", "名称", "标题", "文件名称")
_CRUMB = re.compile(
    rf"(?:{OPENINGS[0]})[^。，]{{0,120}}?(?:>|＞|»|›|→){_S}(?:正文|内容|详情|文章)(?:内容|页面?)?[ \t　]+(?=\S)"
)
"""Breadcrumbs that end with the word for what stands behind them in the same line."""
_ARROWS = "－>＞»›→-"
_CRUMB_TITLE = re.compile(
    rf"(?:{OPENINGS[0]})[^。，]{{0,120}}?{_S}(?:[{_ARROWS}]|>>){_S}[^\s。，{_ARROWS}]{{1,12}}[ \t　]+"
    r"(?=[^\s。，]{4,40}(?:报告|总结|情况|公告|通报)(?:[ \t　]|$))"
)
"""Breadcrumbs with the title behind them in the same line."""
_CLOCKED = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\s+\d{1,2}:\d\d(?::\d\d)?[\s|｜]*$")
"""When a page was made, without a label, right before its other metadata."""
_BYLINE = re.compile(rf"[^。，；：]{{2,40}}?(?P<gap>\s*)(?P<day>{_DAY})(?P<clock>\s*\d{{1,2}}[:：]\d\d)?")
_FIRST = frozenset((*DATING, *COUNTING, "来源", "信息来源", "文章来源"))
"""Labels with which a stretch of metadata inside a line may begin."""


_WORDS, _DATES, _COUNTS, _TABLES = map(frozenset, (LABELS, DATING, COUNTING, CATALOGUE))


class _Label(Struct, frozen=True, order=True):
    """A label of metadata in a line: where it begins, where its value does."""

    start: int
    end: int
    word: str


def is_furniture(text: str) -> bool:
    """Whether a whole line has a form of page furniture: fields, buttons, breadcrumbs, a footer."""
    if _OPENING.match(text) or (len(text) < _LONGEST_STRETCH and _is_footer(text)):
        return True
    if len(text) > _LONGEST_STRETCH or _DATE_ONLY.fullmatch(text):
        return False
    return _is_crumbs(text) or _consumed(text) == len(text)


def _is_crumbs(text: str) -> bool:
    """Whether a line is breadcrumbs: short names without stops and arrows between them, 首页 > 政务公开 > 年报."""
    first, *others = (name.strip() for name in _ARROW.split(text))
    return (
        len(others) > (not first)
        and len(first) <= _LONGEST_HOME
        and "：" not in first
        and all(len(name) <= _LONGEST_CRUMB for name in others)
        and not any(stop in text for stop in "。，；")
    )


def _is_footer(text: str) -> bool:
    """Whether a line has words that only a footer has; a report may end in the line before them."""
    found = _CLOSING.search(text[:_LONGEST_STRETCH])
    return found is not None and "。" not in text[: found.start()]


def is_byline(text: str) -> bool:
    """Whether a line says who put the report on the page and when, as no report does: 某局 2026-01-30 打印."""
    found = _BYLINE.match(text) if len(text) < _LONGEST_BYLINE else None
    if found is None:
        return False
    rest = text[found.end() :].strip()
    if found["clock"] or not found["gap"]:
        return bool(found["clock"])
    return _consumed(rest) == len(rest) if rest else "年" not in found["day"]


def is_metadata(text: str) -> bool:
    """Whether a cell of a table is a label of metadata, with or without its colon."""
    return "".join(text.split()).rstrip(":：") in _TABLES or is_furniture(text)


def is_of_page(text: str) -> bool:
    """Whether a line can be of nothing but a page, wherever it stands: 发布时间, 浏览次数, 打印, 版权所有."""
    if _RUN.match(text) or _is_footer(text):
        return True
    return bool(_PAGE_LABEL.match(text)) and is_furniture(text)


def is_final(text: str) -> bool:
    """Whether furniture behind which nothing of a report comes any more: buttons, neighbours, footers."""
    return bool(_OPENING.match(text) or _RUN.match(text)) or _is_footer(text)


def is_contents(text: str) -> bool:
    """Whether a line is of a table of contents: its title, or words, leaders and a page number."""
    if "".join(text.split()) == "目录":
        return True
    found = _CONTENTS.fullmatch(text) if len(text) < 90 else None
    sign = sign_of(text) if found else None
    return found is not None and (found["dots"] is not None or (sign is not None and sign.level < 3))


def _labels(text: str) -> list[_Label]:
    """The labels in a line, in order; a blank may stand between their characters (索 引 号)."""
    bare = [
        _Label(found.start("open"), found.end(), "".join(found["word"].split()))
        for found in _BARE.finditer(text)
        if bool(found["open"]) == bool(found["close"])
    ]
    bracketed = [_Label(found.start(), found.end(), found["word"]) for found in _BRACKETED.finditer(text)]
    return sorted({*_with_colons(text), *bare, *bracketed}, key=lambda label: (label.start, label.end))


def _with_colons(text: str) -> Iterator[_Label]:
    floor = 0
    for colon in _COLON.finditer(text):
        word, found = "", None
        for start in range(colon.start() - 1, floor - 1, -1):
            char = text[start]
            if not char.isspace():
                word = char + word
                found = _Label(start, colon.end(), word) if word in _WORDS else found
            if len(word) >= _LONGEST_LABEL or char.isdecimal():
                break
        if found:
            yield found
            floor = colon.end()


def _consumed(text: str) -> int:
    """How many characters fields and buttons take from the beginning of a line."""
    labels = _labels(text)
    place = 0
    while place < len(text):
        label = next((one for one in labels if one.start == place), None)
        limit = next((one.start for one in labels if one.start > place), len(text))
        found = _value(label, text, limit) if label else _TOKEN.match(text, place, limit)
        if found is None or (found.end() == place):
            break
        place = found.end()
    return place


def _value(label: _Label, text: str, limit: int) -> re.Match[str] | None:
    """The value of a field that ends at the next label at the latest."""
    shaped = _DATED if label.word in _DATES else _COUNTED if label.word in _COUNTS else None
    found = shaped.match(text, label.end, limit) if shaped else None
    return found if found and found[0] else _VALUE.match(text, label.end, limit)


def furniture_inside(text: str) -> tuple[int, int] | None:
    """A stretch of furniture near the beginning of a line that goes on with a report's text.

    The title may stand before it: 标题 发布时间：… 来源：… 正文.
    """
    if crumbs := _CRUMB.match(text) or _CRUMB_TITLE.match(text):
        return crumbs.span()
    labels = _labels(text[:_LONGEST_STRETCH])
    if _consumed(text[:_LONGEST_STRETCH]) == len(text):
        return None
    first = next((one.start for one in labels if one.word in _FIRST and one.start < 200), None)
    if first is None or re.search("[。；;]", text[:first]):
        return None
    clocked = _CLOCKED.search(text, max(0, first - 30), first)
    end, first = first, clocked.start() if clocked else first
    while (stop := _glued(text, end, labels)) > end:
        end = stop
    return (first, end) if first + 6 < end < len(text) + bool(first) else None


def name_inside(text: str) -> tuple[int, int] | None:
    """Where a line of metadata says what the page shows: 信息名称：某局2025年度报告; None where it does not."""
    labels = _labels(text[:_LONGEST_STRETCH])
    label = next((one for one in labels if one.word in _NAMES), None)
    if label is None or not is_furniture(text):
        return None
    limit = next((one.start for one in labels if one.start > label.start), len(text))
    found = _VALUE.match(text, label.end, limit)
    return found.span() if found else None


def _glued(text: str, place: int, labels: list[_Label]) -> int:
    """Where the field, or what stands between fields, ends that begins at a place in running text."""
    label = next((one for one in labels if one.start == place), None)
    if label is None or _SIZED.match(text, place):
        found = _BETWEEN.match(text, place)
        return found.end() if found else place
    limit = next((one.start for one in labels if one.start > place), len(text))
    shaped = _DATED if label.word in _DATES else _COUNTED if label.word in _COUNTS else _TIGHT
    found = shaped.match(text, label.end, limit)
    return found.end() if found else place


def furniture_behind(text: str) -> int | None:
    """Where furniture begins that is glued to the end of a report's last line; None where there is none."""
    for found in _GLUE.finditer(text, max(0, len(text) - _LONGEST_STRETCH)):
        rest = text[found.end() :]
        if _begins_furniture(rest):
            return found.end()
    return None


def _begins_furniture(rest: str) -> bool:
    """Whether what is glued to a line is furniture from its beginning on; a signature may stand before a footer."""
    if _RUN.match(rest) or _OPENING.match(rest) or _SIZED.match(rest) or _consumed(rest) == len(rest):
        return True
    return _is_footer(rest) and not re.search(_DAY, rest)
