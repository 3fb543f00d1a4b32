"""Marks on the text of a Word file: tracked changes with their authors, comments, bookmarks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from msgspec.structs import replace

from drafter.readers.docx.package import W
from drafter.readers.model import Mark, MarkKind

Commented = Mapping[str, Mark]
"""Comments by their ids, without places."""
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_INSERTED = frozenset(f"{W}{name}" for name in ("ins", "moveTo"))
_DELETED = frozenset(f"{W}{name}" for name in ("del", "moveFrom"))


def read_comments(root: Any | None, extended: Any | None = None) -> Commented:
    """The comments of comments.xml; without those whose thread is resolved, as ``commentsExtended`` has it."""
    found = () if root is None else root.iter(f"{W}comment")
    resolved = _resolved(extended)
    return {one.get(f"{W}id", ""): _comment(one) for one in found if _paragraphs(one).isdisjoint(resolved)}


def _resolved(extended: Any | None) -> set[str]:
    """The paragraphs by which resolved comments and the replies to them are known."""
    threads = [] if extended is None else list(extended.iter(f"{_W15}commentEx"))
    done = {one.get(f"{_W15}paraId", "") for one in threads if one.get(f"{_W15}done") in ("1", "true")}
    replies = {one.get(f"{_W15}paraId", "") for one in threads if one.get(f"{_W15}paraIdParent") in done}
    return done | replies


def _paragraphs(comment: Any) -> set[str]:
    return {one.get(f"{_W14}paraId") for one in comment.iter(f"{W}p") if one.get(f"{_W14}paraId")}


def _comment(element: Any) -> Mark:
    lines = ("".join(text.text or "" for text in line.iter(f"{W}t")) for line in element.iter(f"{W}p"))
    text = "\n".join(line for line in lines if line.strip())
    return Mark(MarkKind.COMMENT, 0, 0, text, *_who(element), element.get(f"{W}id", ""))


def count_formats(root: Any) -> int:
    """How many tracked changes of a part are of formatting alone."""
    return sum(isinstance(one.tag, str) and one.tag.endswith("PrChange") for one in root.iter())


def _who(element: Any) -> tuple[str, str]:
    return element.get(f"{W}author", ""), element.get(f"{W}date", "")


class Open:
    """The marks of the paragraph that is being read, and those that are still open from the ones before.

    ``at``: how many characters of the paragraph have been read.
    """

    def __init__(self, comments: Commented) -> None:
        self._comments = comments
        self._open: dict[str, tuple[Mark, int]] = {}
        self._marks: list[Mark] = []
        self._told: set[str] = set()
        """The comments that have a place."""
        self.at = 0

    @contextmanager
    def paragraph(self) -> Iterator[list[Mark]]:
        """Collects the marks of one paragraph; what is open at its end goes on in the next one.

        The paragraph may be of a text box inside another one, which goes on behind it where it was.
        """
        outer, at = self._marks, self.at
        before = {key: start for key, (_, start) in self._open.items()}
        self._marks, self.at = [], 0
        self._open = {key: (mark, 0) for key, (mark, _) in self._open.items()}
        yield self._marks
        for mark, start in self._open.values():
            if self.at > start:
                self._marks.append(replace(mark, start=start, end=self.at))
        self._open = {key: (mark, before.get(key, at)) for key, (mark, _) in self._open.items()}
        self._marks, self.at = outer, at

    def changed(self, element: Any, start: int) -> None:
        """A tracked change from ``start`` to here; none where the element is something else."""
        if element.tag in _INSERTED:
            self._marks.append(Mark(MarkKind.INSERTED, start, self.at, "", *_who(element)))
        elif element.tag in _DELETED:
            text = "".join(one.text or "" for one in element.iter(f"{W}delText", f"{W}t"))
            self._marks.append(Mark(MarkKind.DELETED, start, start, text, *_who(element)))

    def mark(self, element: Any) -> None:
        """The beginning or end of a comment or a bookmark."""
        name = element.tag.removeprefix(W) if isinstance(element.tag, str) else ""
        number = element.get(f"{W}id", "") if name else ""
        if name == "bookmarkStart":
            self._open["b" + number] = (
                Mark(MarkKind.BOOKMARK, 0, 0, element.get(f"{W}name", "")),
                self.at,
            )
        elif name == "commentRangeStart" and number in self._comments:
            self._told.add(number)
            self._open["c" + number] = (self._comments[number], self.at)
        elif name in ("bookmarkEnd", "commentRangeEnd"):
            self._close(("b" if name == "bookmarkEnd" else "c") + number)

    def referred(self, element: Any) -> None:
        """The sign of a comment: its place where it has no range, as one on a point of the text."""
        number = element.get(f"{W}id", "")
        if number in self._comments and number not in self._told:
            self._told.add(number)
            self._marks.append(replace(self._comments[number], start=self.at, end=self.at))

    def _close(self, key: str) -> None:
        if key in self._open:
            mark, start = self._open.pop(key)
            self._marks.append(replace(mark, start=start, end=self.at))
