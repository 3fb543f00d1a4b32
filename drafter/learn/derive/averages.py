"""Averages: so much a head, a case, a year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from drafter.figures import Agreement, Figure, agrees
from drafter.formulas import Binary
from drafter.learn.derive.common import counts_among, counts_near, figure_of, operand, words_before
from drafter.learn.model import Derivation, Spot

_HEADS = {
    "人": ("人", "名", "位"),
    "件": ("件", "宗", "起"),
    "案": ("件", "宗", "起"),
    "年": ("年",),
    "户": ("户",),
    "村": ("个",),
}


def averages(text: str, spots: Sequence[Spot], numbers: Sequence[int]) -> Iterator[Derivation]:
    """罚没36万元……件均1.15万元, 人均办案1.5件（执法人员6名）."""
    counts = counts_among(spots, numbers)
    for n in numbers:
        figure = figure_of(spots[n])
        word = re.search("([人件年户案村])均[一-鿿]{0,8}$", words_before(text, spots[n].start))
        if not word or not figure.decimals or not figure.is_exact or not _is_plain_scale(figure):
            continue
        near = [c for c in counts_near(text, spots, n, counts, 6) if c != n]
        for whole in near:
            for heads in near:
                head = figure_of(spots[heads])
                if (
                    figure_of(spots[whole]).unit != figure.unit
                    or head.unit not in _HEADS[word[1]]
                    or not head.value
                ):
                    continue
                if agrees(figure, figure_of(spots[whole]).value / head.value) is Agreement.ROUNDED:
                    expression = Binary("/", operand(whole), operand(heads))
                    yield Derivation(n, (whole, heads), expression, "平均数，与原文的数吻合")


def _is_plain_scale(figure: Figure) -> bool:
    """Whether a computed value prints in the figure's scale: money has the scale in its unit."""
    return not figure.scale or figure.unit == "元"
