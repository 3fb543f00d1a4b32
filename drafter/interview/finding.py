"""Going elsewhere: a question by a word of its name, a topic on the map of the report."""

from __future__ import annotations

from collections.abc import Mapping

from drafter.i18n import N_, _
from drafter.interview.chart import ChartPart, ChartTopic
from drafter.interview.console import Back, Console, Field, Overview, Skip
from drafter.interview.machine import Interview
from drafter.interview.review import with_own_items
from drafter.interview.search import Hit
from drafter.interview.steps import Option
from drafter.interview.words import described

DONE = N_("完成")
GO, PICK, FIND = "go", "pick", "find"
_PART = "#"


class FindingScreen:
    """Finds a question or a topic and goes there; leaves everything as it is where the clerk thinks better of it."""

    def __init__(self, machine: Interview, console: Console) -> None:
        self.machine, self.console = machine, console

    def find(self) -> None:
        """Ask for words until a question is chosen."""
        hint = _("题目里的几个字，如 信访；可用空格隔开几个词；直接回车返回")
        try:
            while words := self.console.ask(Field(_("找什么"), placeholder=hint, moving=False)).strip():
                if self._go_to_hit(words):
                    return
        except (Back, Skip, Overview):
            return

    def _go_to_hit(self, words: str) -> bool:
        found = self.machine.search(words)
        if found.elsewhere:
            told = _("没有勾选的方面里也有：{topics}（要写的话，在总览里改要写的方面）")
            self.console.say("  " + told.format(topics="、".join(found.elsewhere)))
        if not found.hits:
            self.console.say("  " + _("没有找到含“{words}”的题，换个词试试").format(words=words))
            return False
        options = [Option(hit.row.key, _hit(hit)) for hit in found.hits]
        options.append(Option(FIND, _("都不是，另找")))
        chosen = self.console.choose(_("哪一题"), options, moving=False)
        if chosen == FIND:
            return False
        self.machine.jump(chosen)
        return True

    def chart(self) -> None:
        """The map of the report; from there into a part, a topic, or to one of its questions."""
        parts = self.machine.chart()
        options = []
        for number, part in enumerate(parts):
            options.append(Option(f"{_PART}{number}", _part(part)))
            options += [Option(topic.name, _topic(topic)) for topic in part.topics]
        step = self.machine.step()
        try:
            chosen = self.console.choose(_("到哪一方面"), options, step.progress.topic if step else "")
            if chosen.startswith(_PART):
                self.machine.enter(_first(parts[int(chosen.removeprefix(_PART))]))
            else:
                self._into(chosen)
        except (Back, Skip, Overview):
            return

    def add_items(self) -> None:
        """Sentences the pack does not ask for: the topic they belong to, then the items themselves."""
        topics = with_own_items(self.machine.pack, self.machine.answers)
        options = [Option(topic.items_key, topic.name) for topic in topics]
        self.machine.add_own_items(self.console.choose(_("补充在哪一方面"), options))

    def _into(self, name: str) -> None:
        options = [Option(GO, _("从这一方面接着答")), Option(PICK, _("挑一题"))]
        if self.console.choose(name, options) == GO:
            self.machine.enter(name)
            return
        rows = next(topic.rows for topic in self.machine.review().topics if topic.name == name)
        listed = [Option(row.key, described(row)) for row in rows]
        self.machine.jump(self.console.choose(_("哪一题"), listed))


def counted(counts: Mapping[str, int]) -> str:
    """How many are in which state, in words: 完成 5　等待 2."""
    return "　".join(f"{_(state)} {number}" for state, number in counts.items() if number)


def _part(part: ChartPart) -> str:
    return f"【{part.heading or _('基本情况')}】"


def _first(part: ChartPart) -> str:
    """The topic at which a part is entered: the first that is not done."""
    return next((topic.name for topic in part.topics if not topic.is_done), part.topics[0].name)


def _topic(topic: ChartTopic) -> str:
    return "  " + _("{topic}　{total}题：{counts}").format(
        topic=topic.name, total=topic.total, counts=counted(topic.counts)
    )


def _hit(hit: Hit) -> str:
    return f"{hit.topic}　{described(hit.row)}"
