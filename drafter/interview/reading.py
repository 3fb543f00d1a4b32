"""Reading what the answers have come to: the topic in hand, or the whole report."""

from __future__ import annotations

from drafter.errors import DrafterError
from drafter.i18n import _
from drafter.interview.console import Back, Console, Overview, Skip
from drafter.interview.machine import Interview
from drafter.interview.steps import Option
from drafter.interview.views import Views

ON, WHOLE = "on", "whole"


class ReadingScreen:
    """Shows texts of the report; changes nothing."""

    def __init__(self, machine: Interview, console: Console, views: Views) -> None:
        self.machine, self.console, self.views = machine, console, views

    def show(self) -> None:
        """The paragraphs of the topic in hand, then the whole report if the clerk wants it."""
        step = self.machine.step()
        topic = self.views.topic(self.machine.answers, step.key) if step is not None else ""
        if not topic:
            self.report()
            return
        assert step is not None
        name = step.question.topic
        self.console.say("\n" + _("“{topic}”现在写成：").format(topic=name), strong=True)
        self.console.say(topic)
        options = [Option(ON, _("接着往下答")), Option(WHOLE, _("看全文（可翻页）"))]
        try:
            chosen = self.console.choose("", options, ON)
        except (Back, Skip, Overview):
            return
        if chosen == WHOLE:
            self.report()

    def report(self) -> None:
        """The whole report, page by page."""
        try:
            text = self.views.report(self.machine.answers)
        except DrafterError as error:
            self.console.say(f"× {error}")
            return
        self.console.page(text)
