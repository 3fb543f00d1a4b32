"""The forms of lines that stand around the body of a report: organ, date, note, attachments, the paper's number."""

from __future__ import annotations

import re

from drafter.genre.headings import sign_of

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
_NOTE = re.compile(r"[（(](?:联系人|联系电话|联系方式|此件|公开方式|信息公开|抄送|附注).*[）)]")
_ATTACHMENT = re.compile(
    r"附\s*[件表]\s*\d{0,2}\s*(?:[:：].*|$)|附\s*件\s*\d{1,2}\s+\S.*|附[:：].*|\d{1,2}\s*[.．、].{2,40}(?:表|清单|目录|名单|台账)$"
)
_IMPRINT = re.compile(
    rf"(?:抄\s*送|抄\s*报|分\s*送|印\s*送|主题词)(?:机关)?\s*[:：].*|[\u4e00-\u9fff（）()\s]{{0,40}}(?:{DAY})\s*印发。?"
    r"|[（(]?共印\s*\d+\s*份[)）]?"
)
_SERIAL = re.compile(r".{1,16}[〔\[（(]20\d\d[〕\]）)]\s*\d+\s*号")
_CLOSING_WORDS = re.compile(r"(?:特此|此致|专此|以上报告|妥否).{0,10}[。！]?")


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
