"""A document as readable lines, for tests and golden files.

``{81件|信访收到}`` is an answer with its keys; before it ``?`` says missing, ``!`` unconfirmed, ``~`` without
counts.  Headings stand behind ``#`` signs, a run-in heading between ``<`` and ``>``.
"""

from __future__ import annotations

from collections.abc import Iterator

from drafter.document.model import Block, Document, Heading, Paragraph, State, Table, Text, plain

_SIGNS = {State.CONFIRMED: "", State.MISSING: "?", State.UNCONFIRMED: "!", State.UNSOURCED: "~"}


def dump(document: Document, *, origins: bool = True) -> str:
    """The document as lines of text, with or without where its characters came from."""
    return "\n".join(_lines(document, origins)) + "\n"


def _lines(document: Document, origins: bool) -> Iterator[str]:
    if document.title:
        yield "标题 " + _text(document.title, origins)
    if document.addressee:
        yield "主送 " + _text(document.addressee, origins)
    for block in document.blocks:
        yield from _block(block, origins)
    for attachment in document.attachments:
        yield "附件 " + _text(attachment.name, origins)
        for block in attachment.blocks:
            yield from _block(block, origins)
    if document.signature:
        seal = " 印" if document.signature.sealed else ""
        yield from ("署名 " + _text(organ, origins) + seal for organ in document.signature.organs)
        yield "日期 " + _text(document.signature.date, origins)
    if document.note:
        yield "附注 " + _text(document.note, origins)
    yield from ("未尽 " + "、".join(remark.keys) for remark in document.remarks)


def _block(block: Block, origins: bool) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"{'#' * block.level} {block.number}{_text(block.text, origins)}"
    elif isinstance(block, Paragraph):
        lead = f"<{block.lead.number}{_text(block.lead.text, origins)}>" if block.lead else ""
        yield f"  {lead}{_text(block.text, origins)}"
    elif isinstance(block, Table):
        yield from (f"  | {' | '.join(_text(cell, origins) for cell in row)} |" for row in block.rows)


def _text(text: Text, origins: bool) -> str:
    if not origins:
        return plain(text)
    return "".join(
        f"{{{_SIGNS[span.origin.state]}{span.text}|{','.join(span.origin.keys)}}}"
        if span.origin
        else span.text
        for span in text
    )
