"""The paragraphs of either draft, read out of a text that shows both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from drafter.compare.model import Entry, Kind, Stand
from drafter.readers.model import BLANK


def accepted(entries: Iterable[Entry]) -> list[str]:
    """The paragraphs of the new draft."""
    return _read(entries, Kind.DELETE, (Stand.DELETED, Stand.CUT))


def rejected(entries: Iterable[Entry]) -> list[str]:
    """The paragraphs of the old draft."""
    return _read(entries, Kind.INSERT, (Stand.ADDED, Stand.PASTED))


def _read(entries: Iterable[Entry], gone: Kind, without_mark: Sequence[Stand]) -> list[str]:
    """The text without what is ``gone``; a paragraph that loses its mark goes on with the next one."""
    made, held = [], ""
    for entry in entries:
        held += "".join(bit.text for bit in entry.bits if bit.kind is not gone)
        if entry.stand not in without_mark:
            made.append(held.strip(BLANK))
            held = ""
    return [*made, held] if held else made
