"""Which figures of a report are figures of the standard catalogue: those get its key, its name and its definition.

A figure is known by the table of ``standard.py``, or by a name that is, word by word, that of a question.  Where two
figures of one report are equally like one question, neither is sure to be it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from drafter.genre.likeness import Likeness, heard, named
from drafter.learn.standard import KNOWN
from drafter.packs.schema import Question

_NOUNS = ("件", "宗", "起")
"""What cases are counted in where a question takes the noun from the bureau card."""
_SAME = 0.97
"""From this likeness on a name is the question's own."""
_SHORTEST = 5
"""Shorter names of questions (其中已审结) say too little to be known by."""
_WORDS = re.compile("其中|[（(][^（）()]*[）)]|[^一-鿿A-Za-z]")
_COUNTED = re.compile(
    "(?<=..)(?:[人家户车台辆批条架件宗]次|场次|班次|次数|[件宗起项份册本篇场期批条人个部家户天轮]数|人数|金额|(?<=[一-鿿])数)$"
)
_JUSTICE = re.compile("司法[局厅]")
_GOVERNMENT = re.compile("(?:政府|[镇乡]|街道|办事处)$")
OWN_LEVEL, BUREAU = "本级", "部门"


class Seen(Struct, frozen=True):
    """A figure as learning sees it.

    ``name``: what it is called by its words; ``before``, ``after``: its sentence before and behind it;
    ``heading``: what it stands under.
    """

    name: str
    unit: str
    before: str
    after: str
    heading: str


def kind_of(organ: str, text: str) -> str:
    """Whether a report is a government's (or its bureau of justice's) or another bureau's; "" where nobody can tell."""
    if _JUSTICE.search(organ) or _GOVERNMENT.search(organ):
        return OWN_LEVEL
    if organ or re.search("我局|本局|局党[组委]", text):
        return BUREAU
    return ""


def matches(seen: Sequence[Seen], questions: Sequence[Question], kind: str) -> dict[int, Question]:
    """Numbers in ``seen`` → the question of the catalogue that asks for that figure; each question once."""
    asked = {question.key: question for question in questions if question.kind.is_number}
    found: dict[str, list[tuple[float, int]]] = {}
    likeness = _Names(list(asked.values()))
    for number, one in enumerate(seen):
        if _YEARS_BACK.search(one.before):
            continue
        for rank, key in _by_table(one, kind) or likeness.of(one):
            if key in asked and _fits(asked[key], one.unit):
                found.setdefault(key, []).append((rank, number))
                break
    return dict(_decided(found, asked))


def _decided(
    found: dict[str, list[tuple[float, int]]], asked: dict[str, Question]
) -> Iterator[tuple[int, Question]]:
    for key, candidates in found.items():
        best = min(rank for rank, _ in candidates)
        alike = [number for rank, number in candidates if rank == best]
        if len(alike) == 1:
            yield alike[0], asked[key]


def _fits(question: Question, unit: str) -> bool:
    units = [*question.units, *(_NOUNS if any(one.startswith("=") for one in question.units) else ())]
    return unit in units


def stem_of_name(name: str) -> str:
    """A name without what counts it: 收到信访件 of 收到信访件数."""
    stem = _COUNTED.sub("", name)
    return f"{stem}件" if stem.endswith("信访") and name.endswith("件数") else stem


_YEARS_BACK = re.compile("(?:[两二三四五六七八九十]|[0-9])年(?:以来|来|间|累计)(?!.*(?:今年|本年|全年))")
"""What is counted over several years is no figure of this one."""


def _by_table(one: Seen, kind: str) -> list[tuple[float, str]]:
    """The lines of the table that speak of a figure, as (rank, key)."""
    stems = {one.name, _COUNTED.sub("", one.name), stem_of_name(one.name), one.name.removesuffix("数")}
    around = f"{one.heading}\n{one.before}#{one.after}"
    return [
        (known.rank, known.key)
        for known in KNOWN
        if (not known.who or known.who == kind)
        and any(known.name.fullmatch(stem) for stem in stems)
        and known.around.search(one.heading if known.headed else around)
    ]


class _Names:
    """Questions by what they are called."""

    def __init__(self, questions: Sequence[Question]) -> None:
        table = {known.key for known in KNOWN}
        self._named = {
            question.key: named((words,))
            for question in questions
            if question.key not in table and len(words := _WORDS.sub("", question.label)) >= _SHORTEST
        }
        self._likeness = Likeness(list(self._named.values()))

    def of(self, one: Seen) -> list[tuple[float, str]]:
        """The question that has the figure's very name, as (rank, key)."""
        said = heard(_COUNTED.sub("", one.name))
        best = [
            (-measure, key)
            for key, question in self._likeness.within(_SAME, said, self._named)
            if (measure := self._likeness.measure(said, question)) >= _SAME
        ]
        return sorted(best)[:1]
