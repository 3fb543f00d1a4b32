"""A short readable name for each figure of a sentence, made of the words around it.

What is counted stands after the counting word (12个乡镇) or before the number (乡镇12个，); which of the two
shows in what follows: a noun at once, or a stop.  Names are proposals: the clerk sees and may change them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from drafter.figures import Figure, chinese_text
from drafter.genre.words import AREAS, MONEY, PERCENT

_LONGEST = 14
_SHORT_VERB = 4
_HAN = re.compile(r"[A-Za-z\u3400-\u9fff〇]+")
_BREAK = re.compile(r"[，,。；;：:、！!？?\s]|其中")
_MARKER = re.compile(r"[（(][一二三四五六七八九十\d]+[）)]|^\s*\d+[.．、]")
_MARKS = re.compile('[“”‘’「」《》〈〉"()（）{}\\[\\]]')
_CLOSING = re.compile('[”’」》"]等?')
_LEAD = re.compile(
    "^(?:今年以来|今年来|今年|去年|全年|全市|全县|全区|全局|全州|年度|年内|年来|年|以来|我局|我委|我市|我县|我区|本局|目前|截至目前|"
    "[一二三四五六七八九十]是|累计|共计|总计|合计|已经|已|共|先后|陆续|分别|并|还|均|各|等|达到|达|是|有|对|从|就|由|在|将|把|为|"
    "及时|积极|扎实|持续|深入|成功|顺利|全面|依法|了|组织|开展|举办|召开|完成|进行|实施|参与|制定|编制|发布|印发|推动|做好|现行有效的)+"
)  # fmt: skip
_TRAIL = re.compile(
    "(?:累计|共计|总计|合计|达到|均达|达|(?<![行作认])为|是|有|共|已|了|的|均|各|至少|仅|从|对|就|每|以及|和|与|或|及|等|其)+$"
)  # fmt: skip
_UP = re.compile("(?:增长|提升|提高|增加|上升)(?:了|到)?$")
_DOWN = re.compile("(?:下降|减少|降低|缩短|压缩|压减)(?:了|到)?$")
_COMPARED = re.compile("(?:同比|环比|[较比](?:去年|上年|上一年)(?:同期)?)$")
_WORD_ENDS = re.compile(
    "(?:共|对|将|把|从|在|通过|至|向|为|于|等|各|全[省市县区州]|排查|查处|发现|完成|开展|组织|出动|收到|受理|办理|接受|建立|制定|印发|"
    "进行|部门|领域|系统|单位|人员|工作|[，的了和与及并])$"
)
_NOUN_ENDS = re.compile(
    "均|全部|被|完成|进行|参[加与]|获|纳入|通过|实现|免于|列入|作为|开展|挂牌|提供|自领|逐|中(?!队|心|小|介|药|学)|"
    "以及|并(?!购)|和|及|就|已|^未|^不|不予|正在|予以|得到|受到|用于|移送|细化|(?<=方面)[对就]|(?<![行作])为"
)  # fmt: skip
_RANKED = re.compile(
    "(?:[稳位名跃列]?[居列]|排名?|排行|[升降跃进]+至|从|由|双双)*(?:全[国省市县区州球盟]|世界|[中西东]部|国内|各省区|同类[一-鿿]{0,4})?(?:前列)?(?:并列)?第$"
)
_DONE = re.compile("(?:率|比|比例|金额|数|量|面积|额|幅|度)$")
_PERSONS = re.compile("(?:人员|队员|志愿者|人|者|员|师)$")
_SUFFIX = re.compile(
    "(?<=案件)数$|(?<=.)(?<!案)(?:[次件宗起项份册本篇场期批条人]数|金额)$|(?<=..)(?<!案件)数$"
)
_NAMED_BY_UNIT = frozenset("次件宗起项份册本篇场期批条")


def names_of(text: str, figures: Sequence[tuple[int, int, Figure]]) -> list[str]:
    """One name for each figure (start, end, figure), unique among them."""
    names: list[str] = []
    for number in range(len(figures)):
        names.append(numbered(_name_at(text, figures, number, names[-1] if names else ""), names))
    return names


def proposed_names(text: str, figures: Sequence[tuple[int, int, Figure]]) -> list[str]:
    """The name that each figure's own words give; two may be alike."""
    names: list[str] = []
    for number in range(len(figures)):
        names.append(_name_at(text, figures, number, names[-1] if names else ""))
    return names


def _name_at(text: str, figures: Sequence[tuple[int, int, Figure]], number: int, last: str) -> str:
    start, end, figure = figures[number]
    left = figures[number - 1][1] if number else 0
    right = figures[number + 1][0] if number + 1 < len(figures) else len(text)
    return _name(text[left:start], text[end:right], figure, last)


def numbered(name: str, taken: Collection[str]) -> str:
    """The name itself, or with the first Chinese number that makes it new."""
    number, free = 1, name
    while free in taken:
        number += 1
        free = name + chinese_text(number)
    return free


def _name(before: str, after: str, figure: Figure, last: str) -> str:
    """The name of one figure; ``last`` is the name of the one before it, which a bare 同比增长 speaks of."""
    clause = _last_clause(before)
    moved = "增" if _UP.search(clause) else "减" if _DOWN.search(clause) else ""
    if moved:
        subject = _COMPARED.sub("", _DOWN.sub("", _UP.sub("", clause)))
        return _moved_name(_shortened(subject) or _subject(last), moved, figure)
    if clause.endswith("第"):
        return _shortened(_RANKED.sub("", clause)) + "排名"
    stem = _shortened(_TRAIL.sub("", clause))
    if figure.is_percent:
        return _rate_name(stem)
    noun = _noun_after(after)
    if noun:
        adjacent = bool(last) and not _BREAK.search(before)
        stem = noun if adjacent or len(stem) > _SHORT_VERB else stem + noun
    return _with_suffix(stem, figure.unit)


def _subject(name: str) -> str:
    """What an earlier name speaks of: 信访收到 of 信访收到件数."""
    return _SUFFIX.sub("", name)


def _moved_name(subject: str, moved: str, figure: Figure) -> str:
    change = {"增": "增幅", "减": "降幅"} if figure.is_percent else {"增": "增量", "减": "减量"}
    return subject + change[moved]


def _rate_name(stem: str) -> str:
    """办结率, 占比."""
    if stem.endswith("占"):
        return stem + "比"
    return stem if stem.endswith(("率", "比", "比例", "度")) else stem + "比例"


def _last_clause(before: str) -> str:
    """The words right before a figure, without marks."""
    return _MARKER.sub("", _BREAK.split(before)[-1]).replace("\n", "").strip()


def _shortened(clause: str) -> str:
    """The words of a clause that name its subject: without adverbs and empty verbs in front."""
    bare = _bare(clause)
    if len(bare) <= _LONGEST:
        return bare
    for cut in (_CLOSING, re.compile("的|[^一]并|以及")):
        *_, rest = cut.split(clause)
        if 1 < len(_bare(rest)) <= _LONGEST:
            return _bare(rest)
    return _cut(bare)


def _cut(bare: str) -> str:
    """The end of a long row of words, from where a word begins."""
    for place in range(len(bare) - _LONGEST, len(bare) - 3):
        if _WORD_ENDS.search(bare, 0, place):
            return bare[place:]
    return bare[-_LONGEST:]


def _bare(clause: str) -> str:
    return _LEAD.sub("", "".join(_HAN.findall(_MARKS.sub("", clause))))


def _noun_after(after: str) -> str:
    """The noun that follows a counting word at once: 七件…轻微违法行为, 12个乡镇."""
    words = _BREAK.split(after)[0]
    if not _HAN.match(_MARKS.sub("", words)) or after[:1] in ")）》":
        return ""
    words = "".join(_HAN.findall(_MARKS.sub("", words)))
    ends = _NOUN_ENDS.search(words)
    if ends and 1 < ends.start() < words.find("的"):
        words = words[: ends.start()]
    modified = re.match("(?:[^的]*?的)+(?=..)", words)
    noun = words[modified.end() :] if modified and len(words) > 6 else words
    ends = _NOUN_ENDS.search(noun)
    noun = noun[: ends.start()] if ends else noun
    return noun if len(noun) <= _LONGEST else noun[:_LONGEST]


def _with_suffix(stem: str, unit: str) -> str:
    """A name that says what kind of number it is: 次数, 金额, 面积, 人数, 数."""
    suffix = _suffix(unit)
    if not stem:
        return "数量" if suffix == "数" else suffix
    if stem.endswith(suffix) or (_DONE.search(stem) and suffix in ("数", "金额", "面积")):
        return stem
    if stem[-1] == suffix[0] or (suffix == "人数" and _PERSONS.search(stem)):
        return stem + suffix[1:]
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
    if len(unit) > 1 and unit.endswith("次"):
        return unit
    return unit + "数" if unit in _NAMED_BY_UNIT else "数"
