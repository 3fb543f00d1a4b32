"""Rests: what a part leaves of a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from drafter.formulas import Binary
from drafter.learn.derive.common import (
    CLAUSE,
    counts_among,
    figure_of,
    in_one_sentence,
    operand,
    words_before,
)
from drafter.learn.model import Derivation, Spot

_REST = re.compile(
    "^[一-鿿]{0,6}?(?:正在|尚在|仍在|未[办结完整改审答化处]|待办|待审|剩余|在办|办理中|结转)|^[^，,。；;]{0,8}(?:正在|在办|办理中|审理中|未办结|未审结|结转)"
)
_REST_BEFORE = re.compile(
    "(?:其余|剩余|余下|尚有|还有|仍有|未办结|未审结|未完成|未整改|在办|(?<![上去]年)结转)[一-鿿]{0,4}$"
)
_WHOLE = re.compile(
    "收|接|受理|立案|登记|[共总]|应|需|计划|任务|目标|[排检核抽审]查|发现|[办承交转督]办|办理|梳理|确[立定]|纳入|列入|现有|诉求|线索|投诉|举报|建议|提案|纠纷|案件|事项|问题|隐患"
)
_NO_WHOLE = re.compile(
    "^(?:其中)?(?:已)?(?:不|无|未|部分|维持|驳回|撤|终止|中止|其[他余]|转出|结转|移送|属实)"
)
"""What is left can be left of what came in, never of what a part already is: 不予公开2件，无法提供1件，结转1件."""
_DONE = re.compile("(?:办结|完成|整改|化解|审结|解决|答复|合格|通过|结案)[^，,]{0,6}$")
_UNDONE = re.compile("^[，,、；;](?:关闭|撤回|终止|驳回|退回|移送|不予受理|转办|注销|撤销|中止|不合格|未)")


def rests(text: str, spots: Sequence[Spot], numbers: Sequence[int]) -> Iterator[Derivation]:
    """Numbers that are what a part leaves of a whole, told by their words."""
    counts = [n for n in counts_among(spots, numbers) if not figure_of(spots[n]).chinese]
    for whole, part, rest in zip(counts, counts[1:], counts[2:], strict=False):
        trio = [spots[whole], spots[part], spots[rest]]
        if not in_one_sentence(text, trio[0], trio[2]) or len({figure_of(spot).unit for spot in trio}) > 1:
            continue
        values = [figure_of(spot).value for spot in trio]
        if values[0] - values[1] != values[2] or not values[2]:
            continue
        if _is_whole(text, spots[whole]) and _is_rest(text, spots, part, rest):
            expression = Binary("-", operand(whole), operand(part))
            yield Derivation(rest, (whole, part), expression, "差数，与原文的数吻合")


def _is_whole(text: str, spot: Spot) -> bool:
    """Whether the clause of a figure says what came in, was found or was to be done."""
    before = words_before(text, spot.start)
    return not _NO_WHOLE.match(before) and bool(_WHOLE.search(before + CLAUSE.split(text[spot.end :])[0]))


def _is_rest(text: str, spots: Sequence[Spot], part: int, rest: int) -> bool:
    """Whether the words say that a number is what the part leaves: 4宗正在督办; 完成157家，关闭2家."""
    before, after = text[spots[part].end : spots[rest].start], text[spots[rest].end : spots[rest].end + 14]
    if _REST.search(after) or _REST_BEFORE.search(before):
        return True
    done = _DONE.search(text[spots[part - 1].end if part else 0 : spots[part].start])
    return bool(done and _UNDONE.search(before) and len(before) <= 10)
