"""What is asked of the 科室 and what comes back, from the menu: lists to be sent, who is waited for, replies."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

from drafter.answers.model import Status
from drafter.colleagues.message import Heading, heading_of, message
from drafter.colleagues.offices import NOBODY, pack_offices
from drafter.colleagues.requests import OfficeList, office_lists
from drafter.genre.dates import DateError, Day, dashed, parse_date
from drafter.i18n import _
from drafter.interview.console import Back, Console, Field, Overview, Skip
from drafter.interview.machine import Interview
from drafter.interview.replying import ReplyScreen
from drafter.interview.steps import Accepted, Option, Rejected
from drafter.interview.words import told, waiting

ALL, PASTE, NAMES, RETURN = "all", "paste", "names", "return"
SENT, FILE = "sent", "file"


class Sheets(Protocol):
    """Writes lists as a Word file beside the answers; gives its path."""

    def __call__(self, heading: Heading, lists: Sequence[OfficeList]) -> Path: ...


class ColleaguesScreen:
    """The lists by 科室, until the clerk goes back."""

    def __init__(
        self,
        machine: Interview,
        console: Console,
        keep: Callable[[Accepted], None],
        sheets: Sheets,
        today: date,
    ) -> None:
        self.machine, self.console, self._keep = machine, console, keep
        self._sheets, self._today, self._due = sheets, today, ""

    def run(self) -> None:
        """Show who has what to report, and do what the clerk chooses."""
        while True:
            lists = office_lists(self.machine.pack, self.machine.answers, self.machine.last)
            self._tell(lists)
            try:
                chosen = self.console.choose(_("做什么"), _options(lists), moving=False)
            except Back:
                return
            except (Skip, Overview):
                continue
            if chosen == RETURN:
                return
            try:
                self._do(chosen, lists)
            except (Back, Skip, Overview):
                continue

    def _do(self, chosen: str, lists: Sequence[OfficeList]) -> None:
        if chosen == PASTE:
            ReplyScreen(self.machine, self.console, self._keep).run()
        elif chosen == NAMES:
            self._name_office()
        elif chosen == ALL:
            self._file(lists)
        else:
            self._one(lists[int(chosen)])

    def _tell(self, lists: Sequence[OfficeList]) -> None:
        """How many are open, and since when one waits for them."""
        if not lists:
            count = len(self.machine.open_keys())
            own = _("没有要科室报的数据；还有{count}处要自己填写或核对").format(count=count)
            self.console.say("\n" + (own if count else _("各题都已填好、确认")), strong=True)
            return
        self.console.say("\n" + _("还没有报齐的："), strong=True)
        for one in lists:
            waits = [request for request in one.requests if request.reason == Status.WAITING.value]
            days = [request.since for request in waits if request.since]
            first = min(days, key=lambda day: parse_date(day)) if days else ""
            line = _("{number}项").format(number=len(one.requests))
            if waits:
                line += _("，等待中{number}项").format(number=len(waits))
            if first:
                line += _("（自{day}）").format(day=parse_date(first).text())
            self.console.say(f"  {one.office or _(NOBODY)}：{line}")

    # -- one list

    def _one(self, one: OfficeList) -> None:
        """The list as a message, and what becomes of it."""
        heading = self._heading()
        self.console.say("\n" + message(heading, [one]))
        self.console.say(_("（上面这段可以选中复制，发给对方）"))
        while True:
            options = [
                Option(SENT, _("已经发出去了，记为等待")),
                Option(FILE, _("存成 Word 表")),
                Option(RETURN, _("返回")),
            ]
            chosen = self.console.choose(one.office or _(NOBODY), options, moving=False)
            if chosen == FILE:
                self._written(self._sheets(heading, [one]))
                continue
            if chosen == SENT:
                self._mark(one)
            return

    def _heading(self) -> Heading:
        answers = self.machine.answers
        return heading_of(answers, self.machine.pack.label, self._due_day(answers.year), self._today)

    def _due_day(self, year: int) -> Day | None:
        """The day by which it is wanted; the same is offered the next time."""
        while True:
            label = _("请他们哪天前报（可以不填）")
            field = Field(label, self._due, placeholder=_("例如：1月12日"), moving=False)
            typed = self.console.ask(field).strip()
            if not typed:
                return None
            try:
                day = parse_date(typed, year + 1)
            except DateError as error:
                self.console.say(f"× {error.what}")
                continue
            self._due = typed
            return day

    def _mark(self, one: OfficeList) -> None:
        """Note for what one waits; ticked are all."""
        options = [Option(request.key, request.name) for request in one.requests]
        ticked = self.console.tick(_("哪些记为等待"), options, [option.value for option in options])
        since = dashed(self._today)
        for key in ticked:
            reply = self.machine.expect(key, one.office, since)
            if isinstance(reply, Rejected):
                self.console.say(f"× {told(reply.reason)}")
            elif isinstance(reply, Accepted):
                self._keep(reply)
        if ticked:
            number = _("{number}项").format(number=len(ticked))
            self.console.say(f"{number}　{waiting(one.office, since)}")

    def _file(self, lists: Sequence[OfficeList]) -> None:
        if lists:
            self._written(self._sheets(self._heading(), lists))

    def _written(self, path: Path) -> None:
        self.console.say(_("已生成：{path}").format(path=path))

    # -- names

    def _name_office(self) -> None:
        """The bureau's own names for the pack's words; kept for the next years."""
        known = self.machine.answers.offices
        options = [
            Option(word, _("{word}　本单位叫：{name}").format(word=word, name=known.get(word, word)))
            for word in pack_offices(self.machine.pack)
        ]
        word = self.console.choose(_("改哪一个"), options, moving=False)
        field = Field(_("本单位叫什么"), known.get(word, word), moving=False)
        self._keep(self.machine.name_office(word, self.console.ask(field).strip()))


def _options(lists: Sequence[OfficeList]) -> list[Option]:
    options = [
        Option(str(number), _("列给{office}的清单").format(office=one.office or _(NOBODY)))
        for number, one in enumerate(lists)
    ]
    if lists:
        options.append(Option(ALL, _("全部清单存成一个 Word 文件")))
    options.append(Option(PASTE, _("粘贴收到的回复")))
    options.append(Option(NAMES, _("改科室的叫法")))
    return [*options, Option(RETURN, _("返回"))]
