"""The words of the comments on open places: which question, what last year said, what to do."""

from __future__ import annotations

from collections.abc import Sequence

from drafter.answers.model import Answer, Status
from drafter.genre.dates import parse_date
from drafter.packs.schema import Question

_MOST_LOOKS = 8
"""A comment names so many places of a paragraph."""


def waited_for(answer: Answer | None) -> str:
    """Whom an answer waits for and since when, "" where it waits for nobody."""
    if answer is None or answer.status is not Status.WAITING:
        return ""
    whom = answer.awaited or "别处"
    return f"正在等{whom}报来" + (f"，自{parse_date(answer.since)}起" if answer.since else "")


def missing(question: Question, name: str, last: str, said: str, waiting: str = "") -> str:
    """For a place that still waits for its answer; ``name`` is the answer's key in the file."""
    told = [f"待填写：{question.label}"]
    if question.units and not question.units[0].startswith("="):
        told[0] += f"（单位：{question.units[0]}）"
    told += [waiting] if waiting else []
    return _joined(told, question, name, last, said, "请在程序中回答，或在答案文件里填写")


def unconfirmed(question: Question, name: str, last: str, said: str, waiting: str = "") -> str:
    """For a place that was carried over and nobody has looked at yet."""
    told = [f"待确认：{question.label}", *([waiting] if waiting else [])]
    return _joined(told, question, name, last, said, "请核对后在程序中确认，或改写答案文件里的")


def passage(question: Question, looks: Sequence[str], since: int, said: str, *, dropped: bool) -> str:
    """For a paragraph that nobody has looked at this year; ``looks``: its words that are likely to have aged.

    ``since``: last year, where there is a file of it; ``dropped``: it was not written then.
    """
    before = f"{since}年报告" if since else "模板"
    told = [f"待确认：{question.label}"]
    told.append("这一段去年没有写，请看今年要不要写" if dropped else f"这一段沿用{before}的文字，请核对")
    if looks and not dropped:
        more = "等" if len(looks) > _MOST_LOOKS else ""
        told.append("请留意：" + "".join(f"“{look}”" for look in looks[:_MOST_LOOKS]) + more)
    if said:
        told.append(f"说明：{said}")
    told.append(f"核对后请在程序中确认，或把答案文件里的“{question.key}”写成照旧、不写入或今年的文字")
    return "。".join(part.rstrip("。") for part in told) + "。"


def unsourced(question: Question, said: str) -> str:
    """For a rate or growth that was answered by itself."""
    return f"无原始数：{question.label}是直接填写的，没有可核算的原始数。" + (f"说明：{said}" if said else "")


def disagreeing(question: Question, computed: str, said: str) -> str:
    """For a printed number that its own counts contradict."""
    told = f"请核对：{question.label}与按公式算出的 {computed} 不一致。"
    return told + (f"说明：{said}" if said else "改正其中一个，或在答案里写明“说明”。")


def _joined(told: list[str], question: Question, name: str, last: str, said: str, todo: str) -> str:
    if question.definition:
        told.append(f"口径：{question.definition}")
    if question.office:
        told.append(f"一般由{question.provider}掌握")
    if last:
        told.append(f"去年：{last}")
    if said:
        told.append(f"说明：{said}")
    told.append(f"{todo}“{name}”")
    return "。".join(part.rstrip("。") for part in told) + "。"
