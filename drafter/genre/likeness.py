"""How well the words of a reply fit the name of a question.

Names and words are taken apart into characters and pairs of characters; what is rare among the questions at hand
weighs more than what many of them share, and words of like meaning stand in for one another.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from math import log, sqrt

from msgspec import Struct

_PAIR, _SINGLE = 1.0, 0.4
_LIKE = 0.85
"""What a word of like meaning is worth instead of the word itself."""
_NEAR, _FADING = 0.75, 0.8
"""What words before those of the figure are worth, and how that fades with each step back."""
_TOO_LITTLE = 0.1
"""Of words of which the question knows so little nothing is made."""
_UNHEARD = 0.5
"""Words that no question has weigh so much of what a rare one does."""

_ALIKE = tuple(
    tuple(group.split())
    for group in (
        "收到 接到 接收 来件 收件 受理 新收 承接",
        "办结 办理完毕 办完 处理完 已办 结案 审结 办毕 办理",
        "满意率 满意度 好评率",
        "按期 按时 及时 如期",
        "处罚 罚了",
        "罚没 罚款 没收 罚金",
        "被诉 应诉 诉讼 官司 被告",
        "败诉 输了",
        "胜诉 赢了",
        "化解 调处 解决 调解成功 调成",
        "排查 摸排 排摸",
        "培训 轮训 集训",
        "学习 学法 集中学习",
        "会议 开会 专题会",
        "普法 法治宣传 法制宣传 宣传",
        "热线 工单 12345 便民",
        "发布 公开 公布 公示",
        "合法性审查 合法性审核 法核",
        "检查 巡查 督查",
        "整改 整治 改正 改了",
        "持证 执法证 有证",
        "不予处罚 免罚 免于处罚 首违不罚 不罚",
        "接访 接待来访 接待群众",
        "建议 议案",
        "移送 移交",
        "负责人 领导 局长 一把手 主要负责同志",
        "答复 回复 反馈",
        "推文 推送 公众号 新媒体",
        "人次 参训 参加",
        "场次 场",
        "许可 审批",
        "聘请 聘用 聘",
        "信访 来信来访 上访",
        "投诉 举报",
        "复议 行政复议",
        "案卷 卷宗",
        "评查 抽查",
    )
)
"""Words that colleagues use for one another's; like, not the same: 受理 may be asked beside 收到."""
_IDLE = re.compile(
    "今年以来|今年|本年度?|全年度?|年度|我[局委办科室队们]|本[局委科室]|已|一共|总共|共计|总计|合计|累计|共有|共|已经|目前|"
    "截至|截止|大概|大约|数据|数字|情况|如下|具体|其中|分别|报一下|报送|上报|统计|数量|左右|[为是有了的等各均约达]|\\d+|年(?=$)"
)
_COUNT = re.compile("(?:[件次项份人个条篇场批家户处部类期起名]数|总数|数量|[件次项份]|金额|(?<=.)数)$")


@lru_cache(maxsize=4096)
def features(text: str) -> Mapping[str, float]:
    """The parts of a name or of some words, each with what it weighs by its kind."""
    return _parts(_COUNT.sub("", _IDLE.sub("", "".join(re.findall(r"\w+", text)))))


def _parts(bare: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for index, char in enumerate(bare):
        found[char] = _SINGLE
        if index:
            found[bare[index - 1 : index + 1]] = _PAIR
    return found


@lru_cache(maxsize=4096)
def alike(text: str) -> Mapping[int, frozenset[str]]:
    """The groups of like words that a text has one of, each with the parts of that word."""
    found = {}
    for number, group in enumerate(_ALIKE):
        word = next((word for word in group if word in text), None)
        if word is not None:
            found[number] = frozenset(_parts(word))
    return found


class Heard(Struct, frozen=True):
    """The words of one figure, with what each part of what was said is worth."""

    words: str
    parts: Mapping[str, float]
    groups: Mapping[int, float]


def heard(words: str, around: Sequence[str] = ()) -> Heard:
    """A figure's own ``words`` count in full; those ``around`` it, nearest first, ever less."""
    parts, groups = dict.fromkeys(features(words), 1.0), dict.fromkeys(alike(words), _LIKE)
    worth = _NEAR
    for earlier in around:
        for part in features(earlier):
            parts[part] = max(parts.get(part, 0.0), worth)
        for group in alike(earlier):
            groups[group] = max(groups.get(group, 0.0), worth * _LIKE)
        worth *= _FADING
    return Heard(words, parts, groups)


class Named(Struct, frozen=True):
    """What a question is called, and all that is known to belong to it (topic, 科室, 口径)."""

    names: tuple[str, ...]
    parts: Mapping[str, float]
    groups: Mapping[int, float]


def named(names: Sequence[str], known: Sequence[str] = ()) -> Named:
    """``known``: words for these are not held against a figure, and do not speak for it either."""
    every = (*names, *known)
    parts = dict.fromkeys((part for name in every for part in features(name)), 1.0)
    groups = dict.fromkeys((group for name in every for group in alike(name)), _LIKE)
    return Named(tuple(names), parts, groups)


class Likeness:
    """Compares words with the names of the questions at hand."""

    def __init__(self, questions: Sequence[Named]) -> None:
        counts = Counter(part for one in questions for part in one.parts)
        total = len(questions)
        self._rarity = {part: log(1 + total / count) for part, count in counts.items()}
        self._unheard = _UNHEARD * log(1 + total)
        self._weighed: dict[str, tuple[list[tuple[str, float]], float]] = {}

    def measure(self, said: Heard, question: Named) -> float:
        """0 to 1: how well a figure's words fit a question: they explain it, and it explains them."""
        explained = self._covered(said.words, question.parts, question.groups)
        if explained < _TOO_LITTLE:
            return 0.0
        return sqrt(explained * max(self._covered(name, said.parts, said.groups) for name in question.names))

    def within(
        self, least: float, said: Heard, questions: Mapping[str, Named]
    ) -> Iterator[tuple[str, Named]]:
        """The questions that may measure ``least``: a quick look at the part of what was said that weighs most."""
        own, total = self._weights(said.words)
        part, weight = max(own, key=lambda pair: pair[1], default=("", 0.0))
        if not own or weight <= (1 - least**2) * total:
            yield from questions.items()
            return
        like = {group for group, members in alike(said.words).items() if part in members}
        for key, question in questions.items():
            if part in question.parts or not like.isdisjoint(question.groups):
                yield key, question

    def _covered(self, text: str, parts: Mapping[str, float], groups: Mapping[int, float]) -> float:
        """The share of a text's parts that are there, themselves or in a like word."""
        own, total = self._weights(text)
        if not total:
            return 0.0
        like: dict[str, float] = {}
        for group, members in alike(text).items():
            if group in groups:
                like.update(dict.fromkeys(members, groups[group]))
        found = sum(weight * max(parts.get(part, 0.0), like.get(part, 0.0)) for part, weight in own)
        return found / total

    def _weights(self, text: str) -> tuple[list[tuple[str, float]], float]:
        if text not in self._weighed:
            own = [
                (part, kind * self._rarity.get(part, self._unheard)) for part, kind in features(text).items()
            ]
            self._weighed[text] = own, sum(weight for _, weight in own)
        return self._weighed[text]
