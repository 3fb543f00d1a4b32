"""What each filter and test takes and gives, and what to write instead of those that were taken away."""

from __future__ import annotations

from collections.abc import Sequence

from jinja2 import nodes

from drafter.compose.scripts import ZEROS
from drafter.packs.lint.shapes import Sort

NUMBERS = (Sort.NUMBER,)
LISTS = (Sort.LIST, Sort.TABLE)
ITERABLE = (Sort.LIST, Sort.TABLE, Sort.SEQUENCE)

TAKES: dict[str, tuple[Sort, ...]] = {
    **dict.fromkeys(("数", "增减", "含零", "上年", "前年"), NUMBERS),
    **dict.fromkeys(("abs", "round", "中文"), (Sort.NUMBER, Sort.INTEGER)),
    **dict.fromkeys(("可略", "汉字", "全角"), (Sort.NUMBER, Sort.TEXT, Sort.LIST)),
    "原样": (Sort.STRING,),
    **dict.fromkeys(("个数",), LISTS),
    **dict.fromkeys(("连",), (Sort.LIST,)),
    **dict.fromkeys(("书名",), (Sort.LIST, Sort.TEXT)),
    **dict.fromkeys(("batch", "first", "join", "last", "list", "map", "max", "min", "sum"), ITERABLE),
    **dict.fromkeys(("reject", "rejectattr", "reverse", "select", "selectattr"), ITERABLE),
}
"""Filters that templates have, and what each works on."""

PRINTING = frozenset({"数", "增减", "含零", "中文", "连", "join", "原样", "可略"})
"""Filters that give printed text."""
COUNTING = frozenset({"abs", "round", "上年", "前年", "个数", "sum"})
"""Filters that give a number."""
PICKING = frozenset({"first", "last", "max", "min"})
"""Filters that give one of the items."""
SAME = frozenset({"书名", "汉字", "全角"})
"""Filters that give a value of the sort they take."""
WORDS: dict[str, tuple[int, str]] = {
    "增减": (2, '如 |增减("提升")、|增减("上升", "下降")'),
    "汉字": (1, '如 |汉字、|汉字("○")'),
}
"""Filters that take words in brackets: how many at most, and how they are written."""
BARE = frozenset({"数", "含零", "中文", "上年", "前年", "个数", "书名", "原样", "可略", "全角"})
"""Filters that take none."""
BY_COLUMN = frozenset({"selectattr", "rejectattr"})
BY_TEST = frozenset({"select", "reject"})

TESTS: dict[str, tuple[Sort, ...]] = {
    **dict.fromkeys(("零", "一", "多"), (Sort.NUMBER, Sort.LIST, Sort.TABLE)),
    **dict.fromkeys(("odd", "even"), (Sort.INTEGER,)),
    **dict.fromkeys(("有", "不适用", "未填", "defined", "in", "eq", "ne"), tuple(Sort)),
}
"""Tests that templates have, and what each works on."""

_AS_IT_IS = "答案原样打印，直接写 {{ 键 }}；只要数字不要单位写 {{ 键|数 }}"
_OTHERWISE = "写成 {% if 键 %}……{% else %}……{% endif %}"
INSTEAD = {
    **dict.fromkeys(("length", "count"), "列表有几项，写 |个数"),
    **dict.fromkeys(("default", "d"), _OTHERWISE),
    **dict.fromkeys(("int", "float", "string", "format", "safe", "escape", "e", "trim"), _AS_IT_IS),
    **dict.fromkeys(("truncate", "replace", "upper", "lower", "title", "wordwrap"), "答案不能截短或改字"),
    **dict.fromkeys(("sort", "unique", "groupby", "dictsort"), "按答案里的次序写"),
}
"""Filters of Jinja's that would lose where a text came from, and what to write instead."""

TESTS_INSTEAD = {
    **dict.fromkeys(("none", "undefined"), "没有填写写 is 未填，没有内容写 not 键"),
    **dict.fromkeys(("gt", "ge", "lt", "le", "equalto"), "直接写 > 、< 、=="),
}


def fault_of_words(name: str, words: Sequence[nodes.Expr], named: bool) -> tuple[str, str] | None:
    """Why a filter cannot take what stands in its brackets (what is wrong, advice); None where it can."""
    if name in BARE and (words or named):
        return f"|{name} 后面不能带括号", f"写成 |{name}"
    if name not in WORDS:
        return None
    most, example = WORDS[name]
    texts = [word.value for word in words if isinstance(word, nodes.Const) and isinstance(word.value, str)]
    if named or len(texts) != len(words) or len(words) > most:
        return f"|{name} 的括号里最多写{most}个加引号的词", example
    if name == "汉字" and any(text not in tuple(ZEROS) for text in texts):
        return "|汉字 的括号里只能写 〇、○ 或 零", example
    return None
