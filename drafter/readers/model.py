"""What reading works with: text whose characters know their offsets, lines of a file, pieces of a report."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from enum import Enum

from msgspec import Struct

BLANK = " \t\r\n\x0b\x0c\x85\xa0\u2028\u2029\u3000" + "".join(map(chr, range(0x2000, 0x200B)))


class Role(Enum):
    """What a piece of text is in its report."""

    TITLE = "标题"
    ADDRESSEE = "主送机关"
    HEADING = "小标题"
    PARAGRAPH = "段落"
    CELL = "表格"
    ORGAN = "署名"
    DATE = "成文日期"
    NOTE = "附注"


class Piece(Struct, frozen=True):
    """A piece of a report, without blanks at its ends, in simplified script, numbers in half width, number signs included.

    ``offsets``: for each character its place in the source.  ``level``: of headings, from 1.
    ``row``, ``column``, ``table``: of cells, from 0.
    """

    role: Role
    text: str
    offsets: tuple[int, ...]
    level: int = 0
    row: int = -1
    column: int = -1
    table: int = -1


class Report(Struct, frozen=True):
    """A report as read.

    ``source``: the whole text before any change (for a web page the page itself, for Word and PDF the text taken
    out of it, a paragraph a line).  ``pieces``: of the chosen section, in order.  ``sections``: the titles of all
    reports found; ``section``: which was chosen, from 1.  ``removed``: what was left out as no part of a report.
    ``notes``: what there is to say about the reading, in Chinese.
    """

    source: str
    pieces: tuple[Piece, ...]
    sections: tuple[str, ...]
    section: int
    removed: tuple[str, ...]
    notes: tuple[str, ...]


class Strand(Struct, frozen=True):
    """Text and, for each of its characters, the offset in the source."""

    text: str
    at: Sequence[int]

    def cut(self, start: int, end: int | None = None) -> Strand:
        """The characters ``start:end``, without blanks at their ends."""
        return Strand(self.text[start:end], self.at[start:end]).stripped()

    def stripped(self) -> Strand:
        """Without blanks at the ends."""
        end = len(self.text.rstrip(BLANK))
        start = len(self.text) - len(self.text.lstrip(BLANK))
        return (
            self if (start, end) == (0, len(self.text)) else Strand(self.text[start:end], self.at[start:end])
        )

    def __add__(self, other: Strand) -> Strand:
        return Strand(self.text + other.text, (*self.at, *other.at))

    def kept(self, keep: Sequence[bool]) -> Strand:
        """Only the characters for which ``keep`` is true."""
        pairs = [(char, at) for char, at, good in zip(self.text, self.at, keep, strict=True) if good]
        return Strand("".join(char for char, _ in pairs), tuple(at for _, at in pairs))


class Cell(Struct, frozen=True):
    """A place in a table."""

    table: int
    row: int
    column: int


class Hint(Enum):
    """What the file itself says about a line."""

    NONE = ""
    TITLE = "title"
    HEADING = "heading"
    CONTENTS = "contents"
    FURNITURE = "furniture"
    CENTRED = "centred"


class Line(Struct, frozen=True):
    """A line of a file as its reader gives it.

    ``indent``: blanks in front, in half characters; ``filled``: whether it reaches the right edge (None where that
    is not known); ``main``: whether a main-text extractor took it (None where none was asked); ``level``: of a
    heading by style; ``links``: how many links it is made of, 0 where not of links alone.
    """

    strand: Strand
    indent: int = 0
    filled: bool | None = None
    cell: Cell | None = None
    hint: Hint = Hint.NONE
    level: int = 0
    main: bool | None = None
    links: int = 0

    @property
    def text(self) -> str:
        """The characters."""
        return self.strand.text


class MarkKind(Enum):
    """What somebody, or a program, put on the text of a Word file."""

    INSERTED = "插入"
    DELETED = "删除"
    GONE = "删段"
    """Deleted together with the whole paragraph that it stood in."""
    COMMENT = "批注"
    BOOKMARK = "书签"


class Mark(Struct, frozen=True):
    """A tracked change, comment or bookmark on the characters ``start:end`` (of its paragraph, then of the source).

    ``text``: what was deleted, what the comment says, the bookmark's name.  ``author``, ``when``: as the file has
    them.  ``number``: of a comment, the one that its file knows it by.
    """

    kind: MarkKind
    start: int
    end: int
    text: str = ""
    author: str = ""
    when: str = ""
    number: str = ""


class Source(Struct, frozen=True):
    """A file read into lines: its whole text, its lines without empty ones, and notes.

    ``web``: from a web page.  ``broken``: whether paragraphs may be broken into lines.  ``name``: what a page calls
    itself.  ``marks``: tracked changes, comments and bookmarks of a Word file; ``formats``: how many of its tracked
    changes are of formatting alone.
    """

    text: str
    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()
    web: bool = False
    broken: bool = False
    name: str = ""
    marks: tuple[Mark, ...] = ()
    formats: int = 0


def visible(text: str) -> list[bool]:
    """For each character whether it can be seen: no format characters such as U+200B, no controls but blanks.

    Characters newer than this Python's Unicode (rare Han of names) can be seen, noncharacters (Unicode, 23.7) cannot.
    """
    return [char in BLANK or not _is_unseen(char) for char in text]


def _is_unseen(char: str) -> bool:
    category = unicodedata.category(char)
    return category in ("Cf", "Cc") or (category == "Cn" and _is_noncharacter(ord(char)))


def _is_noncharacter(code: int) -> bool:
    return code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF


def line_of(text: str, at: Sequence[int], filled: bool | None = None) -> Line | None:
    """A line of a text file: invisible characters and blanks at its ends left out; None where nothing is left."""
    strand = Strand(text, at)
    if not text.isprintable():
        strand = strand.kept(visible(text))
    bare = strand.stripped()
    if not bare.text:
        return None
    front = strand.text[: len(strand.text) - len(strand.text.lstrip(BLANK))]
    return Line(bare, sum(2 if char in "\t\u3000" else 1 for char in front), filled)
