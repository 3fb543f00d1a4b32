"""A short readable name for each figure of a sentence, made of the words around it.

What is counted stands after the counting word (12个乡镇) or before the number (乡镇12个，); which of the two
shows in what follows: a noun at once, or a stop.  Where a clause says only what was done (办结79件, 满意率98%), the
name takes what it was done to from the figures before.  Names are proposals: the clerk sees and may change them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from drafter.figures import Figure
from drafter.genre.acts import (
    ACT_OF,
    BARE,
    BEHIND,
    DOWN,
    FINES,
    FROM,
    MEASURE,
    OF_TASK,
    OF_WHEN,
    PLACES,
    RATE,
    RATED,
    THAN,
    TO,
    UP,
)
from drafter.genre.phrases import (
    BREAK,
    bare,
    common_end,
    joined,
    last_clause,
    noun_after,
    noun_before_change,
    plain,
    said_after,
    stem_of,
    topic_of,
    unbracketed,
)
from drafter.genre.proposals import Proposal, numbered
from drafter.genre.ranks import ordinal
from drafter.genre.rows import clauses_of_each
from drafter.genre.segment import ending
from drafter.genre.spoken import Figured, Spoken
from drafter.genre.suffixes import LONGEST, led, suffix_of, with_suffix
from drafter.genre.words import MONEY, PERCENT

__all__ = ["Placed", "Proposal", "names_of", "numbered", "proposed_names"]
Placed = tuple[int, int, Figure]


def names_of(text: str, figures: Sequence[Placed]) -> list[str]:
    """One name for each figure (start, end, figure), unique among them."""
    names: dict[str, None] = {}
    counts: dict[str, int] = {}
    for proposal in proposed_names(text, figures):
        names[proposal.first_free(names, counts)] = None
    return list(names)


def proposed_names(text: str, figures: Sequence[Placed]) -> list[Proposal]:
    """The names that each figure's own words give; those of two may be alike."""
    namer = _Namer(text, figures)
    return [namer.name(number) for number in range(len(figures))]


_ENDS = re.compile("(?:率|比|比例|度|比重)$")


class _Namer(Spoken):
    """Goes through the figures of a text from left to right, keeping what was spoken of."""

    def __init__(self, text: str, figures: Sequence[Placed]) -> None:
        self.text, self.figures = text, figures
        super().__init__()
        self.part = False
        self.shared: list[str] = []
        """The clauses of the figures that follow in A与B分别下降1%和2%."""
        self.respective: list[Figured] = []
        """What the figures that follow speak of, each of its own: 建议3件、提案5件，满意率分别为98%、99%."""

    def name(self, number: int) -> Proposal:
        start, end, figure = self.figures[number]
        left = self.figures[number - 1][1] if number else 0
        right = self.figures[number + 1][0] if number + 1 < len(self.figures) else len(self.text)
        before, after = OF_WHEN.sub("", self.text[left:start]), self.text[end:right]
        self.inside = len(re.findall("[（(]", self.text[:start])) > len(
            re.findall("[)）]", self.text[:start])
        )
        self.sentence = len(re.findall("[。！!？?\n]", self.text[:start]))
        self.segment = len(re.findall("[。！!？?\n；;]", self.text[:start]))
        return self._name(before, after, figure, number)

    # -- one figure

    def _name(self, before: str, after: str, figure: Figure, number: int) -> Proposal:
        self.part = False
        before, after = unbracketed(before, after)
        before = re.sub("^以?内(?=[一-鿿]{2,}[率比])", "", before)
        clause = self._shared_clause(last_clause(before), before, after, number)
        special = self._changed(clause, before, after, figure) or self._moved(clause, figure)
        if special:
            return special
        if clause.endswith("第"):
            return self._told(
                *ordinal(clause, after, figure, self.done[-1].base if self.done else ""), figure
            )
        if (than := THAN.search(clause)) and (last := self.compared()):
            return self._other(last, than["plan"] or "上年", figure)
        self.part = self._in_part(before, figure)
        stem, noun = self._words(clause, before, after, figure, number)
        if figure.is_percent:
            return self._rate(stem, before, figure)
        counting = noun if len(noun) == 1 and stem and not figure.unit else ""
        if counting:
            return self._told(stem, f"{counting}数", figure)
        if stem in ("总数", "总量", "总"):
            return self._total(figure)
        says_little = (
            len(stem) < 2 or BARE.fullmatch(stem) or (figure.unit.endswith(MONEY) and FINES.fullmatch(stem))
        ) and not self._is_beside(stem, before)
        if not noun and (says_little or self._is_part(stem, before)):
            return self._carried(stem, before, after, figure)
        full = joined(stem, noun) if noun else stem
        if len(full) == 1 and full not in "村镇乡县区市街":
            full = self.topic(figure, near=True) + full
        suffix = "位次" if figure.unit == "位" and PLACES.search(clause) else suffix_of(figure.unit)
        return self._told(full, suffix, figure, noun)

    def _words(self, clause: str, before: str, after: str, figure: Figure, number: int) -> tuple[str, str]:
        """The words before a figure and the noun behind it; words that are the last figure's noun are none of its."""
        last = self.done[-1] if self.done else None
        noun = "" if figure.is_percent else noun_after(after)
        if last and last.noun and not BREAK.search(plain(before)) and bare(before).startswith(last.noun):
            clause = "" if noun else bare(before)[len(last.noun) :]
        if clause.endswith(("等", "、")) and noun:
            clause = ""
        clause = clause if figure.is_percent else re.sub("(?<=..)占$", "", clause)
        noun = "" if noun.startswith("因") and bare(clause) else noun
        verb_only = clause.strip() in ("发布", "公布", "出台", "制定", "印发")
        if (
            not noun
            and (not bare(clause) or verb_only)
            and re.fullmatch("[、和]?", after)
            and number + 1 < len(self.figures)
        ):
            following = self.figures[number + 1]
            ends = self.figures[number + 2][0] if number + 2 < len(self.figures) else len(self.text)
            if not self.done or verb_only or not re.fullmatch("[、，,]?", before):
                noun = noun_after(self.text[following[1] : ends])
                clause = "" if verb_only and noun else clause
        return stem_of(clause), noun

    def _other(self, last: Figured, whose: str, figure: Figure) -> Proposal:
        """较去年的517件减少65件: the count of last year, or of the plan, of what was told before."""
        base = f"{whose}{last.base}"
        told = Figured(base, last.topic, figure.unit, self.sentence, moved=True, grown=last.grown)
        told.segment, told.inside = self.segment, self.inside
        self.done.append(told)
        return self._proposal(base, "" if _ENDS.search(base) else suffix_of(figure.unit), "")

    def _is_beside(self, stem: str, before: str) -> bool:
        """Whether a thing stands beside the last one in a row: 不予处罚案件5件、减轻处罚案件2件."""
        row = bool(self.done) and before.startswith("、") and stem.endswith(("案件", "事项", "申请"))
        return row and self.done[-1].base.endswith(stem[-2:])

    def _in_part(self, before: str, figure: Figure) -> bool:
        """Whether a figure is one of the parts of what was counted before."""
        if "其中" in before:
            return bool(self.done)
        last = self.done[-1] if self.done else None
        return (
            last is not None and last.part and last.unit == figure.unit and not re.search("[；;。]", before)
        )

    def _is_part(self, stem: str, before: str) -> bool:
        """Whether a short word stands for a part of what was counted before: 其中区政府5件、部门12件."""
        parted = self.part or before[:1] in ("（", "(")
        short = len(stem) < 4 or stem.endswith("类")
        return bool(self.done) and (parted or stem == "其他类") and short

    def _carried(self, stem: str, before: str, after: str, figure: Figure) -> Proposal:
        """A name for what is said of something counted before."""
        behind = BEHIND.match(after)
        if stem in ("", "其余", "剩余", "余下") and behind:
            stem = behind["act"]
        act = ACT_OF.get(
            stem, re.sub("^.*(?:案件|案卷|事项)中|^(?:已|均|并|的|其中|各|总)+|(?:的|了|合计)$", "", stem)
        )
        if not act and self.done and re.fullmatch("[、，,和及]?", before):
            last = self.done[-1]
            return self._told(last.base, suffix_of(figure.unit), figure, topic=last.topic)
        if not act and re.match("[（(]，+", before):
            act = "上年"
        if not act and re.search("总[数量]|累计|[共合]计?", before):
            return self._total(figure)
        topic = self.topic(figure)
        if act and act in topic:
            topic = ""
        if not act and (not topic or BREAK.search(before)):
            act = said_after(after)
            topic = topic if not act else ""
        return self._told(led(topic, act), suffix_of(figure.unit), figure, short=act, topic=topic)

    def _total(self, figure: Figure) -> Proposal:
        """法定事项95项、委托事项12项，共107项: the total of what was counted before in the same unit."""
        alike = [
            one for one in self.done if one.segment == self.segment and one.unit == figure.unit and one.base
        ]
        last = next((one for one in reversed(self.done) if not one.moved), None)
        if last is None or last not in alike:
            return self._told(last.base if last else "", suffix_of(figure.unit), figure)
        whole = next((one for one in reversed(self.done) if not one.part and one.unit == figure.unit), None)
        if last.part and whole:
            alike = [whole]
        shared = (
            common_end([one.base for one in alike]) if len(alike) > 1 else alike[0].topic or alike[0].base
        )
        about = shared or f"{alike[0].topic or alike[0].base}等"
        told = self._told(f"{about}总", "数", figure, topic=about)
        self.done[-1].total = True
        return told

    def _rate(self, stem: str, before: str, figure: Figure) -> Proposal:
        """办结率, 占比; a rate of an act takes what the act was done to."""
        task = OF_TASK.match(stem)
        if task:
            stem = task["what"] + "任务完成率"
        bare_rate = RATE.fullmatch(stem)
        if bare_rate and self.respective:
            of_one = self.respective.pop(0)
            return self._told(
                led(of_one.topic, bare_rate["act"]), bare_rate["kind"], figure, topic=of_one.topic
            )
        if bare_rate:
            act = bare_rate["act"]
            named = next((one for one in reversed(self.near(2)) if one.base.endswith(act)), None)
            if named:
                return self._told(named.base, bare_rate["kind"], figure, short=act, topic=named.topic)
            return self._told(
                led(self.topic(figure), act),
                bare_rate["kind"],
                figure,
                short=act,
                topic=self.topic(figure),
            )
        of = re.search("(?P<what>[^，,；;。]{2,20}(?:率|比例))[，,：:][^，,]{1,6}$", before)
        if of and not stem.endswith(("率", "比例")):
            stem = stem + ending(bare(of["what"]), 6).lstrip("内的中")
        if shared := self._share(stem, before, figure):
            return shared
        if not stem or BARE.fullmatch(stem):
            stem = led(self.topic(figure), stem)
        if stem.endswith("占"):
            return self._told(stem, "比", figure)
        stem = stem.removesuffix("比例") + ("比例" if stem.endswith("比例") else "")
        return self._told(stem, "" if _ENDS.search(stem) else "比例", figure)

    def _share(self, stem: str, before: str, figure: Figure) -> Proposal | None:
        """占15%, 占总数的15%, 目标12万人的95%: the share that what was counted before has."""
        if stem in ("占", "占比") and self.respective:
            of_one = self.respective.pop(0)
            return self._told(of_one.base, "占比", figure, topic=of_one.topic)
        last = self.last()
        if last is None or last.unit in PERCENT:
            return None
        if before == "的" and last.base.endswith(("目标", "任务", "计划")):
            return self._told(last.base, "完成率", figure, topic=last.topic)
        if not stem.startswith("占"):
            return None
        of = stem if len(last.base + stem) <= LONGEST - 2 and len(stem) > 2 else "占"
        return self._told(last.base, of + ("比" if of == "占" else "比例"), figure, topic=last.topic)

    def _moved(self, clause: str, figure: Figure) -> Proposal | None:
        """The change against last year of the figure before, or of what the clause names."""
        found = UP.search(clause) or DOWN.search(clause)
        if not found:
            return None
        up = bool(UP.search(clause))
        subject = re.sub("^[较比].*", "", stem_of(clause[: found.start()]))
        if subject in ("总数", "总量"):
            whole = next((one for one in reversed(self.near(1)) if not one.part), None)
            subject = f"{whole.topic}{subject}" if whole else subject
        last = self.last()
        if self.done and self.done[-1].moved and self.done[-1].grown:
            last = self.done[-1]
        if not subject and self.respective:
            last = self.respective.pop(0)
        if not subject and last is None:
            return None
        if re.search("[较比]$", subject) and last:
            subject = ""
        base = subject or (last.grown if last else "")
        change = ("增幅" if up else "降幅") if figure.is_percent else ("增量" if up else "减量")
        about = topic_of(base) if subject or last is None else last.topic
        self.done.append(
            Figured(base, about, "", self.sentence, moved=not subject, grown=base, segment=self.segment)
        )
        return self._proposal(base, change, "")

    def _changed(self, clause: str, before: str, after: str, figure: Figure) -> Proposal | None:
        """由63家压减至6家: what it was (原…), and what it is now."""
        suffix = "" if figure.is_percent else suffix_of(figure.unit)
        if re.search("[由从原]", clause) and FROM.match(after.lstrip(" ")):
            what = re.split("[由从]|原", clause.removesuffix("第"))
            named = stem_of(what[0]) or stem_of("".join(what[1:])) or noun_before_change(after)
            named = named or self.topic(figure)
            if clause.endswith("第"):
                return self._told("原" + (named.removesuffix("排名") or self.topic(figure)), "排名", figure)
            return self._told("原" + named, suffix, figure) if named else None
        found = TO.search(clause)
        if not found:
            return None
        if self.done and self.done[-1].base.startswith("原") and not BREAK.search(plain(before)):
            return self._told(self.done[-1].base[1:], suffix, figure)
        subject = stem_of(clause[: found.start()])
        return self._told(subject, suffix, figure) if len(subject) > 1 else None

    def _shared_clause(self, clause: str, before: str, after: str, number: int) -> str:
        """The clause of a figure; of A与B分别下降1%和2% and of …分别为1%、2% the second takes it from the first."""
        if self.shared and re.fullmatch("[、和与及，,]", before):
            return self.shared.pop(0)
        self.shared, self.respective = [], []
        clause = clause.replace("依次", "分别")
        if "分别" not in clause:
            return clause
        run = self._run(number)
        if each := clauses_of_each(clause, run, bool(re.match("[、和与及，,]?$", after))):
            self.shared = each[1:]
            return each[0]
        told = [one for one in self.near(1) if not (one.moved or one.total) and one.unit not in PERCENT]
        alike = [one for one in told if one.unit == told[-1].unit]
        told = (alike if len(alike) >= run else told)[-run:]
        if run > 1 and len(told) == run:
            clause = clause.replace("分别", "")
            self.shared, self.respective = [clause] * (run - 1), told
        return clause

    def _run(self, number: int) -> int:
        """How many figures follow one another, joined by 、 or 和, from this one on."""
        count = 1
        for (_, end, _), (start, _, _) in pairwise(self.figures[number:]):
            if not re.fullmatch("[、和与及]", self.text[end:start]):
                break
            count += 1
        return count

    def _told(
        self,
        base: str,
        suffix: str,
        figure: Figure,
        noun: str = "",
        *,
        short: str = "",
        topic: str | None = None,
    ) -> Proposal:
        """The proposal of a figure, which is remembered for the ones that follow."""
        about = topic_of(base) if topic is None else topic
        whole = next((one.topic for one in reversed(self.near()) if not one.part), "") if self.part else ""
        if topic is None and figure.is_percent:
            rated = RATED.fullmatch(base)
            about = topic_of(rated["what"]) if rated else self.topic(figure)
        little = len(base) < 2 or (len(base) < 3 and BARE.fullmatch(base))
        if topic is None and (little or self.part or MEASURE.search(base)):
            about = whole or self.topic(figure)
        grown = base if suffix.endswith("数") or not suffix else with_suffix(base, suffix)
        self.done.append(
            Figured(
                base,
                about,
                figure.unit,
                self.sentence,
                noun=noun,
                part=self.part,
                grown=grown,
                segment=self.segment,
                inside=self.inside,
            )
        )
        return self._proposal(base, suffix, self.topic_before(about))

    def _proposal(self, base: str, suffix: str, other: str) -> Proposal:
        name = with_suffix(base, suffix)
        fuller = tuple(
            dict.fromkeys(
                longer
                for longer in (led(other, name),)
                if other and longer != name and len(longer) <= LONGEST
            )
        )
        return Proposal(name, fuller)
