"""Keys of a learned pack's questions: short names that a clerk reads and a template can use, each once."""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafter.answers.model import RESERVED
from drafter.asking import PROFILE_KEY
from drafter.formulas import FUNCTIONS
from drafter.genre.naming import numbered

_NOT_IN_KEYS = re.compile("[^A-Za-z0-9㐀-䶿一-鿿〇]")
_RUN = re.compile("[A-Za-z一-鿿〇]{2,}")
_BLAND = re.compile(
    "(?:总?数量?|(?:[件宗次场期份条篇项起人名位家户个本册部批处辆台套只块种类天页]|宗次|车次|人次|场次|平方米)?数|人数|比例|金额|面积"
    "|人次|车次|宗次|批次|次|场次|增幅|降幅|增量|减量|日期|内容)"
)
"""Names that say nothing by themselves."""
_LEAD = re.compile(
    "^(?:今年以来|今年来|今年|全年|我局|我县|我市|我区|目前|截至目前|累计|共计|合计|总计|并|还|均|已|其中|及|和|与)+"
)
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
_LONGEST = 16


class Keys:
    """Hands out keys; none twice, none that means something else already."""

    def __init__(self, also: Iterable[str] = ()) -> None:
        """``also``: names that the report itself gives a meaning."""
        self._taken = {*_TAKEN, *RESERVED, *FUNCTIONS, *also}

    def take(self, name: str, around: str = "") -> str:
        """A key from a proposed name; ``around``: the words before it, for names that say nothing alone."""
        clean = _NOT_IN_KEYS.sub("", name)
        context = self._context(around)
        if context and (
            not clean or _BLAND.fullmatch(clean) or (clean in self._taken and context not in clean)
        ):
            clean = context + clean
        clean = (clean if len(clean) <= _LONGEST else clean[-_LONGEST:]).lstrip("的了和与及") or "内容"
        if clean[0].isdecimal():
            clean = "本年" + clean
        key = numbered(clean, self._taken)
        self._taken.add(key)
        return key

    def is_free(self, key: str) -> bool:
        """Whether nobody has this key yet."""
        return key not in self._taken

    def _context(self, around: str) -> str:
        """The last words before a figure that could say what it is about."""
        runs = [_LEAD.sub("", run) for run in _RUN.findall(around)]
        found = next((run for run in reversed(runs) if len(run) > 1), "")
        return found if len(found) <= _LONGEST // 2 else found[-_LONGEST // 2 :]
