"""A report's pieces as a document of the model in the middle."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from drafter.document.model import (
    Attachment,
    Block,
    Document,
    Heading,
    Paragraph,
    Signature,
    Span,
    Table,
    Text,
)
from drafter.genre.headings import lead_of, sign_of
from drafter.readers.model import BLANK, Piece, Report, Role

_LABEL = re.compile(r"附\s*件\s*\d{0,2}\s*[:：]?")
_LIST = re.compile(r"附\s*件\s*[:：]")
_NAMED = re.compile(r"(?:附\s*件\s*[:：]\s*)?(?:\d{1,2}\s*[.．、]\s*)?(?P<name>.+)")
_CAPTION = re.compile(r"(?:表|清单|目录|台账|统计|情况|名单|对照)(?:[（(].{1,12}[）)])?$")
_BRACKETS = re.compile(r"[（(](?P<inside>.*)[）)]")


def to_document(report: Report, *, attached: bool = True) -> Document:
    """The report as a document: typed numbers apart from their headings, run-in headings as leads, spans without
    origin.  Attachments are what stands behind the signature under a line 附件; unless ``attached``, they are of
    the body.
    """
    pieces = report.pieces
    end = _end_of_body(pieces) if attached else len(pieces)
    attachments = list(_attachments(pieces[end:]))
    names = {_plain(one.name) for one in attachments}
    signed = _signing(pieces[:end])
    apart = (Role.TITLE, Role.ADDRESSEE, Role.NOTE)
    body = [piece for piece in pieces[:end] if piece.role not in apart and piece not in signed]
    return Document(
        title=_joined(pieces, Role.TITLE),
        blocks=tuple(_blocks(_without_list(body, names))),
        addressee=_joined(pieces, Role.ADDRESSEE),
        signature=_signature(signed),
        attachments=tuple(attachments),
        note=_note(pieces),
    )


def _text(text: str) -> Text:
    return (Span(text),) if text else ()


def _joined(pieces: Sequence[Piece], role: Role) -> Text:
    return _text("".join(piece.text for piece in pieces if piece.role is role))


def _plain(text: Text) -> str:
    return "".join(span.text for span in text)


def _end_of_body(pieces: Sequence[Piece]) -> int:
    """Where the attachments begin: at a line 附件 behind the signature, or before a title of its own."""
    signed = max((n for n, piece in enumerate(pieces) if piece.role in (Role.ORGAN, Role.DATE)), default=-1)
    for number in range(signed + 1, len(pieces)):
        if pieces[number].role is Role.PARAGRAPH and is_label(pieces[number].text):
            return number
    return len(pieces)


def is_label(text: str) -> bool:
    """Whether a line is what stands above the title of an attachment: 附件, 附件1."""
    return bool(_LABEL.fullmatch(text))


def _signing(pieces: Sequence[Piece]) -> list[Piece]:
    """Organs and date behind the body; those below the title are lines of the text."""
    body = [n for n, piece in enumerate(pieces) if piece.role is Role.HEADING or len(piece.text) > 60]
    start = body[0] if body else 0
    signing = [piece for piece in pieces[start:] if piece.role in (Role.ORGAN, Role.DATE)]
    dates = [piece for piece in signing if piece.role is Role.DATE]
    return [piece for piece in signing if piece.role is Role.ORGAN or piece is dates[-1]]


def _signature(signing: Sequence[Piece]) -> Signature | None:
    organs = tuple(_text(piece.text) for piece in signing if piece.role is Role.ORGAN)
    date = next((piece.text for piece in signing if piece.role is Role.DATE), "")
    return Signature(organs, _text(date)) if signing else None


def _note(pieces: Sequence[Piece]) -> Text:
    texts = [piece.text for piece in pieces if piece.role is Role.NOTE]
    found = _BRACKETS.fullmatch(texts[0]) if len(texts) == 1 else None
    return _text(found["inside"] if found else "".join(texts))


def _without_list(body: list[Piece], names: set[str]) -> list[Piece]:
    """The body without 附件说明 at its end, from the words 附件： on, which writers make of the attachments' names."""
    start = len(body)
    while start and _names_attachment(body[start - 1], names):
        start -= 1
        if _LIST.match(body[start].text):
            return body[:start]
    alone = 0 < start < len(body) and _LIST.fullmatch(body[start - 1].text)
    return body[: start - 1] if alone else body


def _names_attachment(piece: Piece, names: set[str]) -> bool:
    """Whether a line names an attachment, as those of 附件说明 do."""
    found = _NAMED.fullmatch(piece.text)
    return found is not None and piece.role is not Role.CELL and found["name"] in names


def _attachments(pieces: Sequence[Piece]) -> Iterator[Attachment]:
    """Each from its label to the next; the line behind the label is its name."""
    starts = [n for n, piece in enumerate(pieces) if piece.role is Role.PARAGRAPH and is_label(piece.text)]
    for start, end in pairwise([*starts, len(pieces)]):
        own = [piece for piece in pieces[start + 1 : end] if piece.role is not Role.NOTE]
        if own:
            yield Attachment(_text(own[0].text), tuple(_blocks(own[1:])))


def _blocks(pieces: Sequence[Piece]) -> Iterator[Block]:
    held: Piece | None = None
    for table, group in groupby(pieces, key=lambda piece: piece.table):
        if table >= 0:
            yield _table(list(group), held)
            held = None
            continue
        own = list(group)
        held = own.pop() if _is_caption(own[-1]) and own[-1] is not pieces[-1] else None
        yield from map(_block, own)
    if held is not None:
        yield _block(held)


def _is_caption(piece: Piece) -> bool:
    """Whether a line above a table is its caption."""
    return piece.role is Role.PARAGRAPH and len(piece.text) <= 40 and bool(_CAPTION.search(piece.text))


def _block(piece: Piece) -> Heading | Paragraph:
    if piece.role is Role.HEADING:
        sign = sign_of(piece.text)
        words = piece.text[sign.length :] if sign else piece.text
        return Heading(piece.level, sign.text if sign else "", _text(words))
    lead = lead_of(piece.text)
    if lead is None:
        return Paragraph(_text(piece.text))
    heading = Heading(lead.sign.level, lead.sign.text, _text(lead.words))
    return Paragraph(_text(piece.text[lead.length :].lstrip(BLANK)), heading)


def _table(cells: list[Piece], caption: Piece | None) -> Table:
    rows = (list(group) for _, group in groupby(cells, key=lambda piece: piece.row))
    words = _text(caption.text) if caption else ()
    return Table(tuple(tuple(_text(cell.text) for cell in row) for row in rows), words)
