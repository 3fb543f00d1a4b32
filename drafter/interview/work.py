"""The sub-steps of the question in hand: cells to ask, figures to split off a sentence, places to look at.

Pure: each function takes the work and the raw value it is about and gives both anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from drafter.answers.model import Raw
from drafter.interview.entries import WHOLE, cell, with_cell
from drafter.interview.passages import (
    Passage,
    Place,
    apart,
    moved,
    places,
    promising,
    proposals,
    read_passage,
    replaced,
    split,
    unseen,
)
from drafter.interview.steps import Proposal, StepKind
from drafter.packs.schema import Column, Kind, Question

NOWHERE = Place(0, 0, "")
LONE = Column(WHOLE, "", Kind.LONG)
"""The column of a question that is itself one text."""


class Task(Struct, frozen=True):
    """One sub-step; ``place`` only for a place to look at."""

    kind: StepKind
    column: Column
    place: Place = NOWHERE
    known: tuple[str, ...] = ()
    """Figures that stood in the text before and need not be split off."""


class Work(Struct, frozen=True):
    """What is left to do on one text (``index`` None) or one entry of a collection.

    ``carried``: the text came from last year and has not been seen; its places must be looked at one by one.
    """

    index: int | None
    tasks: tuple[Task, ...] = ()
    carried: bool = False
    later: tuple[Work, ...] = ()
    """Work on other entries of the same collection, when this is done."""

    @property
    def task(self) -> Task:
        """The sub-step that is next."""
        return self.tasks[0]

    @property
    def is_pending(self) -> bool:
        """Whether something has yet to be asked or looked at; splitting figures off is no more than an offer."""
        return any(task.kind is not StepKind.SPLIT for task in self.tasks)

    def rest(self, first: Iterable[Task] = ()) -> Work:
        """The work after the next sub-step, with ``first`` put before what is left."""
        return replace(self, tasks=(*first, *self.tasks[1:]))


def cells(index: int, columns: Sequence[Column], *, carried: bool = False) -> Work:
    """Ask an entry column by column."""
    return Work(index, tuple(Task(StepKind.CELL, column) for column in columns), carried)


def looking(index: int | None, value: Raw | None, columns: Sequence[Column]) -> Work:
    """Look at every numeral, date and claim of a carried text or entry; ask the cells that came along blank."""
    tasks = []
    for column in columns:
        passage = passage_at(value, index, column)
        if not passage.text and not column.optional:
            tasks.append(Task(StepKind.CELL, column))
        tasks += [Task(StepKind.CLAIM, column, place) for place in places(passage)]
    return Work(index, tuple(tasks), carried=True)


def queue(question: Question, column: Column, first: int, lines: Sequence[str]) -> Work | None:
    """Split figures off the lines that have some, which are the entries from ``first`` on; None where none has."""
    if not splits(question, column):
        return None
    works = [
        Work(first + number, (Task(StepKind.SPLIT, column),))
        for number, line in enumerate(lines)
        if proposals(Passage(line))
    ]
    return replace(works[0], later=tuple(works[1:])) if works else None


def resumed(
    index: int | None, value: Raw | None, columns: Sequence[Column], column: str, seen: str
) -> Work | None:
    """The look at a carried text, taken up again after the words ``seen``; None where the text is another now."""
    work = looking(index, value, columns)
    for number, task in enumerate(work.tasks):
        if task.kind is StepKind.CLAIM and task.column.key == column and task.place.start >= len(seen):
            words = passage_at(value, index, task.column).text
            return replace(work, tasks=work.tasks[number:]) if words.startswith(seen) else None
    return None


def passage_at(value: Raw | None, index: int | None, column: Column) -> Passage:
    """The text a sub-step is about."""
    if index is None:
        return read_passage(value)
    found = value if isinstance(value, list) else []
    return cell(found[index], column.key) if index < len(found) else Passage("")


def put(value: Raw | None, index: int | None, column: Column, passage: Passage) -> Raw:
    """The value with another text where a sub-step is about."""
    if index is None:
        return passage.raw()
    found = list(value) if isinstance(value, list) else []
    if index >= len(found):
        return [*found, with_cell(None, column.key, passage)]
    found[index] = with_cell(found[index], column.key, passage)
    return found


def typed(question: Question, column: Column, old: Passage, new: Passage, *, carried: bool) -> list[Task]:
    """The sub-steps that a typed text calls for: places carried over unseen, figures to split off."""
    if carried:
        seen = unseen(old, new)
        if question.kind is Kind.ITEMS:  # what was promised is told as done
            seen = sorted([*seen, *apart(promising(new), seen)], key=lambda place: place.start)
        found = [Task(StepKind.CLAIM, column, place) for place in seen]
        if found or new.text == old.text:
            return found
    known = tuple(one.text for one in proposals(old)) if question.kind is Kind.PASSAGE else ()
    if splits(question, column) and any(one.text not in known for one in proposals(new)):
        return [Task(StepKind.SPLIT, column, known=known)]
    return []


def splits(question: Question, column: Column) -> bool:
    """Whether figures are proposed for texts of this kind: sentences and paragraphs, not names."""
    if question.kind is Kind.TABLE or question.kind is Kind.ITEMS:
        return column.kind is Kind.LONG
    return question.kind in (Kind.LONG, Kind.LIST, Kind.PASSAGE)


def settle(work: Work, value: Raw | None, words: str | None) -> tuple[Work, Raw]:
    """Go on from a place: left as it is (None) or with other words, which move the places after it."""
    task = work.task
    passage = passage_at(value, work.index, task.column)
    if words is None:
        return work.rest(), put(value, work.index, task.column, passage)
    by = len(words) - (task.place.end - task.place.start)
    later = [
        replace(one, place=moved(one.place, by)) if one.column == task.column else one
        for one in work.tasks[1:]
    ]
    changed = put(value, work.index, task.column, replaced(passage, task.place, words))
    return replace(work, tasks=tuple(later)), changed


def split_off(work: Work, value: Raw | None, chosen: Iterable[Proposal]) -> tuple[Work, Raw]:
    """Take the chosen figures out of the text."""
    passage = passage_at(value, work.index, work.task.column)
    return work.rest(), put(value, work.index, work.task.column, split(passage, chosen))
