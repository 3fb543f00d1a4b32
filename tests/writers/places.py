"""Where the values and paragraphs of a draft stand now, in a file that Word, WPS or LibreOffice saved since."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from pathlib import Path
from xml.etree import ElementTree

from drafter.writers.docx.inline import Mark
from drafter.writers.docx.stamp import read_stamp
from drafter.writers.docx.styles import NAMESPACE

_MAIN = re.compile(r"word/document\d*\.xml")
"""Some versions of Word write document2.xml."""
_W = f"{{{NAMESPACE}}}"


def find_values(path: Path) -> dict[str, list[str]]:
    """The texts now standing where values were written, by the first key of each; empty when not ours.

    A value whose paragraph is gone is left out.
    """
    return {key: texts for key, texts in _texts(path, blocks=False).items() if key}


def find_blocks(path: Path) -> dict[str, list[str]]:
    """The texts now standing where headings and paragraphs with keys were written."""
    return {key: texts for key, texts in _texts(path, blocks=True).items() if key}


def _texts(path: Path, *, blocks: bool) -> dict[str, list[str]]:
    stamp = read_stamp(path)
    if stamp is None:
        return {}
    with zipfile.ZipFile(path) as package:
        main = next(name for name in package.namelist() if _MAIN.fullmatch(name))
        found = _paragraphs(package.read(main))
    texts: dict[str, list[str]] = {}
    for outer, inner in _nested(stamp.marks.values()):
        now = found.get(outer.name)
        if now is None:
            continue
        moved = _Moved(outer, now)
        for mark in (outer, *inner):
            if (mark.state is None) == blocks:
                texts.setdefault(mark.keys[0] if mark.keys else "", []).append(moved.text(mark))
    return texts


def _nested(marks: Iterable[Mark]) -> Iterator[tuple[Mark, list[Mark]]]:
    """Each outermost mark with those inside it, in the order of the text."""
    outer: Mark | None = None
    inner: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (m.start, -m.end, m.state is not None)):
        if outer is not None and mark.end <= outer.end and mark.start < outer.end:
            inner.append(mark)
            continue
        if outer is not None:
            yield outer, inner
        outer, inner = mark, []
    if outer is not None:
        yield outer, inner


class _Moved:
    """Where the places of a paragraph are now that it was edited.

    The bookmarks inside it are not enough: Word drops one whose whole text is typed over, LibreOffice moves
    those that follow a comment.  So the paragraph as written is laid beside the paragraph as it is.
    """

    def __init__(self, outer: Mark, now: str) -> None:
        self.outer = outer
        self.now = now
        self.steps = [] if outer.text == now else SequenceMatcher(None, outer.text, now, False).get_opcodes()

    def text(self, mark: Mark) -> str:
        """What stands now where this mark's text stood."""
        start, end = mark.start - self.outer.start, mark.end - self.outer.start
        if not self.steps:
            return self.now[start:end]
        return self.now[self._place(start, first=True) : self._place(end, first=False)]

    def _place(self, old: int, *, first: bool) -> int:
        """Where a boundary is now; text put in right at a boundary of a value belongs to the value."""
        places = [
            new_start + (old - start if kind == "equal" else 0 if old == start else new_end - new_start)
            for kind, start, end, new_start, new_end in self.steps
            if start <= old <= end
        ]
        return min(places) if first else max(places)


def _paragraphs(document: bytes) -> dict[str, str]:
    """Of each bookmark the whole text of the paragraphs (or cells) it touches."""
    paragraphs: list[list[str]] = [[]]
    names: dict[str, tuple[str, int]] = {}
    texts: dict[str, tuple[int, int]] = {}
    for element in ElementTree.fromstring(document).iter():
        if element.tag == f"{_W}p":
            paragraphs.append([])
        elif element.tag == f"{_W}t":
            paragraphs[-1].append(element.text or "")
        elif element.tag == f"{_W}bookmarkStart":
            names[element.get(f"{_W}id", "")] = (element.get(f"{_W}name", ""), len(paragraphs) - 1)
        elif element.tag == f"{_W}bookmarkEnd" and element.get(f"{_W}id", "") in names:
            name, first = names.pop(element.get(f"{_W}id", ""))
            # Word may put the end before the first word of the next paragraph.
            last = len(paragraphs) - (1 if paragraphs[-1] else 2)
            texts[name] = (first, max(first, last))
    joined = ["".join(pieces) for pieces in paragraphs]
    return {name: "".join(joined[first : last + 1]) for name, (first, last) in texts.items()}
