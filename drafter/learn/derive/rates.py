"""Rates: a part of a whole, or what is left of it, printed as a percentage."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_DOWN, Decimal
from itertools import chain, pairwise

from drafter.figures import Figure, round_half_up
from drafter.formulas import Binary, Call
from drafter.learn.derive.common import CLAUSE, counts_among, counts_near, figure_of, operand, words_before
from drafter.learn.model import Derivation, Spot

_RATE = re.compile(
    "(?P<stem>[一-鿿]{0,8}?)(?P<kind>率|占比|比例|占[一-鿿]{0,12}的?|比重)(?:分?别?[达为是]到?|约|已|高达|均)*$"
)
_PLANNED = re.compile(
    "(?:完成|为|达到?)(?:[一-鿿]{0,4})?(?:年度|全年)?[一-鿿]{0,4}(?:计划|目标|任务)[一-鿿]{0,2}的$"
)
_JUDGED = re.compile("(?:满意|覆盖|知晓|认可|好评|合规|及时|规范|参与|参加|到位|准确|信任|支持)$")
"""Rates that are measured apart from what was done: they need their word beside the part."""
_ENDED = re.compile(
    "(?:办结|办理|完成|完结|结案|結案|审结|整改|化解|解决|处置|处理|答复|回复|成功|合格|通过|销号)$"
)
_ENDING = re.compile("[办辦结結]|实际|完成|整改|化解|解决|处[置理]|[答回]复|成功|合格|通过|销号")
_OF_ALL = re.compile("占[一-鿿]{0,12}?的?$")


def rates(text: str, spots: Sequence[Spot], numbers: Sequence[int]) -> Iterator[Derivation]:
    """Rates of a text that two of its counts give, told by their words."""
    counts = counts_among(spots, numbers)
    for n in numbers:
        rate = figure_of(spots[n])
        if not rate.is_exact or rate.chinese:
            continue
        if rate.unit != "%":
            continue
        near = counts_near(text, spots, n, counts, 8 if rate.decimals > 1 else 4)
        words = words_before(text, spots[n].start)
        yield from _first(_cut(text, spots, n, near, words))
        yield from _first(_planned(text, spots, n, near, words))
        kind = _RATE.search(words)
        if kind is not None:
            yield from _first(chain(_shares(text, spots, n, near, kind), _far(text, spots, n, counts, kind)))


def _first(found: Iterator[Derivation]) -> Iterator[Derivation]:
    one = next(found, None)
    if one is not None:
        yield one


def _shares(
    text: str, spots: Sequence[Spot], n: int, near: Sequence[int], kind: re.Match[str]
) -> Iterator[Derivation]:
    """办结79件……办结率97.53%: the nearest part and whole that give the rate, when the words allow them."""
    rate = figure_of(spots[n])
    for part in reversed(near):
        for whole in reversed(near):
            if whole == part or not _comparable(spots[part], spots[whole]):
                continue
            top, bottom = figure_of(spots[part]).value, figure_of(spots[whole]).value
            truncated = _fits(rate, top, bottom)
            if truncated is not None and _is_told(text, spots, (n, part, whole), near, kind):
                yield _share(n, part, whole, truncated)


def _planned(
    text: str, spots: Sequence[Spot], n: int, near: Sequence[int], words: str
) -> Iterator[Derivation]:
    """加装电梯58部，完成年度计划（50部）的116%: the plan stands in brackets before the rate."""
    whole, part = n - 1, n - 2
    in_brackets = text[: spots[whole].start].endswith(("（", "(")) if whole >= 0 else False
    if not _PLANNED.search(words) or not in_brackets or not {whole, part} <= set(near):
        return
    if _comparable(spots[part], spots[whole]):
        truncated = _fits(figure_of(spots[n]), figure_of(spots[part]).value, figure_of(spots[whole]).value)
        if truncated is not None:
            yield _share(n, part, whole, truncated)


def _share(n: int, part: int, whole: int, truncated: bool) -> Derivation:
    expression = Call("比率", (operand(part), operand(whole)))
    return Derivation(n, (part, whole), expression, "比率，与原文的数吻合", truncated)


def _far(
    text: str, spots: Sequence[Spot], n: int, counts: Sequence[int], kind: re.Match[str]
) -> Iterator[Derivation]:
    """审结158件。……直接纠错15件，纠错率9.49%: the part right before it, the whole some sentences back."""
    rate, stem = figure_of(spots[n]), kind["stem"][-2:]
    earlier = [c for c in counts if c < n]
    if rate.decimals < 2 or rate.value >= 100 or len(stem) < 2 or not earlier or earlier[-1] != n - 1:
        return
    *others, part = earlier
    if stem not in text[spots[part - 1].end if part else 0 : spots[part].start]:
        return
    for whole in reversed(others[-8:]):
        if _comparable(spots[part], spots[whole]):
            truncated = _fits(rate, figure_of(spots[part]).value, figure_of(spots[whole]).value)
            if truncated is False:
                yield _share(n, part, whole, truncated)


def _cut(text: str, spots: Sequence[Spot], n: int, near: Sequence[int], words: str) -> Iterator[Derivation]:
    """由63家压减至6家，压减率90.5%; 由3268项精简为2755项，精简15.7%."""
    if not re.search("(?:压减|精简|压缩|减少|下降|缩减|降低)(?:率|比例|幅度)?(?:了|达|达到|为|约)?$", words):
        return
    for whole, rest in pairwise(near):
        between = text[spots[whole].end : spots[rest].start]
        if not re.search("[至到为]$", between) or not _comparable(spots[rest], spots[whole]):
            continue
        top, bottom = figure_of(spots[whole]).value, figure_of(spots[rest]).value
        truncated = _fits(figure_of(spots[n]), top - bottom, top)
        if truncated is not None:
            cut = Binary("-", operand(whole), operand(rest))
            yield Derivation(
                n,
                (whole, rest),
                Call("比率", (cut, operand(whole))),
                "压减的比率，与原文的数吻合",
                truncated,
            )


def _comparable(part: Spot, whole: Spot) -> bool:
    one, other = figure_of(part), figure_of(whole)
    return one.unit == other.unit and one.value > 0 and other.value > 0


def _fits(rate: Figure, top: Decimal, bottom: Decimal) -> bool | None:
    """Whether the rate is truncated (True) or rounded (False); None where it is another."""
    exact, step = top / bottom * 100, Decimal(1).scaleb(-rate.decimals)
    if round_half_up(exact, rate.decimals) == rate.value:
        return False
    return True if exact.quantize(step, rounding=ROUND_DOWN) == rate.value else None


def _is_told(
    text: str, spots: Sequence[Spot], place: tuple[int, int, int], before: Sequence[int], kind: re.Match[str]
) -> bool:
    """Whether the words bear a rate out that the arithmetic allows.

    A number with decimals that fits two neighbouring counts can hardly be chance; 100% and whole percents must
    share their word with the part (办结…, 办结率) or say 占.
    """
    n, part, whole = place
    rate = figure_of(spots[n])
    if rate.value > 100 and not re.search("完成|达成|兑现|进度", kind["stem"]):
        return False
    adjacent = {part, whole} in (set(before[-2:]), set([c for c in before if c < n][-2:]))
    stem = kind["stem"][-2:] if kind["kind"] == "率" else ""
    left = spots[part - 1].end if part else 0
    if part > 1 and text[left : spots[part].start] in ("、", "和", "共"):
        left = spots[part - 2].end  # 交付22个、1.53万套
    behind_it = CLAUSE.split(text[spots[part].end : spots[part].end + 6])[0]
    around = text[left : spots[part].start] + behind_it
    shared = len(stem) == 2 and (stem in around or (stem[-1] in around and adjacent))
    share = bool(_OF_ALL.search(kind["kind"])) or kind["kind"] in ("占比", "比重")
    behind = part > n or whole > n
    if behind and re.match("[（(](?:年度|全年)?(?:目标|计划|任务|应)", text[spots[n].end :]):
        return True
    if kind["kind"] == "比例" and kind["stem"] and kind["stem"][-2:] not in around:
        return False
    if _JUDGED.search(stem) and not (stem in around or behind):
        return False
    if rate.decimals > 1 and part == n - 1:
        return True
    if rate.decimals > 1 and rate.value != 100:
        return adjacent or shared or share or behind
    if rate.decimals and rate.value != 100:
        ended = _ENDED.search(stem) and _ENDING.search(around)
        return shared or share or behind or bool(adjacent and (ended or len(stem) < 2))
    return (shared and (adjacent or behind)) or (share and part in (n - 1, n + 1))
