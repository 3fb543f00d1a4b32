"""word/document.xml: the blocks of a report in the order and places of GB/T 9704-2012, 7.3."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from drafter.document import names
from drafter.document.model import Block, Document, Heading, Paragraph, Span, Table, plain
from drafter.writers.common import (
    attachment_labels,
    bracketed,
    heading_text,
    lead_text,
    without_end_mark,
)
from drafter.writers.docx import layout, styles
from drafter.writers.docx.inline import Marks, block, run, runs
from drafter.writers.docx.package import EVEN_FOOTER, ODD_FOOTER, RELATIONSHIPS
from drafter.writers.docx.paragraphs import blank, indent, paragraph
from drafter.writers.docx.signature import signature_xml
from drafter.writers.docx.tables import table_xml
from drafter.writers.titles import title_with_breaks
from drafter.writers.widths import width

SECTION = (
    f'<w:sectPr><w:footerReference w:type="default" r:id="{ODD_FOOTER}"/>'
    f'<w:footerReference w:type="even" r:id="{EVEN_FOOTER}"/>'
    f'<w:pgSz w:w="{layout.PAGE_WIDTH}" w:h="{layout.PAGE_HEIGHT}"/>'
    f'<w:pgMar w:top="{layout.MARGIN_TOP}" w:right="{layout.MARGIN_RIGHT}" w:bottom="{layout.MARGIN_BOTTOM}" '
    f'w:left="{layout.MARGIN_LEFT}" w:header="{layout.HEADER_DISTANCE}" w:footer="{layout.FOOTER_DISTANCE}" '
    'w:gutter="0"/>'
    f'<w:docGrid w:type="lines" w:linePitch="{layout.LINE_PITCH}"/></w:sectPr>'
)


def document_xml(document: Document, marks: Marks) -> str:
    """The whole part, its section settings included."""
    return (
        f'{styles.DECLARATION}<w:document xmlns:w="{styles.NAMESPACE}" xmlns:r="{RELATIONSHIPS}"><w:body>'
        f"{content_xml(document, marks)}{SECTION}</w:body></w:document>"
    )


def content_xml(document: Document, marks: Marks) -> str:
    """The paragraphs and tables of a report, title to attachments."""
    parts = [_title(document, marks)] if document.title else []
    if document.addressee:
        parts.append(paragraph(styles.ADDRESSEE, block(names.ADDRESSEE, document.addressee, marks)))
    parts.extend(_blocks(document.blocks, marks, _signed_paragraph(document)))
    parts.extend(_attachment_notes(document, marks))
    if document.signature is not None:
        parts.append(signature_xml(document.signature, marks))
    if document.note:
        parts.append(paragraph(styles.NOTE, block(names.NOTE, bracketed(document.note), marks)))
    parts.extend(_attachments(document, marks))
    if parts and parts[-1].endswith("</w:tbl>"):
        parts.append(blank(styles.BODY))
    return _remarked("".join(parts), document, marks)


def _title(document: Document, marks: Marks) -> str:
    """7.3.1 and 7.3.2: title, one blank line."""
    inside = block(names.TITLE, title_with_breaks(document.title), marks)
    return paragraph(styles.TITLE, inside) + blank(styles.BODY, layout.ADDRESSEE_GAP)


def _remarked(content: str, document: Document, marks: Marks) -> str:
    """Remarks hang on the first paragraph: the title, where there is one."""
    if not document.remarks or marks.final:
        return content
    if "</w:pPr>" not in content:
        content += blank(styles.BODY)
    start = content.index("</w:pPr>") + len("</w:pPr>")
    end = content.index("</w:p>", start)
    inside = content[start:end]
    for remark in document.remarks:
        inside = marks.commented(inside, remark.note)
    return content[:start] + inside + content[end:]


def _signed_paragraph(document: Document) -> Block | None:
    """The paragraph just above the signature, if it is short: it goes to the next page with a signature that
    would stand alone there (7.3.5.5).  A long one would take half a page along in LibreOffice.
    """
    last = document.blocks[-1] if document.blocks else None
    if document.signature is None or document.attachments or not isinstance(last, Paragraph):
        return None
    words = (*lead_text(last.lead), *last.text) if last.lead is not None else last.text
    return last if width(plain(words)) <= 2 * layout.CHARACTERS_PER_LINE else None


def _blocks(blocks: Sequence[Block], marks: Marks, kept: Block | None = None) -> Iterator[str]:
    """The blocks; ``kept`` is kept together with what follows it."""
    after_table = False
    for one in blocks:
        if isinstance(one, Table):
            if after_table and not one.caption:
                yield blank(styles.BODY)  # Word would join two tables that touch
            if one.rows:
                yield table_xml(one, marks)
        else:
            yield _heading(one, marks) if isinstance(one, Heading) else _paragraph(one, marks, one is kept)
        after_table = isinstance(one, Table)


def _heading(heading: Heading, marks: Marks) -> str:
    return paragraph(styles.HEADINGS[heading.level - 1], block(heading.key, heading_text(heading), marks))


def _paragraph(one: Paragraph, marks: Marks, keep_next: bool) -> str:
    def write() -> str:
        lead = _lead(one.lead, one.key, marks) if one.lead is not None else ""
        return lead + runs(one.text, marks)

    return paragraph(styles.BODY, marks.block(one.key, write), "<w:keepNext/>" if keep_next else "")


def _lead(lead: Heading, key: str, marks: Marks) -> str:
    """7.3.3: of a heading that runs in only number and words have its face.

    A lead with the key of its paragraph (a mere number) is not marked apart from it.
    """
    text, style = lead_text(lead), styles.LEADS[lead.level - 1]
    return marks.block("" if lead.key == key else lead.key, lambda: runs(text, marks, style))


def _attachment_notes(document: Document, marks: Marks) -> Iterator[str]:
    """7.3.4: 附件说明, names aligned with the first character of a name when they wrap."""
    names = [without_end_mark(one.name) for one in document.attachments]
    if not names:
        return
    yield blank(styles.BODY, layout.ATTACHMENT_NOTE_GAP)
    word = layout.characters(len("附件："))
    start = layout.characters(layout.INDENT_BODY) + word
    number_width = layout.characters(0 if len(names) == 1 else 1.5 if len(names) < 10 else 2)
    for number, name in enumerate(names, 1):
        hanging = number_width + (word if number == 1 else 0)
        head = ("附件：" if number == 1 else "") + (f"{number}.\t" if len(names) > 1 else "")
        last = number == len(names) and document.signature is not None
        keep = "<w:keepNext/>" if last else ""
        place = keep + indent(left=start + number_width, first_line=-hanging)
        yield paragraph(styles.ATTACHMENT_NOTE, block("", (Span(head), *name), marks), place)


def _attachments(document: Document, marks: Marks) -> Iterator[str]:
    """7.3.7: each on a new page, label on line 1, title on line 3, then as the body."""
    for number, (label, attachment) in enumerate(attachment_labels(document), 1):
        key = f"{names.ATTACHMENT}{number}"
        yield paragraph(styles.LABEL, run(label))
        yield blank(styles.BODY)
        yield paragraph(styles.TITLE, block(key, title_with_breaks(without_end_mark(attachment.name)), marks))
        yield blank(styles.BODY)
        yield from _blocks(attachment.blocks, marks)
