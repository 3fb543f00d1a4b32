"""Formulas of derived figures: 信访办结 / 信访收到, 合计(甲, 乙), 增长(信访收到).

One small expression tree, evaluated by compose, interview and checks, written out again by learn and sheets.
Names are question keys; a name may start with a digit (12345受理) and contain a dot (普法补充.场次).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from msgspec import Struct

from drafter.errors import DrafterError


class Number(Struct, frozen=True):
    """A constant."""

    value: Decimal


class Name(Struct, frozen=True):
    """The figure of a key, of the year at hand."""

    name: str


class Binary(Struct, frozen=True):
    """Two operands and one of ``+ - × /``."""

    operator: str
    left: Expression
    right: Expression


class Call(Struct, frozen=True):
    """One of the functions of ``FUNCTIONS``."""

    function: str
    arguments: tuple[Expression, ...]


Expression = Number | Name | Binary | Call

FUNCTIONS: Mapping[str, tuple[int, int | None]] = {
    "合计": (1, None),
    "比率": (2, 2),
    "去年": (1, 1),
    "前年": (1, 1),
    "增长": (1, 1),
    "增减": (1, 1),
    "百分点": (1, 1),
}
"""Function names and how many arguments they take, at least and at most (None: any number).

比率(甲, 乙) is 甲/乙×100; 去年 and 前年 look one and two years back; 增长 is the growth against last year
in %, 增减 the difference, 百分点 the difference of a rate.
"""

_COMPARING = frozenset({"增长", "增减", "百分点"})
_YEARS_BACK = {"去年": 1, "前年": 2}
_STRENGTH = {"+": 1, "-": 1, "×": 2, "/": 2}
_SIGNS = str.maketrans("（），＋－−＊*÷／＂", '(),+--××//"')
_TOKEN = re.compile(r"\s*(?:(?P<number>\d+(?:\.\d+)?(?![^\s()+\-×/,]))|(?P<name>[^\s()+\-×/,]+)|(?P<sign>.))")
_DEEPEST = 50
_LONGEST = 500


@dataclass(eq=False)
class FormulaError(DrafterError):
    """A formula that cannot be read.  ``position``: offset of the fault; ``name``: an unknown function."""

    formula: str = ""
    position: int = 0
    name: str = ""


class _Parser:
    """Recursive descent over the tokens of one formula."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = list(_TOKEN.finditer(text.translate(_SIGNS).rstrip()))
        self.at = self.depth = 0
        if len(self.tokens) > _LONGEST:
            raise self.refuse("算式太长", _LONGEST)

    def refuse(self, why: str, at: int, name: str = "") -> FormulaError:
        position = self.tokens[at].end() - len(self.word(at)) if at < len(self.tokens) else len(self.text)
        what = f"算式“{self.text}”第{position + 1}字处：{why}"
        return FormulaError(what, formula=self.text, position=position, name=name)

    def word(self, at: int) -> str:
        return self.tokens[at].group().strip() if at < len(self.tokens) else ""

    def sign(self, *signs: str) -> str:
        """The sign that stands here, when it is one of these; it is then passed."""
        if self.at < len(self.tokens) and self.tokens[self.at]["sign"] in signs:
            self.at += 1
            return self.word(self.at - 1)
        return ""

    def whole(self) -> Expression:
        found = self.level(1)
        if self.at < len(self.tokens):
            raise self.refuse(f"“{self.word(self.at)}”多余，或前面缺运算符", self.at)
        return found

    def level(self, strength: int) -> Expression:
        """Operands joined by operators of one strength, from the left."""
        signs = [sign for sign, binds in _STRENGTH.items() if binds == strength]
        found = self.level(2) if strength == 1 else self.operand()
        while sign := self.sign(*signs):
            found = Binary(sign, found, self.level(2) if strength == 1 else self.operand())
        return found

    def operand(self) -> Expression:
        start = self.at
        if start >= len(self.tokens):
            raise self.refuse("缺少一个数或名称", start)
        if self.sign("("):
            return self.inside(start)[0]
        token = self.tokens[start]
        self.at += 1
        if token["number"]:
            return Number(Decimal(token["number"]))
        if token["sign"]:
            raise self.refuse(f"“{token['sign']}”前缺少一个数或名称", start)
        return self.call(token["name"], start) if self.sign("(") else Name(token["name"])

    def call(self, function: str, start: int) -> Call:
        if function not in FUNCTIONS:
            raise self.refuse(f"没有“{function}”这种算法", start, function)
        arguments = self.inside(start + 1, several=True)
        least, most = FUNCTIONS[function]
        if len(arguments) < least or (most is not None and len(arguments) > most):
            raise self.refuse(f"“{function}”要填{least}项，这里有{len(arguments)}项", start)
        return Call(function, arguments)

    def inside(self, bracket: int, several: bool = False) -> tuple[Expression, ...]:
        """What stands in brackets, the opening one being passed; with ``several`` a list of arguments."""
        self.depth += 1
        if self.depth > _DEEPEST:
            raise self.refuse("括号套得太深", bracket)
        found = [self.level(1)]
        while several and self.sign(","):
            found.append(self.level(1))
        if not self.sign(")"):
            raise self.refuse("括号没有配对", bracket if self.at >= len(self.tokens) else self.at)
        self.depth -= 1
        return tuple(found)


def parse_formula(text: str) -> Expression:
    """Read a formula; full-width signs and × ÷ are accepted.  Raises FormulaError with the position."""
    return _Parser(text).whole()


def to_text(expression: Expression) -> str:
    """The formula in its usual writing; reading it again gives the same tree."""
    match expression:
        case Number(value):
            return format(value, "f")
        case Name(name):
            return name
        case Call(function, arguments):
            return f"{function}({', '.join(map(to_text, arguments))})"
        case Binary(operator, left, right):
            strength = _STRENGTH[operator]
            return f"{_bracketed(left, strength)} {operator} {_bracketed(right, strength + 1)}"


def _bracketed(expression: Expression, strength: int) -> str:
    """An operand, in brackets when it binds less than ``strength``."""
    text = to_text(expression)
    weak = isinstance(expression, Binary) and _STRENGTH[expression.operator] < strength
    return f"({text})" if weak else text


def _asked(expression: Expression, years_back: int = 0) -> Iterator[tuple[str, int]]:
    """Each name a formula asks for, and how many years back; repeats included, left to right."""
    match expression:
        case Name(name):
            yield name, years_back
        case Binary(_, left, right):
            yield from _asked(left, years_back)
            yield from _asked(right, years_back)
        case Call(function, arguments):
            for argument in arguments:
                yield from _asked(argument, years_back + _YEARS_BACK.get(function, 0))
                if function in _COMPARING:
                    yield from _asked(argument, years_back + 1)


def names(expression: Expression) -> frozenset[str]:
    """The names asked of the year at hand."""
    return frozenset(name for name, years_back in _asked(expression) if not years_back)


def renamed(expression: Expression, names: Mapping[str, str]) -> Expression:
    """The same formula over other names."""
    match expression:
        case Name(name):
            return Name(names[name])
        case Call(function, arguments):
            return Call(function, tuple(renamed(one, names) for one in arguments))
        case Binary(operator, left, right):
            return Binary(operator, renamed(left, names), renamed(right, names))
        case _:
            return expression


def past_names(expression: Expression) -> frozenset[tuple[str, int]]:
    """The names asked of earlier years, each with how many years back."""
    return frozenset(asked for asked in _asked(expression) if asked[1])


def all_names(expression: Expression) -> frozenset[str]:
    """The names asked of any year."""
    return frozenset(name for name, _ in _asked(expression))


class Known(Struct, frozen=True):
    """A value; ``exact`` is False when a 约, 余 or 以上 went into it."""

    value: Decimal
    exact: bool = True


class Unknown(Struct, frozen=True):
    """Not answered.  ``asked``: the names without an answer, each with how many years back."""

    asked: frozenset[tuple[str, int]] = field(default_factory=frozenset)


class Absent(Struct, frozen=True):
    """There is no such figure: 不适用, 不写入, not asked."""


class ZeroBase(Struct, frozen=True):
    """A rate or growth on nought: there is none."""


Operand = Known | Unknown | Absent
Result = Known | Unknown | Absent | ZeroBase
Lookup = Callable[[str, int], Operand]


def evaluate(expression: Expression, lookup: Lookup, years_back: int = 0) -> Result:
    """The value of a formula, or why there is none; nothing is raised.

    ``lookup(name, years_back)`` gives the figure of a key.  What is unknown outweighs a zero base, a zero
    base what is absent.  In sums an absent part counts nothing; every other operation with it is absent
    (81 received and 不适用 done does not make 81 pending).
    """
    match expression:
        case Number(value):
            return Known(value)
        case Name(name):
            found = lookup(name, years_back)
            return Unknown(frozenset({(name, years_back)})) if isinstance(found, Unknown) else found
        case Binary(operator, left, right):
            parts = [evaluate(left, lookup, years_back), evaluate(right, lookup, years_back)]
            return _joined(operator, parts)
        case Call(function, arguments):
            return _called(function, arguments, lookup, years_back)


def _called(function: str, arguments: tuple[Expression, ...], lookup: Lookup, years_back: int) -> Result:
    if function in _YEARS_BACK:
        return evaluate(arguments[0], lookup, years_back + _YEARS_BACK[function])
    parts = [evaluate(argument, lookup, years_back) for argument in arguments]
    if function == "合计":
        return _joined("+", parts)
    if function == "比率":
        return _joined("×", [_joined("/", parts), Known(Decimal(100))])
    last = evaluate(arguments[0], lookup, years_back + 1)
    if isinstance(last, Absent):
        return last
    difference = _joined("-", [parts[0], last])
    if function != "增长" or not isinstance(difference, Known) or not isinstance(last, Known):
        return difference
    return _joined("×", [_joined("/", [difference, Known(abs(last.value))]), Known(Decimal(100))])


def _joined(operator: str, parts: list[Result]) -> Result:
    """Parts joined by one operator, what is not known having been settled first."""
    unknown = [part.asked for part in parts if isinstance(part, Unknown)]
    if unknown:
        return Unknown(frozenset().union(*unknown))
    if any(isinstance(part, ZeroBase) for part in parts):
        return ZeroBase()
    known = [part for part in parts if isinstance(part, Known)]
    if not known or (len(known) < len(parts) and operator != "+"):
        return Absent()
    total = known[0].value
    for part in known[1:]:
        if operator == "/" and not part.value:
            return ZeroBase()
        total = _OPERATIONS[operator](total, part.value)
    return Known(total, all(part.exact for part in known))


_OPERATIONS: Mapping[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": Decimal.__add__,
    "-": Decimal.__sub__,
    "×": Decimal.__mul__,
    "/": Decimal.__truediv__,
}


def order(formulas: Mapping[str, Expression]) -> list[str]:
    """The keys of ``formulas``, each after those it is made of; members of a cycle in the order met."""
    return _walk(formulas)[0]


def cycles(formulas: Mapping[str, Expression]) -> list[list[str]]:
    """Chains of keys that lead back to their first; at least one of every knot.  Earlier years make none."""
    return _walk(formulas)[1]


def _walk(formulas: Mapping[str, Expression]) -> tuple[list[str], list[list[str]]]:
    """Depth first, without recursion: a pack may chain more formulas than Python has stack."""
    done: dict[str, None] = {}
    found: list[list[str]] = []

    def needs(key: str) -> Iterator[str]:
        return iter(sorted(name for name in names(formulas[key]) if name in formulas))

    for start in formulas:
        if start in done:
            continue
        path, waiting = [start], [needs(start)]
        while path:
            key = next(waiting[-1], None)
            if key is None:
                done[path.pop()] = None
                waiting.pop()
            elif key in path:
                found.append(path[path.index(key) :])
            elif key not in done:
                path.append(key)
                waiting.append(needs(key))
    return list(done), found
