"""What is to be asked of each 科室: the open questions of a file, and those that an answer would open.

Pure; shared by the list as text, the list as a table, and the matching of replies.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from drafter.answers.model import FIGURES, TEXT, VALUE, Answer, Answers, Raw, Status
from drafter.asking import OpenPoint, asked, is_blank, mentioned, open_among
from drafter.colleagues.offices import office_of
from drafter.figures import FigureError, parse_figure
from drafter.packs.schema import Kind, Pack, Question
from drafter.reckoning import figure, units

_SLOT = re.compile(r"\{[^{}]+\}")
_WORD = re.compile(r"\w+")
_LONGEST = 40
"""Last year's texts are quoted up to so many characters."""
_SHORT_NAME = 3
_PARTIAL = ("其中", "已", "尚未")
"""Names that begin so say nothing without what they are part of."""


class Request(Struct, frozen=True):
    """One thing to be reported.

    ``key`` may be dotted (a figure inside a text); ``condition``: when it need be reported, where it need not always.
    """

    key: str
    question: Question
    name: str
    unit: str = ""
    definition: str = ""
    last: str = ""
    condition: str = ""
    reason: str = "未填写"
    awaited: str = ""
    since: str = ""


class OfficeList(Struct, frozen=True):
    """What one 科室 has to report; ``office`` is "" where nobody is named."""

    office: str
    requests: tuple[Request, ...]


def office_lists(pack: Pack, answers: Answers, last: Answers | None = None) -> list[OfficeList]:
    """The open questions by 科室, in the order in which they are asked; those of nobody come last."""
    by_office: dict[str, list[Request]] = {}
    for request in requests(pack, answers, last):
        by_office.setdefault(office_of(request.question, answers), []).append(request)
    order = sorted(by_office, key=lambda office: not office)
    return [OfficeList(office, tuple(by_office[office])) for office in order]


def requests(pack: Pack, answers: Answers, last: Answers | None = None) -> list[Request]:
    """Everything that is open, and what would be asked next if the open figures were not zero."""
    now = {question.key for question in asked(pack, answers)}
    around = _around_the_body(pack)
    found = []
    for point in open_among(_foreseen(pack, answers), answers):
        if _is_for_the_clerk(point, around) and point.key not in answers.offices:
            continue
        if _is_to_be_read(point) and not office_of(point.question, answers):
            continue
        condition = "" if point.question.key in now else _condition(point.question, pack)
        found.append(_request(point, condition, answers, last))
    return _told_apart(found)


def _is_for_the_clerk(point: OpenPoint, around: frozenset[str]) -> bool:
    """Whether who drafts the report decides: does a paragraph or a claim still hold, when is it signed."""
    question = point.question
    if question.kind is Kind.PASSAGE:
        return point.key == question.key
    return question.own_words or question.key in around


def _is_to_be_read(point: OpenPoint) -> bool:
    """Whether a text of last year only wants to be looked at."""
    is_text = point.question.kind.is_prose and point.key == point.question.key
    return is_text and point.reason == Status.UNCONFIRMED.value


def _around_the_body(pack: Pack) -> frozenset[str]:
    """The keys of what stands around the body."""
    shell = pack.shell
    templates = " ".join((shell.addressee, shell.organs, shell.date, shell.note, shell.sealed))
    return frozenset(_WORD.findall(templates)) & pack.questions.keys()


def _told_apart(found: list[Request]) -> list[Request]:
    """Requests of one name get that of their key: 督察整改数（其中已整改）."""
    counts = Counter(one.name for one in found)
    return [
        replace(one, name=f"{one.key}（{one.question.label}）") if counts[one.name] > 1 else one
        for one in found
    ]


def last_figure(question: Question, name: str, last: Answers | None) -> str:
    """Last year's answer in short; ``name``: of a figure inside the text."""
    answer = last.get(f"{question.key}.{name}" if name else question.key) if last is not None else None
    if answer is None or answer.value is None:
        return ""
    found = figure(question, answer, last) if question.kind.is_number and not name else None
    text = found.text() if found is not None else _shown(answer.value)
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "……"


def _foreseen(pack: Pack, answers: Answers) -> list[Question]:
    """The questions asked, or to be asked once the open figures are known and not zero."""
    while True:
        questions = asked(pack, answers)
        open_ones = {one.key for one in questions if _decides(one) and _is_open(one, answers)}
        if not open_ones:
            return questions
        supposed = dict.fromkeys(open_ones, Answer("1"))
        answers = replace(answers, entries={**answers.entries, **supposed})


def _decides(question: Question) -> bool:
    return question.kind.is_number and question.formula is None


def _is_open(question: Question, answers: Answers) -> bool:
    answer = answers.entries.get(question.key)
    return answer is None or is_blank(answer)


def _condition(question: Question, pack: Pack) -> str:
    """When a question need be answered, in words."""
    parts = []
    for key, wanted in question.when:
        other = pack.questions.get(key)
        name = full_name(other) if other is not None else key
        if mentioned(wanted):
            parts.append(f"“{name}”里写到“{mentioned(wanted)}”时填")
        elif wanted:
            parts.append(f"“{name}”为“{wanted}”时填")
        elif other is not None and other.kind.is_number:
            parts.append("如有")
        else:
            parts.append(f"有“{name}”时填")
    return "，".join(dict.fromkeys(parts))


def _request(point: OpenPoint, condition: str, answers: Answers, last: Answers | None) -> Request:
    question = point.question
    name = point.key.removeprefix(question.key).removeprefix(".")
    before = last_figure(question, name, last)
    if name:
        answer = answers.entries.get(question.key)
        unit, definition = _unit_of(before), _blanked(answer.value if answer else None, name)
    else:
        unit = next(iter(units(question, answers)), "") if question.kind.is_number else ""
        definition = question.definition
    return Request(
        point.key,
        question,
        name or full_name(question),
        unit,
        definition,
        before,
        condition,
        point.reason,
        point.awaited,
        point.since,
    )


def full_name(question: Question) -> str:
    """The question's name as it is understood away from its topic."""
    label = question.label
    partial = label.startswith(_PARTIAL) or len(label) <= _SHORT_NAME
    return f"{question.topic}：{label}" if partial and question.topic not in label else label


def _unit_of(written: str) -> str:
    try:
        return parse_figure(written).unit if written else ""
    except FigureError:
        return ""


def _blanked(raw: Raw | None, name: str) -> str:
    """The sentence a figure will stand in, its place left blank."""
    slot = f"{{{name}}}"
    for text in _texts(raw):
        if slot in text:
            text = _SLOT.sub("……", text.replace(slot, "＿＿"))
            return f"用于“{text}”"
    return ""


def _texts(raw: Raw | None) -> Iterator[str]:
    if isinstance(raw, str):
        yield raw
    elif isinstance(raw, list):
        for item in raw:
            yield from _texts(item)
    elif isinstance(raw, dict):
        for key, value in raw.items():
            if key != FIGURES:
                yield from _texts(value)


def _shown(raw: Raw) -> str:
    """A raw value in one line."""
    if isinstance(raw, str):
        return raw.replace("\n", " ")
    if isinstance(raw, list):
        return "；".join(_shown(item) for item in raw)
    text = raw.get(TEXT, raw.get(VALUE))
    if text is not None:
        figures = raw.get(FIGURES)
        return _filled(_shown(text), figures if isinstance(figures, dict) else {})
    return "｜".join(_shown(item) for key, item in raw.items() if key != FIGURES)


def _filled(text: str, figures: dict[str, Raw]) -> str:
    for name, raw in figures.items():
        text = text.replace(f"{{{name}}}", _shown(raw))
    return text
