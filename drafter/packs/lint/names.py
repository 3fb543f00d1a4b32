"""Statements of a template: which names are known where; expressions are judged on the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jinja2 import nodes

from drafter.packs.lint.expressions import Expressions, Report, Scope
from drafter.packs.lint.filters import ITERABLE
from drafter.packs.lint.shapes import ANY, PRINTED, Shape, Sort

_UNSUPPORTED: dict[type, str] = {
    nodes.Include: "include",
    nodes.Import: "import",
    nodes.FromImport: "from",
    nodes.Extends: "extends",
    nodes.Block: "block",
    nodes.FilterBlock: "filter",
}


def check_names(
    tree: nodes.Template, known: Mapping[str, Shape], report: Report, *, complete: bool = True
) -> set[str]:
    """Reports the faults of a template's names and operations; gives the names of the pack that it uses.

    Unless ``known`` is ``complete``, an unknown name is a fault only when it has a near miss.
    """
    walker = _Statements(Expressions(known, report, complete), report)
    walker.body(tree.body, {})
    return walker.expressions.used


class _Statements:
    def __init__(self, expressions: Expressions, report: Report) -> None:
        self.expressions, self.report = expressions, report

    def body(self, statements: Sequence[nodes.Node], scope: Scope) -> None:
        for node in statements:
            self.statement(node, scope)

    def inner(self, statements: Sequence[nodes.Node], scope: Scope) -> None:
        """A body whose names end with it."""
        self.body(statements, scope)
        self.expressions.ended |= scope.keys()

    def statement(self, node: nodes.Node, scope: Scope) -> None:
        shape = self.expressions.shape
        match node:
            case nodes.Output():
                for child in node.nodes:
                    if not isinstance(child, nodes.TemplateData):
                        self.expressions.printed(child, scope)
            case nodes.If():
                shape(node.test, scope)
                for part in (node.body, node.elif_, node.else_):
                    self.body(part, scope)
            case nodes.For():
                self._for(node, scope)
            case nodes.Assign():
                self._bind(node.target, shape(node.node, scope), scope)
            case nodes.AssignBlock():
                self.inner(node.body, dict(scope))
                shape(node.filter, scope)
                self._bind(node.target, PRINTED, scope)
            case nodes.Macro():
                scope[node.name] = Shape(Sort.MACRO)
                self._macro(node, scope)
            case nodes.CallBlock():
                shape(node.call, scope)
                self._macro(node, scope)
            case nodes.With():
                within = dict(scope)
                for target, value in zip(node.targets, node.values, strict=True):
                    self._bind(target, shape(value, scope), within)
                self.inner(node.body, within)
            case _:
                self._other(node, scope)

    def _for(self, node: nodes.For, scope: Scope) -> None:
        whole = self.expressions.shape(node.iter, scope)
        if not whole.is_a(*ITERABLE):
            name = f"“{node.iter.name}”" if isinstance(node.iter, nodes.Name) else ""
            self.report(
                node, f"{name}（{whole.sort.value}）不是列表或表格，不能用 for", "只有一个值时直接打印"
            )
        within = dict(scope)
        self._bind(node.target, whole.items(), within)
        self.expressions.shape(node.test, within)
        within["loop"] = Shape(Sort.LOOP)
        self.inner(node.body, within)
        self.inner(node.else_, dict(scope))

    def _macro(self, node: nodes.Macro | nodes.CallBlock, scope: Scope) -> None:
        within = dict(scope)
        for default in node.defaults:
            self.expressions.shape(default, scope)
        for argument in node.args:
            within[argument.name] = ANY
        within |= {"varargs": ANY, "kwargs": ANY, "caller": Shape(Sort.MACRO)}
        self.inner(node.body, within)

    def _bind(self, target: nodes.Node, shape: Shape, scope: Scope) -> None:
        if isinstance(target, nodes.Name):
            scope[target.name] = shape
        elif isinstance(target, nodes.Tuple):
            for item in target.items:
                self._bind(item, ANY, scope)
        else:
            self.expressions.shape(target, scope)

    def _other(self, node: nodes.Node, scope: Scope) -> None:
        word = _UNSUPPORTED.get(type(node))
        if word:
            self.report(
                node, f"不支持 {{% {word} %}}", "重复的文字可用 {% macro %}，同一主题的内容写在一个文件里"
            )
        for child in node.iter_child_nodes():
            if isinstance(child, nodes.Stmt):
                self.statement(child, scope)
            else:
                self.expressions.shape(child, scope)
