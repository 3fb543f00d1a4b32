"""The interview as a pure state machine: whether a reply will do, and what it changes.

It prints nothing, reads nothing and knows no clock.  A front shows :meth:`Interview.step`, hands the reply to the
method that the step's kind names, saves what is :class:`Accepted`, and goes round again until there is no step.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from drafter.answers.model import OUTLINE, STANDING, STATUS, Answer, Raw, Status, inner_figures
from drafter.answers.sources import with_source
from drafter.figures import NOT_APPLICABLE, OMITTED, Figure, FigureError, parse_figure
from drafter.interview import entries as lists
from drafter.interview.collecting import Collecting
from drafter.interview.compare import change, leap
from drafter.interview.followed import Followed
from drafter.interview.marking import Marking
from drafter.interview.navigator import no_preview
from drafter.interview.passages import Passage, read_passage
from drafter.interview.pasted import entries_in
from drafter.interview.reports import Reports
from drafter.interview.steps import Accepted, Message, Moved, Rejected, Reply, Settle, Step, StepKind
from drafter.interview.validation import Valid, Wanted, validate, validate_ticks
from drafter.interview.work import (
    LONE,
    Work,
    cells,
    passage_at,
    put,
    settle,
    split_off,
    typed,
)
from drafter.packs.schema import Kind, Question
from drafter.reckoning import MONEY_UNITS

__all__ = ["Interview", "no_preview"]

SKIP = frozenset({"跳过", "skip"})
_TEXTS = frozenset({Kind.TEXT, Kind.LONG})


class Interview(Followed, Collecting, Marking, Reports):
    """One clerk's way through one year's answers (arguments: see ``Navigator``)."""

    # -- single answers

    def answer(self, value: Raw, note: str = "") -> Reply:
        """Reply to a QUESTION, CELL or FIGURE step with a text or a list; to ENTRIES with a text to be added.

        A whole list may be given to ENTRIES as well: it replaces the collection and is confirmed.
        """
        step = self.step()
        if step is None:
            return Rejected(Message("没有要回答的问题了"))
        self._refused = None
        if isinstance(value, str) and value.strip() in SKIP and step.kind is not StepKind.ENTRIES:
            return self.skip()
        if step.kind is StepKind.FIGURE:
            return self._answer_figure(step, value)
        if step.kind is StepKind.CELL:
            return self._answer_cell(step, value)
        if step.kind is StepKind.ENTRIES:
            return self._answer_entries(step, value)
        if step.kind is StepKind.PASSAGE:
            return self._answer_passage(step, value, note)
        if step.kind is not StepKind.QUESTION:
            return Rejected(Message("这一步请从列出的做法中选"))
        if step.value_kind is Kind.CHOICES:
            return self._answer_ticks(step, value, note)
        return self._answer_value(step, value, note)

    def insist(self, note: str) -> Reply:
        """Take the reply that was rejected with ``can_insist``, with the clerk's reason as its note.

        A reply that was only given a second look (``second_look``) needs no reason.
        """
        step, refused = self.step(), self._refused
        if step is None or refused is None:
            return Rejected(Message("没有可以坚持的答案"))
        if not note.strip() and self._looked_at != (step.key, refused.value):
            return Rejected(Message("请写一句说明，例如：含上年结转"), can_insist=True)
        if step.kind is StepKind.FIGURE:
            return self._take_figure(step, refused)
        return self._take(step.question, refused, note.strip())

    def skip(self) -> Reply:
        """Put the step off; an answer that is there already stays as it is."""
        step = self.step()
        if step is None:
            return Moved()
        self._clear()
        if step.kind is StepKind.SPLIT:
            self._step = step
            return self.split({})
        if step.kind is StepKind.FIGURE and step.keep is None:
            return self._put_figure(step, {STATUS: Status.SKIPPED.value})
        if step.kind is StepKind.FATE and step.key not in self._later:
            return self._put_off(step.key)
        key = step.key if step.kind is StepKind.FIGURE else step.question.key
        answer = self.answers.entries.get(key)
        self._drop_work()
        self._leave(key)
        blank = answer is None or answer.value is None
        if key in self._setup:
            self._unset.discard(key)
        elif blank and step.kind is not StepKind.FIGURE and step.question.formula is None:
            return self._put(key, Answer(None, Status.SKIPPED, answer.note if answer else ""))
        self._passed.add(key)
        return Moved()

    def _answer_value(self, step: Step, value: Raw, note: str) -> Reply:
        question = step.question
        if not isinstance(value, str):
            return Rejected(Message("这里只填一段文字或一个数"))
        if not value.strip() and step.keep is not None and question.kind not in _TEXTS:
            value = step.keep
        if not value.strip() and question.formula is not None:
            return self.skip()
        valid = validate(value, self._describe.wanted(question, self.answers))
        if isinstance(valid, Rejected):
            return valid
        doubt = valid.doubt or self._doubt(question, valid)
        if doubt is not None and not note:
            self._refused = valid
            return Rejected(doubt, can_insist=True)
        if not note and (look := self._second_look(step, valid)) is not None:
            return look
        return self._take(question, valid, note)

    def _second_look(self, step: Step, valid: Valid) -> Rejected | None:
        """The question whether a figure that jumps against last year's is right; asked once of each value."""
        if valid.figure is None or self._looked_at == (step.key, valid.value):
            return None
        answer = self.answers.get(step.key)
        if answer is not None and answer.status is Status.CONFIRMED and answer.value == valid.value:
            return None
        why = leap(valid.figure, self._before_of(step))
        if why is None:
            return None
        self._refused, self._looked_at = valid, (step.key, valid.value)
        return Rejected(why, can_insist=True, second_look=True)

    def _before_of(self, step: Step) -> Figure | None:
        """Last year's figure of a question, or of a figure inside a text."""
        if step.kind is not StepKind.FIGURE:
            return self._relations.before(step.question)
        try:
            return parse_figure(step.last)
        except FigureError:
            return None

    def _take(self, question: Question, valid: Valid, note: str) -> Accepted:
        if question.kind in _TEXTS:
            return self._take_text(question, valid.value, note)
        before = self._relations.before(question)
        remark = change(valid.figure, before) if valid.figure is not None else None
        if question.key == OUTLINE:
            remark = self._describe.lacking(valid.value)
        self._leave(question.key)
        reply = self._put(question.key, Answer(valid.value, note=note), remark)
        return self._with_paragraph(reply) if question.own_words else reply

    def _with_paragraph(self, reply: Accepted) -> Accepted:
        """A paragraph that is nothing but the sentence of a claim has been seen with it."""
        key = self._describe.paragraph_of(reply.key, self.answers)
        if not key:
            return reply
        standing = with_source(Answer(STANDING), self.answers.entries.get(key))
        self.answers = replace(self.answers, entries={**self.answers.entries, key: standing})
        self._clear()
        return replace(reply, also={key: standing})

    def _take_text(self, question: Question, text: str, note: str, began: Passage | None = None) -> Accepted:
        """``began``: the text it was made from, where that is not the present answer."""
        key, before = question.key, self.answers.entries.get(question.key)
        carried = began is None and before is not None and before.status is Status.UNCONFIRMED
        old = began or read_passage(self._blanked(key, self._value(key)) if carried else self._value(key))
        new = old.with_text(text)
        self._start(key, Work(None, tuple(typed(question, LONE, old, new, carried=carried)), carried))
        return self._put_text(key, new.raw(), note)

    def _answer_passage(self, step: Step, value: Raw, note: str) -> Reply:
        """A paragraph: 照旧, 不写入, or the text that is to stand; typed as it stood before it is 照旧."""
        text = value.strip() if isinstance(value, str) else ""
        own = step.keep not in (STANDING, OMITTED)
        if not text or (text == step.default.strip() and step.keep == STANDING):
            text = step.keep or STANDING
        if text in (STANDING, OMITTED, NOT_APPLICABLE):
            self._leave(step.key)
            return self._put(step.key, Answer(OMITTED if text == NOT_APPLICABLE else text, note=note))
        valid = validate(text, Wanted(Kind.LONG))
        if isinstance(valid, Rejected):
            return valid
        return self._take_text(step.question, valid.value, note, None if own else Passage(step.default))

    def _put_text(self, key: str, value: Raw, note: str) -> Accepted:
        """Save a text: confirmed once nothing is left to look at (figures to split off leave it as it is)."""
        work = self._work
        if work is not None and work.is_pending:
            return self._put(key, Answer(value, Status.UNCONFIRMED, note))
        if work is None or not work.tasks:
            self._drop_work()
            self._leave(key)
        return self._put(key, Answer(value, note=note))

    def _answer_ticks(self, step: Step, value: Raw, note: str) -> Reply:
        found = [str(one) for one in value] if isinstance(value, list) else _listed(str(value))
        wanted = self._describe.wanted(step.question, self.answers)
        if wanted.special and found == [NOT_APPLICABLE]:
            self._leave(step.key)
            return self._put(step.key, Answer(NOT_APPLICABLE, note=note))
        ticks = validate_ticks(found, wanted)
        if isinstance(ticks, Rejected):
            return ticks
        self._leave(step.key)
        return self._put(step.key, Answer([*ticks], note=note))

    def _answer_figure(self, step: Step, value: Raw) -> Reply:
        text = value if isinstance(value, str) else ""
        if not text.strip() and step.keep is not None:
            text = step.keep
        valid = validate(text, Wanted(Kind.FIGURE, step.units, any_unit=True))
        if isinstance(valid, Rejected):
            return valid
        return self._second_look(step, valid) or self._take_figure(step, valid)

    def _take_figure(self, step: Step, valid: Valid) -> Accepted:
        remark = change(valid.figure, self._before_of(step)) if valid.figure is not None else None
        return replace(self._put_figure(step, valid.value), remark=remark)

    def _put_figure(self, step: Step, raw: Raw) -> Accepted:
        key, name = step.question.key, step.label
        self._leave(step.key)
        if self._work is not None:
            return self._put_entries(key, lists.with_figure(self._entries(key), name, raw))
        answer = self.answers.entries[key]
        value = lists.with_figure(answer.value if answer.value is not None else "", name, raw)
        return self._put(key, replace(answer, value=value))

    # -- collections

    def _answer_entries(self, step: Step, value: Raw) -> Reply:
        if isinstance(value, list):
            self._leave(step.key)
            return self._put(step.key, Answer(lists.finished(value, step.question.kind)))
        if not isinstance(value, str) or not value.strip():
            return self.done()
        if step.question.kind is Kind.TABLE:
            return Rejected(Message("请用“添加”逐栏填写"))
        if len(value.strip().splitlines()) > 1:
            return self.paste(step, entries_in(value))
        self._start(step.key, cells(len(step.entries), step.columns[-1:]))
        return self.answer(value)

    # -- sub-steps

    def _answer_cell(self, step: Step, value: Raw) -> Reply:
        work, column, key = self._work, step.column, step.question.key
        assert work is not None
        assert column is not None
        if not value and not column.optional and work.index == len(self._entries(key)):
            self._drop_work()  # an entry begun by mistake
            return Moved()
        money = MONEY_UNITS if column.kind is Kind.MONEY else ()
        wanted = Wanted(column.kind, money, step.options, step.free, column.optional)
        valid = validate(value if isinstance(value, str) else "", wanted)
        if isinstance(valid, Rejected):
            return valid
        current = self._value(key)
        old = passage_at(current, work.index, column)
        new = old.with_text(valid.value)
        self._work = work.rest(typed(step.question, column, old, new, carried=work.carried))
        return self._put_entries(key, put(current, work.index, column, new))

    def settle(self, action: Settle, words: str = "") -> Reply:
        """Reply to a CLAIM step: keep the place, write ``words`` in its stead, or take it out."""
        step, work = self.step(), self._work
        if step is None or work is None or step.kind is not StepKind.CLAIM:
            return Rejected(Message("现在没有要核对的地方"))
        if action is Settle.RETYPE and not words.strip():
            return Rejected(Message("请输入改成什么；要去掉请选“删去”"))
        instead = {Settle.KEEP: None, Settle.RETYPE: words.strip(), Settle.REMOVE: ""}[action]
        self._work, value = settle(work, self._value(step.question.key), instead)
        return self._put_work(step.question.key, value)

    def split(self, chosen: Mapping[int, str]) -> Reply:
        """Reply to a SPLIT step: which proposals (by number) become figures, each with its name."""
        step, work = self.step(), self._work
        if step is None or work is None or step.kind is not StepKind.SPLIT:
            return Rejected(Message("现在没有要拆分的数字"))
        value = self._value(step.question.key)
        taken = {name for name, _ in inner_figures(value)} | Passage(step.passage).names()
        for name in chosen.values():
            if not name.strip() or any(char in "{}.：:\n" for char in name):
                return Rejected(
                    Message("名称“{name}”不能用：不能空着，也不能有花括号、点和冒号", {"name": name})
                )
            if name in taken:
                return Rejected(Message("名称“{name}”已经用过，请换一个", {"name": name}))
            taken.add(name)
        figures = [replace(step.proposals[number], name=name) for number, name in chosen.items()]
        self._work, value = split_off(work, value, figures)
        return self._put_work(step.question.key, value)

    def _put_work(self, key: str, value: Raw) -> Accepted:
        if self._work is not None and self._work.index is not None:
            return self._put_entries(key, value)
        return self._put_text(key, value, self._note(key))


def _listed(text: str) -> list[str]:
    """Options typed in one line, separated as clerks do."""
    for sign in "，,;；":
        text = text.replace(sign, "、")
    return [one.strip() for one in text.split("、") if one.strip()]
