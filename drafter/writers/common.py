"""What all writers agree on beyond the model, such as the full stop after a heading that runs in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.document.model import Attachment, Document, Heading, Origin, Span, Text, plain

_ENDS = "。！？：；，、…—.!?:;,"
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def clean(text: str) -> str:
    """Without the characters that XML 1.0 (2.2) forbids or advises against; answers were checked before."""
    return _ILLEGAL.sub("", text)


def lead_text(lead: Heading) -> Text:
    """Number and words of a heading that runs in, with a full stop when its words lack an end mark."""
    number = (Span(lead.number),) if lead.number else ()
    words = plain(lead.text)
    stop = (Span("。"),) if words and words[-1] not in _ENDS else ()
    return (*number, *lead.text, *stop)


def heading_text(heading: Heading) -> Text:
    """Number and words of a heading that stands alone."""
    return (Span(heading.number), *heading.text) if heading.number else heading.text


def merged(text: Text) -> Iterator[tuple[Origin | None, str]]:
    """Neighbouring spans of one origin taken together; empty ones left out."""
    origin: Origin | None = None
    held: list[str] = []
    for span in text:
        if not span.text:
            continue
        if held and span.origin != origin:
            yield origin, clean("".join(held))
            held = []
        origin = span.origin
        held.append(span.text)
    if held:
        yield origin, clean("".join(held))


def attachment_labels(document: Document) -> list[tuple[str, Attachment]]:
    """Each attachment with its label: 附件, or 附件1, 附件2 when there are several (7.3.7)."""
    several = len(document.attachments) > 1
    return [(f"附件{n}" if several else "附件", one) for n, one in enumerate(document.attachments, 1)]


def without_end_mark(text: Text) -> Text:
    """The name of an attachment as 附件说明 wants it: no punctuation at its end (7.3.4)."""
    if not text:
        return text
    *before, last = text
    return (*before, Span(last.text.rstrip("。；，. ;"), last.origin))


def bracketed(text: Text) -> Text:
    """附注 stands in round brackets (7.3.6)."""
    return text if plain(text).startswith("（") else (Span("（"), *text, Span("）"))
