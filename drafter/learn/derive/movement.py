"""The words right before a number that say which way it moved: 增长, 降幅达, +; each with its opposite."""

from __future__ import annotations

import re
from itertools import chain

from msgspec import Struct

_RISING_VERBS = {
    "增长": "下降",
    "上升": "下降",
    "提升": "下降",
    "提高": "降低",
    "增加": "减少",
    "净增": "净减",
    "高": "低",
    "多": "少",
    "涨": "跌",
}
_FALLING_VERBS = {
    "下降": "增长",
    "下滑": "上升",
    "降低": "提高",
    "减少": "增加",
    "净减": "净增",
    "低": "高",
    "少": "多",
    "跌": "涨",
}
_RISING_NOUNS = {"增幅": "降幅", "涨幅": "跌幅", "升幅": "降幅", "增长率": "下降率", "增长幅度": "下降幅度"}
_FALLING_NOUNS = {"降幅": "增幅", "跌幅": "涨幅", "下降率": "增长率", "下降幅度": "增长幅度"}
_PLUS = {"+": "-", "＋": "－"}
_MINUS = {"-": "+", "－": "＋", "−": "+"}
SIGNS = frozenset((*_PLUS, *_MINUS))
"""Before a number: the words of movement that tables have."""
_UP, _DOWN = _RISING_VERBS | _RISING_NOUNS | _PLUS, _FALLING_VERBS | _FALLING_NOUNS | _MINUS


def _any(*words: dict[str, str]) -> str:
    return "|".join(re.escape(word) for word in sorted(chain(*words), key=len, reverse=True))


_HOW = "(?P<how>大幅度?|明显|略有|小幅|显著|稳步|持续|进一步|有所|大量|同步)?"
PATTERN = (
    f"(?:{_HOW}(?P<verb>{_any(_RISING_VERBS, _FALLING_VERBS)})(?P<after_verb>了|达到?)?"
    f"|(?P<noun>{_any(_RISING_NOUNS, _FALLING_NOUNS)})(?P<after_noun>达到?|为|是)?"
    f"|(?P<plus>{_any(_PLUS, _MINUS)}))"
)
"""Of a word of movement with what belongs to it, for use once in an expression."""
PLAIN = re.sub(r"\?P<\w+>", "?:", PATTERN)
"""The same without names."""
_AT_END, _AT_START = re.compile(f"{PATTERN}$"), re.compile(PATTERN)


class Movement(Struct, frozen=True):
    """A word of movement in a text: where it begins, its words when a number rose and when it fell."""

    start: int
    end: int
    up: str
    down: str
    is_down: bool
    is_noun: bool
    """增幅 says by itself that something is compared with the year before."""


def movement_before(text: str, end: int) -> Movement | None:
    """The word of movement right before a place."""
    match = _AT_END.search(text, max(0, end - 12), end)
    return _movement(match) if match else None


def movement_at(text: str, start: int = 0) -> Movement | None:
    """The word of movement that begins at a place."""
    match = _AT_START.match(text, start)
    return _movement(match) if match else None


def _movement(match: re.Match[str]) -> Movement:
    """大幅增长了: the other way round 下降了; a cell that is nothing but -5% is 5% the other way round."""
    bare = match["verb"] or match["noun"] or match["plus"]
    tail = match["after_verb"] or match["after_noun"] or ""
    written, is_down = match[0], bare in _DOWN
    other = (_DOWN if is_down else _UP)[bare] + tail
    if is_down and match["plus"] and not match.start():
        other = ""
    up, down = (other, written) if is_down else (written, other)
    return Movement(match.start(), match.end(), up, down, is_down, match["noun"] is not None)
