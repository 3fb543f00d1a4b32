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
        change.excerpt = f"{change.old} → {change.new}"
    else:
        change.excerpt = excerpt(change.old, change.new)


def _title(at: str, base: Mapping[str, Placed], lines: Mapping[int, str]) -> str:
    """A paragraph's first words, or its name; of one that was added those of the one before it."""
    behind = ""
    if at.startswith(ADDED):
        before = (lines.get(n, ADDED) for n in range(int(at.removeprefix(ADDED)) - 1, -1, -1))
        at, behind = next((name for name in before if not name.startswith(ADDED)), ""), "之后"
    placed = base.get(at)
    if placed is None or placed.line.role not in (Role.PARAGRAPH, Role.HEADING):
        return at + behind
    return beginning(placed.text) + behind
