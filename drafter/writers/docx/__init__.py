"""The .docx writer: a document laid out as GB/T 9704-2012 asks, without python-docx."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from drafter.document.model import Document
from drafter.writers.docx.body import document_xml
from drafter.writers.docx.inline import Marks
from drafter.writers.docx.layout import DEFAULT, Faces
from drafter.writers.docx.package import COMMENTS_PART, DOCUMENT_PART, Content, pack
from drafter.writers.docx.remember import stamp_xml

__all__ = ["DEFAULT", "Faces", "write_docx"]


def write_docx(
    document: Document,
    *,
    final: bool = False,
    faces: Faces = DEFAULT,
    created: date | None = None,
    base: Path | None = None,
) -> bytes:
    """The bytes of a .docx.

    ``final`` leaves out comments, highlights and dates.  ``created`` dates comments and the file; without it
    they carry no date.  ``base``: the bureau's own .docx, which gives red head, headers and styles.
    The same input gives the same bytes.
    """
    marks = Marks(final=final, created=None if final else created)
    if base is not None:
        from drafter.writers.docx.base import write_on_base

        return write_on_base(document, marks, faces, base)
    texts = {DOCUMENT_PART: document_xml(document, marks).encode()}
    if marks.comments:
        texts[COMMENTS_PART] = marks.comments_xml().encode()
    return pack(Content(texts, stamp_xml(texts, marks.places)), faces, marks.created)
