"""Rates and multiples of a figure that stands right before them: a plan, a norm, a number of something else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from drafter.figures import round_half_up
from drafter.formulas import Binary, Call
from drafter.learn.derive.common import comparable, figure_of, in_one_sentence, operand, share_rounding
from drafter.learn.model import Derivation, Spot

_PLANNED = re.compile(
    "(?:完成|为|达到?)(?:[一-鿿]{0,4})?(?:年度|全年)?[一-鿿]{0,4}(?:计划|目标|任务)[一-鿿]{0,2}的$"
)
_TARGET = re.compile(
    "占[一-鿿]{0,10}$|完成(?:年度|全年|年初)?[一-鿿]{0,6}(?:目标|任务|计划)(?:数|值|任务)?(?:的)?$"
)


def of_plan(
    text: str, spots: Sequence[Spot], n: int, near: Sequence[int], words: str
) -> Iterator[Derivation]:
    """加装电梯58部，完成年度计划（50部）的116%: the plan stands in brackets before the rate."""
    whole, part = n - 1, n - 2
    in_brackets = text[: spots[whole].start].endswith(("（", "(")) if whole >= 0 else False
    if not _PLANNED.search(words) or not in_brackets or not {whole, part} <= set(near):
        return
    if comparable(spots[part], spots[whole]):
        truncated = share_rounding(
            figure_of(spots[n]), figure_of(spots[part]).value, figure_of(spots[whole]).value
        )
        if truncated is not None:
            yield share(n, part, whole, truncated)


def of_target(text: str, spots: Sequence[Spot], n: int, near: Sequence[int]) -> Iterator[Derivation]:
    """新增就业1.86万人，完成年度目标1.8万人的103.3%."""
    part, whole = n - 2, n - 1
    if not {part, whole} <= set(near) or text[spots[whole].end : spots[n].start] != "的":
        return
    if _TARGET.search(text[spots[part].end : spots[whole].start]) and comparable(spots[part], spots[whole]):
        truncated = share_rounding(
            figure_of(spots[n]), figure_of(spots[part]).value, figure_of(spots[whole]).value
        )
        if truncated is not None:
            yield share(n, part, whole, truncated)


def times(text: str, spots: Sequence[Spot], n: int, counts: Sequence[int]) -> Iterator[Derivation]:
    """收案2186件，是同期诉讼收案（1458件）的1.5倍."""
    of, figure = n - 1, figure_of(spots[n])
    if of not in counts or not re.fullmatch("[）)]?的", text[spots[of].end : spots[n].start]):
        return
    if not re.search("(?:是|为|相当于|达到?)[一-鿿]{0,12}[（(]?$", text[: spots[of].start][-20:]):
        return
    for part in [c for c in counts if c < of][:-4:-1]:
        if comparable(spots[part], spots[of]) and in_one_sentence(text, spots[part], spots[n]):
            exact = figure_of(spots[part]).value / figure_of(spots[of]).value
            if round_half_up(exact, figure.decimals) == figure.value:
                yield Derivation(
                    n, (part, of), Binary("/", operand(part), operand(of)), "倍数，与原文的数吻合"
                )


def share(n: int, part: int, whole: int, truncated: bool) -> Derivation:
    """A rate that is the share of one figure in another."""
    expression = Call("比率", (operand(part), operand(whole)))
    return Derivation(n, (part, whole), expression, "比率，与原文的数吻合", truncated)
