"""Paragraphs that were split or joined: recognised when the text of several together is that of one."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from msgspec import Struct

from drafter.compare.blocks import Item
from drafter.compare.likeness import held
from drafter.compare.pairs import Pairs

_SHARE = 0.6
"""So much of a part must stand in the whole, beyond what stands there without it."""
_LEAST = 4


class Joint(Struct, frozen=True):
    """Old items and the new ones that they became."""

    old: tuple[int, ...]
    new: tuple[int, ...]


def joints(ones: Sequence[Item], others: Sequence[Item], pairs: Pairs) -> list[Joint]:
    """The items that were split or joined, each in one joint at most; ``pairs`` are left as they are."""
    free_old = set(pairs.free_old())
    free_new = {j for j in range(len(others)) if pairs.is_free(j)}
    found = []
    for j, i in sorted(pairs.kept.items()):
        if ones[i].whole == others[j].whole:
            continue
        if parts := _parts(ones[i], others, j, free_new):
            free_new -= set(parts)
            found.append(Joint((i,), parts))
        elif parts := _parts(others[j], ones, i, free_old):
            free_old -= set(parts)
            found.append(Joint(parts, (j,)))
    return found


def _parts(whole: Item, items: Sequence[Item], at: int, free: Collection[int]) -> tuple[int, ...]:
    """The neighbouring items, ``at`` among them, whose texts together are the whole; () where that is ``at`` alone."""
    if not _is_text(whole) or not _is_text(items[at]):
        return ()
    first = last = at
    standing = held(whole.whole, items[at].whole)
    for step in (1, -1):
        place = at + step
        while place in free and _is_text(items[place]):
            start, end = min(first, place), max(last, place)
            more = held(whole.whole, "".join(item.whole for item in items[start : end + 1]))
            length = len(items[place].whole)
            if length < _LEAST or more - standing < _SHARE * length:
                break
            first, last, standing = start, end, more
            place += step
    return tuple(range(first, last + 1)) if last > first else ()


def _is_text(item: Item) -> bool:
    return item.kind == "PARAGRAPH" or item.is_heading
