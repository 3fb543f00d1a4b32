"""What each line of a report is: title, addressee, heading, paragraph, cell, signature, note."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from drafter.genre.forms import is_attachment, is_date, is_imprint, is_note, is_organ
from drafter.genre.headings import is_heading, sign_of
from drafter.readers.forms import find_title, is_addressee, signature_start, signed
from drafter.readers.model import Hint, Line, Piece, Role

_MOST_ORGANS = 4
_STOPS = "。！？；"


def pieces_of(lines: Sequence[Line]) -> tuple[Piece, ...]:
    """The pieces of one report."""
    lines = list(_unsigned(lines))
    head = next((index for index, line in enumerate(lines) if _begins_body(line)), min(len(lines), 3))
    title = find_title(lines[:head]) or range(0)
    roles = dict.fromkeys(title, Role.TITLE)
    roles.update(_addressee(lines, title.stop, head))
    roles.update(_ends(lines, max(title.stop, head)))
    return tuple(
        _piece(line, roles.get(index) or _in_body(lines, index, head)) for index, line in enumerate(lines)
    )


def _begins_body(line: Line) -> bool:
    return (
        line.cell is not None
        or sign_of(line.text) is not None
        or len(line.text) > 90
        or line.text[-1:] in _STOPS
    )


def _addressee(lines: Sequence[Line], start: int, head: int) -> dict[int, Role]:
    """The first line behind the title that says who the report is for; dates and organs may stand before it."""
    for index in range(start, min(head, len(lines))):
        if is_addressee(lines[index].text):
            return {index: Role.ADDRESSEE}
    return {}


def _ends(lines: Sequence[Line], start: int) -> dict[int, Role]:
    """Date, organs above it, notes: the last date on a line of its own, behind the body."""
    roles = {index: Role.NOTE for index in range(start, len(lines)) if is_note(lines[index].text)}
    dates = [
        index
        for index in range(start, len(lines))
        if lines[index].cell is None and is_date(lines[index].text)
    ]
    end = dates[-1] if dates else _last_line(lines, start, roles)
    if dates:
        roles[end] = Role.DATE
        end -= 1
    roles.update(_organs(lines, start, end))
    return roles


def _last_line(lines: Sequence[Line], start: int, roles: dict[int, Role]) -> int:
    """The last line that is no note, attachment or cell: a signature without a date would stand there."""
    index = len(lines) - 1
    while index >= start and (
        index in roles
        or lines[index].cell
        or is_attachment(lines[index].text)
        or is_imprint(lines[index].text)
    ):
        index -= 1
    return index


def _organs(lines: Sequence[Line], start: int, end: int) -> Iterator[tuple[int, Role]]:
    for index in range(end, max(start, end - _MOST_ORGANS), -1):
        if lines[index].cell is not None or not is_organ(lines[index].text):
            return
        yield index, Role.ORGAN


def _in_body(lines: Sequence[Line], index: int, head: int) -> Role:
    line = lines[index]
    if line.cell is not None:
        return Role.CELL
    if index < head and is_date(line.text):
        return Role.DATE
    if 0 < index < head and is_organ(line.text):
        return Role.ORGAN
    if (
        not _continues_attachments(lines, index)
        and is_heading(line.text)
        and (line.text[-1] not in _STOPS or _has_body(lines, index))
    ):
        return Role.HEADING
    styled = line.hint is Hint.HEADING and len(line.text) < 80 and line.text[-1] not in _STOPS + "，、"
    return Role.HEADING if styled and sign_of(line.text) is None else Role.PARAGRAPH


def _continues_attachments(lines: Sequence[Line], index: int) -> bool:
    """Whether a numbered line goes on a list of attachments that began with 附件：1."""
    sign = sign_of(lines[index].text)
    if sign is None or sign.level != 3 or sign.value < 2:
        return False
    above = lines[index - sign.value + 1].text if index >= sign.value - 1 else ""
    return is_attachment(above) and above.startswith("附")


def _has_body(lines: Sequence[Line], index: int) -> bool:
    """Whether a heading with a stop has text below it; a list of short sentences has not."""
    following = lines[index + 1] if index + 1 < len(lines) else None
    own, other = sign_of(lines[index].text), sign_of(following.text) if following else None
    return following is not None and own is not None and (other is None or other.level > own.level)


def _piece(line: Line, role: Role) -> Piece:
    level = 0
    if role is Role.HEADING:
        sign = sign_of(line.text)
        level = sign.level if sign else min(max(line.level, 1), 4)
    place = (line.cell.row, line.cell.column, line.cell.table) if line.cell else (-1, -1, -1)
    return Piece(role, line.text, tuple(line.strand.at), level, *place)


def _unsigned(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, a signature in one line or behind the last sentence taken apart."""
    late = max((index for index, line in enumerate(lines) if sign_of(line.text)), default=0)
    for index, line in enumerate(lines):
        rest = line
        if line.cell is None and index >= late and (start := signature_start(line.text)):
            yield replace(line, strand=line.strand.cut(0, start))
            rest = replace(line, strand=line.strand.cut(start), hint=Hint.NONE)
        if rest.cell is None and index >= late and (place := signed(rest.text)):
            yield replace(rest, strand=rest.strand.cut(0, place[0]))
            yield replace(rest, strand=rest.strand.cut(place[0]))
        elif rest.cell is None and index > len(lines) // 2 and index >= late:
            yield from _side_by_side(rest)
        elif rest.text or rest.cell:
            yield rest


def _side_by_side(line: Line) -> Iterator[Line]:
    """Organs that sign side by side, each apart."""
    words = [(found.start(), found.end()) for found in re.finditer(r"\S+", line.text)]
    if len(words) > 1 and all(is_organ(line.text[start:end]) for start, end in words):
        yield from (replace(line, strand=line.strand.cut(start, end)) for start, end in words)
    elif line.text:
        yield line
