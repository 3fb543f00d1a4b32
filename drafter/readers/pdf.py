"""PDF files: their text line by line, with what the page shows of paragraphs (indents, full lines)."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from drafter.errors import ReadError
from drafter.readers.model import Hint, Line, Source, line_of

_NUMBER = re.compile(r"\d{1,4}|[ivxIVX]{1,6}")
_RADICAL = re.compile("[\u2e80-\u2fd5]")
_REPEATED = 0.5
_FEWEST_PAGES = 3
_LEAST_TEXT = 10
_SLACK, _LARGER = 2.6, 1.2
"""In characters: what a line may lack because punctuation is not parted from its word; type larger than the usual."""


class _Row(Struct, frozen=True):
    """A line of a page: its text, its left and right edge and the height of a character, in points."""

    text: str
    left: float
    right: float
    height: float


def read_pdf(data: bytes) -> Source:
    """The text of a PDF.  Raises ReadError where it is protected, damaged or only pictures."""
    pages = _pages(data)
    if sum(len(row.text.strip()) for page in pages for row in page) < _LEAST_TEXT * max(len(pages) ** 0.5, 1):
        raise ReadError(
            "这份 PDF 是扫描的图片，里面没有文字",
            advice="请找当时的 Word 文件或网页；或者先做文字识别（OCR），校对后存成文本再读",
        )
    sheet = _sheet([row for page in pages for row in page])
    lines: list[Line] = []
    place = 0
    for page in pages:
        marks = _marks(page, pages)
        for number, row in enumerate(page):
            line = line_of(row.text, range(place, place + len(row.text)), sheet.is_filled(row))
            place += len(row.text) + 1
            if line is not None:
                hint = Hint.FURNITURE if number in marks else Hint.NONE
                lines.append(replace(line, indent=sheet.indent(row), hint=hint))
    text = "\n".join(row.text for page in pages for row in page)
    return Source(text, tuple(lines), broken=True)


class _Sheet(Struct, frozen=True):
    """How the text of a PDF is set: its left and right edge, the usual height of a character, in points."""

    left: float
    right: float
    height: float

    def is_filled(self, row: _Row) -> bool:
        """Whether a line reaches the edge as far as its words allow; a title in larger type is no filled line."""
        return row.right >= self.right - _SLACK * self.height and row.height < _LARGER * self.height

    def indent(self, row: _Row) -> int:
        """The indent of a line in half characters."""
        return max(round((row.left - self.left) / self.height * 2), 0)


def _sheet(rows: Sequence[_Row]) -> _Sheet:
    """A few outliers at the edges (page numbers, tables) apart."""
    lefts, rights, heights = (
        sorted(values) for values in zip(*((r.left, r.right, r.height) for r in rows), strict=True)
    )
    return _Sheet(lefts[len(rows) // 20], rights[-1 - len(rows) // 20], heights[len(rows) // 2])


def _pages(data: bytes) -> list[list[_Row]]:
    """The lines of each page."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise ReadError(
                "这份 PDF 有密码，读不了", advice="请去掉密码（另存或打印成新的 PDF）再读"
            ) from None
        raise ReadError("这份 PDF 已经损坏", advice="请用浏览器打开看一看，能打开就另存一份再读") from None
    try:
        return [list(_rows(document, number)) for number in range(len(document))]
    except pypdfium2.PdfiumError:
        raise ReadError(
            "这份 PDF 里面已经损坏", advice="请用浏览器打开看一看，能打开就打印成新的 PDF 再读"
        ) from None
    finally:
        document.close()


def _rows(document: Any, number: int) -> Iterator[_Row]:
    page = document[number]
    text_page = page.get_textpage()
    try:
        start = 0
        for raw in re.split("(\r\n|\r|\n)", text_page.get_text_range()):
            bare = raw.strip()
            if bare:
                first = start + len(raw) - len(raw.lstrip())
                left, bottom, _, top = text_page.get_charbox(first, loose=True)
                _, _, right, _ = text_page.get_charbox(first + len(bare) - 1, loose=True)
                yield _Row(_usual(bare), left, right, max(top - bottom, 1.0))
            start += len(raw)
    finally:
        text_page.close()
        page.close()


def _usual(text: str) -> str:
    """Radicals that some fonts give in place of the characters as those characters; no stray controls."""
    text = _RADICAL.sub(lambda found: unicodedata.normalize("NFKC", found[0])[:1], text)
    return "".join(
        " " if char == "\t" else char for char in text if char == "\t" or char not in "\ufffe\uffff\x02"
    )


def _marks(page: Sequence[_Row], pages: Sequence[Sequence[_Row]]) -> set[int]:
    """Page numbers and what is repeated at the top or bottom of most pages."""
    ends = {0, len(page) - 1}
    numbers = {n for n in ends if page and _NUMBER.fullmatch(page[n].text)}
    if len(pages) < _FEWEST_PAGES:
        return numbers
    seen = Counter(row.text for one in pages for row in {one[0], one[-1]} if one)
    return numbers | {n for n in ends if page and seen[page[n].text] > max(2, _REPEATED * len(pages))}
