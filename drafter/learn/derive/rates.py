"""Rates: a part of a whole, or what is left of it, printed as a percentage."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from decimal import ROUND_DOWN, Decimal
from functools import reduce
from itertools import chain, pairwise, product

from drafter.figures import Figure, round_half_up
from drafter.formulas import Binary, Call, Expression
from drafter.learn.derive.common import (
    CLAUSE,
    counts_among,
    counts_near,
    figure_of,
    in_one_sentence,
    of_one_unit,
    operand,
    words_before,
)
from drafter.learn.model import Derivation, Spot

_RATE = re.compile(
    "(?P<stem>[一-鿿]{0,8}?)(?P<kind>率|占比|比例|占[一-鿿]{0,12}的?|比重)(?:分?别?[达为是]到?|约|已|高达|均)*$"
)
_PLANNED = re.compile(
    "(?:完成|为|达到?)(?:[一-鿿]{0,4})?(?:年度|全年)?[一-鿿]{0,4}(?:计划|目标|任务)[一-鿿]{0,2}的$"
)
_TARGET = re.compile(
    "占[一-鿿]{0,10}$|完成(?:年度|全年|年初)?[一-鿿]{0,6}(?:目标|任务|计划)(?:数|值|任务)?(?:的)?$"
)
_MADE_OF = (
    ("综合纠错", re.compile("撤销|确认违法|责令|变更|确认无效|纠错|纠正|调解|和解|终止")),
    ("纠错", re.compile("撤销|确认违法|责令|变更|确认无效|纠错|纠正")),
    ("优良", re.compile("优秀|良好")),
    ("合格率（含优秀）", re.compile("优秀|(?<!不)合格")),
)
"""Rates of several parts together; how a reconsideration corrects an act: 行政复议法第六十三条至第六十七条."""
_LACKING = (("合格", "不合格"), ("达标", "[不未]达标"), ("空编", "实有|在编|在岗"), ("通过", "未通过"))
"""Rates of what is left when a part is taken away."""
_TASK = re.compile("(?:任务|目标|计划)")
_JUDGED = re.compile("(?:满意|覆盖|知晓|认可|好评|合规|及时|规范|参与|参加|到位|准确|信任|支持)$")
"""Rates that are measured apart from what was done: they need their word beside the part."""
_ENDED = re.compile(
    "(?:办结|办理|完成|完结|结案|結案|审结|整改|化解|解决|处置|处理|答复|回复|成功|合格|通过|销号)$"
)
_ENDING = re.compile("[办辦结結]|实际|完成|整改|化解|解决|处[置理]|[答回]复|成功|合格|通过|销号")
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
            yield from _first(_times(text, spots, n, counts))
        if rate.unit != "%":
            continue
        told = counts_near(text, spots, n, counts, 12)
        near = [c for c in told if c not in parts or c in [c for c in told if c < n][-2:]]
        near = near[-8 if rate.decimals > 1 else -4 :]
        words = words_before(text, spots[n].start)
        yield from _first(_cut(text, spots, n, near, words))
        yield from _first(_planned(text, spots, n, near, words))
        yield from _first(_of_target(text, spots, n, near))
        yield from _first(_made_of_several(text, spots, n, told, words))
        yield from _first(_of_the_rest(text, spots, n, near, words))
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


def _of_target(text: str, spots: Sequence[Spot], n: int, near: Sequence[int]) -> Iterator[Derivation]:
    """新增就业1.86万人，完成年度目标1.8万人的103.3%."""
    part, whole = n - 2, n - 1
    if not {part, whole} <= set(near) or text[spots[whole].end : spots[n].start] != "的":
        return
    if _TARGET.search(text[spots[part].end : spots[whole].start]) and _comparable(spots[part], spots[whole]):
        truncated = _fits(figure_of(spots[n]), figure_of(spots[part]).value, figure_of(spots[whole]).value)
        if truncated is not None:
            yield _share(n, part, whole, truncated)


def _times(text: str, spots: Sequence[Spot], n: int, counts: Sequence[int]) -> Iterator[Derivation]:
    """收案2186件，是同期诉讼收案（1458件）的1.5倍."""
    of, figure = n - 1, figure_of(spots[n])
    if of not in counts or not re.fullmatch("[）)]?的", text[spots[of].end : spots[n].start]):
        return
    if not re.search("(?:是|为|相当于|达到?)[一-鿿]{0,12}[（(]?$", text[: spots[of].start][-20:]):
        return
    for part in [c for c in counts if c < of][:-4:-1]:
        if _comparable(spots[part], spots[of]) and in_one_sentence(text, spots[part], spots[n]):
            exact = figure_of(spots[part]).value / figure_of(spots[of]).value
            if round_half_up(exact, figure.decimals) == figure.value:
                yield Derivation(
                    n, (part, of), Binary("/", operand(part), operand(of)), "倍数，与原文的数吻合"
                )


def _made_of_several(
    text: str, spots: Sequence[Spot], n: int, near: Sequence[int], words: str
) -> Iterator[Derivation]:
    """审结38件，其中维持26件、撤销4件……，纠错率10.5%: all that was corrected, of what was concluded."""
    lead = {c: text[spots[c - 1].end if c else 0 : spots[c].start] for c in near}
    words += text[spots[n - 1].end if n else 0 : spots[n].start]
    for parts in _parts_of(words, lead) if figure_of(spots[n]).decimals else ():
        for whole in reversed([c for c in near if c < min(parts, default=0)]):
            if not all(_comparable(spots[part], spots[whole]) for part in parts):
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


def _rate_of(
    spots: Sequence[Spot], n: int, operands: tuple[int, ...], top: Expression, value: Decimal
) -> Iterator[Derivation]:
    """A rate of something computed and the last of the operands."""
    whole = operands[-1]
    truncated = _fits(figure_of(spots[n]), value, figure_of(spots[whole]).value)
    if truncated is not None:
        yield Derivation(n, operands, Call("比率", (top, operand(whole))), "比率，与原文的数吻合", truncated)


def _of_the_rest(
    text: str, spots: Sequence[Spot], n: int, near: Sequence[int], words: str
) -> Iterator[Derivation]:
    """抽查107家，不合格7家，合格率93.5%; 编制3018名，实有2496人，空编率17.3%."""
    for (whole, part), (stem, lacking) in product(pairwise(near), _LACKING):
        said = re.search(f"{lacking}[一-鿿]{{0,6}}$", text[spots[whole].end : spots[part].start])
        if said and f"{stem}率" in words and _comparable(spots[part], spots[whole]):
            left = Binary("-", operand(whole), operand(part))
            value = figure_of(spots[whole]).value - figure_of(spots[part]).value
            yield from _rate_of(spots, n, (part, whole), left, value)


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
    return of_one_unit(part, whole) and one.value > 0 and other.value > 0


def _fits(rate: Figure, top: Decimal, bottom: Decimal) -> bool | None:
    """Whether the rate is truncated (True) or rounded (False); None where it is another."""
    exact, step = top / bottom * 100, Decimal(1).scaleb(-rate.decimals)
    if round_half_up(exact, rate.decimals) == rate.value:
        return False
    return True if exact.quantize(step, rounding=ROUND_DOWN) == rate.value else None


def _is_complemented(spots: Sequence[Spot], part: int, whole: int, earlier: Sequence[int]) -> bool:
    """裁判20件，胜诉19件，败诉1件，胜诉率95%: what stands between is the other part."""
    if list(earlier[-3:-1]) != [whole, part] or not _comparable(spots[earlier[-1]], spots[whole]):
        return False
    return figure_of(spots[part]).value + figure_of(spots[earlier[-1]]).value == figure_of(spots[whole]).value


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
    earlier = [c for c in before if c < n]
    adjacent = {part, whole} in (set(before[-2:]), set(earlier[-2:])) or _is_complemented(
        spots, part, whole, earlier
    )
    stem = kind["stem"][-2:] if kind["kind"] == "率" else ""
    left = spots[part - 1].end if part else 0
    if part > 1 and text[left : spots[part].start] in ("、", "和", "共"):
        left = spots[part - 2].end  # 交付22个、1.53万套
    behind_it = CLAUSE.split(text[spots[part].end : spots[part].end + 12])[0]
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
        tasked = _TASK.search(text[spots[whole].start - 12 : spots[whole].end + 6])
        ended = _ENDED.search(stem) and (_ENDING.search(around) or tasked)
        return shared or share or behind or bool(adjacent and (ended or len(stem) < 2))
    return (shared and (adjacent or behind)) or (share and part in (n - 1, n + 1))
