"""What an answer becomes when the place where it is printed reads otherwise in the edited copy."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from drafter.answers.model import FIGURES, STATUS, VALUE, Answer, Answers, Raw, Status
from drafter.asking import is_blank
from drafter.errors import DrafterError
from drafter.figures import Figure, parse_figure
from drafter.genre.dates import parse_date
from drafter.packs.schema import Kind, Pack, Question
from drafter.reckoning import units
from drafter.taking.uses import Slot, Use

_FIRM = (Kind.FIGURE, Kind.MONEY, Kind.DATE)
_MARKED = re.compile(r"《[^》]+》|“[^”]+”")
_PLAIN_NUMBER = re.compile(r"-?\d+(?:\.(\d+))?")


def is_firm(slot: Slot, pack: Pack) -> bool:
    """Whether a place is a figure or a date: the same wherever it stands."""
    question = pack.questions.get(slot.key)
    return question.kind in _FIRM if question is not None else "." in slot.key


def is_computed(slot: Slot, pack: Pack) -> bool:
    """Whether a place is no answer, but what is computed of some."""
    question = pack.questions.get(slot.key)
    return slot.name != slot.key or (question is not None and question.formula is not None)


def answered(
    slot: Slot, new: str, pack: Pack, answers: Answers, source: str, *, typed: bool = False
) -> Answer | None:
    """The answer that prints ``new`` in this place; None where no answer does.

    ``typed``: a figure in the script in which the copy has it, else in that of the answer before.  Only for places
    that print one answer: not for what a template computed of several, or last year's figure.
    """
    if slot.name != slot.key or not new.strip():
        return None
    before = answers.get(slot.key)
    question = pack.questions.get(slot.key)
    if question is None:
        return _inner(slot, new, pack, answers, source)
    value = _value(question, slot, new.strip(), before, answers)
    if typed and question.kind.is_number and value is not None:
        value = new.strip()
    if value is None or (question.kind is Kind.DATE and before is not None and value == _date_of(before)):
        return None
    made = Answer(value, source=source) if before is None else replace(before, value=value, source=source)
    return replace(made, status=Status.CONFIRMED, awaited="", since="")


def with_decimals(slot: Slot, new: str, answers: Answers, pack: Pack) -> Answer | None:
    """For a computed number of which only the decimals changed: it stays computed."""
    question = pack.questions.get(slot.key)
    if question is None or question.formula is None or slot.name != slot.key:
        return None
    before = answers.entries.get(slot.key)
    if before is not None and not is_blank(before):
        return None
    found = _PLAIN_NUMBER.search(new)
    if found is None or not (_same_words(found, new, slot.text) or (slot.missing and not found.start())):
        return None
    return Answer(None, source="", decimals=len(found[1] or ""), note=before.note if before else "")


def _same_words(found: re.Match[str], new: str, old: str) -> bool:
    """Whether two numbers stand between the same words (下降…%)."""
    before = _PLAIN_NUMBER.search(old)
    around = (new[: found.start()], new[found.end() :])
    return before is not None and around == (old[: before.start()], old[before.end() :])


def _value(question: Question, slot: Slot, new: str, before: Answer | None, answers: Answers) -> Raw | None:
    if question.kind.is_number:
        return _figure(question, new, before, answers)
    if question.kind is Kind.DATE:
        return _date(new)
    if question.kind is Kind.CHOICE:
        return new if question.leaves_open or new in question.options else None
    if question.kind in (Kind.YES_NO, Kind.PASSAGE):
        return None
    if slot.missing or before is None or before.value is None:
        if question.kind in (Kind.TABLE, Kind.ITEMS):
            return None
        return [new] if question.kind in (Kind.LIST, Kind.CHOICES) else new
    return reworded(before.value, slot.text, new)


def _figure(question: Question, new: str, before: Answer | None, answers: Answers) -> str | None:
    accepted = units(question, answers)
    try:
        figure = parse_figure(new, accepted, negative=question.formula is not None)
    except DrafterError:
        return None
    written = before.value if before is not None and isinstance(before.value, str) else ""
    return _as_before(figure, new, written)


def _as_before(figure: Figure, new: str, written: str) -> str:
    """A figure in the script that its answer has; templates print it in another where they want to."""
    if not figure.chinese or not written or not re.search(r"\d", written):
        return new
    unit = figure.unit if figure.unit_typed else ""
    return f"{figure.prefix}{figure.value:f}{figure.surplus}{unit}{figure.tail}"


def _date_of(answer: Answer) -> str | None:
    return _date(answer.value) if isinstance(answer.value, str) else None


def _date(new: str) -> str | None:
    try:
        return parse_date(new).text()
    except DrafterError:
        return None


def reworded(raw: Raw, old: str, new: str) -> Raw | None:
    """A text answer with some of its words changed; None where they do not stand in it just once.

    Items in 《》 or “” that are printed side by side (GB/T 15834-2011, 4.5.3.5) are told apart again.
    """
    if isinstance(raw, list) and len(raw) > 1 and "".join(map(str, raw)) == old:
        items = _MARKED.findall(new)
        return list(items) if "".join(items) == new else None
    if sum(text.count(old) for text in _leaves(raw)) != 1:
        return None
    return _replaced(raw, old, new)


def _leaves(raw: Raw) -> Iterator[str]:
    if isinstance(raw, str):
        yield raw
    elif isinstance(raw, list):
        for item in raw:
            yield from _leaves(item)
    else:
        for name, item in raw.items():
            if name != FIGURES:
                yield from _leaves(item)


def _replaced(raw: Raw, old: str, new: str) -> Raw:
    if isinstance(raw, str):
        return raw.replace(old, new)
    if isinstance(raw, list):
        return [_replaced(item, old, new) for item in raw]
    return {name: item if name == FIGURES else _replaced(item, old, new) for name, item in raw.items()}


# -- figures inside texts


def _inner(slot: Slot, new: str, pack: Pack, answers: Answers, source: str) -> Answer | None:
    """The text answer with one of its own figures changed (普法补充.场次)."""
    parent, _, name = slot.key.rpartition(".")
    owner = answers.entries.get(parent)
    if parent not in pack.questions or owner is None or owner.value is None:
        return None
    try:
        parse_figure(new)
    except DrafterError:
        return None
    confirmed = owner.status is Status.CONFIRMED
    value = _with_figure(
        owner.value, name, new if confirmed else {VALUE: new, STATUS: Status.CONFIRMED.value}
    )
    return None if value == owner.value else replace(owner, value=value, source=owner.source or source)


def _with_figure(raw: Raw, name: str, new: Raw) -> Raw:
    if isinstance(raw, list):
        return [_with_figure(item, name, new) for item in raw]
    if not isinstance(raw, dict):
        return raw
    made = {key: _with_figure(item, name, new) for key, item in raw.items()}
    figures = raw.get(FIGURES)
    if isinstance(figures, dict) and name in figures:
        made[FIGURES] = {**figures, name: new}
    return made


def canonical(use: Use) -> str:
    """The figure that a place has now, however it is printed."""
    try:
        found = parse_figure(use.text)
    except DrafterError:
        return use.text
    return f"{found.prefix}{found.value.normalize()}{found.surplus}{found.tail}"
