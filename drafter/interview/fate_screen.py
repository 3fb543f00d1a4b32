"""Last year's plans and problems on a console: what became of each, and what was decided so far."""

from __future__ import annotations

from collections.abc import Callable

from drafter.i18n import _
from drafter.interview import fates
from drafter.interview.console import Console, Field
from drafter.interview.machine import Interview
from drafter.interview.steps import Fate, Message, Moved, Option, Reply, Step
from drafter.interview.words import short, spoken
from drafter.packs.schema import Matter

GO_ON = "go on"


def ask_fate(machine: Interview, console: Console, step: Step) -> Reply:
    """One of last year's rows: what became of it, then where it goes or why it is dropped."""
    fate = Fate(console.choose(_("现在怎样了"), spoken(step.options)))
    if fate is Fate.DROPPED:
        return machine.fate(fate, reason=console.ask(Field(_("原因"), placeholder=_("例如：机构职能调整"))))
    if fate is Fate.GOING:
        return machine.fate(fate)
    targets = machine.targets(step)
    if not targets:
        console.say(_("要先勾选至少一个方面，才有地方写"))
        return Moved()
    chosen = targets[0].value
    if len(targets) > 1:
        chosen = console.choose(_("写在哪一方面"), spoken(targets), chosen)
    follow = step.question.follow
    problem = follow is not None and follow.matter is Matter.PROBLEM
    console.say(_("把怎么解决的写成一句话：") if problem else _("把完成的情况写成一句话："))
    return machine.fate(fate, target=chosen)


def show_fates(machine: Interview, console: Console, keep: Callable[[Reply], None]) -> None:
    """What was decided; one can be asked again, and what is undecided is asked next."""
    awaited = machine.awaited()
    options = [Option(str(number), told(record)) for number, record in enumerate(machine.records())]
    if awaited:
        options.append(Option(GO_ON, _("说明还没有说明的")))
    if not options:
        console.say(_("没有上年的安排或问题要说明"))
        return
    chosen = console.choose(_("选一条可以重新说明"), options, GO_ON)
    if chosen == GO_ON:
        machine.walk(awaited)
        return
    if fates.text_of(machine.records()[int(chosen)], fates.FATE) == Fate.DONE.value:
        console.say(_("已经写进正文的那一句还在，不要了请到那一方面删去"))
    keep(machine.reopen(int(chosen)))


def told(record: object) -> str:
    """A decision in one line."""
    assert isinstance(record, dict)
    words = {
        Fate.DONE.value: Message("办结"),
        Fate.GOING.value: Message("继续"),
        Fate.DROPPED.value: Message("不再列入"),
    }
    fate = words.get(fates.text_of(record, fates.FATE), Message("不再列入"))
    reason = fates.text_of(record, "说明")
    return "　".join(
        filter(None, (short(fates.text_of(record, fates.MATTER), 30), _(fate.text), short(reason, 20)))
    )
