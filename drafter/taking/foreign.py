"""Whether a copy is of another bureau's draft or of another year's: by what it says, where no stamp tells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from drafter.compare import Line
from drafter.readers.model import Role

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=年)")
_FURTHEST = 5
"""By so many years a copy may be older or newer."""
_FEWEST = 3
"""So many years have to be named alike."""
_CLEARLY = 1.5
"""Another year has to fit so many times better than the draft's own."""


def other_organ(copied: Iterable[str], own: Iterable[str]) -> str:
    """The organ that signs a draft where it is none of ours; "" where one is, or where none signs."""
    names = [bare for text in copied if (bare := "".join(text.split()))]
    ours = {bare for text in own if (bare := "".join(text.split()))}
    return names[0] if names and ours and not ours & set(names) else ""


def organs_of(lines: Iterable[Line]) -> list[str]:
    """Who signs."""
    return [line.text for line in lines if line.role is Role.ORGAN]


def renamed_throughout(copy: Sequence[Line], own: Sequence[Line]) -> str:
    """The organ of a copy that names ours nowhere, though the draft names it in more places than its signature."""
    organs = organs_of(own)
    told = "".join("".join(line.text.split()) for line in own if line.role is not Role.ORGAN)
    words = "".join("".join(line.text.split()) for line in copy)
    elsewhere = [organ for one in organs if (organ := "".join(one.split())) in told]
    if not elsewhere or any(organ in words for organ in elsewhere):
        return ""
    return other_organ(organs_of(copy), organs)


def other_year(copy: Iterable[Line], own: Iterable[Line], year: int) -> int | None:
    """The year of a copy whose years are, all in all, those of the draft moved by some; None where they are the same.

    A report names its own year, the one before and the one after again and again, so that last year's text has this
    year's pattern one year earlier.
    """
    there, here = _years(copy), _years(own)
    fit = {by: _common(there, here, by) for by in range(-_FURTHEST, _FURTHEST + 1)}
    best = max(fit, key=lambda by: (fit[by], -abs(by)))
    return year - best if best and fit[best] >= max(_FEWEST, _CLEARLY * fit[0]) else None


def _years(lines: Iterable[Line]) -> Counter[int]:
    return Counter(int(one) for line in lines for one in _YEAR.findall(line.text))


def _common(there: Counter[int], here: Counter[int], by: int) -> int:
    """How many years the two have in common when those of the copy are moved."""
    return (Counter({one + by: count for one, count in there.items()}) & here).total()
