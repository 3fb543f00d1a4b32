"""What learning makes of a report: each place that becomes something else than text, and why."""

from __future__ import annotations

from enum import Enum

from msgspec import Struct

from drafter.figures import Figure
from drafter.formulas import Call, Expression


class Label(Enum):
    """What a numeral is, in the words of the trace."""

    FIGURE = "figure"
    DERIVED = "derived"
    REPORT_YEAR = "year0"
    NEXT_YEAR = "year1"
    OTHER_YEAR = "yearx"
    DATE = "date"
    MARKER = "marker"
    FIXED = "fixed"
    NOISE = "noise"


class Becomes(Enum):
    """What a place of the text becomes in the template."""

    FIGURE = "数字"
    """A question for a number (or, where our figures cannot print it as written, for a text)."""
    YEAR = "年份"
    """The report year or the one after, which move."""
    DATE = "日期"
    CLAIM = "说法"
    """首次, 开局之年: a text to confirm."""
    ORGAN = "机关"
    WORDS = "文字"
    """Words that an earlier year had otherwise."""


class Spot(Struct, frozen=True):
    """A place of one piece of the text that becomes a question or moves with the year.

    ``start:end`` in the piece's text; ``written``: the characters there; ``why``: the reason, for the trace.
    """

    start: int
    end: int
    becomes: Becomes
    written: str
    why: str
    figure: Figure | None = None
    """None for what is no number, and for numbers that we cannot print exactly as they are written."""
    name: str = ""
    """A proposal for the key."""
    shift: int = 0
    """YEAR, CLAIM: 0 for the report year, 1 for the one after."""
    digits: int = 0
    """Where in the piece the digits of a figure begin: what the trace speaks of."""


def unit_of(figure: Figure) -> str:
    """The unit that a question asks for: money in the scale it is printed in, unless 余 stands between (3万余元)."""
    scaled = figure.unit in _MONEY and figure.scale and (figure.surplus_first or not figure.surplus)
    return f"{figure.scale}{figure.unit}" if scaled else figure.unit


_MONEY = ("元", "美元")


class Place(Struct, frozen=True, order=True):
    """A figure of a report: the number of its piece, and where in the piece's text it begins."""

    piece: int
    start: int


class Derivation(Struct, frozen=True):
    """How a figure follows from others of the same piece: numbers of spots in that piece.

    ``expression`` names operands ``#0``, ``#1`` … (numbers of ``operands``); where operands stand in other pieces,
    numbers of ``elsewhere``.
    """

    spot: int
    operands: tuple[int, ...]
    expression: Expression
    why: str
    truncated: bool = False
    decimals: int | None = None
    keep_zeros: bool = False
    """How it is printed (``learn/proof.py``)."""
    is_growth: bool = False
    """Against last year's file; this year's printed value is kept as its answer."""
    sign: int = 0
    """How its word (增长, 下降) moves a value computed of this year's figures; 0 where no word says it."""

    shares: int | None = None
    """The growth before it whose word it shares: the second of 分别增长3.1%和2.4%."""

    elsewhere: tuple[Place, ...] = ()
    """The operands of a figure that follows from other pieces (``learn/across/``); it then has no ``operands``."""

    @property
    def is_last_years(self) -> bool:
        """Whether it is last year's value of another figure."""
        return isinstance(self.expression, Call) and self.expression.function == "去年"

    @property
    def has_word(self) -> bool:
        """Whether it is printed with the word of movement before it."""
        return self.is_growth or self.sign != 0
