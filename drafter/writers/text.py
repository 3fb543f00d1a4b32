"""The report as plain text: one paragraph a line, full-width indents, tables as lines of ``| a | b |``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from drafter.document.model import Block, Document, Heading, Paragraph, Signature, Table, Text, plain
from drafter.writers.common import (
    attachment_labels,
    bracketed,
    clean,
    heading_text,
    lead_text,
    without_end_mark,
)
from drafter.writers.widths import width

_INDENT = "　　"
_LINE = 28


def write_text(document: Document) -> str:
    """The whole report, each line ended by a newline."""
    lines = [_words(document.title), ""] if document.title else []
    if document.addressee:
        lines.append(_words(document.addressee))
    lines += _blocks(document.blocks)
    lines += _attachment_notes(document)
    if document.signature is not None:
        lines += _signature(document.signature)
    if document.note:
        lines.append(_INDENT + _words(bracketed(document.note)))
    for label, attachment in attachment_labels(document):
        lines += ["", label, "", _words(without_end_mark(attachment.name)), "", *_blocks(attachment.blocks)]
    return "".join(f"{line}\n" for line in lines)


def _words(text: Text) -> str:
    return clean(plain(text)).replace("\r\n", "\n").replace("\n", f"\n{_INDENT}")


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Table):
            yield from _table(block)
        elif isinstance(block, Heading):
            yield _INDENT + _words(heading_text(block))
        else:
            yield _INDENT + _paragraph(block)


def _paragraph(paragraph: Paragraph) -> str:
    lead = _words(lead_text(paragraph.lead)) if paragraph.lead is not None else ""
    return lead + _words(paragraph.text)


def _table(table: Table) -> Iterator[str]:
    if table.caption:
        yield _INDENT + _words(table.caption)
    for row in table.rows:
        yield "| " + " | ".join(" ".join(clean(plain(cell)).split("\n")) for cell in row) + " |"


def _attachment_notes(document: Document) -> Iterator[str]:
    names = [_words(without_end_mark(attachment.name)) for attachment in document.attachments]
    if not names:
        return
    yield ""
    if len(names) == 1:
        yield f"{_INDENT}附件：{names[0]}"
        return
    for number, name in enumerate(names, 1):
        yield f"{_INDENT}{'附件：' if number == 1 else '　　　'}{number}.{name}"


def _signature(signature: Signature) -> Iterator[str]:
    """Organs and date against the right edge of a line of 28 characters, two characters from it."""
    yield ""
    for text in signature.lines:
        words = _words(text)
        yield "　" * max(int(_LINE - 2 - width(words)), 0) + words
