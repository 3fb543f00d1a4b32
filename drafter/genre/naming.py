"""A short readable name for each figure of a sentence, made of the words around it.

What is counted stands after the counting word (12个乡镇) or before the number (乡镇12个，); which of the two
shows in what follows: a noun at once, or a stop.  Where a clause says only what was done (办结79件, 满意率98%), the
name takes what it was done to from the figures before.  Names are proposals: the clerk sees and may change them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, MutableMapping, Sequence
from itertools import pairwise

from msgspec import Struct

from drafter.figures import Figure, chinese_text
from drafter.genre.phrases import (
    BREAK,
    bare,
    joined,
    last_clause,
    noun_after,
    plain,
    stem_of,
    topic_of,
    whole_words,
)
from drafter.genre.segment import ending
from drafter.genre.words import AREAS, MONEY, PERCENT

Placed = tuple[int, int, Figure]
_LONGEST = 16
_BACK = 3
"""So many sentences back a bare clause may take what it speaks of."""
_COMPARED = "(?:同比|环比|[较比](?:去年|上年|上一年)(?:同期)?的?)?"
_UP = re.compile(
    f"{_COMPARED}[，,]?(?:分别|再|又|约)?(?:增长|提升|提高|增加|上升|多(?:开|发|办)?)(?:了|到)?$"
)
_DOWN = re.compile(
    f"{_COMPARED}[，,]?(?:分别|再|又|约)?(?:下降|减少|降低|缩短|压缩|压减|精简|少(?:开|发|办)?)(?:了|到)?$"
)
_SHARED = re.compile(
    "(?P<first>[^，,。；;与和及、]+)(?:、|与|和|及)(?P<second>[^，,。；;]+?)(?P<rest>(?:同比|环比)?分别.*)$"
)
_RANKED = re.compile(
    "(?:[稳位名跃列]?[居列]|排名?|排行|[升降跃进]+至|从|由|双双)*(?:全[国省市县区州球盟]|世界|[中西东]部|国内|各省区|同类[一-鿿]{0,4})?(?:前列)?(?:并列)?第$"
)
_FROM = re.compile(
    "^(?:[^，,。；;]{0,12}?)(?:压减|精简|精减|压缩|减少|降|减|缩短|缩减|增加|提高|提升|升|增|扩大|优化|整合|合并|归并|调整)(?:至|到|为)"
)
_TO = re.compile(
    "(?:压减|精简|精减|压缩|减少|降|减|缩短|缩减|增加|提高|提升|升|增|扩大|优化|整合|合并|归并|调整)(?:至|到|为)(?:平均|约)?$"
)
_OF = re.compile("(?:^|[，,])?(?:将|把|由|从)?(?P<what>.*?)(?:由|从|原)?(?:原来的?|原有的?|法定)?$")
_OF_TASK = re.compile("^(?:完成)?(?P<what>(?!超).{2,10}?)(?:任务|计划|目标)(?:总?数|总量)?$")
_DONE = re.compile("(?:率|比|比例|金额|数|量|面积|额|幅|度|得分|评分|时间|时限|用时|时长|年龄|次数|人次)$")
_PERSONS = re.compile("(?:人员|队员|志愿者|人|者|员|师)$")
_NAMED_BY_UNIT = frozenset("次件宗起项份册本篇场期批条年天吨米部轮")
_TIME = {
    "小时": "小时数",
    "个小时": "小时数",
    "工作日": "工作日数",
    "个工作日": "工作日数",
    "周年": "周年数",
    "分钟": "分钟数",
}
_TIME |= {"课时": "课时数", "学时": "学时数", "个月": "月数", "公里": "公里数", "日": "天数", "分": "分"}
_LOOSE = ("人次", "车次", "辆次", "台次", "辆", "台", "人", "名", "位")
"""Who came and in what: no action speaks of them (出动执法人员20人次，立案3件)."""
_ACTS = (
    "办结|审结|结案|立案|受理|不予受理|收到|办理|处理|解决|化解|整改|完成|答复|回复|维持|撤销|驳回|撤回|撤诉|胜诉|败诉|确认违法|责令履行|调解|调解成功|裁决|终止|中止|移送|"
    "警告|罚款|罚没款?|处罚款?|减轻处罚|不予处罚|立案处罚|立案查处|立案办理|处理|处罚|没收|采纳|废止|修改|修订|修正|制定|保留|继续有效|废止失效|失效|新增|取消|"
    "关闭|关停|准予|不予许可|破案?|查处|备案|报备|注销|延续|变更|优秀|良好|合格|不合格|满意|及时|规范|成功|出庭|应诉|通过|销号|核查|核实|剩余|其余|余下|优良|申领|新申领|核查办结|"
    "督促办结|督促整改|督办|在办|正在办理|正在督办|未办结|按期办结|涉案|涉及|适用|集体讨论|公示|审核|审查|检查|检验|发放|结转|上年结转|上年同期|去年同期|简易程序|一般程序|普通程序|醉驾|办|"
    "直接纠错|纠错|经调解和解终止|调解和解终止|正职出庭|负责人出庭|实际出庭|应当出庭|撤回申请|督导|签约|达标|知晓|覆盖|参与|应覆盖|目标|占|增长|第[一二三]批|首批|惠及|受益|接收|解除|其他|最短|最长|最快|评查|抽取|责令整改|责令改正|金额|面积|货值|案值|调整|国家级|省级|市级|县级|区级|提出|人均|户均|平均|年均|日均|不足|超过|接通|响应|好评|差评"
)
_ADVERB = "(?:(?:已经?|均|累计|共|按时|按期|限期|成功|实际|应当|直接|全部|并|被|应|如期|及时|依法|督促|的|其中|经|无一|首次|现场|网上|当场|单次最高|最高|最低|另|各|总|年)*)"
_BARE = re.compile(
    f"(?:.{{0,6}}(?:案件|案卷|事项)中)?{_ADVERB}(?:{_ACTS})(?:的|了|数|件|案|案件|金额|款|合计|率)?"
)
_RATE = re.compile(f"(?P<act>{_ADVERB}(?:{_ACTS}))(?P<kind>率|度)")
_FINES = re.compile(
    "(?:执法检查)?(?:行政)?(?:共)?(?:处罚|罚款|罚没|涉案|涉及|免罚|赔偿|标的|退费|合同|没收违法所得)(?:金额|款|额|资金)?"
)
_BEHIND = re.compile("^(?P<act>(?:正在|尚在|仍在|未)[一-鿿]{2})(?![^，。；]*的)")
_RATED = re.compile(f"(?P<what>.{{2,}}?)(?:{_ACTS})(?:率|度)?")
_MEASURE = re.compile("^(?:平均|人均|日均|户均|年均|每)|(?:次数|时间|用时|时限|时长|量)$")
_ACT_OF = {"办": "办结", "破": "破案", "被采纳": "采纳", "处罚款": "罚款"}


class Proposal(Struct, frozen=True):
    """A name for a figure, and longer ones to be taken where another figure has it."""

    name: str
    fuller: tuple[str, ...] = ()

    def first_free(self, taken: Collection[str], counts: MutableMapping[str, int] | None = None) -> str:
        """The first of its names that is not taken, numbered (see there for ``counts``) where all are."""
        free = next((name for name in (self.name, *self.fuller) if name not in taken), "")
        return free or numbered(self.name, taken, counts)


class _Figure(Struct):
    """A figure already named: ``base`` is its name without what counts it, ``topic`` what it is about."""

    base: str
    topic: str
    unit: str
    sentence: int
    moved: bool = False
    noun: str = ""
    part: bool = False
    total: bool = False
    segment: int = 0
    grown: str = ""
    """What its growth is called after: 满意率, 一般程序案件."""


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


def numbered(name: str, taken: Collection[str], counts: MutableMapping[str, int] | None = None) -> str:
    """The name itself, or with the first Chinese number that makes it new.

    ``counts``: by name the last number that was made, so that a thousand of one name are not counted from the start.
    """
    counts = {} if counts is None else counts
    number = counts.get(name, 1)
    free = name if number == 1 else name + chinese_text(number)
    while free in taken:
        number += 1
        free = name + chinese_text(number)
    counts[name] = number
    return free


class _Namer:
    """Goes through the figures of a text from left to right, keeping what was spoken of."""

    def __init__(self, text: str, figures: Sequence[Placed]) -> None:
        self.text, self.figures = text, figures
        self.done: list[_Figure] = []
        self.part = False
        self.shared: list[str] = []
        """The clauses of the figures that follow in A与B分别下降1%和2%."""
        self.respective: list[_Figure] = []
        """What the figures that follow speak of, each of its own: 建议3件、提案5件，满意率分别为98%、99%."""

    def name(self, number: int) -> Proposal:
        start, end, figure = self.figures[number]
        left = self.figures[number - 1][1] if number else 0
        right = self.figures[number + 1][0] if number + 1 < len(self.figures) else len(self.text)
        before, after = self.text[left:start], self.text[end:right]
        self.sentence = len(re.findall("[。！!？?\n]", self.text[:start]))
        self.segment = len(re.findall("[。！!？?\n；;]", self.text[:start]))
        return self._name(before, after, figure, number)

    # -- one figure

    def _name(self, before: str, after: str, figure: Figure, number: int) -> Proposal:
        self.part = False
        before, after = _unbracketed(before, after)
        clause = self._shared_clause(last_clause(before), before, after, number)
        special = self._changed(clause, before, after, figure) or self._moved(clause, figure)
        if special:
            return special
        if clause.endswith("第"):
            return self._told(self._ranked(clause), "排名", figure)
        self.part = self._in_part(before, figure)
        stem, noun = self._words(clause, before, after, figure, number)
        if figure.is_percent:
            return self._rate(stem, before, figure)
        if re.search("(?:^|[^一-鿿])[较比](?:去年|上年)(?:同期)?的?$", clause):
            return self._last_years(figure)
        counting = noun if len(noun) == 1 and stem and not figure.unit else ""
        if counting:
            return self._told(stem, f"{counting}数", figure)
        if stem in ("总数", "总量", "总"):
            return self._total(figure)
        says_little = (
            len(stem) < 2 or _BARE.fullmatch(stem) or (figure.unit.endswith(MONEY) and _FINES.fullmatch(stem))
        )
        if not noun and (says_little or self._is_part(stem, before)):
            return self._carried(stem, before, after, figure)
        full = joined(stem, noun) if noun else stem
        if len(full) == 1 and full not in "村镇乡县区市街":
            full = self._topic(figure, near=True) + full
        return self._told(full, _suffix(figure.unit), figure, noun)

    def _words(self, clause: str, before: str, after: str, figure: Figure, number: int) -> tuple[str, str]:
        """The words before a figure and the noun behind it; words that are the last figure's noun are none of its."""
        last = self.done[-1] if self.done else None
        noun = "" if figure.is_percent else noun_after(after)
        if last and last.noun and not BREAK.search(plain(before)) and bare(before).startswith(last.noun):
            clause = "" if noun else bare(before)[len(last.noun) :]
        if clause.endswith("等") and noun:
            clause = ""
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

    def _ranked(self, clause: str) -> str:
        """What is ranked: 排名由第126位升至第74位."""
        last = self.done[-1].base if self.done else ""
        if last.startswith("原") and re.search("[升降跃进]+至第$", clause):
            return last[1:].removesuffix("排名")
        return stem_of(_RANKED.sub("", clause)).removesuffix("排名")

    def _last_years(self, figure: Figure) -> Proposal:
        """较去年的517件减少65件: last year's count of what was told before."""
        last = next((one for one in reversed(self.done) if not one.moved), None)
        base = f"上年{last.base}" if last else "上年"
        self.done.append(
            _Figure(
                base, last.topic if last else "", figure.unit, self.sentence, moved=True, segment=self.segment
            )
        )
        return self._proposal(base, _suffix(figure.unit), "")

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
        behind = _BEHIND.match(after)
        if not stem and behind:
            stem = behind["act"]
        act = _ACT_OF.get(
            stem, re.sub("^.*(?:案件|案卷|事项)中|^(?:已|均|并|的|其中|各|总)+|(?:的|了|合计)$", "", stem)
        )
        if not act and self.done and re.fullmatch("[、，,和及]?", before):
            last = self.done[-1]
            return self._told(last.base, _suffix(figure.unit), figure, topic=last.topic)
        if not act and re.match("[（(]，+", before):
            act = "上年"
        if not act and re.search("总[数量]|累计|[共合]计?", before):
            return self._total(figure)
        topic = self._topic(figure)
        if act and act in topic:
            topic = ""
        if not act and (not topic or BREAK.search(before)):
            act = said_after(after)
            topic = topic if not act else ""
        return self._told(_led(topic, act), _suffix(figure.unit), figure, short=act, topic=topic)

    def _total(self, figure: Figure) -> Proposal:
        """法定事项95项、委托事项12项，共107项: the total of what was counted before in the same unit."""
        alike = [
            one for one in self.done if one.segment == self.segment and one.unit == figure.unit and one.base
        ]
        last = next((one for one in reversed(self.done) if not one.moved), None)
        if last is None or last not in alike:
            return self._told(last.base if last else "", _suffix(figure.unit), figure)
        whole = next((one for one in reversed(self.done) if not one.part and one.unit == figure.unit), None)
        if last.part and whole:
            alike = [whole]
        shared = (
            _common_end([one.base for one in alike]) if len(alike) > 1 else alike[0].topic or alike[0].base
        )
        about = shared or f"{alike[0].topic or alike[0].base}等"
        told = self._told(f"{about}总", "数", figure, topic=about)
        self.done[-1].total = True
        return told

    def _rate(self, stem: str, before: str, figure: Figure) -> Proposal:
        """办结率, 占比; a rate of an act takes what the act was done to."""
        task = _OF_TASK.match(stem)
        if task:
            stem = task["what"] + "任务完成率"
        bare_rate = _RATE.fullmatch(stem)
        if bare_rate and self.respective:
            of_one = self.respective.pop(0)
            return self._told(
                _led(of_one.topic, bare_rate["act"]), bare_rate["kind"], figure, topic=of_one.topic
            )
        if bare_rate:
            act = bare_rate["act"]
            named = next((one for one in reversed(self._near(2)) if one.base.endswith(act)), None)
            if named:
                return self._told(named.base, bare_rate["kind"], figure, short=act, topic=named.topic)
            return self._told(
                _led(self._topic(figure), act),
                bare_rate["kind"],
                figure,
                short=act,
                topic=self._topic(figure),
            )
        of = re.search("(?P<what>[^，,；;。]{2,20}(?:率|比例))[，,：:][^，,]{1,6}$", before)
        if of and not stem.endswith(("率", "比例")):
            stem = stem + ending(bare(of["what"]), 6).lstrip("内的中")
        if not stem or _BARE.fullmatch(stem):
            stem = _led(self._topic(figure), stem)
        if stem.endswith("占"):
            return self._told(stem, "比", figure)
        stem = stem.removesuffix("比例") + ("比例" if stem.endswith("比例") else "")
        return self._told(stem, "" if stem.endswith(("率", "比", "比例", "度", "比重")) else "比例", figure)

    def _moved(self, clause: str, figure: Figure) -> Proposal | None:
        """The change against last year of the figure before, or of what the clause names."""
        found = _UP.search(clause) or _DOWN.search(clause)
        if not found:
            return None
        up = bool(_UP.search(clause))
        subject = stem_of(clause[: found.start()])
        if subject in ("总数", "总量"):
            whole = next((one for one in reversed(self._near(1)) if not one.part), None)
            subject = f"{whole.topic}{subject}" if whole else subject
        last = next((one for one in reversed(self.done) if not one.moved), None)
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
            _Figure(base, about, "", self.sentence, moved=not subject, grown=base, segment=self.segment)
        )
        return self._proposal(base, change, "")

    def _changed(self, clause: str, before: str, after: str, figure: Figure) -> Proposal | None:
        """由63家压减至6家: what it was (原…), and what it is now."""
        suffix = "" if figure.is_percent else _suffix(figure.unit)
        if re.search("[由从原]", clause) and _FROM.match(noun_or(after)):
            what = re.split("[由从]|原", clause)
            named = stem_of(what[0]) or stem_of("".join(what[1:])) or noun_before_change(after)
            named = named or self._topic(figure)
            if clause.endswith("第"):
                named, suffix = named.removesuffix("排名"), "排名"
            return self._told("原" + named, suffix, figure) if named else None
        found = _TO.search(clause)
        if not found or not self.done or BREAK.search(plain(before)):
            return None
        last = self.done[-1]
        subject = stem_of(clause[: found.start()])
        if last.base.startswith("原"):
            return self._told(last.base[1:], suffix, figure)
        return self._told(subject, suffix, figure) if len(subject) > 1 else None

    def _shared_clause(self, clause: str, before: str, after: str, number: int) -> str:
        """The clause of a figure; of A与B分别下降1%和2% and of …分别为1%、2% the second takes it from the first."""
        if self.shared and re.fullmatch("[、和与及，,]", before):
            return self.shared.pop(0)
        self.shared, self.respective = [], []
        if "分别" not in clause:
            return clause
        found = _SHARED.search(clause)
        if found and re.match("[、和与及，,]?$", after):
            rest = found["rest"].replace("分别", "")
            self.shared = [found["second"] + rest]
            return found["first"] + rest
        run = self._run(number)
        told = [one for one in self._near(1) if not (one.moved or one.total) and one.unit not in PERCENT][
            -run:
        ]
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

    # -- what was spoken of

    def _near(self, back: int = _BACK) -> list[_Figure]:
        """The figures before in this sentence and some before it."""
        return [one for one in self.done if self.sentence - one.sentence < back]

    def _topic(self, figure: Figure, *, near: bool = False) -> str:
        """What a bare clause speaks of: the thing last counted in the same unit, else the last thing in the sentence."""
        unit = figure.unit[:1]
        known = [one for one in self._near() if one.topic]
        counted = unit and not figure.is_percent and not figure.unit.endswith(MONEY)
        here = [one for one in known if one.segment == self.segment and one.unit not in _LOOSE]
        within = [one for one in known if one.sentence == self.sentence] if here else known
        alike = [one for one in within if one.unit[:1] == unit] if counted else []
        if near:
            here = [one for one in known if one.sentence == self.sentence]
        for group in (alike, here):
            if group:
                return group[-1].topic
        return ""

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
        whole = next((one.topic for one in reversed(self._near()) if not one.part), "") if self.part else ""
        if topic is None and figure.is_percent:
            rated = _RATED.fullmatch(base)
            about = topic_of(rated["what"]) if rated else self._topic(figure)
        little = len(base) < 2 or (len(base) < 3 and _BARE.fullmatch(base))
        if topic is None and (little or self.part or _MEASURE.search(base)):
            about = whole or self._topic(figure)
        grown = base if suffix.endswith("数") or not suffix else _with_suffix(base, suffix)
        self.done.append(
            _Figure(
                base,
                about,
                figure.unit,
                self.sentence,
                noun=noun,
                part=self.part,
                grown=grown,
                segment=self.segment,
            )
        )
        return self._proposal(base, suffix, self._topic_before(about))

    def _topic_before(self, about: str) -> str:
        """Another thing that the sentence spoke of: it tells two figures of one name apart."""
        others = [
            one.topic
            for one in self._near(2)[:-1]
            if one.topic and one.topic not in about and about not in one.topic and one.unit not in _LOOSE
        ]
        return others[0] if others else ""

    def _proposal(self, base: str, suffix: str, other: str) -> Proposal:
        name = _with_suffix(base, suffix)
        fuller = tuple(
            dict.fromkeys(
                longer
                for longer in (_led(other, name),)
                if other and longer != name and len(longer) <= _LONGEST
            )
        )
        return Proposal(name, fuller)


def _common_end(words: Sequence[str]) -> str:
    """What all words end with, of two characters and more; else ""."""
    end = words[0]
    while end and not all(word.endswith(end) for word in words):
        end = end[1:]
    return end if len(end) > 1 else ""


def _unbracketed(before: str, after: str) -> tuple[str, str]:
    """摊点群（1153）个, 《目录（394项）》: a figure alone in brackets belongs to the words before them."""
    if before[-1:] in ("（", "(") and len(before) > 1 and after[:1] in ("）", ")"):
        return before[:-1], re.sub("^[）)][个项件条》」]*", "", after)
    return before, after


def said_after(after: str) -> str:
    """The first words behind a figure, where those before it say nothing."""
    words = re.sub("^(?:就能|就可|即可|内|以上|以下|左右|能|可)", "", bare(BREAK.split(after.strip())[0]))
    return whole_words(words, 8) if len(words) > 1 else ""


def noun_or(after: str) -> str:
    return after.lstrip(" ")


def noun_before_change(after: str) -> str:
    """将原33项政务审批精减到10项: the noun between the number and the change."""
    found = re.match("[项个件条家]?(?P<noun>[一-鿿]{2,10}?)(?:精简|精减|压减|压缩|减少)", after.strip())
    return found["noun"] if found else ""


def _led(topic: str, words: str) -> str:
    """Words with what they speak of in front, without saying one thing twice."""
    if not topic or topic in words:
        return words
    if topic.endswith("处罚") and words.startswith("罚款"):
        return topic + words.removeprefix("罚款")
    for length in range(min(len(topic), len(words)), 1, -1):
        if topic.endswith(words[:length]):
            return topic + words[length:]
    return topic + words


def _with_suffix(stem: str, suffix: str) -> str:
    """A name that says what kind of number it is: 次数, 金额, 面积, 人数, 数."""
    if not stem:
        return "数量" if suffix == "数" else suffix or "比例"
    if (
        not suffix
        or stem.endswith(suffix)
        or (stem.endswith(("总量", "数量", "拥有量")) and suffix.endswith("数"))
    ):
        return stem
    if _DONE.search(stem) and suffix in ("数", "金额", "面积", *_TIME.values()):
        return stem
    if suffix in ("件数", "宗数", "起数") and stem.endswith("件"):
        return stem + "数"
    if stem[-1] == suffix[0] or (suffix == "人数" and _PERSONS.search(stem)):
        return stem + suffix[1:]
    if len(stem) + len(suffix) > _LONGEST:
        stem = ending(stem, _LONGEST - len(suffix))
    return stem + suffix


def _suffix(unit: str) -> str:
    if unit in PERCENT:
        return "比例"
    if unit.endswith(MONEY):
        return "金额"
    if unit in AREAS:
        return "面积"
    if unit in ("人", "名", "位"):
        return "人数"
    if unit in _TIME:
        return _TIME[unit]
    if len(unit) > 1 and unit.endswith("次"):
        return unit
    return unit + "数" if unit in _NAMED_BY_UNIT else "数"
