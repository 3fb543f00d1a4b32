"""Growth: how a figure compares with last year's; next year it comes from the answers of both years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from drafter.figures import PERCENT_UNITS, Figure
from drafter.formulas import Call
from drafter.learn.derive.common import UNIT_END, figure_of, in_scale, operand
from drafter.learn.model import Derivation, Spot

_GROWTH = re.compile(
    "(?:同比|[较比](?:去年|上年|上一年|上年度|去年度|前一年|20\\d\\d年)(?:同期|同比)?)[，,]?(?:分别)?(?P<word>(?:增长|上升|提升|提高|增加|下降|减少|降低|下滑)了?)$"
)
_MOVED = re.compile("^[，,、]?(?P<word>(?:增长|上升|提升|提高|增加|下降|减少|降低|下滑)了?)$")
MOVEMENT = re.compile("(?:增长|上升|提升|提高|增加|下降|减少|降低|下滑)了?")
_RUN = re.compile(f"[、和与及，,]?{MOVEMENT.pattern}")
_WORD = re.compile(f"(?P<word>{MOVEMENT.pattern})$")
_LAST_YEARS = re.compile("^[，,]?[（(]?(?:上年|去年|上一年|去年度|上年度|20\\d\\d年)(?:同期|度)?(?:为|是)?$")
DOWNWARD = ("下降", "减少", "降低", "下滑")


class Growth:
    """The words of a growth before a figure: where they begin, and both words to print (up, down)."""

    def __init__(self, start: int, word: str) -> None:
        self.start, self.word = start, word

    @property
    def is_down(self) -> bool:
        return self.word.removesuffix("了") in DOWNWARD


def growth_before(text: str, spot: Spot) -> Growth | None:
    """The 增长 right before a figure that is compared with last year."""
    match = _GROWTH.search(text[: spot.start])
    return Growth(match.start("word"), match["word"]) if match else None


def growth_words(text: str, spot: Spot) -> Growth | None:
    """The word of movement right before a figure, compared with last year or going on from such a figure."""
    match = _WORD.search(text[: spot.start])
    return Growth(match.start("word"), match["word"]) if match else None


def growths(text: str, spots: Sequence[Spot], numbers: Sequence[int]) -> Iterator[Derivation]:
    """958件，同比增长61.74%: next year's comes from both years' answers."""
    base: int | None = None
    """The figure that a run of 同比减少384件、下降15.37%（上年同期2498件） speaks of."""
    each = _respective(text, spots, numbers)
    for n in numbers:
        figure = figure_of(spots[n])
        if n in each:
            base = each[n]
            if base is None:
                continue
        elif n - 1 in numbers and (base is None or n - 1 in each or not _goes_on(text, spots, n)):
            base = n - 1
        if base is None or not figure.is_exact or figure.chinese or not figure_of(spots[base]).is_exact:
            continue
        if figure.prefix or not figure.value:  # 下降达5%, 增长0%: no word of ours gives that back
            base = None
            continue
        of = figure_of(spots[base])
        function = _function(of, figure) if n in each else _growth_function(text, spots, base, n)
        if not function:
            base = None
            continue
        found = _compared(spots, base, n, function)
        if found:
            yield found


def _compared(spots: Sequence[Spot], base: int, n: int, function: str) -> Derivation | None:
    """A figure as what a function makes of both years of another; None where that would lose digits."""
    of, figure = figure_of(spots[base]), figure_of(spots[n])
    call = Call(function, (operand(base),))
    expression = in_scale(call, of, figure) if function in ("增减", "去年") else call
    if expression is None:
        return None
    return Derivation(n, (base,), expression, "与上年相比，明年由两年的数算出", is_growth=True)


def _goes_on(text: str, spots: Sequence[Spot], n: int) -> bool:
    return len(text[spots[n - 1].end : spots[n].start]) <= 16 and not UNIT_END.search(
        text, spots[n - 1].end, spots[n].start
    )


def _growth_function(text: str, spots: Sequence[Spot], base: int, n: int) -> str:
    """How a figure compares with last year's of ``base``; "" where it does not, or nobody can tell."""
    of, figure = figure_of(spots[base]), figure_of(spots[n])
    between = text[spots[n - 1].end : spots[n].start]
    if len(between) > 16 or UNIT_END.search(between):
        return ""
    if _LAST_YEARS.search(between) and figure.unit == of.unit:
        return "去年"
    compared = growth_before(text, spots[n]) or (base != n - 1 and _MOVED.search(between))
    return _function(of, figure) if compared else ""


def _function(of: Figure, figure: Figure) -> str:
    """What a growth of one figure is that is printed as the other; "" where it can be none."""
    if of.is_percent:
        return "百分点" if figure.unit in PERCENT_UNITS - {"%", "‰"} else ""
    if figure.unit == "%":
        return "增长"
    return "增减" if figure.unit == of.unit else ""


def _respective(text: str, spots: Sequence[Spot], numbers: Sequence[int]) -> dict[int, int | None]:
    """The figures behind 分别, each with the one it speaks of: 复议120件、应诉35件，分别上升20%、下降30%.

    None where nobody can tell, or where they share their word (分别增长3%和2%): next year one of them may fall.
    """
    found: dict[int, int | None] = {}
    for n in numbers:
        word = growth_words(text, spots[n])
        if n in found or word is None or not text[: word.start].endswith("分别"):
            continue
        run = [n]
        while run[-1] + 1 in numbers and _is_next(text[spots[run[-1]].end : spots[run[-1] + 1].start]):
            run.append(run[-1] + 1)
        of = _spoken_of(text, spots, n, len(run))
        shared = any(growth_words(text, spots[m]) is None for m in run)
        found |= dict(zip(run, [None] * len(run) if shared else of, strict=True))
    return found


def _is_next(between: str) -> bool:
    return between in ("、", "和", "与", "及") or bool(_RUN.fullmatch(between))


def _spoken_of(text: str, spots: Sequence[Spot], n: int, count: int) -> Sequence[int | None]:
    """The figures right before a run of as many, as far as its sentence goes."""
    of = list(range(n - count, n))
    nobody = [None] * count
    if count < 2 or of[0] < 0 or UNIT_END.search(text, spots[of[0]].end, spots[n].start):
        return nobody
    stretch = text[spots[of[0]].end : spots[n].start]
    alike = len({figure_of(spots[m]).is_percent for m in of}) == 1
    return of if alike and not re.search("其中|[（()）]", stretch) else nobody
