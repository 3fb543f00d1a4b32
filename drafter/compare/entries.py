"""The paragraphs of a text that shows both drafts, and their characters."""

from __future__ import annotations

from drafter.compare.model import Bit, Entry, Kind, Line, Stand
from drafter.compare.pieces import pieces


def bits(old: str, new: str) -> list[Bit]:
    """Both texts in one: of what was replaced first the old characters, then the new ones."""
    made: list[Bit] = []
    for piece in pieces(old, new):
        before, after = old[piece.old_start : piece.old_end], new[piece.new_start : piece.new_end]
        if piece.kind is Kind.EQUAL:
            made.append(Bit(Kind.EQUAL, after))
            continue
        made += [Bit(Kind.DELETE, before)] * bool(before) + [Bit(Kind.INSERT, after)] * bool(after)
    return made


def whole(line: Line, stand: Stand, move: int = 0) -> Entry:
    """A paragraph that came or went as a whole."""
    kind = Kind.INSERT if stand in (Stand.ADDED, Stand.PASTED) else Kind.DELETE
    return Entry(line, stand, (Bit(kind, line.text),) if line.text else (), move)
