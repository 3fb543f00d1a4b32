"""The figures of a whole report put before the standard catalogue, before keys are handed out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from drafter.learn.calling import heading_words
from drafter.learn.catalogue import Seen, kind_of, matches
from drafter.learn.model import unit_of
from drafter.learn.parts import Part
from drafter.learn.pieces import looked_at
from drafter.packs.schema import Question
from drafter.readers.model import Piece, Role

_SENTENCE = re.compile("[。！!？?\\n]")
_BEHIND = 48


def standard_figures(
    pieces: Sequence[Piece], parts: Sequence[Part], year: int, organ: str, catalogue: Sequence[Question]
) -> Mapping[int, Mapping[int, Question]]:
    """By number of the piece and number of the spot, the question of the catalogue that asks for it.

    Plans and problems are not looked at: what they count is no figure of the year.
    """
    if not catalogue:
        return {}
    places, seen = [], []
    for place, one in _seen(pieces, parts, year, organ):
        places.append(place)
        seen.append(one)
    kind = kind_of(organ, "".join(piece.text for piece in pieces))
    found: dict[int, dict[int, Question]] = {}
    for number, question in matches(seen, catalogue, kind).items():
        piece, spot = places[number]
        found.setdefault(piece, {})[spot] = question
    return found


def _seen(
    pieces: Sequence[Piece], parts: Sequence[Part], year: int, organ: str
) -> Iterator[tuple[tuple[int, int], Seen]]:
    """The figures of a report, each with its place (piece, spot)."""
    heading = ""
    for number in _body(parts):
        piece = pieces[number]
        heading = heading_words(piece) or heading
        if piece.role is Role.CELL:
            continue
        spots, names = looked_at(piece.text, year, organ)
        for at, proposal in names.items():
            spot = spots[at]
            if spot.figure is None:
                continue
            before = _SENTENCE.split(piece.text[: spot.start])[-1]
            after = _SENTENCE.split(piece.text[spot.end : spot.end + _BEHIND])[0]
            yield (number, at), Seen(proposal.name, unit_of(spot.figure), before, after, heading)


def _body(parts: Sequence[Part]) -> Iterator[int]:
    """The pieces of the parts on what was done, their headings included."""
    for part in parts:
        if part.heading is not None:
            yield part.heading
        for topic in part.topics:
            if topic.matter is None:
                yield from topic.pieces
