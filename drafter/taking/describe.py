"""A difference in the words of the draft: where it is, what changed."""

from __future__ import annotations

from collections.abc import Mapping

from drafter.readers.model import Role
from drafter.taking.excerpt import beginning, excerpt, shortened
from drafter.taking.model import Change, Mode
from drafter.taking.uses import Placed

ADDED = "+"
"""Begins the names of paragraphs that were added, before they have one: the number of their line follows."""
_SHORT = 30


def describe(change: Change, base: Mapping[str, Placed], lines: Mapping[int, str]) -> None:
    """Says where a difference is and what it is.  ``lines``: the names of the lines of the copy."""
    change.title = _title(change.at, base, lines)
    whole = len(change.old) + len(change.new) <= _SHORT
    if change.mode in (Mode.ADDED, Mode.REMARK, Mode.DELETED, Mode.MOVED):
        change.excerpt = shortened(change.new or change.old)
    elif change.mode in (Mode.VALUE, Mode.FILLED) and whole:
        change.excerpt = " → ".join(_without_stop(change.old, change.new))
    else:
        change.excerpt = excerpt(change.old, change.new)


def _without_stop(*texts: str) -> tuple[str, ...]:
    """Texts that begin with the same stop, without it."""
    alike = len({text[:1] for text in texts}) == 1 and texts[0][:1] in tuple("，、；。：")
    return tuple(text[1:] for text in texts) if alike else texts


def _cell(placed: Placed, base: Mapping[str, Placed], *, row: bool) -> str:
    """A cell by the words in front of its row and at the head of its column; ``row``: its row alone."""
    line = placed.line
    cells = {
        (one.line.row, one.line.column): one.line.text for one in base.values() if one.table == placed.table
    }
    front = cells.get((line.row, 0)) or f"第{line.row + 1}行"
    head = cells.get((0, line.column)) or f"第{line.column + 1}列"
    if row or not line.column:
        return f"表格“{shortened(front)}”一行"
    return (
        f"表格“{shortened(head)}”一列" if not line.row else f"表格“{shortened(front)}”的“{shortened(head)}”"
    )


def _title(at: str, base: Mapping[str, Placed], lines: Mapping[int, str]) -> str:
    """A paragraph's first words, or its name; of one that was added those of the one before it."""
    behind = ""
    if at.startswith(ADDED):
        before = (lines.get(n, ADDED) for n in range(int(at.removeprefix(ADDED)) - 1, -1, -1))
        at, behind = next((name for name in before if not name.startswith(ADDED)), ""), "之后"
    placed = base.get(at)
    if placed is not None and placed.line.role is Role.CELL:
        return _cell(placed, base, row=bool(behind)) + behind
    if placed is None or placed.line.role not in (Role.PARAGRAPH, Role.HEADING):
        word, _, number = at.partition("#")
        return (f"{word}（第{number}个）" if number else at) + behind
    return beginning(placed.text) + behind
