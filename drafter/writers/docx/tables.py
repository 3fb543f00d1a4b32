"""Tables: widths also in tblGrid (LibreOffice ignores tcW alone), header rows repeated, rows kept whole."""

from __future__ import annotations

from itertools import pairwise

from drafter.document import names
from drafter.document.model import Table, Text, plain
from drafter.writers.docx import layout, styles
from drafter.writers.docx.inline import Marks, block
from drafter.writers.docx.paragraphs import paragraph
from drafter.writers.widths import safe_width, width

_PADDING = 1.5
"""Room in a column beside its longest cell, in characters."""
_ROOM = layout.TEXT_WIDTH / (layout.SIZE_TABLE * 10)
"""How many characters of a table stand side by side in 版心."""
_LONG = 12.0
"""A cell longer than this is set from the left, not centred."""


def table_xml(table: Table, marks: Marks) -> str:
    """The caption, if any, and the table."""
    caption = (
        paragraph(styles.CAPTION, block(_named(table, names.caption_name(table.key)), table.caption, marks))
        if table.caption
        else ""
    )
    widths = column_widths(table)
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    rows = "".join(_row(cells, widths, number, table, marks) for number, cells in enumerate(table.rows))
    return (
        f'{caption}<w:tbl><w:tblPr><w:tblStyle w:val="{styles.TABLE}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def column_widths(table: Table) -> list[int]:
    """Twips for each column, together as wide as 版心.

    Each has what its longest cell needs, and the rest is shared; where that is too much the widest give way.
    """
    count = max((len(row) for row in table.rows), default=0)
    wanted = [0.0] * count
    for row in table.rows:
        for column, cell in enumerate(row):
            wanted[column] = max(wanted[column], safe_width(plain(cell)))
    shares = _fitted([_PADDING + one for one in wanted])
    unit = layout.TEXT_WIDTH / sum(shares) if shares else 0
    edges = [round(sum(shares[:column]) * unit) for column in range(count + 1)]
    return [right - left for left, right in pairwise(edges)]


def _fitted(wanted: list[float]) -> list[float]:
    """No column wider than a limit chosen so that all fit; narrow ones keep what they need."""
    room, left = _ROOM, len(wanted)
    for one in sorted(wanted):
        if one * left > room:
            return [min(other, room / left) for other in wanted]
        room -= one
        left -= 1
    return wanted


def _named(table: Table, name: str) -> str:
    """The name of a part of a table; only of one that has a key."""
    return name if table.key else ""


def _row(cells: tuple[Text, ...], widths: list[int], number: int, table: Table, marks: Marks) -> str:
    padded = (*cells, *(((),) * (len(widths) - len(cells))))
    header = number < table.header_rows
    repeated = "<w:tblHeader/>" if header else ""
    inside = "".join(
        _cell(cell, w, header, _named(table, names.cell_of(table, number, column)), marks)
        for column, (cell, w) in enumerate(zip(padded, widths, strict=True))
    )
    height = f'<w:trHeight w:val="{layout.TABLE_ROW}"/>'
    return f"<w:tr><w:trPr><w:cantSplit/>{height}{repeated}</w:trPr>{inside}</w:tr>"


def _cell(cell: Text, cell_width: int, header: bool, key: str, marks: Marks) -> str:
    """A cell, marked with its name."""
    left = '<w:jc w:val="left"/>' if not header and width(plain(cell)) > _LONG else ""
    inside = block(key, cell, marks)
    style = styles.TABLE_HEAD if header else styles.TABLE_CELL
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{cell_width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f"{paragraph(style, inside, left)}</w:tc>"
    )
