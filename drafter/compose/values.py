"""Values as templates see them: opaque objects, neither str nor number.

Printing one gives its mark (marks.py); arithmetic, rounding and comparison give the same kind with united
keys.  A *missing* value prints ``【名称】``; an *empty* one (0, 不适用, 不写入, left blank, not asked) makes its
clause disappear.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NoReturn

from msgspec import Struct

from drafter.compose.marks import Marks
from drafter.document.model import Origin, State
from drafter.figures import Figure, printed, printed_like, round_half_up

STATES = (State.CONFIRMED, State.UNSOURCED, State.UNCONFIRMED, State.MISSING)
"""From the best to the worst: what is made of several values is as good as the worst of them."""


def united(*origins: Origin) -> Origin:
    """The origin of something made of several values."""
    keys = tuple(dict.fromkeys(key for origin in origins for key in origin.keys))
    worst = max(origins, key=lambda origin: STATES.index(origin.state))
    return Origin(keys, worst.state, worst.note)


class Value:
    """What all values have in common: an origin, and no way to be taken for a string or a number."""

    __slots__ = ("marks", "origin")

    def __init__(self, marks: Marks, origin: Origin) -> None:
        self.marks, self.origin = marks, origin

    @property
    def missing(self) -> bool:
        return self.origin.state is State.MISSING

    @property
    def empty(self) -> bool:
        raise NotImplementedError

    def __bool__(self) -> bool:
        return not self.empty

    def __len__(self) -> NoReturn:
        raise TypeError("答案没有长度；要数列表有几项，用 |个数")

    def __int__(self) -> NoReturn:
        raise TypeError("答案不能变成普通数字；直接写 {{ 键 }} 或用算式")

    __float__ = __index__ = __int__

    def __format__(self, spec: str) -> NoReturn:
        raise TypeError("答案不能用 format；直接写 {{ 键 }}")

    def __hash__(self) -> int:
        return id(self)


class Number(Struct, frozen=True):
    """A number with what is needed to print it: as written, or computed."""

    value: Decimal
    printed: str
    """With its unit."""
    bare: str
    """Without."""
    unit: str = ""
    figure: Figure | None = None
    """As written; None for computed numbers."""


class NumberValue(Value):
    """A figure or money, written or computed; ``number`` is None when missing or when there is none (不适用 …)."""

    __slots__ = ("label", "number", "operands", "special")

    def __init__(
        self,
        marks: Marks,
        origin: Origin,
        number: Number | None,
        label: str,
        special: str = "",
        operands: tuple[Figure, ...] = (),
    ) -> None:
        super().__init__(marks, origin)
        self.number, self.label, self.special, self.operands = number, label, special, operands

    @property
    def empty(self) -> bool:
        if self.missing:
            return False
        return self.number is None or not self.number.value

    def __str__(self) -> str:
        return self.show(self.number.printed if self.number else "")

    def show(self, text: str) -> str:
        """The mark of this value printed as ``text``; a missing one prints its name."""
        if self.missing:
            return self.marks.mark(f"【{self.label}】", self.origin)
        return self.marks.mark(text, self.origin, self.empty)

    def _computed(
        self, other: object, compute: Callable[[Decimal, Decimal], Decimal], swap: bool = False
    ) -> NumberValue:
        if isinstance(other, int | float):
            constant = Number(Decimal(str(other)), str(other), str(other))
            other = NumberValue(self.marks, Origin((), State.CONFIRMED), constant, str(other))
        if not isinstance(other, NumberValue):
            raise TypeError("数字只能与数字相加减乘除")
        left, right = (other, self) if swap else (self, other)
        origin = united(*(value.origin for value in (left, right)))
        if left.number is None or right.number is None:
            return NumberValue(self.marks, origin, None, f"{left.label}、{right.label}")
        operands = left.figures() + right.figures()
        try:
            value = compute(left.number.value, right.number.value)
        except ArithmeticError:
            return NumberValue(self.marks, origin, None, f"{left.label}、{right.label}")
        unit = left.number.unit or right.number.unit
        number = Number(value, printed_like(value, unit, operands), printed_like(value, "", operands), unit)
        return NumberValue(self.marks, origin, number, left.label, operands=operands)

    def figures(self) -> tuple[Figure, ...]:
        """The figures as written that it is, or is made of."""
        if self.number is not None and self.number.figure is not None:
            return (self.number.figure,)
        return self.operands

    def __add__(self, other: object) -> NumberValue:
        return self._computed(other, Decimal.__add__)

    def __radd__(self, other: object) -> NumberValue:
        return self._computed(other, Decimal.__add__, swap=True)

    def __sub__(self, other: object) -> NumberValue:
        return self._computed(other, Decimal.__sub__)

    def __rsub__(self, other: object) -> NumberValue:
        return self._computed(other, Decimal.__sub__, swap=True)

    def __mul__(self, other: object) -> NumberValue:
        return self._computed(other, Decimal.__mul__)

    __rmul__ = __mul__

    def __truediv__(self, other: object) -> NumberValue:
        return self._computed(other, Decimal.__truediv__)

    def __rtruediv__(self, other: object) -> NumberValue:
        return self._computed(other, Decimal.__truediv__, swap=True)

    def __abs__(self) -> NumberValue:
        return self._mapped(abs)

    def __neg__(self) -> NumberValue:
        return self._mapped(Decimal.__neg__)

    def __round__(self, digits: int = 0) -> NumberValue:
        return self._mapped(lambda value: round_half_up(value, digits), max(digits, 0))

    def _mapped(self, change: Callable[[Decimal], Decimal], decimals: int | None = None) -> NumberValue:
        """The number changed, printed with as many decimals as before unless told otherwise."""
        if self.number is None:
            return self
        value, unit = change(self.number.value), self.number.unit
        figures = self.figures()
        if decimals is None and figures:
            full, bare = printed_like(value, unit, figures), printed_like(value, "", figures)
        else:
            places = len(self.number.bare.partition(".")[2]) if decimals is None else decimals
            full, bare = printed(value, unit, places), printed(value, "", places)
        return NumberValue(
            self.marks, self.origin, Number(value, full, bare, unit), self.label, operands=figures
        )

    def decimal(self) -> Decimal | None:
        """The plain number for comparisons; None where there is none."""
        return self.number.value if self.number is not None else None

    def _compared(self, other: object) -> tuple[Decimal, Decimal] | None:
        if isinstance(other, str | TextValue):
            raise TypeError("数字不能与文字比较；与数字比就写数字，如 {% if 键 > 5 %}")
        plain = Decimal(str(other)) if isinstance(other, int | float) else None
        right = other.decimal() if isinstance(other, NumberValue) else plain
        left = self.decimal()
        return None if left is None or right is None else (left, right)

    def __eq__(self, other: object) -> bool:
        pair = self._compared(other)
        return pair is not None and pair[0] == pair[1]

    def __lt__(self, other: object) -> bool:
        pair = self._compared(other)
        return pair is not None and pair[0] < pair[1]

    def __le__(self, other: object) -> bool:
        return self < other or self == other

    def __gt__(self, other: object) -> bool:
        pair = self._compared(other)
        return pair is not None and pair[0] > pair[1]

    def __ge__(self, other: object) -> bool:
        return self > other or self == other

    __hash__ = Value.__hash__


Piece = tuple[str, Value | None]
"""A stretch of a text answer: its characters, or (with a value) a figure or another answer inside it."""


class TextValue(Value):
    """A text, date or choice: stretches of characters and figures of its own between them.

    ``zeros``: a figure of nought is printed and does not make its sentence disappear.
    """

    __slots__ = ("label", "pieces", "zeros")

    def __init__(
        self, marks: Marks, origin: Origin, pieces: Sequence[Piece], label: str, *, zeros: bool = False
    ) -> None:
        super().__init__(marks, origin)
        self.pieces, self.label, self.zeros = tuple(pieces), label, zeros

    @property
    def empty(self) -> bool:
        return not self.missing and not any(text or value is not None for text, value in self.pieces)

    def __str__(self) -> str:
        if self.missing:
            return self.marks.mark(f"【{self.label}】", self.origin)
        if self.empty:
            return self.marks.mark("", self.origin, empty=True)
        return "".join(self._shown(text, value) for text, value in self.pieces)

    def _shown(self, text: str, value: Value | None) -> str:
        if value is None:
            return self.marks.mark(text, self.origin)
        if self.zeros and isinstance(value, NumberValue) and value.number is not None:
            return self.marks.mark(value.number.printed, value.origin)
        return str(value)

    def plain(self) -> str:
        """The characters as printed, for tests and comparisons in templates."""
        return "".join(text if value is None else plain_of(value) for text, value in self.pieces)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, TextValue):
            return self.plain() == other.plain()
        return isinstance(other, str) and self.plain() == other

    __hash__ = Value.__hash__

    def wrapped(self, before: str, after: str) -> TextValue:
        """The same text between ``before`` and ``after``, unless it stands so already."""
        if self.missing or self.empty or self.plain().startswith(before):
            return self
        pieces = ((before, None), *self.pieces, (after, None))
        return TextValue(self.marks, self.origin, pieces, self.label, zeros=self.zeros)


def plain_of(value: Value) -> str:
    """A number's or text's characters as printed; none where it is missing."""
    if isinstance(value, NumberValue):
        return value.number.printed if value.number else ""
    return value.plain() if isinstance(value, TextValue) else ""


class TickValue(Value):
    """A yes/no answer; true only when answered 是."""

    __slots__ = ("ticked",)

    def __init__(self, marks: Marks, origin: Origin, ticked: bool) -> None:
        super().__init__(marks, origin)
        self.ticked = ticked

    @property
    def empty(self) -> bool:
        return not self.ticked

    def __str__(self) -> str:
        return self.marks.mark("", self.origin, empty=not self.ticked)

    def __eq__(self, other: object) -> bool:
        raise TypeError("是否题不能比较；直接写 {% if 键 %}")

    __hash__ = Value.__hash__


class Record(Value):
    """A row of a table answer; columns are reached by name: ``{{ 项.标题 }}``."""

    __slots__ = ("fields",)

    def __init__(self, marks: Marks, origin: Origin, fields: Mapping[str, Value]) -> None:
        super().__init__(marks, origin)
        self.fields = fields

    @property
    def empty(self) -> bool:
        return all(value.empty for value in self.fields.values())

    def __getitem__(self, name: str) -> Value:
        return self.fields[name]

    def __str__(self) -> str:
        raise TypeError("一行记录不能直接打印；写 {{ 项.列名 }}")


class ListValue(Value):
    """A list, several choices or a table; a missing one holds a single placeholder."""

    __slots__ = ("items", "label")

    def __init__(self, marks: Marks, origin: Origin, items: Sequence[Value], label: str) -> None:
        super().__init__(marks, origin)
        self.items, self.label = tuple(items), label

    @property
    def empty(self) -> bool:
        return not self.missing and not self.items

    def __iter__(self) -> Iterator[Value]:
        return iter(self.items)

    def __reversed__(self) -> Iterator[Value]:
        return reversed(self.items)

    def __eq__(self, other: object) -> bool:
        raise TypeError("列表不能比较；要看有没有某一项，写 {% if '某项' in 键 %}")

    __hash__ = Value.__hash__

    def __contains__(self, text: object) -> bool:
        return any(item == text for item in self.items)

    def __str__(self) -> str:
        return self.joined("、")

    def joined(self, separator: str) -> str:
        """The items side by side; those in 《》 or “” follow each other without 、 (GB/T 15834-2011, 4.5.3.5)."""
        if self.empty:
            return self.marks.mark("", self.origin, empty=True)
        marked = all(isinstance(item, TextValue) and _is_marked(item.plain()) for item in self.items)
        return ("" if marked and separator == "、" else separator).join(str(item) for item in self.items)

    def count(self) -> NumberValue:
        """How many items there are."""
        size = len(self.items)
        number = Number(Decimal(size), str(size), str(size))
        return NumberValue(self.marks, self.origin, number, self.label)


def _is_marked(text: str) -> bool:
    """Whether a text stands in 《》 or “” from beginning to end."""
    return (text[:1], text[-1:]) in (("《", "》"), ("“", "”"))
