"""Spans become runs, with the marks by which values and paragraphs are found again, and comments.

Marks are bookmarks with hidden names (``_fz12_信访收到``): they leave the page as it is and survive a save by
Word, WPS and LibreOffice.  (Content controls put boxes around what a reader clicks on.)  What each stands for
is kept by :mod:`remember`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from html import escape

from msgspec import Struct, field

from drafter.document.model import Origin, State, Text
from drafter.writers.common import clean, merged
from drafter.writers.docx import styles

AUTHOR = "法治年报助手"
INITIALS = "年报"
HIGHLIGHTS = {State.MISSING: "yellow", State.UNCONFIRMED: "cyan", State.UNSOURCED: "lightGray"}
NAME_LENGTH = 40
"""Word's limit for names of bookmarks."""


class Mark(Struct, frozen=True):
    """One marked place: the name of its bookmark and what stood in it when the file was written.

    ``start`` counts the characters of the report before it: so it is known which paragraph a value stood in.
    """

    name: str
    keys: tuple[str, ...]
    """The answers of a value; the key of a heading or paragraph (none, if it has none but holds values)."""
    text: str
    start: int
    state: State | None = None
    """None for a heading or paragraph."""

    @property
    def end(self) -> int:
        """Where the text ended when the file was written."""
        return self.start + len(self.text)


class Marks(Struct):
    """Collects the marks and comments of one file while its text is written."""

    final: bool = False
    created: date | None = None
    places: list[Mark] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    """The characters of the report so far, as a reader of the file finds them."""
    position: int = 0
    """How many they are."""

    def block(self, key: str, write: Callable[[], str]) -> str:
        """The runs of a whole heading or paragraph, marked when it has a key or holds marks."""
        start, before = self.position, len(self.places)
        written = len(self.pieces)
        inside = write()
        if not key and len(self.places) == before:
            return inside
        return self.around(inside, (key,) if key else (), "".join(self.pieces[written:]), start)

    def count(self, chars: str) -> str:
        """Note characters as written; gives them as a reader finds them, without breaks and tabs."""
        found = _BREAK.sub("", chars)
        self.pieces.append(found)
        self.position += len(found)
        return found

    def around(
        self, inside: str, keys: tuple[str, ...], text: str, start: int, state: State | None = None
    ) -> str:
        """Runs with a bookmark around them."""
        number = len(self.places)
        name = f"_fz{number}_{_word(keys[0]) if keys else ''}"[:NAME_LENGTH]
        self.places.append(Mark(name, keys, text, start, state))
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inside}<w:bookmarkEnd w:id="{number}"/>'

    def span(self, origin: Origin, chars: str, style: str) -> str:
        """The runs of a span that is an answer."""
        return _marked(origin, chars, self, style)

    def commented(self, inside: str, note: str) -> str:
        """Runs with a comment on them; a final copy has none."""
        if self.final or not note:
            return inside
        number = len(self.comments)
        self.comments.append(_comment(number, note, self.created))
        return (
            f'<w:commentRangeStart w:id="{number}"/>{inside}<w:commentRangeEnd w:id="{number}"/>'
            f'<w:r><w:rPr><w:rStyle w:val="{styles.COMMENT_REFERENCE}"/></w:rPr>'
            f'<w:commentReference w:id="{number}"/></w:r>'
        )

    def comments_xml(self) -> str:
        """word/comments.xml."""
        inside = "".join(self.comments)
        return f'{styles.DECLARATION}<w:comments xmlns:w="{styles.NAMESPACE}">{inside}</w:comments>'


def runs(text: Text, marks: Marks, style: str = "") -> str:
    """The runs of a text; ``style`` is a character style for all of them."""
    made = []
    for origin, chars in merged(text):
        if origin is None:
            marks.count(chars)
            made.append(run(chars, style))
        else:
            made.append(marks.span(origin, chars, style))
    return "".join(made)


def _marked(origin: Origin, chars: str, marks: Marks, style: str) -> str:
    highlight = "" if marks.final else HIGHLIGHTS.get(origin.state, "")
    inside = run(chars, style, highlight)
    start = marks.position
    found = marks.count(chars)
    if origin.keys:
        inside = marks.around(inside, origin.keys, found, start, origin.state)
    return marks.commented(inside, origin.note)


def block(key: str, text: Text, marks: Marks) -> str:
    """The runs of a whole heading or paragraph, so marked that it is found again."""
    return marks.block(key, lambda: runs(text, marks))


def run(chars: str, style: str = "", highlight: str = "") -> str:
    """One run; a newline in the text becomes a line break, a tab a tab."""
    if not chars:
        return ""
    return f"<w:r>{_properties(style, highlight)}{_text(chars)}</w:r>"


@lru_cache(maxsize=64)
def _properties(style: str, highlight: str) -> str:
    """hint=eastAsia lets Word set “ ” … — in the Chinese face."""
    styled = f'<w:rStyle w:val="{style}"/>' if style else ""
    marked = f'<w:highlight w:val="{highlight}"/>' if highlight else ""
    return f'<w:rPr>{styled}<w:rFonts w:hint="eastAsia"/>{marked}</w:rPr>'


_NOT_IN_NAMES = re.compile("\\W|[\U00010000-\U0010ffff]")
_SPECIAL = re.compile("[&<>]")
_BREAK = re.compile("(\r\n|[\r\n\t])")


def _text(chars: str) -> str:
    if _BREAK.search(chars):
        return "".join(_piece(piece) for piece in _BREAK.split(chars) if piece)
    inside = escape(chars, quote=False) if _SPECIAL.search(chars) else chars
    if chars[0].isspace() or chars[-1].isspace() or "  " in chars:
        return f'<w:t xml:space="preserve">{inside}</w:t>'
    return f"<w:t>{inside}</w:t>"


def _piece(piece: str) -> str:
    if piece == "\t":
        return "<w:tab/>"
    return "<w:br/>" if piece in ("\n", "\r", "\r\n") else _text(piece)


def _comment(number: int, note: str, created: date | None) -> str:
    when = f' w:date="{created}T00:00:00Z"' if created else ""
    lines = clean(note).splitlines() or [""]
    properties = f'<w:pPr><w:pStyle w:val="{styles.COMMENT_TEXT}"/></w:pPr>'
    reference = f'<w:r><w:rPr><w:rStyle w:val="{styles.COMMENT_REFERENCE}"/></w:rPr><w:annotationRef/></w:r>'
    paragraphs = "".join(
        f"<w:p>{properties}{'' if n else reference}{run(line)}</w:p>" for n, line in enumerate(lines)
    )
    who = f'w:author="{AUTHOR}"{when} w:initials="{INITIALS}"'
    return f'<w:comment w:id="{number}" {who}>{paragraphs}</w:comment>'


@lru_cache(maxsize=4096)
def _word(key: str) -> str:
    """A key as Word allows it in a bookmark's name: letters, digits and underscores, each of one UTF-16 unit."""
    return _NOT_IN_NAMES.sub("_", key)
