"""What each filter and test takes and gives, and what to write instead of those that were taken away."""

from __future__ import annotations

from drafter.packs.lint.shapes import Sort

NUMBERS = (Sort.NUMBER,)
LISTS = (Sort.LIST, Sort.TABLE)
ITERABLE = (Sort.LIST, Sort.TABLE, Sort.SEQUENCE)

TAKES: dict[str, tuple[Sort, ...]] = {
    **dict.fromkeys(("数", "增减", "含零", "中文", "上年", "前年"), NUMBERS),
    **dict.fromkeys(("abs", "round"), (Sort.NUMBER, Sort.INTEGER)),
    **dict.fromkeys(("个数",), LISTS),
    **dict.fromkeys(("连",), (Sort.LIST,)),
    **dict.fromkeys(("书名",), (Sort.LIST, Sort.TEXT)),
    **dict.fromkeys(("batch", "first", "join", "last", "list", "map", "max", "min", "sum"), ITERABLE),
    **dict.fromkeys(("reject", "rejectattr", "reverse", "select", "selectattr"), ITERABLE),
}
"""Filters that templates have, and what each works on."""

PRINTING = frozenset({"数", "增减", "含零", "中文", "连", "join"})
"""Filters that give printed text."""
COUNTING = frozenset({"abs", "round", "上年", "前年", "个数", "sum"})
"""Filters that give a number."""
PICKING = frozenset({"first", "last", "max", "min"})
"""Filters that give one of the items."""
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
