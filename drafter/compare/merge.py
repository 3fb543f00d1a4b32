"""One text that shows both drafts: what was deleted at the place where it stood, what was added where it stands.

Without what was deleted and cut it is the new draft, without what was added and pasted the old one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from drafter.compare.align import align
from drafter.compare.entries import bits, whole
from drafter.compare.merge_tables import cell_entry, table_entries, table_of, tables_kept
from drafter.compare.model import Bit, Compared, Entry, Fate, Kind, Line, Stand, Step
from drafter.readers.model import Role

_BREAK = "\n"
_Group = tuple[tuple[int, ...], list[Entry]]
"""The old lines that stand here, and the paragraphs."""


def compared(old: Sequence[Line], new: Sequence[Line]) -> Compared:
    """Two drafts laid side by side."""
    return Compared(tuple(old), tuple(new), tuple(align(old, new)))


def merge(both: Compared) -> list[Entry]:
    """The paragraphs (and cells) of the text that shows both."""
    groups: list[_Group] = []
    moves = {step.old[0]: n for n, step in enumerate(_moves(both), 1)}
    away = {step.old[0] for step in both.steps if step.fate is Fate.MOVED}
    kept = tables_kept(both)
    for table, steps in groupby(both.steps, key=lambda step: table_of(both, step, kept)):
        if table < 0:
            groups += [_group(both, step, moves) for step in steps]
            continue
        group = list(steps)
        if any(step.fate is Fate.MOVED for step in group):
            away |= {n for step in group for n in step.old}
            group = [step for step in group if step.new]
        groups.append((_staying(group), table_entries(both, group, table)))
    for one in sorted(away):
        place = next((n for n, (olds, _) in enumerate(groups, 1) if one - 1 in olds), 0)
        groups.insert(place, ((one,), [_cut(both.old[one], moves.get(one, 0))]))
    return [entry for _, entries in groups for entry in entries]


def _staying(steps: Iterable[Step]) -> tuple[int, ...]:
    """The old lines of steps that stand where they stood."""
    return tuple(n for step in steps if step.fate is not Fate.MOVED for n in step.old)


def _group(both: Compared, step: Step, moves: dict[int, int]) -> _Group:
    move = moves.get(step.old[0], 0) if step.old else 0
    return _staying([step]), list(_entries(both, step, move))


def _moves(both: Compared) -> Iterator[Step]:
    """The lines that moved unchanged: one whose text changed, too, is deleted at one place and added at another."""
    for step in both.steps:
        if step.fate is Fate.MOVED:
            old, new = both.old[step.old[0]], both.new[step.new[0]]
            if old.text == new.text and old.role is not Role.CELL:
                yield step


def _entries(both: Compared, step: Step, move: int) -> Iterator[Entry]:
    """The paragraphs of a step at its place among the new ones."""
    if step.fate is Fate.DELETED:
        yield whole(both.old[step.old[0]], Stand.DELETED)
    elif move:
        yield whole(both.new[step.new[0]], Stand.PASTED, move)
    elif step.fate in (Fate.ADDED, Fate.MOVED):
        yield whole(both.new[step.new[0]], Stand.ADDED)
    else:
        yield from _changed([both.old[n] for n in step.old], [both.new[n] for n in step.new])


def _cut(line: Line, move: int) -> Entry:
    """What moved, where it stood."""
    if line.role is Role.CELL:
        return cell_entry(line, Stand.DELETED, 2 * line.table + 1, line.row)
    return whole(line, Stand.CUT if move else Stand.DELETED, move)


def _changed(olds: Sequence[Line], news: Sequence[Line]) -> Iterator[Entry]:
    """Lines that stay, are split or joined: breaks are characters that came or went."""
    before, after = _BREAK.join(line.text for line in olds), _BREAK.join(line.text for line in news)
    lines = iter(news if len(news) > 1 else [*olds[:-1], news[0]])
    held: list[Bit] = []
    for bit in bits(before, after):
        first, *others = bit.text.split(_BREAK)
        held += [Bit(bit.kind, first)] * bool(first)
        for other in others:
            stand = Stand.ADDED if bit.kind is Kind.INSERT else Stand.DELETED
            yield Entry(next(lines), stand, tuple(held))
            held = [Bit(bit.kind, other)] * bool(other)
    yield Entry(next(lines), Stand.KEPT, tuple(held))
