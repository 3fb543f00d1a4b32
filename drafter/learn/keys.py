"""Keys of a learned pack's questions: short names that a clerk reads and a template can use, each once."""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafter.answers.model import RESERVED
from drafter.asking import PROFILE_KEY
from drafter.formulas import FUNCTIONS
from drafter.genre.naming import Proposal, numbered
from drafter.genre.phrases import heading_topic
from drafter.genre.segment import ending

_NOT_IN_KEYS = re.compile("[^A-Za-z0-9㐀-䶿一-鿿〇]")
_BLAND = re.compile(
    "(?:总?数量?|(?:[件宗次场期份条篇项起人名位家户个本册部批处辆台套只块种类天页]|宗次|车次|人次|场次|平方米)?数|人数|比例|金额|面积"
    "|人次|车次|宗次|批次|次|场次|增幅|降幅|增量|减量|日期|内容|得分|扣分|满分|排名)"
)
"""Names that say nothing by themselves."""
_TAKEN = {
    PROFILE_KEY,
    "true",
    "false",
    "none",
    "True",
    "False",
    "None",
    "super",
    "caller",
    "varargs",
    "kwargs",
    "年度",
    "下一年",
    "上一年",
    "前年",
    "项",
    "单位",
    "loop",
    "self",
    "not",
    "and",
    "or",
    "in",
    "is",
    "if",
    "else",
    "for",
}
_LACKING = re.compile(
    "(?:主要)?(?:存在)?的?(?:主要)?(?:问题|不足|困难|短板)(?:[和与及]|$|之处|方面)|下一?[步年]|今后|明年"
)
"""Headings of what is lacking or to come: what stands under them may speak of anything."""
_LONGEST = 16
_BY = re.compile("^底?前(?=新增|新建|完成|建成|实现|开展|全面|出台|制定|组织|达到)")
"""What is left of a date before a figure: 6月底前新增4个."""


class Keys:
    """Hands out keys; none twice, none that means something else already."""

    def __init__(self, also: Iterable[str] = (), standard: Iterable[str] = ()) -> None:
        """``also``: names that the report itself gives a meaning; ``standard``: keys of the standard catalogue, which
        only its own figures have."""
        self._taken = {*_TAKEN, *RESERVED, *FUNCTIONS, *also}
        self._standard = frozenset(standard)
        self._counts: dict[str, int] = {}

    def take(self, proposal: Proposal | str, heading: str = "") -> str:
        """A key from a proposed name; ``heading``: what it stands under, for names that say nothing alone."""
        told = proposal if isinstance(proposal, Proposal) else Proposal(proposal)
        names = [clean for name in (told.name, *told.fuller) if (clean := _clean(name))]
        about = heading_topic(heading) if heading else ""
        about = "" if _LACKING.match(about) else about
        headed = [
            about + name
            for name in names[:1]
            if about and about not in name and len(about + name) <= _LONGEST
        ]
        says = [name for name in names if not _BLAND.fullmatch(name)] + headed + names or ["内容"]
        usual = says[0]
        if usual in self._standard and usual not in self._taken:
            usual = f"全年{usual}"
            says = [*headed, usual]
        free = next((name for name in says if self._is_own(name)), "")
        key = free or numbered(usual, self._taken, self._counts)
        self._taken.add(key)
        return key

    def _is_own(self, name: str) -> bool:
        return name not in self._taken and name not in self._standard

    def reserve(self, key: str) -> bool:
        """Take a key as it is; False where somebody has it."""
        free = key not in self._taken
        self._taken.add(key)
        return free

    def is_free(self, key: str) -> bool:
        """Whether nobody has this key yet."""
        return key not in self._taken


def _clean(name: str) -> str:
    """A name as a key can have it: no marks, no digit in front, not too long, no word cut."""
    clean = _BY.sub("", _NOT_IN_KEYS.sub("", name))
    clean = ending(clean, _LONGEST).lstrip("的了和与及")
    return f"本年{clean}" if clean[:1].isdecimal() else clean
