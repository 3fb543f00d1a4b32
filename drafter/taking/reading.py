"""An edited copy as lines, with who changed what and which bookmarks and comments stand where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from drafter.compare import Line, flat
from drafter.readers import Report, to_document
from drafter.readers.documents import is_label
from drafter.readers.formats import BY_ENDING, HTML, PDF, SAVED, TEXT
from drafter.readers.model import Mark, MarkKind, Piece, Role, Source
from drafter.readers.reading import report_of
from drafter.readers.roles import pieces_of
from drafter.taking.letterhead import Letterhead, without_letterhead
from drafter.taking.recognised import recognised, restored, storable
from drafter.taking.uses import Placed

_TRACKED = (MarkKind.INSERTED, MarkKind.DELETED, MarkKind.GONE)
_PLAIN = (TEXT, HTML, SAVED, PDF)


class Comment(Struct, frozen=True):
    """A comment: on which line, from where to where in it, and what it says."""

    line: int
    start: int
    end: int
    text: str
    author: str = ""
    when: str = ""


class Edited(Struct, frozen=True):
    """An edited copy.

    ``places``: where each line stands in the source; ``ties``: lines of the draft and of the copy that are the same
    by the bookmark on them; ``changes``: tracked changes; ``formats``: how many of them are of formatting alone;
    ``notes``, ``removed``: what there is to say of the reading.
    """

    lines: tuple[Line, ...]
    places: tuple[tuple[int, int], ...] = ()
    ties: dict[int, int] = {}
    comments: tuple[Comment, ...] = ()
    changes: tuple[Mark, ...] = ()
    formats: int = 0
    notes: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def why_elsewhere(self, number: int) -> str:
        """Why an added line of the body cannot stand where the copy has it: behind the signature; "" for no reason."""
        line = self.lines[number]
        rows = zip(self.lines, self.places, strict=False)
        signed = [start for other, (start, _) in rows if other.role in (Role.ORGAN, Role.DATE)]
        if line.role not in (Role.PARAGRAPH, Role.HEADING) or line.part or not signed:
            return ""
        behind = number < len(self.places) and self.places[number][0] > max(signed)
        return "稿子里它在落款之后；落款之后只有附注和附件，收进来放在正文末尾" if behind else ""

    def marks(self, *numbers: int) -> list[Mark]:
        """The tracked changes of these lines."""
        spans = [self.places[number] for number in numbers]
        return [
            mark
            for mark in self.changes
            if mark.kind is not MarkKind.GONE
            and any(mark.start <= end and start <= mark.end for start, end in spans if start < end)
        ]

    def authors(self, *numbers: int) -> tuple[str, str]:
        """Who changed these lines with tracked changes, and when last."""
        return who(self.marks(*numbers))


def who(marks: Sequence[Mark]) -> tuple[str, str]:
    """Whose tracked changes these are, and the time of the last."""
    names = "、".join(dict.fromkeys(mark.author for mark in marks if mark.author))
    return names, max((mark.when for mark in marks), default="")


def edited(
    source: Source, ending: str, base: Sequence[Placed], named: Mapping[str, str], paper: Letterhead
) -> Edited:
    """The copy of a draft, as it was read from a file with this ``ending``.

    ``base``: the lines of the draft; ``named``: by name of a bookmark the line that it was written around; ``paper``:
    what the draft was written on.  Raises ReadError where there is no report in it.
    """
    source = without_letterhead(source, paper, named, [one.text for one in base])
    report = restored(source, _report(source, ending), base)
    spans = [
        (piece.offsets[0], piece.offsets[-1] + 1) if piece.offsets else (0, 0) for piece in report.pieces
    ]
    ties = _ties(base, named, dict(_bookmarks(source, spans)))
    report = replace(report, pieces=recognised(report.pieces, base, ties))
    labelled = any(is_label(one.text) and not one.line.part for one in base)
    lines = flat(to_document(report, attached=not labelled))
    places = tuple(_places(lines, report.pieces))
    return Edited(
        storable(lines, base),
        places,
        _ties(base, named, dict(_bookmarks(source, places))),
        tuple(_comments(source, places)),
        tuple(mark for mark in source.marks if mark.kind in _TRACKED),
        source.formats,
        tuple(note for note in report.notes if not note.startswith("修订标记")),
        report.removed,
    )


def _report(source: Source, ending: str) -> Report:
    """The report that a copy holds, by its form."""
    return report_of(source) if source.web or BY_ENDING.get(ending) in _PLAIN else _whole(source)


def _whole(source: Source) -> Report:
    """A Word file is our own draft: every paragraph of it belongs to the report."""
    return Report(source.text, pieces_of(source.lines), (), 1, (), source.notes)


def _places(lines: Sequence[Line], pieces: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    """Where each line stands; lines and pieces come in nearly the same order."""
    left = [piece for piece in pieces if piece.text]
    for line in lines:
        found = next((n for n, piece in enumerate(left) if line.text and line.text in piece.text), None)
        if found is None:
            found = next((n for n, piece in enumerate(left) if piece.text in line.text), None)
        if found is None or not line.text:
            yield 0, 0
            continue
        piece = left.pop(found)
        end = piece.offsets[-1] + 1
        while left and found < len(left) and line.text.endswith(left[found].text) and line.text != piece.text:
            end = left.pop(found).offsets[-1] + 1  # a title on several lines
        yield piece.offsets[0], end


def _line_at(places: Sequence[tuple[int, int]], offset: int) -> int | None:
    return next((n for n, (start, end) in enumerate(places) if start <= offset < end), None)


def _bookmarks(source: Source, places: Sequence[tuple[int, int]]) -> Iterator[tuple[str, int]]:
    """Bookmarks that hold something, by the line they begin in; of several places of one name the first."""
    told: set[str] = set()
    for mark in source.marks:
        if mark.kind is MarkKind.BOOKMARK and mark.end > mark.start and mark.text not in told:
            line = _line_at(places, mark.start)
            if line is not None:
                told.add(mark.text)
                yield mark.text, line


def _ties(base: Sequence[Placed], named: Mapping[str, str], bookmarks: Mapping[str, int]) -> dict[int, int]:
    """Lines of the draft and those that their bookmarks stand in, where each has one of its own."""
    numbers = {one.name: number for number, one in enumerate(base)}
    found: dict[int, int] = {}
    for bookmark, name in named.items():
        number, line = numbers.get(name), bookmarks.get(bookmark)
        if number is not None and line is not None and number not in found:
            found[number] = line
    twice = {line for line, count in Counter(found.values()).items() if count > 1}
    return {number: line for number, line in found.items() if line not in twice}


def _comments(source: Source, places: Sequence[tuple[int, int]]) -> Iterator[Comment]:
    told: set[str] = set()
    for mark in source.marks:
        if mark.kind is not MarkKind.COMMENT or mark.number in told:
            continue  # one over several paragraphs stands at the first
        told.add(mark.number)
        line = _line_at(places, mark.start)
        if line is None:
            line = _line_at(places, max(mark.start - 1, 0))
        number = line if line is not None else 0
        start = places[number][0] if number < len(places) else 0
        shift = source.text[start : mark.start]
        begin = len(shift)
        yield Comment(number, begin, begin + mark.end - mark.start, mark.text, mark.author, mark.when)
