"""Web pages as saved from a site: visible text in lines, each character with its offset in the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from email import message_from_bytes
from html import unescape
from html.parser import HTMLParser
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from drafter.errors import ReadError
from drafter.readers.main_text import marked_main
from drafter.readers.model import Cell, Hint, Line, Source, Strand, visible
from drafter.readers.plain import decode

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_NEVER_SEEN = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "title",
        "textarea",
        "select",
        "svg",
        "iframe",
        "object",
        "audio",
        "video",
        "map",
        "datalist",
    ]
)
_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
_CLOSED_BY = {
    "p": _BLOCKS - {"br"},
    "li": frozenset({"li"}),
    "td": frozenset({"td", "th", "tr"}),
    "th": frozenset({"td", "th", "tr"}),
    "tr": frozenset({"tr"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
}
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_NAMING = frozenset({"articletitle", "title", "og:title"})
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
_DEEPEST = 200
"""Open elements looked through for the one that an end tag closes."""
_LEAST_SEEN = 200
"""A page that shows less shows its text by a script; then what its styles hide is read too."""
_LONGEST_CELL, _USUAL_CELL = 200, 40


def read_html(data: bytes) -> Source:
    """A web page; its charset is told by a byte order mark, by the page itself, or by trying."""
    named = _CHARSET.search(data[:4000])
    return read_page(decode(data, named[1].decode("ascii") if named else ""))


def read_saved_page(data: bytes) -> Source:
    """A page saved as one file (.mht): its first HTML part."""
    for part in message_from_bytes(data).walk():
        if part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            return read_html(content if isinstance(content, bytes) else b"")
    raise ReadError("这个网页文件里没有网页", advice="请在浏览器里重新打开那个网页，另存为“网页，仅 HTML”")


def read_page(text: str) -> Source:
    """The visible lines of a page, and which of them a main-text extractor takes for the article."""
    page = _parsed(text)
    if page.seen < _LEAST_SEEN:
        whole = _parsed(text, see_hidden=True)
        page = whole if whole.seen > 3 * _LEAST_SEEN else page
    lines = list(_lines(page.found, page.nested))
    return Source(text, tuple(marked_main(lines, text)), web=True, name=page.name)


def _parsed(text: str, *, see_hidden: bool = False) -> _Page:
    page = _Page(see_hidden)
    page.feed(text)
    page.close()
    page.end_line()
    return page


class _Found(Struct, frozen=True):
    """A line of a page, or (without text) the beginning of a cell."""

    strand: Strand
    cell: Cell | None
    hint: Hint
    level: int
    links: int = 0


def _is_hidden(given: dict[str, str | None]) -> bool:
    return "hidden" in given or bool(_INVISIBLE.search(given.get("style") or ""))


class _Grid:
    """An open table: where in it we are."""

    def __init__(self, number: int) -> None:
        self.number, self.row, self.column = number, -1, -1

    @property
    def cell(self) -> Cell | None:
        """The open cell."""
        return Cell(self.number, self.row, self.column) if self.row >= 0 <= self.column else None


class _Page(HTMLParser):
    """Collects the visible lines of a page."""

    def __init__(self, see_hidden: bool = False) -> None:
        super().__init__(convert_charrefs=False)
        self._see_hidden = see_hidden
        self.found: list[_Found] = []
        self.nested: set[int] = set()
        self._place = 0
        self._chars: list[str] = []
        self._at: list[int] = []
        self._open: list[tuple[str, bool, bool]] = []
        self._hidden = 0
        self._grids: list[_Grid] = []
        self._tables = 0
        self._hint, self._level = Hint.NONE, 0
        self._links = self._linked = 0
        self._centred = 0
        self.name = ""

    @property
    def seen(self) -> int:
        """How many characters can be seen."""
        return sum(len(one.strand.text) for one in self.found)

    def updatepos(self, i: int, j: int) -> int:
        """The parser moves on; ``_place`` is where the token begins that is handled next."""
        self._place += max(j - i, 0)
        return j

    def parse_marked_section(self, i: int, report: int = 1) -> int:
        """<![if …]>, <![CDATA[…]]> and damaged ones are comments up to the next > (HTML, 13.2.5.42)."""
        return self.parse_bogus_comment(i)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS and not (tag == "br" and self._hint is Hint.TITLE):
            self.end_line()
        while self._open and tag in _CLOSED_BY.get(self._open[-1][0], ()):
            self._close_last()
        given = dict(attrs)
        if tag == "meta" and (given.get("name") or "").lower() in _NAMING:
            self.name += " " + (given.get("content") or "")
        if tag in _VOID:
            return
        centred = (
            tag == "center"
            or given.get("align") == "center"
            or bool(_CENTRED.search(given.get("style") or ""))
        )
        hidden = tag in _NEVER_SEEN or (not self._see_hidden and _is_hidden(given))
        self._open.append((tag, hidden, centred))
        self._hidden += hidden
        self._centred += centred
        self._enter(tag)

    def _enter(self, tag: str) -> None:
        if tag == "table":
            self.nested.update(grid.number for grid in self._grids)
            self._grids.append(_Grid(self._tables))
            self._tables += 1
        elif self._grids and tag == "tr":
            self._grids[-1].row += 1
            self._grids[-1].column = -1
        elif self._grids and tag in ("td", "th"):
            self._grids[-1].column += 1
            self.found.append(_Found(Strand("", ()), self._grids[-1].cell, Hint.NONE, 0))
        elif tag == "a":
            self._links += 1
        elif re.fullmatch("h[1-6]", tag):
            self._level = int(tag[1]) - 1
            self._hint = Hint.HEADING if self._level else Hint.TITLE

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS and not (tag == "br" and self._hint is Hint.TITLE):
            self.end_line()

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.end_line()
        names = [name for name, *_ in self._open[-_DEEPEST:]]
        if tag not in names:
            return
        own_table = names[len(names) - 1 - names[::-1].index("table") :] if "table" in names else names
        if tag != "table" and tag not in own_table:
            return
        while self._close_last() != tag:
            pass

    def _close_last(self) -> str:
        tag, hidden, centred = self._open.pop()
        self._hidden -= hidden
        self._centred -= centred
        if tag == "table" and self._grids:
            self._grids.pop()
        elif re.fullmatch("h[1-6]", tag):
            self._hint, self._level = Hint.NONE, 0
        return tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1][0] == "title":
            self.name += " " + data
        if self._hidden:
            return
        keeps_lines = any(tag == "pre" for tag, *_ in self._open[-20:])
        for number, char in enumerate(data):
            if char in "\r\n\t":
                if keeps_lines and char == "\n":
                    self.end_line()
                    continue
                if not (
                    self._chars and self._chars[-1].isascii() and data[number + 1 : number + 2].isascii()
                ):
                    continue
                char = " "
            self._put(char, self._place + number)

    def _put(self, char: str, place: int) -> None:
        self._chars.append(char)
        self._at.append(place)
        self._linked += any(tag == "a" for tag, *_ in self._open[-4:])

    def handle_entityref(self, name: str) -> None:
        self._add(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._add(f"&#{name};")

    def _add(self, written: str) -> None:
        if not self._hidden:
            for char in unescape(written):
                self._put(char, self._place)

    def end_line(self) -> None:
        """What was read since the last line is a line."""
        if self._chars:
            strand = Strand("".join(self._chars), tuple(self._at))
            strand = strand.kept(visible(strand.text)).stripped()
            if strand.text:
                cell = self._grids[-1].cell if self._grids else None
                links = self._links if self._linked >= len(strand.text) * 0.9 else 0
                hint = Hint.CENTRED if self._centred and self._hint is Hint.NONE else self._hint
                self.found.append(_Found(strand, cell, hint, self._level, links))
            self._chars, self._at = [], []
            self._links = self._linked = 0


def _lines(found: Sequence[_Found], nested: set[int]) -> Iterator[Line]:
    """Cells of real tables stay cells; tables that only lay out the page are lines."""
    numbers = _data_tables(found) - nested
    cells = [one.cell if one.cell and one.cell.table in numbers else None for one in found]
    order = {number: place for place, number in enumerate(sorted(numbers))}
    for cell, group in groupby(zip(cells, found, strict=True), key=lambda pair: pair[0]):
        own = [one for _, one in group]
        if cell is None:
            yield from (_line(one) for one in own if one.strand.text)
            continue
        strand = own[0].strand
        for one in own[1:]:
            strand = strand + one.strand
        yield Line(strand, cell=replace(cell, table=order[cell.table]))


def _line(found: _Found) -> Line:
    return Line(found.strand, hint=found.hint, level=found.level, links=found.links)


def _data_tables(found: Sequence[_Found]) -> set[int]:
    """Tables of at least two rows and columns with short cells and no table in them."""
    texts: dict[int, dict[Cell, list[str]]] = {}
    for one in found:
        if one.cell is not None:
            cell = texts.setdefault(one.cell.table, {}).setdefault(one.cell, [])
            cell.extend([one.strand.text] if one.strand.text else [])
    return {number for number, cells in texts.items() if _is_data(cells)}


def _is_data(cells: dict[Cell, list[str]]) -> bool:
    wide = [cell.row for cell in cells if cell.column == 1]
    lengths = sorted(sum(map(len, texts)) for texts in cells.values())
    return (
        len(wide) >= 2
        and lengths[-1] <= _LONGEST_CELL
        and lengths[len(lengths) // 2] <= _USUAL_CELL
        and all(len(texts) <= 4 for texts in cells.values())
    )
