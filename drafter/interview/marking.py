"""Where a clerk is, kept for the next start, and the way back there.  Part of the interview's state machine."""

from __future__ import annotations

from msgspec.structs import replace

from drafter.answers.model import Status
from drafter.interview import entries as lists
from drafter.interview.bookmark import Bookmark
from drafter.interview.navigator import Navigator, owner_of
from drafter.interview.steps import StepKind
from drafter.interview.work import LONE, Work, resumed


class Marking(Navigator):
    """Bookmarks."""

    def bookmark(self) -> Bookmark | None:
        """Where the clerk is; None at the end."""
        step = self.step()
        if step is None:
            return None
        led = self._pinned is not None or bool(self._agenda)
        mark = Bookmark(step.key, self._course if led else step.question.key, tuple(self._agenda))
        if step.kind is StepKind.FIGURE and self._work is not None:
            return replace(mark, index=self._work.index)
        if step.kind is not StepKind.CLAIM or step.column is None:
            return mark
        return replace(mark, seen=step.passage[: step.span[0]], index=step.index, column=step.column.key)

    def go(self, mark: Bookmark) -> None:
        """Go where the clerk stopped; what is no longer asked is passed over."""
        self.walk(mark.agenda)
        self._course = mark.course
        keys = {question.key for question in self.sequence()}
        if not owner_of(mark.key, keys):
            return
        if self._agenda[:1] != [mark.key]:
            self._pinned = mark.key
        work = self._taken_up(mark)
        if work is not None:
            key, name = self._parts(mark.key)
            self._pinned = key if name else self._pinned
            self._start(key, work)

    def _taken_up(self, mark: Bookmark) -> Work | None:
        """The look at a carried text or entry that was broken off; None where it is no longer what it was."""
        key, name = self._parts(mark.key)
        answer, value = self.answers.entries.get(key), self._value(key)
        if answer is None or answer.status is not Status.UNCONFIRMED:
            return None
        if mark.index is None:
            return None if mark.seen is None else resumed(None, value, (LONE,), mark.column, mark.seen)
        if self._unsettled(answer) != mark.index:
            return None
        if mark.seen is None:
            wanting = lists.wanting(self._entries(key)[mark.index], answer)
            return Work(mark.index, carried=True) if name in wanting else None
        columns = lists.columns(self.question(key), self.answers.depth)
        return resumed(mark.index, value, columns, mark.column, mark.seen)
