"""Which characters of a text changed: sentence by sentence, then token by token, in pieces a person would name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from rapidfuzz.distance import Indel

from drafter.compare.blocks import Item
from drafter.compare.chain import best_chain
from drafter.compare.joints import Joint, joints
from drafter.compare.likeness import bare_ratio
from drafter.compare.model import Kind, Piece
from drafter.compare.pairs import Pairs
from drafter.compare.tokens import Token, bare, sentences, tokens

_ALIKE = 0.5
"""Sentences that have less in common are another's."""
_MOST_SENTENCES = 40
"""Texts of more sentences are compared as a whole where no two sentences are the same."""


class _Run(Struct, frozen=True):
    """Tokens ``old:old_end`` for ``new:new_end``, the same or not."""

    same: bool
    old: int
    old_end: int
    new: int
    new_end: int


def pieces(old: str, new: str) -> list[Piece]:
    """What changed from ``old`` to ``new``, in order, without gaps: together the pieces are both texts.

    Numbers (with separators, decimals and %) and Latin words are never split.  Characters that are only written
    in another form (half-width for full-width) are REPLACE pieces of their own.
    """
    if old == new:
        return [Piece(Kind.EQUAL, 0, len(old), 0, len(new))] if old else []
    before, after = tokens(old), tokens(new)
    runs = _cleaned(_runs(old, new, before, after), before)
    runs = _slid(_numbers_first(runs, before, after), before, after)
    return list(_pieces(runs, old, new, before, after))


def _runs(old: str, new: str, before: Sequence[Token], after: Sequence[Token]) -> list[_Run]:
    """Runs of tokens: sentences that belong together are compared with each other alone."""
    pairs = [*sentence_pairs(old, new), (len(old), len(new), len(old), len(new))]
    at_old = {token.start: number for number, token in enumerate(before)} | {len(old): len(before)}
    at_new = {token.start: number for number, token in enumerate(after)} | {len(new): len(after)}
    found: list[_Run] = []
    here, there = 0, 0
    for start, new_start, end, new_end in pairs:
        found += _compared(before, after, here, at_old[start], there, at_new[new_start])
        found += _compared(before, after, at_old[start], at_old[end], at_new[new_start], at_new[new_end])
        here, there = at_old[end], at_new[new_end]
    return _joined(found)


def sentence_pairs(old: str, new: str) -> list[tuple[int, int, int, int]]:
    """Sentences that belong together: the start in the old and in the new text, the end in each.

    Texts of one sentence have no pairs.  Sentences that were joined or split (another stop between them) are taken together.
    """
    ones, others = sentences(old), sentences(new)
    if len(ones) < 2 and len(others) < 2:
        return []
    items = [Item((n,), bare(old[start:end]), "PARAGRAPH") for n, (start, end) in enumerate(ones)]
    new_items = [Item((n,), bare(new[start:end]), "PARAGRAPH") for n, (start, end) in enumerate(others)]
    small = len(ones) * len(others) <= _MOST_SENTENCES**2
    weights = [
        (i, j, alike * (10 + len(one.text)))
        for i, one in enumerate(items)
        for j, other in enumerate(new_items)
        if (alike := _alike(one.text, other.text, small))
    ]
    pairs = Pairs(len(ones), {j: i for i, j in best_chain(weights)})
    groups = joints(items, new_items, pairs)
    used = {j for group in groups for j in group.new}
    groups += [Joint((i,), (j,)) for j, i in pairs.kept.items() if j not in used]
    return [
        (ones[group.old[0]][0], others[group.new[0]][0], ones[group.old[-1]][1], others[group.new[-1]][1])
        for group in sorted(groups, key=lambda group: group.old)
    ]


def _alike(text: str, other: str, small: bool) -> float:
    if text == other:
        return 1.0
    return bare_ratio(text, other, _ALIKE) if small else 0.0


def _compared(
    before: Sequence[Token], after: Sequence[Token], start: int, end: int, new_start: int, new_end: int
) -> Iterator[_Run]:
    """The runs of a stretch of tokens."""
    old_keys = [token.key for token in before[start:end]]
    new_keys = [token.key for token in after[new_start:new_end]]
    for code in Indel.opcodes(old_keys, new_keys):
        yield _Run(
            code.tag == "equal",
            start + code.src_start,
            start + code.src_end,
            new_start + code.dest_start,
            new_start + code.dest_end,
        )


def _joined(runs: Iterable[_Run]) -> list[_Run]:
    """Neighbours of one kind taken together; those that hold nothing left out."""
    made: list[_Run] = []
    for run in runs:
        if run.old == run.old_end and run.new == run.new_end:
            continue
        if made and made[-1].same == run.same:
            run = _Run(run.same, made[-1].old, run.old_end, made.pop().new, run.new_end)
        made.append(run)
    return made


def _cleaned(runs: list[_Run], before: Sequence[Token]) -> list[_Run]:
    """Without chance likeness: some equal characters between two larger changes belong to them."""
    while True:
        made = [
            _Run(False, run.old, run.old_end, run.new, run.new_end) if _by_chance(runs, n, before) else run
            for n, run in enumerate(runs)
        ]
        if made == runs:
            return runs
        runs = _joined(made)


def _by_chance(runs: Sequence[_Run], number: int, before: Sequence[Token]) -> bool:
    run = runs[number]
    if not run.same or not 0 < number < len(runs) - 1:
        return False
    length = run.old_end - run.old
    inside = before[run.old : run.old_end]
    if any(token.number or token.key in ".;!?" for token in inside):
        return False
    return all(length <= _size(runs[one], before) for one in (number - 1, number + 1))


def _size(run: _Run, before: Sequence[Token]) -> int:
    """How large a change is; a number in place of a number takes nothing along."""
    old, new = run.old_end - run.old, run.new_end - run.new
    if old == new == 1 and before[run.old].number:
        return 0
    return max(old, new)


def _numbers_first(runs: Sequence[_Run], before: Sequence[Token], after: Sequence[Token]) -> list[_Run]:
    """A number in place of a number keeps its unit: 53件 → 47件，撤销2件 is 〔53→47〕件〔，撤销2件〕."""
    made: list[_Run] = []
    for number, run in enumerate(runs):
        following = runs[number + 1] if number + 1 < len(runs) else run
        one, other = before[run.old : run.old_end], after[run.new : run.new_end]
        unit = before[following.old].key if following.same else ""
        if len(one) == 1 < len(other) and one[0].number and other[0].number and other[1].key == unit:
            made.append(_Run(False, run.old, run.old_end, run.new, run.new + 1))
            made.append(_Run(True, run.old_end, run.old_end + 1, run.new + 1, run.new + 2))
            run = _Run(False, run.old_end + 1, run.old_end + 1, run.new + 2, run.new_end + 1)
            made.append(run)
        elif made and run.same and made[-1].old_end > run.old:
            shift = made[-1].old_end - run.old
            made.append(_Run(True, run.old + shift, run.old_end, run.new + shift, run.new_end))
        else:
            made.append(run)
    return _joined(made)


def _slid(runs: list[_Run], before: Sequence[Token], after: Sequence[Token]) -> list[_Run]:
    """Insertions and deletions moved to where they begin and end with a sentence or a clause."""
    made = list(runs)
    for number in range(1, len(made) - 1):
        left, run, right = made[number - 1 : number + 2]
        if not (left.same and right.same) or (run.old_end > run.old and run.new_end > run.new):
            continue
        shift = _best_shift(left, run, right, before if run.old_end > run.old else after)
        made[number - 1 : number + 2] = (
            _Run(True, left.old, left.old_end + shift, left.new, left.new_end + shift),
            _Run(False, run.old + shift, run.old_end + shift, run.new + shift, run.new_end + shift),
            _Run(True, right.old + shift, right.old_end, right.new + shift, right.new_end),
        )
    return _joined(made)


def _best_shift(left: _Run, run: _Run, right: _Run, row: Sequence[Token]) -> int:
    """By how many tokens a change inside equal text is best moved; ``row``: the tokens that hold it."""
    start, end = (run.old, run.old_end) if run.old_end > run.old else (run.new, run.new_end)
    lowest, highest = 0, 0
    while -lowest < left.old_end - left.old and row[start + lowest - 1].key == row[end + lowest - 1].key:
        lowest -= 1
    while highest < right.old_end - right.old and row[start + highest].key == row[end + highest].key:
        highest += 1
    return max(range(lowest, highest + 1), key=lambda s: (_edge(row, start + s, end + s), -abs(s)))


def _edge(row: Sequence[Token], start: int, end: int) -> int:
    """How good a place ``start:end`` is for a change."""
    last, ahead = row[end - 1].key, row[start - 1].key if start else "."
    folded_stops = ".!?;"
    if last in folded_stops and ahead in folded_stops:
        return 4
    if last in ",:" and ahead in ".!?;,:":
        return 3
    if row[start].key in ",:" and last not in ",:.;":
        return 2
    return 1 if ahead in ".!?;,:" else 0


def _pieces(
    runs: Iterable[_Run], old: str, new: str, before: Sequence[Token], after: Sequence[Token]
) -> Iterator[Piece]:
    """Runs of tokens as pieces of characters."""
    ends = [token.start for token in before] + [len(old)]
    new_ends = [token.start for token in after] + [len(new)]
    for run in runs:
        place = (ends[run.old], ends[run.old_end], new_ends[run.new], new_ends[run.new_end])
        if run.same:
            yield from _forms(run, old, new, ends, new_ends)
        elif run.old == run.old_end:
            yield Piece(Kind.INSERT, *place)
        else:
            yield Piece(Kind.DELETE if run.new == run.new_end else Kind.REPLACE, *place)


def _forms(run: _Run, old: str, new: str, ends: Sequence[int], new_ends: Sequence[int]) -> Iterator[Piece]:
    """Tokens of the same keys: those written the same way, and those in another form."""
    held: Piece | None = None
    for step in range(run.old_end - run.old):
        one, other = run.old + step, run.new + step
        place = (ends[one], ends[one + 1], new_ends[other], new_ends[other + 1])
        kind = Kind.EQUAL if old[place[0] : place[1]] == new[place[2] : place[3]] else Kind.REPLACE
        if held is not None and held.kind is kind:
            held = Piece(kind, held.old_start, place[1], held.new_start, place[3])
            continue
        if held is not None:
            yield held
        held = Piece(kind, *place)
    if held is not None:
        yield held
