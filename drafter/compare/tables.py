"""What became of the cells of a table: rows are aligned as paragraphs are, columns by the cells they share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from drafter.compare.blocks import Item, rows_of
from drafter.compare.chain import best_chain
from drafter.compare.model import Fate, Line, Step
from drafter.compare.pairs import paired
from drafter.compare.tokens import bare


def table_steps(
    old: Sequence[Line], new: Sequence[Line], olds: Sequence[Item], news: Sequence[Item], moved: bool
) -> Iterator[Step]:
    """The steps of a table, a cell each: one that was added, deleted, or stands in place of an old one."""
    if not olds or not news:
        yield from (Step(Fate.DELETED, (line,), ()) for item in olds for line in item.lines)
        yield from (Step(Fate.ADDED, (), (line,)) for item in news for line in item.lines)
        return
    rows, new_rows = rows_of(old, olds[0]), rows_of(new, news[0])
    pairs = paired(rows, new_rows, {})
    kept = {i: j for j, i in pairs.kept.items()}
    columns = _columns(old, new, [(rows[i], new_rows[j]) for i, j in kept.items()])
    gone = [i for i in range(len(rows)) if i not in kept]
    for j, row in enumerate(new_rows):
        i = pairs.kept.get(j)
        while gone and i is not None and gone[0] < i:
            yield from (Step(Fate.DELETED, (line,), ()) for line in rows[gone.pop(0)].lines)
        yield from _row(old, new, rows[i].lines if i is not None else (), row.lines, columns, moved)
    yield from (Step(Fate.DELETED, (line,), ()) for one in gone for line in rows[one].lines)


def _columns(old: Sequence[Line], new: Sequence[Line], rows: Sequence[tuple[Item, Item]]) -> dict[int, int]:
    """New columns and the old ones they were."""
    count = max((len(row.lines) for row, _ in rows), default=0)
    if all(len(one.lines) == len(other.lines) for one, other in rows):
        return {column: column for column in range(count)}
    shared: Counter[tuple[int, int]] = Counter()
    for one, other in rows:
        texts = [bare(old[line].text) for line in one.lines]
        for column, line in enumerate(other.lines):
            text = bare(new[line].text)
            shared.update((n, column) for n, before in enumerate(texts) if text and before == text)
    chain = best_chain((one, other, float(weight)) for (one, other), weight in shared.items())
    return {other: one for one, other in chain}


def _row(
    old: Sequence[Line],
    new: Sequence[Line],
    cells: Sequence[int],
    new_cells: Sequence[int],
    columns: dict[int, int],
    moved: bool,
) -> Iterator[Step]:
    """The cells of a row; without old ``cells`` the row was added."""
    used = set()
    for column, line in enumerate(new_cells):
        one = columns.get(column, len(cells))
        if one >= len(cells):
            yield Step(Fate.ADDED, (), (line,))
            continue
        used.add(one)
        same = old[cells[one]].text == new[line].text
        fate = Fate.MOVED if moved else Fate.SAME if same else Fate.CHANGED
        yield Step(fate, (cells[one],), (line,))
    yield from (Step(Fate.DELETED, (line,), ()) for n, line in enumerate(cells) if n not in used)
