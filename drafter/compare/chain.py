"""The heaviest chain of pairs in which both numbers rise, without a table of all pairs."""

from __future__ import annotations

from collections.abc import Iterable


def best_chain(weights: Iterable[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """Of candidate pairs ``(old, new, weight)`` those of the heaviest chain, in order.

    A Fenwick tree holds the best chain up to each new number: n candidates take n log n steps.
    """
    pairs = sorted(weights, key=lambda one: (one[0], -one[1]))
    if not pairs:
        return []
    size = max(new for _, new, _ in pairs) + 2
    best = [(0.0, -1)] * size
    before = [-1] * len(pairs)
    for number, (_, new, weight) in enumerate(pairs):
        total, before[number] = _up_to(best, new)
        _raise(best, new + 1, (total + weight, number))
    number = _up_to(best, size - 1)[1]
    chain = []
    while number >= 0:
        chain.append(pairs[number][:2])
        number = before[number]
    return chain[::-1]


def _up_to(best: list[tuple[float, int]], place: int) -> tuple[float, int]:
    """The best chain whose last new number is less than ``place``."""
    found = (0.0, -1)
    while place > 0:
        if best[place][0] > found[0]:
            found = best[place]
        place -= place & -place
    return found


def _raise(best: list[tuple[float, int]], place: int, found: tuple[float, int]) -> None:
    while place < len(best):
        if found[0] > best[place][0]:
            best[place] = found
        place += place & -place
