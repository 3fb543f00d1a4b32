"""Leads a clerk through an interview on a console: shows each step, saves each answer before the next is shown.

Knows the machine and a :class:`~drafter.interview.console.Console`, no library and no file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum

from drafter.answers.model import FOLLOWED, Answer, Answers
from drafter.colleagues.offices import office_of
from drafter.errors import DrafterError
from drafter.genre.dates import dashed
from drafter.i18n import _
from drafter.interview.asks import Asks
from drafter.interview.bookmark import Bookmark
from drafter.interview.console import Back, Console, Field, Find, Overview, Paste, Read, Skip, Stop, Wait
from drafter.interview.machine import Interview
from drafter.interview.overview import ReviewScreen
from drafter.interview.replying import ReplyScreen
from drafter.interview.steps import Accepted, Option, Rejected, Reply, Step, StepKind
from drafter.interview.views import NO_VIEWS, Views
from drafter.interview.words import header, listed, told

Save = Callable[[str, Answer], Answers | None]
"""Puts one answer (or a reserved key's value) on disk.  Gives the answers as they are on disk now where somebody
else had changed the file, else None; raises a DrafterError when it cannot."""

SaveAll = Callable[[Mapping[str, Answer]], Answers | None]
"""The same for several at once, in one write."""


class Outcome(Enum):
    """How a session ended."""

    DONE = "问完"
    STOPPED = "中途停下"
    UNSAVED = "有未保存"


class Session:
    """One sitting."""

    def __init__(
        self,
        machine: Interview,
        save: Save,
        console: Console,
        views: Views = NO_VIEWS,
        remember: Callable[[Bookmark | None], None] = lambda _mark: None,
        save_all: SaveAll | None = None,
        *,
        today: date | None = None,
    ) -> None:
        """``views``: texts of the report; ``remember``: keeps where the clerk is for the next start; ``today``: the
        day from which somebody is waited for.
        """
        self.machine, self._save, self.console = machine, save, console
        self._remember, self._save_all = remember, save_all
        self._today = dashed(today) if today is not None else ""
        self._asks = Asks(machine, console)
        self._replies = ReplyScreen(machine, console, self.keep)
        self._review = ReviewScreen(machine, console, views, self._handle, self._replies)
        self._unsaved = False
        self._shown: tuple[object, ...] | None = None
        self._headed = ""

    def run(self) -> Outcome:
        """Ask until the clerk is through or stops.  Every accepted answer is saved before the next step."""
        try:
            while self._turn():
                pass
        except (Stop, KeyboardInterrupt):  # Ctrl-C may come between two prompts
            return self._stopped()
        return Outcome.UNSAVED if self.tell_unsaved() else Outcome.DONE

    def _turn(self) -> bool:
        """One step; False when the clerk has finished."""
        step = self.machine.step()
        self._remember(self.machine.bookmark())
        if step is None:
            return self._review.show(at_end=True)
        self._show(step)
        try:
            self._handle(self._asks.reply(step))
        except Back:
            if (reply := self.machine.undecide()) is not None:
                self._handle(reply)
            elif not self.machine.back():
                self.console.say(_("已经是第一题了"))
        except Skip:
            self._handle(self.machine.skip())
        except Wait as wish:
            whom = wish.whom or office_of(step.question, self.machine.answers)
            self._handle(self.machine.expect(step.key, whom, self._today))
        except Paste as wish:
            self._shown = None
            self._replies.run(wish.text)
        except Overview as wish:
            self._shown = None
            return self._elsewhere(wish)
        return True

    def _elsewhere(self, wish: Overview) -> bool:
        """Look for a question, read the text, or see how the report stands."""
        if isinstance(wish, Find):
            self._review.finding.find()
        elif isinstance(wish, Read):
            self._review.reading.show()
        else:
            return self._review.show(at_end=False)
        return True

    def _show(self, step: Step) -> None:
        """What there is to know of a step, once while it is being answered; of a growing list only the list."""
        here = (step.kind, step.key, step.index, step.span, step.column, step.entries)
        if here == self._shown:
            return
        again = step.kind is StepKind.ENTRIES and self._headed == step.key
        lines = listed(step) if again else header(step, self.machine.answers.year)
        for number, line in enumerate(lines):
            self.console.say(line, strong=number == 0 and not again)
        if step.kind is StepKind.ENTRIES:
            self._headed = step.key
        elif step.question.key != self._headed:
            self._headed = ""
        self._shown = here

    def _handle(self, reply: Reply) -> None:
        if isinstance(reply, Rejected):
            self.console.say(f"× {told(reply.reason)}")
            if reply.can_insist:
                self._insist(second_look=reply.second_look)
            return
        if isinstance(reply, Accepted):
            self.keep(reply)

    def _insist(self, *, second_look: bool) -> None:
        """Type again, or leave the answer as it is: with a note, or where it was only looked at again without."""
        sure = _("没有错，就是这个数") if second_look else _("没有错，就这样（要写一句说明）")
        options = [Option("again", _("重新输入")), Option("insist", sure)]
        note = ""
        try:
            if self.console.choose(_("怎么办"), options) == "again":
                return
            if not second_look:
                note = self.console.ask(Field(_("说明"), placeholder=_("例如：含上年结转；口径不同")))
        except (Back, Skip, Overview):
            return
        self._handle(self.machine.insist(note))

    def keep(self, reply: Accepted) -> None:
        """Save; on failure the answer stays in memory and saving is tried again until it is done or put off."""
        while True:
            self._unsaved = True
            try:
                merged = self._put(reply)
            except DrafterError as error:
                self.console.say("× " + _("没有存上：{error}").format(error=error))
                if not self._try_again():
                    return
                continue
            self._unsaved = False
            break
        if merged is not None:
            self.machine.refresh(merged)
            self.console.say(_("答案文件刚才被别人改动过，已合并"))
        if reply.remark is not None:
            self.console.say(f"  {told(reply.remark)}")
        if reply.answer.value is not None and FOLLOWED not in reply.also:
            self._show_sentence(reply.key)

    def _show_sentence(self, key: str) -> None:
        """The sentence as it now reads, once the question is done with."""
        step = self.machine.step()
        if step is not None and step.question.key == key:
            return
        sentence = self.machine.sentence(key)
        if sentence:
            self.console.say("  " + _("写成：{sentence}").format(sentence=sentence))

    def _put(self, reply: Accepted) -> Answers | None:
        """What belongs together goes to disk in one write where the front can do that."""
        if not reply.also:
            return self._save(reply.key, reply.answer)
        everything = {**reply.also, reply.key: reply.answer}
        if self._save_all is not None:
            return self._save_all(everything)
        return [self._save(key, answer) for key, answer in everything.items()][-1]

    def _try_again(self) -> bool:
        options = [Option("again", _("再存一次")), Option("later", _("先往下走，存下一题时一并再试"))]
        try:
            return self.console.choose(_("怎么办"), options) == "again"
        except (Back, Skip, Overview):
            return True

    def tell_unsaved(self) -> bool:
        """Whether the last answers are not on disk; then the clerk is told so once more."""
        if self._unsaved:
            self.console.say(_("最后的答案还没有存进答案文件，见上面的提示"))
        return self._unsaved

    def _stopped(self) -> Outcome:
        if self.tell_unsaved():
            return Outcome.UNSAVED
        self.console.say(_("已保存，下次从这里继续"))
        return Outcome.STOPPED
