"""What ordinals are called: 第3位 is a rank; 连续第7年, 第48个世界地球日 and 第2部条例 go on counting from year to year."""

from __future__ import annotations

import re

from drafter.figures import Figure
from drafter.genre.acts import RANKED
from drafter.genre.phrases import noun_after, said_after, stem_of, without_end


def ordinal(clause: str, after: str, figure: Figure, last: str) -> tuple[str, str]:
    """The stem and the suffix of a name; ``clause`` ends with 第, ``last`` is what the figure before is called."""
    if clause.endswith("连续第"):
        return said_after(after), f"连续{figure.unit}数"
    if figure.unit not in ("", "位", "名"):
        return noun_after(after), "届次" if figure.unit == "个" else "序次"
    if after.startswith("大"):
        return noun_after(after[1:]), "排名"
    if last.startswith("原") and re.search("[升降跃进移]至第$", clause):
        return last[1:].removesuffix("排名"), "排名"
    return stem_of(without_end(RANKED, clause)).removesuffix("排名"), "排名"
