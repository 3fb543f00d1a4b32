"""Two wordings of a paragraph laid side by side sentence by sentence: what one year alone says costs the rest nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from drafter.compare import Kind, ratio, sentence_pairs
from drafter.compare import Piece as Change
from drafter.compare import pieces as changes
from drafter.learn.model import Spot
from drafter.learn.worded import MARKS, widened

_ALIKE = 0.5
"""Sentences and clauses that have less in common speak of something else."""
_MOST_WORDS, _LONGEST, _LEAST = 2, 12, 4
_CLAUSE = re.compile("[，,。；;：:、！!？?（()）\\n]")
_ENDS = re.compile("[，,。；;：:！!？?]")
_AGES = re.compile("[0-9０-９〇零一二三四五六七八九十]")
"""What changes from year to year by its nature; other words are the paragraph's own business."""


def alongside(before: str, text: str) -> list[Change]:
    """The changes inside sentences that belong together; nothing is said of the others."""
    pairs = sentence_pairs(before, text)
    if not pairs and ratio(before, text) >= _ALIKE:
        pairs = [(0, 0, len(before), len(text))]
    return [
        Change(one.kind, one.old_start + old, one.old_end + old, one.new_start + new, one.new_end + new)
        for old, new, old_end, new_end in pairs
        for one in changes(before[old:old_end], text[new:new_end])
    ]


def of_one_clause(text: str, start: int, end: int, before: str, first: int, last: int) -> bool:
    """Whether ``text[start:end]`` and ``before[first:last]`` stand in clauses that are alike."""
    ours, theirs = _around(text, start, end), _around(before, first, last)
    return ours == theirs or ratio(ours, theirs) >= _ALIKE


def in_like_clause(text: str, start: int, end: int, before: str) -> tuple[int, int] | None:
    """The place in ``before`` of what stands at ``text[start:end]``, in the one clause that is otherwise the same."""
    left, right = _CLAUSE.split(text[:start])[-1], _CLAUSE.split(text[end:])[0]
    if len(left) + len(right) < _LEAST or left not in before or right not in before:
        return None
    edge = f"(?:^|(?<={_CLAUSE.pattern}))"
    like = re.compile(
        f"{edge}{re.escape(left)}([^，,。；;：:、]{{1,{_LONGEST}}}?){re.escape(right)}(?={_CLAUSE.pattern}|$)"
    )
    found = [match.span(1) for match in like.finditer(before)]
    return found[0] if len(found) == 1 else None


def _around(text: str, start: int, end: int) -> str:
    """The clause that a place stands in, without the place."""
    return _CLAUSE.split(text[:start])[-1] + _CLAUSE.split(text[end:])[0]


def wordings(ops: Sequence[Change], text: str, before: str, spots: Sequence[Spot]) -> Iterator[Change]:
    """Ordinals, counts of years and the like (第十一个, 三中、四中全会) that changed in a clause that stayed."""
    found = [op for op in ops if op.kind is not Kind.EQUAL and _is_loose(op, text, before, spots)]
    wide = [widened(op, ops, text, before, spots) for op in found]
    wide = [op for op in wide if _ages(op, text, before)]
    for op in wide:
        near = [one for one in wide if not MARKS.search(text, *sorted((one.new_end, op.new_start)))]
        if len(near) <= _MOST_WORDS:
            yield op


def _is_loose(op: Change, text: str, before: str, spots: Sequence[Spot]) -> bool:
    sides = text[op.new_start : op.new_end], before[op.old_start : op.old_end]
    if any(len(side) > _LONGEST or _ENDS.search(side) for side in sides):
        return False
    if any(spot.start < max(op.new_end, op.new_start + 1) and op.new_start < spot.end for spot in spots):
        return False
    return of_one_clause(text, op.new_start, op.new_end, before, op.old_start, op.old_end)


def _ages(op: Change, text: str, before: str) -> bool:
    sides = text[op.new_start : op.new_end], before[op.old_start : op.old_end]
    return all(sides) and any(_AGES.search(side) for side in sides)
