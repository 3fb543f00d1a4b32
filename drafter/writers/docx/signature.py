"""Signature and date: GB/T 9704-2012, 7.3.5.1 (with seals) and 7.3.5.2 (without).

LibreOffice widens a date by a gap between Hanzi and digits, Word does not: nothing is placed by the width of
the date where it can be anchored on Hanzi or centred together with them.
"""

from __future__ import annotations

from msgspec import Struct

from drafter.document import names
from drafter.document.model import Signature, Text, plain
from drafter.writers.docx import layout, styles
from drafter.writers.docx.inline import Marks, block
from drafter.writers.docx.paragraphs import blank, paragraph
from drafter.writers.widths import safe_width, width

_GAP_BETWEEN_ORGANS = 1.0


def signature_xml(signature: Signature, marks: Marks) -> str:
    """The paragraphs of the signature, its blank lines above included."""
    return _sealed(signature, marks) if signature.sealed else _unsealed(signature, marks)


def _unsealed(signature: Signature, marks: Marks) -> str:
    """7.3.5.2: 右空二字, one below the other; the date begins two characters right of the organ above it."""
    date_text = plain(signature.date)
    organs, date = unsealed_lines(
        [width(plain(organ)) for organ in signature.organs], width(date_text), safe_width(date_text)
    )
    lines = [
        paragraph(styles.ORGAN, block(names.numbered(names.ORGAN, number), organ, marks), line.xml())
        for number, (organ, line) in enumerate(zip(signature.organs, organs, strict=True), 1)
    ]
    lines.append(_dated(signature, date, marks))
    return blank(styles.BODY, layout.UNSEALED_GAP, keep_next=True) + "".join(lines)


def _dated(signature: Signature, line: Line, marks: Marks) -> str:
    """The paragraph of the date; none where no date is written."""
    return (
        paragraph(styles.DATE, block(names.DATE, signature.date, marks), line.xml()) if signature.date else ""
    )


class Line(Struct, frozen=True):
    """Where a line stands: ``jc`` is the side it holds to, the indents are in characters.

    ``left`` is counted from the right margin, as the signature is.  ``slack`` moves it further left where Word
    does not see it: LibreOffice sets dates wider, and reads only the twips of an indent, while Word prefers
    its hundredths of a character.
    """

    jc: str
    left: float = 0.0
    right: float = 0.0
    slack: float = 0.0

    def xml(self) -> str:
        """Paragraph properties."""
        left = max(layout.TEXT_WIDTH - layout.characters(self.left + self.slack), 0) if self.left else 0
        exact = (layout.TEXT_WIDTH - layout.characters(self.left)) * 100 // (layout.SIZE_BODY * 10)
        hundredths = f' w:leftChars="{max(exact, 0)}"' if self.slack else ""
        right = layout.characters(self.right)
        return (
            f'<w:ind{hundredths} w:left="{left}" w:right="{right}" w:firstLine="0"/><w:jc w:val="{self.jc}"/>'
        )


def unsealed_lines(organs: list[float], date: float, widest: float) -> tuple[list[Line], Line]:
    """Where organs and date of these widths (in characters) stand.

    A date longer than the last organ is itself 右空二字, and the organ moves left accordingly.  So is one
    that is hardly shorter, or may be set longer (``widest``: wide digits, gaps beside them): two characters
    further right it would touch the edge of 版心 or leave it.
    """
    two = layout.UNSEALED_RIGHT
    flush = Line("right", right=two)
    if organs and max(date + layout.DATE_SLACK, widest) <= organs[-1]:
        return [flush] * len(organs), Line("left", left=organs[-1], right=-two)
    moved = Line("left", left=date + 2 * two, slack=layout.DATE_SLACK)
    return [flush if one > date + two else moved for one in organs[:-1]] + [moved] * bool(organs), flush


def _sealed(signature: Signature, marks: Marks) -> str:
    """7.3.5.1: the date 右空四字, the last organ centred above it, the others beside it in rows."""
    organs = signature.organs
    widths = [width(plain(organ)) for organ in organs]
    centre = sealed_centre(widths[-1] if widths else 0.0, width(plain(signature.date)))
    rows = seal_rows(widths, centre)
    lines, done = [], 0
    for number, row in enumerate(rows):
        members = organs[done : done + len(row)]
        gap = layout.SEAL_ROW_GAP if number else layout.SEALED_GAP
        lines.append(blank(styles.BODY, gap, keep_next=True))
        first = done + 1
        lines.append(
            _centred(members[0], first, centre, marks)
            if len(row) == 1
            else _tabbed(members, first, row, marks)
        )
        done += len(row)
    return "".join(lines) + _dated(signature, _box(centre), marks)


def sealed_centre(organ: float, date: float) -> float:
    """How many characters left of the right margin organ and date are centred.

    The date 右空四字; an organ too long for that moves both lines left until it fits.
    """
    return min(max(layout.SEALED_RIGHT + date / 2, organ / 2), layout.CHARACTERS_PER_LINE / 2)


def seal_rows(organs: list[float], centre: float) -> list[list[float]]:
    """Rows of joint issuers, at most three in each: the distances of their centres from the right margin.

    Seals must neither touch nor cross nor leave 版心; the last organ of each row stands where the last of all
    stands, the others left of it in order.
    """
    rows: list[list[float]] = []
    start = 0
    while start < len(organs):
        left = len(organs) - start
        count = next(n for n in (3, 2, 1) if n <= left and _fits(organs[start : start + n], centre))
        rows.append(_centres(organs[start : start + count], centre))
        start += count
    return rows


def _centres(row: list[float], centre: float) -> list[float]:
    places = [centre]
    for left, right in zip(reversed(row[:-1]), reversed(row[1:]), strict=True):
        apart = max((left + right) / 2 + _GAP_BETWEEN_ORGANS, layout.SEAL_CHARACTERS)
        places.insert(0, places[0] + apart)
    return places


def _fits(row: list[float], centre: float) -> bool:
    reach = _centres(row, centre)[0] + max(row[0], layout.SEAL_CHARACTERS) / 2
    return len(row) == 1 or reach <= layout.CHARACTERS_PER_LINE


def _centred(organ: Text, number: int, centre: float, marks: Marks) -> str:
    return paragraph(
        styles.ORGAN, block(names.numbered(names.ORGAN, number), organ, marks), _box(centre).xml()
    )


def _box(centre: float) -> Line:
    """Indents between which text is centred so many characters left of the right margin.

    Half a character wider than needed on either side, so that a name that just fits is not wrapped.
    """
    return Line("center", left=2 * centre + 1, right=-1, slack=layout.DATE_SLACK)


def _tabbed(organs: tuple[Text, ...], first: int, row: list[float], marks: Marks) -> str:
    stops = "".join(
        f'<w:tab w:val="center" w:pos="{layout.TEXT_WIDTH - layout.characters(place)}"/>' for place in row
    )
    written = [
        block(names.numbered(names.ORGAN, number), organ, marks) for number, organ in enumerate(organs, first)
    ]
    inside = "".join(f"<w:r><w:tab/></w:r>{name}" for name in written)
    return paragraph(styles.ORGAN, inside, f'<w:tabs>{stops}</w:tabs><w:jc w:val="left"/>')
