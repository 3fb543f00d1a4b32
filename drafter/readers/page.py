"""Which lines of a file are the report, and which stand around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from drafter.genre.headings import sign_of
from drafter.readers.forms import (
    closes,
    find_title,
    is_attachment,
    is_date,
    is_note,
    is_organ,
    same_words,
    signed,
)
from drafter.readers.furniture import furniture_behind, furniture_inside, is_contents, is_final, is_furniture
from drafter.readers.model import Hint, Line

_PAGE_NUMBER = re.compile(r"[-—–―·]{1,2}\s*\d{1,3}\s*[-—–―·]{1,2}|第\s*\d+\s*页(?:\s*[,，/共]+\s*\d+\s*页)?")
_DASHED = re.compile(r"\[?\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\]?")
"""A date that no official document writes, but every page does."""
_FEWEST_CONTENTS = 3
_NEAR = 2


class Kept(Struct, frozen=True):
    """The lines of the report, and the texts of those left out."""

    lines: tuple[Line, ...]
    removed: tuple[str, ...]


def without_furniture(lines: Sequence[Line], web: bool) -> Kept:
    """The report's own lines.  Furniture is only what has its form and stands before the body or behind its end."""
    removed: list[str] = []
    left = [piece for line in lines for piece in _cut_inside(line, removed)]
    body = _body(left, web)
    if body is None:
        kept = [line for line in left if not _drop(line, removed)]
        return Kept(tuple(kept), tuple(removed))
    head = _head(left[: body.start], web, removed)
    inner = [line for line in left[body.start : body.stop] if not _is_inner_furniture(line, removed)]
    tail = _tail(left[body.stop :], web, removed)
    kept = [*head, *inner, *tail]
    if kept and kept[-1].cell is None and (cut := furniture_behind(kept[-1].text)) is not None:
        removed.append(kept[-1].text[cut:])
        kept[-1] = replace(kept[-1], strand=kept[-1].strand.cut(0, cut))
    return Kept(tuple(line for line in kept if line.text or line.cell), tuple(removed))


def _drop(line: Line, removed: list[str]) -> bool:
    """Whether a line has the form of furniture or is a row of links; it is listed then."""
    if line.links > 1 or is_furniture(line.text) or _DASHED.fullmatch(line.text):
        removed.append(line.text)
        return True
    return False


def without_page_marks(lines: Sequence[Line]) -> Kept:
    """Without what the pages of a printed report bear: page numbers, running titles, a table of contents."""
    contents = [
        line.hint is Hint.CONTENTS or (line.cell is None and is_contents(line.text)) for line in lines
    ]
    many = sum(contents) >= _FEWEST_CONTENTS
    gone = [(many and entry) or _is_page_mark(line) for line, entry in zip(lines, contents, strict=True)]
    kept = tuple(line for line, out in zip(lines, gone, strict=True) if not out)
    return Kept(kept, tuple(line.text for line, out in zip(lines, gone, strict=True) if out))


def _is_page_mark(line: Line) -> bool:
    return line.hint is Hint.FURNITURE or bool(_PAGE_NUMBER.fullmatch(line.text))


def _cut_inside(line: Line, removed: list[str]) -> Iterator[Line]:
    """A line with a stretch of metadata in it: what stands before and behind it."""
    place = furniture_inside(line.text) if line.cell is None else None
    if place is None:
        yield line
        return
    removed.append(line.strand.cut(*place).text)
    for part in (line.strand.cut(0, place[0]), line.strand.cut(place[1])):
        if part.text:
            yield replace(line, strand=part)


def _like_body(line: Line) -> bool:
    """Whether only the body of a report has such a line: a numbered heading or a long sentence."""
    text = line.text
    sign = sign_of(text)
    if sign is not None and sign.level < 3 and line.cell is None:
        return not is_furniture(text)
    long = (len(text) >= 30 and re.search("[。；]", text)) or (len(text) >= 60 and re.search("[，,]", text))
    return bool(long) and line.cell is None and not is_furniture(text)


def _body(lines: Sequence[Line], web: bool) -> range | None:
    """From the first to the last line that only a body has."""
    found = [index for index, line in enumerate(lines) if _like_body(line)]
    if web and any(line.main for line in lines):
        found = _of_main(lines, found)
    if not found:
        return None
    for index in range(found[0], found[-1]):
        if is_final(lines[index].text) and not _goes_on(lines[index:]):
            found = [one for one in found if one < index]
            break
    return range(found[0], found[-1] + 1)


def _goes_on(lines: Sequence[Line]) -> bool:
    """Whether numbered headings follow."""
    return any((sign := sign_of(line.text)) and sign.level < 3 and line.cell is None for line in lines)


def _of_main(lines: Sequence[Line], found: list[int]) -> list[int]:
    """What the extractor took, and beside it what it lost of the report: numbered headings and their neighbours."""
    core = [index for index in found if lines[index].main]
    if not core:
        return found
    first, last = core[0], core[-1]
    for index in found:
        barred = any(is_final(lines[one].text) for one in range(last + 1, index))
        if index > last and not barred and (sign_of(lines[index].text) or index - last <= _NEAR):
            last = index
    for index in reversed(found):
        if index < first and (sign_of(lines[index].text) or first - index <= _NEAR):
            first = index
    return [index for index in found if first <= index <= last]


def _is_inner_furniture(line: Line, removed: list[str]) -> bool:
    """Inside the body only what ends a page may be furniture: three reports on one page each have their buttons."""
    if line.cell is None and len(line.text) < 80 and is_final(line.text):
        removed.append(line.text)
        return True
    return False


def _head(lines: Sequence[Line], web: bool, removed: list[str]) -> list[Line]:
    """What stands before the body: the title and what follows it; the rest is furniture."""
    tables = _tables_of_furniture(lines)
    lines = [line for line in lines if not _gone(line, tables, removed)]
    title = find_title(lines)
    if title is None:
        return [line for line in lines if not (web and not line.main) or not _gone_too(line, removed)]
    words = "".join(lines[index].text for index in title)
    marked = web or bool(removed)
    kept = []
    for index, line in enumerate(lines):
        again = same_words(line.text, words) or same_words(line.text, lines[title.start].text)
        foreign = (index < title.start and (again or (marked and not _stays(line)))) or (
            index >= title.stop and again
        )
        if not foreign or not _gone_too(line, removed):
            kept.append(line)
    return kept


def _stays(line: Line) -> bool:
    """Whether a line above the title belongs to the report though furniture stands beside it: a document number."""
    return bool(re.search(r"[〔\[]20\d\d[〕\]]\s*\d+\s*号|文件$", line.text))


def _gone(line: Line, tables: set[int], removed: list[str]) -> bool:
    if line.cell is not None and line.cell.table in tables:
        removed.extend([line.text] if line.text else [])
        return True
    return line.cell is None and _drop(line, removed)


def _gone_too(line: Line, removed: list[str]) -> bool:
    removed.append(line.text)
    return True


def _tables_of_furniture(lines: Sequence[Line]) -> set[int]:
    """Tables with labels of metadata in them (索引号：)."""
    return {
        line.cell.table for line in lines if line.cell is not None and line.text and is_furniture(line.text)
    }


def _tail(lines: Sequence[Line], web: bool, removed: list[str]) -> list[Line]:
    """What stands behind the last paragraph: signature, notes, attachments, tables; then furniture."""
    kept: list[Line] = []
    ended = False
    for line in lines:
        ended = ended or (line.cell is None and is_final(line.text))
        foreign = web and not line.main and not _is_own_end(line)
        if ended or foreign or (line.cell is None and (line.links > 1 or is_furniture(line.text))):
            removed.extend([line.text] if line.text else [])
        else:
            kept.append(line)
    return kept


def _is_own_end(line: Line) -> bool:
    """Whether a line has a form that the end of a report has."""
    text = line.text
    forms = (is_date, is_organ, is_note, is_attachment, closes, signed)
    return line.cell is not None or any(form(text) for form in forms)
