"""Which figures that two years have alike are standing ones, text: what is counted anew each year is asked each year."""

from __future__ import annotations

import re

from drafter.learn.derive.common import CLAUSE
from drafter.learn.model import Becomes, Spot

_EVENTS = re.compile(".*次|[件宗起场期批份篇例条户]|.*元|[学课]时|[%‰]|.*百分点|倍")
"""What happens, is done or is measured in a year; 个, 名, 家, 处, 类 … count what is there."""
_NORM = re.compile("每[^，。；]{0,10}$|(?:至少|不少于|不低于|不超过|不得?少于)$")
_BOUNDS = ("至少", "最少", "不少于", "不低于", "不超过", "不高于", "不多于", "至多", "最多")
_TAILS = ("以上", "以下", "以内")
_DONE = re.compile(
    "新[增建设聘]|建成|建立|打造|创建|培育|培训|完成|办理|查处|受理|处理|发放|评选|命名|表彰|整改|发现|移送|参加"
)
"""Verbs whose objects are this year's."""


def stands(text: str, spot: Spot) -> bool:
    """Whether a figure that did not change is a norm or a standing number, and no result that happens to be the same."""
    if spot.becomes is not Becomes.FIGURE or spot.figure is None:
        return True
    before = CLAUSE.split(text[: spot.start])[-1]
    figure = spot.figure
    if _NORM.search(before) or figure.prefix in _BOUNDS or figure.tail in _TAILS:
        return True
    return not (_EVENTS.fullmatch(figure.unit) or _DONE.search(before))
