"""Spans of two drafts as runs with Word's revisions: w:ins, w:del, w:moveFrom, w:moveTo (ECMA-376-1, 17.13.5).

A text is that of the new draft, so that lines break and columns are measured as there; what was deleted rides on
the span behind it, as a part of its origin.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from html import escape

from msgspec import Struct

from drafter.compare.model import Bit, Kind, Stand
from drafter.document.model import Origin, Span, Text
from drafter.writers.docx.inline import Marks, run

_TAGS = {Stand.ADDED: "ins", Stand.DELETED: "del", Stand.CUT: "moveFrom", Stand.PASTED: "moveTo"}


class Revision(Struct, frozen=True):
    """Who made the revisions, and when."""

    author: str
    when: datetime | None = None


def spans(bits: Sequence[Bit], stand: Stand) -> Text:
    """The characters of a paragraph, each span with how it stands and what was deleted before and behind it."""
    whole = stand if all(bit.kind is not Kind.EQUAL for bit in bits) else Stand.KEPT
    if {bit.kind for bit in bits} == {Kind.DELETE}:
        return (_span("".join(bit.text for bit in bits), _gone(whole)),)
    made: list[Span] = []
    held = ""
    for number, bit in enumerate(bits):
        if bit.kind is Kind.DELETE:
            held += bit.text
            continue
        here = Stand.KEPT if bit.kind is Kind.EQUAL else _came(whole)
        made.append(_span(bit.text, here, held, number=number))
        held = ""
    if held and made and made[-1].origin is not None:
        _, before, _, number_ = made[-1].origin.keys
        made[-1] = Span(made[-1].text, Origin((made[-1].origin.keys[0], before, held, number_)))
    return tuple(made)


def _gone(whole: Stand) -> Stand:
    return whole if whole is Stand.CUT else Stand.DELETED


def _came(whole: Stand) -> Stand:
    return whole if whole is Stand.PASTED else Stand.ADDED


def _span(text: str, stand: Stand, before: str = "", after: str = "", number: int = 0) -> Span:
    return Span(text, Origin((stand.name, before, after, str(number))))


def cut(text: Text, start: int, end: int) -> Text:
    """The characters ``start:end`` of such a text; what was deleted goes with the characters it stands beside."""
    made: list[Span] = []
    place = 0
    for span in text:
        first, last = max(start - place, 0), min(end - place, len(span.text))
        place += len(span.text)
        if first >= last or span.origin is None:
            continue
        name, before, after, number = span.origin.keys
        keys = (name, before if first == 0 else "", after if last == len(span.text) else "", number)
        made.append(Span(span.text[first:last], Origin(keys)))
    return tuple(made)


class Tracked(Marks):
    """Writes such spans; each revision has a number of its own."""

    revision: Revision = Revision("")
    used: int = 0

    def span(self, origin: Origin, chars: str, style: str) -> str:
        """The runs of a span, what was deleted beside it included."""
        self.count(chars)
        name, before, after, _ = origin.keys
        return (
            self._deleted(before, style) + self._run(Stand[name], chars, style) + self._deleted(after, style)
        )

    def _run(self, stand: Stand, chars: str, style: str) -> str:
        inside = run(chars, style)
        if stand is Stand.KEPT:
            return inside
        if stand is Stand.DELETED:
            return self._deleted(chars, style)
        return self._revised(stand, inside)

    def _deleted(self, chars: str, style: str) -> str:
        if not chars:
            return ""
        inside = run(chars, style).replace("<w:t>", "<w:delText>").replace("</w:t>", "</w:delText>")
        return self._revised(Stand.DELETED, inside.replace("<w:t xml:", "<w:delText xml:"))

    def _revised(self, stand: Stand, inside: str) -> str:
        return f"{self.element(stand)[:-2]}>{inside}</w:{_TAGS[stand]}>"

    def element(self, stand: Stand) -> str:
        """The empty element that says so of the mark of a paragraph or of a row; "" for what is kept."""
        if stand is Stand.KEPT:
            return ""
        return f"<w:{_TAGS[stand]} {self._who()}/>"

    def mark(self, stand: Stand) -> str:
        """The last of the properties of a paragraph whose mark is revised."""
        return f"<w:rPr>{self.element(stand)}</w:rPr>" if stand is not Stand.KEPT else ""

    def moved(self, stand: Stand, move: int, paragraph: str) -> str:
        """A paragraph that moved, in the range that Word finds its other half by."""
        kind = _TAGS[stand]
        who = self._who()
        start = f'<w:{kind}RangeStart {who} w:name="move{move}"/>'
        return f'{start}{paragraph}<w:{kind}RangeEnd w:id="{self.used}"/>'

    def _who(self) -> str:
        self.used += 1
        when = self.revision.when
        dated = f' w:date="{when:%Y-%m-%dT%H:%M:%SZ}"' if when else ""
        return f'w:id="{self.used}" w:author="{escape(self.revision.author)}"{dated}'
