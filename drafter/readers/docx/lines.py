"""Word's paragraphs and tables as lines of one text, automatic numbers printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from drafter.readers.docx.numbering import Numbering
from drafter.readers.docx.styles import Styles
from drafter.readers.docx.terms import BREAK, Grid, Para, Term
from drafter.readers.model import Cell, Hint, Line, Mark, Source, Strand, line_of


class _Written(Struct, frozen=True):
    """A line before it has a place in the text."""

    text: str
    hint: Hint = Hint.NONE
    level: int = 0
    cell: Cell | None = None
    marks: tuple[Mark, ...] = ()


def source_of(terms: Sequence[Term], styles: Styles, numbering: Numbering, notes: tuple[str, ...]) -> Source:
    """The text, a line for each line of a paragraph and for each cell, and its lines."""
    written = list(_Maker(styles, numbering).written(terms))
    lines: list[Line] = []
    marks: list[Mark] = []
    place = 0
    for one in written:
        marks += [replace(mark, start=place + mark.start, end=place + mark.end) for mark in one.marks]
        line = line_of(one.text, range(place, place + len(one.text)))
        place += len(one.text) + 1
        if line is not None:
            lines.append(replace(line, hint=one.hint, level=one.level, cell=one.cell))
        elif one.cell is not None:
            lines.append(Line(Strand("", ()), cell=one.cell))
    return Source("\n".join(one.text for one in written), tuple(lines), notes, marks=tuple(marks))


class _Maker:
    """Writes terms as lines; numbers are printed in the order of the text."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering
        self._tables = 0

    def written(self, terms: Iterable[Term]) -> Iterator[_Written]:
        """The lines of a body."""
        for term in terms:
            if isinstance(term, Grid):
                yield from self._table(term)
            else:
                yield from self._paragraph(term)

    def _paragraph(self, para: Para) -> Iterator[_Written]:
        outline = para.outline if para.outline is not None else self._styles.outline(para.style)
        hint, level = Hint.NONE, 0
        if self._styles.is_contents(para.style):
            hint = Hint.CONTENTS
        elif self._styles.is_title(para.style):
            hint = Hint.TITLE
        elif outline is not None:
            hint, level = Hint.HEADING, outline + 1
        elif para.centred:
            hint = Hint.CENTRED
        words, marks = self._text(para)
        if hint is Hint.TITLE:
            words, marks = _unbroken(words, marks)
        first, *others = words.split(BREAK)
        yield _Written(first, hint, level, marks=marks)
        yield from (_Written(text, hint, level) for text in others)

    def _text(self, para: Para) -> tuple[str, tuple[Mark, ...]]:
        """The text with its number, and its marks; an empty paragraph has neither text nor number."""
        if not para.text.strip():
            return "", tuple(replace(one, start=0, end=0) for one in para.marks)
        numbered = para.numbered or self._styles.numbered(para.style)
        number = self._numbering.printed(numbered, para.style)
        return number + para.text, _shifted(para.marks, len(number))

    def _table(self, grid: Grid) -> Iterator[_Written]:
        """Cells, each on one line; a table of one column only frames its paragraphs."""
        if max((len(row) for row in grid.rows), default=0) < 2 or any(
            _holds_much(cell) for row in grid.rows for cell in row
        ):
            for row in grid.rows:
                for cell in row:
                    yield from self.written(cell)
            return
        number = self._tables
        self._tables += 1
        for row_number, row in enumerate(grid.rows):
            for column, cell in enumerate(row):
                yield self._cell([one for one in cell if isinstance(one, Para)], number, row_number, column)

    def _cell(self, paras: Sequence[Para], table: int, row: int, column: int) -> _Written:
        text = ""
        marks: list[Mark] = []
        for para in paras:
            own, on_it = _unbroken(*self._text(para))
            marks += _shifted(on_it, len(text))
            text += own
        return _Written(text, cell=Cell(table, row, column), marks=tuple(marks))


def _shifted(marks: Iterable[Mark], by: int) -> tuple[Mark, ...]:
    """Marks so many characters further on: a number, or other paragraphs of a cell, stand before their text."""
    return tuple(replace(one, start=one.start + by, end=one.end + by) for one in marks)


def _unbroken(text: str, marks: Iterable[Mark]) -> tuple[str, tuple[Mark, ...]]:
    """A text without its line breaks, its marks on the same characters as before."""

    def moved(place: int) -> int:
        return place - text.count(BREAK, 0, place)

    return text.replace(BREAK, ""), tuple(
        replace(one, start=moved(one.start), end=moved(one.end)) for one in marks
    )


def _holds_much(cell: Sequence[Term]) -> bool:
    """Whether a cell lays out a page: a table in it, or a whole text."""
    return (
        any(isinstance(one, Grid) for one in cell)
        or sum(len(one.text) > 60 for one in cell if isinstance(one, Para)) > 2
    )
