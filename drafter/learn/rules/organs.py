"""The bureau's own full name, wherever it stands: in the title, the sign-off and the names of its papers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.learn.model import Becomes, Spot

_SHORTEST = 5
"""A shorter name (县司法局) may be the end of somebody else's."""
_ORGAN = re.compile(
    "^(?P<name>[一-鿿（）()·]{2,40}?(?:局|厅|委员会|委|政府|办公室|部|署|院|社|中心|支队|大队|总队|公司|管委会|办事处|街道|镇|乡|队|处))"
    r"(?=(?:关于|\s|20\d\d|二[〇○零]|推进|法治|依法|年|\d|$))"
)


def find(text: str, organ: str) -> Iterator[Spot]:
    """Each place where the organ's name stands."""
    if len(organ) < _SHORTEST:
        return
    at = text.find(organ)
    while at >= 0:
        yield Spot(at, at + len(organ), Becomes.ORGAN, organ, "本单位名称")
        at = text.find(organ, at + len(organ))


def organ_in(title: str) -> str:
    """The organ that a title begins with: 某县司法局2025年…报告; "" where there is none."""
    match = _ORGAN.match(title.strip())
    return match["name"] if match else ""
