"""How a name ends: what kind of number it is, by its unit."""

from __future__ import annotations

import re

from drafter.genre.segment import ending
from drafter.genre.words import AREAS, MONEY, PERCENT

LONGEST = 16
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
_TIME |= {
    "课时": "课时数",
    "学时": "学时数",
    "个月": "月数",
    "公里": "公里数",
    "日": "天数",
    "分": "分",
    "岁": "年龄",
    "周岁": "年龄",
}


def led(topic: str, words: str) -> str:
    """Words with what they speak of in front, without saying one thing twice."""
    if not topic or topic in words:
        return words
    if topic.endswith("处罚") and words.startswith("罚款"):
        return topic + words.removeprefix("罚款")
    for length in range(min(len(topic), len(words)), 1, -1):
        if topic.endswith(words[:length]):
            return topic + words[length:]
    return topic + words


def with_suffix(stem: str, suffix: str) -> str:
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
    if (stem[-1] == suffix[0] and suffix not in ("人次", "件次")) or (
        suffix == "人数" and _PERSONS.search(stem)
    ):
        return stem + suffix[1:]
    if len(stem) + len(suffix) > LONGEST:
        stem = ending(stem, LONGEST - len(suffix))
    return stem + suffix


def suffix_of(unit: str) -> str:
    """How a name ends for what is counted in ``unit``: 次数, 人数, 金额; 人（次） counts as 人次."""
    unit = re.sub("[()（）]", "", unit)
    if unit in PERCENT:
        return "比例"
    if unit.endswith(MONEY):
        return "金额"
    if unit in AREAS:
        return "面积"
    if unit in ("人", "名", "位"):
        return "人数"
    if unit == "倍":
        return "倍数"
    if unit in _TIME:
        return _TIME[unit]
    if len(unit) > 1 and unit.endswith("次"):
        return unit
    return unit + "数" if unit in _NAMED_BY_UNIT else "数"
