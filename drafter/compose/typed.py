"""Sections laid down as they are typed (编号: 照写): numbers stand in the text, nothing is numbered, merged or dropped.

What a number sign says is read from the text itself, by the grammar the readers read finished reports with, so that
a heading has its level and a run-in heading its face.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from drafter.compose import spans
from drafter.compose.marks import Marks
from drafter.compose.sections import Section
from drafter.document.model import Block, Heading, Paragraph, Span, Text, plain
from drafter.genre.headings import is_heading, lead_of, sign_of

_DEEPEST = 4
_STOPS = "。！？!?：:"


def lay_typed(content: Sequence[Block | Section], marks: Marks, level: int = 1) -> Iterator[Block]:
    """The blocks of sections and paragraphs in their order; ``level`` is that of headings without a sign."""
    for item in content:
        if isinstance(item, Section):
            text = spans.line(item.heading, marks)
            heading = _heading(text, item.key, level) if text else None
            if heading is not None:
                yield heading
            yield from lay_typed(item.content, marks, heading.level + 1 if heading else level)
        elif isinstance(item, Paragraph) and item.lead is None:
            yield led(item)
        else:
            yield item


def _heading(text: Text, key: str, level: int) -> Heading:
    """A heading with its number apart, at the level of its sign."""
    sign = sign_of(plain(text))
    if sign is None:
        return Heading(min(level, _DEEPEST), "", text, key)
    return Heading(sign.level, sign.text, behind(text, sign.length), key)


def led(paragraph: Paragraph) -> Block:
    """A paragraph with the sign and the heading it begins with apart; a heading where it is nothing else."""
    words = plain(paragraph.text)
    lead = lead_of(words)
    if lead is None:
        return paragraph
    if is_heading(words):
        return _heading(paragraph.text, paragraph.key, lead.sign.level)
    words_behind = behind(paragraph.text, lead.sign.length)
    heading, text = split(words_behind, len(lead.words) if lead.words.endswith(tuple(_STOPS)) else 0)
    return Paragraph(text, Heading(lead.sign.level, lead.sign.text, heading, paragraph.key), paragraph.key)


def behind(text: Text, at: int) -> Text:
    """A text without the sign it begins with; what was to be said of the sign is said of what follows."""
    sign, rest = split(text, at)
    said = next((span.origin for span in sign if span.origin is not None and span.origin.note), None)
    if said is None or any(span.origin == said for span in rest):
        return rest
    made = list(rest)
    for number, span in enumerate(rest):
        if span.origin is not None and span.origin.keys == said.keys:
            made[number] = Span(span.text, said)
            break
    return tuple(made)


def split(text: Text, at: int) -> tuple[Text, Text]:
    """A text cut behind so many characters; a span that is cut keeps its origin on both sides."""
    before: list[Span] = []
    after: list[Span] = []
    for span in text:
        first, second = span.text[:at], span.text[at:]
        at -= len(first)
        if first:
            before.append(Span(first, span.origin))
        if second:
            after.append(Span(second, span.origin))
    return tuple(before), tuple(after)
