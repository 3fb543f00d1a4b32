"""What colleagues are asked for and what they report, beside the question at hand.

Neither moves the interview: the clerk stays where he is, unless the question at hand is the one that was answered.
"""

from __future__ import annotations

from msgspec.structs import replace

from drafter.answers.model import (
    AWAITED,
    OFFICES,
    SINCE,
    SOURCE,
    STATUS,
    VALUE,
    Answer,
    Answers,
    Raw,
    Status,
)
from drafter.colleagues.offices import office_of
from drafter.colleagues.requests import last_figure
from drafter.figures import agrees
from drafter.formulas import Known
from drafter.interview import entries as lists
from drafter.interview.compare import change, leap
from drafter.interview.navigator import Navigator
from drafter.interview.steps import Accepted, Message, Rejected, Reply
from drafter.interview.validation import Valid, Wanted, validate
from drafter.packs.schema import Kind, Question
from drafter.reckoning import shown_result


class Reports(Navigator):
    """Waiting for others, and taking what they report."""

    def expect(self, key: str, whom: str, since: str) -> Reply:
        """Note that ``whom`` was asked for an answer on the day ``since``; a value that is there stays with it.

        ``key`` may be that of a figure inside a text (dotted).
        """
        owner, name = self._parts(key)
        if owner in self._setup:
            return Rejected(Message("这一题要自己定，不能等别人报"))
        self._done_with(key)
        before = self.answers.entries.get(owner)
        if not name:
            value, note = (before.value, before.note) if before is not None else (None, "")
            return self._put(owner, Answer(value, Status.WAITING, note, awaited=whom, since=since))
        inner = self.answers.get(key)
        raw: dict[str, Raw] = {STATUS: Status.WAITING.value}
        if inner is not None and inner.value:
            raw = {VALUE: inner.value, **raw}
        raw |= {field: text for field, text in ((AWAITED, whom), (SINCE, since)) if text}
        return self._put_inner(owner, name, raw)

    def report(self, key: str, value: str, source: str, note: str = "") -> Reply:
        """Take a figure that somebody reported, with where it came from.

        It is refused as a typed one is; with a ``note`` what is doubtful is taken all the same.
        """
        owner, name = self._parts(key)
        question = self.question(owner)
        wanted = Wanted(Kind.FIGURE, any_unit=True) if name else self._describe.wanted(question, self.answers)
        valid = validate(value, wanted)
        if isinstance(valid, Rejected):
            return valid
        doubt = valid.doubt or (None if name else self._doubt(question, valid))
        if doubt is not None and not note:
            return Rejected(doubt, can_insist=True)
        self._done_with(key)
        if name:
            raw: dict[str, Raw] = {VALUE: valid.value, STATUS: Status.CONFIRMED.value, SOURCE: source}
            return self._put_inner(owner, name, raw)
        remark = change(valid.figure, self._relations.before(question)) if valid.figure is not None else None
        return self._put(owner, Answer(valid.value, note=note, source=source), remark)

    def leap(self, key: str, value: str) -> Message | None:
        """Why a reported figure wants a second look: it jumps against last year's."""
        owner, name = self._parts(key)
        if name:
            return None
        question = self.question(owner)
        valid = validate(value, self._describe.wanted(question, self.answers))
        if isinstance(valid, Rejected) or valid.figure is None:
            return None
        return leap(valid.figure, self._relations.before(question))

    def name_office(self, word: str, name: str) -> Accepted:
        """The bureau's own name for the pack's ``word`` for a 科室; the word itself, or nothing, takes it back."""
        offices = {**self.answers.offices, word: name}
        if name in ("", word):
            del offices[word]
        self.answers = replace(self.answers, offices=offices)
        return Accepted(OFFICES, Answer({**offices}))

    def offices(self) -> list[str]:
        """The bureau's names of all 科室 that this report asks."""
        found = (office_of(question, self.answers) for question in self.sequence())
        return list(dict.fromkeys(office for office in found if office))

    def waited_for(self) -> set[str]:
        """Those for whom one waits."""
        return {answer.awaited for answer in self.answers.entries.values() if answer.awaited}

    def last_shown(self, key: str) -> str:
        """Last year's answer in short."""
        owner, name = self._parts(key)
        return last_figure(self.question(owner), name, self.last)

    @property
    def last(self) -> Answers | None:
        """Last year's answers, where there are any."""
        return self._last

    def _put_inner(self, owner: str, name: str, raw: Raw) -> Accepted:
        """A figure inside a text; the text keeps its own state."""
        before = self.answers.entries[owner]
        value = lists.with_figure(before.value if before.value is not None else "", name, raw)
        return self._put(owner, replace(before, value=value))

    def _done_with(self, key: str) -> None:
        """The question need not be asked any more, wherever it was to be."""
        if self._pinned == key:
            self._pinned = None
        self._agenda = [one for one in self._agenda if one != key]
        if self._work_key == key:
            self._drop_work()

    def _doubt(self, question: Question, valid: Valid) -> Message | None:
        """Why a well-formed number does not fit the other answers."""
        if valid.figure is None or question.key in self._setup:
            return None
        result = self._relations.computed(question, self.answers)
        if isinstance(result, Known) and not agrees(valid.figure, result.value).is_accepted:
            value = shown_result(question, result.value, self.answers)
            return Message("与算出的数不符：由已填的数算出是 {value}", {"value": value})
        entries = {**self.answers.entries, question.key: Answer(valid.value)}
        return next(self._relations.violated(question.key, replace(self.answers, entries=entries)), None)
