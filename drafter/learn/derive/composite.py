"""Rates of several parts together, or of what is left when a part is taken away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import reduce
from itertools import pairwise, product

from drafter.formulas import Binary, Call, Expression
from drafter.learn.derive.common import comparable, figure_of, operand, share_rounding, words_since
from drafter.learn.model import Derivation, Spot

_MADE_OF = (
    ("综合纠错", re.compile("撤销|确认违法|责令|变更|确认无效|纠错|纠正|调解|和解|终止")),
    ("纠错", re.compile("撤销|确认违法|责令|变更|确认无效|纠错|纠正")),
    ("优良", re.compile("优秀|良好")),
    ("合格率（含优秀）", re.compile("优秀|(?<!不)合格")),
)
"""Rates of several parts together; how a reconsideration corrects an act: 行政复议法第六十三条至第六十七条."""
_LACKING = (("合格", "不合格"), ("达标", "[不未]达标"), ("空编", "实有|在编|在岗"), ("通过", "未通过"))
"""Rates of what is left when a part is taken away."""


def made_of_several(
    text: str, spots: Sequence[Spot], n: int, near: Sequence[int], words: str
) -> Iterator[Derivation]:
    """审结38件，其中维持26件、撤销4件……，纠错率10.5%: all that was corrected, of what was concluded."""
    lead = {c: words_since(text, spots, c) for c in near}
    words += words_since(text, spots, n)
    for parts in _parts_of(words, lead) if figure_of(spots[n]).decimals else ():
        for whole in reversed([c for c in near if c < min(parts, default=0)]):
            if not all(comparable(spots[part], spots[whole]) for part in parts):
                continue
            top = reduce(lambda left, right: Binary("+", left, right), map(operand, parts))
            value = sum((figure_of(spots[part]).value for part in parts), Decimal(0))
            yield from _rate_of(spots, n, (*parts, whole), top, value)


def _parts_of(words: str, lead: Mapping[int, str]) -> Iterator[list[int]]:
    """The parts that a rate's words name: those of 纠错率, of 废止失效率, all that was told before 合计占."""
    for stem, pattern in _MADE_OF:
        if stem in words and "率" in words:
            yield [c for c, said in lead.items() if pattern.search(said)]
    if both := re.search("([一-鿿]{2})([一-鿿]{2})率", words):
        first, second = ([c for c, said in lead.items() if name in said] for name in both.groups())
        if first and second and first[-1] < second[-1]:
            yield [first[-1], second[-1]]
    if re.search("合计占|占比合计", words):
        yield from (list(lead)[-count:] for count in range(2, len(lead)))


def of_the_rest(
    text: str, spots: Sequence[Spot], n: int, near: Sequence[int], words: str
) -> Iterator[Derivation]:
    """抽查107家，不合格7家，合格率93.5%; 编制3018名，实有2496人，空编率17.3%."""
    for (whole, part), (stem, lacking) in product(pairwise(near), _LACKING):
        said = re.search(f"{lacking}[一-鿿]{{0,6}}$", text[spots[whole].end : spots[part].start])
        if said and f"{stem}率" in words and comparable(spots[part], spots[whole]):
            left = Binary("-", operand(whole), operand(part))
            value = figure_of(spots[whole]).value - figure_of(spots[part]).value
            yield from _rate_of(spots, n, (part, whole), left, value)


def cut_down(
    text: str, spots: Sequence[Spot], n: int, near: Sequence[int], words: str
) -> Iterator[Derivation]:
    """由63家压减至6家，压减率90.5%; 由3268项精简为2755项，精简15.7%."""
    if not re.search("(?:压减|精简|压缩|减少|下降|缩减|降低)(?:率|比例|幅度)?(?:了|达|达到|为|约)?$", words):
        return
    for whole, rest in pairwise(near):
        between = text[spots[whole].end : spots[rest].start]
        if not re.search("[至到为]$", between) or not comparable(spots[rest], spots[whole]):
            continue
        top, bottom = figure_of(spots[whole]).value, figure_of(spots[rest]).value
        truncated = share_rounding(figure_of(spots[n]), top - bottom, top)
        if truncated is not None:
            cut = Binary("-", operand(whole), operand(rest))
            yield Derivation(
                n,
                (whole, rest),
                Call("比率", (cut, operand(whole))),
                "压减的比率，与原文的数吻合",
                truncated,
            )


def _rate_of(
    spots: Sequence[Spot], n: int, operands: tuple[int, ...], top: Expression, value: Decimal
) -> Iterator[Derivation]:
    """A rate of something computed and the last of the operands."""
    whole = operands[-1]
    truncated = share_rounding(figure_of(spots[n]), value, figure_of(spots[whole]).value)
    if truncated is not None:
        yield Derivation(n, operands, Call("比率", (top, operand(whole))), "比率，与原文的数吻合", truncated)
