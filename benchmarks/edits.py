"""Edits as a leader makes them in a draft, and the doing of them.

A sheet is a draft whose paragraphs can be edited; ``sheets`` has three.  The same edits are done to each of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Protocol

from msgspec import Struct


class Kind(Enum):
    """What is done to a draft."""

    VALUE = "改数"
    TRACKED = "改数（修订）"
    WORD = "换词"
    SENTENCE_IN = "加一句"
    SENTENCE_OUT = "删一句"
    HALF_WIDTH = "标点变半角"
    REWRITTEN = "改写一句"
    RETYPED = "整段重打"
    PARAGRAPH_IN = "加一段"
    PARAGRAPH_OUT = "删一段"
    COPIED = "照抄一段再改数"
    MOVED = "移一段"
    MOVED_CHANGED = "移一段又加一句"
    SWAPPED = "与下一段对调"
    SPLIT = "拆一段"
    JOINED = "并两段"
    HEADING = "改标题"
    FORMAT = "只改格式"
    COMMENT = "加批注"


class Edit(Struct, frozen=True):
    """An edit: characters ``start:start+length`` of a line become ``words``, or what its kind says.

    ``line``: the number of the line among the draft's; ``other``: of the one it is moved behind or joined with.
    ``key``: of the answer whose value changed.
    """

    kind: Kind
    line: int
    start: int = 0
    length: int = 0
    words: str = ""
    other: int = -1
    key: str = ""


class Sheet(Protocol):
    """A draft under edit.  Paragraphs are named by the numbers of their lines; new ones get numbers of their own."""

    def replace(self, line: int, start: int, length: int, words: str, *, tracked: bool = False) -> None:
        """Type over some characters."""

    def retype(self, line: int, words: str) -> None:
        """Type a whole paragraph anew."""

    def insert(self, after: int, line: int, words: str) -> None:
        """Put in a paragraph."""

    def delete(self, line: int) -> None:
        """Take out a paragraph."""

    def move(self, line: int, after: int) -> None:
        """Cut out a paragraph and paste it behind another."""

    def split(self, line: int, at: int, second: int) -> None:
        """Press Enter in a paragraph."""

    def join(self, line: int, following: int) -> None:
        """Delete the end of a paragraph."""

    def bold(self, line: int, start: int, length: int) -> None:
        """Change how some characters look."""

    def comment(self, line: int, words: str) -> None:
        """Put a comment on a paragraph."""


def done(edits: Sequence[Edit], sheet: Sheet, count: int) -> None:
    """Does the edits to a sheet of ``count`` lines; new paragraphs are numbered from there on."""
    new = count
    for edit in sorted(edits, key=lambda one: (one.line, -one.start)):
        match edit.kind:
            case Kind.PARAGRAPH_IN | Kind.COPIED:
                sheet.insert(edit.line, new, edit.words)
            case Kind.PARAGRAPH_OUT:
                sheet.delete(edit.line)
            case Kind.MOVED | Kind.SWAPPED:
                sheet.move(edit.line, edit.other)
            case Kind.MOVED_CHANGED:
                sheet.replace(edit.line, edit.start, 0, edit.words)
                sheet.move(edit.line, edit.other)
            case Kind.SPLIT:
                sheet.split(edit.line, edit.start, new)
            case Kind.JOINED:
                sheet.join(edit.line, edit.other)
            case Kind.RETYPED:
                sheet.retype(edit.line, edit.words)
            case Kind.FORMAT:
                sheet.bold(edit.line, edit.start, edit.length)
            case Kind.COMMENT:
                sheet.comment(edit.line, edit.words)
            case _:
                tracked = edit.kind is Kind.TRACKED
                sheet.replace(edit.line, edit.start, edit.length, edit.words, tracked=tracked)
        new += 1
