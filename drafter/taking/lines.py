"""The lines of a draft under the names by which 改稿 speaks of its paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from drafter.compare import Line, flat
from drafter.compose.slots import merged, slot_name
from drafter.document import names
from drafter.document.model import Block, Document, Heading, Origin, Paragraph, State, Table, Text
from drafter.genre.headings import is_heading, sign_of
from drafter.packs.schema import Pack
from drafter.readers.model import Role
from drafter.taking.uses import Placed, Slot


def placed_lines(
    document: Document, pack: Pack, year: int, ties: Mapping[str, str] | None = None, *, typed: bool = False
) -> list[Placed]:
    """The lines of a composed document.

    ``ties``: by name of a paragraph its question of the kind 段落; ``typed``: numbers are typed, so that they belong
    to the words.
    """
    lines = flat(document)
    numbers = {} if typed else dict(_numbers(document))
    headings = {} if typed else dict(_headings(document))
    made = []
    tables = list(names.tables_of(document))
    for name, line in zip(line_names(lines, tables), lines, strict=True):
        number = numbers.get(name, "") if line.text.startswith(numbers.get(name, "")) else ""
        slots = tuple(slots_of(line.spans, pack, year))
        heading = headings.get(name, "")
        lead = line.text[len(number) : line.lead] if heading else ""
        table = tables[line.table] if line.role is Role.CELL else None
        row = names.row_of(table, line.row) if table is not None else ""
        tied = (ties or {}).get(name, "")
        made.append(
            Placed(
                name, line, slots, number, tied, heading, lead, row, table.key if table is not None else ""
            )
        )
    return made


def slots_of(text: Text, pack: Pack, year: int) -> Iterator[Slot]:
    """The places of a text that are answers."""
    counted: dict[str, int] = {}
    place = 0
    for span in merged(text):
        name = slot_name(span.origin, pack, year)
        if name:
            counted[name] = counted.get(name, 0) + 1
            missing = span.origin is not None and span.origin.state is State.MISSING
            yield Slot(name, counted[name], place, place + len(span.text), span.text, missing)
        place += len(span.text)


def line_names(lines: Sequence[Line], tables: Sequence[Table]) -> Iterator[str]:
    """The name of each line; the same that compose gives the blocks they are of."""
    counted = dict.fromkeys((names.TITLE, names.ADDRESSEE, names.ORGAN, names.DATE, names.NOTE), 1)
    around: dict[str, int] = {}
    for number, line in enumerate(lines):
        if line.role is Role.CELL:
            yield names.cell_of(tables[line.table], line.row, line.column)
            continue
        word = _word(line, lines, number)
        of = counted if line.key else around
        of[word] = of.get(word, 0) + 1
        yield names.numbered(word, of[word])


_CELL = re.compile(r"(?P<table>.+)（(?P<row>\d+行)\d+列）")
_AROUND = {
    Role.TITLE: names.TITLE,
    Role.ADDRESSEE: names.ADDRESSEE,
    Role.ORGAN: names.ORGAN,
    Role.DATE: names.DATE,
    Role.NOTE: names.NOTE,
}


def _word(line: Line, lines: Sequence[Line], number: int) -> str:
    if line.role is Role.TITLE and line.part:
        return f"{names.ATTACHMENT}{line.part}"
    if line.role in _AROUND and not line.key:
        return _AROUND[line.role]
    following = lines[number + 1] if number + 1 < len(lines) else None
    if not line.key and following is not None and following.role is Role.CELL:
        return names.caption_name(following.key)
    return line.key


def _numbers(document: Document) -> Iterator[tuple[str, str]]:
    """The numbers of headings and run-in headings."""
    for blocks in (document.blocks, *(one.blocks for one in document.attachments)):
        for block in blocks:
            if number := number_of(block):
                yield block.key, number


def _headings(document: Document) -> Iterator[tuple[str, str]]:
    """The names of the headings that run into paragraphs."""
    for blocks in (document.blocks, *(one.blocks for one in document.attachments)):
        for block in blocks:
            if isinstance(block, Paragraph) and block.lead is not None and block.lead.text:
                yield block.key, block.lead.key


def number_of(block: Block) -> str:
    """The number of a heading, or of the heading that runs into a paragraph."""
    if isinstance(block, Heading):
        return block.number
    return block.lead.number if isinstance(block, Paragraph) and block.lead is not None else ""


class Written(Struct, frozen=True):
    """A place as it was when a draft was written: the keys of its answer (or its name), its text, its place."""

    keys: tuple[str, ...]
    text: str
    start: int
    is_block: bool
    missing: bool = False


def written_lines(marks: Sequence[Written], current: Sequence[Placed], pack: Pack, year: int) -> list[Placed]:
    """The lines of a draft as it was written, by what its file remembers; ``current``: as it would be drawn now.

    What an older file does not remember (a title without answers) is taken from the draft as it is now.
    """
    now = {one.name: one for one in current}
    found: list[Placed] = []
    for block, inner in _outermost(marks):
        name = block.keys[0] if block.keys else ""
        if name:
            found.append(_as_written(name, block, inner, now.get(name), pack, year))
    whole = found if any(one.name == names.TITLE for one in found) else _completed(found, current)
    return list(_laid_out(whole))


def _outermost(marks: Sequence[Written]) -> Iterator[tuple[Written, list[Written]]]:
    """Each block with the values in it; a run-in heading that is marked within its paragraph is no block.

    An empty cell is a block that begins where the next one does.
    """
    outer: Written | None = None
    inner: list[Written] = []
    for mark in sorted(marks, key=_place):
        if (
            outer is not None
            and mark.start + len(mark.text) <= outer.start + len(outer.text)
            and (mark.start < outer.start + len(outer.text))
        ):
            inner += [] if mark.is_block else [mark]
            continue
        if outer is not None:
            yield outer, inner
        outer, inner = (mark, []) if mark.is_block else (None, [])
    if outer is not None:
        yield outer, inner


def _place(mark: Written) -> tuple[int, bool, int, bool]:
    return mark.start, bool(mark.text) or not mark.is_block, -len(mark.text), not mark.is_block


def _as_written(
    name: str, block: Written, inner: Sequence[Written], now: Placed | None, pack: Pack, year: int
) -> Placed:
    text = block.text
    shift = 0
    if name == names.NOTE and text.startswith("（") and text.endswith("）"):
        text, shift = text[1:-1], 1
    counted: dict[str, int] = {}
    slots = []
    for mark in _together(inner):
        slot = slot_name(Origin(mark.keys), pack, year)
        if slot:
            counted[slot] = counted.get(slot, 0) + 1
            start = mark.start - block.start - shift
            slots.append(Slot(slot, counted[slot], start, start + len(mark.text), mark.text, mark.missing))
    cell = _CELL.fullmatch(name)
    role = Role.CELL if cell else _role(name, text)
    line = now.line if now is not None else Line(role, "")
    sign = sign_of(text) if now is not None and now.number else None
    number = now.number if now is not None and text.startswith(now.number) else sign.text if sign else ""
    made = Placed(name, replace(line, text=text, spans=()), tuple(slots), number)
    if now is not None:
        return replace(made, tied=now.tied, row=now.row, table=now.table)
    row = f"{cell['table']}（{cell['row']}）" if cell else ""
    return replace(made, row=row, table=cell["table"] if cell else "")


def _together(marks: Sequence[Written]) -> Iterator[Written]:
    """Places of one answer that touch taken together, as ``slots.merged`` does: a run-in heading may end within it."""
    held: Written | None = None
    for mark in marks:
        touches = held is not None and held.start + len(held.text) == mark.start
        if held is not None and touches and (held.keys, held.missing) == (mark.keys, mark.missing):
            held = replace(held, text=held.text + mark.text)
            continue
        if held is not None:
            yield held
        held = mark
    if held is not None:
        yield held


def _laid_out(lines: Sequence[Placed]) -> Iterator[Placed]:
    """Lines whose cells have the places in their tables that they had then."""
    table, row, column = -1, 0, 0
    before: Placed | None = None
    for one in lines:
        if one.line.role is not Role.CELL:
            before = None
            yield one
            continue
        if before is None or before.table != one.table:
            table, row, column = table + 1, 0, 0
        elif before.row != one.row:
            row, column = row + 1, 0
        else:
            column += 1
        before = one
        yield replace(one, line=replace(one.line, table=table, row=row, column=column))


def _role(name: str, text: str) -> Role:
    """What a line was that is no more."""
    around = {word: role for role, word in _AROUND.items()}
    if name.partition("#")[0] in around:
        return around[name.partition("#")[0]]
    return Role.HEADING if is_heading(text) else Role.PARAGRAPH


def _completed(found: Sequence[Placed], current: Sequence[Placed]) -> list[Placed]:
    """The lines with those of now that older files do not remember: what stands around the body, and cells."""
    made = list(found)
    here = 0
    for one in current:
        places = [n for n, other in enumerate(made) if other.name == one.name]
        if places:
            here = places[0] + 1
        elif not one.line.key or one.line.role is Role.CELL:
            made.insert(here, one)
            here += 1
    return made


def block_names(document: Document) -> tuple[str, ...]:
    """The names of the blocks of the body and of the attachments, in order."""
    parts = (document.blocks, *(one.blocks for one in document.attachments))
    return tuple(block.key for blocks in parts for block in blocks)
