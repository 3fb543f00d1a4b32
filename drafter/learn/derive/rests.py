"""Rests: what parts leave of a whole, told by their words or by what became of a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import pairwise

from drafter.formulas import Binary, Expression
from drafter.learn.derive.common import (
    CLAUSE,
    counts_among,
    figure_of,
    in_one_sentence,
    of_one_unit,
    operand,
    words_before,
    words_since,
)
from drafter.learn.model import Derivation, Spot

_REST = re.compile(
    "^[一-鿿]{0,6}?(?:正在|尚在|仍在|未[一-鿿]|待办|待审|剩余|在办|办理中|结转|延至|转入|继续)"
    "|^[^，,。；;]{0,8}(?:正在|在办|办理中|审理中|未办结|未审结|结转)"
)
_REST_BEFORE = re.compile(
    "(?:其余|剩余|余下|尚有|还有|仍有|另有?|[，,；;、]余|未[办审答]结|未完成|未整改|在办|(?<![上去]年)结转|正在|尚在|仍在)[一-鿿]{0,4}$"
)
_WHOLE = re.compile(
    "收|接|受理|立案|登记|[共总]|应|需|计划|任务|目标|[排检核抽审清]查|发现|[办承交转督]办|办理|梳理|确[立定]|纳入|列入|现有"
    "|诉求|线索|投诉|举报|建议|提案|纠纷|案件|事项|问题|隐患|申请|抽检|裁判|部署|清理|图斑|接收|审查|文件|草案"
)
_NO_WHOLE = re.compile(
    "^(?:其中)?(?:已)?(?:不|无|未|部分|维持|驳回|撤|终止|中止|其[他余]|转出|结转|移送(?!线索)|属实)"
)
"""What is left can be left of what came in, never of what a part already is: 不予公开2件，无法提供1件，结转1件."""
_DONE = re.compile("(?:办结|完成|整改|化解|审结|解决|答复|合格|通过|结案)[^，,]{0,6}$")
_UNDONE = re.compile(
    "^[，,、；;](?:关闭|撤回|终止|驳回|退回|移送|不予受理|转办|注销|撤销|中止|不合格|未|申请人撤回)"
)
_PAIRS = (
    ("胜诉", "败诉"),
    ("合格", "不合格"),
    ("达标", "[不未]达标"),
    ("属实", "不属实"),
    ("准予", "不准予"),
    ("采纳", "[不未](?:予)?采纳"),
    ("通过", "未通过"),
    ("废止|失效", "继续有效|保留"),
    ("受理", "不予受理"),
    ("同意", "不同意"),
    ("准予|通过", "纠正"),
    ("当场|现场", "限期"),
    ("解除|退出|注销|退库", "现有|在册|在库"),
    ("简易", "[一普][般通]程序"),
    ("会议述", "书面述"),
)
"""Outcomes that are all there are."""
_OUTCOME = re.compile(
    "[，,、；;](?:其中)?(?:已|拟)?(?:依法)?(?:拆除|没收|取缔|关停|清退|搬迁|改造|补办|整改|化解|维持|撤[销回]|变更|废止|修[订改]|保留|办结)"
    "[一-鿿]{0,6}"
)
_CARRIED = re.compile("上年|去年|结转|旧存|跨年|遗留")
_CARRIED_ON = re.compile("结转|未[办审]结|在办|继续办理")
_OTHER = re.compile("[，,、；;](?:其他|其它|其余)[一-鿿]{0,8}$")
_MOST_PARTS, _FAR = 6, 12


def rests(text: str, spots: Sequence[Spot], numbers: Sequence[int]) -> Iterator[Derivation]:
    """Numbers that are what parts leave of a whole."""
    counts = [n for n in counts_among(spots, numbers) if not figure_of(spots[n]).chinese]
    left: set[int] = set()
    """Rests already found: they are part of nothing that comes later."""
    for at, rest in enumerate(counts):
        if not figure_of(spots[rest]).value:
            continue
        before = [n for n in counts[max(0, at - 40) : at] if n not in left]
        alike = [n for n in before if of_one_unit(spots[n], spots[rest])]
        near = [n for n in alike if in_one_sentence(text, spots[n], spots[rest])]
        found = _left(text, spots, near, rest) or _of_two(text, spots, near, rest)
        found = found or _others(text, spots, alike, rest)
        if found:
            left.add(rest)
            whole, parts = found
            expression = reduce(_minus, map(operand, parts), reduce(_plus, map(operand, whole)))
            yield Derivation(rest, (*whole, *parts), expression, "差数，与原文的数吻合")


Found = tuple[list[int], list[int]]
"""The numbers that make the whole, and the parts taken away."""


def _plus(left: Expression, right: Expression) -> Expression:
    return Binary("+", left, right)


def _minus(left: Expression, right: Expression) -> Expression:
    return Binary("-", left, right)


def _fits(spots: Sequence[Spot], whole: Sequence[int], parts: Sequence[int], rest: int) -> bool:
    values = [figure_of(spots[n]).value for n in (*whole, *parts)]
    return sum(values[: len(whole)]) - sum(values[len(whole) :]) == figure_of(spots[rest]).value


def _left(text: str, spots: Sequence[Spot], near: Sequence[int], rest: int) -> Found | None:
    """收到40件，办结36件，4件正在办理; several parts only with 剩余 and the like."""
    for count in range(1, min(_MOST_PARTS, len(near) - 1) + 1):
        whole, parts = near[-count - 1], list(near[-count:])
        if not _fits(spots, [whole], parts, rest):
            continue
        if count == 1 and _is_pair(text, spots, whole, parts[0], rest):
            return [whole], parts
        if not _is_whole(text, spots[whole]):
            continue
        if _is_rest(text, spots, parts[-1], rest) or (
            count == 1 and _is_second_outcome(text, spots, whole, parts[0], rest)
        ):
            return [whole], parts
    return _left_of_done(text, spots, near, rest)


def _left_of_done(text: str, spots: Sequence[Spot], near: Sequence[int], rest: int) -> Found | None:
    """案件8件，审结7件，胜诉7件，另有1件正在审理: something more is said of what was done."""
    if not near or not _is_rest(text, spots, near[-1], rest):
        return None
    for whole, part in pairwise(near[-4:]):
        done = _DONE.search(text[spots[whole].end : spots[part].start])
        if done and _fits(spots, [whole], [part], rest) and _is_whole(text, spots[whole]):
            return [whole], [part]
    return None


def _is_whole(text: str, spot: Spot) -> bool:
    """Whether the clause of a figure says what came in, was found or was to be done."""
    before = words_before(text, spot.start)
    return not _NO_WHOLE.match(before) and bool(_WHOLE.search(before + CLAUSE.split(text[spot.end :])[0]))


def _is_rest(text: str, spots: Sequence[Spot], part: int, rest: int) -> bool:
    """Whether the words say that a number is what the part leaves: 4宗正在督办; 完成157家，关闭2家."""
    before, after = text[spots[part].end : spots[rest].start], text[spots[rest].end : spots[rest].end + 14]
    if _REST.search(after) or _REST_BEFORE.search(before):
        return True
    done = _DONE.search(words_since(text, spots, part))
    return bool((done or before.startswith("，申请人")) and _UNDONE.search(before) and len(before) <= 10)


def _is_pair(text: str, spots: Sequence[Spot], whole: int, part: int, rest: int) -> bool:
    """胜诉19件，败诉1件: an outcome and the only other one, or 新增 and what went away."""
    first = text[spots[whole].end : spots[part].start]
    told = words_before(text, spots[rest].start) + CLAUSE.split(text[spots[rest].end :])[0]
    if told.startswith("净增") and re.search("新增|增加", words_before(text, spots[whole].start)):
        return True
    return any(
        re.search(good, first) and re.search(bad, told) and not re.search(bad, first) for good, bad in _PAIRS
    )


def _is_second_outcome(text: str, spots: Sequence[Spot], whole: int, part: int, rest: int) -> bool:
    """已拆除198栋、没收18栋: two outcomes of one whole, and no third."""
    first, second = text[spots[whole].end : spots[part].start], text[spots[part].end : spots[rest].start]
    goes_on = re.match(f"{_OUTCOME.pattern}\\d", text[spots[rest].end : spots[rest].end + 12])
    large = figure_of(spots[whole]).value >= 20
    return large and not goes_on and all(_OUTCOME.fullmatch(words) for words in (first, second))


def _of_two(text: str, spots: Sequence[Spot], near: Sequence[int], rest: int) -> Found | None:
    """新收143件、上年结转6件，已答复147件，结转2件; 复查17件、复核4件，维持18件，变更3件."""
    if len(near) < 3:
        return None
    one, other, part = near[-3:]
    values = [figure_of(spots[n]).value for n in (one, other, part)]
    if not _fits(spots, [one, other], [part], rest) or min(values) <= 0 or sum(values[:2]) < 10:
        return None
    words = [
        text[spots[left].end : spots[right].start]
        for left, right in ((one, other), (other, part), (part, rest))
    ]
    carried = _CARRIED.search(words_before(text, spots[one].start) + words[0])
    carried_on = _CARRIED_ON.search(words[2] + text[spots[rest].end : spots[rest].end + 8])
    outcomes = words[0].startswith("、") and all(_OUTCOME.fullmatch(said) for said in words[1:])
    return ([one, other], [part]) if (carried and carried_on) or outcomes else None


def _others(text: str, spots: Sequence[Spot], alike: Sequence[int], rest: int) -> Found | None:
    """立案486件……。食品类203件，药械类41件，其他242件: a whole said before, all its kinds, and the others."""
    if not alike or not _OTHER.search(text[spots[alike[-1]].end : spots[rest].start]):
        return None
    series = [n for n in alike if in_one_sentence(text, spots[n], spots[rest])]
    for count in range(len(series), 1, -1):
        parts = series[-count:]
        before = alike[: alike.index(parts[0])]
        for whole in reversed(before[-_FAR:]):
            if _fits(spots, [whole], parts, rest):
                return [whole], parts
    return None
