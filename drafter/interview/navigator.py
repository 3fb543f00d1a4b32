"""Where an interview stands, and the ways to another place in it: back, jump, walk, search.

The next step is the first question that is neither answered nor put off, so a file left in any state is resumed
where it was left.  Only the sub-steps of the question in hand, and where the clerk went back or jumped to, are kept
in memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from drafter.answers.model import Answer, Answers, Raw, Status
from drafter.answers.sources import with_source
from drafter.asking import PROFILE_KEY, asked, open_points
from drafter.figures import OMITTED
from drafter.formulas import names
from drafter.interview import entries as lists
from drafter.interview.chart import ChartPart, make_chart
from drafter.interview.describe import Describer, Preview
from drafter.interview.relations import Relations
from drafter.interview.review import make_review
from drafter.interview.search import Found, search
from drafter.interview.setup import setup_questions, with_setup
from drafter.interview.standing import Seen, unseen
from drafter.interview.steps import Accepted, Message, Progress, Review, Step, StepKind
from drafter.interview.validation import Valid
from drafter.interview.work import Work, looking
from drafter.packs.schema import Carry, Kind, Pack, Question


def no_preview(answers: Answers, key: str) -> str:
    """For fronts that show no sentence."""
    return ""


class Navigator:
    """The answers as they now are and the place the clerk has reached.

    ``earlier``: the answers of last year, of the year before …; None where there are none.
    ``setup``: ask outline, depth and topics even when topics are ticked already (a new year made from the last).
    ``seen``: the paragraph tied to a question, as it now reads.
    """

    def __init__(
        self,
        pack: Pack,
        answers: Answers,
        earlier: Sequence[Answers | None] = (),
        preview: Preview = no_preview,
        *,
        setup: bool = False,
        seen: Seen = unseen,
    ) -> None:
        self.pack, self.answers = pack, answers
        self._last = earlier[0] if earlier else None
        self._relations = Relations(pack, earlier)
        self._describe = Describer(pack, self._last, self._relations, preview, seen)
        self._setup = setup_questions(pack)
        self._unset = set(self._setup) if setup or not answers.topics else set()
        self._agenda: list[str] = []
        self._pinned: str | None = None
        self._passed: set[str] = set()
        self._own: set[str] = set()
        """Items of the bureau's own that the clerk asked for, though the depth of the file does not."""
        self._later: set[str] = set()
        """Tables whose rows of last year come up only where the table itself is asked."""
        self._touched: set[str] = set()
        self._whole: set[tuple[str, int]] = set()
        """Entries that are asked as a whole, since the clerk went back from their places."""
        self._written = ("", 0)
        """The key of the collection, and the number of the entry, that was written last."""
        self._work: Work | None = None
        self._course = self._work_key = ""
        self._refused: Valid | None = None
        self._looked_at: tuple[str, str] = ("", "")
        self._sequence: list[Question] | None = None
        self._step: Step | None = None

    # -- where the interview stands

    def step(self) -> Step | None:
        """The next thing to ask; None when everything has been answered or put off."""
        if self._step is None:
            here = self._here()
            self._step = self._make_step(*here) if here else None
        return self._step

    def question(self, key: str) -> Question:
        """The question of a key, or of the reserved keys asked at the beginning."""
        return self._setup[key] if key in self._setup else self.pack.questions[key]

    def setup_keys(self) -> list[str]:
        """The reserved keys that are asked."""
        return list(self._setup)

    def sequence(self) -> list[Question]:
        """All questions of this file in the order in which they are asked."""
        if self._sequence is None:
            found = asked(self.pack, self.answers)
            if self._own:
                keys = self._own | {question.key for question in found}
                found = [question for question in self.pack.questions.values() if question.key in keys]
            first = [question for question in found if question.key == PROFILE_KEY]
            rest = [question for question in found if question.key != PROFILE_KEY]
            self._sequence = [*first, *self._setup.values(), *rest]
        return self._sequence

    def review(self) -> Review:
        """What is open, and all answers by topic."""
        return make_review(self.pack, self.answers, self._relations)

    def open_keys(self) -> list[str]:
        """Keys of everything that keeps a draft from being final."""
        return [point.key for point in open_points(self.pack, self.answers)]

    def _make_step(self, key: str, name: str) -> Step:
        question, progress = self.question(key), self._progress(key)
        if name:
            return self._describe.figure(question, name, self.answers, progress)
        step = self._describe.question(question, self.answers, progress)
        if self._work is not None and self._work.tasks:
            return self._describe.task(step, self.answers, self._value(key), self._work)
        answer = self.answers.entries.get(key)
        if question.follow is not None and (awaited := self._awaited(answer)) is not None:
            return self._describe.fate(step, question.follow, answer, awaited)
        waiting = self._unsettled(answer) if step.kind is StepKind.ENTRIES else None
        if waiting is None:
            return step
        if self._begun(question, waiting):
            here = self._here()
            assert here is not None
            return self._make_step(*here)
        return self._describe.entry(step, self.answers, waiting)

    def _begun(self, question: Question, index: int) -> bool:
        """Whether an entry is looked at without asking whether it stays: that was said, or it is still to be written.

        The work on it is begun.  Going back from there asks of the entry as a whole.
        """
        if (question.key, index) in self._whole:
            return False
        work = looking(index, self._value(question.key), lists.columns(question, self.answers.depth))
        unwritten = any(task.kind is StepKind.CELL for task in work.tasks)
        entry = self._entries(question.key)[index]
        wanting = next(lists.wanting(entry, Answer(None)), "")
        if not unwritten and (question.follow is None or not (work.tasks or wanting)):
            return False
        self._work, self._work_key = work, question.key
        return True

    def _here(self) -> tuple[str, str] | None:
        """Key and, for a figure inside a text, its name."""
        if self._work is not None:
            return self._work_key, self._wanting_in_work()
        if self._pinned is not None or self._agenda:
            keys = {question.key for question in self.sequence()}
            if self._pinned is not None and owner_of(self._pinned, keys):
                return self._parts(self._pinned)
            while self._agenda and not owner_of(self._agenda[0], keys):
                self._agenda.pop(0)
            if self._agenda:
                return self._parts(self._agenda[0])
        return next((self._parts(key) for key in self.pending()), None)

    def _parts(self, key: str) -> tuple[str, str]:
        if key in self._setup or key in self.pack.questions:
            return key, ""
        owner, _, name = key.partition(".")
        return owner, name

    def pending(self) -> Iterator[str]:
        """Keys still to be asked, in order; a figure inside a text under its dotted key."""
        followed: list[str] | None = [] if self._course else None
        for question in self._from_course():
            key = question.key
            if key in self._setup:
                if key in self._unset:
                    yield key
                continue
            if followed is None and key != PROFILE_KEY:
                followed = self.awaited(put_off=False)
                yield from followed
            if followed and key in followed:
                continue
            answer = self.answers.entries.get(key)
            if key not in self._passed and self._is_pending(question, answer):
                yield key
            elif answer is not None and not isinstance(answer.value, str) and key not in self._passed:
                dotted = (f"{key}.{name}" for name in lists.wanting(answer.value, answer))
                yield from (one for one in dotted if one not in self._passed)

    def awaited(self, *, put_off: bool = True) -> list[str]:
        """Tables with rows of last year of which the clerk has yet to say what became; not those put off."""
        return [
            one.key
            for one in self.sequence()
            if one.follow is not None
            and (put_off or one.key not in self._later)
            and self._awaited(self.answers.entries.get(one.key)) is not None
        ]

    def _awaited(self, answer: Answer | None) -> int | None:
        if answer is None or answer.status is not Status.UNCONFIRMED:
            return None
        found = enumerate(lists.entries(answer))
        return next((index for index, entry in found if lists.is_awaited(entry)), None)

    def _from_course(self) -> list[Question]:
        """The questions as the clerk goes through them: from where he went, then round to the beginning."""
        found = self.sequence()
        start = next((n for n, question in enumerate(found) if question.key == self._course), 0)
        return [*found[start:], *found[:start]]

    def _is_pending(self, question: Question, answer: Answer | None) -> bool:
        if answer is not None and answer.status.is_put_off:
            return False
        if answer is None or answer.value is None:
            return question.formula is None or self._rate_is_wanted(question)
        if answer.status is Status.CONFIRMED:
            return answer.value == "" and not question.optional
        return answer.status is Status.UNCONFIRMED

    def _rate_is_wanted(self, question: Question) -> bool:
        """A computed number is asked for only right after one of its parts was put off or left unreported."""
        if question.formula is None or not self._touched:
            return False
        keys = names(question.formula)
        parts = [self.answers.entries.get(name) for name in keys]
        if not keys & self._touched or None in parts:
            return False
        return any(part and (part.status is Status.SKIPPED or part.value == OMITTED) for part in parts)

    def _progress(self, key: str) -> Progress:
        """Where a question stands among those that are asked: neither computed numbers nor what was kept count."""
        counted = [one.key for one in self.sequence() if one.key == key or not self._is_passed_over(one)]
        left = sum(1 for _ in self.pending())
        total = 0 if self._unset else len(counted)
        return Progress(counted.index(key) + 1, total, left, self.question(key).topic)

    def _is_passed_over(self, question: Question) -> bool:
        """Whether a question is hardly ever asked: it is computed, or its answer of last year was kept."""
        if question.formula is not None:
            return True
        answer = self.answers.entries.get(question.key)
        last = self._last.get(question.key) if self._last is not None else None
        kept = question.carry is Carry.KEEP and answer is not None and answer.status is Status.CONFIRMED
        return kept and last is not None and answer is not None and answer.value == last.value

    def refresh(self, answers: Answers) -> None:
        """Take over the answers as they are on disk, where somebody else has changed some."""
        self.answers, self._sequence = answers, None
        self._clear()

    # -- moving about

    def back(self) -> bool:
        """One step back: out of a sub-step, else to the question before; False at the very beginning.

        Nothing is taken back: the answer stays and can be confirmed or changed.
        """
        here = self._here()
        self._clear()
        if here is not None and (self._work is not None or here[1]):
            if self._work is not None and self._work.index is not None:
                self._whole.add((here[0], self._work.index))
            self._drop_work()
            self._pinned = here[0]
            return True
        before = self._before(here[0] if here else "")
        if before is None:
            return False
        self._pinned = before
        return True

    def _before(self, key: str) -> str | None:
        """The question before ``key`` (at the end of the interview: the last); computed ones only if answered."""
        before = None
        for question in self.sequence():
            if question.key == key:
                break
            if question.formula is None or question.key in self.answers.entries:
                before = question.key
        return before

    def jump(self, key: str) -> None:
        """Go to a question (a dotted key: to a figure inside a text), then on from where the interview was."""
        self._drop_work()
        self._passed.discard(key)
        self._pinned = key

    def add_own_items(self, key: str) -> None:
        """Ask for the items of one of these topics now, whatever the depth of the file."""
        self._own.add(key)
        self._sequence = None
        self.jump(key)

    def enter(self, topic: str) -> None:
        """Go to a topic and on from there: to its open questions, or through all of them when none is open."""
        keys = [question.key for question in self.sequence() if question.topic == topic]
        if not keys:
            return
        self.walk(())
        self._course = keys[0]
        self._passed.difference_update(keys)
        if not any(key.partition(".")[0] in keys for key in self.pending()):
            self.walk(keys)

    def chart(self) -> list[ChartPart]:
        """The map of the report: parts, topics, and how many of their questions are in which state."""
        name = self.answers.outline or self.pack.default_outline
        return make_chart(self.review(), self.pack.outlines.get(name), self.answers)

    def search(self, words: str) -> Found:
        """Questions by a word of their name."""
        return search(self.pack, self.answers, self.review(), words)

    def sentence(self, key: str) -> str:
        """The sentence in which an answer now stands, of rows the one written last; "" where it stands in none."""
        question = self.pack.questions.get(key)
        if question is None:
            return ""
        if question.kind not in (Kind.TABLE, Kind.ITEMS):
            return self._describe.sentence(self.answers, key)
        found, (of, index) = self._entries(key), self._written
        return self._describe.written(found[index], self.answers) if of == key and index < len(found) else ""

    def walk(self, keys: Iterable[str]) -> None:
        """Go through these questions one after the other, e.g. all open points."""
        self._drop_work()
        self._agenda, self._pinned = list(keys), None
        self._passed.difference_update(self._agenda)

    def _leave(self, key: str) -> None:
        """The question is done with: on to where the interview was."""
        if self._pinned == key:
            self._pinned = None
        if self._agenda and self._agenda[0] == key:
            self._agenda.pop(0)
        self._clear()

    # -- what is in hand

    def _value(self, key: str) -> Raw | None:
        """The raw value a sub-step works on; entries bear their own status while a collection is in work."""
        answer = self.answers.entries.get(key)
        if self.question(key).kind in lists.COLLECTIONS:
            return lists.entries(answer)
        return answer.value if answer is not None else None

    def _entries(self, key: str) -> list[Raw]:
        return lists.entries(self.answers.entries.get(key))

    def _unsettled(self, answer: Answer | None) -> int | None:
        """The first entry that the clerk has not settled yet."""
        found = enumerate(lists.entries(answer))
        return next((index for index, entry in found if not lists.is_settled(entry)), None)

    def _wanting_in_work(self) -> str:
        """The figure to be asked of the entry in hand, once its sub-steps are through."""
        work, answer = self._work, self.answers.entries.get(self._work_key)
        if work is None or work.tasks or work.index is None or answer is None:
            return ""
        return next(lists.wanting(self._entries(self._work_key)[work.index], answer), "")

    def _start(self, key: str, work: Work) -> None:
        self._work, self._work_key = work, key
        self._clear()

    def _drop_work(self) -> None:
        self._work, self._work_key = None, ""
        self._clear()

    def _clear(self) -> None:
        self._step, self._refused = None, None

    def _put(self, key: str, answer: Answer, remark: Message | None = None) -> Accepted:
        """Take an answer over; what is returned is to be saved."""
        if key in self._setup:
            assert answer.value is not None
            self.answers = with_setup(self.answers, key, answer.value)
            self._unset.discard(key)
        else:
            before = self.answers.entries.get(key)
            if before is not None and answer.decimals is None:
                answer = replace(answer, decimals=before.decimals)
            answer = with_source(answer, before)
            self.answers = replace(self.answers, entries={**self.answers.entries, key: answer})
            self._touched.add(key)
        self._sequence = None
        self._clear()
        return Accepted(key, answer, remark)


def owner_of(key: str, keys: set[str]) -> bool:
    """Whether a key, or the text that a dotted key's figure stands in, is among those asked."""
    return key in keys or key.partition(".")[0] in keys
