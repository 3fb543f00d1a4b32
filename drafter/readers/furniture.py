"""What stands around a report on a web page, told by the form of a line; where it may be believed says ``page.py``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from drafter.genre.headings import sign_of
from drafter.readers.furniture_words import BUTTONS, CATALOGUE, CLOSINGS, COUNTING, DATING, LABELS, OPENINGS

_S = r"[ \t　\xa0]*"
_DAY = r"\d{2,4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?"
_MOMENT = rf"{_DAY}(?:[ \t　\xa0T]*\d{{1,2}}[:：]\d{{2}}(?:[:：]\d{{2}})?)?"
_BODY = r"(?:(?:19|20)\d\d年|今年|近年|一年来|为|根据|按照|自\d|[一二三四五六七八九十]、|[（(]?[一二三四五六七八九十][）)])"
"""How the body of a report begins that follows its metadata without a break."""
_SIZES = rf"[\[【(（]?{_S}(?:字体大小|文字大小|字号大小|字体|字号){_S}[:：]?{_S}(?:[\[【(（]?{_S}(?:特大|大|中|小)[\s/|\]】）)]*)+"
_BUTTON = rf"[\[【(（〖]?{_S}(?:{'|'.join(map(re.escape, BUTTONS))})(?:{_S}[:：])?{_S}[\]】)）〗]?(?![\u4e00-\u9fff])"
_PAIRED = r"(?:打印|关闭)(?:本页|窗口)?(?=打印|关闭|返回)|[\[【][^\]】。，]{1,12}[\]】]"
_MARKS = r"[\s　\xa0|｜·/>＞»›《》\[\]【】（）()、，,。-]+|\d{1,6}(?=\s|$)"

_DATED = re.compile(f"(?:{_MOMENT})?")
_COUNTED = re.compile(rf"[\[（(【]?{_S}\d*{_S}[\]）)】]?{_S}(?:人?次|人)?")
_VALUE = re.compile(r"[^。；;]{0,40}?(?=[ \t　\xa0]*(?:$|\s{2}|[|｜【\[]))")
_TIGHT = re.compile(rf"[^\s。，,；;]{{0,30}}?(?=\s|$|{_BODY}|[【\[|])")
"""A value in running text: up to a blank or to the beginning of a body."""
_TOKEN = re.compile(f"{_MARKS}|{_MOMENT}|{_SIZES}|{_BUTTON}|{_PAIRED}")
_BETWEEN = re.compile(rf"[\s　\xa0|｜]+|{_SIZES}|【[^】。]{{1,16}}】")
_COLON = re.compile(r"[:：][ \t　\xa0]*")
_OPENING = re.compile("|".join(OPENINGS), re.IGNORECASE)
_CLOSING = re.compile("|".join(CLOSINGS), re.IGNORECASE)
_CRUMBS = re.compile(r"[^。，；：]{1,20}(?:\s*(?:>>?|＞|»|›|→)\s*[^。，；]{0,40})+")
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
_FIRST = frozenset((*DATING, *COUNTING, "来源", "信息来源", "文章来源"))
"""Labels with which a stretch of metadata inside a line may begin."""


_WORDS, _DATES, _COUNTS, _TABLES = map(frozenset, (LABELS, DATING, COUNTING, CATALOGUE))


class _Label(Struct, frozen=True):
    """A label of metadata in a line: where it begins, where its value does."""

    start: int
    end: int
    word: str


def is_furniture(text: str) -> bool:
    """Whether a whole line has a form of page furniture: fields, buttons, breadcrumbs, a footer."""
    if _OPENING.match(text) or (len(text) < _LONGEST_STRETCH and _CLOSING.search(text)):
        return True
    if len(text) > _LONGEST_STRETCH or _DATE_ONLY.fullmatch(text):
        return False
    return bool(_CRUMBS.fullmatch(text)) or _consumed(text) == len(text)


def is_metadata(text: str) -> bool:
    """Whether a cell of a table is a label of metadata, with or without its colon."""
    return "".join(text.split()).rstrip(":：") in _TABLES or is_furniture(text)


def is_of_page(text: str) -> bool:
    """Whether a line can be of nothing but a page, wherever it stands: 发布时间, 浏览次数, 打印, 版权所有."""
    if _RUN.match(text) or _CLOSING.search(text[:_LONGEST_STRETCH]):
        return True
    return bool(_PAGE_LABEL.match(text)) and is_furniture(text)


def is_final(text: str) -> bool:
    """Whether furniture behind which nothing of a report comes any more: buttons, neighbours, footers."""
    return bool(_OPENING.match(text) or _RUN.match(text) or _CLOSING.search(text[:_LONGEST_STRETCH]))


def is_contents(text: str) -> bool:
    """Whether a line is of a table of contents: its title, or words, leaders and a page number."""
    if "".join(text.split()) == "目录":
        return True
    found = _CONTENTS.fullmatch(text) if len(text) < 90 else None
    sign = sign_of(text) if found else None
    return found is not None and (found["dots"] is not None or (sign is not None and sign.level < 3))


def _labels(text: str) -> Iterator[_Label]:
    """The labels in a line; a blank may stand between their characters (索 引 号)."""
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
    labels = list(_labels(text))
    place = 0
    while place < len(text):
        label = next((one for one in labels if one.start == place), None)
        limit = next((one.start for one in labels if one.start > place), len(text))
        found = _value(label, text, limit) if label else _TOKEN.match(text, place)
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
    labels = list(_labels(text[:_LONGEST_STRETCH]))
    first = next((one.start for one in labels if one.word in _FIRST and one.start < 200), None)
    if first is None or re.search("[。；;]", text[:first]):
        return None
    end = first
    while (stop := _glued(text, end, labels)) > end:
        end = stop
    return (first, end) if first + 6 < end < len(text) else None


def _glued(text: str, place: int, labels: list[_Label]) -> int:
    """Where the field, or what stands between fields, ends that begins at a place in running text."""
    label = next((one for one in labels if one.start == place), None)
    if label is None:
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
        if _RUN.match(rest) or is_furniture(rest):
            return found.end()
    return None
