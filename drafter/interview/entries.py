"""Collections (lists, tables, the bureau's own items) as raw values: entries, their cells, and which are settled.

While a collection is being worked on, its answer is 未确认 and each entry the clerk has settled bears
``状态: 已确认`` of its own, so that an interruption loses no decision; when the whole is confirmed these go.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from drafter.answers.model import (
    FIGURES,
    SOURCE,
    STATUS,
    TEXT,
    VALUE,
    Answer,
    Raw,
    Status,
    inner_answer,
    inner_figures,
)
from drafter.asking import is_blank
from drafter.interview.passages import Passage, is_passage, read_passage
from drafter.packs.schema import Column, Depth, Kind, Question

COLLECTIONS = frozenset({Kind.LIST, Kind.TABLE, Kind.ITEMS})
TITLE = "标题"
WHOLE = ""
"""Column key of an entry that is one text."""


def columns(question: Question, depth: Depth) -> tuple[Column, ...]:
    """What is asked of each entry.  An item's heading is asked in the full questionnaire only."""
    if question.kind is Kind.TABLE:
        return question.columns
    if question.kind is Kind.LIST:
        return (Column(WHOLE, question.label),)
    text = Column(TEXT, question.label, Kind.LONG)
    return (Column(TITLE, "小标题", Kind.TEXT, optional=True), text) if depth is Depth.FULL else (text,)


def entries(answer: Answer | None) -> list[Raw]:
    """The entries of a collection, each bearing its own status where the whole is confirmed."""
    if answer is None or not isinstance(answer.value, list):
        return []
    if answer.status is Status.CONFIRMED:
        return [settled(entry) for entry in answer.value]
    return list(answer.value)


def is_settled(entry: Raw) -> bool:
    """Whether the clerk has settled an entry of a collection that is still being worked on."""
    return isinstance(entry, dict) and entry.get(STATUS) == Status.CONFIRMED.value


def is_awaited(entry: Raw) -> bool:
    """Whether the clerk has yet to say what became of a row of last year's (carry.py marks it with its year)."""
    return isinstance(entry, dict) and SOURCE in entry and STATUS not in entry


def settled(entry: Raw) -> Raw:
    """The entry marked as settled."""
    fields: dict[str, Raw] = dict(entry) if isinstance(entry, dict) else {TEXT: entry}
    fields.pop(SOURCE, None)
    return {**fields, STATUS: Status.CONFIRMED.value}


def unsettled(entry: Raw) -> Raw:
    """The entry without a status of its own, a lone text as plain text again."""
    if not isinstance(entry, dict):
        return entry
    fields = {name: value for name, value in entry.items() if name not in (STATUS, SOURCE)}
    if fields.keys() <= {TEXT, FIGURES} and not fields.get(FIGURES):
        return fields.get(TEXT, "")
    return fields


def finished(found: list[Raw], kind: Kind) -> list[Raw]:
    """The entries of a collection that is now confirmed as a whole; items stay mappings."""
    plain = [unsettled(entry) for entry in found]
    if kind is Kind.ITEMS:
        return [{TEXT: entry} if isinstance(entry, str) else entry for entry in plain]
    return plain


def cell(entry: Raw | None, column: str) -> Passage:
    """One column of an entry as a text."""
    if column in (WHOLE, TEXT):
        return read_passage(entry)
    return read_passage(entry.get(column, "")) if isinstance(entry, dict) else Passage("")


def with_cell(entry: Raw | None, column: str, passage: Passage) -> Raw:
    """The entry with another text in one column."""
    fields: dict[str, Raw] = dict(entry) if isinstance(entry, dict) else {}
    if isinstance(entry, str):
        fields[TEXT] = entry
    if column not in (WHOLE, TEXT):
        if passage.text:
            return {**fields, column: passage.raw()}
        fields.pop(column, None)
        return fields
    fields.pop(VALUE, None)
    fields.pop(FIGURES, None)
    fields[TEXT] = passage.text
    return {**fields, FIGURES: dict(passage.figures)} if passage.figures else fields


def wanting(raw: Raw | None, owner: Answer) -> Iterator[str]:
    """Names of the figures in a raw value that have yet to be asked (blank or unconfirmed, not skipped)."""
    for name, value in inner_figures(raw):
        found = inner_answer(value, owner)
        own_status = isinstance(value, dict) and STATUS in value
        if found.status.is_put_off:
            continue
        if is_blank(found) or (own_status and found.status is Status.UNCONFIRMED):
            yield name


def with_figure(raw: Raw, name: str, value: Raw) -> Raw:
    """A raw value with the figure ``name`` inside it set, wherever it stands."""
    if isinstance(raw, list):
        return [with_figure(item, name, value) for item in raw]
    if not isinstance(raw, dict):
        return raw
    return {
        key: _set(inner, name, value) if key == FIGURES else with_figure(inner, name, value)
        for key, inner in raw.items()
    }


def _set(figures: Raw, name: str, value: Raw) -> Raw:
    if not isinstance(figures, dict) or name not in figures:
        return figures
    return {**figures, name: value}


def blanked(raw: Raw, last: Mapping[str, str]) -> Raw:
    """A carried raw value whose figures that are last year's are blank, so that they are asked."""
    for name, value in list(inner_figures(raw)):
        if isinstance(value, str) and value and last.get(name) == value:
            raw = with_figure(raw, name, "")
    return raw


def doubted(entry: Raw) -> Raw:
    """A settled entry to be changed: its figures, which stay, are asked once more."""
    entry = unsettled(entry)
    for name, value in list(inner_figures(entry)):
        fields: dict[str, Raw] = dict(value) if isinstance(value, dict) else {VALUE: value}
        if fields.get(VALUE):
            entry = with_figure(entry, name, {**fields, STATUS: Status.UNCONFIRMED.value})
    return entry


def passage_around(raw: Raw | None, name: str) -> Passage:
    """The text inside a raw value in which the figure ``name`` stands."""
    if isinstance(raw, dict) and is_passage(raw) and name in read_passage(raw).figures:
        return read_passage(raw)
    inner = list(raw.values()) if isinstance(raw, dict) else raw if isinstance(raw, list) else []
    figures = raw.get(FIGURES) if isinstance(raw, dict) else None
    if isinstance(figures, dict) and name in figures:
        texts = (part for part in inner if isinstance(part, str))
        return Passage(next((text for text in texts if f"{{{name}}}" in text), ""), figures)
    for part in inner:
        found = passage_around(part, name)
        if found.text:
            return found
    return Passage("")
