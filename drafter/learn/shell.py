"""Which pieces stand around the body as a draft prints them; the others of their kind are paragraphs where they are.

A draft has its title first, then the addressee, and below the body organs, date and a note in brackets.  A report
that has them elsewhere (an addressee below a line of its own, an attachment behind the date) keeps its order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from drafter.readers.model import Piece, Role
from drafter.yamlio import FORBIDDEN

_HEAD = (Role.TITLE, Role.ADDRESSEE)
_FOOT = (Role.NOTE, Role.DATE, Role.ORGAN)
"""From the end."""


def in_place(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces, those that a draft would print elsewhere made paragraphs."""
    kept = {*_row(pieces, _HEAD, range(len(pieces))), *_row(pieces, _FOOT, range(len(pieces) - 1, -1, -1))}
    return tuple(
        piece if number in kept or piece.role not in (*_HEAD, *_FOOT) else replace(piece, role=Role.PARAGRAPH)
        for number, piece in enumerate(pieces)
    )


def _row(pieces: Sequence[Piece], roles: Sequence[Role], numbers: range) -> Iterator[int]:
    """The pieces from one end on whose roles follow each other in this order; of date and note only one each."""
    at = 0
    for number in numbers:
        piece = pieces[number]
        if piece.role not in roles[at:] or FORBIDDEN.search(piece.text):
            return
        at = roles.index(piece.role)
        if piece.role in (Role.DATE, Role.ADDRESSEE) or _is_whole_note(piece):
            at += 1
        elif piece.role is Role.NOTE:
            return
        yield number


def _is_whole_note(piece: Piece) -> bool:
    return piece.role is Role.NOTE and piece.text.startswith("（")


def inner_addressee(pieces: Sequence[Piece], placed: Sequence[Piece]) -> int | None:
    """The number of an addressee that stands in the body: it stays there and is asked for all the same."""
    for number, (piece, made) in enumerate(zip(pieces, placed, strict=True)):
        if piece.role is Role.ADDRESSEE and made.role is Role.PARAGRAPH:
            return number
    return None
