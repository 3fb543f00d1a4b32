"""What the blocks of a document are called in an answers file: their keys, made unique.

``信访/2`` is a paragraph, ``信访`` a heading, ``普法/4（2行3列）`` a cell; ``标题``, ``主送``, ``署名``, ``日期``,
``附注`` and ``附件1`` what stands around the body.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from drafter.document.model import Block, Document, Table

TITLE, ADDRESSEE, ORGAN, DATE, NOTE, ATTACHMENT = "标题", "主送", "署名", "日期", "附注", "附件"
_NAMELESS = "无名"


def numbered(word: str, number: int) -> str:
    """The n-th of several of one name: 署名, 署名#2."""
    return word if number == 1 else f"{word}#{number}"


def row_name(table: str, row: int) -> str:
    """A row, counted from 0."""
    return f"{table}（{row + 1}行）"


def row_of(table: Table, row: int) -> str:
    """The name of a row of a table."""
    return table.row_names[row] if table.row_names else row_name(table.key, row)


def cell_of(table: Table, row: int, column: int) -> str:
    """The name of a cell: ``普法/4（2行3列）``, of an added row ``新/1（3列）``, of an added column ``新/2``."""
    if row < len(table.cell_names) and column < len(table.cell_names[row]):
        return table.cell_names[row][column]
    return cell_in(row_of(table, row), column)


def cell_in(row: str, column: int) -> str:
    """The name of a cell of a row, counted from 0; -1: what stands before its first."""
    within = f"{column + 1}列）"
    return row[:-1] + within if row.endswith("行）") else f"{row}（{within}"


def attachment_number(name: str) -> int:
    """Which attachment a name is that of: 2 for 附件2; 0 for none."""
    number = name.removeprefix(ATTACHMENT)
    return int(number) if number != name and number.isdecimal() else 0


def caption_name(table: str) -> str:
    """The caption of a table."""
    return f"{table}（题）"


class Namer:
    """Gives each key a name of its own, in the order of the document."""

    def __init__(self) -> None:
        self._used = dict.fromkeys((TITLE, ADDRESSEE, ORGAN, DATE, NOTE), 1)

    def name(self, key: str) -> str:
        """The name of the next block with this key."""
        key = key or _NAMELESS
        self._used[key] = self._used.get(key, 0) + 1
        return numbered(key, self._used[key])


def with_names(document: Document) -> Document:
    """The document with a name of its own as the key of each block of the body and of the attachments."""
    namer = Namer()
    return replace(
        document,
        blocks=tuple(_named(document.blocks, namer)),
        attachments=tuple(
            replace(one, blocks=tuple(_named(one.blocks, namer))) for one in document.attachments
        ),
    )


def _named(blocks: tuple[Block, ...], namer: Namer) -> Iterator[Block]:
    for block in blocks:
        name = namer.name(block.key)
        yield block if name == block.key else replace(block, key=name)


def tables_of(document: Document) -> Iterator[Table]:
    """The tables of the body and of the attachments, in order."""
    for blocks in (document.blocks, *(one.blocks for one in document.attachments)):
        yield from (block for block in blocks if isinstance(block, Table))
