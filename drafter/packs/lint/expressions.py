"""Expressions of a template: every name known, every operation one that a value can take and keep its mark."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise

from jinja2 import nodes
from jinja2.filters import FILTERS as JINJA_FILTERS
from jinja2.tests import TESTS as JINJA_TESTS

from drafter.packs.faults import near_miss
from drafter.packs.lint import filters
from drafter.packs.lint.shapes import ANY, PRINTED, Shape, Sort, column_shape, common

Report = Callable[[nodes.Node, str, str], None]
Scope = dict[str, Shape]

_ORDERING = ("lt", "lteq", "gt", "gteq")
_UNSUPPORTED = {nodes.FloorDiv: "//", nodes.Mod: "%", nodes.Pow: "**"}
_LOOP = ("index", "index0", "revindex", "revindex0", "first", "last", "length", "depth", "depth0")
_LOOP_OTHER = ("previtem", "nextitem", "cycle", "changed")
_PYTHON = ("range", "dict", "lipsum", "cycler", "joiner", "namespace", "len", "str", "int", "round", "sum")
_TEXTS = (Sort.STRING, Sort.PRINTED)


class Expressions:
    """Judges expressions; ``used`` gathers the names of the pack they ask for."""

    def __init__(self, known: Mapping[str, Shape], report: Report, complete: bool) -> None:
        self.known, self.report, self.complete = known, report, complete
        self.used: set[str] = set()
        self.ended: set[str] = set()
        """Names of loops and blocks that are over."""

    def shape(self, node: nodes.Node | None, scope: Scope) -> Shape:
        """What an expression gives; its faults are reported."""
        if node is None:
            return ANY
        rule = self._rules.get(type(node))
        if rule is not None:
            return rule(self, node, scope)
        for child in node.iter_child_nodes():
            self.shape(child, scope)
        return ANY

    def printed(self, node: nodes.Node, scope: Scope) -> None:
        """Judges an expression that is printed."""
        if isinstance(node, nodes.CondExpr) and node.expr2 is None:
            self.report(node, "“值 if 条件”缺少 else", "写成 {% if 条件 %}{{ 值 }}{% endif %}")
        self._can_print(node, self.shape(node, scope))

    def _can_print(self, node: nodes.Node, shape: Shape) -> None:
        if shape.sort in (Sort.TABLE, Sort.RECORD):
            columns = f"，如 {{{{ 项.{shape.columns[0]} }}}}" if shape.columns else ""
            self.report(
                node, f"{_told(node, shape)}不能直接打印", f"用 {{% for 项 in 键 %}} 逐行、逐列打印{columns}"
            )
        elif shape.sort is Sort.SEQUENCE:
            self.report(node, "一列值不能直接打印", '后面加 |join("、")，或用 {% for %} 逐项打印')
        elif shape.sort in (Sort.MACRO, Sort.LOOP):
            self.report(node, f"{_told(node, shape)}不能直接打印", "")

    # names -------------------------------------------------------------------------------------------

    def _name(self, node: nodes.Name, scope: Scope) -> Shape:
        name = node.name
        if name in scope:
            return scope[name]
        if name in self.known:
            self.used.add(name)
            if self.known[name].sort is Sort.PASSAGE:
                self.report(node, f"“{name}”是段落题，不能写进花括号", f"在那一段上面单写一行“= {name}”")
                return ANY
            return self.known[name]
        if name in self.ended:
            advice = "循环、宏里的名称出了循环、宏就没有了"
        else:
            advice = near_miss(name, {*self.known, *scope}, complete=self.complete)
            if not advice and name in _PYTHON:
                advice = "这里不能用 Python 的函数"
        if advice or self.complete:
            self.report(node, f"没有“{name}”这个名称", advice)
        return ANY

    def _constant(self, node: nodes.Const, scope: Scope) -> Shape:
        if isinstance(node.value, str):
            return Shape(Sort.STRING)
        number = isinstance(node.value, int | float) and not isinstance(node.value, bool)
        return Shape(Sort.INTEGER) if number else ANY

    def _sequence(self, node: nodes.List | nodes.Tuple, scope: Scope) -> Shape:
        shapes = [self.shape(item, scope) for item in node.items]
        item = shapes[0] if shapes else ANY
        for shape in shapes[1:]:
            item = common(item, shape)
        return Shape(Sort.SEQUENCE, item=item)

    # columns and attributes --------------------------------------------------------------------------

    def _attribute(self, node: nodes.Getattr, scope: Scope) -> Shape:
        owner = self.shape(node.node, scope)
        if owner.sort is Sort.LOOP:
            if node.attr not in (*_LOOP, *_LOOP_OTHER):
                self.report(node, f"loop 没有“{node.attr}”", near_miss(node.attr, _LOOP))
            return Shape(Sort.INTEGER) if node.attr in _LOOP else ANY
        return self._field(node, node.node, owner, node.attr)

    def _element(self, node: nodes.Getitem, scope: Scope) -> Shape:
        owner = self.shape(node.node, scope)
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return self._field(node, node.node, owner, node.arg.value)
        self.shape(node.arg, scope)
        if isinstance(node.arg, nodes.Slice) and not owner.is_a(Sort.SEQUENCE):
            self.report(node, f"{_told(node.node, owner)}不能截取", "截取后就不知道文字从哪里来了")
        elif not owner.is_a(Sort.SEQUENCE):
            advice = "取第一项写 |first，逐项写 {% for %}" if owner.is_a(*filters.LISTS) else ""
            self.report(node, f"{_told(node.node, owner)}不能用方括号取一部分", advice)
        return owner.items() if owner.sort in filters.ITERABLE else ANY

    def _field(self, node: nodes.Node, owner_node: nodes.Node, owner: Shape, name: str) -> Shape:
        if owner.sort is Sort.RECORD:
            if name not in owner.columns:
                advice = near_miss(name, owner.columns) or "有这些列：" + "、".join(owner.columns)
                self.report(node, f"{_told(owner_node, owner)}没有“{name}”这一列", advice)
            return column_shape(owner, name)
        if owner.sort is Sort.TABLE and name in owner.columns:
            told = owner.question.key if owner.question else "键"
            self.report(
                node,
                f"“{told}”是表格，不能直接取一列",
                f"先写 {{% for 项 in {told} %}}，再写 {{{{ 项.{name} }}}}",
            )
        elif not owner.is_a(Sort.MACRO):
            self.report(
                node,
                f"{_told(owner_node, owner)}没有“.{name}”",
                "答案不能用 Python 的方法，可用过滤器，如 |数、|连",
            )
        return ANY

    def _call(self, node: nodes.Call, scope: Scope) -> Shape:
        for child in (*node.args, *(keyword.value for keyword in node.kwargs)):
            self.shape(child, scope)
        called = self.shape(node.node, scope)
        if called.sort is Sort.MACRO:
            return PRINTED
        if isinstance(node.node, nodes.Name) and not called.is_a(Sort.LOOP):
            self.report(node, f"{_told(node.node, called)}后面不能带括号", "只有 {% macro %} 定义的能这样用")
        return ANY

    # arithmetic --------------------------------------------------------------------------------------

    def _binary(self, node: nodes.BinExpr, scope: Scope) -> Shape:
        sides = [(side, self.shape(side, scope)) for side in (node.left, node.right)]
        shapes = [shape for _, shape in sides]
        if isinstance(node, nodes.Add) and all(shape.is_a(*_TEXTS) for shape in shapes):
            return PRINTED
        for side, shape in sides:
            if not shape.is_a(Sort.NUMBER, Sort.INTEGER):
                self.report(
                    node, f"{_told(side, shape)}不能作加减乘除", _arithmetic_advice(side, shape, node)
                )
                return ANY
        return Shape(_joined_sort(shapes))

    def _unsupported(self, node: nodes.BinExpr, scope: Scope) -> Shape:
        shapes = [self.shape(side, scope) for side in (node.left, node.right)]
        sign = _UNSUPPORTED[type(node)]
        plain = all(shape.is_a(Sort.INTEGER) for shape in shapes)
        if not plain or isinstance(node, nodes.Pow):
            advice = "文字相连用 ~" if shapes[0].sort is Sort.STRING else "比率、增长请在问题里写“公式”"
            self.report(node, f"模板里不能用“{sign}”算", advice)
        return Shape(Sort.INTEGER) if plain else ANY

    def _sign(self, node: nodes.UnaryExpr, scope: Scope) -> Shape:
        shape = self.shape(node.node, scope)
        if not shape.is_a(Sort.NUMBER, Sort.INTEGER) or (
            isinstance(node, nodes.Pos) and shape.sort is Sort.NUMBER
        ):
            self.report(node, f"{_told(node.node, shape)}前面不能加正负号", "")
        return shape.plain()

    def _concat(self, node: nodes.Concat, scope: Scope) -> Shape:
        for part in node.nodes:
            self._can_print(part, self.shape(part, scope))
        return PRINTED

    # conditions --------------------------------------------------------------------------------------

    def _either(self, node: nodes.BinExpr, scope: Scope) -> Shape:
        return common(self.shape(node.left, scope), self.shape(node.right, scope))

    def _conditional(self, node: nodes.CondExpr, scope: Scope) -> Shape:
        self.shape(node.test, scope)
        first = self.shape(node.expr1, scope)
        return common(first, self.shape(node.expr2, scope)) if node.expr2 is not None else first

    def _compare(self, node: nodes.Compare, scope: Scope) -> Shape:
        sides = [node.expr, *(operand.expr for operand in node.ops)]
        judged = [(side, self.shape(side, scope)) for side in sides]
        for (left, right), operand in zip(pairwise(judged), node.ops, strict=True):
            if operand.op in ("in", "notin"):
                self._contained(node, left, right)
            else:
                self._compared(node, left, right, operand.op)
        return ANY

    def _contained(
        self, node: nodes.Node, item: tuple[nodes.Node, Shape], whole: tuple[nodes.Node, Shape]
    ) -> None:
        if not whole[1].is_a(*filters.ITERABLE):
            self.report(node, f"{_told(*whole)}不是列表，不能用 in", "比较一个值写 ==")
            return
        if whole[1].sort is Sort.LIST:
            self._one_of(node, item[0], whole[1])
        elif isinstance(whole[0], nodes.List | nodes.Tuple):
            for option in whole[0].items:
                self._one_of(node, option, item[1])

    def _compared(
        self, node: nodes.Node, left: tuple[nodes.Node, Shape], right: tuple[nodes.Node, Shape], sign: str
    ) -> None:
        for one, other in ((left, right), (right, left)):
            fault = _comparison_fault(one, other, sign)
            if fault:
                self.report(node, *fault)
                return
        self._one_of(node, right[0], left[1])
        self._one_of(node, left[0], right[1])

    def _one_of(self, node: nodes.Node, value: nodes.Node, choice: Shape) -> None:
        """A text that a choice is compared with must be one of its options."""
        if not isinstance(value, nodes.Const) or not isinstance(value.value, str) or not choice.options:
            return
        if value.value not in choice.options:
            advice = near_miss(value.value, choice.options) or "可选：" + "、".join(choice.options)
            self.report(node, f"选项里没有“{value.value}”，这个条件永远不成立", advice)

    # filters and tests -------------------------------------------------------------------------------

    def _filter(self, node: nodes.Filter, scope: Scope) -> Shape:
        shape = self.shape(node.node, scope) if node.node is not None else PRINTED
        for child in (*node.args, *(keyword.value for keyword in node.kwargs)):
            self.shape(child, scope)
        if not self._knows_filter(node, node.name):
            return ANY
        if not shape.is_a(*filters.TAKES[node.name]):
            self._refuse(node, f"|{node.name}", filters.TAKES[node.name], shape)
            return ANY
        if node.name in ("上年", "前年") and shape.sort is Sort.NUMBER and shape.question is None:
            self.report(
                node, f"|{node.name} 只能直接写在一个键后面", "算出来的数没有往年的答案；分别取往年再算"
            )
        if fault := filters.fault_of_words(node.name, node.args, bool(node.kwargs)):
            self.report(node, *fault)
        return self._filtered(node, shape)

    def _filtered(self, node: nodes.Filter, shape: Shape) -> Shape:
        name = node.name
        if name in filters.PRINTING:
            self._can_print(node, shape.items() if name == "join" else shape)
            return PRINTED
        if name in filters.COUNTING:
            return Shape(Sort.NUMBER) if shape.sort is not Sort.INTEGER else shape
        if name in filters.PICKING:
            return shape.items()
        if name in filters.SAME:
            return shape.plain() if name != "书名" else shape
        if name == "batch":
            return Shape(Sort.SEQUENCE, item=Shape(Sort.SEQUENCE, item=shape.items()))
        if name == "map":
            return Shape(Sort.SEQUENCE, item=self._mapped(node, shape.items()))
        if name in filters.BY_COLUMN and node.args:
            self._named_column(node, node.args[0], shape.items())
        if name in filters.BY_TEST and node.args and (test := _text(node.args[0])):
            self._knows_test(node, test)
        return Shape(Sort.SEQUENCE, item=shape.items())

    def _mapped(self, node: nodes.Filter, item: Shape) -> Shape:
        for keyword in node.kwargs:
            if keyword.key == "attribute":
                return self._named_column(node, keyword.value, item)
        name = _text(node.args[0]) if node.args else ""
        if name and self._knows_filter(node, name):
            return PRINTED if name in filters.PRINTING else ANY
        return ANY

    def _named_column(self, node: nodes.Node, name: nodes.Node, item: Shape) -> Shape:
        text = _text(name)
        return self._field(node, node, item, text) if text and item.sort is Sort.RECORD else ANY

    def _knows_filter(self, node: nodes.Node, name: str) -> bool:
        if name in filters.TAKES:
            return True
        if name in filters.INSTEAD or name in JINJA_FILTERS:
            advice = filters.INSTEAD.get(name, "可用：" + "、".join(filters.TAKES))
            self.report(node, f"不能用过滤器 |{name}，它会丢掉答案的来历", advice)
        else:
            advice = near_miss(name, filters.TAKES) or "可用：" + "、".join(filters.TAKES)
            self.report(node, f"没有“|{name}”这个过滤器", advice)
        return False

    def _test(self, node: nodes.Test, scope: Scope) -> Shape:
        shape = self.shape(node.node, scope)
        for child in node.args or ():
            self.shape(child, scope)
        if self._knows_test(node, node.name) and not shape.is_a(*filters.TESTS[node.name]):
            self._refuse(node, f"is {node.name}", filters.TESTS[node.name], shape)
        return ANY

    def _knows_test(self, node: nodes.Node, name: str) -> bool:
        if name in filters.TESTS:
            return True
        advice = filters.TESTS_INSTEAD.get(name) or (
            "" if name in JINJA_TESTS else near_miss(name, filters.TESTS)
        )
        self.report(node, f"没有“is {name}”这种判断", advice or "可用：零、一、多、有、不适用、未填")
        return False

    def _refuse(
        self, node: nodes.Filter | nodes.Test, what: str, takes: tuple[Sort, ...], shape: Shape
    ) -> None:
        told = _told(node.node, shape) if node.node is not None else "这一段"
        told_sorts = "、".join(sort.value for sort in takes if sort is not Sort.INTEGER or len(takes) == 1)
        self.report(node, f"{what} 只用于{told_sorts}，{told}不是", "")

    _rules: Mapping[type, Callable[..., Shape]] = {
        nodes.Name: _name,
        nodes.Const: _constant,
        nodes.List: _sequence,
        nodes.Tuple: _sequence,
        nodes.Getattr: _attribute,
        nodes.Getitem: _element,
        nodes.Call: _call,
        nodes.Add: _binary,
        nodes.Sub: _binary,
        nodes.Mul: _binary,
        nodes.Div: _binary,
        nodes.FloorDiv: _unsupported,
        nodes.Mod: _unsupported,
        nodes.Pow: _unsupported,
        nodes.Neg: _sign,
        nodes.Pos: _sign,
        nodes.Concat: _concat,
        nodes.And: _either,
        nodes.Or: _either,
        nodes.CondExpr: _conditional,
        nodes.Compare: _compare,
        nodes.Filter: _filter,
        nodes.Test: _test,
    }


def _told(node: nodes.Node, shape: Shape) -> str:
    """How a message names a value."""
    if isinstance(node, nodes.Name):
        return f"“{node.name}”（{shape.sort.value}）"
    if isinstance(node, nodes.Const):
        return f"“{node.value}”（{shape.sort.value}）"
    return shape.sort.value


def _text(node: nodes.Node) -> str:
    return node.value if isinstance(node, nodes.Const) and isinstance(node.value, str) else ""


def _joined_sort(shapes: list[Shape]) -> Sort:
    if any(shape.sort is Sort.NUMBER for shape in shapes):
        return Sort.NUMBER
    return Sort.INTEGER if all(shape.sort is Sort.INTEGER for shape in shapes) else Sort.ANY


def _arithmetic_advice(side: nodes.Node, shape: Shape, node: nodes.BinExpr) -> str:
    if isinstance(side, nodes.Name) and side.name == "年度":
        return "用 下一年、上一年、前年"
    if shape.sort is Sort.PRINTED:
        return "先计算，后用过滤器"
    return "文字相连用 ~" if isinstance(node, nodes.Add) else "只有数字能计算"


def _comparison_fault(
    one: tuple[nodes.Node, Shape], other: tuple[nodes.Node, Shape], sign: str
) -> tuple[str, str] | None:
    """Why ``one`` cannot be compared with ``other``; None where it can."""
    told, sort, against = _told(*one), one[1].sort, other[1].sort
    if sort is Sort.TICK:
        return f"{told}不用比较", "直接写 {% if 键 %} 或 {% if not 键 %}"
    if sort in (Sort.LIST, Sort.TABLE, Sort.SEQUENCE, Sort.RECORD):
        return f"{told}不能比较", '有没有某项写 {% if "甲" in 键 %}，有几项写 键|个数'
    if sort is Sort.PRINTED:
        return "印成文字以后不能再比较", "先比较，后用过滤器"
    if sort is Sort.NUMBER and against in (Sort.STRING, Sort.TEXT):
        return f"数字不能与文字比较：{told}", "数不加引号；也可写 is 零、is 一、is 多、is 有"
    if sort is Sort.TEXT and against is Sort.INTEGER:
        return f"文字不能与数比较：{told}", "给数加上引号"
    if sort is Sort.TEXT and sign in _ORDERING:
        return f"{told}不能比大小", ""
    return None
