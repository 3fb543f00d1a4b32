"""What is wrong with 段落 questions: each is tied, by ``= 键``, to one paragraph of its own topic."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from drafter.errors import Place
from drafter.packs.faults import Faults, near_miss
from drafter.packs.load import Reading
from drafter.packs.schema import Kind


class Tie(NamedTuple):
    """One ``= 键`` of a topic's template."""

    key: str
    topic: str
    place: Place


def check_passages(reading: Reading, ties: Iterable[Tie], faults: Faults) -> None:
    """Reports ties that lead nowhere, and questions that no paragraph or several are tied to."""
    seen: dict[str, Place] = {}
    for tie in ties:
        what, advice = _fault(tie, reading)
        if tie.key in seen:
            what, advice = f"“{tie.key}”已经用在另一段", f"另一处在 {seen[tie.key]}；每段要有自己的一题"
        seen.setdefault(tie.key, tie.place)
        if what:
            faults.add(tie.place, what, advice)
    for question in reading.pack.questions.values():
        section = reading.questions.get(question.key)
        if question.kind is not Kind.PASSAGE or section is None:  # of a borrowed topic
            continue
        for word in ("选项", "建议", "科室", "可空"):
            if word in section:
                faults.add(section.line(word), f"段落题不用“{word}”")
        if question.key not in seen and not reading.partial:
            advice = f"在主题“{question.topic}”的模板里，那一段上面单写一行“= {question.key}”"
            faults.add(section.line("键"), f"段落题“{question.key}”没有用在任何一段", advice)


def _fault(tie: Tie, reading: Reading) -> tuple[str, str]:
    """What is wrong with one tie, and what to do; empty where nothing is."""
    questions = reading.pack.questions
    question = questions.get(tie.key)
    if question is None:
        wanted = [key for key, one in questions.items() if one.kind is Kind.PASSAGE]
        advice = near_miss(tie.key, wanted, complete=not reading.partial)
        return (f"“= {tie.key}”：没有这一题", advice) if advice or not reading.partial else ("", "")
    if question.kind is not Kind.PASSAGE:
        return (
            f"“= {tie.key}”要写段落题的键，这一题是{question.kind.value}",
            "打印答案写 {{ " + tie.key + " }}",
        )
    if question.topic != tie.topic:
        return f"“{tie.key}”是主题“{question.topic}”的题，不能用在这里", "把这一题移到本主题的“问题”里"
    return "", ""
