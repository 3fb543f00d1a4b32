"""A composed paragraph as a text to be reworded: answers of the pack as ``{键}``, so that they stay live."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from drafter.compose.factory import Factory
from drafter.compose.slots import merged, slot_name
from drafter.compose.values import NumberValue, TextValue, plain_of
from drafter.document.model import Span, Text
from drafter.formulas import past_names
from drafter.reckoning import units

_STOPS = "。；，、：;,"
_MISSING = "【{label}】"


def live_text(texts: Sequence[Text], key: str, factory: Factory) -> str:
    """The paragraphs below each other; an answer becomes ``{键}`` where that prints the same characters.

    Elsewhere (增长5%, a number in Chinese) it becomes ``{键#2}``, what the pack's own paragraph prints in its second
    such place.  ``key``: the question of the paragraphs themselves.
    """
    named = _Named(factory)
    return "\n".join(_live(text, key, factory, named) for text in texts)


class _Named:
    """Counts the places of answers as ``slots.places`` does."""

    def __init__(self, factory: Factory) -> None:
        self.factory, self.counted = factory, Counter[str]()

    def name(self, span: Span) -> str:
        """``键#2`` for what stands in a span."""
        name = slot_name(span.origin, self.factory.pack, self.factory.answers.year)
        self.counted[name] += 1
        return f"{name}#{self.counted[name]}"


def _live(text: Text, key: str, factory: Factory, named: _Named) -> str:
    pieces = [
        (owner, named.name(span) if owner else "", span.text)
        for span in merged(text)
        for owner in [_owner(span, key, factory)]
    ]
    made, cut = "", 0
    for number, (owner, name, words) in enumerate(pieces):
        words, cut = words[cut:], 0
        following = pieces[number + 1][2] if number + 1 < len(pieces) and not pieces[number + 1][0] else ""
        taken = _taken(owner, words, following, factory) if owner else None
        if taken is None and name.startswith(f"{owner}#") and isinstance(factory.find(owner), NumberValue):
            made += f"{{{name}}}"
            continue
        made += words if taken is None else f"{{{owner}}}"
        cut = taken or 0
    return made


def _owner(span: Span, key: str, factory: Factory) -> str:
    """The question whose answer a span is, or is a part of; "" for words."""
    first = span.origin.keys[0] if span.origin is not None and span.origin.keys else ""
    owner = first if first in factory.pack.questions else first.partition(".")[0]
    question = factory.pack.questions.get(owner)
    return owner if question is not None and question.kind.is_live and owner != key else ""


def _taken(owner: str, words: str, following: str, factory: Factory) -> int | None:
    """How many characters behind ``words`` ``{键}`` prints, too (the unit of a bare number); None: not the same."""
    value = factory.find(owner)
    if not isinstance(value, NumberValue | TextValue):
        return None
    unit = next(iter(units(factory.pack.questions[owner], factory.answers)), "")
    formula = factory.pack.questions[owner].formula
    if value.missing and formula is not None and past_names(formula):
        return None  # a growth, whose word the template prints once it is known
    if value.missing:
        same = words == _MISSING.format(label=value.label)
        return (len(unit) if unit and following.startswith(unit) else 0) if same else None
    printed = plain_of(value)
    if words in (printed, printed.rstrip(_STOPS)):
        return 0
    rest = printed.removeprefix(words)
    return len(rest) if rest != printed and following.startswith(rest) else None
