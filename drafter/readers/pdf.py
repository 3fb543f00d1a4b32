"""PDF files: their text line by line, with what the page shows of paragraphs (indents, full lines)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from drafter.errors import ReadError
from drafter.readers.model import Hint, Line, Source, line_of
from drafter.readers.pdf_rows import Page, Row, page_of

_NUMBER = re.compile(r"\d{1,4}|[ivxIVX]{1,6}")
_EMPTY_QUOTES = re.compile(r"“\s*”")
_REPEATED = 0.5
_FEWEST_PAGES = 3
_LEAST_TEXT = 10
_SLACK, _LARGER = 2.6, 1.2
"""In characters: what a line may lack because punctuation is not parted from its word; type larger than the usual."""


def read_pdf(data: bytes) -> Source:
    """The text of a PDF.  Raises ReadError where it is protected, damaged or only pictures."""
    sheets = _pages(data)
    pages = [page.rows for page in sheets]
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
    return Source(text, tuple(lines), tuple(_doubts(sheets, text)), broken=True)


class _Sheet(Struct, frozen=True):
    """How the text of a PDF is set: its left and right edge, the usual height of a character, in points."""

    left: float
    right: float
    height: float

    def is_filled(self, row: Row) -> bool:
        """Whether a line reaches the edge as far as its words allow; a title in larger type is no filled line."""
        return row.right >= self.right - _SLACK * self.height and row.height < _LARGER * self.height

    def indent(self, row: Row) -> int:
        """The indent of a line in half characters."""
        return max(round((row.left - self.left) / self.height * 2), 0)


def _sheet(rows: Sequence[Row]) -> _Sheet:
    """A few outliers at the edges (page numbers, tables) apart."""
    lefts, rights, heights = (
        sorted(values) for values in zip(*((r.left, r.right, r.height) for r in rows), strict=True)
    )
    return _Sheet(lefts[len(rows) // 20], rights[-1 - len(rows) // 20], heights[len(rows) // 2])


def _pages(data: bytes) -> list[Page]:
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
        return [_page(document[number]) for number in range(len(document))]
    except pypdfium2.PdfiumError:
        raise ReadError(
            "这份 PDF 里面已经损坏", advice="请用浏览器打开看一看，能打开就打印成新的 PDF 再读"
        ) from None
    finally:
        document.close()


def _page(page: Any) -> Page:
    text_page = page.get_textpage()
    try:
        return page_of(text_page)
    finally:
        text_page.close()
        page.close()


def _doubts(pages: Sequence[Page], text: str) -> Iterator[str]:
    """What there is to say of a text that may not be in order."""
    numbers = "、".join(str(number) for number, page in enumerate(pages, 1) if page.doubtful)
    if numbers:
        yield f"PDF 第{numbers}页有并排的文字，先后可能读得不对，请与原文对照"
    found = _EMPTY_QUOTES.search(text)
    if found or text.count("“") != text.count("”"):
        yield "PDF 里的引号没有读准（不成对，或者里面是空的），请与原文对照；有 Word 文件的话，读 Word 文件更准"


def _marks(page: Sequence[Row], pages: Sequence[Sequence[Row]]) -> set[int]:
    """Page numbers and what is repeated at the top or bottom of most pages."""
    ends = {0, len(page) - 1}
    numbers = {n for n in ends if page and _NUMBER.fullmatch(page[n].text)}
    if len(pages) < _FEWEST_PAGES:
        return numbers
    seen = Counter(row.text for one in pages for row in {one[0], one[-1]} if one)
    return numbers | {n for n in ends if page and seen[page[n].text] > max(2, _REPEATED * len(pages))}
