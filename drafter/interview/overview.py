"""How the report stands, and from there to any question: at the end of an interview, or on the way."""

from __future__ import annotations

from collections.abc import Callable

from drafter.asking import OpenPoint
from drafter.i18n import _
from drafter.interview.chart import totals
from drafter.interview.console import Back, Console, Overview, Skip
from drafter.interview.fate_screen import show_fates
from drafter.interview.finding import FindingScreen, counted
from drafter.interview.machine import Interview
from drafter.interview.reading import ReadingScreen
from drafter.interview.replying import ReplyScreen
from drafter.interview.review import with_own_items
from drafter.interview.steps import Option, Reply, Review, Row
from drafter.interview.views import Views
from drafter.interview.words import described

FINISH, WALK, PICK, MAP, FIND, READ, SETUP = "finish", "walk", "pick", "map", "find", "read", "setup"
PASTE, FATES, ITEMS = "paste", "fates", "items"
_MOST = 12


class ReviewScreen:
    """Shows the review and lets the clerk go on from it."""

    def __init__(
        self,
        machine: Interview,
        console: Console,
        views: Views,
        keep: Callable[[Reply], None],
        replies: ReplyScreen,
    ) -> None:
        self.machine, self.console = machine, console
        self._keep, self._replies = keep, replies
        self.finding = FindingScreen(machine, console)
        self.reading = ReadingScreen(machine, console, views)

    def show(self, *, at_end: bool) -> bool:
        """False when the clerk has finished; else the interview goes on where he chose."""
        review = self.machine.review()
        self.console.say(self._summary(review, at_end=at_end), strong=True)
        self.console.say("  " + counted(totals(self.machine.chart())))
        for number, point in enumerate(review.open[:_MOST], 1):
            self.console.say(f"  {number}. {described(self._row(point))}")
        if len(review.open) > _MOST:
            self.console.say("  ……")
        try:
            return self._next(review, at_end=at_end)
        except (Back, Skip, Overview):
            return True

    def _ways(self, review: Review, *, at_end: bool) -> list[Option]:
        """Where one may go on from here."""
        options = [Option(FINISH, _("结束") if at_end else _("接着往下答"))]
        if review.open:
            options.append(Option(WALK, _("把未完成的逐题补上")))
            options.append(Option(PICK, _("挑一题补")))
            options.append(Option(PASTE, _("粘贴科室的回复")))
        options.append(Option(MAP, _("看各方面做到哪里，换个地方答或改")))
        if with_own_items(self.machine.pack, self.machine.answers):
            options.append(Option(ITEMS, _("补充模板没有的内容")))
        options.append(Option(FIND, _("按名称找一题")))
        options.append(Option(READ, _("看现在写成的全文")))
        if self.machine.records() or self.machine.awaited():
            options.append(Option(FATES, _("上年的安排和问题")))
        alone = len(self.machine.setup_keys()) == 1
        return [*options, Option(SETUP, _("改要写的方面") if alone else _("改提纲、深度或要写的方面"))]

    def _next(self, review: Review, *, at_end: bool) -> bool:
        chosen = self.console.choose(_("接下来"), self._ways(review, at_end=at_end), FINISH)
        if chosen == FINISH:
            return not at_end
        if chosen == WALK:
            self.machine.walk(self.machine.open_keys())
        elif chosen == PASTE:
            self._replies.run()
        elif chosen == PICK:
            self._pick([self._row(point) for point in review.open])
        elif chosen == FATES:
            show_fates(self.machine, self.console, self._keep)
        elif chosen == SETUP:
            self._pick(
                [Row(key, _(self.machine.question(key).label), "", "") for key in self.machine.setup_keys()]
            )
        else:
            {
                MAP: self.finding.chart,
                FIND: self.finding.find,
                ITEMS: self.finding.add_items,
                READ: self.reading.report,
            }[chosen]()
        return True

    def _pick(self, rows: list[Row]) -> None:
        options = [Option(row.key, described(row)) for row in rows]
        self.machine.jump(self.console.choose(_("哪一题"), options))

    def _row(self, point: OpenPoint) -> Row:
        """An open point; a figure inside a text goes by its own name, too."""
        key, label = point.key, point.question.label
        name = label if key in self.machine.pack.questions else f"{label}：{key.partition('.')[2]}"
        return Row(key, name, "", point.reason, awaited=point.awaited, since=point.since)

    def _summary(self, review: Review, *, at_end: bool) -> str:
        number = len(review.open)
        if not number:
            return "\n" + _("各题都已填好、确认")
        if at_end:
            return "\n" + _("问完了，还有{number}处没有填写或确认：").format(number=number)
        return "\n" + _("现在还有{number}处没有填写或确认：").format(number=number)
