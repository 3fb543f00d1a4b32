"""What the lines of a copy are: those that stand in the draft are what they are there, whatever they look like.

A reader goes by form, which is right for a report it does not know.  In a draft of ours a date in the middle, a line
附件1 or a second addressee may be a paragraph like others, and stays where it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from drafter.compare import Line, align
from drafter.compare.tokens import bare
from drafter.readers import Report
from drafter.readers.model import Line as Read
from drafter.readers.model import Piece, Role, Source
from drafter.readers.roles import pieces_of
from drafter.taking.uses import Placed

UNSTORABLE = re.compile("[\U000f0000-\U0010ffff]")
_BODY = (Role.PARAGRAPH, Role.HEADING)


def restored(source: Source, report: Report, base: Sequence[Placed]) -> Report:
    """A report as read from its file, with those lines of the draft that were taken for furniture of a page."""
    texts = Counter(bare(_written(one)) for one in base) - Counter(
        bare(piece.text) for piece in report.pieces
    )
    gone = Counter(report.removed)
    if not any(texts[bare(text)] for text in gone):
        return report
    lines = tuple(_own(source.lines, texts, gone))
    kept = {line.cell.table for line in lines if line.cell is not None and line.text}
    own = [line for line in lines if line.cell is None or line.cell.table in kept]
    return replace(report, pieces=pieces_of(own), removed=tuple(gone.elements()))


def _own(lines: Sequence[Read], texts: Counter[str], gone: Counter[str]) -> Iterator[Read]:
    """The lines without furniture; those of the draft are taken out of what is ``gone``."""
    for line in lines:
        is_gone = bool(line.text) and gone[line.text] > 0
        if not is_gone or texts[bare(line.text)] > 0:
            gone[line.text] -= is_gone
            texts[bare(line.text)] -= is_gone
            yield line


def recognised(pieces: Sequence[Piece], base: Sequence[Placed], ties: Mapping[int, int]) -> tuple[Piece, ...]:
    """The pieces of a copy with the roles that their lines have in the draft.

    ``ties``: lines of the draft and pieces known to be the same by their bookmarks.
    """
    olds = [_known(one) for one in base]
    steps = align(olds, [_read(piece) for piece in pieces], ties)
    owners = {number: base[step.old[0]] for step in steps if step.old for number in step.new}
    made = [
        _as_known(piece, owners[number]) if number in owners else piece for number, piece in enumerate(pieces)
    ]
    other = {piece.role for piece, now in zip(pieces, made, strict=True) if piece.role is not now.role}
    other -= {*_BODY, *(one.line.role for one in base)}
    return tuple(
        replace(piece, role=Role.PARAGRAPH) if number not in owners and piece.role in other else piece
        for number, piece in enumerate(made)
    )


def storable(lines: Sequence[Line], base: Sequence[Placed]) -> tuple[Line, ...]:
    """The lines of a copy without characters that no answers file can hold; those of the draft are what they are.

    They are planes 15 and 16, private use, in which compose has its marks.
    """
    known = {one.text for one in base}
    return tuple(
        replace(line, text=UNSTORABLE.sub("", line.text), spans=())
        if UNSTORABLE.search(line.text) and line.text not in known
        else line
        for line in lines
    )


def _known(one: Placed) -> Line:
    return replace(one.line, role=_plain(one.line.role), text=_written(one), spans=())


def _written(one: Placed) -> str:
    """A line as writers write it: 附注 in brackets."""
    return f"（{one.text}）" if one.line.role is Role.NOTE else one.text


def _read(piece: Piece) -> Line:
    return Line(
        _plain(piece.role),
        piece.text,
        level=piece.level,
        table=piece.table,
        row=piece.row,
        column=piece.column,
    )


def _plain(role: Role) -> Role:
    """Lines around the body are compared as paragraphs are: what they are is the question."""
    return role if role in (Role.HEADING, Role.CELL) else Role.PARAGRAPH


def _as_known(piece: Piece, one: Placed) -> Piece:
    """A piece as what its line is in the draft; a paragraph that was edited may have become a heading."""
    role = Role.PARAGRAPH if one.line.role is Role.TITLE and one.line.part else one.line.role
    if Role.CELL in (role, piece.role):
        return piece
    if role in _BODY and piece.role in _BODY and bare(piece.text) != bare(one.text):
        return piece
    return replace(piece, role=role, level=one.line.level if role is Role.HEADING else 0)
