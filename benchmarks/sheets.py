"""Three sheets that edits are done to: Word's XML with its marks, LibreOffice at work, and plain text typed anew."""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from docx import Document as new_docx
from lxml import etree

from benchmarks.libre import Job
from drafter.compare import Line
from drafter.compare.tokens import bare
from drafter.readers.model import Role

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAIN = "word/document.xml"
_BREAKS = (f"{W}br", f"{W}tab")
_AUTHOR, _DATE = "王局长", "2027-01-18T10:00:00Z"


def paragraphs(data: bytes) -> list[Any]:
    """The paragraphs of a Word file's body, those in tables left out, as LibreOffice counts them."""
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(_MAIN))
    return list(root.iterfind(f"{W}body/{W}p"))


def text_of(paragraph: Any) -> str:
    """The characters of a paragraph, a break as one."""
    return "".join("\n" if one.tag in _BREAKS else one.text or "" for one in _texts(paragraph))


def _texts(paragraph: Any) -> list[Any]:
    return [one for one in paragraph.iter(f"{W}t", *_BREAKS) if one.getparent().tag == f"{W}r"]


def placed(lines: Sequence[Line], texts: Sequence[str]) -> dict[int, int]:
    """Lines of a draft and the numbers of their paragraphs."""
    found: dict[int, int] = {}
    place = 0
    for number, line in enumerate(lines):
        if line.role is Role.CELL:
            continue
        for at in range(place, len(texts)):
            if bare(texts[at]) == bare(line.text):
                found[number], place = at, at + 1
                break
    return found


class PlainSheet:
    """Plain text: what every other sheet must read as, and a file typed anew without any mark."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._order = list(range(len(lines)))
        self._lines = dict(enumerate(lines))
        self._texts = {number: line.text for number, line in enumerate(lines)}

    def replace(self, line: int, start: int, length: int, words: str, *, tracked: bool = False) -> None:
        text = self._texts[line]
        self._texts[line] = text[:start] + words + text[start + length :]

    def retype(self, line: int, words: str) -> None:
        self._texts[line] = words

    def insert(self, after: int, line: int, words: str) -> None:
        self._order.insert(self._order.index(after) + 1, line)
        self._texts[line] = words

    def delete(self, line: int) -> None:
        self._order.remove(line)

    def move(self, line: int, after: int) -> None:
        self._order.remove(line)
        self._order.insert(self._order.index(after) + 1, line)

    def split(self, line: int, at: int, second: int) -> None:
        self.insert(line, second, self._texts[line][at:])
        self._texts[line] = self._texts[line][:at]

    def join(self, line: int, following: int) -> None:
        self._texts[line] += self._texts[following]
        self._order.remove(following)

    def bold(self, line: int, start: int, length: int) -> None:
        pass

    def comment(self, line: int, words: str) -> None:
        pass

    def texts(self) -> list[str]:
        """The lines as they must be read."""
        return [self._texts[line] for line in self._order]

    def saved(self) -> bytes:
        """A Word file into which the text was typed."""
        document = new_docx()
        for table, group in groupby(self._order, key=self._table):
            if table < 0:
                for line in group:
                    document.add_paragraph(self._texts[line])
                continue
            rows = [list(row) for _, row in groupby(group, key=lambda line: self._lines[line].row)]
            made = document.add_table(len(rows), max(map(len, rows)))
            for cells, row in zip(made.rows, rows, strict=True):
                for cell, line in zip(cells.cells, row, strict=False):
                    cell.text = self._texts[line]
        return _bytes(document)

    def _table(self, line: int) -> int:
        return self._lines[line].table if line in self._lines else -1


def _bytes(document: Any) -> bytes:
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


class WordSheet:
    """The XML of a draft, changed as Word changes it: marks stay where their text stays."""

    def __init__(self, data: bytes, lines: Sequence[Line]) -> None:
        self._package = zipfile.ZipFile(io.BytesIO(data))
        self._root = etree.fromstring(self._package.read(_MAIN))
        found = list(self._root.iterfind(f"{W}body/{W}p"))
        places = placed(lines, [text_of(one) for one in found])
        self._paragraphs = {line: found[place] for line, place in places.items()}
        self._comments: list[tuple[Any, str]] = []
        self._revisions = 9000

    def replace(self, line: int, start: int, length: int, words: str, *, tracked: bool = False) -> None:
        paragraph = self._paragraphs[line]
        if tracked:
            self._track(paragraph, start, length, words)
            return
        if length:
            _drop_whole_marks(paragraph, start, start + length)
        place = 0
        for node in _texts(paragraph):
            text = "\n" if node.tag in _BREAKS else node.text or ""
            first, last = max(start - place, 0), min(start + length - place, len(text))
            here = bool(words) and place <= start <= place + len(text) and (not length or first < len(text))
            place += len(text)
            if (first < last or here) and node.tag == f"{W}t":
                last = max(first, last)
                _set(node, text[:first] + (words if here else "") + text[last:])
                words = "" if here else words

    def _track(self, paragraph: Any, start: int, length: int, words: str) -> None:
        """The old characters as deleted, the new ones as inserted behind them."""
        runs = _cut_runs(paragraph, start, start + length)
        gone, came = self._revision("del"), self._revision("ins")
        runs[0].addprevious(gone)
        for one in runs:
            gone.append(one)
            for node in one.iter(f"{W}t"):
                node.tag = f"{W}delText"
        new = copy.deepcopy(runs[0])
        for node in new.iter(f"{W}delText"):
            node.tag = f"{W}t"
            _set(node, words)
        came.append(new)
        gone.addnext(came)

    def _revision(self, tag: str) -> Any:
        self._revisions += 1
        names = {f"{W}id": str(self._revisions), f"{W}author": _AUTHOR, f"{W}date": _DATE}
        return etree.Element(W + tag, names)

    def retype(self, line: int, words: str) -> None:
        paragraph = self._paragraphs[line]
        for child in list(paragraph):
            if child.tag != f"{W}pPr":
                paragraph.remove(child)
        paragraph.append(_run(words))

    def insert(self, after: int, line: int, words: str) -> None:
        paragraph = self._paragraphs[after]
        made = _like(paragraph)
        made.append(_run(words))
        paragraph.addnext(made)
        self._paragraphs[line] = made

    def delete(self, line: int) -> None:
        paragraph = self._paragraphs[line]
        paragraph.getparent().remove(paragraph)

    def move(self, line: int, after: int) -> None:
        self._paragraphs[after].addnext(self._paragraphs[line])

    def split(self, line: int, at: int, second: int) -> None:
        paragraph = self._paragraphs[line]
        first = _cut_runs(paragraph, at, len(text_of(paragraph)))[0]
        made = _like(paragraph)
        rest = [first, *first.itersiblings()]
        for child in rest:
            made.append(child)
        paragraph.addnext(made)
        self._paragraphs[second] = made

    def join(self, line: int, following: int) -> None:
        paragraph, other = self._paragraphs[line], self._paragraphs[following]
        for child in list(other):
            if child.tag != f"{W}pPr":
                paragraph.append(child)
        other.getparent().remove(other)

    def bold(self, line: int, start: int, length: int) -> None:
        for one in _cut_runs(self._paragraphs[line], start, start + length):
            properties = one.find(f"{W}rPr")
            if properties is None:
                properties = etree.Element(f"{W}rPr")
                one.insert(0, properties)
            fonts = properties.find(f"{W}rFonts")
            bold = etree.Element(f"{W}b")
            properties.insert(0, bold) if fonts is None else fonts.addnext(bold)

    def comment(self, line: int, words: str) -> None:
        self._comments.append((self._paragraphs[line], words))

    def saved(self) -> bytes:
        """The file as Word saved it."""
        numbers = {id(one): n for n, one in enumerate(self._root.iter(f"{W}p"))}
        notes = [(numbers[id(paragraph)], words) for paragraph, words in self._comments]
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
            for name in self._package.namelist():
                package.writestr(
                    name, etree.tostring(self._root) if name == _MAIN else self._package.read(name)
                )
        return _commented(made.getvalue(), notes) if notes else made.getvalue()


def _commented(data: bytes, notes: Sequence[tuple[int, str]]) -> bytes:
    from docx.text.run import Run

    document = new_docx(io.BytesIO(data))
    found = list(document.element.body.iter(f"{W}p"))
    for number, words in notes:
        runs = [Run(one, document._body) for one in found[number].iterfind(f"{W}r")]
        document.add_comment(runs, text=words, author=_AUTHOR)
    return _bytes(document)


def _set(node: Any, text: str) -> None:
    node.text = text
    node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _run(words: str) -> Any:
    made = etree.Element(f"{W}r")
    _set(etree.SubElement(made, f"{W}t"), words)
    return made


def _like(paragraph: Any) -> Any:
    """An empty paragraph with the same properties."""
    made = etree.Element(f"{W}p")
    properties = paragraph.find(f"{W}pPr")
    if properties is not None:
        made.append(copy.deepcopy(properties))
    return made


def _cut_runs(paragraph: Any, start: int, end: int) -> list[Any]:
    """The runs that hold just the characters ``start:end``, cut where that is needed."""
    found, place = [], 0
    for run in [one for one in paragraph.iter(f"{W}r") if one.find(f"{W}t") is not None]:
        node = run.find(f"{W}t")
        text = node.text or ""
        first, last = max(start - place, 0), min(end - place, len(text))
        place += len(text)
        if first >= last:
            continue
        for words, before in ((text[:first], True), (text[last:], False)):
            if words:
                other = copy.deepcopy(run)
                _set(other.find(f"{W}t"), words)
                run.addprevious(other) if before else run.addnext(other)
        _set(node, text[first:last])
        found.append(run)
    return found


def _drop_whole_marks(paragraph: Any, start: int, end: int) -> None:
    """Word drops a bookmark whose whole text is typed over."""
    opened: dict[str, tuple[Any, int]] = {}
    place = 0
    for node in list(paragraph.iter(f"{W}t", *_BREAKS, f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        if node.tag == f"{W}bookmarkStart":
            opened[node.get(f"{W}id")] = node, place
        elif node.tag == f"{W}bookmarkEnd":
            first, at = opened.get(node.get(f"{W}id"), (None, -1))
            if first is not None and at == start and place == end:
                first.getparent().remove(first)
                node.getparent().remove(node)
        else:
            place += 1 if node.tag in _BREAKS else len(node.text or "")


class OfficeSheet:
    """Jobs for LibreOffice; a paragraph is found by how many stand above it."""

    def __init__(self, data: bytes, lines: Sequence[Line]) -> None:
        found = paragraphs(data)
        places = placed(lines, [text_of(one) for one in found])
        names = {place: line for line, place in places.items()}
        self._order: list[int] = [names.get(place, -1 - place) for place in range(len(found))]
        self._texts = {number: line.text for number, line in enumerate(lines)}
        self._notes = {line: list(_notes(found[place])) for line, place in places.items()}
        self.jobs: list[Job] = []

    def _at(self, line: int) -> int:
        return self._order.index(line)

    def _place(self, line: int, at: int) -> int:
        """A place in a paragraph as LibreOffice counts: a comment hangs on a character of its own."""
        return at + sum(note <= at for note in self._notes.get(line, []))

    def replace(self, line: int, start: int, length: int, words: str, *, tracked: bool = False) -> None:
        first, last = self._place(line, start), self._place(line, start + length) if length else -1
        size = last - first if length else 0
        if tracked:
            self.jobs.append(("track", "on"))
        self.jobs.append(("replace", self._at(line), first, size, words))
        text = self._texts[line]
        self._texts[line] = text[:start] + words + text[start + length :]
        if tracked:
            self.jobs.append(("track", "off"))

    def retype(self, line: int, words: str) -> None:
        length = self._place(line, len(self._texts[line]))
        self.jobs.append(("replace", self._at(line), 0, length, words))

    def insert(self, after: int, line: int, words: str) -> None:
        self.jobs.append(("insert", self._at(after), words))
        self._order.insert(self._at(after) + 1, line)

    def delete(self, line: int) -> None:
        self.jobs.append(("delete", self._at(line)))
        self._order.remove(line)

    def move(self, line: int, after: int) -> None:
        self.insert(after, -100000 - line, self._texts[line])
        self.delete(line)

    def split(self, line: int, at: int, second: int) -> None:
        self.jobs.append(("split", self._at(line), self._place(line, at)))
        self._order.insert(self._at(line) + 1, second)

    def join(self, line: int, following: int) -> None:
        self.jobs.append(("join", self._at(line)))
        self._order.remove(following)

    def bold(self, line: int, start: int, length: int) -> None:
        self.jobs.append(("bold", self._at(line), start, length))

    def comment(self, line: int, words: str) -> None:
        self.jobs.append(("comment", self._at(line), _AUTHOR, words))


def _notes(paragraph: Any) -> Iterator[int]:
    """Where the comments of a paragraph hang."""
    place = 0
    for node in paragraph.iter(f"{W}t", *_BREAKS, f"{W}commentReference"):
        if node.tag == f"{W}commentReference":
            yield place
        else:
            place += 1 if node.tag in _BREAKS else len(node.text or "")
