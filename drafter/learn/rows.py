"""The items of plans and problems of an earlier year: rows whose figures answer the questions of their likes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from drafter.answers.model import Answer, Raw
from drafter.compare import ratio
from drafter.learn.earlier import Earlier
from drafter.learn.items import Items
from drafter.learn.model import Becomes
from drafter.learn.pieces import Read
from drafter.learn.templates import slots_of
from drafter.readers.model import Piece

_ALIKE = 0.5


class EarlierRows:
    """Earlier items laid beside this year's texts (``reads``), each beside the one most like it.

    ``answers``: by key, the figures that stood there; the texts of the rows name them (``{键}``).
    """

    def __init__(self, earlier: Earlier, found: Items | None, reads: Sequence[Read]) -> None:
        self._found, self._texts = found, dict[int, str]()
        self.answers: dict[str, Answer] = {}
        pieces = list(_pieces(found)) if found is not None else []
        for number, read in _pairs(pieces, reads):
            self._texts[number] = self._beside(earlier, pieces[number].text, read)
        self._at = {id(piece): number for number, piece in enumerate(pieces)}

    def _beside(self, earlier: Earlier, before: str, read: Read) -> str:
        """An earlier text with the figures that are answers as ``{键}``."""
        judged = earlier.partly(read.text, before, read.spots)
        numbers = {spot.start: number for number, spot in enumerate(read.spots)}
        places = []
        for at, place in sorted(judged.at.items(), key=lambda pair: pair[1]):
            number, then = numbers.get(judged.spots[at].start), judged.before[at]
            if number is None or number in read.derived or number not in read.keys:
                continue
            figured = read.spots[number].becomes is Becomes.FIGURE and read.spots[number].figure is not None
            self.answers[read.keys[number]] = Answer("".join(then.split()) if figured else then)
            places.append((*place, read.keys[number]))
        return slots_of(before, places)

    def lead(self) -> str:
        """The words before the items; "" where there are none."""
        return self._text(self._found.lead) if self._found and self._found.lead else ""

    def rows(self) -> list[Raw]:
        """The rows as answers."""
        return [self._row(row) for row in self._found.rows] if self._found else []

    def _row(self, row: Mapping[str, Sequence[Piece]]) -> Raw:
        return {column: "\n".join(map(self._text, pieces)) for column, pieces in row.items() if pieces}

    def _text(self, piece: Piece) -> str:
        return self._texts.get(self._at[id(piece)], piece.text)


def _pieces(found: Items) -> Iterator[Piece]:
    if found.lead is not None:
        yield found.lead
    for row in found.rows:
        for pieces in row.values():
            yield from pieces


def _pairs(pieces: Sequence[Piece], reads: Sequence[Read]) -> Iterator[tuple[int, Read]]:
    """Texts of both years that belong together, the likest first, each in one pair."""
    alike = sorted(
        (
            (-measure, number, at)
            for at, read in enumerate(reads)
            if read.keys
            for number, piece in enumerate(pieces)
            if (measure := ratio(piece.text, read.text)) >= _ALIKE
        ),
    )
    old, new = set[int](), set[int]()
    for _, number, at in alike:
        if number not in old and at not in new:
            old.add(number)
            new.add(at)
            yield number, reads[at]
