"""What a row of things says that share a clause: A与B分别下降1%和2%, A、B、C人数分别为1、2、3."""

from __future__ import annotations

import re

from drafter.genre.acts import SHARED

_LONGEST_ROW = 60
_LONGEST_FIRST = 4
"""A thing of more characters has its head itself: 养老、工伤、失业保险人数, but not 公共场所、医疗卫生单位."""


def clauses_of_each(clause: str, run: int, last: bool) -> list[str]:
    """The clause of each of ``run`` figures that follow one another; empty where they do not share it.

    ``last``: whether the figure that follows the clause stands alone or has one behind it.
    """
    words, _, rest = clause.partition("分别")
    things = re.split("[、和与及]", words)
    if run > 2 and len(things) == run:
        return [thing + rest for thing in _with_their_head(things)]
    found = SHARED.search(words[-_LONGEST_ROW:])
    if found is None or not last or len(words) == len(clause):
        return []
    rest = found["than"] + rest.replace("分别", "")
    return [found["first"] + rest, found["second"] + rest]


def _with_their_head(things: list[str]) -> list[str]:
    """养老, 工伤, 失业保险人数: the head that the last has for all, each as long as the word before it."""
    *firsts, last = things
    short = len(firsts[-1])
    head = last[short:] if short <= _LONGEST_FIRST and len(last) > short + 1 else ""
    return [*(thing + head for thing in firsts), last]
