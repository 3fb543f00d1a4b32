"""Rates as they are printed: rounded, or cut off."""

from __future__ import annotations

from decimal import Decimal

from drafter.figures import Figure
from drafter.learn.derive.common import prints_share


def fits(rate: Figure, part: Decimal, whole: Decimal, *, truncated: bool) -> bool:
    """Whether a percentage is ``part`` of ``whole`` as it is printed."""
    return whole > 0 and part >= 0 and prints_share(rate, part, whole, truncated=truncated)


def wholes(rate: Figure, part: Decimal, *, truncated: bool) -> tuple[Decimal, Decimal]:
    """Between which wholes a percentage is what is printed; the rate is not nought."""
    last = rate.last_place
    low, high = (
        (rate.value, rate.value + last) if truncated else (rate.value - last / 2, rate.value + last / 2)
    )
    return part * 100 / high, part * 100 / max(low, last / 100)
