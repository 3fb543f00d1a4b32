"""The small document model in the middle: every reader ends here, every writer starts here.

Structure only: fonts, millimetres and colours belong to the writers.  Numbers of headings are typed text.
"""

from __future__ import annotations

from enum import Enum

from msgspec import Struct


class State(Enum):
    """How far a piece of text may be trusted."""

    CONFIRMED = "已确认"
    UNCONFIRMED = "未确认"
    MISSING = "未填写"
    UNSOURCED = "无原始数"

    @property
    def is_open(self) -> bool:
        """Whether a final copy is refused while a text of this state is left."""
        return self in (State.UNCONFIRMED, State.MISSING)


class Origin(Struct, frozen=True):
    """Where characters came from.

    ``keys``: full keys of the answers they were made of, first the one they are named after.
    ``note``: the words of the Word comment (empty where there is nothing to say).
    """

    keys: tuple[str, ...]
    state: State = State.CONFIRMED
    note: str = ""


class Span(Struct, frozen=True):
    """A run of text; ``origin`` is None for text of the template."""

    text: str
    origin: Origin | None = None


Text = tuple[Span, ...]


def plain(text: Text) -> str:
    """The characters of a text, without their origins."""
    return "".join(span.text for span in text)


class Heading(Struct, frozen=True):
    """A heading: ``level`` 1 to 4 (一、 （一） 1. （1）), its typed ``number`` (may be empty), its text.

    ``key`` names the outline node or topic it belongs to, so that it can be found again in the file.
    """

    level: int
    number: str
    text: Text
    key: str = ""


class Paragraph(Struct, frozen=True):
    """A body paragraph.

    ``lead`` is a heading that runs in (``（一）标题。正文``); with an empty text it is just a number (``1.正文``).
    ``key`` names the paragraph (``主题/3``), so that it can be found again in the file.
    """

    text: Text
    lead: Heading | None = None
    key: str = ""


class Table(Struct, frozen=True):
    """A table: rows of cells, the first ``header_rows`` of them repeated on each page."""

    rows: tuple[tuple[Text, ...], ...]
    caption: Text = ()
    header_rows: int = 1
    key: str = ""
    row_names: tuple[str, ...] = ()
    """What its rows are called (names.py), where they are not simply counted: some were added or left out."""
    cell_names: tuple[tuple[str, ...], ...] = ()
    """What the cells of its rows are called, where they are not simply counted: some were added or left out."""


Block = Heading | Paragraph | Table


class Signature(Struct, frozen=True):
    """Who signs and when.  ``sealed``: space for a seal is laid out (GB/T 9704-2012, 7.3.5.1 and 7.3.5.2)."""

    organs: tuple[Text, ...]
    date: Text
    """Empty where no date is to be written."""
    sealed: bool = False

    @property
    def lines(self) -> tuple[Text, ...]:
        """Organs and date, one below the other."""
        return (*self.organs, self.date) if self.date else self.organs


class Attachment(Struct, frozen=True):
    """An attachment: its name (as in 附件说明) and its blocks."""

    name: Text
    blocks: tuple[Block, ...] = ()


class Document(Struct, frozen=True):
    """A whole report."""

    title: Text
    """Empty where the report has none."""
    blocks: tuple[Block, ...]
    addressee: Text = ()
    signature: Signature | None = None
    attachments: tuple[Attachment, ...] = ()
    note: Text = ()
    remarks: tuple[Origin, ...] = ()
    """Open points that have no place in the text; writers attach them to the title, or to the first paragraph."""
