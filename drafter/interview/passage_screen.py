"""A paragraph of the template at the prompt: it stands, is worded anew, or is not written this year."""

from __future__ import annotations

from drafter.answers.model import STANDING
from drafter.figures import OMITTED
from drafter.i18n import _
from drafter.interview.console import Back, Console, Field
from drafter.interview.machine import Interview
from drafter.interview.passages import filled
from drafter.interview.place_screen import ask_place
from drafter.interview.steps import Moved, Option, Rejected, Reply, Step
from drafter.interview.words import told

EDIT, KEEP, LATER, PLACES = "edit", "keep", "later", "places"


def ask_passage(machine: Interview, console: Console, step: Step) -> Reply:
    """Ask what becomes of the paragraph of ``step``; Enter takes what it now is."""
    options = _options(step)
    chosen = console.choose("", options, options[0].value)
    if chosen == LATER:
        return machine.skip()
    if chosen not in (EDIT, PLACES):
        return machine.answer(step.default if chosen == KEEP else chosen)
    try:
        reworded = _reworded if chosen == EDIT else _place_by_place
        return reworded(machine, console, step)
    except Back:  # to the choices, not to the question before
        return Moved()


def _options(step: Step) -> list[Option]:
    """What can become of it, first what it now is."""
    edit, later = [Option(EDIT, _("改写"))], Option(LATER, _("先跳过"))
    if step.places:
        edit.append(Option(PLACES, _("逐处核对标出的地方")))
    drop = Option(OMITTED, _("今年不写"))
    if step.keep == OMITTED:
        drop = Option(OMITTED, _("今年仍不写"))
        return [drop, Option(STANDING, _("照这段文字写")), *edit, later]
    if step.keep == STANDING:
        return [Option(STANDING, _("照旧")), *edit, drop, later]
    keep = Option(KEEP, _("照用这段文字"))
    return [keep, *edit, Option(STANDING, _("改回模板的文字")), drop, later]


def _place_by_place(machine: Interview, console: Console, step: Step) -> Reply:
    """Each place that may have aged, one after the other; what stands is 照旧, what was changed the clerk's wording."""
    text, by = step.default, 0
    for place in step.places:
        start, end = place.start + by, place.end + by
        before, after = filled(text[:start], step.fills), filled(text[end:], step.fills)
        console.say(f"  {before}【{text[start:end]}】{after}")
        _settled, words = ask_place(console, text[start:end])
        text = f"{text[:start]}{words}{text[end:]}"
        by += len(words) - (end - start)
    return machine.answer(text)


def _reworded(machine: Interview, console: Console, step: Step) -> Reply:
    """The paragraph in a line to be edited; what was refused stands in it again."""
    if "{" in step.default:
        console.say("  " + _("花括号里是今年的数和答案，留着就会自动代入；不写的连同花括号删去"))
    text = step.default
    while True:
        typed = console.ask(Field(default=text, lines=True))
        if not typed.strip():
            console.say("× " + _("这一段是空的；今年不写的，请返回上一步，选“今年不写”"))
            continue
        reply = machine.answer(typed)
        if not isinstance(reply, Rejected):
            return reply
        console.say(f"× {told(reply.reason)}")
        text = typed
