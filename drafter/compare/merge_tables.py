"""Tables of a text that shows both drafts: rows come and go; where columns do, the whole table is written anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from msgspec.structs import replace

from drafter.compare.entries import bits, whole
from drafter.compare.model import Compared, Entry, Fate, Line, Stand, Step


def tables_kept(both: Compared) -> dict[int, int]:
    """Old tables and the new ones they became."""
    return {
        both.old[step.old[0]].table: both.new[step.new[0]].table
        for step in both.steps
        if step.old and step.new and both.new[step.new[0]].table >= 0
    }


def table_of(both: Compared, step: Step, kept: dict[int, int]) -> int:
    """Which table of the text a step belongs to: even numbers are the new draft's, odd ones the old one's; -1: none."""
    if step.new:
        table = both.new[step.new[0]].table
        return 2 * table if table >= 0 else -1
    table = both.old[step.old[0]].table
    if table < 0:
        return -1
    return 2 * kept[table] if table in kept else 2 * table + 1


def cell_entry(line: Line, stand: Stand, table: int, row: int) -> Entry:
    """A cell of a row that came or went."""
    return replace(whole(line, stand), table=table, row=row)


def table_entries(both: Compared, steps: Sequence[Step], table: int) -> list[Entry]:
    """The cells of a table, row by row."""
    rows = _rows(both, steps)
    if rows is None:
        return _anew(both, steps)
    return [
        replace(_entry(both, step), table=table, row=number)
        for number, row in enumerate(rows)
        for step in row
    ]


def _rows(both: Compared, steps: Sequence[Step]) -> list[list[Step]] | None:
    """The rows, each of one fate; None where a column came or went."""
    rows: dict[tuple[bool, int], list[Step]] = defaultdict(list)
    for step in steps:
        line = both.new[step.new[0]] if step.new else both.old[step.old[0]]
        rows[not step.new, line.row].append(step)
    staying = {both.old[step.old[0]].row for step in steps if step.new and step.old}
    for (gone, number), row in rows.items():
        came = [step.fate in (Fate.ADDED, Fate.MOVED) for step in row]
        if any(came) != all(came) or (gone and number in staying):
            return None
    return list(rows.values())


def _entry(both: Compared, step: Step) -> Entry:
    if not step.new:
        return whole(both.old[step.old[0]], Stand.DELETED)
    new = both.new[step.new[0]]
    if step.fate in (Fate.ADDED, Fate.MOVED):
        return whole(new, Stand.ADDED)
    return Entry(new, Stand.KEPT, tuple(bits(both.old[step.old[0]].text, new.text)))


def _anew(both: Compared, steps: Sequence[Step]) -> list[Entry]:
    """The old table as deleted, the new one as added."""
    old = [both.old[n] for n in sorted(n for step in steps for n in step.old)]
    new = [both.new[n] for n in sorted(n for step in steps for n in step.new)]
    gone = [cell_entry(line, Stand.DELETED, 2 * line.table + 1, line.row) for line in old]
    return [*gone, *(cell_entry(line, Stand.ADDED, 2 * line.table, line.row) for line in new)]
