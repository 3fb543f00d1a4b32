"""Text files and pasted text: their encoding, their lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from msgspec.structs import replace

from drafter.errors import ReadError
from drafter.readers.model import Cell, Hint, Line, Source, Strand, line_of

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_MARKDOWN = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_RULE = re.compile(r"[-=*_\s|:]{3,}")
_ENTITY = re.compile(r"&(?:nbsp|ensp|emsp|thinsp|#160|#12288);")
_CELLS = re.compile(r"\|(?P<cells>.*)\|\s*$")


def decode(data: bytes, charset: str = "") -> str:
    """The text of a file: by its byte order mark, then what fits of UTF-8, Big5 where it is named, GB18030.

    Chinese text in another charset is hardly ever sound UTF-8, while pages often name a charset they do not have
    (iso-8859-1), and in no other can they be Chinese.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, errors="replace")
    named = ("big5hkscs",) if "big5" in charset.lower() else ()
    return _decoded(data, ("utf-8", *named, "gb18030"))


def _decoded(data: bytes, names: tuple[str, ...]) -> str:
    """By the first charset that fits; a few bad bytes are forgiven, many are not."""
    for name in names:
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            continue
    for name in names:
        text = data.decode(name, errors="replace")
        if text.count("\ufffd") <= len(text) // 200:
            return text
    raise ReadError(
        "这个文件不是文本，或者用了不认识的编码", advice="请用记事本打开它，另存为 UTF-8 编码的文本文件"
    )


def read_text(text: str) -> Source:
    """Plain text or Markdown, a line a line."""
    lines = list(_lines(text))
    found = [_ENTITY.search(line.text) is not None for line in lines]
    if not any(found):
        return Source(text, tuple(lines), broken=True)
    made = tuple(filter(None, map(_without_entities, lines)))
    return Source(text, made, ("夹着的网页空格代码（如 &nbsp;）已转为空格",), broken=True)


def _lines(text: str) -> Iterator[Line]:
    table = row = -1
    for found in _LINE.finditer(text):
        line = line_of(found[0], range(found.start(), found.end()))
        if line is None or _RULE.fullmatch(line.text):
            continue
        if cells := _CELLS.match(line.text):
            table, row = (table, row + 1) if row >= 0 else (table + 1, 0)
            yield from _cells(line.strand, cells.start("cells"), cells.end("cells"), table, row)
            continue
        row = -1
        yield _without_markdown(line)


def _without_entities(line: Line) -> Line | None:
    """A line copied from the source of a page: &nbsp; is a blank; None where nothing is left."""
    chars, at, place = "", [], 0
    for found in _ENTITY.finditer(line.text):
        char = unescape(found[0])
        chars += line.text[place : found.start()] + char
        at += [*line.strand.at[place : found.start()], *[line.strand.at[found.start()]] * len(char)]
        place = found.end()
    strand = Strand(chars + line.text[place:], (*at, *line.strand.at[place:])).stripped()
    return replace(line, strand=strand) if strand.text or line.cell else None


def _cells(strand: Strand, start: int, end: int, table: int, row: int) -> Iterator[Line]:
    """The cells of a line ``| a | b |``."""
    column = 0
    while start <= end:
        stop = strand.text.find("|", start, end)
        stop = end if stop < 0 else stop
        yield Line(strand.cut(start, stop), cell=Cell(table, row, column))
        start, column = stop + 1, column + 1


def _without_markdown(line: Line) -> Line:
    if found := _MARKDOWN.match(line.text):
        level = len(found[1])
        hint = Hint.TITLE if level == 1 else Hint.HEADING
        line = replace(line, strand=line.strand.cut(found.end()), hint=hint, level=level - 1)
    if line.text.count("**") > 1:
        keep = [True] * len(line.text)
        for mark in re.finditer(r"\*\*", line.text):
            keep[mark.start() : mark.end()] = [False, False]
        line = replace(line, strand=line.strand.kept(keep))
    return line
