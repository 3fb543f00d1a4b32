"""How each kind of step is asked on a console, and what the machine is told."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from drafter.figures import NOT_APPLICABLE
from drafter.i18n import _
from drafter.interview import orders
from drafter.interview.aside import look_aside
from drafter.interview.console import Back, Console, Field
from drafter.interview.fate_screen import ask_fate
from drafter.interview.machine import Interview
from drafter.interview.orders import read_order
from drafter.interview.passage_screen import ask_passage
from drafter.interview.place_screen import ask_place
from drafter.interview.steps import Message, Moved, Option, Rejected, Reply, Step, StepKind
from drafter.interview.words import placeholder, short, spoken
from drafter.packs.schema import Kind, Offer

OWN, PRESENT, LIBRARY, ADD, DONE = "own", "present", "library", "add", "done"
EDIT, DELETE, KEEP, ALL, SOME, NONE = "edit", "delete", "keep", "all", "some", "none"
UP, DOWN = "up", "down"


class Asks:
    """Asks steps; the replies go straight to the machine."""

    def __init__(self, machine: Interview, console: Console) -> None:
        self.machine, self.console = machine, console
        self._key = self._refused = self._ticked = ""

    def reply(self, step: Step) -> Reply:
        """Ask one step and give the machine's reply; may raise what the clerk does instead."""
        if step.key != self._key:
            self._key, self._refused, self._ticked = step.key, "", ""
        ways: dict[StepKind, Callable[[Step], Reply]] = {
            StepKind.QUESTION: self._value,
            StepKind.CELL: self._value,
            StepKind.FIGURE: self._text,
            StepKind.ENTRIES: self._entries,
            StepKind.ENTRY: self._entry,
            StepKind.FATE: partial(ask_fate, self.machine, self.console),
            StepKind.CLAIM: self._claim,
            StepKind.SPLIT: self._split,
            StepKind.PASSAGE: partial(ask_passage, self.machine, self.console),
        }
        return ways[step.kind](step)

    # -- single values

    def _value(self, step: Step) -> Reply:
        if step.value_kind is Kind.CHOICES and step.options:
            return self._ticks(step)
        if step.options and step.value_kind is not Kind.YES_NO:
            return self._choice(step)
        if step.offers:
            return self._offered(step)
        return self._text(step)

    def _ticks(self, step: Step) -> Reply:
        options = spoken(step.options)
        if not step.optional and step.question.topic:
            options.append(Option(NOT_APPLICABLE, _("以上都没有（不适用）")))
        ticked = self.console.tick("", options, step.ticked)
        return self.machine.answer([*ticked])

    def _choice(self, step: Step) -> Reply:
        if step.question.own_words:
            return self._wording(step)
        options = spoken(step.options)
        if step.free:
            options.append(Option(OWN, _("以上都不是，自己写")))
        pointed = step.ticked[0] if step.ticked else step.default
        chosen = self.console.choose("", options, pointed)
        return self._text(step) if chosen == OWN and step.free else self.machine.answer(chosen)

    def _wording(self, step: Step) -> Reply:
        """Words that stand, are worded anew (begun from what they are), or are left out."""
        stands, *others = spoken(step.options)
        pointed = step.ticked[0] if step.ticked and not step.source else ""  # what is carried has to be read
        chosen = self.console.choose("", [stands, Option(OWN, _("改写")), *others], pointed)
        if chosen != OWN:
            return self.machine.answer(chosen)
        typed = self.console.ask(Field(_("写成"), stands.value))
        if not typed.strip():
            return Rejected(Message("空着印不成句子；不写的请选“不写”"))
        return self.machine.answer(typed)

    def _offered(self, step: Step) -> Reply:
        """Take what is there, or begin with it, with something offered, or with an empty line."""
        offers = {str(n): offer.text for n, offer in enumerate(step.offers) if offer.text != step.default}
        options = [Option(number, short(text)) for number, text in offers.items()]
        options.append(Option(OWN, _("自己写")))
        if step.default:
            present = Option(PRESENT, _("用现有的：{text}").format(text=short(step.default)))
            options = [present, Option(EDIT, _("在现有的文字上改")), *options]
        chosen = self.console.choose("", options)
        if chosen == PRESENT:
            return self.machine.answer(step.default)
        return self._text(step, None if chosen == EDIT else offers.get(chosen, ""))

    def _text(self, step: Step, default: str | None = None) -> Reply:
        """A line to type; what was refused stands in it again, unless it was a number."""
        if default is None:
            default = step.default if step.value_kind.is_number else self._refused or step.default
        lines = step.value_kind is Kind.LONG
        typed = self.console.ask(Field(default=default, placeholder=placeholder(step), lines=lines))
        look_aside(typed, step, self.machine.answers.year)
        reply = self.machine.answer(typed)
        self._refused = typed if isinstance(reply, Rejected) and (lines or "\n" not in typed) else ""
        return reply

    # -- collections

    def _entries(self, step: Step) -> Reply:
        if step.question.kind is Kind.TABLE:
            return self._table(step)
        if step.offers and not step.entries and self._ticked != step.key:
            return self._offered_entries(step)
        return self._lines(step)

    def _offered_entries(self, step: Step) -> Reply:
        """Ticks first; entries of one's own are typed afterwards."""
        options = [Option(str(number), short(offer.text)) for number, offer in enumerate(step.offers)]
        ticked = self.console.tick(_("先从备选里勾（可以不勾），再自己写"), options)
        self._ticked = step.key
        return self.machine.pick(step.offers[int(number)] for number in ticked) if ticked else Moved()

    def _lines(self, step: Step) -> Reply:
        """Entries typed one after the other, or pasted several at once; 改2, 删2, 移2到1 change what is there."""
        typed = self.console.ask(Field(placeholder=placeholder(step), entries=True))
        order = read_order(typed)
        if order is None:
            reply = self.machine.answer(typed)
            if isinstance(reply, Rejected) and not typed.strip():
                self._ticked = ""
            return reply
        if order.what == orders.MOVE:
            return self.machine.move(order.index, order.to)
        return (
            self.machine.edit(order.index) if order.what == orders.EDIT else self.machine.delete(order.index)
        )

    def _table(self, step: Step) -> Reply:
        options = [
            Option(str(number), _("{number}. {entry}").format(number=number + 1, entry=short(entry)))
            for number, entry in enumerate(step.entries)
        ]
        if step.offers:
            options.append(Option(LIBRARY, _("从备选里挑一条")))
        options.append(Option(ADD, _("自己写一条")))
        options.append(Option(DONE, _table_done(step)))
        chosen = self.console.choose("", options, DONE if step.entries or step.optional else "")
        if chosen == DONE:
            return self.machine.done() if step.entries or step.optional else self.machine.skip()
        if chosen == ADD:
            return self.machine.add()
        return self._library(step) if chosen == LIBRARY else self._change(int(chosen), step)

    def _library(self, step: Step) -> Reply:
        taken = set(step.entries)
        offers = [offer for offer in step.offers if not any(offer.text in entry for entry in taken)]
        options = [Option(str(number), short(offer.text)) for number, offer in enumerate(offers)]
        options.append(Option(OWN, _("都不合适，自己写")))
        try:
            chosen = self.console.choose(_("挑一条，挑好可以再改"), options)
        except Back:
            return self._table(step)
        return self.machine.add() if chosen == OWN else self._taken(step, offers[int(chosen)])

    def _taken(self, step: Step, offer: Offer) -> Reply:
        """Something chosen from the library: as it stands, or to be changed column by column."""
        labels = {column.key: column.label for column in step.columns}
        for name, text in offer.fields:
            self.console.say(f"  {labels.get(name, name)}：{text}")
        options = [Option(KEEP, _("照用")), Option(EDIT, _("逐栏修改"))]
        chosen = self.console.choose(_("怎么用"), options)
        return self.machine.pick([offer]) if chosen == KEEP else self.machine.add(offer)

    def _change(self, index: int, step: Step) -> Reply:
        options = [Option(EDIT, _("修改")), Option(DELETE, _("删去"))]
        if index > 0:
            options.append(Option(UP, _("往前移一位")))
        if index + 1 < len(step.entries):
            options.append(Option(DOWN, _("往后移一位")))
        chosen = self.console.choose(short(step.entries[index]), [*options, Option(KEEP, _("不动"))])
        if chosen == KEEP:
            return self._table(step)
        if chosen in (UP, DOWN):
            return self.machine.move(index, index + (1 if chosen == DOWN else -1))
        return self.machine.edit(index) if chosen == EDIT else self.machine.delete(index)

    def _entry(self, step: Step) -> Reply:
        options = [
            Option(KEEP, _("今年照用（数字、日期逐处核对）")),
            Option(EDIT, _("修改")),
            Option(DELETE, _("今年不写，删去")),
        ]
        chosen = self.console.choose(_("这一条今年还写吗"), options)
        index = step.index or 0
        if chosen == KEEP:
            return self.machine.keep()
        return self.machine.edit(index) if chosen == EDIT else self.machine.delete(index)

    # -- places and figures in texts

    def _claim(self, step: Step) -> Reply:
        words = step.passage[slice(*step.span)]
        return self.machine.settle(*ask_place(self.console, words, moved=bool(step.was)))

    def _split(self, step: Step) -> Reply:
        options = [
            Option(ALL, _("都拆开，就用这些名称")),
            Option(SOME, _("挑选，或改名称")),
            Option(NONE, _("不拆，当作文字")),
        ]
        chosen = self.console.choose(_("怎么处理"), options)
        if chosen == ALL:
            return self.machine.split({number: one.name for number, one in enumerate(step.proposals)})
        return self.machine.split(self._picked(step) if chosen == SOME else {})

    def _picked(self, step: Step) -> dict[int, str]:
        options = [
            Option(str(number), f"{one.text}　{one.name}") for number, one in enumerate(step.proposals)
        ]
        ticked = self.console.tick(_("哪些拆成数字"), options, [option.value for option in options])
        names = {}
        for number in map(int, ticked):
            one = step.proposals[number]
            label = _("“{text}”叫什么").format(text=one.text)
            names[number] = self.console.ask(Field(label, one.name)).strip()
        return names


def _table_done(step: Step) -> str:
    """What leaving a table means: it is complete, there is nothing, or it is put off."""
    if step.entries:
        return _("就这些，下一题")
    return _("没有，下一题") if step.optional else _("先跳过，以后再写")
