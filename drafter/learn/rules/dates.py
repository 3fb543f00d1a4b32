"""Dates of events: a year with a month, 7月下旬, 截至10月底; the whole date is one question."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.genre.numerals import Kind, owned
from drafter.genre.phrases import bare, last_clause, plain, stem_of
from drafter.genre.segment import ending
from drafter.learn.model import Becomes, Spot

_BETWEEN = re.compile(r"\s?(?:至|到|—+|-+|–|~|～|、|和|及)\s?")
_TAIL = re.compile(
    r"年?(?:[上中下]旬|[底初末中](?!心|国|央|小|学|医|级|介|队|层|型|标|选|共|华|外|介)|上半月|下半月)?(?:\d{1,2}时)?"
)
_CLAUSE = re.compile(r"[^，,。；;：:！!？?（）()\d]+")
_BOUND = re.compile("^(?:年度?|[，,、]|起|前|后|底|间|以来|之前|之间|在|于)*")
_EVENT = re.compile(
    "[^，,。；;：:！!？?《》]{1,30}?(?:培训|活动|[大例推调座务办评听论闭启宣][一-鿿]{0,3}会(?!议题)|会议|演练|考试|测试|验收|评估|竞赛|比武|论坛|仪式|专项行动|宣传月|宣传周|检查|督察|审议)"
)
_TITLE = re.compile("《([^《》]{2,40})》[^《》]{0,16}$")
_ENACTED = re.compile("^(?:[起]?(?:正式)?(?:施行|实施|印发|公布|修订|出台|发布))")
_LONGEST = 9


def find(text: str) -> Iterator[Spot]:
    """Each date of a text, with the words that belong to it; dates in a row are one."""
    stretches = [(start, end) for start, end, rule in owned(text) if rule.kind is Kind.DATE]
    whole: list[list[int]] = []
    for start, end in stretches:
        tail = _TAIL.match(text, end)
        end = tail.end() if tail else end
        if whole and (start <= whole[-1][1] or _BETWEEN.fullmatch(text, whole[-1][1], start)):
            whole[-1][1] = max(end, whole[-1][1])
        else:
            whole.append([start, end])
    for start, end in whole:
        yield Spot(start, end, Becomes.DATE, text[start:end], "某事的日期", name=_name(text, start, end))


def _name(text: str, start: int, end: int) -> str:
    """A name from what happened then: 组织执法人员参加执法能力提升培训 gives 执法能力提升培训日期."""
    before, after = text[max(0, start - 60) : start], text[end : end + 90]
    until = "截至日期" if before.endswith(("截至", "截止", "截止到", "截至到")) else "日期"
    return (_event(before, re.split("[。；;\n]", after)[0]) or "事项") + until


def _event(before: str, after: str) -> str:
    if after.startswith("的"):
        return stem_of(re.split(r"\d", last_clause(before))[0].rstrip("由从"))
    words = after[_bound(after) :]
    enacted, title = _ENACTED.match(words), _TITLE.search(before)
    if enacted and title:
        return ending(bare(title[1]), _LONGEST).lstrip("的") + enacted.group()[-2:]
    found = _EVENT.match(plain(words)) or _EVENT.search(plain(words))
    if found:
        return _short(found.group())
    first = _CLAUSE.search(plain(words))
    return _short(first.group()) if first else ""


def _bound(after: str) -> int:
    match = _BOUND.match(after)
    return match.end() if match else 0


def _short(words: str) -> str:
    """The end of what a clause says, from where a word begins."""
    stem = stem_of(words)
    short = ending(stem, _LONGEST).lstrip("的了和与及并")
    return short if len(short) > 1 else stem
