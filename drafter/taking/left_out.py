"""What was left out of a draft and is put back: paragraphs and rows of the pack that say just what was added."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from drafter.answers.edits import NEW, Edit
from drafter.taking.texts import same
from drafter.taking.uses import Placed


def paragraph_left_out(text: str, pristine: Mapping[str, Placed], edits: Mapping[str, Edit]) -> str:
    """The name of a paragraph that was left out and says just this; "" for none."""
    gone = (name for name in pristine if name in edits and edits[name].deleted)
    return next((name for name in gone if same(pristine[name].text, text)), "")


def row_left_out(
    texts: Sequence[str], pristine: Mapping[str, Placed], edits: Mapping[str, Edit]
) -> list[Placed]:
    """The cells of a row that was left out and says just this; none where there is no such row."""
    rows: dict[str, list[Placed]] = {}
    for one in pristine.values():
        if one.row in edits and edits[one.row].deleted:
            rows.setdefault(one.row, []).append(one)
    return next((row for row in rows.values() if [one.text for one in row] == texts), [])


def stood_behind(
    row: Sequence[Placed], above: str, pristine: Mapping[str, Placed], now: Collection[str]
) -> bool:
    """Whether a row stood behind a cell of its table, with nothing between them that is there now."""
    order = list(pristine)
    if not row or above not in pristine or pristine[above].table != row[0].table:
        return False
    start, end = order.index(above), order.index(row[0].name)
    return start < end and not any(name in now for name in order[start + 1 : end])


def is_orphan(edit: Edit, edits: Mapping[str, Edit]) -> bool:
    """Whether a record is of a cell or a row of something added that is no more."""
    owner = edit.at.partition("（")[0]
    return owner.startswith(NEW) and owner not in edits
