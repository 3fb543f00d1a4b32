"""What comparing works with: the blocks of a document as lines, what became of them, which characters changed."""

from __future__ import annotations

from enum import Enum

from msgspec import Struct

from drafter.document.model import Text
from drafter.readers.model import Role


class Line(Struct, frozen=True):
    """A block of a document, its number sign and the heading that runs into it included.

    ``spans`` hold the same characters as ``text``, with their origins.  ``level``: of headings, from 1; of a
    paragraph that begins with a sign or a run-in heading, the level of that.  ``lead``: how many characters at
    the beginning are sign and run-in heading.  ``table``, ``row``, ``column``: of cells, from 0; the caption of a
    table is a paragraph.  ``part``: 0 for the report itself, n for its n-th attachment, whose name is its title.
    """

    role: Role
    text: str
    spans: Text = ()
    level: int = 0
    key: str = ""
    lead: int = 0
    table: int = -1
    row: int = -1
    column: int = -1
    part: int = 0


class Fate(Enum):
    """What became of a block."""

    SAME = "同"
    CHANGED = "改"
    MOVED = "移"
    """Its text may have changed, too: see whether the texts differ."""
    ADDED = "增"
    DELETED = "删"
    SPLIT = "拆"
    JOINED = "并"


class Step(Struct, frozen=True):
    """What became of some lines: their numbers among the old and among the new ones.

    ADDED has no old, DELETED no new ones; SPLIT has one old and several new ones next to each other, JOINED
    several old and one new; all others one of each.
    """

    fate: Fate
    old: tuple[int, ...]
    new: tuple[int, ...]


class Kind(Enum):
    """What became of some characters."""

    EQUAL = "同"
    INSERT = "增"
    DELETE = "删"
    REPLACE = "改"


class Piece(Struct, frozen=True):
    """Characters of one text and what stands in their place in the other."""

    kind: Kind
    old_start: int
    old_end: int
    new_start: int
    new_end: int


class Nature(Enum):
    """Of what nature a change of a text is, the lightest first."""

    SAME = "同"
    SPACE = "空白"
    FORMS = "全半角"
    """Half-width for full-width characters, straight for curly quotes, and the like."""
    MARKS = "标点"
    FIGURES = "数字"
    WORDS = "文字"


class Bit(Struct, frozen=True):
    """Characters that stand in both texts (EQUAL), only in the new one (INSERT) or only in the old one (DELETE)."""

    kind: Kind
    text: str


class Stand(Enum):
    """How a paragraph stands in a text that shows both drafts."""

    KEPT = "留"
    ADDED = "增"
    DELETED = "删"
    CUT = "移走"
    """A paragraph that moved, at the place where it stood."""
    PASTED = "移来"
    """A paragraph that moved, at the place where it stands."""


class Entry(Struct, frozen=True):
    """A paragraph of a text that shows both drafts.

    ``line``: what it is, as in the new draft (in the old one, where it stands only there).  ``stand``: of its
    mark, and of the whole paragraph where that is of one kind.  ``move``: the number of a move, from 1.
    ``table`` and ``row``: of cells, which table of this text they stand in and in which of its rows, from 0.
    """

    line: Line
    stand: Stand
    bits: tuple[Bit, ...]
    move: int = 0
    table: int = -1
    row: int = -1


class Compared(Struct, frozen=True):
    """Two drafts and what became of the lines of the old one."""

    old: tuple[Line, ...]
    new: tuple[Line, ...]
    steps: tuple[Step, ...]
