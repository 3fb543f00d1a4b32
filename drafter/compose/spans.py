"""From text with marks to spans; the places where a value meets the template's punctuation are mended here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from drafter.compose.marks import Marks, is_mark
from drafter.document.model import Origin, Span, Text

_MARK_OR_TEXT = re.compile("[\U000f0000-\U0010fffd]|[^\U000f0000-\U0010fffd]+")
_STOPS = "。；，、：;,"
_AFTER_STOP = "。；，、：）)"
_BLANKS = "　 \t"


def paragraphs(text: str, marks: Marks) -> list[Text]:
    """The paragraphs of a text: more than one where an answer holds line breaks."""
    spans = _spans(text, marks)
    if not any("\n" in span.text for span in spans):
        return [tuple(_trimmed(spans))] if spans else []
    made: list[list[Span]] = [[]]
    for span in spans:
        first, *rest = span.text.split("\n")
        made[-1].append(Span(first, span.origin))
        made.extend([Span(line, span.origin)] for line in rest)
    lines = (tuple(_trimmed(line)) for line in made)
    return [line for line in lines if line]


def line(text: str, marks: Marks) -> Text:
    """The same for a text that is one line by nature (title, heading, cell): breaks become nothing."""
    return tuple(span for part in paragraphs(text, marks) for span in part)


def attributed(texts: Iterable[Text], origin: Origin | None) -> Iterator[Text]:
    """Texts whose characters come from ``origin`` where no figure says otherwise; its note stands only once."""
    for text in texts:
        made: list[Span] = []
        for span in text:
            if origin is not None and (span.origin is None or span.origin.keys == origin.keys):
                span = Span(span.text, origin)
                origin = Origin(origin.keys, origin.state)
            made.append(span)
        yield tuple(made)


def _trimmed(spans: list[Span]) -> list[Span]:
    """A paragraph's spans without the blanks it begins with, and without empty ones."""
    first = next((number for number, span in enumerate(spans) if span.text.strip()), len(spans))
    if first == len(spans):
        return []
    head = Span(spans[first].text.lstrip(_BLANKS), spans[first].origin)
    return [head, *(span for span in spans[first + 1 :] if span.text)]


def _spans(text: str, marks: Marks) -> list[Span]:
    """Spans in order; a value's own full stop gives way to the punctuation that follows it in the template.

    What |原样 printed is the template's own text.
    """
    tokens: list[str] = _MARK_OR_TEXT.findall(text)
    spans: list[Span] = []
    for number, token in enumerate(tokens):
        printed = marks.behind(token) if is_mark(token) else None
        if printed is None or printed.origin is None:
            _add_own(spans, token if printed is None else printed.text)
            continue
        value = printed.text.rstrip()
        if value and value[-1] in _STOPS and _following(tokens, number, marks) in _AFTER_STOP:
            value = value.rstrip(_STOPS)
        if value:
            spans.append(Span(value, printed.origin))
    return spans


def _add_own(spans: list[Span], text: str) -> None:
    """Text of the template goes on in the span before it, when that is the template's too."""
    if spans and spans[-1].origin is None:
        spans[-1] = Span(spans[-1].text + text)
    else:
        spans.append(Span(text))


def _following(tokens: list[str], number: int, marks: Marks) -> str:
    """The first character printed after a token; a blank at the end."""
    for token in tokens[number + 1 :]:
        text = marks.behind(token).text if is_mark(token) else token
        if text:
            return text[0]
    return " "
