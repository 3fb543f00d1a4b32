"""Titles of several lines in the shape of a 梯形 or 菱形, words unbroken (GB/T 9704-2012, 7.3.1).

A title is cut only where a break is allowed: around 关于, after an issuing organ, before the year,
around 法治政府建设, before 情况 or 报告 ...  Each such place has a cost; of all ways to cut the title the
cheapest is taken, where uneven lines, equal lines (a rectangle) and shapes like an hourglass cost too.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import combinations, pairwise

from msgspec import Struct

from drafter.document.model import Span, Text, plain
from drafter.writers.widths import safe_width as width

LINE = 20.0
"""2号 characters in a line of 156 mm."""
SHORTEST = 4.0
"""A shorter line would stand like an orphan."""

_MOST_LINES = 5
_MOST_WAYS = 20_000
_ANYWHERE = 25.0


class Rule(Struct, frozen=True):
    """Where a break is allowed: between an ending of ``after`` and a beginning of ``before``.

    An empty tuple asks nothing.  Digits are compared as 0, so ``0000年`` is any year.
    """

    cost: float
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()

    def allows(self, left: str, right: str) -> bool:
        """Whether a line may end with ``left`` and the next begin with ``right``."""
        return (
            (not self.after or left.endswith(self.after))
            and (not self.before or right.startswith(self.before))
            and not (self.not_after and left.endswith(self.not_after))
            and not (self.not_before and right.startswith(self.not_before))
        )


_YEAR = ("0000年", "0000—0000年", "0000-0000年")
_OFFICES = tuple("局委厅会府办院处部署所队）")
_REPORTS = tuple(a + b for a in ("", "的") for b in ("报告", "总结", "汇报"))
_SITUATION = tuple(w + a + r for w in ("", "工作") for a in ("情况", "年度") for r in _REPORTS)
_BUILDING = tuple(a + b for a in ("", "推进", "贯彻", "落实") for b in ("法治政府建设", "法治建设"))
_NO_PLACE = tuple("长委的级域人")
_TOWNS = ("城市", "都市", "超市", "门市", "股市")

_RULES = (
    Rule(0.0, after=(" ", "\u3000")),  # joint issuers
    Rule(0.0, before=("关于",)),
    Rule(0.0, after=("关于报送",)),
    Rule(1.5, after=("关于",), not_before=("报送",)),
    Rule(0.0, after=_OFFICES, before=_YEAR),
    Rule(1.5, before=_YEAR, not_after=("关于", "报送")),
    Rule(6.0, after=("0年度",), not_before=("的", "工作", *_REPORTS)),
    Rule(6.0, after=("0年",), not_before=("度", "的")),
    Rule(2.0, before=_BUILDING, not_after=("推进", "贯彻", "落实", "全面", "0年", "0年度")),
    Rule(2.5, after=("法治政府建设",), before=("情况", "工作", "年度", "实施", "责任", "暨")),
    Rule(3.0, before=_SITUATION, not_after=("工作", "年度", "0年")),
    Rule(1.0, after=_OFFICES, before=("（",)),
    Rule(2.0, after=tuple("》”）"), not_before=tuple("的、，》”）情")),
    Rule(2.0, before=tuple("《“"), not_after=("落实", "《")),
    Rule(4.0, before=("《",), not_after=("《",)),
    Rule(2.0, after=("、",)),
    Rule(3.0, before=("暨", "以及")),
    Rule(3.0, before=("及",), not_after=("以", "普"), not_before=("其",)),
    Rule(3.0, before=("履行", "第一责任人")),
    Rule(4.0, after=("情况的", "建设的", "落实的", "工作的"), before=_REPORTS),
    Rule(1.0, after=("人民政府", "管理委员会"), not_before=("办公室",)),
    Rule(1.0, after=("委员会",), not_before=("办公室",)),
    Rule(5.0, after=("委员会", "人民政府"), before=("办公室",)),
    Rule(6.0, after=("县", "州", "盟", "旗", "街道", "省", "新区", "开发区"), not_before=_NO_PLACE),
    Rule(6.0, after=("市",), not_after=_TOWNS, not_before=(*"场政容民", *_NO_PLACE)),
    Rule(6.0, after=("区",), not_after=("地区", "社区", "园区", "辖区"), not_before=("划", *_NO_PLACE)),
    Rule(7.0, before=("和",), not_after=("共", "总", "饱", "平", "谐"), not_before=("和谐", "和平")),
)
_DIGITS = str.maketrans("123456789０１２３４５６７８９", "0" * 19)
_WHOLE = re.compile(r"《[^》]*》|“[^”]*”|（[^）]*）|[0-9A-Za-z.%％]+")
_NEVER_FIRST = frozenset("，。、；：！？》”’）)]】〉的和与及年月日度 　")
_NEVER_LAST = frozenset("《“‘（([【〈 　")


def shape_title(text: str) -> list[str]:
    """The lines of a title; a line break the author typed (newline) is kept and decides everything."""
    if "\n" in text:
        return [line.strip() for line in text.splitlines() if line.strip()]
    points = (0, *_breaks(text), len(text))
    return [text[start:end].strip() for start, end in pairwise(points)]


def title_with_breaks(text: Text) -> Text:
    """A title of spans with a newline at each break, blanks at the breaks left out."""
    whole = plain(text)
    if "\n" in whole:
        return text
    ends = set(_breaks(whole))
    kept: list[Span] = []
    position = 0
    for span in text:
        chars = []
        for char in span.text:
            if position in ends:
                chars.append("\n")
            position += 1
            if not (char.isspace() and _beside_break(whole, position, ends)):
                chars.append(char)
        kept.append(Span("".join(chars), span.origin))
    return tuple(kept)


def _beside_break(whole: str, position: int, ends: set[int]) -> bool:
    """Whether only blanks lie between this place and the next break."""
    while position not in ends and position < len(whole) and whole[position].isspace():
        position += 1
    return position in ends


@lru_cache(maxsize=256)
def _breaks(text: str) -> tuple[int, ...]:
    """The places where the title is cut."""
    if width(text) <= LINE:
        return ()
    places = _places(text)
    best = _cheapest(text, places)
    if best is None:
        best = _cheapest(text, dict.fromkeys(_anywhere(text), _ANYWHERE) | places)
    return best if best is not None else _even(text)


def _cheapest(text: str, places: dict[int, float]) -> tuple[int, ...] | None:
    fewest = int(-(-width(text) // LINE))
    best: tuple[float, tuple[int, ...]] | None = None
    tried = 0
    for lines in range(max(fewest, 2), min(fewest + 2, _MOST_LINES) + 1):
        for chosen in combinations(sorted(places), lines - 1):
            tried += 1
            if tried > _MOST_WAYS:
                break
            cost = _cost(text, chosen, places)
            if cost is not None and (best is None or cost < best[0]):
                best = (cost, chosen)
    return best[1] if best else None


def _cost(text: str, chosen: tuple[int, ...], places: dict[int, float]) -> float | None:
    """What these breaks cost; None when a line is too long."""
    widths = [width(text[a:b].strip()) for a, b in pairwise((0, *chosen, len(text)))]
    if max(widths) > LINE:
        return None
    mean = sum(widths) / len(widths)
    uneven = sum(abs(one - mean) for one in widths) / len(widths)
    orphans = sum(one < SHORTEST for one in widths)
    return (
        sum(places[place] for place in chosen) + 8 * len(chosen) + uneven + 30 * orphans + _shape_cost(widths)
    )


def _shape_cost(widths: list[float]) -> float:
    """梯形 (growing or shrinking) and 菱形 (widest in the middle) cost nothing."""
    steps = [b - a for a, b in pairwise(widths)]
    if all(step > 0 for step in steps) or all(step < 0 for step in steps):
        return 0.0
    if len(set(widths)) == 1:
        return 3.0
    top = widths.index(max(widths))
    rising, falling = steps[:top], steps[top:]
    if 0 < top < len(widths) - 1 and all(s > 0 for s in rising) and all(s < 0 for s in falling):
        return 0.0
    return 6.0 if all(s >= 0 for s in rising) and all(s <= 0 for s in falling) else 12.0


def _places(text: str) -> dict[int, float]:
    """Each allowed break with its lowest cost."""
    inside = _inside(text)
    same = text.translate(_DIGITS)
    places: dict[int, float] = {}
    for place in range(1, len(text)):
        if _allowed(text, place, inside):
            costs = [rule.cost for rule in _RULES if rule.allows(same[:place], same[place:])]
            if costs:
                places[place] = min(costs)
    return places


def _anywhere(text: str) -> list[int]:
    inside = _inside(text)
    return [place for place in range(1, len(text)) if _allowed(text, place, inside)]


def _inside(text: str) -> set[int]:
    """Places inside a number, a Latin word, or 《》 “” （） that fit a line."""
    return {
        place
        for match in _WHOLE.finditer(text)
        if width(match[0]) <= LINE
        for place in range(match.start() + 1, match.end())
    }


def _allowed(text: str, place: int, inside: set[int]) -> bool:
    return (
        0 < place < len(text)
        and place not in inside
        and text[place] not in _NEVER_FIRST
        and (text[place - 1] not in _NEVER_LAST or text[place - 1].isspace())
    )


def _even(text: str) -> tuple[int, ...]:
    """A title longer than any shape allows: lines as long as they may be."""
    breaks, used = [], 0.0
    for place, char in enumerate(text):
        used += width(char)
        if used > LINE:
            breaks.append(place)
            used = width(char)
    return tuple(breaks)
