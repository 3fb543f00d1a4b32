"""The texts of a document under the names by which a record of 改稿 speaks of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from drafter.document import names
from drafter.document.model import Block, Document, Heading, Paragraph, Table, Text


def named_texts(document: Document) -> Iterator[tuple[str, Text]]:
    """Every text of a document that a record can name, with its number and its run-in heading."""
    yield names.TITLE, document.title
    yield names.ADDRESSEE, document.addressee
    if document.signature is not None:
        for number, organ in enumerate(document.signature.organs, 1):
            yield names.numbered(names.ORGAN, number), organ
        yield names.DATE, document.signature.date
    yield names.NOTE, document.note
    yield from _blocks(document.blocks)
    for number, one in enumerate(document.attachments, 1):
        yield f"{names.ATTACHMENT}{number}", one.name
        yield from _blocks(one.blocks)


def _blocks(blocks: Sequence[Block]) -> Iterator[tuple[str, Text]]:
    for block in blocks:
        if isinstance(block, Table):
            yield names.caption_name(block.key), block.caption
            for row, cells in enumerate(block.rows):
                for column, cell in enumerate(cells):
                    yield names.cell_of(block, row, column), cell
        else:
            yield block.key, text_of(block)


def text_of(block: Heading | Paragraph) -> Text:
    """The text of a block, its run-in heading included, its number not."""
    if isinstance(block, Paragraph) and block.lead is not None:
        return (*block.lead.text, *block.text)
    return block.text


def base_name(name: str) -> str:
    """The paragraph that a part of its wording belongs to: 信访/2 for 信访/2~2."""
    return name.partition("~")[0]
