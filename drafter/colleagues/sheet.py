"""待报数据清单 as a document: a table a 科室, to be filled in by hand, in Word or in WPS."""

from __future__ import annotations

from collections.abc import Sequence

from drafter.colleagues.message import HINT, Heading
from drafter.colleagues.offices import NOBODY
from drafter.colleagues.requests import OfficeList, Request
from drafter.document.model import Block, Document, Paragraph, Span, Table, Text
from drafter.document.model import Heading as DocumentHeading
from drafter.figures import chinese_text

BLANK_DAY = "　月　日"


def sheet(heading: Heading, lists: Sequence[OfficeList]) -> Document:
    """The document; a list for one 科室 is addressed to it."""
    demand = Paragraph(_text(f"{heading.demand(BLANK_DAY)}。{HINT}"))
    if len(lists) == 1:
        addressee = _text(f"{lists[0].office}：") if lists[0].office else ()
        return Document(_text(heading.title), (demand, _table(heading, lists[0])), addressee)
    blocks: list[Block] = [demand]
    for number, one in enumerate(lists, 1):
        blocks.append(DocumentHeading(1, f"{chinese_text(number)}、", _text(one.office or NOBODY)))
        blocks.append(_table(heading, one))
    return Document(_text(heading.title), tuple(blocks))


def _table(heading: Heading, one: OfficeList) -> Table:
    """Columns in which nothing at all stands are left out, but never the blank one."""
    head = ("序号", "数据名称", "单位", "口径", f"{heading.year - 1}年", f"{heading.year}年")
    rows = [_row(number, request) for number, request in enumerate(one.requests, 1)]
    used = [number for number in range(len(head)) if number in (0, 1, 5) or any(row[number] for row in rows)]
    return Table(tuple(tuple(_text(row[number]) for number in used) for row in (head, *rows)))


def _row(number: int, request: Request) -> tuple[str, ...]:
    counted = "；".join(filter(None, (request.definition.rstrip("。"), request.condition)))
    return (str(number), request.name, request.unit, counted, request.last, "")


def _text(words: str) -> Text:
    return (Span(words),) if words else ()
