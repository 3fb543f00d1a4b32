"""Takes a colleague's pasted reply apart with the clerk: every figure is confirmed, none is dropped silently."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from drafter.answers.sources import reported_by
from drafter.colleagues.replies import (
    LIKELY,
    Candidate,
    Left,
    Match,
    Reading,
    Standing,
    Why,
    candidates,
    match_reply,
    stored,
)
from drafter.i18n import N_, _
from drafter.interview.console import Back, Console, Field, Overview, Skip
from drafter.interview.machine import Interview
from drafter.interview.steps import Accepted, Option, Rejected, Reply
from drafter.interview.words import short, told
from drafter.packs.schema import Question

WHYS = (
    N_("没有对上的题"),
    N_("说的是去年的数"),
    N_("是与去年相比的数，由程序计算"),
    N_("由程序计算，不用填"),
    N_("这题已经答过"),
    N_("认不出是多少"),
)
"""Words of replies.Why, for the catalogs."""
TAKE, ELSEWHERE, LEAVE, UNNAMED, OWN, YES, NO = "take", "elsewhere", "leave", "unnamed", "own", "yes", "no"
_AROUND = 20
"""So many characters before a figure are quoted with it, of its own clause."""
_BREAK = re.compile("[，,。；;\n]")


class ReplyScreen:
    """One pasted reply after the other."""

    def __init__(self, machine: Interview, console: Console, keep: Callable[[Accepted], None]) -> None:
        """``keep`` saves what was accepted, before anything else is asked."""
        self.machine, self.console, self._keep = machine, console, keep
        self._text = self._source = ""

    def run(self, text: str = "") -> None:
        """Ask for a reply, unless it is given, and go through it; back and overview leave it where it is."""
        try:
            self._go_through(text)
        except (Back, Skip, Overview):
            self.console.say(_("回复没有看完；已经存下的都在"))

    def _go_through(self, text: str) -> None:
        if not text:
            label = _("把回复整段粘贴在这里")
            text = self.console.ask(Field(label, placeholder=_("例如：信访收到81件，办结79件"), lines=True))
        if not text.strip():
            return
        whom = self._whom()
        self._text, self._source = text, reported_by(whom)
        reading = match_reply(text, self._candidates(), self.machine.answers.year, whom)
        self._confirm_all(reading.matches)
        self._tell_left(reading)
        self._place_left([one for one in reading.left if one.why is not Why.ANSWERED])
        self._correct(reading)

    def _candidates(self) -> list[Candidate]:
        return candidates(self.machine.pack, self.machine.answers)

    def _whom(self) -> str:
        offices = sorted(self.machine.offices(), key=lambda office: office not in self.machine.waited_for())
        options = [Option(f"={office}", office) for office in offices]
        options += [Option(OWN, _("写别的名称")), Option(UNNAMED, _("不记是谁报的"))]
        chosen = self.console.choose(_("这是谁报来的"), options)
        if chosen == OWN:
            return self.console.ask(Field(_("谁报来的"))).strip()
        return "" if chosen == UNNAMED else chosen.removeprefix("=")

    # -- what was matched

    def _confirm_all(self, matches: Sequence[Match]) -> None:
        """One by one; back leads to the one before, skip leaves one out."""
        number = 0
        while number < len(matches):
            try:
                self._confirm(matches[number], number + 1, len(matches))
            except Back:
                if number == 0:
                    raise
                number -= 1
                continue
            except Skip:
                pass
            number += 1

    def _confirm(self, match: Match, number: int, total: int) -> None:
        self.console.say(
            "\n"
            + _("（{number}/{total}）回复里写：").format(number=number, total=total)
            + self._quoted(match),
            strong=True,
        )
        self.console.say("  → " + self._answer_shown(match.candidate, match.value, match.reported.written))
        if why := self.machine.leap(match.candidate.key, match.value):
            self.console.say(f"  ! {told(why)}")
        if not match.is_sure:
            sure = _("把握不大，请看仔细") if match.measure < LIKELY else _("请看对不对")
            self.console.say("  " + sure)
        take = Option(TAKE, _("对，存下"))
        chosen = self._which(match.others, [take], _("不要这个数"))
        if chosen is TAKE:
            self._store(match.candidate, match.value)
        elif isinstance(chosen, Candidate):
            self._store(chosen, stored(match.reported, chosen))

    def _which(self, others: Sequence[Candidate], first: Sequence[Option], leave: str) -> Candidate | str:
        """The clerk's choice: one of the questions, what ``first`` offers, or LEAVE."""
        options = [*first]
        options += [
            Option(str(number), _("是“{label}”").format(label=self._name(one)))
            for number, one in enumerate(others)
        ]
        options += [Option(ELSEWHERE, _("是别的题，去找")), Option(LEAVE, leave)]
        chosen = self.console.choose(_("对吗") if first else _("是哪一题"), options)
        if chosen == ELSEWHERE:
            return self._found()
        if chosen in (TAKE, LEAVE):
            return TAKE if chosen == TAKE else LEAVE
        return others[int(chosen)]

    def _found(self) -> Candidate | str:
        """A question picked from all that are still without an answer, topic by topic."""
        free = [one for one in self._candidates() if one.standing in (Standing.OPEN, Standing.EXTRA)]
        by_topic: dict[str, list[Candidate]] = {}
        for one in free:
            by_topic.setdefault(self._question(one).topic, []).append(one)
        if not by_topic:
            self.console.say(_("没有还空着的数了"))
            return LEAVE
        topic = self.console.choose(_("哪一方面"), [Option(name, name) for name in by_topic])
        options = [Option(str(number), self._name(one)) for number, one in enumerate(by_topic[topic])]
        return by_topic[topic][int(self.console.choose(_("哪一题"), options))]

    def _store(self, candidate: Candidate, value: str) -> None:
        """Through the same checks as a typed answer; what is doubtful is kept with a reason only."""
        reply: Reply | None = self.machine.report(candidate.key, value, self._source)
        while isinstance(reply, Rejected):
            self.console.say(f"× {told(reply.reason)}")
            reply = self._again(candidate, value, can_insist=reply.can_insist)
        if isinstance(reply, Accepted):
            self._keep(reply)

    def _again(self, candidate: Candidate, value: str, *, can_insist: bool) -> Reply | None:
        options = [Option("again", _("重新输入"))]
        if can_insist:
            options.append(Option("insist", _("没有错，就这样（要写一句说明）")))
        options.append(Option(LEAVE, _("先不存这个数")))
        chosen = self.console.choose(_("怎么办"), options)
        if chosen == LEAVE:
            return None
        if chosen == "insist":
            note = self.console.ask(Field(_("说明"), placeholder=_("例如：含上年结转；口径不同"))).strip()
            return self.machine.report(candidate.key, value, self._source, note)
        typed = self.console.ask(Field(_("应当是多少"), default=value))
        return self.machine.report(candidate.key, typed, self._source)

    # -- what was not

    def _tell_left(self, reading: Reading) -> None:
        """Every figure that was not proposed, with the reason; those of last year in one line."""
        if not reading.matches and not reading.left:
            self.console.say(_("没有看出数字；文字请在各题里填写"))
        past = [one for one in reading.left if one.why is Why.PAST]
        others = [one for one in reading.left if one.why is not Why.PAST]
        if others:
            self.console.say("\n" + _("下面这些没有存："), strong=True)
        for one in others:
            about = f"（{self._name(one.candidate)}）" if one.candidate else ""
            self.console.say(f"  {self._quoted(one)}　{_(one.why.value)}{about}")
        if past:
            listed = "、".join(one.reported.written for one in past)
            self.console.say("  " + _("说的是去年的数，没有存：{listed}").format(listed=listed))

    def _place_left(self, left: Sequence[Left]) -> None:
        """Figures that the clerk knows a question for."""
        shown = [one for one in left if one.reported.readable]
        if all(one.why in (Why.PAST, Why.COMPARED) for one in shown):
            return
        options = [Option(str(number), self._quoted(one)) for number, one in enumerate(shown)]
        label = _("其中有要填到题里的吗（勾选；没有直接回车）")
        for number in map(int, self.console.tick(label, options)):
            one = shown[number]
            self.console.say("\n" + _("回复里写：") + self._quoted(one), strong=True)
            known = [one.candidate] if one.candidate else []
            chosen = self._which([*known, *one.others], (), _("不要这个数"))
            if isinstance(chosen, Candidate):
                self._store(chosen, stored(one.reported, chosen))

    def _correct(self, reading: Reading) -> None:
        """Figures for questions that are answered already: looked at only when the clerk wants to."""
        found = [one for one in reading.corrections() if not self._is_same(one)]
        if not found:
            return
        options = [Option(NO, _("不看，保持原来的")), Option(YES, _("逐个看要不要更正"))]
        label = _("有{number}个数与已经填的不同").format(number=len(found))
        if self.console.choose(label, options, NO) == YES:
            self._confirm_all(found)

    def _is_same(self, match: Match) -> bool:
        answer = self.machine.answers.get(match.candidate.key)
        if answer is None or not isinstance(answer.value, str):
            return False
        units = match.candidate.units
        return stripped(answer.value, units) == stripped(match.value, units)

    # -- words

    def _quoted(self, one: Match | Left) -> str:
        """The figure with a few words before it, as it stands in the reply."""
        start, end = one.reported.start, one.reported.end
        lead = _BREAK.split(self._text[max(0, start - _AROUND) : start])[-1]
        return short(f"“{lead.strip()}{self._text[start:end].strip()}”".replace("\t", " "))

    def _answer_shown(self, candidate: Candidate, value: str, written: str) -> str:
        parts = [f"{self._name(candidate)}：{value}"]
        now = self.machine.answers.get(candidate.key)
        if candidate.standing is Standing.ANSWERED and now is not None and isinstance(now.value, str):
            parts.append(_("现为 {value}").format(value=now.value))
        if last := self.machine.last_shown(candidate.key):
            parts.append(_("去年 {last}").format(last=last))
        if candidate.standing is Standing.EXTRA:
            parts.append(_("本来没有问，填了就写进报告"))
        return "　".join(parts)

    def _name(self, candidate: Candidate) -> str:
        question = self._question(candidate)
        inner = candidate.key != question.key
        name = f"{question.label}：{candidate.label}" if inner else candidate.label
        return f"{name}（{question.topic}）" if question.topic not in name else name

    def _question(self, candidate: Candidate) -> Question:
        key = candidate.key
        return self.machine.question(key if key in self.machine.pack.questions else key.partition(".")[0])


def stripped(value: str, units: Sequence[str]) -> str:
    """A figure without its unit, to be compared."""
    return next((value.removesuffix(unit) for unit in units if unit and value.endswith(unit)), value)
