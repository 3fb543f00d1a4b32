"""What a clerk may do to a list, a table or the bureau's own items: add, paste, edit, move, delete, keep, confirm.

Part of the interview's state machine; replies are given as :mod:`~drafter.interview.steps` says.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from drafter.answers.model import Answer, Raw, Status, inner_figures
from drafter.interview import entries as lists
from drafter.interview.navigator import Navigator
from drafter.interview.passages import Passage, figure_text
from drafter.interview.steps import Accepted, Message, Moved, Rejected, Reply, Step, StepKind
from drafter.interview.validation import ASK_TEXT, Wanted, validate
from drafter.interview.work import cells, looking, queue
from drafter.packs.schema import Kind, Offer, Question


class Collecting(Navigator):
    """The replies to ENTRIES and ENTRY steps."""

    def paste(self, step: Step, lines: list[str]) -> Reply:
        """Add several lines, each an entry; then each is asked whether its figures are to be split off."""
        column, key = step.columns[-1], step.question.key
        for line in lines:
            valid = validate(line, Wanted(column.kind, special=False))
            if isinstance(valid, Rejected):
                return valid
        found = self._entries(key)
        new = [lists.settled(lists.with_cell(None, column.key, Passage(line))) for line in lines]
        to_split = queue(step.question, column, len(found), lines)
        if to_split is not None:
            self._start(key, to_split)
        remark = Message("{number}行各成一条", {"number": len(lines)})
        return replace(self._put_entries(key, [*found, *new]), remark=remark)

    def add(self, offer: Offer | None = None) -> Reply:
        """Begin a new entry, empty or from something offered; its columns are asked next."""
        step = self._listing()
        if step is None:
            return Rejected(Message("现在不能添加"))
        key, found = step.question.key, self._entries(step.question.key)
        self._start(key, cells(len(found), step.columns))
        return Moved() if offer is None else self._put_entries(key, [*found, _entry(step.question, offer)])

    def pick(self, offers: Iterable[Offer]) -> Reply:
        """Add what is offered as it stands; nothing more is asked of these entries."""
        step = self._listing()
        if step is None:
            return Rejected(Message("现在不能添加"))
        new = [lists.settled(_entry(step.question, offer)) for offer in offers]
        return self._put_entries(step.question.key, [*self._entries(step.question.key), *new])

    def _listing(self) -> Step | None:
        step = self.step()
        return step if step is not None and step.kind is StepKind.ENTRIES else None

    def edit(self, index: int) -> Reply:
        """Ask the columns of an entry again."""
        step = self._step_with_entry(index)
        if isinstance(step, Rejected):
            return step
        key, found = step.question.key, self._entries(step.question.key)
        carried = not lists.is_settled(found[index])
        unsure = self._unseen_entry(key, found[index]) if carried else lists.doubted(found[index])
        found[index] = unsure
        self._start(key, cells(index, step.columns, carried=carried))
        return self._put_entries(key, found)

    def delete(self, index: int) -> Reply:
        """Take an entry out."""
        step = self._step_with_entry(index)
        if isinstance(step, Rejected):
            return step
        found = self._entries(step.question.key)
        del found[index]
        return self._put_entries(step.question.key, found)

    def move(self, index: int, to: int) -> Reply:
        """Put an entry into another place of the list (both counted from 0)."""
        step = self._step_with_entry(index)
        if isinstance(step, Rejected):
            return step
        if step.kind is not StepKind.ENTRIES or not 0 <= to < len(step.entries):
            return Rejected(Message("没有这一条"))
        found = self._entries(step.question.key)
        found.insert(to, found.pop(index))
        return self._put_entries(step.question.key, found)

    def keep(self) -> Reply:
        """Take a carried entry as it stands; its numerals, dates and claims are looked at next, one by one."""
        step = self.step()
        if step is None or step.kind is not StepKind.ENTRY or step.index is None:
            return Rejected(Message("现在没有要核对的条目"))
        key, found = step.question.key, self._entries(step.question.key)
        found[step.index] = self._unseen_entry(key, found[step.index])
        self._start(key, looking(step.index, found, step.columns))
        return self._put_entries(key, found)

    def done(self) -> Reply:
        """Confirm the collection as it stands."""
        step = self._listing()
        if step is None:
            return Rejected(Message("还有条目没有核对完"))
        found = self._entries(step.question.key)
        if not found and not step.optional:
            return Rejected(ASK_TEXT)
        self._leave(step.key)
        self._written = ("", 0)
        return self._put(step.key, Answer(lists.finished(found, step.question.kind)))

    def _step_with_entry(self, index: int) -> Step | Rejected:
        step = self.step()
        listing = step is not None and step.kind in (StepKind.ENTRIES, StepKind.ENTRY)
        if step is None or not listing or not 0 <= index < len(step.entries):
            return Rejected(Message("没有这一条"))
        return step

    def _unseen_entry(self, key: str, entry: Raw) -> Raw:
        """A carried entry with last year's figures blanked."""
        return self._blanked(key, lists.unsettled(entry))

    def _put_entries(self, key: str, found: Raw) -> Accepted:
        """Save a collection in work; the entry in hand is settled once nothing is left to ask of it."""
        work = self._work
        if work is not None and work.index is not None:
            self._written = (key, work.index)
        if isinstance(found, list) and work is not None and work.index is not None and not work.is_pending:
            owner = Answer(found, Status.UNCONFIRMED)
            if next(lists.wanting(found[work.index], owner), None) is None:
                found[work.index] = lists.settled(found[work.index])
                if not work.tasks:
                    self._drop_work()
                    if work.later:
                        self._start(key, replace(work.later[0], later=work.later[1:]))
        return self._put(key, Answer(found, Status.UNCONFIRMED, self._note(key)))

    def _blanked(self, key: str, value: Raw | None) -> Raw:
        """A carried value without last year's figures (design.md, decision 3)."""
        last = self._last.get(key) if self._last is not None else None
        figures = {name: figure_text(raw) for name, raw in inner_figures(last.value if last else None)}
        return lists.blanked(value if value is not None else "", figures)

    def _note(self, key: str) -> str:
        answer = self.answers.entries.get(key)
        return answer.note if answer is not None else ""


def _entry(question: Question, offer: Offer) -> Raw:
    """An offer as an entry: its columns in a table, else its text."""
    return dict(offer.fields) if question.kind is Kind.TABLE and offer.fields else offer.text
