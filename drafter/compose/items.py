"""The bureau's own items of a topic: sentences the pack never heard of, laid out as paragraphs."""

from __future__ import annotations

from drafter.compose import spans
from drafter.compose.clauses import resolve
from drafter.compose.factory import PARTS
from drafter.compose.marks import Marks, is_mark
from drafter.compose.sections import Section, numbered_run
from drafter.compose.values import ListValue, Record
from drafter.document.model import Block, Paragraph

HEADING, TEXT = "标题", "文"
_STOPS = "。！？…；："
_CLOSING = "”’）》"


def item_blocks(items: ListValue, key: str, marks: Marks) -> list[Block | Section]:
    """Items with a heading open a section each; those without follow one another in a paragraph."""
    made: list[Block | Section] = []
    running = ""
    first = 1
    for number, item in enumerate(items, 1):
        if not isinstance(item, Record):
            continue
        heading, text = str(item[HEADING]), _text(item, marks)
        if not _shows(heading, marks):
            running += text
            continue
        made.extend(_paragraphs(running, f"{key}/{first}", marks))
        running, first = "", number + 1
        section = Section(resolve(heading, marks), f"{key}/{number}")
        section.content.extend(_paragraphs(text, f"{key}/{number}", marks))
        made.append(section)
    return [*made, *_paragraphs(running, f"{key}/{first}", marks)]


def _text(item: Record, marks: Marks) -> str:
    """An item's sentences and its 一是 parts; each ends in a full stop."""
    text = str(item[TEXT])
    parts = item.fields.get(PARTS)
    listed = [str(part) for part in parts if not part.empty] if isinstance(parts, ListValue) else []
    if not listed:
        return _stopped(text, marks) if _shows(text, marks) else ""
    return (_led(text, marks) if _shows(text, marks) else "") + numbered_run(listed)


def _shows(text: str, marks: Marks) -> bool:
    return any(marks.behind(char).text if is_mark(char) else char.strip() for char in text)


def _stopped(text: str, marks: Marks) -> str:
    return text if _ends(text, marks) else text + "。"


def _led(text: str, marks: Marks) -> str:
    """What leads 一是 in."""
    return text if _ends(text, marks) else text + "："


def _ends(text: str, marks: Marks) -> bool:
    """Whether a sentence ends, be it before a closing mark (。”)."""
    last = marks.behind(text[-1]).text if is_mark(text[-1]) else text
    return last.rstrip().rstrip(_CLOSING)[-1:] in tuple(_STOPS)


def _paragraphs(text: str, key: str, marks: Marks) -> list[Block | Section]:
    return [
        Paragraph(made, key=f"{key}-{number}" if number else key)
        for number, made in enumerate(spans.paragraphs(resolve(text, marks), marks))
    ]
