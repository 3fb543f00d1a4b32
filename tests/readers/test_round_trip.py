"""What is written is read back: ``read(write(document)) == normalised(document)``, each loss having its name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from drafter.app import Job
from drafter.document.dump import dump
from drafter.document.model import Block, Document, Heading, Paragraph, Span, Table, Text, plain
from drafter.genre.headings import lead_of
from drafter.readers import to_document
from drafter.readers.docx import read_docx
from drafter.readers.html import read_page
from drafter.readers.plain import read_text
from drafter.readers.reading import report_of
from drafter.writers.common import clean, lead_text, without_end_mark
from drafter.writers.docx import write_docx
from drafter.writers.html import write_html
from drafter.writers.text import write_text
from tests.examples.checks import example_files
from tests.writers.samples import SAMPLES

FORMS: dict[str, Callable[[Document], Document]] = {
    "docx": lambda document: to_document(report_of(read_docx(write_docx(document, final=True)))),
    "html": lambda document: to_document(report_of(read_page(write_html(document)))),
    "txt": lambda document: to_document(report_of(read_text(write_text(document)))),
}


def _bare(text: Text) -> Text:
    """Loss: where characters came from, characters that cannot be written, blanks at the ends."""
    words = clean(plain(text)).replace("\n", "").strip()
    return (Span(words),) if words else ()


def _run_in_by_grammar(paragraph: Paragraph) -> Paragraph:
    """Loss: a run-in heading without number; where one with a number ends is told by the grammar."""
    words = "".join(
        map(plain, (_bare(lead_text(paragraph.lead)) if paragraph.lead else (), _bare(paragraph.text)))
    )
    lead = lead_of(words)
    if lead is None:
        return Paragraph((Span(words),))
    return Paragraph(
        _bare((Span(words[lead.length :]),)),
        Heading(lead.sign.level, lead.sign.text, _bare((Span(lead.words),))),
    )


def _block(block: Block) -> Block:
    """Loss: keys of blocks."""
    if isinstance(block, Heading):
        return Heading(block.level, block.number, _bare(block.text))
    if isinstance(block, Paragraph):
        return _run_in_by_grammar(block)
    width = max(map(len, block.rows))
    rows = tuple(tuple(map(_bare, (*row, *(() for _ in range(width - len(row)))))) for row in block.rows)
    return Table(rows, _bare(block.caption))


def normalised(document: Document) -> Document:
    """Loss: that space is left for a seal; remarks, which are comments; end marks of attachments' names."""
    return Document(
        title=_bare(document.title),
        blocks=tuple(map(_block, document.blocks)),
        addressee=_bare(document.addressee),
        signature=document.signature
        and replace(
            document.signature,
            organs=tuple(map(_bare, document.signature.organs)),
            date=_bare(document.signature.date),
            sealed=False,
        ),
        attachments=tuple(
            replace(one, name=_bare(without_end_mark(one.name)), blocks=tuple(map(_block, one.blocks)))
            for one in document.attachments
        ),
        note=_bare(document.note),
    )


SOUND = [name for name in SAMPLES if name != "unbroken"]
"""The sample of hostile characters has no heading and no figure: no report."""


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("path", example_files(), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_an_example_is_read_back(path: Path, form: str, tmp_path: Path) -> None:
    document = Job(path, tmp_path).document()
    assert dump(FORMS[form](document)) == dump(normalised(document))
    assert FORMS[form](document) == normalised(document)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", SOUND)
def test_a_sample_is_read_back(name: str, form: str) -> None:
    assert dump(FORMS[form](SAMPLES[name])) == dump(normalised(SAMPLES[name]))
    assert FORMS[form](SAMPLES[name]) == normalised(SAMPLES[name])
