"""Which items of two documents belong together: in one order, and those that changed places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct, field

from drafter.compare.blocks import Item
from drafter.compare.candidates import Candidate, alike, exact
from drafter.compare.chain import best_chain
from drafter.compare.likeness import bare_ratio

_HEADING_WEIGHT = 150.0
"""A paragraph moves past a heading, not the heading past the paragraph."""
_MOVED_LIKE, _LEAST_MOVED = 0.6, 6
"""So alike and so long must be what is recognised at another place."""
_NEAR = 0.3
"""What stands between the same neighbours needs little in common to be one block changed."""
_MOST_TRIED = 900
_TIED = 0.95


class Pairs(Struct):
    """New items and the old ones they were: ``kept`` in their order, ``moved`` past others."""

    count_old: int
    kept: dict[int, int] = field(default_factory=dict)
    moved: dict[int, int] = field(default_factory=dict)

    def old_of(self, new: int) -> tuple[int, ...]:
        """The old item of a new one, if there is one."""
        found = self.kept.get(new, self.moved.get(new))
        return () if found is None else (found,)

    def is_free(self, new: int) -> bool:
        """Whether a new item has no old one."""
        return new not in self.kept and new not in self.moved

    def free_old(self) -> list[int]:
        """The old items that have no new one."""
        used = {*self.kept.values(), *self.moved.values()}
        return [i for i in range(self.count_old) if i not in used]


def paired(ones: Sequence[Item], others: Sequence[Item], known: Mapping[int, int]) -> Pairs:
    """The items that belong together.  ``known``: old items and the new ones they are known to be."""
    candidates = _candidates(ones, others, known)
    pairs = Pairs(len(ones))
    weights = ((i, j, _weight(ones[i], others[j], like)) for i, j, like in candidates)
    pairs.kept |= {j: i for i, j in best_chain(weights)}
    _find_moved(ones, others, pairs, candidates)
    _fill(ones, others, pairs)
    return pairs


def _candidates(ones: Sequence[Item], others: Sequence[Item], known: Mapping[int, int]) -> list[Candidate]:
    """What may belong together.  A tie holds unless the text itself was cut out and stands elsewhere."""
    same = exact(ones, others)
    twins = {i for i, _, _ in same}
    ties = [
        (i, j, _TIED)
        for i, j in known.items()
        if i not in twins or bare_ratio(ones[i].text, others[j].text) > 0.5
    ]
    bound, new_bound = {i for i, _, _ in ties}, {j for _, j, _ in ties}
    settled = [*ties, *(one for one in same if one[0] not in bound and one[1] not in new_bound)]
    return [*settled, *alike(ones, others, settled)]


def _weight(old: Item, new: Item, like: float) -> float:
    """How much it is worth to keep two in order."""
    heading = _HEADING_WEIGHT if old.is_heading and new.is_heading else 0.0
    return like * (40 + min(len(old.text), 160) + heading)


def _find_moved(
    ones: Sequence[Item], others: Sequence[Item], pairs: Pairs, candidates: Sequence[Candidate]
) -> None:
    """Items found at another place, the most alike first."""
    free = set(pairs.free_old())
    for i, j, like in sorted(candidates, key=lambda one: (-one[2], one[0], one[1])):
        long_enough = min(len(ones[i].text), len(others[j].text)) >= _LEAST_MOVED
        if i in free and pairs.is_free(j) and like >= _MOVED_LIKE and long_enough:
            pairs.moved[j] = i
            free.discard(i)


def _fill(ones: Sequence[Item], others: Sequence[Item], pairs: Pairs) -> None:
    """Pairs what is left between the same neighbours."""
    free = set(pairs.free_old())
    for olds, news in list(_gaps(pairs, len(others))):
        left = [i for i in olds if i in free]
        right = [j for j in news if pairs.is_free(j)]
        if not left or not right:
            continue
        found = best_chain(_near(ones, others, left, right))
        pairs.kept |= {j: i for i, j in found}
        pairs.kept |= {j: i for i, j in _alone(ones, others, left, right, found)}


def _gaps(pairs: Pairs, count: int) -> Iterator[tuple[range, range]]:
    """The old and the new items between neighbours that are kept."""
    edges = [(-1, -1), *sorted((i, j) for j, i in pairs.kept.items()), (pairs.count_old, count)]
    for (i, j), (next_i, next_j) in pairwise(edges):
        yield range(i + 1, next_i), range(j + 1, next_j)


def _near(
    ones: Sequence[Item], others: Sequence[Item], left: Sequence[int], right: Sequence[int]
) -> Iterator[Candidate]:
    """Items of a gap that have something in common."""
    if len(left) * len(right) > _MOST_TRIED:
        return
    for i in left:
        for j in right:
            like = bare_ratio(ones[i].text, others[j].text, _NEAR)
            if like and ones[i].kind == others[j].kind:
                yield i, j, _weight(ones[i], others[j], like)


def _alone(
    ones: Sequence[Item],
    others: Sequence[Item],
    left: Sequence[int],
    right: Sequence[int],
    found: Sequence[tuple[int, int]],
) -> Iterator[tuple[int, int]]:
    """Headings (titles, dates …) of a kind, as many as there were in a gap, are those that stand there now, renamed."""
    edges = [(-1, -1), *found, (len(ones), len(others))]
    for (i, j), (next_i, next_j) in pairwise(edges):
        olds = [one for one in left if i < one < next_i and ones[one].kind != "PARAGRAPH"]
        news = [one for one in right if j < one < next_j and others[one].kind != "PARAGRAPH"]
        same: list[tuple[int, int, float]] = []
        for kind in dict.fromkeys(ones[one].kind for one in olds):
            of_kind = [one for one in olds if ones[one].kind == kind]
            now = [one for one in news if others[one].kind == kind]
            if len(of_kind) == len(now):
                same += [(one, other, 1.0) for one, other in zip(of_kind, now, strict=True)]
        yield from best_chain(same)
