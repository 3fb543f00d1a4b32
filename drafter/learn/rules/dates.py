"""Dates of events: a year with a month, 7月下旬, 截至10月底; the whole date is one question."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.genre.numerals import Kind, owned
from drafter.learn.model import Becomes, Spot

_BETWEEN = re.compile(r"\s?(?:至|到|—+|-+|–|~|～|、|和|及)\s?")
_TAIL = re.compile(
    r"年?(?:[上中下]旬|[底初末中](?!心|国|央|小|学|医|级|介|队|层|型|标|选|共|华|外|介)|上半月|下半月)?(?:\d{1,2}时)?"
)
_HAN = re.compile("[一-鿿]{2,}")


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
        yield Spot(start, end, Becomes.DATE, text[start:end], "某事的日期", name=_name(text, end))


def _name(text: str, end: int) -> str:
    """A name from what happened then: 组织县城管执法人员参加培训 gives 参加培训日期."""
    words = "".join(
        _HAN.findall(re.split("[，,。；;：:、（(“《]", text[end : end + 24].lstrip("，,前后起间来以"))[0])
    )
    return (words[:8] or "事项") + "日期"
