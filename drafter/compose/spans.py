"""From text with marks to spans; the places where a value meets the template's punctuation are mended here."""

from __future__ import annotations

import re

from drafter.compose.marks import Marks, is_mark
from drafter.document.model import Span, Text

_MARK_OR_TEXT = re.compile("[\U000f0000-\U0010fffd]|[^\U000f0000-\U0010fffd]+")
_STOPS = "。；，、：;,"
_AFTER_STOP = "。；，、：）)"


def paragraphs(text: str, marks: Marks) -> list[Text]:
    """The paragraphs of a text: more than one where an answer holds line breaks."""
    made: list[list[Span]] = [[]]
    for span in _spans(text, marks):
        first, *rest = span.text.split("\n")
        _add(made[-1], Span(first, span.origin))
        for line in rest:
            made.append([])
            _add(made[-1], Span(line, span.origin))
    return [tuple(line) for line in made if line]


def line(text: str, marks: Marks) -> Text:
    """The same for a text that is one line by nature (title, heading, cell): breaks become nothing."""
    return tuple(span for part in paragraphs(text, marks) for span in part)


def _add(spans: list[Span], span: Span) -> None:
    text = span.text if spans else span.text.lstrip("　 \t")
    if text:
        spans.append(Span(text, span.origin))


def _spans(text: str, marks: Marks) -> list[Span]:
    """Spans in order; a value's own full stop gives way to the punctuation that follows it in the template."""
    tokens: list[str] = _MARK_OR_TEXT.findall(text)
    spans = []
    for number, token in enumerate(tokens):
        if not is_mark(token):
            spans.append(Span(token))
            continue
        printed = marks.behind(token)
        following = _following(tokens, number, marks)
        value = printed.text.rstrip()
        if following and following in _AFTER_STOP:
            value = value.rstrip(_STOPS)
        if value:
            spans.append(Span(value, printed.origin))
    return spans


def _following(tokens: list[str], number: int, marks: Marks) -> str:
    """The first character printed after a token; empty at the end."""
    for token in tokens[number + 1 :]:
        text = marks.behind(token).text if is_mark(token) else token
        if text:
            return text[0]
    return ""
