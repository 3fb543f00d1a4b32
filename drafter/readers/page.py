"""Which lines of a file are the report, and which stand around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from drafter.genre.forms import closes, is_attachment, is_date, is_note, is_organ
from drafter.genre.headings import sign_of
from drafter.readers.forms import find_title, is_addressee, names_report, same_words, signed
from drafter.readers.furniture import (
    furniture_behind,
    furniture_inside,
    is_byline,
    is_contents,
    is_final,
    is_furniture,
    is_metadata,
    is_of_page,
    name_inside,
)
from drafter.readers.model import Hint, Line

_PAGE_NUMBER = re.compile(r"[-—–―·]{1,2}\s*\d{1,3}\s*[-—–―·]{1,2}|第\s*\d+\s*页(?:\s*[,，/共]+\s*\d+\s*页)?")
_DASHED = re.compile(r"\[?\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\]?")
"""A date that no official document writes, but every page does."""
_STAYS = re.compile(
    r"(?!.*(?:文号|字号|编号))[^:：\t]{1,16}[〔\[]20\d\d[〕\]]\s*\d+\s*号(?:\s+签发人.*)?$|.*文件$"
)
"""Lines above the title that belong to the report though furniture stands beside them: red head, document number."""
_NO_ATTACHMENT = re.compile(r"附\s*件\s*[:：]?")
_FEWEST_CONTENTS = 3
_STOPS = "。；！？"


class Kept(Struct, frozen=True):
    """The lines of the report, and the texts of those left out."""

    lines: tuple[Line, ...]
    removed: tuple[str, ...]


def without_page_marks(lines: Sequence[Line]) -> Kept:
    """Without what the pages of a printed report bear: page numbers, running titles, a table of contents."""
    contents = [
        line.hint is Hint.CONTENTS or (line.cell is None and is_contents(line.text)) for line in lines
    ]
    many = sum(contents) >= _FEWEST_CONTENTS
    gone = {
        index
        for index, line in enumerate(lines)
        if (many and contents[index]) or line.hint is Hint.FURNITURE or _PAGE_NUMBER.fullmatch(line.text)
    }
    return _parted(lines, gone)


def without_furniture(lines: Sequence[Line], web: bool = False, name: str = "") -> Kept:
    """The report's own lines.  Furniture is only what has its form and stands before the body or behind its end.

    ``web``: a web page, whose lines outside the article are furniture in any form; ``name``: as the page itself
    calls what it shows.
    """
    first = _body(lines, web)
    late = first.start if first else len(lines)
    parts = [part for index, line in enumerate(lines) for part in _cut_inside(line, index <= late)]
    parts = _with_named_title(parts, web)
    left = [line for line, _ in parts]
    foreign = {index for index, (_, own) in enumerate(parts) if not own}
    body = _body(left, web)
    if body is None:
        foreign |= {index for index, line in enumerate(left) if _is_foreign(line)}
    else:
        foreign |= _foreign_head(left[: body.start], web, name)
        foreign |= {index for index in body if _ends_page(left[index])}
        foreign |= {body.stop + index for index in _foreign_tail(left[body.stop :], web)}
    return _without_glued_end(_parted(left, foreign))


def _parted(lines: Sequence[Line], gone: set[int]) -> Kept:
    return Kept(
        tuple(line for index, line in enumerate(lines) if index not in gone),
        tuple(line.text for index, line in enumerate(lines) if index in gone and line.text),
    )


def _without_glued_end(kept: Kept) -> Kept:
    """The last line without furniture that is glued to it."""
    last = kept.lines[-1] if kept.lines else None
    cut = furniture_behind(last.text) if last and last.cell is None else None
    if last is None or cut is None:
        return kept
    own = replace(last, strand=last.strand.cut(0, cut))
    return Kept((*kept.lines[:-1], own), (*kept.removed, last.strand.cut(cut).text))


def _cut_inside(line: Line, early: bool) -> Iterator[tuple[Line, bool]]:
    """A line with a stretch of metadata in it: what stands before, the stretch, what stands behind; each with
    whether it is the report's own.  Only ``early`` lines, up to the first of the body, have such stretches.
    """
    place = furniture_inside(line.text) if early and line.cell is None else None
    if place is None:
        yield line, True
        return
    before, inside, behind = line.strand.cut(0, place[0]), line.strand.cut(*place), line.strand.cut(place[1])
    for strand, own in ((before, True), (inside, False)):
        if strand.text:
            yield replace(line, strand=strand), own
    if before.text and behind.text:
        yield replace(line, strand=behind), True
    elif behind.text:
        yield from _cut_inside(replace(line, strand=behind), early)


def _with_named_title(parts: list[tuple[Line, bool]], web: bool) -> list[tuple[Line, bool]]:
    """The lines and stretches, the title cut out of the metadata where it stands there only: 名称：某局2025年度报告."""
    body = _body([line for line, _ in parts], web)
    head = [line for line, own in parts[: body.start if body else 0] if own]
    title = find_title(head)
    if title is not None and names_report("".join(head[index].text for index in title)):
        return parts
    for index, (line, _) in enumerate(parts[: body.start if body else 0]):
        place = name_inside(line.text) if line.cell is None else None
        if place and names_report(line.text[place[0] : place[1]].strip()):
            before, behind = line.strand.cut(0, place[0]), line.strand.cut(place[1])
            named = replace(line, strand=line.strand.cut(*place), hint=Hint.TITLE)
            cut = (
                (replace(line, strand=before), False),
                (named, True),
                (replace(line, strand=behind), False),
            )
            return [*parts[:index], *(one for one in cut if one[0].text), *parts[index + 1 :]]
    return parts


def _is_foreign(line: Line) -> bool:
    """Whether a line has the form of furniture or is a row of links."""
    if line.cell is not None:
        return False
    return line.links > 1 or is_furniture(line.text) or bool(_DASHED.fullmatch(line.text))


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
        if index > last and not any(map(_bars, lines[last + 1 : index])) and _joins(lines, last, index):
            last = index
    for index in reversed(found):
        if index < first and _joins(lines, index, first):
            first = index
    return [index for index in found if first <= index <= last]


def _bars(line: Line) -> bool:
    """Whether behind a line nothing of the body comes any more."""
    return is_final(line.text) or is_date(line.text) or bool(signed(line.text))


def _joins(lines: Sequence[Line], one: int, other: int) -> bool:
    """Whether of two lines, of which the extractor took one, the other belongs to the report too."""
    strange = other if lines[one].main else one
    return other - one == 1 or sign_of(lines[strange].text) is not None


def _ends_page(line: Line) -> bool:
    """Inside the body only what begins or ends a page may be furniture: three reports one below the other each have
    their dates and buttons.
    """
    return line.cell is None and len(line.text) < 80 and is_of_page(line.text)


def _foreign_head(lines: Sequence[Line], web: bool, name: str) -> set[int]:
    """What stands before the body and is neither the title nor follows it."""
    tables = {line.cell.table for line in lines if line.cell and line.text and is_metadata(line.text)}
    foreign = {
        index
        for index, line in enumerate(lines)
        if _is_foreign(line) or (line.cell is not None and line.cell.table in tables)
    }
    title = find_title(lines, name)
    if title is None:
        return foreign | {index for index, line in enumerate(lines) if web and line.main is False}
    words = "".join(lines[index].text for index in title)
    marked = web or bool(foreign)
    for index, line in enumerate(lines):
        again = same_words(line.text, words) or same_words(line.text, lines[title.start].text)
        above = index < title.start and marked and not _STAYS.search(line.text)
        below = index >= title.stop and marked and is_byline(line.text)
        below |= index >= title.stop and web and line.main is False and not _may_follow_title(line)
        if index not in title and (again or above or below):
            foreign.add(index)
    return foreign


def _may_follow_title(line: Line) -> bool:
    forms = (is_addressee, is_date, is_organ, is_note, sign_of)
    return line.cell is not None or line.text[:1] in "（(" or any(form(line.text) for form in forms)


def _foreign_tail(lines: Sequence[Line], web: bool) -> set[int]:
    """What stands behind the last paragraph and is no signature, note, attachment or table."""
    foreign: set[int] = set()
    ended = attached = dated = False
    signing = _dashed_signing(lines, web)
    for index, line in enumerate(lines):
        attached = attached or (
            line.cell is None and is_attachment(line.text) and not is_furniture(line.text)
        )
        ended = ended or (line.cell is None and is_final(line.text))
        strange = web and not attached and not _is_own_end(line, dated)
        dated = dated or is_date(line.text) or bool(signed(line.text))
        if ended or strange or (index != signing and _is_foreign(line)):
            foreign.add(index)
    own = [index for index in range(len(lines)) if index not in foreign]
    return foreign | {index for index in own[-1:] if _NO_ATTACHMENT.fullmatch(lines[index].text)}


def _dashed_signing(lines: Sequence[Line], web: bool) -> int | None:
    """The line of a date of signing written as pages write theirs (2025.1.8): no other date signs, and an organ
    stands above it or, where the file is no page, nothing of a page does."""
    dates = [index for index, line in enumerate(lines) if line.cell is None and is_date(line.text)]
    dashed = [index for index in dates if _DASHED.fullmatch(lines[index].text)]
    if not dashed or dashed != dates or any(signed(line.text) for line in lines):
        return None
    above = lines[: dashed[0]]
    own = bool(above) and is_organ(above[-1].text)
    return dashed[0] if own or not (web or any(map(_is_foreign, above))) else None


def _is_own_end(line: Line, dated: bool) -> bool:
    """Whether a line has a form that the end of a report has; behind the date come notes and attachments only."""
    if line.cell is not None:
        return line.main is not False
    if dated:
        return is_note(line.text) or is_attachment(line.text)
    forms = (is_date, is_organ, is_note, is_attachment, closes, signed, sign_of)
    return any(form(line.text) for form in forms) or (line.main is not False and line.text[-1] in _STOPS)
