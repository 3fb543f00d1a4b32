"""This year's own version of a draft: what was changed in Word is done to it again (answers/edits.py).

Works on the finished document, so that a record means the paragraph as everybody saw it.  A record that finds its
paragraph no more is told, never dropped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from drafter.answers.edits import START, Edit
from drafter.compose.attributed import attributed, marked
from drafter.compose.edit_notes import carried, deleted, displaced, lost, outdated, pending, remark, vanished
from drafter.compose.laid import laid_added, laid_changed, renumbered, rows_of, with_names_of
from drafter.compose.named import base_name, named_texts, text_of
from drafter.compose.slots import OWN, places, skeleton
from drafter.document import names
from drafter.document.model import (
    Attachment,
    Block,
    Document,
    Heading,
    Origin,
    Paragraph,
    Signature,
    Span,
    State,
    Table,
    Text,
    plain,
)
from drafter.packs.schema import Pack

_NUMBERED = re.compile(r"\{([^{}#]+#[^{}]*)\}")
"""What stands for one place of the template's paragraph: {键#2}."""
_SHORT = 12
"""A comment on a paragraph as a whole marks so many of its characters."""
Fill = Callable[[str, Mapping[str, Span]], Sequence[Text]]
"""The paragraphs of a wording; given what the template's paragraph prints, by ``键#n``."""


class Revised:
    """A document with the records of a year done to it.

    ``document``; ``remarks``: what there is to say of records that have no place in it.
    """

    def __init__(
        self, document: Document, edits: Sequence[Edit], fill: Fill, pack: Pack, year: int, *, typed: bool
    ) -> None:
        self._fill, self._pack, self._year, self._typed = fill, pack, year, typed
        self.remarks: list[Origin] = []
        undecided = [edit for edit in edits if edit.pending]
        self._undecided = {edit.at: edit.after for edit in edits if edit.pending and edit.is_new}
        self._comments = [edit for edit in edits if edit.remark and not edit.pending]
        edits = [edit for edit in edits if not edit.pending and not edit.remark]
        self._edits = {edit.at: edit for edit in edits if not edit.is_new}
        self._added = [edit for edit in edits if edit.is_new]
        self._done: set[str] = set()
        self._seen: set[str] = set()
        self._refs = {name: places(text, pack, year) for name, text in named_texts(document)}
        changed = self._around(document)
        blocks, self._ends = self._flattened(changed)
        before = [block for _, block in blocks]
        rows = self._ordered(self._worded(blocks), edits)
        after = [block for _, block in rows]
        if [block.key for block in before] != [block.key for block in after] and not typed:
            after = renumbered(before, after, {edit.at: edit for edit in edits})
        self.document = self._parted(changed, [part for part, _ in rows], after, self._ends)
        now = {name: plain(text) for name, text in named_texts(self.document)}
        self.remarks[:0] = [pending(edit, now, self._words(edit)) for edit in undecided]
        self.remarks += [lost(edit) for edit in edits if edit.at not in self._done]
        self.remarks += [
            remark(edit) for edit in self._comments if edit.is_open and edit.at not in self._seen
        ]

    # texts -------------------------------------------------------------------------------------------

    def _texts(self, edit: Edit, base: Text) -> Sequence[Text]:
        """The paragraphs of a wording, each with its say where it is open."""
        refs = dict(self._refs.get(edit.at, {}))
        for name, found in self._refs.items():
            if f"（{name}）" in (edit.text or ""):
                refs |= {f"{slot}（{name}）": span for slot, span in found.items()}
        for name in _NUMBERED.findall(edit.text or ""):
            if name not in refs and name.partition("#")[0].partition("@")[0] in self._pack.questions:
                key = name.partition("#")[0]
                refs[name] = Span(f"【{key}】", vanished(edit, name))
        texts = self._fill(edit.text or "", refs)
        return list(self._said(texts, edit, base))

    def _words(self, edit: Edit) -> str:
        """What a wording says, its answers printed."""
        return "／".join(map(plain, self._texts(edit, ()))) if edit.text is not None else ""

    def _said(self, texts: Sequence[Text], edit: Edit, base: Text) -> Iterator[Text]:
        """Texts whose own words are marked where somebody has yet to look at them."""
        note = self._note(edit, base)
        for number, text in enumerate(texts):
            origin = Origin((OWN + edit.at,), State.UNCONFIRMED, "" if number else note)
            yield attributed(text, origin) if note else text

    def _note(self, edit: Edit, base: Text) -> str:
        """What a comment says of a wording: carried over, or the template has changed under it; "" for nothing."""
        if edit.is_open:
            return carried(edit)
        now = skeleton(base, self._pack, self._year) if edit.was else ""
        if now and "".join(now.split()) != "".join(edit.was.split()):
            return outdated(edit, now)
        return ""

    def _remarked(self, text: Text, name: str) -> Text:
        """A text with the comments of reviewers on the words they are about, or on its first words."""
        for edit in self._comments:
            if edit.at != name or not edit.is_open or not text:
                continue
            self._seen.add(name)
            words = plain(text)
            start = words.find(edit.quote) if edit.quote else -1
            start, end = (start, start + len(edit.quote)) if start >= 0 else (0, min(len(words), _SHORT))
            text = marked(text, start, end, remark(edit))
        return text

    # around the body ---------------------------------------------------------------------------------

    def _around(self, document: Document) -> Document:
        """The document with its title, addressee, signature, note and names of attachments as changed."""
        attachments = [
            replace(one, name=self._shell(f"{names.ATTACHMENT}{number}", one.name))
            for number, one in enumerate(document.attachments, 1)
        ]
        while name := self._added_attachment(len(attachments) + 1):
            attachments.append(Attachment(self._shell(name, ())))
        return replace(
            document,
            title=self._shell(names.TITLE, document.title),
            addressee=self._shell(names.ADDRESSEE, document.addressee),
            signature=self._signature(document.signature),
            note=self._shell(names.NOTE, document.note),
            attachments=tuple(attachments),
        )

    def _added_attachment(self, number: int) -> str:
        """The name of an attachment that was added; "" for none of this number."""
        edit = self._edits.get(f"{names.ATTACHMENT}{number}")
        return edit.at if edit is not None and edit.text and not edit.was else ""

    def _signature(self, signature: Signature | None) -> Signature | None:
        if signature is None:
            organs = self._lines(names.ORGAN, ()) if names.ORGAN in self._edits else ()
            date = self._shell(names.DATE, ())
            return Signature(tuple(organs), date) if organs or date else None
        organs = [
            text
            for number, organ in enumerate(signature.organs, 1)
            for text in self._lines(names.numbered(names.ORGAN, number), organ)
        ]
        made = Signature(tuple(organs), self._shell(names.DATE, signature.date), signature.sealed)
        return made if made.lines else None

    def _shell(self, name: str, text: Text) -> Text:
        return tuple(span for line in self._lines(name, text) for span in line)

    def _lines(self, name: str, text: Text) -> Sequence[Text]:
        """The lines of a text around the body."""
        edit = self._active(name)
        lines: Sequence[Text] = (text,) if text else ()
        if edit is not None:
            lines = self._texts(edit, text) if edit.text is not None else () if edit.deleted else lines
        return [line if n else self._remarked(line, name) for n, line in enumerate(lines)]

    def _active(self, name: str) -> Edit | None:
        """The record for a name, which is there to be followed."""
        edit = self._edits.get(name)
        if edit is not None:
            self._done.add(name)
        return edit

    # the body ----------------------------------------------------------------------------------------

    def _flattened(self, document: Document) -> tuple[list[tuple[int, Block]], int]:
        parts = [document.blocks, *(one.blocks for one in document.attachments)]
        return [(part, block) for part, blocks in enumerate(parts) for block in blocks], len(parts)

    def _parted(
        self, document: Document, parts: Sequence[int], blocks: Sequence[Block], count: int
    ) -> Document:
        own = [
            tuple(block for at, block in zip(parts, blocks, strict=True) if at == part)
            for part in range(count)
        ]
        attachments = [
            Attachment(one.name, made) for one, made in zip(document.attachments, own[1:], strict=True)
        ]
        return replace(document, blocks=own[0], attachments=tuple(attachments))

    def _worded(self, blocks: Sequence[tuple[int, Block]]) -> Iterator[tuple[int, Block]]:
        """The blocks as they are worded this year."""
        for part, block in blocks:
            if isinstance(block, Table):
                table = self._table(block)
                if table is not None:
                    yield part, table
                continue
            edit = self._active(block.key)
            if edit is None:
                yield part, replace(block, text=self._remarked(block.text, block.key))
            elif edit.deleted:
                self._keep_told(edit)
            else:
                yield from ((part, made) for made in self._changed(block, edit))

    def _keep_told(self, edit: Edit) -> None:
        """A paragraph left out that somebody has yet to look at."""
        if edit.is_open:
            self.remarks.append(deleted(edit))

    def _changed(self, block: Heading | Paragraph, edit: Edit) -> Iterator[Block]:
        base = self._base(block)
        texts = self._texts(edit, base) if edit.text is not None else None
        yield from map(self._with_remarks, laid_changed(block, texts, edit, typed=self._typed))

    def _with_remarks(self, block: Block) -> Block:
        """A block that an edit made, with the comments on it."""
        if isinstance(block, Table):
            return block
        return replace(block, text=self._remarked(block.text, block.key))

    def _base(self, block: Heading | Paragraph) -> Text:
        """The template's text; a number that is typed belongs to it."""
        number = block.number if isinstance(block, Heading) else block.lead.number if block.lead else ""
        return (Span(number), *text_of(block)) if self._typed and number else text_of(block)

    def _table(self, table: Table) -> Table | None:
        """A table with its cells, its caption and its rows as changed; None where it is left out."""
        edit = self._active(table.key)
        if edit is not None and edit.deleted:
            self._keep_told(edit)
            return None
        rows: list[tuple[str, list[tuple[str, Text]]]] = []
        for number, row in enumerate(table.rows):
            name = names.row_name(table.key, number)
            gone = self._active(name)
            if gone is None or not gone.deleted:
                rows.append((name, self._cells(name, row)))
            rows += self._new_rows(name)
        caption = self._shell(names.caption_name(table.key), table.caption)
        cells = tuple(tuple(text for _, text in row) for _, row in rows)
        return with_names_of(replace(table, rows=cells, caption=caption), rows)

    def _cells(self, row: str, cells: Sequence[Text]) -> list[tuple[str, Text]]:
        """The cells of a row as changed, with their names."""
        made = list(self._new_cells(names.cell_in(row, -1)))
        for column, cell in enumerate(cells):
            name = names.cell_in(row, column)
            edit = self._active(name)
            if edit is None or not edit.deleted:
                made.append((name, self._shell(name, cell)))
            made += self._new_cells(name)
        return made

    def _new_cells(self, after: str) -> Iterator[tuple[str, Text]]:
        """The cells that were added behind one: those of a new column."""
        for edit in self._added:
            if edit.after == after and edit.at not in self._done:
                self._done.add(edit.at)
                yield edit.at, tuple(span for text in self._texts(edit, ()) for span in text)
                yield from self._new_cells(edit.at)

    def _new_rows(self, after: str) -> Iterator[tuple[str, list[tuple[str, Text]]]]:
        for edit in self._added:
            if edit.after == after and edit.at not in self._done:
                self._done.add(edit.at)
                for row in rows_of(self._texts(edit, ())):
                    yield edit.at, self._cells(edit.at, row)
                yield from self._new_rows(edit.at)

    # order -------------------------------------------------------------------------------------------

    def _ordered(self, blocks: Iterator[tuple[int, Block]], edits: Sequence[Edit]) -> list[tuple[int, Block]]:
        """The blocks in this year's order, with those that were added."""
        rows = list(blocks)
        waiting: dict[str, list[tuple[int, Block]]] = {}
        for edit in edits:
            if not edit.is_new and edit.after:
                waiting[edit.at] = [row for row in rows if base_name(row[1].key) == edit.at]
                rows = [row for row in rows if base_name(row[1].key) != edit.at]
        for edit in sorted(self._added, key=lambda edit: edit.after.endswith("）")):
            if edit.at not in self._done:
                texts = self._texts(edit, ())
                made = (
                    self._table(b) if isinstance(b, Table) else self._with_remarks(b)
                    for b in self._laid(texts, edit)
                )
                waiting[edit.at] = [(0, block) for block in made if block is not None]
        self._placed(rows, waiting, {edit.at: edit for edit in edits})
        return rows

    def _laid(self, texts: Sequence[Text], edit: Edit) -> Iterator[Block]:
        return laid_added(texts, edit, typed=self._typed)

    def _placed(
        self,
        rows: list[tuple[int, Block]],
        waiting: dict[str, list[tuple[int, Block]]],
        edits: Mapping[str, Edit],
    ) -> None:
        """Puts each behind what it stands behind; what that is not there goes to the end of its own neighbours."""
        left = {name: blocks for name, blocks in waiting.items() if blocks}
        while left:
            free = next((name for name in left if self._place(rows, edits[name].after) is not None), None)
            name = free or next(iter(left))
            after = edits[name].after
            place = self._place(rows, after)
            if place is None:
                place = _near(rows, after)
                self.remarks.append(displaced(edits[name]))
            part = self._part(after) or (rows[place - 1][0] if place else 0)
            rows[place:place] = [(part, block) for _, block in left.pop(name)]
            self._done.add(name)

    def _place(self, rows: list[tuple[int, Block]], after: str) -> int | None:
        """The place behind a block; behind one that nobody has decided on, where it would stand itself."""
        seen: set[str] = set()
        while after in self._undecided and after not in seen:
            seen.add(after)
            after = self._undecided[after]
        if part := names.attachment_number(after):
            return sum(other < part for other, _ in rows) if self._part(after) else None
        return _behind(rows, after)

    def _part(self, after: str) -> int:
        """The attachment that begins with what stands behind its name; 0 where there is none."""
        part = names.attachment_number(after)
        return part if part < self._ends else 0


def concerning(edits: Sequence[Edit], document: Document) -> tuple[Edit, ...]:
    """The records of the paragraphs that a part of a draft has, and of those added behind them."""
    here = {name for name, text in named_texts(document) if text}
    found: list[Edit] = []
    for edit in edits:
        if (
            edit.after in here
            if edit.is_new and not edit.remark
            else edit.at in here and edit.after in ("", *here)
        ):
            here.add(edit.at)
            found.append(edit)
    return tuple(found)


def _behind(rows: Sequence[tuple[int, Block]], after: str) -> int | None:
    """The place behind a block, None where there is none of that name."""
    if after == START:
        return 0
    places = [n for n, (_, block) in enumerate(rows) if after in (block.key, base_name(block.key))]
    return places[-1] + 1 if places else None


def _near(rows: Sequence[tuple[int, Block]], after: str) -> int:
    """Where something goes whose neighbour is gone: behind the last block of the same topic, else to the end."""
    topic = after.partition("/")[0].partition("@")[0]
    places = [
        n for n, (part, block) in enumerate(rows) if block.key.partition("/")[0].partition("@")[0] == topic
    ]
    body = [n for n, (part, _) in enumerate(rows) if part == 0]
    return (places or body or [-1])[-1] + 1
