"""The forms of a report's own lines at its beginning and end: title, addressee, organ, date, note, attachments."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.genre.headings import sign_of
from drafter.readers.furniture import is_furniture
from drafter.readers.model import Hint, Line

_DIGIT = "[〇零○O0一二三四五六七八九十]"
DAY = (
    rf"(?:(?:19|20)\d\d|{_DIGIT}{{4}})\s*年\s*(?:\d{{1,2}}|{_DIGIT}{{1,3}})\s*月(?:\s*(?:\d{{1,2}}|{_DIGIT}{{1,3}})\s*日)?"
    r"|20\d\d\s*[-./]\s*\d{1,2}\s*[-./]\s*\d{1,2}日?"
)
"""A date of signing, as written."""
ORGAN = (
    r"[\u4e00-\u9fff][\u4e00-\u9fff（）()、·\s]{2,34}"
    r"(?:局|委员会|委|政府|厅|办公室|办事处|办|中心|[支总大中]队|院|会|处|所|(?<!网)站|公司|部|署|社|组|乡|镇|街道|学校|党组|党委)"
)
_DATE = re.compile(rf"[（(]?\s*(?:{DAY})\s*[）)]?")
_ORGAN = re.compile(ORGAN)
_SIGNED = re.compile(rf"(?P<organ>(?:{ORGAN})|)\s*(?P<date>{DAY})\s*")
_ADDRESSED = re.compile(
    r"(?:委|府|局|办|厅|会|部|院|室|县|市|区|乡|镇|处|单位|部门|机构|中心|公司|领导|队|科|所|机关|组|办事处)(?:[（(].*[）)])?$"
)
_SAYS = re.compile(r"[。！]|如下|以下|包括|方面|情况|主要|总结|汇报|报告|表现|做到|\d")
_NOTE = re.compile(r"[（(](?:联系人|联系电话|联系方式|此件|公开方式|信息公开|抄送|附注).*[）)]")
_ATTACHMENT = re.compile(
    r"附\s*[件表]\s*\d{0,2}\s*(?:[:：].*|$)|\d{1,2}\s*[.．、].{2,40}(?:表|清单|目录|名单|台账)$"
)
_IMPRINT = re.compile(
    rf"(?:抄\s*送|抄\s*报|分\s*送|印\s*送|主题词)(?:机关)?\s*[:：].*|[\u4e00-\u9fff（）()\s]{{0,40}}(?:{DAY})\s*印发。?"
    r"|[（(]?共印\s*\d+\s*份[)）]?"
)
_SERIAL = re.compile(r".{1,16}[〔\[（(]20\d\d[〕\]）)]\s*\d+\s*号")
_KINDS = "报告|总结|汇报|情况|综述|小结|要点|通报|公告|公示|意见|方案|说明|白皮书|材料|自查|体会|计划|规划"
_TITLE_END = re.compile(rf"(?:{_KINDS})(?:[（(《].{{1,20}}[）)》])?$|(?:年度|工作|情况|总结)报告")
_CONTINUES = re.compile(r"[的和及与、暨（(]|情况|报告|工作总结|年度")
_UNFINISHED = re.compile(r"(?:关于|年|年度|和|及|与|、|的|暨|落实|推进|开展|贯彻|[”》])$")
_CLOSING_WORDS = re.compile(r"(?:特此|此致|专此|以上报告|妥否).{0,10}[。！]?")
_LONGEST_TITLE = 80


def is_date(text: str) -> bool:
    """Whether a line is a date and nothing else."""
    return bool(_DATE.fullmatch(text))


def is_organ(text: str) -> bool:
    """Whether a line may be the name of a signing organ."""
    return (
        bool(_ORGAN.fullmatch(text)) and not text.endswith(("主办", "承办", "协办")) and sign_of(text) is None
    )


def is_note(text: str) -> bool:
    """Whether a line is a 附注: （联系人：…）."""
    return bool(_NOTE.fullmatch(text))


def is_attachment(text: str) -> bool:
    """Whether a line names an attachment."""
    return bool(_ATTACHMENT.match(text))


def is_imprint(text: str) -> bool:
    """Whether a line is of what is printed below a paper: 抄送：…, 某办公室 2026年1月9日印发."""
    return bool(_IMPRINT.fullmatch(text))


def is_serial(text: str) -> bool:
    """Whether a line is the number of a paper: 东林〔2026〕3号."""
    return bool(_SERIAL.fullmatch(text))


def closes(text: str) -> bool:
    """Whether a line closes a report: 特此报告。"""
    return bool(_CLOSING_WORDS.fullmatch(text))


def signed(text: str) -> tuple[int, int] | None:
    """Organ and date in one line: where the date begins and ends; None where the line holds more or less."""
    found = _SIGNED.fullmatch(text)
    return (found.start("date"), found.end("date")) if found and found["organ"] else None


def signature_start(text: str) -> int | None:
    """Where a signature begins that is glued to the end of a paragraph: ……新成效。某局2025年1月13日."""
    for found in re.compile(r"(?<=[。！”])\s*").finditer(text, max(0, len(text) - 90)):
        rest = text[found.end() :]
        if rest and (
            _SIGNED.fullmatch(rest)
            or (len(rest) < 40 and rest.endswith(("局", "委员会", "政府")) and is_organ(rest))
        ):
            return found.end()
    return None


def is_addressee(text: str) -> bool:
    """Whether a line names who the report is for: 省住建厅： or 市委、市政府，市司法局："""
    if not (len(text) <= 120 and text[-1:] in "：:" and sign_of(text) is None) or _SAYS.search(text):
        return False
    names = re.split("[、，,；;]", text[:-1])
    return all(1 < len(name) <= 30 for name in names) and (
        len(names) == 1 or all(map(_ADDRESSED.search, names))
    )


def may_be_title(line: Line) -> bool:
    """Whether a line has the form of (part of) a title: short, no stop, no number, no furniture."""
    text = line.text
    return (
        1 < len(text) <= _LONGEST_TITLE
        and line.cell is None
        and not re.search(r"[。；！？]|[：:，,、]$", text)
        and sign_of(text) is None
        and not (is_date(text) or is_note(text) or is_furniture(text) or is_attachment(text) or signed(text))
        and not (is_serial(text) or is_imprint(text))
        and not text.endswith(("网", "网站", "门户", "平台"))
    )


def names_report(text: str) -> bool:
    """Whether a line ends as the titles of reports do."""
    return bool(_TITLE_END.search(text))


def find_title(head: Sequence[Line], name: str = "") -> range | None:
    """Which of the lines before the body are the title; the last that may be, with the line above it if it is cut.

    ``name``: as a page calls itself.
    """
    fit = [index for index, line in enumerate(head) if may_be_title(line)]
    named = [index for index in fit if names_report(head[index].text)]
    hinted = [index for index in fit if head[index].hint is Hint.TITLE]
    called = [index for index in fit if len(head[index].text) > 8 and bare(head[index].text) in bare(name)]
    plain = [index for index in fit if not is_organ(head[index].text) or len(fit) == 1]
    chosen = named or called or hinted or plain[:1]
    if not chosen:
        return None
    start = end = chosen[-1]
    while start > 0 and start - 1 in fit and _belong_together(head[start - 1], head[start], name):
        start -= 1
    return range(start, end + 1)


def _belong_together(above: Line, below: Line, name: str) -> bool:
    """Whether two lines are one title set on two lines."""
    if same_words(above.text, below.text) or len(above.text) + len(below.text) > _LONGEST_TITLE:
        return False
    if bare(above.text + below.text) in bare(name):
        return True
    if above.hint is not below.hint or above.links:
        return False
    if names_report(above.text):
        return above.hint is Hint.TITLE and bool(re.match("[的和及与、暨（(]", below.text))
    return bool(
        is_organ(above.text)
        or _UNFINISHED.search(above.text)
        or _CONTINUES.match(below.text)
        or above.hint in (Hint.TITLE, Hint.CENTRED)
    )


def bare(text: str) -> str:
    """A text without blanks."""
    return "".join(text.split())


def same_words(one: str, other: str) -> bool:
    """Whether two lines say the same, blanks and a site's name behind the title apart."""
    one, other = bare(one), bare(other)
    return one == other or (len(other) > 8 and (one.startswith(other + "_") or one.startswith(other + "-")))
