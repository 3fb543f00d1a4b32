"""Who changed what with tracked changes: a value, the words around it, a paragraph that was deleted."""

from __future__ import annotations

from collections.abc import Sequence

from drafter.readers.model import Mark, MarkKind
from drafter.taking.model import Rewording
from drafter.taking.reading import Edited, who
from drafter.taking.uses import Use

_MOST = 0.5
"""A deletion of so much of a paragraph is the deletion of the paragraph."""


def authors_within(edited: Edited, one: Rewording, use: Use) -> tuple[str, str]:
    """Who changed the value in one place of an edited paragraph; who changed the paragraph, where that is not known."""
    place = _place(edited, one, use)
    marks = [mark for mark in edited.marks(*one.lines) if place is not None and _touches(mark, place)]
    return who(marks or edited.marks(*one.lines))


def authors_besides(edited: Edited, one: Rewording, values: Sequence[Use]) -> tuple[str, str]:
    """Who changed an edited paragraph apart from these values."""
    places = [place for use in values if (place := _place(edited, one, use)) is not None]
    marks = [
        mark
        for mark in edited.marks(*one.lines)
        if not any(start <= mark.start and mark.end <= end for start, end in places)
    ]
    return who(marks or edited.marks(*one.lines))


def authors_of_deleted(edited: Edited, text: str) -> tuple[str, str]:
    """Who deleted a paragraph."""
    words = "".join(text.split())
    marks = [
        mark
        for mark in edited.changes
        if mark.kind is not MarkKind.INSERTED and (gone := "".join(mark.text.split())) and gone in words
    ]
    return who(marks) if sum(len(mark.text) for mark in marks) > _MOST * len(words) else ("", "")


def _place(edited: Edited, one: Rewording, use: Use) -> tuple[int, int] | None:
    """Where a value stands in the source; None in a paragraph that was split."""
    if len(one.lines) != 1 or one.lines[0] >= len(edited.places):
        return None
    start = edited.places[one.lines[0]][0] + len(one.number)
    return start + use.start, start + use.end


def _touches(mark: Mark, place: tuple[int, int]) -> bool:
    """Whether a change is in a place: what was inserted shares a character with it, what was deleted stood at it."""
    start, end = place
    if mark.kind is MarkKind.DELETED:
        return start <= mark.start <= end
    return mark.start < end and start < mark.end
