"""What is wrong between a pack's own questions and the borrowed topics that make use of them."""

from __future__ import annotations

from drafter.packs.faults import Faults
from drafter.packs.load import Reading
from drafter.packs.schema import Kind, Question

_ALIKE = (
    frozenset({Kind.FIGURE, Kind.MONEY}),
    frozenset({Kind.TEXT, Kind.LONG, Kind.DATE, Kind.CHOICE}),
    frozenset({Kind.LIST, Kind.CHOICES}),
)
"""Kinds that a template can use one for another."""


def check_replaced(reading: Reading, faults: Faults) -> None:
    """Reports own questions that cannot stand for those of a borrowed topic."""
    for key, theirs in reading.replaced.items():
        own, section = reading.pack.questions[key], reading.questions.get(key)
        place = section.line("键") if section is not None else own.place
        advice = "请给自己的这一题换一个键"
        if own.kind is theirs.kind is Kind.PASSAGE:
            faults.add(place, f"“{key}”已经用在自己的一段，借来的主题也有这样一段", advice)
            continue
        if not _fits(own, theirs):
            what = f"“{key}”是{own.kind.value}，借来的主题要的是{theirs.kind.value}"
            faults.add(place, what, advice)
            continue
        known = {column.key for column in own.columns}
        lacking = [column.key for column in theirs.columns if column.key not in known]
        if lacking:
            faults.add(place, f"表格“{key}”没有借来的主题要的列：{'、'.join(lacking)}", advice)


def _fits(own: Question, theirs: Question) -> bool:
    return own.kind is theirs.kind or any({own.kind, theirs.kind} <= alike for alike in _ALIKE)
