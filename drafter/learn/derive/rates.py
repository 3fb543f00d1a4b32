"""Rates: a part of a whole, or what is left of it, printed as a percentage."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from itertools import chain

from msgspec import Struct

from drafter.learn.derive.common import (
    CLAUSE,
    comparable,
    counts_among,
    counts_near,
    figure_of,
    share_rounding,
    words_before,
    words_since,
)
from drafter.learn.derive.composite import cut_down, made_of_several, of_the_rest
from drafter.learn.derive.measured import of_plan, of_target, share, times
from drafter.learn.model import Derivation, Spot

_RATE = re.compile(
    "(?P<stem>[一-鿿]{0,8}?)(?P<kind>率|占比|比例|占[一-鿿]{0,12}的?|比重)(?:分?别?[达为是]到?|约|已|高达|均)*$"
)
_TASK = re.compile("(?:任务|目标|计划)")
_JUDGED = re.compile("(?:满意|覆盖|知晓|认可|好评|合规|及时|规范|参与|参加|到位|准确|信任|支持)$")
"""Rates that are measured apart from what was done: they need their word beside the part."""
_ENDED = re.compile(
    "(?:办结|办理|完成|完结|结案|結案|审结|整改|化解|解决|处置|处理|答复|回复|成功|合格|通过|销号)$"
)
_ENDING = re.compile("[办辦结結]|实际|完成|整改|化解|解决|处[置理]|[答回]复|成功|合格|通过|销号")
_OF_GOAL = re.compile("[（(](?:年度|全年)?(?:目标|计划|任务|应)")
_OF_ALL = re.compile("占[一-鿿]{0,12}?的?$")


def rates(
    text: str, spots: Sequence[Spot], numbers: Sequence[int], parts: Set[int] = frozenset()
) -> Iterator[Derivation]:
    """Rates of a text that two of its counts give, told by their words.

    ``parts``: what a total is made of; such a count is passed over where it does not stand right before the rate.
    """
    counts = counts_among(spots, numbers)
    for n in numbers:
        rate = figure_of(spots[n])
        if not rate.is_exact or rate.chinese:
            continue
        if rate.unit == "倍":
            yield from _first(times(text, spots, n, counts))
        if rate.unit != "%":
            continue
        told = counts_near(text, spots, n, counts, 12)
        words = words_before(text, spots[n].start)
        last = [c for c in told if c < n][-2:]
        near = [c for c in told if c not in parts or c in last or _shares_stem(text, spots, c, words)]
        near = near[-8 if rate.decimals > 1 else -4 :]
        yield from _first(cut_down(text, spots, n, near, words))
        yield from _first(of_plan(text, spots, n, near, words))
        yield from _first(of_target(text, spots, n, near))
        yield from _first(made_of_several(text, spots, n, told, words))
        yield from _first(of_the_rest(text, spots, n, near, words))
        kind = _RATE.search(words)
        if kind is not None:
            yield from _first(chain(_shares(text, spots, n, near, kind), _far(text, spots, n, counts, kind)))


def _first(found: Iterator[Derivation]) -> Iterator[Derivation]:
    one = next(found, None)
    if one is not None:
        yield one


def _shares_stem(text: str, spots: Sequence[Spot], part: int, words: str) -> bool:
    """Whether a part is named as a rate is: 优秀案卷112卷……优秀率."""
    stem = re.search("([一-鿿]{2})率", words)
    return stem is not None and stem[1] in words_since(text, spots, part)


def _shares(
    text: str, spots: Sequence[Spot], n: int, near: Sequence[int], kind: re.Match[str]
) -> Iterator[Derivation]:
    """办结79件……办结率97.53%: the nearest part and whole that give the rate, when the words allow them."""
    rate = figure_of(spots[n])
    for part in reversed(near):
        for whole in reversed(near):
            if whole == part or not comparable(spots[part], spots[whole]):
                continue
            top, bottom = figure_of(spots[part]).value, figure_of(spots[whole]).value
            truncated = share_rounding(rate, top, bottom)
            if truncated is not None and _is_told(text, spots, (n, part, whole), near, kind):
                yield share(n, part, whole, truncated)


def _far(
    text: str, spots: Sequence[Spot], n: int, counts: Sequence[int], kind: re.Match[str]
) -> Iterator[Derivation]:
    """审结158件。……直接纠错15件，纠错率9.49%: the part right before it, the whole some sentences back."""
    rate, stem = figure_of(spots[n]), kind["stem"][-2:]
    earlier = [c for c in counts if c < n]
    if rate.decimals < 2 or rate.value >= 100 or len(stem) < 2 or not earlier or earlier[-1] != n - 1:
        return
    *others, part = earlier
    if stem not in words_since(text, spots, part):
        return
    for whole in reversed(others[-8:]):
        if comparable(spots[part], spots[whole]):
            truncated = share_rounding(rate, figure_of(spots[part]).value, figure_of(spots[whole]).value)
            if truncated is False:
                yield share(n, part, whole, truncated)


def _is_complemented(spots: Sequence[Spot], part: int, whole: int, earlier: Sequence[int]) -> bool:
    """裁判20件，胜诉19件，败诉1件，胜诉率95%: what stands between is the other part."""
    if list(earlier[-3:-1]) != [whole, part] or not comparable(spots[earlier[-1]], spots[whole]):
        return False
    return figure_of(spots[part]).value + figure_of(spots[earlier[-1]]).value == figure_of(spots[whole]).value


class _Heard(Struct, frozen=True):
    """What the words say of a rate, its part and its whole.

    ``stem``: what 率 is of (办结); ``around``: the words of the part; ``shared``: the stem is among them.
    ``adjacent``: part and whole are the counts right before the rate; ``behind``: one stands in brackets behind it.
    ``is_share``: 占.
    """

    stem: str
    around: str
    shared: bool
    adjacent: bool
    behind: bool
    is_share: bool


def _heard(
    text: str, spots: Sequence[Spot], place: tuple[int, int, int], before: Sequence[int], kind: re.Match[str]
) -> _Heard:
    n, part, whole = place
    earlier = [c for c in before if c < n]
    adjacent = {part, whole} in (set(before[-2:]), set(earlier[-2:]))
    adjacent = adjacent or _is_complemented(spots, part, whole, earlier)
    left = spots[part - 1].end if part else 0
    if part > 1 and text[left : spots[part].start] in ("、", "和", "共"):
        left = spots[part - 2].end  # 交付22个、1.53万套
    behind_it = CLAUSE.split(text[spots[part].end : spots[part].end + 12])[0]
    around = text[left : spots[part].start] + behind_it
    stem, longer = (kind["stem"][-2:], kind["stem"][-4:-2]) if kind["kind"] == "率" else ("", "")
    shared = len(stem) == 2 and (stem in around or (stem[-1] in around and adjacent))
    shared = shared or (len(longer) == 2 and longer in around)  # 出庭应诉率: 出庭584次
    is_share = bool(_OF_ALL.search(kind["kind"])) or kind["kind"] in ("占比", "比重")
    return _Heard(stem, around, shared, adjacent, part > n or whole > n, is_share)


def _is_told(
    text: str, spots: Sequence[Spot], place: tuple[int, int, int], before: Sequence[int], kind: re.Match[str]
) -> bool:
    """Whether the words bear a rate out that the arithmetic allows.

    A number with decimals that fits two neighbouring counts can hardly be chance; 100% and whole percents must
    share their word with the part (办结…, 办结率) or say 占.
    """
    n, part, whole = place
    rate, heard = figure_of(spots[n]), _heard(text, spots, place, before, kind)
    if rate.value > 100 and not re.search("完成|达成|兑现|进度", kind["stem"]):
        return False
    if heard.behind and _OF_GOAL.match(text, spots[n].end):
        return True
    if kind["kind"] == "比例" and kind["stem"] and kind["stem"][-2:] not in heard.around:
        return False
    if _JUDGED.search(heard.stem) and not (heard.stem in heard.around or heard.behind):
        return False
    said = heard.shared or heard.is_share or heard.behind
    if rate.decimals > 1 and part == n - 1:
        return True
    if rate.decimals > 1 and rate.value != 100:
        return said or heard.adjacent
    if rate.decimals and rate.value != 100:
        tasked = _TASK.search(text, max(0, spots[whole].start - 12), spots[whole].end + 6)
        ended = _ENDED.search(heard.stem) and (_ENDING.search(heard.around) or tasked)
        return said or bool(heard.adjacent and (ended or len(heard.stem) < 2))
    near = heard.shared and (heard.adjacent or heard.behind)
    return near or (heard.is_share and part in (n - 1, n + 1))
