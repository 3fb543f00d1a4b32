"""The differences of an edited copy in words, and the screen on which a clerk decides on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from drafter.i18n import N_, _
from drafter.interview.console import Back, Console, Overview, Skip
from drafter.interview.steps import Option
from drafter.taking.model import Change, Choice, Mode

ALL, EACH, NONE = "all", "each", "none"
MODES = {
    Mode.VALUE: N_("数据"),
    Mode.FILLED: N_("补填"),
    Mode.WORDING: N_("文字"),
    Mode.HEADING: N_("标题"),
    Mode.NUMBER: N_("编号"),
    Mode.ADDED: N_("增加"),
    Mode.DELETED: N_("删去"),
    Mode.MOVED: N_("移动"),
    Mode.SPLIT: N_("拆分"),
    Mode.JOINED: N_("合并"),
    Mode.REMARK: N_("批注"),
}
_CHOICES = {
    Choice.TAKE: N_("采纳"),
    Choice.HERE: N_("只改这一处"),
    Choice.LEAVE: N_("不采纳"),
    Choice.LATER: N_("稍后再定（记为待办）"),
}


def listed(changes: Sequence[Change]) -> Iterator[str]:
    """The differences, numbered, those of one paragraph together."""
    place = ""
    for number, change in enumerate(changes, 1):
        if change.title != place:
            place = change.title
            yield _("【{title}】").format(title=place)
        yield f"{number:>4}. {told(change)}"
        if change.doubt:
            yield "      " + _("存疑：{doubt}").format(doubt=change.doubt)


def told(change: Change) -> str:
    """A difference in a line."""
    who = "，".join(part for part in (change.author, change.when[:10]) if part)
    name = f"{change.key}：" if change.key and change.mode is not Mode.REMARK else ""
    return f"{_(MODES[change.mode])}　{name}{change.excerpt}" + (f"（{who}）" if who else "")


def _choice(choice: Choice, change: Change) -> str:
    """A choice in words; beside “only here”, taking means everywhere."""
    everywhere = choice is Choice.TAKE and Choice.HERE in change.choices
    return _("各处都改") if everywhere else _(_CHOICES[choice])


class DifferenceScreen:
    """Asks what becomes of each difference."""

    def __init__(self, console: Console) -> None:
        self.console = console

    def decide(self, changes: Sequence[Change]) -> bool:
        """Gives each difference a choice; False where nothing is to be saved.  Raises Stop."""
        doubtful = [change for change in changes if change.doubt]
        sure = len(changes) - len(doubtful)
        all_told = (
            _("都采纳")
            if not doubtful
            else _("{sure}处都采纳，存疑的{count}处逐一问").format(sure=sure, count=len(doubtful))
        )
        options = [
            Option(ALL, all_told),
            Option(EACH, _("一处一处地定")),
            Option(NONE, _("都不收，什么也不存")),
        ]
        chosen = self._chosen(_("这些改动怎么办"), options, ALL)
        if chosen == NONE:
            self.console.say(_("什么都没有存"))
            return False
        for change in changes:
            if chosen == ALL and not change.doubt:
                change.chosen, change.asked = Choice.TAKE, True
        for change in changes:
            if change.chosen is None:
                self._ask(change)
        return True

    def _ask(self, change: Change) -> None:
        self.console.say("\n" + _("【{title}】").format(title=change.title), strong=True)
        self.console.say(told(change))
        if change.doubt:
            self.console.say(_("存疑：{doubt}").format(doubt=change.doubt))
        options = [Option(choice.name, _choice(choice, change)) for choice in change.choices]
        change.chosen = Choice[self._chosen(_("这一处怎么办"), options, change.usual.name)]
        change.asked = True

    def _chosen(self, label: str, options: Sequence[Option], usual: str) -> str:
        while True:
            try:
                return self.console.choose(label, options, usual, moving=False)
            except (Back, Skip, Overview):
                continue
