"""The part of the interview that puts last year's plans and problems before the clerk, one by one.

A row carried over bears its year (来源); a decision takes that mark away or the row with it.  The row, where it goes
and the record of it are one :class:`Accepted`, to be saved in one write.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from drafter.answers.model import FOLLOWED, SOURCE, Answer, Raw, Status, inner_figures
from drafter.answers.sources import carried_from
from drafter.interview import entries as lists
from drafter.interview import fates
from drafter.interview.navigator import Navigator
from drafter.interview.review import with_own_items
from drafter.interview.steps import Accepted, Fate, Message, Moved, Option, Rejected, Reply, Step, StepKind
from drafter.interview.work import cells, looking
from drafter.packs.schema import FollowUp, Question

if TYPE_CHECKING:
    from drafter.outlines.match import Vocabulary


class Followed(Navigator):
    """FATE steps and their replies."""

    _words: Vocabulary | None = None
    _item: tuple[str, int, Raw, Answer | None] | None = None
    """The item that the last finished matter has become: where it stands, what it was begun as, the answer before."""

    def targets(self, step: Step) -> list[Option]:
        """Items that a finished matter may be written in: where the pack says, else topics, the likeliest first."""
        follow = step.question.follow
        if follow is not None and follow.done:
            return [Option(follow.done, self._topic_of(follow.done))]
        on = {topic.name: topic.items_key for topic in with_own_items(self.pack, self.answers)}
        if self._words is None:
            from drafter.outlines.match import Vocabulary

            self._words = Vocabulary(self.pack)
        row = self._entries(step.key)[step.index or 0]
        likely = [name for _, name in self._words.scores(fates.title_of(row, step.question)) if name in on]
        return [Option(on[name], name) for name in dict.fromkeys([*likely, *on])]

    def fate(self, fate: Fate, *, target: str = "", reason: str = "") -> Reply:
        """Reply to a FATE step.

        DONE: an item of ``target`` (a key of ``targets``) is begun, its text and figures are asked next.
        GOING: the row goes to this year's table and is looked at there.  DROPPED: with a ``reason``.
        """
        step = self.step()
        if step is None or step.kind is not StepKind.FATE or step.question.follow is None:
            return Rejected(Message("现在没有上年的事项要说明"))
        if fate is Fate.DROPPED and not reason.strip():
            return Rejected(Message("请写一句原因"))
        if fate is Fate.DONE:
            return self._done(step, step.question.follow, target)
        return self._decided(step, fate, step.question.follow.going, reason.strip())

    def _decided(self, step: Step, fate: Fate, target: str, reason: str) -> Accepted:
        """Under way (here or in another table), or dropped."""
        key, index, found = step.key, step.index or 0, self._entries(step.key)
        row = found[index]
        also: dict[str, Answer] = {}
        going = fates.moved_on(row, self.answers.year)
        if fate is Fate.GOING and target in ("", key):
            found[index] = _taken_on(fates.bare(going), step.question)
            target = key
        else:
            del found[index]
        if fate is Fate.GOING and target != key:
            other = self.question(target)
            moved = _taken_on(fates.mapped(going, other), other)
            also[target] = self._listed(target, [*self._entries(target), moved])
        to, known = target if fate is Fate.GOING else "", self._describe.last_year
        noted = fates.record(step.question, row, fate, to, reason, known)
        return self._put_all(key, self._listed(key, found), also, (*self.answers.followed, noted))

    def _is_number(self, key: str) -> bool:
        question = self.pack.questions.get(key)
        return question is not None and question.kind.is_number

    def _done(self, step: Step, follow: FollowUp, target: str) -> Reply:
        known = [option.value for option in self.targets(step)]
        if target not in known:
            return Rejected(Message("请选写在哪一方面"))
        found, items = self._entries(step.key), self._entries(target)
        row = found.pop(step.index or 0)
        answer = self.answers.entries.get(target)
        taken = {name for name, _ in inner_figures(answer.value if answer else None)}
        last = self._describe.last_year
        item = fates.item_of(row, step.question, follow, self.answers, taken, last, self._is_number)
        noted = fates.record(step.question, row, Fate.DONE, target, "", last)
        also = {target: self._listed(target, [*items, item])}
        self._item = target, len(items), item, answer
        reply = self._put_all(step.key, self._listed(step.key, found), also, (*self.answers.followed, noted))
        columns = lists.columns(self.question(target), self.answers.depth)
        self._start(target, cells(len(items), columns[-1:], carried=True))
        return reply

    def undecide(self) -> Reply | None:
        """Going back from the item that a matter has become before anything of it is written: the decision goes, too.

        None where that is not where the interview stands.
        """
        step, begun = self.step(), self._item
        if step is None or begun is None or (step.key, step.index) != begun[:2]:
            return None
        self._item = None
        key, index, item, before = begun
        if self._entries(key)[index:] != [item]:
            return None
        return self._reopened(len(self.answers.followed) - 1, {key: before or Answer(None)})

    def reopen(self, number: int) -> Reply:
        """Take a decision back: the row is asked again.  An item that was made of it stays where it is."""
        return self._reopened(number, {})

    def _reopened(self, number: int, also: dict[str, Answer]) -> Reply:
        if not 0 <= number < len(self.answers.followed):
            return Rejected(Message("没有这一条"))
        noted = self.answers.followed[number]
        key = fates.text_of(noted, fates.TABLE)
        question = self.pack.questions.get(key)
        if question is None or question.follow is None or not isinstance(noted, dict):
            return Rejected(Message("模板里已经没有这张表"))
        self._drop_work()
        row = noted.get(fates.ROW, {})
        found = [one for one in self._entries(key) if not self._same(one, row, noted, question)]
        again = {**row, SOURCE: carried_from(self.answers.year - 1)} if isinstance(row, dict) else row
        rest = (*self.answers.followed[:number], *self.answers.followed[number + 1 :])
        self._later.discard(key)
        self._passed.discard(key)
        reply = self._put_all(key, self._listed(key, [*found, again]), also, rest)
        self.jump(key)
        return reply

    def records(self) -> Sequence[Raw]:
        """What was decided, in order."""
        return self.answers.followed

    def _same(self, entry: Raw, row: Raw, noted: Raw, question: Question) -> bool:
        """Whether an entry of this year's table is the row that was said to go on."""
        going = fates.text_of(noted, fates.FATE) == Fate.GOING.value
        went = fates.moved_on(row, self.answers.year)
        return going and fates.title_of(entry, question) == fates.title_of(went, question)

    def _put_off(self, key: str) -> Moved:
        """Last year's rows of a table come up again where the table itself is asked."""
        self._later.add(key)
        self._leave(key)
        return Moved()

    def _listed(self, key: str, found: list[Raw]) -> Answer:
        """A table or list still in work."""
        before = self.answers.entries.get(key)
        return replace(before or Answer(None), value=found, status=Status.UNCONFIRMED, line=0)

    def _put_all(
        self, key: str, answer: Answer, also: dict[str, Answer], followed: tuple[Raw, ...]
    ) -> Accepted:
        """Take over a decision and all that it changes."""
        entries = {**self.answers.entries, **also, key: answer}
        self.answers = replace(self.answers, entries=entries, followed=followed)
        self._touched.update((key, *also))
        self._sequence = None
        self._clear()
        return Accepted(key, answer, also={**also, FOLLOWED: Answer(list(followed))})

    def _topic_of(self, key: str) -> str:
        question = self.pack.questions.get(key)
        return question.topic if question is not None else key


def _taken_on(row: Raw, table: Question) -> Raw:
    """A row that goes on in a table, settled where nothing of it is left to look at."""
    is_seen = not looking(0, [row], table.columns).tasks and not [*lists.wanting(row, Answer(None))]
    return lists.settled(row) if is_seen else row
