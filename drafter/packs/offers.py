"""What a pack offers for choice: tables by year and libraries, from their sections."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.packs.schema import Offer, YearlyRow
from drafter.packs.source import Section
from drafter.packs.words import OFFER_SOURCE, OFFER_TEXT, YEAR_WORDS

_YEAR = re.compile(r"[12][0-9]{3}", re.ASCII)


def read_yearly(table: Section | None) -> dict[str, dict[int, YearlyRow]]:
    """The yearly tables: name, year, what is offered."""
    found: dict[str, dict[int, YearlyRow]] = {}
    for name in table.words() if table is not None else ():
        rows = table.section(name) if table is not None else None
        found[name] = dict(_rows(name, rows)) if rows is not None else {}
    return found


def _rows(name: str, rows: Section) -> Iterator[tuple[int, YearlyRow]]:
    for year in rows.words():
        row = rows.section(year)
        if not _YEAR.fullmatch(year):
            rows.faults.add(rows.line(year), f"年度表“{name}”的“{year}”不是一个年份，应写四位数字，如 2026")
        elif row is not None:
            row.only(YEAR_WORDS, "年度表")
            yield int(year), YearlyRow(tuple(_offers(row, "可选")), row.text("提示"))


def read_libraries(table: Section | None) -> dict[str, tuple[Offer, ...]]:
    """The libraries by name."""
    return {name: tuple(_offers(table, name)) for name in table.words()} if table is not None else {}


def _offers(section: Section, word: str) -> Iterator[Offer]:
    """Offers: a text, ``{文, 据}``, or the columns of a record with an optional 据."""
    for item, place in section.items(word):
        if isinstance(item, str):
            offer = Offer(item)
        else:
            fields = tuple((name, item.text(name)) for name in offered_fields(item))
            text = item.text(OFFER_TEXT) or (fields[0][1] if fields else "")
            offer = Offer(text, fields, item.text(OFFER_SOURCE))
        if not offer.text.strip():
            section.faults.add(place, f"“{word}”里有一项没有内容")
        yield offer


def offered_fields(item: Section) -> list[str]:
    """The columns that an offered record fills."""
    return [name for name in item.words() if name not in (OFFER_TEXT, OFFER_SOURCE)]
