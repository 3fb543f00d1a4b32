"""The text of an answers file with the range of each entry, so that one can be changed and all else stays.

A new image is made for every change: when writing fails, the old one still holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct

from drafter.yamlio import Listing, Node, Scalar, Table, compose

_LINE_END = re.compile("\r\n|[\n\r\u2028\u2029]")
_EMPTY_LINES = re.compile("(?:\r\n|\n|\r(?!\n))((?:\r\n|[\n\r])*)\\Z")
"""The last line end of an entry, and the empty lines behind it that a block text takes for its own."""
_COMMENT = re.compile("[ \t]*(#[^\r\n\u2028\u2029]*)")


class Span(NamedTuple):
    """Where an entry stands: whole lines, first to last, without the comments around it."""

    start: int
    end: int

    def moved(self, by: int) -> Span:
        return Span(self.start + by, self.end + by)


class Image(Struct, frozen=True):
    """Text and ranges of the entries, in the order of the file."""

    text: str
    spans: dict[str, Span]
    indent: str
    line_end: str

    @classmethod
    def of(cls, text: str, top: Table) -> Image:
        """The image of a text and its composed top level."""
        spans = {key.text: _span(text, key, node) for key, node in top.pairs}
        first = top.pairs[0][0].start if top.pairs else 0
        begin = max(text.rfind("\n", 0, first), text.rfind("\r", 0, first)) + 1
        indent = text[begin:first] if text[begin:first].isspace() else ""
        found = re.search("\r\n|[\n\r]", text)
        return cls(text, spans, indent, found[0] if found else "\n")

    def slice(self, keys: Sequence[str]) -> str:
        """The text of some entries only."""
        return "".join(
            self.text[self.spans[key].start : self.spans[key].end] for key in keys if key in self.spans
        )

    def region(self, key: str) -> str:
        """The text from an entry to the next one, with what stands between them."""
        start = self.spans[key].start
        following = [span.start for span in self.spans.values() if span.start > start]
        return self.text[start : min(following, default=len(self.text))]

    def changed(self, key: str, lines: list[str] | None, order: Sequence[str] = ()) -> Image:
        """The image in which the entry ``key`` has the given lines, or is gone (None).

        A new entry comes after the nearest entry that precedes it in ``order``, else before the nearest that
        follows, else at the end.  Comments of a replaced entry are kept: the first behind it, others above it.
        """
        if span := self.spans.get(key):
            return self._replaced(key, span, lines)
        if lines is None:
            return self
        at = self._place_for(key, order)
        before = self.line_end if at and self.text[at - 1] not in "\r\n" else ""
        new = before + self._joined(lines)
        spans = {name: span if span.start < at else span.moved(len(new)) for name, span in self.spans.items()}
        spans[key] = Span(at + len(before), at + len(new))
        ordered = dict(sorted(spans.items(), key=lambda item: item[1].start))
        return Image(self.text[:at] + new + self.text[at:], ordered, self.indent, self.line_end)

    def _joined(self, lines: list[str]) -> str:
        return "".join(f"{self.indent if line else ''}{line}{self.line_end}" for line in lines)

    def _replaced(self, key: str, span: Span, lines: list[str] | None) -> Image:
        old = self.text[span.start : span.end]
        empty = found[1] if (found := _EMPTY_LINES.search(old)) else ""
        above, new = self._lines_for(old, span, lines)
        by = len(above) + len(new) + len(empty) - len(old)
        spans = {
            name: other.moved(by) if other.start > span.start else other for name, other in self.spans.items()
        }
        if lines is None:
            del spans[key]
        else:
            spans[key] = Span(span.start + len(above), span.end + by)
        text = self.text[: span.start] + above + new + empty + self.text[span.end :]
        return Image(text, spans, self.indent, self.line_end)

    def _lines_for(self, old: str, span: Span, lines: list[str] | None) -> tuple[str, str]:
        """Comments to go above an entry, and its new text (none when it is to go)."""
        behind, above = _comments(old)
        if lines is not None:
            return self._joined(above), self._joined([lines[0] + behind, *lines[1:]])
        above += [behind.strip()] if behind else []
        if not above and self.text[span.end : span.end + 1] in (" ", "\t"):
            above = ["#"]  # an indented comment must not become part of the text before
        return self._joined(above), ""

    def _place_for(self, key: str, order: Sequence[str]) -> int:
        """Index at which a new entry is put."""
        known = list(order)
        position = known.index(key) if key in known else -1
        for name in reversed(known[: max(position, 0)]):
            if name in self.spans:
                return self._after(self.spans[name])
        names = list(self.spans)
        for name in known[position + 1 :] if position >= 0 else ():
            if name in self.spans:
                above = names.index(name) - 1
                return self._after(self.spans[names[above]]) if above >= 0 else self.spans[name].start
        return self._end()

    def _end(self) -> int:
        if not self.spans:
            return len(self.text)
        last = self.spans[next(reversed(self.spans))]
        if re.search(r"^(\.\.\.|---)", self.text[last.end :], re.MULTILINE):
            return last.end
        return len(self.text) if last.end < len(self.text) else self._after(last)

    def _after(self, span: Span) -> int:
        """Behind an entry; before it when it is a ``|`` text that ends without a line end, which would gain one."""
        if span.end == len(self.text) and self.text[-1:] not in ("\n", "\r") and self._ends_in_block(span):
            return span.start
        return span.end

    def _ends_in_block(self, span: Span) -> bool:
        node = compose(self.text[span.start : span.end])
        last = _last_leaf(node) if node is not None else None
        return isinstance(last, Scalar) and last.style in ("|", ">")


def _span(text: str, key: Scalar, node: Node) -> Span:
    start = max((text.rfind(end, 0, key.start) for end in "\n\r\u2028\u2029"), default=-1) + 1
    leaf = _last_leaf(node)
    end = max(leaf.end, key.end)
    begin = max(text.rfind("\n", 0, end), text.rfind("\r", 0, end)) + 1
    is_block = isinstance(leaf, Scalar) and leaf.style in ("|", ">")
    if is_block and end < len(text) and begin > leaf.start and not text[begin:end].strip():
        return Span(start, begin)  # the parser has already passed the indent of what follows
    found = _LINE_END.search(text, end)
    return Span(start, found.end() if found else len(text))


def _last_leaf(node: Node) -> Node:
    """The last text, or collection in brackets, of a node: its end is exact, that of block collections is not."""
    while not isinstance(node, Scalar) and not node.flow:
        node = node.items[-1] if isinstance(node, Listing) else node.pairs[-1][1]
    return node


def _comments(entry: str) -> tuple[str, list[str]]:
    """Comments inside the text of one entry: the one to stay behind its first line, with its blanks; the others."""
    node = compose(entry)
    first_end = found.start() if (found := _LINE_END.search(entry)) else len(entry)
    behind, others = "", []
    for start, end in _gaps(node, entry):
        for comment in _COMMENT.finditer(entry, start, end):
            if comment.start(1) < first_end:
                behind = comment[0]
            else:
                others.append(comment[1].rstrip())
    if not behind and len(others) == 1:
        return f"  {others[0]}", []
    return behind, others


def _gaps(node: Node | None, text: str) -> Iterator[tuple[int, int]]:
    """Ranges between the texts of a node: punctuation, blanks and comments."""
    position = 0
    for start, end in _leaves(node, text) if node is not None else ():
        yield position, start
        position = max(position, end)
    yield position, len(text)


def _leaves(node: Node, text: str) -> Iterator[tuple[int, int]]:
    if isinstance(node, Scalar):
        if node.style in ("|", ">"):  # its header may carry a comment
            body = _LINE_END.search(text, node.start)
            yield (body.end() if body else node.end), node.end
        else:
            yield node.start, node.end
    elif isinstance(node, Listing):
        for item in node.items:
            yield from _leaves(item, text)
    else:
        for key, value in node.pairs:
            yield key.start, key.end
            yield from _leaves(value, text)
