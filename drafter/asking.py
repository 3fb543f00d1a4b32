"""Which questions one year's answers file asks, and which of them are open.

Shared by the interview (what to ask next), compose (missing or merely not asked) and the final check.  Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from drafter.answers.model import FIGURES, VALUE, Answer, Answers, Raw, Status, inner_answer, inner_figures
from drafter.figures import NOT_APPLICABLE, OMITTED
from drafter.formulas import names
from drafter.packs.schema import Depth, Kind, Pack, Question, Topic

PROFILE_KEY = "单位类型"
"""The bureau card's question whose answer is the profile: 部门 or 政府."""


class OpenPoint(Struct, frozen=True):
    """Something that keeps a draft from being final: the key, its question, and why it is open."""

    key: str
    question: Question
    reason: str
    """未填写, 跳过, 等待 or 未确认."""
    awaited: str = ""
    """Who was asked for it, where it is waited for."""
    since: str = ""
    """The day they were asked."""


def profile(answers: Answers) -> str:
    """部门 or 政府, as the bureau card says; empty while it is not known."""
    answer = answers.get(PROFILE_KEY)
    return answer.value if answer is not None and isinstance(answer.value, str) else ""


def fits(profiles: tuple[str, ...], of: str) -> bool:
    """Whether something meant for ``profiles`` concerns a bureau of profile ``of`` (unknown: everything does)."""
    return not profiles or not of or of in profiles


def topics_on(pack: Pack, answers: Answers) -> Iterator[Topic]:
    """The topics of this report in the pack's order: those always there, those ticked, those that serve one of them."""
    kind = profile(answers)
    on = {
        name
        for name, topic in pack.topics.items()
        if topic.serves is None and (topic.always or (name in answers.topics and fits(topic.profiles, kind)))
    }
    for name, topic in pack.topics.items():
        if name in on or (topic.serves and not on.isdisjoint(topic.serves)):
            yield topic


def asked(pack: Pack, answers: Answers) -> list[Question]:
    """The questions this file asks, in the pack's order, as its topics, depth, profile and conditions have it.

    A computed number is asked for what it is made of, be the topic of that ticked or not.
    """
    kind = profile(answers)
    found = [
        pack.questions[key]
        for topic in topics_on(pack, answers)
        for key in topic.questions
        if _concerns(pack.questions[key], answers, kind)
    ]
    needed = _needed(pack, answers, found)
    if not needed:
        return found
    keys = needed.union(question.key for question in found)
    return [question for question in pack.questions.values() if question.key in keys]


def _needed(pack: Pack, answers: Answers, found: Iterable[Question]) -> set[str]:
    """The keys in topics that are not ticked which the computed numbers among ``found`` are made of."""
    kind, on = profile(answers), {topic.name for topic in topics_on(pack, answers)}
    needed: set[str] = set()
    waiting = list(found)
    while waiting:
        question = waiting.pop()
        answer = answers.entries.get(question.key)
        if question.formula is None or (answer is not None and not is_blank(answer)):
            continue
        for name in names(question.formula) - needed:
            other = pack.questions.get(name)
            topic = pack.topics.get(other.topic) if other is not None else None
            if other is None or topic is None or topic.name in on or not fits(topic.profiles, kind):
                continue
            if _concerns(other, answers, kind):
                needed.add(name)
                waiting.append(other)
    return needed


def _concerns(question: Question, answers: Answers, kind: str) -> bool:
    too_deep = question.depth is Depth.FULL and answers.depth is Depth.ESSENTIAL
    if too_deep and not _is_given(question, answers):
        return False
    if not fits(question.profiles, kind):
        return False
    return all(_holds(answers.get(key), wanted) for key, wanted in question.when)


def _is_given(question: Question, answers: Answers) -> bool:
    """Whether a question deeper than the file asks is answered all the same, or follows from what is."""
    if question.key in answers.entries:
        return True
    return question.formula is not None and all(answers.get(name) for name in names(question.formula))


def _holds(answer: Answer | None, wanted: str) -> bool:
    if answer is None or answer.value is None:
        return False
    if mentioned(wanted):
        return _mentions(answer.value, mentioned(wanted))
    if wanted:
        return answer.value == wanted or (isinstance(answer.value, list) and wanted in answer.value)
    return answer.value not in ("否", "0", "零", NOT_APPLICABLE, OMITTED, "", [])


def mentioned(wanted: str) -> str:
    """The key that a condition wants to be mentioned (``{执证率}``); empty where it wants a value."""
    return wanted[1:-1] if wanted.startswith("{") and wanted.endswith("}") else ""


def _mentions(value: Raw, key: str, own: frozenset[str] = frozenset()) -> bool:
    """Whether a text holds ``{key}``, in whatever list or row; not where a row's own 数 gives that name its figure."""
    if isinstance(value, str):
        return key not in own and f"{{{key}}}" in value
    if isinstance(value, list):
        return any(_mentions(one, key, own) for one in value)
    figures = value.get(FIGURES)
    own = own | figures.keys() if isinstance(figures, dict) else own
    return any(_mentions(one, key, own) for name, one in value.items() if name != FIGURES)


def open_points(pack: Pack, answers: Answers) -> list[OpenPoint]:
    """Everything that is missing, skipped or unconfirmed, in the order it is asked."""
    return open_among(asked(pack, answers), answers)


def open_among(questions: Iterable[Question], answers: Answers) -> list[OpenPoint]:
    """The same of some questions."""
    return [point for question in questions for point in _open_in(question, answers)]


def _open_in(question: Question, answers: Answers) -> Iterator[OpenPoint]:
    answer = answers.entries.get(question.key)
    if answer is None or (is_blank(answer) and answer.status is Status.CONFIRMED):
        if question.kind is Kind.PASSAGE:  # its text is there, nobody has looked at it
            yield OpenPoint(question.key, question, "未确认")
        elif question.formula is None and not question.optional:
            yield OpenPoint(question.key, question, "未填写")
        return
    if answer.status.is_put_off:
        yield _put_off(question.key, question, answer)
        if answer.status is Status.WAITING:
            yield from _awaited_figures(question, answer)
        return
    if answer.status is Status.UNCONFIRMED:
        yield OpenPoint(question.key, question, "未确认")
    for name, raw in inner_figures(answer.value):
        inner = inner_answer(raw, answer)
        if inner.status is Status.WAITING:
            yield _put_off(f"{question.key}.{name}", question, inner)
        elif inner.status is Status.SKIPPED or is_blank(inner):
            yield OpenPoint(f"{question.key}.{name}", question, "未填写")
        elif isinstance(raw, dict) and raw.get(VALUE) and inner.status is Status.UNCONFIRMED:
            yield OpenPoint(f"{question.key}.{name}", question, "未确认")


def _awaited_figures(question: Question, answer: Answer) -> Iterator[OpenPoint]:
    """The figures still blank in a text that is itself awaited: they may come alone."""
    for name, raw in inner_figures(answer.value):
        inner = inner_answer(raw, answer)
        if inner.status is Status.WAITING and is_blank(inner):
            yield _put_off(f"{question.key}.{name}", question, inner)


def _put_off(key: str, question: Question, answer: Answer) -> OpenPoint:
    return OpenPoint(key, question, answer.status.value, answer.awaited, answer.since)


def is_blank(answer: Answer) -> bool:
    """Whether nothing at all was answered (an empty string is an answer only to optional texts)."""
    return answer.value is None or answer.value == ""
