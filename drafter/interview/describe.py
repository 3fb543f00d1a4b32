"""What a step shows: label, unit, options, offers, last year's value, the sentence, warnings."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from drafter.answers.model import OUTLINE, STANDING, Answer, Answers, Raw, Status, inner_figures
from drafter.asking import PROFILE_KEY
from drafter.document.model import plain
from drafter.figures import NOT_APPLICABLE, OMITTED, FigureError, parse_figure
from drafter.formulas import Known
from drafter.genre.claims import YEAR
from drafter.genre.years import move_years
from drafter.interview import entries as lists
from drafter.interview import fates
from drafter.interview.fates import cells_of, fate_options, with_figures
from drafter.interview.passages import (
    Passage,
    Place,
    figure_text,
    filled,
    proposals,
    read_passage,
    shown,
)
from drafter.interview.relations import Relations
from drafter.interview.setup import SETUP, setup_options, setup_value
from drafter.interview.standing import Seen, is_own, is_seen_with, passage_step, unseen
from drafter.interview.steps import Message, Option, Progress, Step, StepKind
from drafter.interview.validation import Wanted
from drafter.interview.work import Work, passage_at
from drafter.packs.schema import FollowUp, Kind, Pack, Question
from drafter.reckoning import figure, shown_result, units

Preview = Callable[[Answers, str], str]
"""Gives the sentence in which the answer to a key stands, as the answers now are; "" where there is none."""

SPECIAL = (NOT_APPLICABLE, OMITTED)
CHOOSING = frozenset({Kind.CHOICE, Kind.CHOICES})


class Describer:
    """Makes steps of one pack and last year's answers."""

    def __init__(
        self,
        pack: Pack,
        last: Answers | None,
        relations: Relations,
        preview: Preview,
        seen: Seen = unseen,
    ) -> None:
        self.pack, self.last, self.relations = pack, last, relations
        self.preview, self.seen = preview, seen

    def question(self, question: Question, answers: Answers, progress: Progress) -> Step:
        """The step that asks one value, or shows the list of a collection."""
        answer = answers.entries.get(question.key)
        row = self.pack.offers(question.offer, answers.year + question.offer_year) if question.offer else None
        options = self.options(question, answers)
        step = Step(
            StepKind.QUESTION,
            question.key,
            question,
            question.label,
            question.kind,
            progress,
            units=units(question, answers),
            keep=self._keep(question, answer, options),
            note=answer.note if answer else "",
            source=answer.source if answer else "",
            awaited=_awaited(answer),
            since=answer.since if answer else "",
            default=self._default(question, answer),
            last=self.last_shown(question),
            options=options,
            ticked=self._ticked(question, answers, options),
            offers=row.offers if row and question.kind not in CHOOSING else (),
            hint=row.hint if row else "",
            sentence=self.preview(answers, question.key) if _stands_in_one(question) else "",
            optional=question.optional or question.formula is not None,
            free=self._free(question),
            warnings=self._warnings(question, answer, answers, options),
        )
        if question.kind is Kind.PASSAGE:
            last = self.last.get(question.key) if self.last is not None else None
            step = passage_step(step, answers, last, self.seen)
            return replace(step, fills=self._fills(Passage(step.default), answers))
        if question.kind not in lists.COLLECTIONS:
            return step
        found = tuple(self._filled(shown(entry), answers) for entry in lists.entries(answer))
        columns = lists.columns(question, answers.depth)
        return replace(step, kind=StepKind.ENTRIES, entries=found, columns=columns, default="", keep=None)

    def fate(self, step: Step, follow: FollowUp, answer: Answer | None, index: int) -> Step:
        """The step that asks what became of one of last year's rows; its figures are shown as they were."""
        rows = lists.entries(answer)
        row = with_figures(rows[index], self._last_value(step.key))
        left = sum(lists.is_awaited(one) for one in rows)
        labels = {column.key: column.label for column in step.question.columns}
        cells = cells_of(row, step.question, self.last_year)
        told = (f"{labels[name]}：{text}" for name, text in cells if text)
        return replace(
            step,
            kind=StepKind.FATE,
            progress=replace(step.progress, left=left),
            index=index,
            passage="\n".join(told),
            options=fate_options(follow.matter),
        )

    def entry(self, step: Step, answers: Answers, index: int) -> Step:
        """The step that looks at one carried entry."""
        entry = lists.entries(answers.entries.get(step.key))[index]
        return replace(step, kind=StepKind.ENTRY, index=index, passage=self._filled(shown(entry), answers))

    def written(self, entry: Raw, answers: Answers) -> str:
        """An entry as it reads, with the answers it names."""
        return self._filled(shown(entry), answers)

    def _filled(self, text: str, answers: Answers) -> str:
        """A text with the answers it names, as they are or were last year."""
        return filled(text, self._fills(Passage(text), answers))

    def _fills(self, passage: Passage, answers: Answers) -> dict[str, str]:
        """What the names in the braces of a text stand for: its own figures, this year's answers, else 〔去年5个〕."""
        found = {}
        for name in passage.ordered():
            question = self.pack.questions.get(fates.promised_name(name))
            own = name in passage.figures
            if question is not None and question.kind.is_live:
                now = figure_text(passage.figures[name]) if own else self._printed(question, answers)
                found[name] = now or f"〔{self._then(question)}〕"
            elif own:
                found[name] = figure_text(passage.figures[name]) or f"【{name}】"
        return found

    def _then(self, question: Question) -> str:
        last = self.last_shown(question)
        return f"去年{last}" if last else question.label

    def _printed(self, question: Question, answers: Answers) -> str:
        result = self.relations.computed(question, answers)
        if isinstance(result, Known):
            return shown_result(question, result.value, answers)
        answer = answers.get(question.key)
        if answer is None or answer.value in (None, "") or answer.status is not Status.CONFIRMED:
            return ""
        written = figure(question, answer, answers) if question.kind.is_number else None
        return written.text() if written is not None else shown(answer.value)

    def task(self, step: Step, answers: Answers, value: Raw | None, work: Work) -> Step:
        """The sub-step that is next."""
        task = work.task
        passage = passage_at(value, work.index, task.column)
        step = replace(
            step,
            kind=task.kind,
            index=work.index,
            column=task.column,
            passage=passage.text,
            fills=self._fills(passage, answers),
        )
        if task.kind is StepKind.CLAIM:
            was = self._was(task.place, passage.text, step.question.key, answers.year)
            span = (task.place.start, task.place.end)
            return replace(step, span=span, claim=task.place.what, was=was)
        if task.kind is StepKind.SPLIT:
            found = proposals(passage, [name for name, _ in inner_figures(value)])
            return replace(step, proposals=tuple(one for one in found if one.text not in task.known))
        return replace(
            step,
            label=task.column.label or step.label,
            value_kind=task.column.kind,
            default=passage.text,
            optional=task.column.optional,
            options=tuple(Option(option, option) for option in task.column.options),
            free=not task.column.options,
            offers=() if work.index is not None else step.offers,
        )

    def _was(self, place: Place, text: str, key: str, year: int) -> str:
        """The year that stood at a place last year, where it was moved along since."""
        now = text[place.start : place.end]
        was = move_years(now, year, year - 1)[0] if place.what == YEAR else now
        return was if was != now and was in shown(self._last_value(key)) else ""

    def figure(self, question: Question, name: str, answers: Answers, progress: Progress) -> Step:
        """The step that asks a figure inside a text."""
        key, answer = f"{question.key}.{name}", answers.entries.get(question.key)
        value = answer.value if answer else None
        raw = dict(inner_figures(value)).get(name, "")
        last = figure_text(dict(inner_figures(self._last_value(question.key))).get(name, ""))
        inner = answers.get(key)
        goal, asked_in = self._promised(question, name, answers) if not last else ("", ())
        return Step(
            StepKind.FIGURE,
            key,
            question,
            name,
            Kind.FIGURE,
            progress,
            units=asked_in or _unit_of(last) or _unit_of(figure_text(raw)),
            keep=(figure_text(raw) or None) if figure_text(raw) != last else None,
            note=inner.note if inner else "",
            source=inner.source if inner else "",
            awaited=_awaited(inner),
            since=inner.since if inner else "",
            last=last,
            goal=goal,
            passage=self._filled(lists.passage_around(value, name).filled(), answers),
        )

    def _promised(self, question: Question, name: str, answers: Answers) -> tuple[str, tuple[str, ...]]:
        """What last year promised of a figure of an own item, and the units it is asked in."""
        if question.kind is not Kind.ITEMS:
            return "", ()
        name = fates.promised_name(name)
        asked = self.pack.questions.get(name)
        if asked is not None and asked.kind.is_number:
            return self.last_shown(asked), units(asked, answers)
        tables = (one.key for one in self.pack.questions.values() if one.follow is not None)
        found = (figure_text(dict(inner_figures(self._last_value(key))).get(name, "")) for key in tables)
        goal = next(filter(None, found), "")
        return goal, _unit_of(goal)

    def sentence(self, answers: Answers, key: str) -> str:
        """The sentence in which an answer now stands; of a paragraph worded anew all of it."""
        question = self.pack.questions.get(key)
        if question is None or question.kind is not Kind.PASSAGE:
            return self.preview(answers, key)
        texts, _ = self.seen(answers, key) if is_own(answers.get(key)) else ((), "")
        return "\n".join(map(plain, texts))

    def paragraph_of(self, key: str, answers: Answers) -> str:
        """The paragraph, still to be looked at, that is one sentence with a claim in it and nothing else to look at."""
        topic = self.pack.questions[key].topic
        for one in self.pack.questions.values():
            answer = answers.entries.get(one.key)
            is_open = answer is None or (answer.value == STANDING and answer.status is Status.UNCONFIRMED)
            if one.kind is Kind.PASSAGE and one.topic == topic and is_open:
                texts, _ = self.seen(answers, one.key)
                if is_seen_with(key, one.key, texts):
                    return one.key
        return ""

    def options(self, question: Question, answers: Answers) -> tuple[Option, ...]:
        """What can be chosen: fixed options, and what is offered for the year."""
        if question.key in SETUP:
            return setup_options(self.pack, answers, question.key)
        if question.kind is Kind.YES_NO:
            return Option("是", "是"), Option("否", "否")
        if question.kind not in CHOOSING:
            return ()
        if question.own_words:
            return self._wordings(question, answers)
        offered = self.pack.offers(question.offer, answers.year + question.offer_year).offers
        texts = dict.fromkeys([*question.options, *(offer.text for offer in offered)])
        return tuple(Option(text, text) for text in texts)

    def _wordings(self, question: Question, answers: Answers) -> tuple[Option, ...]:
        """To write what is written now (or was last year, or in the pack), and the options that are no wording."""
        last = self._last_value(question.key)
        now = answers.entries.get(question.key)
        known = (now.value if now else None, last, *question.options)
        words = next((one for one in known if isinstance(one, str) and one and one not in SPECIAL), "")
        stands = [Option(words, Message("照写：{words}", {"words": words}))] if words else []
        special = [option for option in question.options if option in SPECIAL]
        return (*stands, *(Option(option, Message("不写")) for option in special))

    def wanted(self, question: Question, answers: Answers) -> Wanted:
        """What a reply to the question has to satisfy."""
        return Wanted(
            question.kind,
            units(question, answers),
            self.options(question, answers),
            self._free(question),
            question.optional,
            question.formula is not None,
            special=question.key not in (*SETUP, PROFILE_KEY),
        )

    def last_shown(self, question: Question) -> str:
        """Last year's value as printed: with its unit, texts with their figures."""
        if self.last is None or question.key in SETUP:
            return ""
        answer = self.last.get(question.key)
        if answer is None or answer.value is None:
            return ""
        found = figure(question, answer, self.last) if question.kind.is_number else None
        return found.text() if found is not None else shown(answer.value)

    def last_year(self, key: str) -> str:
        """Last year's answer to a key as printed, 【名称】 where there is none; "" where the pack does not ask for it."""
        question = self.pack.questions.get(key)
        return (self.last_shown(question) or f"【{question.label}】") if question is not None else ""

    def _last_value(self, key: str) -> Raw | None:
        answer = self.last.get(key) if self.last is not None else None
        return answer.value if answer is not None else None

    def _free(self, question: Question) -> bool:
        if question.key in SETUP:
            return False
        return question.kind not in CHOOSING or question.leaves_open

    def _keep(self, question: Question, answer: Answer | None, options: tuple[Option, ...]) -> str | None:
        """The present value, which Enter keeps; a number or date that is last year's never is."""
        if answer is None or not isinstance(answer.value, str) or not answer.value:
            return None
        unsure = answer.status in (Status.UNCONFIRMED, Status.WAITING)
        carried = unsure and answer.value == self._last_value(question.key)
        if carried and (question.kind.is_number or question.kind is Kind.DATE):
            return None
        known = [option.value for option in options]
        if options and answer.value not in known and not self._free(question):
            return None
        return answer.value

    def _default(self, question: Question, answer: Answer | None) -> str:
        if answer is None or question.kind not in (Kind.TEXT, Kind.LONG):
            return ""
        return read_passage(answer.value).text

    def _ticked(self, question: Question, answers: Answers, options: tuple[Option, ...]) -> tuple[str, ...]:
        if question.key in SETUP:
            return setup_value(self.pack, answers, question.key)
        answer = answers.entries.get(question.key)
        value = answer.value if answer else None
        chosen = value if isinstance(value, list) else [value]
        return tuple(option.value for option in options if option.value in chosen)

    def _warnings(
        self, question: Question, answer: Answer | None, answers: Answers, options: tuple[Option, ...]
    ) -> tuple[Message, ...]:
        value = answer.value if answer else None
        known = {option.value for option in options}
        chosen = value if isinstance(value, list) and question.kind is Kind.CHOICES else [value]
        gone = [one for one in chosen if isinstance(one, str) and one and one not in known]
        found = []
        if options and not self._free(question):
            found = [Message("原来选的“{value}”已不在选项里，请重新选", {"value": one}) for one in gone]
        result = self.relations.computed(question, answers)
        if isinstance(result, Known):
            value_text = shown_result(question, result.value, answers)
            found.append(Message("这个数由程序算出：{value}，不用填", {"value": value_text}))
        if question.key == OUTLINE and (lack := self.lacking(answers.outline or self.pack.default_outline)):
            found.append(lack)
        return tuple(found)

    def lacking(self, name: str) -> Message | None:
        """What an outline leaves out of what is prescribed."""
        outline = self.pack.outlines.get(name)
        if outline is None or not outline.lacks:
            return None
        return Message("“{label}”缺少：{lacks}", {"label": outline.label, "lacks": outline.lacks})


def _stands_in_one(question: Question) -> bool:
    """Whether an answer stands in a sentence: reserved keys do not; a paragraph is shown whole, rows are listed."""
    return bool(question.topic) and question.kind not in (Kind.PASSAGE, Kind.TABLE, Kind.ITEMS)


def _awaited(answer: Answer | None) -> str | None:
    return answer.awaited if answer is not None and answer.status is Status.WAITING else None


def _unit_of(written: str) -> tuple[str, ...]:
    """The unit of a figure as printed last year."""
    try:
        unit = parse_figure(written).unit
    except FigureError:
        return ()
    return (unit,) if unit else ()
