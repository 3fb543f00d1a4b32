"""Rates as they are printed: rounded, or cut off."""

from __future__ import annotations

from decimal import ROUND_DOWN, Decimal

from drafter.figures import Figure, round_half_up


def fits(rate: Figure, part: Decimal, whole: Decimal, *, truncated: bool) -> bool:
    """Whether a percentage is ``part`` of ``whole`` as it is printed."""
    if whole <= 0 or part < 0:
        return False
    exact = part / whole * 100
    if truncated:
        return exact.quantize(Decimal(1).scaleb(-rate.decimals), rounding=ROUND_DOWN) == rate.value
    return round_half_up(exact, rate.decimals) == rate.value


def wholes(rate: Figure, part: Decimal, *, truncated: bool) -> tuple[Decimal, Decimal]:
    """Between which wholes a percentage is what is printed; the rate is not nought."""
    last = Decimal(1).scaleb(-rate.decimals)
    low, high = (
        (rate.value, rate.value + last) if truncated else (rate.value - last / 2, rate.value + last / 2)
    )
    return part * 100 / high, part * 100 / max(low, last / 100)
