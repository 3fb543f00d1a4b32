"""Lines without an end: nothing takes long over what repeats its own words.

The worst of each pattern; before, each of these took seconds or, of twice the length, for ever.  Nobody looks at the
clock here: what took for ever would be seen.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from drafter.figures import parse_figure
from drafter.genre.acts import BARE
from drafter.genre.numerals import RULES, numerals
from drafter.genre.phrases import stem_of, topic_of
from drafter.genre.ranks import ordinal
from drafter.genre.rows import clauses_of_each
from drafter.learn.derive.totals import _TOGETHER
from drafter.readers.furniture import is_furniture


def rule(name: str) -> Callable[[str], object]:
    """What finds the numerals of a rule."""
    pattern = next(one.pattern for one in RULES if one.name == name)
    return lambda text: list(pattern.finditer(text))


def _ordinal(clause: str) -> object:
    return ordinal(clause, "，", parse_figure("3位"), "")


@pytest.mark.parametrize(
    ("does", "text"),
    [
        (BARE.fullmatch, "已经" * 20 + "甲"),
        (_ordinal, "列列排名" * 2000 + "乙第"),
        (lambda text: clauses_of_each(text, 2, True), "一、" * 10000),
        (lambda text: clauses_of_each(text, 2, True), "一、" * 5000 + "分别" + "一、" * 5000),
        (stem_of, "的" * 20000 + "甲"),
        (topic_of, "审结" * 5000 + "甲"),
        (_TOGETHER.search, "趓一与" * 20),
        (_TOGETHER.search, "与" * 60),
        (numerals, "1" * 20000),
        (numerals, "二十" * 10000),
        (rule("字母打头的代码"), "a." * 5000),
        (rule("月份并列"), "和12和33" * 3000),
        (rule("引号里的要求"), "“" * 20000),
        (is_furniture, "字体" + " " * 20000 + "。"),
    ],
)
def test_no_line_takes_long(does: Callable[[str], object], text: str) -> None:
    does(text)
