"""How the report stands, and from there to any question: at the end of an interview, or on the way."""

from __future__ import annotations

from drafter.i18n import _
from drafter.interview.console import Back, Console, Overview, Skip
from drafter.interview.machine import Interview
from drafter.interview.replying import ReplyScreen
from drafter.interview.steps import Option, Review, Row
from drafter.interview.words import short, waiting

FINISH, WALK, PICK, ALL, SETUP, PASTE = "finish", "walk", "pick", "all", "setup", "paste"
_LONGEST = 30
_MOST = 12


class ReviewScreen:
    """Shows the review and lets the clerk go on from it."""

    def __init__(self, machine: Interview, console: Console, replies: ReplyScreen) -> None:
        self.machine, self.console, self._replies = machine, console, replies

    def show(self, *, at_end: bool) -> bool:
        """False when the clerk has finished; else the interview goes on where he chose."""
        review = self.machine.review()
        self.console.say(self._summary(review, at_end=at_end), strong=True)
        for number, point in enumerate(review.open[:_MOST], 1):
            state = waiting(point.awaited, point.since) if point.reason == "等待" else _(point.reason)
            self.console.say(f"  {number}. {self._label(point.key, point.question.label)}　{state}")
        if len(review.open) > _MOST:
            self.console.say("  ……")
        try:
            return self._next(review, at_end=at_end)
        except (Back, Skip, Overview):
            return True

    def _next(self, review: Review, *, at_end: bool) -> bool:
        options = [Option(FINISH, _("结束") if at_end else _("接着往下答"))]
        if review.open:
            options.append(Option(WALK, _("把未完成的逐题补上")))
            options.append(Option(PICK, _("挑一题补")))
            options.append(Option(PASTE, _("粘贴科室的回复")))
        options.append(Option(ALL, _("看全部答案，挑一题改")))
        options.append(Option(SETUP, _("改提纲、深度或要写的方面")))
        chosen = self.console.choose(_("接下来"), options, FINISH)
        if chosen == FINISH:
            return not at_end
        if chosen == WALK:
            self.machine.walk(self.machine.open_keys())
        elif chosen == PASTE:
            self._replies.run()
        elif chosen == PICK:
            self._pick(
                [
                    Row(
                        point.key,
                        self._label(point.key, point.question.label),
                        "",
                        point.reason,
                        awaited=point.awaited,
                        since=point.since,
                    )
                    for point in review.open
                ]
            )
        elif chosen == ALL:
            self._pick_topic(review)
        else:
            self._pick(
                [Row(key, _(self.machine.question(key).label), "", "") for key in self.machine.setup_keys()]
            )
        return True

    def _pick_topic(self, review: Review) -> None:
        options = [
            Option(topic.name, _("{topic}（{number}题）").format(topic=topic.name, number=len(topic.rows)))
            for topic in review.topics
        ]
        name = self.console.choose(_("哪一方面"), options)
        self._pick(next(list(topic.rows) for topic in review.topics if topic.name == name))

    def _pick(self, rows: list[Row]) -> None:
        options = [Option(row.key, described(row)) for row in rows]
        self.machine.jump(self.console.choose(_("哪一题"), options))

    def _label(self, key: str, label: str) -> str:
        """A figure inside a text goes by its own name, too."""
        return label if key in self.machine.pack.questions else f"{label}：{key.partition('.')[2]}"

    def _summary(self, review: Review, *, at_end: bool) -> str:
        number = len(review.open)
        if not number:
            return "\n" + _("各题都已填好、确认")
        if at_end:
            return "\n" + _("问完了，还有{number}处没有填写或确认：").format(number=number)
        return "\n" + _("现在还有{number}处没有填写或确认：").format(number=number)


def described(row: Row) -> str:
    """One answer in a line: what it is called, its value, its state, and where it came from."""
    state = waiting(row.awaited, row.since) if row.state == "等待" else _(row.state)
    source = f"［{row.source}］" if row.source else ""
    return "　".join(filter(None, (row.label, short(row.shown, _LONGEST), state, source)))
