"""Which pieces stand around the body as a draft prints them; the others of their kind are paragraphs where they are.

A draft has its title first, then the addressee, and below the body organs, date and a note in brackets.  A report
that has them elsewhere (an addressee below a line of its own, an attachment behind the date) keeps its order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from drafter.genre.headings import sign_of
from drafter.readers.forms import closes, is_attachment, is_imprint, is_serial
from drafter.readers.model import Piece, Role
from drafter.yamlio import FORBIDDEN

_HEAD = (Role.TITLE, Role.ADDRESSEE)
_FOOT = (Role.NOTE, Role.DATE, Role.ORGAN)
"""From the end."""
BRACKETS = "（）() \u3000"
"""What may stand around a date below the title."""
_LONGEST_OF_HEAD = 80
_LONGEST_CLOSING = 16


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
    return next(_inner(pieces, placed, Role.ADDRESSEE), None)


def inner_date(pieces: Sequence[Piece], placed: Sequence[Piece]) -> int | None:
    """The number of a date of signing that stands below the title, or above what is printed below a paper."""
    if any(piece.role is Role.DATE for piece in placed):
        return None
    return max(_inner(pieces, placed, Role.DATE), default=None)


def _inner(pieces: Sequence[Piece], placed: Sequence[Piece], role: Role) -> Iterator[int]:
    for number, (piece, made) in enumerate(zip(pieces, placed, strict=True)):
        if piece.role is role and made.role is Role.PARAGRAPH and not FORBIDDEN.search(piece.text):
            yield number


def serial_of(placed: Sequence[Piece]) -> int | None:
    """The number of the piece that is the paper's own number (东林〔2026〕3号), above or below the title."""
    for number, piece in enumerate(placed):
        if piece.role is Role.PARAGRAPH and is_serial(piece.text):
            return number
        if piece.role in (Role.HEADING, Role.CELL) or len(piece.text) > _LONGEST_OF_HEAD:
            return None
    return None


def tail_of(pieces: Sequence[Piece]) -> int:
    """Where what stands behind the body begins: a closing sentence, attachments, 抄送 and 印发; the number of pieces
    where nothing does.  The headings of attachments begin anew; those of a body are counted on.
    """
    counted, begins = 0, len(pieces)
    for number, piece in enumerate(pieces):
        sign = sign_of(piece.text) if piece.role is Role.HEADING and piece.level == 1 else None
        if sign is not None and sign.value > counted:
            counted, begins = sign.value, len(pieces)
        elif piece.role is Role.PARAGRAPH and counted and begins == len(pieces) and _ends_body(piece.text):
            begins = number
    return begins


def _ends_body(text: str) -> bool:
    attached = is_attachment(text) and text.startswith("附")
    return attached or is_imprint(text) or (closes(text) and len(text) <= _LONGEST_CLOSING)
