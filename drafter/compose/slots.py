"""The places of a composed paragraph that are an answer, by names under which its own wording can speak of them.

``信访收到`` is an answer, ``信访收到#2`` what the paragraph prints in its second such place (a number without its
unit, in Chinese script, compared with last year …); ``信访收到@上年`` last year's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from drafter.compose.marks import Marks
from drafter.compose.values import TextValue, Value
from drafter.document.model import Origin, Span, State, Text
from drafter.formulas import names
from drafter.packs.schema import Kind, Pack

YEAR = "年度"
YEARS = {"年度": 0, "下一年": 1, "上一年": -1, "前年": -2}
"""Names that templates and wordings have for years, counted from the report year."""
BRACE = "花括号"
"""``{花括号}`` in a wording is a brace as such, where what stands in braces would be taken for the name of an answer."""
OWN = "改稿/"
"""Begins the keys of origins that are a wording's own."""
_PAST = {1: "上年", 2: "前年"}


def slot_name(origin: Origin | None, pack: Pack, year: int) -> str:
    """The name of the answer that a span is; "" for a span that is words of the paragraph itself."""
    keys = origin.keys if origin is not None else ()
    if not keys or keys[0].startswith(OWN):
        return ""
    first = keys[0]
    question = pack.questions.get(first)
    if question is not None and question.kind is Kind.PASSAGE:
        return ""
    key, at, past = first.partition("@")
    if at and past.isdigit():
        first = f"{key}@{_PAST.get(year - int(past), past)}"
    computed = names(question.formula) if question is not None and question.formula is not None else set()
    return first if set(keys[1:]) <= computed else "、".join((first, *keys[1:]))


def merged(text: Text) -> Iterator[Span]:
    """Neighbouring spans of one answer taken together, whatever is said of them; empty ones left out."""
    held: Span | None = None
    for span in text:
        if not span.text:
            continue
        if held is not None and _of_one(held.origin, span.origin):
            held = Span(held.text + span.text, held.origin)
            continue
        if held is not None:
            yield held
        held = span
    if held is not None:
        yield held


def _of_one(one: Origin | None, other: Origin | None) -> bool:
    if one is None or other is None:
        return one is other
    return (one.keys, one.state) == (other.keys, other.state)


def places(text: Text, pack: Pack, year: int) -> dict[str, Span]:
    """What a paragraph prints of answers, by the name and the number of the place (``信访收到#2``)."""
    counted: dict[str, int] = {}
    found: dict[str, Span] = {}
    for span in merged(text):
        if name := slot_name(span.origin, pack, year):
            counted[name] = counted.get(name, 0) + 1
            found[f"{name}#{counted[name]}"] = span
    return found


def named_values(text: Iterable[tuple[str, Span]], marks: Marks) -> dict[str, Value]:
    """What a paragraph prints of answers, as values that a wording speaks of; a missing one keeps the name it shows."""
    found: dict[str, Value] = {}
    for name, span in text:
        if span.origin is not None:
            label = (
                span.text.removeprefix("【").removesuffix("】")
                if span.origin.state is State.MISSING
                else name
            )
            found[name] = TextValue(marks, span.origin, ((span.text, None),), label)
    return found


def skeleton(text: Text, pack: Pack, year: int) -> str:
    """The words of a paragraph with ``{键}`` where an answer stands, whatever it says now."""
    return "".join(
        f"{{{name}}}" if (name := slot_name(span.origin, pack, year)) else span.text for span in merged(text)
    )
