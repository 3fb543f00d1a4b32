"""Figures: what a clerk types as a number, what is computed from such, and how both are printed.

The one place that knows how numbers are written in Chinese official prose.  Nothing here needs Babel:
official reports use plain digits or three-digit groups, and ``format(Decimal, "f")`` gives both at a
fraction of its cost.
"""

from drafter.figures.chinese import chinese_number, chinese_text
from drafter.figures.computed import (
    Agreement,
    Growth,
    Rounding,
    agrees,
    growth,
    growth_words,
    printed,
    printed_like,
    round_half_up,
    rounded,
)
from drafter.figures.figure import NOT_APPLICABLE, OMITTED, PERCENT_UNITS, SCALES, Figure
from drafter.figures.parse import PREFIXES, TAILS, FigureError, parse_figure

__all__ = [
    "NOT_APPLICABLE",
    "OMITTED",
    "PERCENT_UNITS",
    "PREFIXES",
    "SCALES",
    "TAILS",
    "Agreement",
    "Figure",
    "FigureError",
    "Growth",
    "Rounding",
    "agrees",
    "chinese_number",
    "chinese_text",
    "growth",
    "growth_words",
    "parse_figure",
    "printed",
    "printed_like",
    "round_half_up",
    "rounded",
]
