"""Jinja as template authors get it: sandboxed, strict about names, only filters that keep a value's mark."""

from __future__ import annotations

from collections.abc import Callable
from types import CodeType, TracebackType
from typing import Any

from jinja2 import (
    StrictUndefined,
    Template,
    TemplateRuntimeError,
    TemplateSyntaxError,
    UndefinedError,
    pass_context,
)
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS as JINJA_FILTERS
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import missing

from drafter.compose.marks import Marks
from drafter.compose.scripts import in_han, in_wide
from drafter.compose.values import ListValue, NumberValue, TextValue, Value
from drafter.errors import DrafterError, Place, TemplateError
from drafter.figures import chinese_text

KEPT_FILTERS = frozenset(
    {"abs", "batch", "first", "join", "last", "list", "map", "max", "min", "reject", "rejectattr"}
    | {"reverse", "round", "select", "selectattr", "sum"}
)
"""Jinja's own filters that lose no mark; all others are taken away."""


class LazyContext(Context):
    """Finds a name only when a template asks for it: a draft makes no value that it does not print."""

    find: Callable[[str], Value | None]

    def resolve_or_missing(self, key: str) -> Any:
        if key in self.vars:
            return self.vars[key]
        value = self.find(key)
        if value is not None:
            return value
        return self.parent.get(key, missing)


class Environment(SandboxedEnvironment):
    """The sandbox of all packs."""

    context_class = LazyContext
    intercepted_binops = frozenset({"*", "**"})
    past: Callable[[NumberValue, int], NumberValue]
    """Set for each draft: the figure of the same question, so many years back."""
    marks: Marks
    """Set for each draft: where its marks are kept."""

    def __init__(self) -> None:
        super().__init__(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, cache_size=0)
        self.globals = {}
        self.filters = {name: JINJA_FILTERS[name] for name in KEPT_FILTERS} | FILTERS
        self.filters |= {"上年": lambda value: self.past(_number(value), 1)}
        self.filters |= {"前年": lambda value: self.past(_number(value), 2)}
        self.filters |= {"原样": pass_context(lambda context, value: literal(value, self.marks))}
        self.tests = {name: self.tests[name] for name in ("defined", "in", "eq", "ne")} | TESTS
        self._templates: dict[int, tuple[CodeType, Template]] = {}
        self._inline: dict[str, CodeType] = {}

    def template(self, code: CodeType) -> Template:
        """The template of a code, made once."""
        found = self._templates.get(id(code))
        if found is None:
            found = code, Template.from_code(self, code, self.globals)
            self._templates[id(code)] = found
        return found[1]

    def inline(self, name: str, source: str, place: Place) -> CodeType:
        """The code of a template that is not the pack's own (a bureau's outline), compiled once."""
        if name not in self._inline:
            self._inline[name] = compile_template(self, name, source, place)
        return self._inline[name]

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Multiplication only of numbers: ``'字' * 999999999`` would eat the machine."""
        if operator == "**" or isinstance(left, str | list) or isinstance(right, str | list):
            raise SecurityError("模板里只有数字能相乘")
        return super().call_binop(context, operator, left, right)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """No Python attribute is for templates; columns of records are reached as items."""
        return not isinstance(obj, Value) and super().is_safe_attribute(obj, attr, value)


def compile_template(environment: Environment, name: str, source: str, place: Place) -> CodeType:
    """The compiled template; raises :class:`TemplateError` with file and line."""
    try:
        code: Any = environment.compile(source, name, name)
    except TemplateSyntaxError as error:
        from drafter.compose.syntax import explain  # words for the fault; only when there is one

        cause = explain(error, source)
        line = (place.line or 1) + cause.line - 1
        raise TemplateError(cause.what, Place(place.path, line), cause.advice) from error
    except RecursionError as error:
        raise TemplateError("模板里的括号或条件套得太深", place) from error
    return code  # type: ignore[no-any-return]


def render(
    environment: Environment,
    code: CodeType,
    find: Callable[[str], Value | None],
    place: Place,
    near: Callable[[str], str],
) -> str:
    """The template's text, with marks.

    ``find`` gives the value of a name, ``near`` the advice for a name that does not exist.
    Raises :class:`TemplateError` with file and line.
    """
    template = environment.template(code)
    context = template.new_context()
    context.find = find  # type: ignore[attr-defined]
    try:
        return "".join(template.root_render_func(context))
    except DrafterError:
        raise
    except UndefinedError as error:
        what, name = _undefined(str(error.message))
        raise TemplateError(what, _place(error.__traceback__, template, place), near(name)) from error
    except (
        TypeError,
        ValueError,
        KeyError,
        ArithmeticError,
        SecurityError,
        AttributeError,
        RecursionError,
        TemplateRuntimeError,
    ) as error:
        raise TemplateError(
            f"模板出错：{_why(error)}", _place(error.__traceback__, template, place)
        ) from error


def _why(error: Exception) -> str:
    """Our own refusals are Chinese already; of Python's and Jinja's the usual ones are told anew."""
    said = str(error)
    told = next((words for kind, words in _PYTHON if isinstance(error, kind)), "")
    if "unsupported operand" in said or "not supported between" in said:
        told = "这两样东西不能一起运算或比较（答案里只有数字可以）"
    return said if not told or not said.isascii() else told


_PYTHON: tuple[tuple[type[Exception], str], ...] = (
    (ZeroDivisionError, "除数是零"),
    (RecursionError, "宏或模板一直在引用自己"),
    (SecurityError, "用了模板里不许用的属性或函数"),
)


def _undefined(message: str) -> tuple[str, str]:
    """What to say of a name that is not there, and the name; Jinja's message quotes owner and attribute."""
    words = message.split("'")[1::2]
    if not words:
        return f"模板取值有误：{message}", ""
    if len(words) > 1:
        return f"这里没有“{words[-1]}”这一列", ""
    return f"模板用了没有的名称“{words[0]}”", words[0]


def _place(traceback: TracebackType | None, template: Template, place: Place) -> Place:
    """The template's line that was running, from the traceback through Jinja's own line table."""
    line = 0
    while traceback is not None:
        code = traceback.tb_frame.f_code
        if code.co_filename == template.name:
            line = template.get_corresponding_lineno(traceback.tb_lineno)
        traceback = traceback.tb_next
    return Place(place.path, (place.line or 1) + line - 1 if line else place.line)


def _number(value: object) -> NumberValue:
    if not isinstance(value, NumberValue):
        raise TypeError("这个过滤器只用于数字")
    return value


def _list(value: object) -> ListValue:
    if not isinstance(value, ListValue):
        raise TypeError("这个过滤器只用于列表")
    return value


def bare(value: object) -> str:
    """``|数``: the number without its unit."""
    number = _number(value)
    return number.show(number.number.bare if number.number else "")


def moved(value: object, up: str | None = None, down: str | None = None) -> str:
    """``|增减``: a growth in words: 增长5.2%, 下降3个百分点, 持平; ``|增减("提升")`` with other words, ``|增减("", "")``
    without."""
    number = _number(value)
    if number.number is None:
        return str(number)
    return number.marks.mark(moved_words(number, up, down), number.origin)


def moved_words(number: NumberValue, up: str | None = None, down: str | None = None) -> str:
    """The words of a growth; they stand even where nothing has moved."""
    if number.number is None:
        return ""
    value, unit = number.number.value, number.number.unit
    if not value:
        return "持平"
    if value < 0:
        return ("下降" if down is None else down) + number.number.printed.replace("-", "", 1)
    usual = "上升" if "百分点" in unit else "增长"
    return (usual if up is None else up) + number.number.printed


def with_zero(value: object) -> str:
    """``|含零``: prints 0 as well, and the clause stays."""
    number = _number(value)
    if number.number is None:
        return str(number)
    return number.marks.mark(number.number.printed, number.origin)


def in_chinese(value: object) -> str:
    """``|中文``: a small whole number in Chinese script (三项), with its unit; also ``loop.index``."""
    if isinstance(value, int):
        return chinese_text(value) if 0 <= value <= _MOST_IN_CHINESE else str(value)
    number = _number(value)
    found = number.number
    if found is None or found.value != found.value.to_integral_value() or found.value > _MOST_IN_CHINESE:
        return str(number)
    return number.show(chinese_text(int(found.value)) + found.unit)


_MOST_IN_CHINESE = 99


def literal(value: object, marks: Marks) -> str:
    """``|原样``: text between quotes that neither the markup nor the clauses interpret ({{ '[['|原样 }}).

    A filter of the context, so that Jinja does not fold it into the template's text.
    """
    if not isinstance(value, str):
        raise TypeError("|原样 只用于引号里的文字；答案本来就照原样印")
    return marks.mark(value, None) if value else ""


def optional(value: object) -> str:
    """``|可略``: prints an answer, or nothing when it is empty; the clause and the sentence stay."""
    if not isinstance(value, NumberValue | TextValue | ListValue):
        raise TypeError("|可略 只用于答案：文字、数字、日期、清单")
    return value.marks.mark("", value.origin) if value.empty else str(value)


def quoted(value: object) -> object:
    """``|书名``: in 《》, each item of a list."""
    if isinstance(value, ListValue):
        items = [quoted(item) for item in value]
        return ListValue(
            value.marks, value.origin, [item for item in items if isinstance(item, Value)], value.label
        )
    return value.wrapped("《", "》") if isinstance(value, TextValue) else value


def joined(value: object, separator: str = "、") -> str:
    """``|连``: a list's items side by side."""
    return _list(value).joined(separator)


def counted(value: object) -> NumberValue:
    """``|个数``: how many items a list has."""
    return _list(value).count()


FILTERS: dict[str, Callable[..., Any]] = {
    "数": bare,
    "增减": moved,
    "含零": with_zero,
    "中文": in_chinese,
    "可略": optional,
    "汉字": in_han,
    "全角": in_wide,
    "书名": quoted,
    "连": joined,
    "个数": counted,
}


def _is_exactly(value: object, size: int) -> bool:
    number = value.count() if isinstance(value, ListValue) else _number(value)
    return number.number is not None and not number.missing and number.number.value == size


def _is_many(value: object) -> bool:
    number = value.count() if isinstance(value, ListValue) else _number(value)
    return number.number is not None and not number.missing and number.number.value > 1


TESTS: dict[str, Callable[..., Any]] = {
    "零": lambda value: _is_exactly(value, 0),
    "一": lambda value: _is_exactly(value, 1),
    "多": _is_many,
    "有": bool,
    "不适用": lambda value: isinstance(value, NumberValue) and value.special == "不适用",
    "未填": lambda value: isinstance(value, Value) and value.missing,
}
