"""Figures that follow from others of the same text: found by arithmetic, confirmed by language.

A formula that only happens to fit is worse than a question, so each kind asks for its words: a rate ends in 率 or
占, a total says 共 or 其中, a rest says 正在 or 其余, a growth says 同比.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_DOWN, Decimal
from itertools import chain, pairwise

from drafter.figures import PERCENT_UNITS, Agreement, Figure, agrees, round_half_up
from drafter.formulas import Binary, Call, Expression, Name
from drafter.learn.model import Becomes, Derivation, Spot

_SENTENCE = re.compile("[。！!？?\\n]")
_UNIT_END = re.compile("[。！!？?；;\\n]")
_BRACKETS = re.compile("（[^（）]*）|\\([^()]*\\)")
_CLAUSE = re.compile("[，,。；;：:、！？（(]")
_RATE = re.compile(
    "(?P<stem>[一-鿿]{0,8}?)(?P<kind>率|占比|比例|占[一-鿿]{0,12}的?|比重)(?:分?别?[达为是]到?|约|已|高达|均)*$"
)
_OF_ALL = re.compile("占[一-鿿]{0,12}?的?$")
_REST = re.compile(
    "^[一-鿿]{0,6}?(?:正在|尚在|仍在|未[办结完整改审答化处]|待办|待审|剩余|在办|办理中|结转)|^[^，,。；;]{0,8}(?:正在|在办|办理中|审理中|未办结|未审结|结转)"
)
_REST_BEFORE = re.compile(
    "(?:其余|剩余|余下|尚有|还有|仍有|未办结|未审结|未完成|未整改|在办|结转下年|结转下一年)[一-鿿]{0,4}$"
)
_DONE = re.compile("(?:办结|完成|整改|化解|审结|解决|答复|合格|通过|结案)[^，,]{0,6}$")
_UNDONE = re.compile("^[，,、；;](?:关闭|撤回|终止|驳回|退回|移送|不予受理|转办|注销|撤销|中止|不合格|未)")
_PARTS = re.compile("其中|包括|包含|分别[是为]|含|[：:]$|[（(]$")
_TOTAL_AFTER = re.compile("(?:共计?|合计|总计|累计|总共)[一-鿿]{0,12}$")
_TOTAL_BEFORE = re.compile("(?:共|合计|总计|累计|总)")
_GROWTH = re.compile(
    "(?:同比|[较比](?:去年|上年|上一年|上年度|去年度|前一年|20\\d\\d年)(?:同期|同比)?)[，,]?(?:分别)?(?P<word>(?:增长|上升|提升|提高|增加|下降|减少|降低|下滑)了?)$"
)
_MOVED = re.compile("^[，,、]?(?P<word>(?:增长|上升|提升|提高|增加|下降|减少|降低|下滑)了?)$")
_WORD = re.compile("(?P<word>(?:增长|上升|提升|提高|增加|下降|减少|降低|下滑)了?)$")
_LAST_YEARS = re.compile("^[，,]?[（(]?(?:上年|去年|上一年|去年度|上年度|20\\d\\d年)(?:同期|度)?(?:为|是)?$")
_DOWN = ("下降", "减少", "降低", "下滑")


class Growth:
    """The words of a growth before a figure: where they begin, and both words to print (up, down)."""

    def __init__(self, start: int, word: str) -> None:
        self.start, self.word = start, word

    @property
    def is_down(self) -> bool:
        return self.word.removesuffix("了") in _DOWN


def growth_before(text: str, spot: Spot) -> Growth | None:
    """The 增长 right before a figure that is compared with last year."""
    match = _GROWTH.search(text[: spot.start])
    return Growth(match.start("word"), match["word"]) if match else None


def growth_words(text: str, spot: Spot) -> Growth | None:
    """The word of movement right before a figure, compared with last year or going on from such a figure."""
    match = _WORD.search(text[: spot.start])
    return Growth(match.start("word"), match["word"]) if match else None


def derivations(text: str, spots: Sequence[Spot]) -> list[Derivation]:
    """What follows from what among the figures of one text; operands are numbers in ``spots``."""
    numbers = [n for n, spot in enumerate(spots) if spot.becomes is Becomes.FIGURE and spot.figure]
    found: dict[int, Derivation] = {}
    for rule in (_sums, _rates, _averages, _rests, _growths):
        for one in rule(text, spots, numbers):
            if one.spot not in found and not _is_circular(one, found):
                found[one.spot] = one
    return [found[number] for number in sorted(found)]


def _is_circular(one: Derivation, found: dict[int, Derivation]) -> bool:
    """Whether its operands are themselves made of it: of one identity one member is derived."""
    waiting, seen = list(one.operands), set[int]()
    while waiting:
        number = waiting.pop()
        if number == one.spot:
            return True
        if number in found and number not in seen:
            seen.add(number)
            waiting += found[number].operands
    return False


def _figure(spot: Spot) -> Figure:
    assert spot.figure is not None
    return spot.figure


def _same_sentence(text: str, left: Spot, right: Spot, ends: re.Pattern[str] = _SENTENCE) -> bool:
    return not ends.search(text, left.end, right.start)


def _counts(spots: Sequence[Spot], numbers: Sequence[int]) -> list[int]:
    """Exact numbers that are no rates, printed in Arabic digits."""
    return [n for n in numbers if _figure(spots[n]).is_exact and not _figure(spots[n]).is_percent]


def _operand(n: int) -> Expression:
    return Name(f"#{n}")


# -- rates


def _rates(text: str, spots: Sequence[Spot], numbers: Sequence[int]) -> Iterator[Derivation]:
    counts = _counts(spots, numbers)
    for n in numbers:
        rate = _figure(spots[n])
        if not rate.is_exact or rate.chinese:
            continue
        if rate.unit != "%":
            continue
        near = _near(text, spots, n, counts, 8 if rate.decimals > 1 else 4)
        words = _words_before(text, spots[n].start)
        yield from _first(_cut(text, spots, n, near, words))
        kind = _RATE.search(words)
        if kind is not None:
            yield from _first(chain(_shares(text, spots, n, near, kind), _far(text, spots, n, counts, kind)))


def _first(found: Iterator[Derivation]) -> Iterator[Derivation]:
    one = next(found, None)
    if one is not None:
        yield one


def _words_before(text: str, start: int) -> str:
    """The clause before a figure, what stands in its brackets left out: 占事项（2126项）的."""
    sentence = _SENTENCE.split(text[max(0, start - 60) : start])[-1]
    return _CLAUSE.split(_BRACKETS.sub("", sentence))[-1]


def _near(text: str, spots: Sequence[Spot], n: int, counts: Sequence[int], most: int) -> list[int]:
    """The counts of a rate's own sentence before it, and one in brackets right behind it."""
    before = [c for c in counts if c < n and _same_sentence(text, spots[c], spots[n])][-most:]
    after = [
        c for c in counts if c == n + 1 and re.match("[（(][^）)]*$", text[spots[n].end : spots[c].start])
    ]
    return before + after


def _shares(
    text: str, spots: Sequence[Spot], n: int, near: Sequence[int], kind: re.Match[str]
) -> Iterator[Derivation]:
    """办结79件……办结率97.53%: the nearest part and whole that give the rate, when the words allow them."""
    rate = _figure(spots[n])
    for part in reversed(near):
        for whole in reversed(near):
            if whole == part or not _comparable(spots[part], spots[whole]):
                continue
            top, bottom = _figure(spots[part]).value, _figure(spots[whole]).value
            truncated = _fits(rate, top, bottom)
            if truncated is not None and _is_told(text, spots, (n, part, whole), near, kind):
                yield _share(n, part, whole, truncated)


def _share(n: int, part: int, whole: int, truncated: bool) -> Derivation:
    expression = Call("比率", (_operand(part), _operand(whole)))
    return Derivation(n, (part, whole), expression, "比率，与原文的数吻合", truncated)


def _far(
    text: str, spots: Sequence[Spot], n: int, counts: Sequence[int], kind: re.Match[str]
) -> Iterator[Derivation]:
    """审结158件。……直接纠错15件，纠错率9.49%: the part right before it, the whole some sentences back."""
    rate, stem = _figure(spots[n]), kind["stem"][-2:]
    earlier = [c for c in counts if c < n]
    if rate.decimals < 2 or rate.value >= 100 or len(stem) < 2 or not earlier or earlier[-1] != n - 1:
        return
    *others, part = earlier
    if stem not in text[spots[part - 1].end if part else 0 : spots[part].start]:
        return
    for whole in reversed(others[-8:]):
        if _comparable(spots[part], spots[whole]):
            truncated = _fits(rate, _figure(spots[part]).value, _figure(spots[whole]).value)
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
        top, bottom = _figure(spots[whole]).value, _figure(spots[rest]).value
        truncated = _fits(_figure(spots[n]), top - bottom, top)
        if truncated is not None:
            cut = Binary("-", _operand(whole), _operand(rest))
            yield Derivation(
                n,
                (whole, rest),
                Call("比率", (cut, _operand(whole))),
                "压减的比率，与原文的数吻合",
                truncated,
            )


def _comparable(part: Spot, whole: Spot) -> bool:
    one, other = _figure(part), _figure(whole)
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
    rate = _figure(spots[n])
    if rate.value > 100 and not re.search("完成|达成|兑现|进度", kind["stem"]):
        return False
    adjacent = {part, whole} in (set(before[-2:]), set([c for c in before if c < n][-2:]))
    stem = kind["stem"][-2:] if kind["kind"] == "率" else ""
    left = spots[part - 1].end if part else 0
    around = text[left : spots[part].start] + text[spots[part].end : spots[part].end + 6]
    shared = len(stem) == 2 and (stem in around or (stem[-1] in around and adjacent))
    share = bool(_OF_ALL.search(kind["kind"])) or kind["kind"] in ("占比", "比重")
    if rate.decimals > 1 and part == n - 1:
        return True
    if rate.decimals and rate.value != 100:
        return adjacent or shared or share
    return (shared and adjacent) or (share and part in (n - 1, n + 1))


# -- averages


def _averages(text: str, spots: Sequence[Spot], numbers: Sequence[int]) -> Iterator[Derivation]:
    """罚没36万元……件均1.15万元, 人均办案1.5件（执法人员6名）."""
    counts = _counts(spots, numbers)
    for n in numbers:
        figure = _figure(spots[n])
        word = re.search("([人件年户案])均[一-鿿]{0,8}$", _words_before(text, spots[n].start))
        if not word or not figure.decimals or not figure.is_exact or not _is_plain_scale(figure):
            continue
        near = [c for c in _near(text, spots, n, counts, 6) if c != n]
        for whole in near:
            for heads in near:
                head = _figure(spots[heads])
                if (
                    _figure(spots[whole]).unit != figure.unit
                    or head.unit not in _HEADS[word[1]]
                    or not head.value
                ):
                    continue
                if agrees(figure, _figure(spots[whole]).value / head.value) is Agreement.ROUNDED:
                    expression = Binary("/", _operand(whole), _operand(heads))
                    yield Derivation(n, (whole, heads), expression, "平均数，与原文的数吻合")


def _is_plain_scale(figure: Figure) -> bool:
    """Whether a computed value prints in the figure's scale: money has the scale in its unit."""
    return not figure.scale or figure.unit == "元"


_HEADS = {
    "人": ("人", "名", "位"),
    "件": ("件", "宗", "起"),
    "案": ("件", "宗", "起"),
    "年": ("年",),
    "户": ("户",),
}


# -- totals


def _sums(text: str, spots: Sequence[Spot], numbers: Sequence[int]) -> Iterator[Derivation]:
    counts = [n for n in _counts(spots, numbers) if not _figure(spots[n]).chinese]
    for at, n in enumerate(counts):
        after = _parts_after(text, spots, n, counts[at + 1 :])
        before = _parts_before(text, spots, n, counts[:at])
        for parts in (after, before):
            if parts:
                expression = Call("合计", tuple(_operand(part) for part in parts))
                yield Derivation(n, tuple(parts), expression, "合计，与分项之和吻合")
                break


def _parts_after(text: str, spots: Sequence[Spot], n: int, later: Sequence[int]) -> list[int]:
    """共79项，其中：许可6项、处罚58项……: the parts behind a total."""
    alike = _alike(text, spots, n, later)
    if len(alike) < 2:
        return []
    first = text[spots[n].end : spots[alike[0]].start]
    said = _PARTS.search(first) or re.match("\\s*[，,]?\\s*[（(：:]", first)
    counted = _TOTAL_BEFORE.search(_clause_before(text, spots, n)) and re.match("[，,、]", first)
    if _adds_up(spots, n, alike) and (said or counted or len(alike) > 2):
        return alike
    for end in range(len(alike) - 1, 1, -1):
        row = alike[:end]
        if (said or (end > 2 and _is_row(text, spots, row))) and _adds_up(spots, n, row):
            return row
    return []


def _is_row(text: str, spots: Sequence[Spot], parts: Sequence[int]) -> bool:
    """Whether parts follow one another as 维持21件、驳回5件、撤销3件."""
    between = (text[spots[left].end : spots[right].start] for left, right in pairwise(parts))
    return all(re.fullmatch("[、及和][一-鿿]{0,10}", words) for words in between)


def _parts_before(text: str, spots: Sequence[Spot], n: int, earlier: Sequence[int]) -> list[int]:
    """建议5件、提案8件，共13件: the parts in front of a total."""
    if not _TOTAL_AFTER.search(_CLAUSE.split(text[spots[n - 1].end if n else 0 : spots[n].start])[-1]):
        return []
    alike = [
        m
        for m in earlier
        if _same_unit(spots[m], spots[n]) and _same_sentence(text, spots[m], spots[n], _UNIT_END)
    ]
    for start in range(len(alike) - 1):
        if _adds_up(spots, n, alike[start:]):
            return alike[start:]
    return []


def _alike(text: str, spots: Sequence[Spot], n: int, later: Sequence[int]) -> list[int]:
    """Figures of a total's unit behind it in its sentence, those in inner brackets left out."""
    found: list[int] = []
    for m in later:
        if not _same_sentence(text, spots[n], spots[m]):
            break
        if not _same_unit(spots[m], spots[n]):
            continue
        if not found or not _is_nested(text[spots[found[0]].end : spots[m].start]):
            found.append(m)
    return found


def _is_nested(between: str) -> bool:
    """Whether a bracket opened behind the first part is still open: its numbers are parts of a part."""
    return between.count("（") + between.count("(") > between.count("）") + between.count(")")


def _same_unit(one: Spot, other: Spot) -> bool:
    return _figure(one).unit == _figure(other).unit


def _adds_up(spots: Sequence[Spot], n: int, parts: Sequence[int]) -> bool:
    return (
        _figure(spots[n]).value > 0 and sum(_figure(spots[m]).value for m in parts) == _figure(spots[n]).value
    )


def _clause_before(text: str, spots: Sequence[Spot], n: int) -> str:
    return text[max(0, spots[n].start - 14) : spots[n].start]


# -- rests


def _rests(text: str, spots: Sequence[Spot], numbers: Sequence[int]) -> Iterator[Derivation]:
    counts = [n for n in _counts(spots, numbers) if not _figure(spots[n]).chinese]
    for whole, part, rest in zip(counts, counts[1:], counts[2:], strict=False):
        trio = [spots[whole], spots[part], spots[rest]]
        if not _same_sentence(text, trio[0], trio[2]) or len({_figure(spot).unit for spot in trio}) > 1:
            continue
        values = [_figure(spot).value for spot in trio]
        if values[0] - values[1] != values[2] or not values[2]:
            continue
        if _is_rest(text, spots, part, rest):
            expression = Binary("-", _operand(whole), _operand(part))
            yield Derivation(rest, (whole, part), expression, "差数，与原文的数吻合")


def _is_rest(text: str, spots: Sequence[Spot], part: int, rest: int) -> bool:
    """Whether the words say that a number is what the part leaves: 4宗正在督办; 完成157家，关闭2家."""
    before, after = text[spots[part].end : spots[rest].start], text[spots[rest].end : spots[rest].end + 14]
    if _REST.search(after) or _REST_BEFORE.search(before):
        return True
    done = _DONE.search(text[spots[part - 1].end if part else 0 : spots[part].start])
    return bool(done and _UNDONE.search(before) and len(before) <= 10)


# -- growth


def _growths(text: str, spots: Sequence[Spot], numbers: Sequence[int]) -> Iterator[Derivation]:
    """958件，同比增长61.74%: next year's comes from both years' answers."""
    base: int | None = None
    """The figure that a run of 同比减少384件、下降15.37%（上年同期2498件） speaks of."""
    for n in numbers:
        figure = _figure(spots[n])
        if n - 1 in numbers and (base is None or not _goes_on(text, spots, n)):
            base = n - 1
        if base is None or not figure.is_exact or figure.chinese or _figure(spots[base]).prefix:
            continue
        if figure.prefix or not figure.value:  # 下降达5%, 增长0%: no word of ours gives that back
            base = None
            continue
        function = _growth_function(text, spots, base, n)
        if function:
            expression = Call(function, (_operand(base),))
            yield Derivation(n, (base,), expression, "与上年相比，明年由两年的数算出", is_growth=True)
        else:
            base = None


def _goes_on(text: str, spots: Sequence[Spot], n: int) -> bool:
    return len(text[spots[n - 1].end : spots[n].start]) <= 16 and not _UNIT_END.search(
        text, spots[n - 1].end, spots[n].start
    )


def _growth_function(text: str, spots: Sequence[Spot], base: int, n: int) -> str:
    """How a figure compares with last year's of ``base``; "" where it does not, or nobody can tell."""
    of, figure = _figure(spots[base]), _figure(spots[n])
    between = text[spots[n - 1].end : spots[n].start]
    if len(between) > 16 or _UNIT_END.search(between):
        return ""
    if _LAST_YEARS.search(between) and figure.unit == of.unit:
        return "去年"
    compared = growth_before(text, spots[n]) or (base != n - 1 and _MOVED.search(between))
    if not compared:
        return ""
    if of.is_percent:
        return "百分点" if figure.unit in PERCENT_UNITS - {"%", "‰"} else ""
    if figure.unit == "%":
        return "增长"
    return "增减" if figure.unit == of.unit else ""
