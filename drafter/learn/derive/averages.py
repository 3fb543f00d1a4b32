"""Averages: so much a head, a case, a year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product

from drafter.figures import Agreement, Figure, agrees
from drafter.formulas import Binary
from drafter.learn.derive.common import counts_among, counts_near, figure_of, operand, words_before
from drafter.learn.model import Derivation, Spot

_HEADS = {
    "人": ("人", "名", "位"),
    "件": ("件", "宗", "起"),
    "宗": ("宗", "件"),
    "案": ("件", "宗", "起"),
    "年": ("年",),
    "户": ("户",),
    "村": ("个",),
    "站": ("个",),
    "所": ("个", "家", "所"),
    "家": ("家", "户"),
    "场": ("场", "场次"),
    "次": ("次", "场次"),
    "天": ("天",),
    "日": ("天", "日"),
}
"""What is counted where so much falls to each: 件均, 站均."""
_EACH = re.compile(
    "(?P<head>(?!平)[一-鿿])均[一-鿿]{0,8}$|平均每(?P<each>[一-鿿])[一-鿿（）()]{0,12}?$|(?P<bare>平均)$"
)
_NEAR = 6


def averages(text: str, spots: Sequence[Spot], numbers: Sequence[int]) -> Iterator[Derivation]:
    """罚没36万元……件均1.15万元, 人均办案1.5件（执法人员6名）, 任务24个……384家，平均每个任务16家."""
    counts = counts_among(spots, numbers)
    for n in numbers:
        figure = figure_of(spots[n])
        said = _EACH.search(words_before(text, spots[n].start))
        if not said or not figure.is_exact or not _is_plain_scale(figure):
            continue
        if said["head"] and (said["head"] not in _HEADS or not figure.decimals):
            continue
        near = [c for c in counts_near(text, spots, n, counts, _NEAR) if c != n]
        if said["head"]:
            units = _HEADS[said["head"]]
        else:
            units = (said["each"] or "个", "个", *_HEADS.get(said["each"] or "", ()))
        if said["bare"]:
            near = near[-2:]
        yield from _first_average(text, spots, n, near, units)


def _first_average(
    text: str, spots: Sequence[Spot], n: int, near: Sequence[int], units: Sequence[str]
) -> Iterator[Derivation]:
    """The nearest whole, of the average's unit, and heads that give it."""
    figure = figure_of(spots[n])
    for whole, heads in product(reversed(near), reversed(near)):
        head = figure_of(spots[heads])
        if figure_of(spots[whole]).unit != figure.unit or head.unit not in units or head.value < 2:
            continue
        if agrees(figure, figure_of(spots[whole]).value / head.value) is Agreement.ROUNDED:
            expression = Binary("/", operand(whole), operand(heads))
            yield Derivation(n, (whole, heads), expression, "平均数，与原文的数吻合")
            return


def _is_plain_scale(figure: Figure) -> bool:
    """Whether a computed value prints in the figure's scale: money has the scale in its unit."""
    return not figure.scale or figure.unit == "元"
