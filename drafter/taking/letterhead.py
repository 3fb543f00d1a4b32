"""What stands around a draft on the bureau's own paper (``--base``): red head, number, 抄送; no lines of the report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from msgspec import Struct
from msgspec.structs import replace

from drafter.compare.likeness import bare_ratio
from drafter.compare.tokens import bare
from drafter.readers.model import Line, MarkKind, Source

_LIKE = 0.6
"""A number or a date of the paper that somebody filled in is still the paper's."""


class Letterhead(Struct, frozen=True):
    """The texts that a paper has ``above`` and ``below`` the report, a paragraph each."""

    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()


def without_letterhead(
    source: Source, paper: Letterhead, bookmarks: Collection[str], own: Collection[str]
) -> Source:
    """A copy without what its paper has around the report.

    ``bookmarks``: those that were written around the lines of the draft, ``own``: the texts of its lines, for a copy
    without marks.
    """
    if not paper.above and not paper.below:
        return source
    marked = _marked(source, bookmarks)
    above, below = set(map(bare, paper.above)), set(map(bare, paper.below))
    told = set(map(bare, own)) - above - below
    inside = marked or [n for n, line in enumerate(source.lines) if bare(line.text) in told]
    if not inside:
        return source
    gone = _found(source.lines, range(inside[0]), paper.above, bool(marked))
    gone |= _found(source.lines, range(inside[-1] + 1, len(source.lines)), paper.below, bool(marked))
    kept = [line for n, line in enumerate(source.lines) if n not in gone]
    tables = {line.cell.table for line in kept if line.cell is not None and line.text}
    return replace(
        source, lines=tuple(line for line in kept if line.cell is None or line.cell.table in tables)
    )


def _marked(source: Source, bookmarks: Collection[str]) -> list[int]:
    """The lines that bookmarks of the draft begin in."""
    places = [
        mark.start for mark in source.marks if mark.kind is MarkKind.BOOKMARK and mark.text in bookmarks
    ]
    found = []
    for number, line in enumerate(source.lines):
        at = line.strand.at
        if len(at) and any(at[0] <= place <= at[-1] for place in places):
            found.append(number)
    return found


def _found(lines: Sequence[Line], where: range, texts: Sequence[str], edited: bool) -> set[int]:
    """The lines that are the paper's, each of its texts once; ``edited``: some of their words may be others."""
    left = Counter(map(bare, texts))
    gone: set[int] = set()
    for number in where:
        text = bare(lines[number].text)
        if text and left[text] > 0:
            left[text] -= 1
            gone.add(number)
    for number in where if edited else ():
        text = bare(lines[number].text)
        alike = max(+left, key=lambda one: bare_ratio(one, text), default="")
        if number not in gone and text and bare_ratio(alike, text) >= _LIKE:
            left[alike] -= 1
            gone.add(number)
    return gone
