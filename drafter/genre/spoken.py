"""What a text has counted so far, for clauses that say only what was done: 办结79件 speaks of what was received."""

from __future__ import annotations

import re

from msgspec import Struct

from drafter.figures import Figure
from drafter.genre.acts import LOOSE
from drafter.genre.words import MONEY

_BACK = 3
"""So many sentences back a bare clause may take what it speaks of."""


class Figured(Struct):
    """A figure already named: ``base`` is its name without what counts it, ``topic`` what it is about."""

    base: str
    topic: str
    unit: str
    sentence: int
    moved: bool = False
    noun: str = ""
    part: bool = False
    total: bool = False
    segment: int = 0
    inside: bool = False
    """It stands in brackets."""
    grown: str = ""
    """What its growth is called after: 满意率, 一般程序案件."""


class Spoken:
    """The figures of a text that have their names, in order; the sentence and clause that come next."""

    def __init__(self) -> None:
        self.done: list[Figured] = []
        self.sentence = self.segment = 0
        """How many sentences, and parts of sentences with stops, lie before the figure at hand."""
        self.inside = False
        """Whether it stands in brackets."""

    def near(self, back: int = _BACK) -> list[Figured]:
        """The figures before in this sentence and some before it."""
        return [one for one in self.done if self.sentence - one.sentence < back]

    def last(self, but: str = "(?!)") -> Figured | None:
        """The last figure that is no change (and not called ``but``); behind brackets the one before them."""
        known = (one for one in reversed(self.done) if not one.moved and one.inside <= self.inside)
        return next((one for one in known if not re.search(but, one.base)), None)

    def compared(self) -> Figured | None:
        """What is compared with the year before: the last count, no average of it."""
        return self.last("[日人户月年]均$") or self.last()

    def topic(self, figure: Figure, *, near: bool = False) -> str:
        """What a bare clause speaks of: the thing last counted in the same unit, else the last thing in the sentence."""
        unit = figure.unit[:1]
        known = [one for one in self.near() if one.topic]
        counted = unit and not figure.is_percent and not figure.unit.endswith(MONEY)
        here = [one for one in known if one.segment == self.segment and one.unit not in LOOSE]
        within = [one for one in known if one.sentence == self.sentence] if here else known
        alike = [one for one in within if one.unit[:1] == unit] if counted else []
        if near:
            here = [one for one in known if one.sentence == self.sentence]
        for group in (alike, here):
            if group:
                return group[-1].topic
        return ""

    def topic_before(self, about: str) -> str:
        """Another thing that the sentence spoke of: it tells two figures of one name apart."""
        others = [
            one.topic
            for one in self.near(2)[:-1]
            if one.topic and one.topic not in about and about not in one.topic and one.unit not in LOOSE
        ]
        return others[0] if others else ""
