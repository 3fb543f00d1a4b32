"""Two drafts in one .docx: last year's words struck out, this year's underlined, in the layout of a draft.

The revisions are Word's own: who accepts them all has the new draft, who rejects them all the old one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby, pairwise

from drafter.compare.model import Bit, Entry, Kind, Stand
from drafter.document.model import Signature, Span, Table, Text, plain
from drafter.readers.model import Role
from drafter.writers.common import bracketed
from drafter.writers.docx import layout, styles
from drafter.writers.docx.body import SECTION
from drafter.writers.docx.inline import AUTHOR, runs
from drafter.writers.docx.layout import DEFAULT, Faces
from drafter.writers.docx.package import DOCUMENT_PART, RELATIONSHIPS, Content, pack
from drafter.writers.docx.paragraphs import blank, paragraph
from drafter.writers.docx.remember import stamp_xml
from drafter.writers.docx.signature import Line as Place
from drafter.writers.docx.signature import signature_xml
from drafter.writers.docx.tables import table_xml
from drafter.writers.docx.tracked import Revision, Tracked, cut, spans
from drafter.writers.titles import title_with_breaks
from drafter.writers.widths import width

_PLAIN = {Role.ADDRESSEE: styles.ADDRESSEE, Role.NOTE: styles.NOTE, Role.PARAGRAPH: styles.BODY}
_SIGNING = (Role.ORGAN, Role.DATE)
_LONGEST_CAPTION = 40


def write_revisions(
    entries: Sequence[Entry],
    *,
    author: str = AUTHOR,
    when: datetime | None = None,
    sealed: bool = False,
    faces: Faces = DEFAULT,
) -> bytes:
    """The bytes of the .docx.  ``author`` and ``when`` stand in its revisions; ``sealed``: space for a seal."""
    marks = Tracked(revision=Revision(author, when))
    inside = "".join(_Body(entries, marks, sealed).parts())
    document = (
        f'{styles.DECLARATION}<w:document xmlns:w="{styles.NAMESPACE}" xmlns:r="{RELATIONSHIPS}"><w:body>'
        f"{inside}{SECTION}</w:body></w:document>"
    )
    texts = {DOCUMENT_PART: document.encode()}
    return pack(Content(texts, stamp_xml(texts, ())), faces, when.date() if when else None)


class _Body:
    """The paragraphs and tables, in order."""

    def __init__(self, entries: Sequence[Entry], marks: Tracked, sealed: bool) -> None:
        self._entries, self._marks, self._sealed = entries, marks, sealed
        self._names = [one for one in entries if one.line.role is Role.TITLE and one.line.part]

    def parts(self) -> Iterator[str]:
        """The XML of each."""
        after_table, noted = False, not self._names
        following = {id(one): other for one, other in pairwise(self._entries)}
        for key, group in groupby(self._entries, key=_place):
            entries = list(group)
            first = entries[0]
            if not noted and (first.line.role in (*_SIGNING, Role.NOTE) or first.line.part):
                yield from self._attachment_notes()
                noted = True
            if key[0] == "table":
                yield blank(styles.BODY) if after_table else ""
                yield self._table(entries)
            elif key[0] == "signature":
                yield self._signature(entries)
            else:
                yield from (self._one(entry, following.get(id(entry))) for entry in entries)
            after_table = key[0] == "table"
        if after_table:
            yield blank(styles.BODY)

    def _one(self, entry: Entry, following: Entry | None) -> str:
        """A paragraph of its own."""
        line, text = entry.line, spans(entry.bits, entry.stand)
        if line.role is Role.TITLE:
            return self._title(entry, text)
        if line.role is Role.HEADING:
            style = styles.HEADINGS[min(max(line.level, 1), len(styles.HEADINGS)) - 1]
            return self._paragraph(entry, style, runs(text, self._marks))
        if line.role is Role.NOTE:
            text = (Span("（"), *text, Span("）")) if bracketed(text) != text else text
        if _is_caption(entry, following):
            return self._paragraph(entry, styles.CAPTION, runs(text, self._marks))
        lead = styles.LEADS[min(max(line.level, 1), len(styles.LEADS)) - 1] if line.lead else ""
        inside = runs(cut(text, 0, line.lead), self._marks, lead) if lead else ""
        inside += runs(cut(text, line.lead, len(plain(text))) if lead else text, self._marks)
        more = "<w:keepNext/>" if following and _kept_with(entry, following) else ""
        return self._paragraph(entry, _PLAIN.get(line.role, styles.BODY), inside, more)

    def _paragraph(self, entry: Entry, style: str, inside: str, more: str = "") -> str:
        made = paragraph(style, inside, more + self._marks.mark(entry.stand))
        return self._marks.moved(entry.stand, entry.move, made) if entry.move else made

    def _title(self, entry: Entry, text: Text) -> str:
        """7.3.1 and 7.3.2; of an attachment 7.3.7, its label above."""
        made = self._paragraph(entry, styles.TITLE, runs(title_with_breaks(text), self._marks))
        if not entry.line.part:
            return made + (
                blank(styles.BODY, layout.ADDRESSEE_GAP) if entry.stand is not Stand.DELETED else ""
            )
        label = f"附件{entry.line.part}" if len(self._names) > 1 else "附件"
        kind = {Stand.KEPT: Kind.EQUAL, Stand.DELETED: Kind.DELETE}.get(entry.stand, Kind.INSERT)
        head = runs(spans((Bit(kind, label),), entry.stand), self._marks)
        above = paragraph(styles.LABEL, head, self._marks.mark(entry.stand)) + blank(styles.BODY)
        return above + made + blank(styles.BODY)

    def _attachment_notes(self) -> Iterator[str]:
        """7.3.4: 附件说明."""
        yield blank(styles.BODY, layout.ATTACHMENT_NOTE_GAP)
        for number, entry in enumerate(self._names, 1):
            head = ("附件：" if number == 1 else "") + (f"{number}." if len(self._names) > 1 else "")
            kind = {Stand.KEPT: Kind.EQUAL, Stand.DELETED: Kind.DELETE}.get(entry.stand, Kind.INSERT)
            text = spans((Bit(kind, head), *entry.bits) if head else entry.bits, entry.stand)
            inside = runs(text, self._marks)
            yield paragraph(styles.ATTACHMENT_NOTE, inside, self._marks.mark(entry.stand))

    def _table(self, entries: Sequence[Entry]) -> str:
        """A table; of its rows some may have come or gone."""
        rows = [list(row) for _, row in groupby(entries, key=lambda entry: entry.row)]
        table = Table(tuple(tuple(spans(one.bits, one.stand) for one in row) for row in rows))
        head, *made = table_xml(table, self._marks).split("<w:tr>")
        for number, (row, xml) in enumerate(zip(rows, made, strict=True)):
            stand = row[0].stand
            if stand is not Stand.KEPT:
                xml = xml.replace("</w:trPr>", f"{self._marks.element(stand)}</w:trPr>", 1)
                *cells, last = xml.split("</w:pPr>")
                xml = "".join(f"{cell}{self._marks.mark(stand)}</w:pPr>" for cell in cells) + last
            made[number] = xml
        return "<w:tr>".join([head, *made])

    def _signature(self, entries: Sequence[Entry]) -> str:
        """Organs and date where they stand in the new draft; a line that was deleted where it stood."""
        shown = [entry for entry in entries if entry.stand is not Stand.DELETED]
        if not any(entry.stand is Stand.KEPT for entry in entries):
            return "".join(self._signed(entry) for entry in entries)
        texts = [spans(entry.bits, entry.stand) for entry in shown if entry.line.role is Role.ORGAN]
        dates = [spans(entry.bits, entry.stand) for entry in shown if entry.line.role is Role.DATE]
        signature = Signature(tuple(texts), dates[-1] if dates else (), self._sealed)
        *parts, rest = signature_xml(signature, self._marks).split("</w:p>")
        filled = iter([number for number, part in enumerate(parts) if "<w:r>" in part])
        parts = [f"{part}</w:p>" for part in parts]
        place = -1
        above = ""
        for entry in entries:
            if entry.stand is not Stand.DELETED:
                place = next(filled, place)  # several organs may stand in one line
                mark = f"{self._marks.mark(entry.stand)}</w:pPr>"
                parts[place] = parts[place].replace("</w:pPr>", mark, 1)
            elif place < 0:
                above += self._signed(entry)
            else:
                parts[place] += self._signed(entry)
        return above + "".join(parts) + rest

    def _signed(self, entry: Entry) -> str:
        """A line of a signature that came or went."""
        style = styles.DATE if entry.line.role is Role.DATE else styles.ORGAN
        place = Place("right", right=layout.UNSEALED_RIGHT).xml()
        inside = runs(spans(entry.bits, entry.stand), self._marks)
        return self._paragraph(entry, style, inside, place)


def _place(entry: Entry) -> tuple[str, int]:
    """What an entry is laid out together with."""
    if entry.table >= 0:
        return "table", entry.table
    return ("signature", 0) if entry.line.role in _SIGNING else ("alone", 0)


def _is_caption(entry: Entry, following: Entry | None) -> bool:
    """Whether a paragraph is the caption of the table below it."""
    if following is None or following.table < 0 or entry.line.role is not Role.PARAGRAPH or entry.line.lead:
        return False
    return len(entry.line.text) <= _LONGEST_CAPTION and not entry.line.text.endswith(("。", "：", ":", "；"))


def _kept_with(entry: Entry, following: Entry) -> bool:
    """Whether a short last paragraph goes to the next page with the signature (7.3.5.5)."""
    short = width("".join(bit.text for bit in entry.bits)) <= 2 * layout.CHARACTERS_PER_LINE
    return following.line.role in _SIGNING and short
