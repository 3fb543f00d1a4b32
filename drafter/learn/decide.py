"""What each place of a piece of text becomes: ordered rules, the first to speak of a character decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from drafter.learn.model import Spot
from drafter.learn.rules import claims, dates, figures, organs, ratios, years


def spots_of(text: str, year: int, organ: str = "") -> list[Spot]:
    """The places of one text that become something, left to right and apart.

    ``year``: the report year; ``organ``: the full name of the bureau that reports ("" where it is not known).
    """
    taken: list[Spot] = []
    for found in _found(text, year, organ):
        taken += [spot for spot in found if _is_free(spot, taken)]
    return sorted(taken, key=lambda spot: spot.start)


def _found(text: str, year: int, organ: str) -> Iterator[Iterable[Spot]]:
    yield list(organs.find(text, organ))
    yield list(dates.find(text))
    yield list(years.find(text, year))
    yield list(ratios.find(text))
    yield list(figures.find(text))
    yield list(claims.find(text, year))


def _is_free(spot: Spot, taken: Iterable[Spot]) -> bool:
    return all(spot.end <= one.start or one.end <= spot.start for one in taken)
