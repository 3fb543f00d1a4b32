"""The plain markup of templates, after Jinja: lines to headings, paragraphs, items and tables.

The text may hold marks; it never holds answers, so nothing a clerk typed is taken for markup.
"""

from __future__ import annotations

import re

from msgspec import Struct, field

from drafter.document.model import Origin

_HEADING = re.compile(r"(#{2,4})\s*(.+)")
TIE = re.compile(r"=\s*([^\W\d]\w*)")
"""``= 键`` on a line of its own ties the paragraph below to a question of the kind 段落."""
_FRAGMENT = re.compile(r"@\s*(\S.*)")
_ITEM = re.compile(r"([-+])\s+(.+)")
_TABLE_RULE = re.compile(r"\|[\s|:-]+\|")


class RawHeading(Struct):
    """``##``: one level below the topic's heading is depth 1."""

    depth: int
    text: str


class RawParagraph(Struct):
    """A paragraph's text and its 一是 items; ``apart``: each item is a paragraph of its own."""

    text: str = ""
    items: list[str] = field(default_factory=list)
    apart: bool = False
    passage: str = ""
    """Key of the question that it is tied to."""
    origin: Origin | None = None
    """What its own characters come from, where that has to be said (passages.py)."""


class RawTable(Struct):
    """A table's rows of cells."""

    rows: list[list[str]]


RawBlock = RawHeading | RawParagraph | RawTable


def parse(text: str) -> dict[str, list[RawBlock]]:
    """Fragments by name (the first, unnamed one under ``""``), each a list of raw blocks."""
    fragments: dict[str, list[RawBlock]] = {"": []}
    blocks = fragments[""]
    fresh, tie = True, ""
    for line in text.split("\n"):
        line = line.strip()
        if not line:
            fresh = True
        elif found := _FRAGMENT.fullmatch(line):
            blocks = fragments.setdefault(found.group(1), [])
            fresh, tie = True, ""
        elif found := TIE.fullmatch(line):
            fresh, tie = True, found.group(1)
        else:
            fresh = _line(line, blocks, fresh)
            tie = _tied(blocks[-1], tie)
    return fragments


def _tied(block: RawBlock, tie: str) -> str:
    """Ties the block just begun, if it is a paragraph; nothing is left to be tied then."""
    if tie and isinstance(block, RawParagraph):
        block.passage = tie
    return ""


def _line(line: str, blocks: list[RawBlock], fresh: bool) -> bool:
    """Takes one line in; says whether the next one starts a new block."""
    if found := _HEADING.fullmatch(line):
        blocks.append(RawHeading(len(found.group(1)) - 1, found.group(2).strip()))
        return True
    if line.startswith("|") and line.endswith("|") and len(line) > 1:
        _row(line, blocks, fresh)
        return False
    if found := _ITEM.fullmatch(line):
        paragraph = _paragraph(blocks, fresh)
        paragraph.items.append(found.group(2))
        paragraph.apart = paragraph.apart or found.group(1) == "+"
        return False
    paragraph = _paragraph(blocks, fresh or _has_items(blocks))
    paragraph.text += line
    return False


def _has_items(blocks: list[RawBlock]) -> bool:
    last = blocks[-1] if blocks else None
    return isinstance(last, RawParagraph) and bool(last.items)


def _paragraph(blocks: list[RawBlock], fresh: bool) -> RawParagraph:
    last = blocks[-1] if blocks else None
    if not fresh and isinstance(last, RawParagraph):
        return last
    paragraph = RawParagraph()
    blocks.append(paragraph)
    return paragraph


def _row(line: str, blocks: list[RawBlock], fresh: bool) -> None:
    last = blocks[-1] if blocks else None
    if fresh or not isinstance(last, RawTable):
        last = RawTable([])
        blocks.append(last)
    if not _TABLE_RULE.fullmatch(line):
        last.rows.append([cell.strip() for cell in line[1:-1].split("|")])
