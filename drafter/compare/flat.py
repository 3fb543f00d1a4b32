"""A document as a flat list of lines, the same for a composed draft and for one read from a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from drafter.compare.model import Line
from drafter.document.model import Block, Document, Heading, Paragraph, Span, Table, Text, plain
from drafter.readers.model import BLANK, Role

_STOPS = "。！？：；，、…—.!?:;,"
_NAME_STOPS = "。；，. ;"


def flat(document: Document) -> tuple[Line, ...]:
    """The lines of a document from title to attachments.

    A text of several lines gives as many lines of one key, those of titles and cells are joined: so does a reader.
    Blanks at the ends and empty lines are left out, but not empty cells.
    """
    lines = [_joined(Role.TITLE, document.title), _joined(Role.ADDRESSEE, document.addressee)]
    lines += _blocks(document.blocks, 0)
    if document.signature is not None:
        lines += [_joined(Role.ORGAN, organ) for organ in document.signature.organs]
        lines.append(_joined(Role.DATE, document.signature.date))
    lines.append(_joined(Role.NOTE, _unbracketed(document.note)))
    tables = sum(isinstance(block, Table) for block in document.blocks)
    for part, attachment in enumerate(document.attachments, 1):
        name = _cut(attachment.name, 0, len(plain(attachment.name).rstrip(_NAME_STOPS)))
        lines.append(_joined(Role.TITLE, name, part=part))
        lines += _blocks(attachment.blocks, part, tables)
        tables += sum(isinstance(block, Table) for block in attachment.blocks)
    return tuple(line for line in lines if line.text or line.role is Role.CELL)


def _joined(role: Role, text: Text, *, part: int = 0, key: str = "") -> Line:
    """A line of a text whose line breaks only lay it out."""
    spans = tuple(replace(span, text="".join(span.text.splitlines())) for span in text)
    bare = _stripped(spans)
    return Line(role, plain(bare), bare, part=part, key=key)


def _unbracketed(text: Text) -> Text:
    """附注 without its brackets, which are the writers'."""
    words = plain(text)
    inside = words.startswith("（") and words.endswith("）")
    return _cut(text, 1, len(words) - 1) if inside else text


def _blocks(blocks: Sequence[Block], part: int, tables: int = 0) -> Iterator[Line]:
    for block in blocks:
        if isinstance(block, Heading):
            text = (Span(block.number), *block.text)
            yield from _lines(Line(Role.HEADING, "", text, block.level, block.key, part=part))
        elif isinstance(block, Paragraph):
            yield from _lines(_paragraph(block, part))
        else:
            if block.caption:
                yield from _lines(Line(Role.PARAGRAPH, "", block.caption, part=part))
            yield from _cells(block, part, tables)
            tables += 1


def _paragraph(block: Paragraph, part: int) -> Line:
    if block.lead is None:
        return Line(Role.PARAGRAPH, "", block.text, key=block.key, part=part)
    lead = _lead(block.lead)
    text = (*lead, *block.text)
    return Line(Role.PARAGRAPH, "", text, block.lead.level, block.key, len(plain(lead)), part=part)


def _lead(lead: Heading) -> Text:
    """Number and words of a heading that runs in, with the full stop that writers put behind its words."""
    words = plain(lead.text)
    stop = (Span("。"),) if words and words[-1] not in _STOPS else ()
    return (Span(lead.number), *lead.text, *stop)


def _cells(table: Table, part: int, number: int) -> Iterator[Line]:
    for row, cells in enumerate(table.rows):
        for column, cell in enumerate(cells):
            line = _joined(Role.CELL, cell, part=part, key=table.key if row == column == 0 else "")
            yield replace(line, table=number, row=row, column=column)


def _lines(line: Line) -> Iterator[Line]:
    """The lines of a block, whose text is in its spans; the sign and the lead stand in the first."""
    lead = line.lead
    for spans in _split(line.spans):
        bare = _stripped(spans)
        if words := plain(bare):
            yield replace(line, text=words, spans=bare, lead=min(lead, len(words)))
            lead = 0


def _split(text: Text) -> Iterator[Text]:
    """The spans line by line."""
    made: list[Span] = []
    for span in text:
        first, *others = span.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        made.append(Span(first, span.origin))
        for other in others:
            yield tuple(made)
            made = [Span(other, span.origin)]
    yield tuple(made)


def _stripped(text: Text) -> Text:
    """Without blanks at the ends and without empty spans."""
    words = plain(text)
    return _cut(text, len(words) - len(words.lstrip(BLANK)), len(words.rstrip(BLANK)))


def _cut(text: Text, start: int, end: int) -> Text:
    """The characters ``start:end`` of a text."""
    return tuple(_within(text, start, end))


def _within(text: Iterable[Span], start: int, end: int) -> Iterator[Span]:
    place = 0
    for span in text:
        inside = span.text[max(start - place, 0) : max(end - place, 0)]
        place += len(span.text)
        if inside:
            yield Span(inside, span.origin)
