"""How a figure stands to last year's: the change in words, and the jumps that want a second look."""

from __future__ import annotations

from decimal import Decimal

from drafter.figures import Figure, growth_words, printed
from drafter.interview.steps import Message

TIMES = 2
"""So many times last year's figure, or one part in so many, wants a second look."""
_MOST_TIMES = Decimal(10000)


def change(now: Figure, before: Figure | None) -> Message | None:
    """The change in words; None where there is nothing to compare with."""
    if before is None or before.unit != now.unit or not (before.is_exact and now.is_exact):
        return None
    if before.value == now.value:
        return Message("与去年相同（{last}）", {"last": before})
    words = growth_words(now.value, before.value, now.unit)
    return Message("比去年（{last}）{words}", {"last": before, "words": words})


def leap(now: Figure, before: Figure | None) -> Message | None:
    """Why a figure wants a second look; None where it does not jump or cannot be compared.

    It jumps from nought, to nought, to twice as much or more, to half or less: more often a slip of the finger
    than a change of the world.
    """
    if before is None or before.unit != now.unit or now.value == before.value:
        return None
    if min(now.value, before.value) < 0:
        return None
    how = _how(now.value, before.value)
    if how is None:
        return None
    return Message("去年是{last}，今年填的是{now}，{how}。确定吗？", {"last": before, "now": now, "how": how})


def _how(now: Decimal, before: Decimal) -> Message | None:
    if not before:
        return Message("去年为零")
    if not now:
        return Message("今年为零")
    if now >= _MOST_TIMES * before:
        return Message("是去年的一万倍以上")
    if now >= TIMES * before:
        return Message("是去年的{times}倍", {"times": printed(now / before, decimals=1, strip=True)})
    if now * TIMES == before:
        return Message("只有去年的一半")
    return Message("不到去年的一半") if now * TIMES < before else None
