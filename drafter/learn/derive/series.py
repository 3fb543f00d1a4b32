"""Shares said one after the other: 公安287件、应急131件、城管96件，分别占46.1%、21.1%和15.4%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from drafter.learn.derive.common import (
    UNIT_END,
    comparable,
    counts_among,
    figure_of,
    of_one_unit,
    share_rounding,
)
from drafter.learn.derive.measured import share
from drafter.learn.model import Derivation, Spot

_EACH = re.compile("(?:分别|依次)(?:约?占|为)[一-鿿]{0,12}$|占比(?:分别|依次)[为是]$")
_NEXT = re.compile("[、，,]|[和与及]")
_MOST_WHOLES = 15


def shares(text: str, spots: Sequence[Spot], numbers: Sequence[int]) -> Iterator[Derivation]:
    """Each share of a row with its part in the row before, and the one whole that gives them all."""
    counts = counts_among(spots, numbers)
    for n in numbers:
        if not _EACH.search(text[max(0, spots[n].start - 20) : spots[n].start]):
            continue
        row = _row(text, spots, n, numbers)
        parts = [c for c in counts if c < n][-len(row) :]
        if len(row) < 2 or len(parts) < len(row) or not _is_row(text, spots, parts, n):
            continue
        for whole in [c for c in counts if c < parts[0]][: -_MOST_WHOLES - 1 : -1]:
            cut = [
                _truncated(spots[rate], spots[part], spots[whole])
                for rate, part in zip(row, parts, strict=True)
            ]
            if None not in cut:
                for rate, part, truncated in zip(row, parts, cut, strict=True):
                    yield share(rate, part, whole, bool(truncated))
                break


def _row(text: str, spots: Sequence[Spot], n: int, numbers: Sequence[int]) -> list[int]:
    """The percentages that stand one behind the other from ``n`` on."""
    row: list[int] = []
    for m in range(n, len(spots)):
        figure = figure_of(spots[m])
        if m not in numbers or figure.unit != "%" or not figure.is_exact:
            break
        if row and not _NEXT.fullmatch(text[spots[row[-1]].end : spots[m].start]):
            break
        row.append(m)
    return row


def _is_row(text: str, spots: Sequence[Spot], parts: Sequence[int], n: int) -> bool:
    """Whether the counts right before the shares are of one kind and in one sentence with them."""
    alike = all(of_one_unit(spots[part], spots[parts[0]]) for part in parts)
    return alike and parts[-1] == n - 1 and not UNIT_END.search(text, spots[parts[0]].end, spots[n].start)


def _truncated(rate: Spot, part: Spot, whole: Spot) -> bool | None:
    """Whether a share is truncated (True) or rounded (False); None where it is another."""
    if not comparable(part, whole):
        return None
    return share_rounding(figure_of(rate), figure_of(part).value, figure_of(whole).value)
