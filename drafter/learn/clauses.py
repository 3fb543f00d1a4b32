"""Which stretches of a sentence go when a figure of theirs is left out (不写入) or cannot be computed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from msgspec import Struct

_EDGE = re.compile('[，,、；;。：:！!？?（）()“”"《》\\s]')
_QUOTED = re.compile("“[^“”]*”|《[^《》]*》")
_ENDS = frozenset("。；;！!？?")
_DEPENDS = re.compile(
    "其中|同比|环比|[较比与占也均]|全部|分别|合计|共计?|增|降|升|减|上升|下降|提[高升]|[是为][上去]年|[一-鿿]{0,8}率"
)
"""How a clause begins that says more of the one before it, and cannot stand without it."""


class Clause(Struct):
    """A stretch between separators that holds places: by number, which."""

    start: int
    end: int
    places: list[int]
    depends: bool


def clauses(
    text: str,
    places: Sequence[tuple[int, int]],
    held: Set[int],
    unsure: Set[int] = frozenset(),
) -> Iterator[tuple[int, int]]:
    """Start and end of each stretch to be put in ``[[…]]``; they are apart or one inside the other.

    ``places``: where answers stand; ``held``: by number, those whose absence takes their clause along; ``unsure``:
    those that may not be computed.  The first clause of a sentence goes alone only where another can stand without
    it, and takes along what says more of it; otherwise the sentence goes with it.
    """
    for unit in _units(text, places, held):
        main, *others = unit
        yield from ((clause.start, clause.end) for clause in others)
        independent = next((n for n, clause in enumerate(others) if not clause.depends), None)
        if independent is not None:
            last = [main, *others[:independent]][-1]
            closing = last is not main and text[last.end : last.end + 1] in ("）", ")")
            yield main.start, last.end + closing
        elif set(main.places) <= unsure:
            yield main.start, main.end


def _units(text: str, places: Sequence[tuple[int, int]], held: Set[int]) -> Iterator[list[Clause]]:
    """The clauses of each sentence (as far as 。；！？) that hold places."""
    unit: list[Clause] = []
    start = brackets = 0
    for edge_start, edge_end in [*_edges(text, places), (len(text), len(text))]:
        inside = [n for n in sorted(held) if start <= places[n][0] and places[n][1] <= edge_start]
        sign = text[edge_start:edge_end].strip()
        if sign == "、" and not inside:
            continue  # 报备率、及时率均达100%: a row of names is one clause
        if inside:
            depends = brackets > 0 or bool(_DEPENDS.match(text, start))
            unit.append(Clause(start, edge_start, inside, depends))
        brackets = max(0, brackets + (sign in ("（", "(")) - (sign in ("）", ")")))
        if sign in _ENDS and unit:
            yield unit
            unit = []
        start = edge_end
    if unit:
        yield unit


def _edges(text: str, places: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The separators outside of places, and of names in quotation marks that hold none."""
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    whole = [quote for quote in quoted if not any(_meet(quote, place) for place in places)]
    for match in _EDGE.finditer(text):
        if not any(_meet(match.span(), stretch) for stretch in (*places, *whole)):
            yield match.span()


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
