"""What became of each block of a document: the same, changed, moved, added, deleted, split or joined."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from drafter.compare.blocks import Item, items_of
from drafter.compare.joints import Joint, joints
from drafter.compare.model import Fate, Line, Step
from drafter.compare.pairs import Pairs, paired
from drafter.compare.tables import table_steps


def align(old: Sequence[Line], new: Sequence[Line], tied: Mapping[int, int] | None = None) -> list[Step]:
    """What became of each line, in the order of the new ones; a deleted one follows what it stood behind.

    ``tied``: numbers of old lines and of the new ones that are known to be the same blocks (by bookmarks).
    """
    ones, others = items_of(old), items_of(new)
    pairs = paired(ones, others, _known(ones, others, tied or {}))
    made: list[Step] = []
    for joint, moved in _ordered(pairs, joints(ones, others, pairs), len(others)):
        olds, news = [ones[i] for i in joint.old], [others[j] for j in joint.new]
        tabular = any(old[line].table >= 0 for item in olds for line in item.lines) or any(
            new[line].table >= 0 for item in news for line in item.lines
        )
        made += table_steps(old, new, olds, news, moved) if tabular else [_step(old, new, olds, news, moved)]
    return made


def _known(ones: Sequence[Item], others: Sequence[Item], tied: Mapping[int, int]) -> dict[int, int]:
    """Ties between lines as ties between items, each used once."""
    owner = {line: number for number, item in enumerate(ones) for line in item.lines}
    new_owner = {line: number for number, item in enumerate(others) for line in item.lines}
    known: dict[int, int] = {}
    used: set[int] = set()
    for one, other in sorted(tied.items()):
        i, j = owner.get(one), new_owner.get(other)
        if i is not None and j is not None and i not in known and j not in used:
            known[i] = j
            used.add(j)
    return known


def _ordered(pairs: Pairs, groups: Sequence[Joint], count: int) -> Iterator[tuple[Joint, bool]]:
    """Old and new items that belong together in the order of the new ones, and whether they moved."""
    by_new = {j: group for group in groups for j in group.new}
    anchored = set(pairs.kept.values()) | {i for group in groups for i in group.old}
    moved = set(pairs.moved.values())

    def deleted(start: int) -> Iterator[tuple[Joint, bool]]:
        for i in range(start, pairs.count_old):
            if i in anchored:
                return
            if i not in moved:
                yield Joint((i,), ()), False

    yield from deleted(0)
    for j in range(count):
        group = by_new.get(j) or Joint(pairs.old_of(j), (j,))
        if group.new[0] == j:
            yield group, j in pairs.moved
        if group.new[-1] == j and group.old and j not in pairs.moved:
            yield from deleted(group.old[-1] + 1)


def _step(
    old: Sequence[Line], new: Sequence[Line], olds: Sequence[Item], news: Sequence[Item], moved: bool
) -> Step:
    """The step of items that are lines."""
    numbers, others = tuple(item.lines[0] for item in olds), tuple(item.lines[0] for item in news)
    if not others:
        return Step(Fate.DELETED, numbers, ())
    if not numbers:
        return Step(Fate.ADDED, (), others)
    if len(numbers) > 1 or len(others) > 1:
        return Step(Fate.JOINED if len(numbers) > 1 else Fate.SPLIT, numbers, others)
    if moved:
        return Step(Fate.MOVED, numbers, others)
    same = old[numbers[0]].text == new[others[0]].text
    return Step(Fate.SAME if same else Fate.CHANGED, numbers, others)
