"""Years: the report year and the one after move, every other year stays.

Ranges of plans, document numbers and laws as amended keep their year even where it is the report year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.genre.numerals import Kind, owned
from drafter.genre.years import AMENDED, YEAR_DIGITS, year_number
from drafter.learn.derive.movement import PLAIN
from drafter.learn.model import Becomes, Label, Spot

_DASH = re.compile("[-—–―－~～至到]")
_AMENDED = re.compile(rf"年?{AMENDED}(?=[）)》〉，。；、的]|$)")
_AMOUNT = r"\d[\d.,]*[^，,。；;、\d]{1,6}"
_MOVES = re.compile(rf"年度?(?:同期)?(?:的?{_AMOUNT})?[，,]?(?:分别)?(?:{PLAIN}|压减|压缩|缩短|减[至到为])")
_WAS = re.compile(
    r"年度?(?:同期|底|末)?的?\d[\d.,]*[^，,。；;\d]{0,6}(?:增加|增长|上升|提[高升]|减少|下降|降低|[增升减降])[至到为]"
)
_COUNTED = re.compile(r"年度?(?:同期)?(?:为|是)?第?\d")
_BESIDE = re.compile("年度?(?:同期)?(?:相比|比较|对比|持平|基本持平|相当)")
_SAME_TIME = re.compile("年度?同期")
_WHY = {Label.REPORT_YEAR: "报告年度", Label.NEXT_YEAR: "下一年"}


def year_label(written: str, after: str, within: str, year: int) -> Label:
    """What a year is in a report on ``year``.

    ``written``: its digits; ``after``: the text behind them; ``within``: the stretch of text that a rule of
    ``genre.numerals`` takes for years (a range, a year alone).
    """
    shift = year_number(written) - year
    if shift not in (0, 1) or _DASH.search(within) or _AMENDED.match(after):
        return Label.OTHER_YEAR
    return Label.NEXT_YEAR if shift else Label.REPORT_YEAR


def years_in(text: str, year: int) -> Iterator[tuple[int, int, Label]]:
    """Every year of a text that no date has: start, end, and what it is."""
    for start, end, rule in owned(text):
        if rule.kind is not Kind.YEAR:
            continue
        for match in YEAR_DIGITS.finditer(text, start, end):
            fixed = rule.name == "文号年份"
            label = year_label(match.group(), text[match.end() :][:12], text[start:end], year)
            yield *match.span(), Label.OTHER_YEAR if fixed else label


def find(text: str, year: int) -> Iterator[Spot]:
    """The places of ``text`` that move with the year of the report.

    The year before moves only where something is compared with it: 较2023年增长5%.
    """
    for start, end, label in years_in(text, year):
        written = text[start:end]
        if label in _WHY:
            yield Spot(start, end, Becomes.YEAR, written, _WHY[label], shift=int(label is Label.NEXT_YEAR))
        elif year_number(written) == year - 1 and _is_compared(text, start, end):
            yield Spot(start, end, Becomes.YEAR, written, "与之比较的上一年", shift=-1)


_TIMES = re.compile("年(?:同期)?的?(?:\\d[\\d.,万亿]*[一-鿿]{1,2}的)?\\d[\\d.]*倍")


def compared(text: str) -> Iterator[Spot]:
    """The year of a text that is known to be the one compared with."""
    if (found := YEAR_DIGITS.search(text)) is not None:
        yield Spot(*found.span(), Becomes.YEAR, found.group(), "与之比较的上一年", shift=-1)


def _is_compared(text: str, start: int, end: int) -> bool:
    """Whether a year is the one compared with: 比2023年减少, 与2023年相比, 比2023年同期的50件, （2023年为5件）,
    由2023年的5件增至9件, 是2023年50件的1.9倍."""
    before = text[start - 1 : start]
    if before in ("较", "比"):
        return bool(_MOVES.match(text, end) or _SAME_TIME.match(text, end) or _BESIDE.match(text, end))
    if before in ("与", "和", "同", "跟"):
        return bool(_BESIDE.match(text, end))
    if before in ("由", "从"):
        return bool(_WAS.match(text, end))
    if before in ("是", "为", "到"):
        return bool(_TIMES.match(text, end))
    return before in ("（", "(") and bool(_COUNTED.match(text, end))
