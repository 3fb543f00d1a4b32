"""Ratios: numbers with a colon between them (1:152), one answer in one piece, as it is written."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from drafter.figures import Figure
from drafter.genre.naming import names_of
from drafter.genre.numerals import owned
from drafter.learn.model import Becomes, Spot


def find(text: str) -> Iterator[Spot]:
    """Each ratio of a text, named by its context."""
    for start, end, rule in owned(text):
        if rule.name != "比值":
            continue
        written = text[start:end]
        name = names_of(text, [(start, end, Figure(Decimal(1), written))])[0]
        yield Spot(start, end, Becomes.FIGURE, written, "两数之比", None, name, digits=start)
