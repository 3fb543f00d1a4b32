"""Stretches of a text that come from an edit: a wording's own words, the words that a comment is on."""

from __future__ import annotations

from itertools import pairwise

from drafter.document.model import Origin, Span, Text


def attributed(text: Text, origin: Origin) -> Text:
    """A text whose own words come from ``origin``; its note stands only once."""
    made: list[Span] = []
    for span in text:
        if span.origin is None:
            span = Span(span.text, origin)
            origin = Origin(origin.keys, origin.state)
        made.append(span)
    return tuple(made)


def marked(text: Text, start: int, end: int, origin: Origin) -> Text:
    """A text whose own words between two places come from ``origin``; answers among them stay answers."""
    made: list[Span] = []
    place = 0
    for span in text:
        cuts = sorted({0, len(span.text), *(min(max(at - place, 0), len(span.text)) for at in (start, end))})
        for left, right in pairwise(cuts):
            inside = start <= place + left and place + right <= end
            own = origin if inside and span.origin is None else span.origin
            made.append(Span(span.text[left:right], own))
            if own is origin:
                origin = Origin(origin.keys, origin.state)
        place += len(span.text)
    return tuple(made)
