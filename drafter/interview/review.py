"""How the report stands: open points, and the answers of each topic with their state."""

from __future__ import annotations

from msgspec.structs import replace

from drafter.answers.model import Answer, Answers
from drafter.asking import asked, open_points, topics_on
from drafter.formulas import Known
from drafter.interview.passages import Passage, filled, shown
from drafter.interview.relations import Relations
from drafter.interview.steps import Review, Row, TopicReview
from drafter.packs.schema import Pack, Question, Topic
from drafter.reckoning import figure, shown_result


def make_review(pack: Pack, answers: Answers, relations: Relations) -> Review:
    """The whole report at a glance."""
    points = open_points(pack, answers)
    reasons = {point.key: point.reason for point in points}
    by_topic: dict[str, list[Row]] = {}
    for question in asked(pack, answers):
        row = _row(question, answers, relations, reasons)
        by_topic.setdefault(question.topic, []).append(_named(row, question, pack, answers))
    topics = (
        TopicReview(topic.name, topic.heading, tuple(by_topic[topic.name]))
        for topic in topics_on(pack, answers)
        if topic.name in by_topic
    )
    return Review(tuple(points), tuple(topics))


def with_own_items(pack: Pack, answers: Answers) -> list[Topic]:
    """The topics of this report to which the bureau may add items of its own."""
    return [topic for topic in topics_on(pack, answers) if topic.items_key in pack.questions]


def _row(question: Question, answers: Answers, relations: Relations, reasons: dict[str, str]) -> Row:
    answer = answers.entries.get(question.key)
    result = relations.computed(question, answers)
    if isinstance(result, Known):
        return Row(question.key, question.label, shown_result(question, result.value, answers), "自动计算")
    state = reasons.get(question.key) or next(
        (reason for key, reason in reasons.items() if key.startswith(f"{question.key}.")), ""
    )
    if answer is None and not state:
        state = "待计算" if question.formula is not None else "可不填"
    row = Row(question.key, question.label, _shown(question, answer, answers), state or "已确认")
    if answer is None:
        return row
    return replace(row, source=answer.source, awaited=answer.awaited, since=answer.since)


def _named(row: Row, question: Question, pack: Pack, answers: Answers) -> Row:
    """A row of the review with the answers that its text names, or what they are called."""
    if not question.kind.is_prose or "{" not in row.shown:
        return row
    fills = {}
    for name in Passage(row.shown).ordered():
        named = pack.questions.get(name)
        if named is not None and named.kind.is_live:
            fills[name] = _shown(named, answers.get(name), answers) or f"【{named.label}】"
    return replace(row, shown=filled(row.shown, fills))


def _shown(question: Question, answer: Answer | None, answers: Answers) -> str:
    if answer is None:
        return ""
    found = figure(question, answer, answers) if question.kind.is_number else None
    return found.text() if found is not None else shown(answer.value)
