"""What stands around a report on a web page, told by the form of a line; where it may be believed says ``page.py``."""

from __future__ import annotations

import re

from drafter.readers.furniture_words import BUTTONS, CLOSINGS, COUNTING, DATING, LABELS, OPENINGS


def _spaced(words: tuple[str, ...]) -> str:
    """The words as alternatives, with blanks allowed between their characters."""
    return "|".join(r"[ 　\xa0]*".join(map(re.escape, word)) for word in words)


_S = r"[ \t　\xa0]*"
_DAY = r"\d{2,4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?"
_MOMENT = rf"{_DAY}(?:[ \t　\xa0T]*\d{{1,2}}[:：]\d{{2}}(?:[:：]\d{{2}})?)?"
_LABEL = rf"(?:{_spaced(LABELS)}){_S}[:：]{_S}"
_BODY = r"(?:(?:19|20)\d\d年|今年|近年|一年来|为|根据|按照|自\d|[一二三四五六七八九十]、|[（(]?[一二三四五六七八九十][）)])"
"""How the body of a report begins that follows its metadata without a break."""
_DATED = rf"(?:{_spaced(DATING)}){_S}[:：]{_S}(?:{_MOMENT})?"
_COUNTED = rf"(?:{_spaced(COUNTING)}){_S}[:：]{_S}[\[（(【]?{_S}\d*{_S}[\]）)】]?{_S}(?:人?次|人)?"
_SIZES = rf"[\[【(（]?{_S}(?:字体大小|文字大小|字号大小|字体|字号){_S}[:：]?{_S}(?:[\[【(（]?{_S}(?:特大|大|中|小)[\s/|\]】）)]*)+"
_SHORT_VALUE = rf"{_LABEL}(?:(?!{_LABEL})[^。；;]){{0,40}}?(?={_S}(?:$|{_LABEL}|\s{{2}}|[|｜【\[]))"
_TIGHT_VALUE = rf"{_LABEL}[^\s。，,；;]{{0,30}}?(?=\s|$|{_LABEL}|{_BODY}|[【\[|])"
_BUTTON = rf"[\[【(（〖]?{_S}(?:{_spaced(BUTTONS)})(?:{_S}[:：])?{_S}[\]】)）〗]?(?![\u4e00-\u9fff])"
_PAIRED = r"(?:打印|关闭)(?:本页|窗口)?(?=打印|关闭|返回)|[\[【][^\]】。，]{1,12}[\]】]"
_MARKS = r"[\s　\xa0|｜·/>＞»›《》\[\]【】（）()、，,。-]+|\d{1,6}(?=\s|$)"

_TOKEN = re.compile(f"{_MARKS}|{_MOMENT}|{_SIZES}|{_SHORT_VALUE}|{_DATED}|{_COUNTED}|{_BUTTON}|{_PAIRED}")
_GLUED = re.compile(rf"[\s　\xa0|｜]+|{_SIZES}|{_DATED}|{_COUNTED}|{_TIGHT_VALUE}|【[^】。]{{1,16}}】")
_FIRST_FIELD = re.compile(rf"(?:{_spaced((*DATING, *COUNTING, '来源', '信息来源', '文章来源'))}){_S}[:：]")
_OPENING = re.compile("|".join(OPENINGS), re.IGNORECASE)
_CLOSING = re.compile("|".join(CLOSINGS), re.IGNORECASE)
_CRUMBS = re.compile(r"[^。，；：]{1,20}(?:\s*(?:>>?|＞|»|›|→)\s*[^。，；]{0,40})+")
_RUN = re.compile(
    r"[\[【]?\s*(?:打印|关闭窗口|关闭本页|关闭$|返回顶部|分享到|上一[篇条]|下一[篇条]|(?:责任)?编辑[:：]|Produced By)",
    re.IGNORECASE,
)
_CONTENTS = re.compile(r".+?(?:[.．。·…]{3,}|\t|[ 　]{3,})[\s.·…]*\d{1,3}")
_DATE_ONLY = re.compile(r"[（(]?\s*\d{4}\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?\s*[）)]?")
_LONGEST_STRETCH = 400


def is_furniture(text: str) -> bool:
    """Whether a whole line has a form of page furniture: fields, buttons, breadcrumbs, a footer."""
    if _OPENING.match(text) or (len(text) < _LONGEST_STRETCH and _CLOSING.search(text)):
        return True
    if len(text) > _LONGEST_STRETCH or _DATE_ONLY.fullmatch(text):
        return False
    return bool(_CRUMBS.fullmatch(text)) or _consumed(text) == len(text)


def is_final(text: str) -> bool:
    """Whether furniture behind which nothing of a report comes any more: buttons, neighbours, footers."""
    return bool(_OPENING.match(text) or _RUN.match(text) or _CLOSING.search(text[:_LONGEST_STRETCH]))


def is_contents(text: str) -> bool:
    """Whether a line is of a table of contents: its title, or words, leaders and a page number."""
    return "".join(text.split()) == "目录" or (len(text) < 90 and bool(_CONTENTS.fullmatch(text)))


def _consumed(text: str) -> int:
    """How many characters fields and buttons take from the beginning of a line."""
    place = 0
    while (found := _TOKEN.match(text, place)) and found.end() > place:
        place = found.end()
    return place


def furniture_inside(text: str) -> tuple[int, int] | None:
    """A stretch of furniture near the beginning of a line that goes on with a report's text.

    The title may stand before it: 标题 发布时间：… 来源：… 正文.
    """
    first = _FIRST_FIELD.search(text, 0, 200)
    if first is None or re.search("[。；;]", text[: first.start()]):
        return None
    end = first.start()
    while (found := _GLUED.match(text, end)) and found.end() > end:
        end = found.end()
    return (first.start(), end) if first.start() + 6 < end < len(text) else None


def furniture_behind(text: str) -> int | None:
    """Where furniture begins that is glued to the end of a report's last line; None where there is none."""
    start = max(0, len(text) - _LONGEST_STRETCH)
    for found in re.compile(r"(?<=[。！”）日])\s*(?=[^\s（(])").finditer(text, start):
        rest = text[found.end() :]
        if _RUN.match(rest) or is_furniture(rest):
            return found.end()
    return None
