"""A pasted reply against the questions at hand: which figure answers which, how sure that is, what fits nothing.

Pure, and never the last word: the clerk confirms each match.  No figure of a reply is dropped silently: what is not
matched is given back with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum

from msgspec import Struct
from msgspec.structs import replace

from drafter.answers.model import Answers
from drafter.asking import topics_on
from drafter.colleagues.message import HINT
from drafter.colleagues.offices import office_of
from drafter.colleagues.reading import Reported, read_reply
from drafter.colleagues.requests import Request, full_name, requests
from drafter.figures import NOT_APPLICABLE, Figure, FigureError, parse_figure
from drafter.figures.figure import PERCENT_UNITS
from drafter.genre.likeness import Likeness, Named, heard, named
from drafter.genre.words import AREAS, MONEY
from drafter.packs.schema import Pack, Question
from drafter.reckoning import MONEY_UNITS, units

LEAST = 0.45
"""Below this no match is proposed."""
SURE, LIKELY = 0.8, 0.6
_OTHER = 0.4
"""Alternatives are listed from this measure on."""
_MOST = 5
_STRANGERS = 0.92
"""What a question of another 科室 than the sender's is worth."""
_SAME_KIND_OF_UNIT = 0.75
_LOOSE, _INEXACT = 0.8, 0.98
_LONE_ZERO = 0.6
"""没有… in passing is taken for an answer only from this measure on."""


class Standing(Enum):
    """How a question stands when a reply comes in."""

    OPEN = 1.0
    EXTRA = 0.9
    """Not asked at this depth, or optional: welcome all the same."""
    COMPUTED = 0.88
    """The program computes it."""
    ANSWERED = 0.86


class Candidate(Struct, frozen=True):
    """A question a reply may answer.  ``key`` may be dotted."""

    key: str
    label: str
    names: tuple[str, ...]
    known: tuple[str, ...] = ()
    """Topic, 科室 and 口径."""
    loose: str = ""
    """The topic, where this is its first figure: 信访81件 is what came in."""
    definition: str = ""
    units: tuple[str, ...] = ()
    office: str = ""
    standing: Standing = Standing.OPEN
    grows: bool = False
    """Whether it is itself a change against last year."""


class Match(Struct, frozen=True):
    """A figure and the question it seems to answer; ``value`` is what would be stored."""

    reported: Reported
    candidate: Candidate
    value: str
    measure: float
    others: tuple[Candidate, ...] = ()
    """Other questions it might answer, best first."""

    @property
    def is_sure(self) -> bool:
        return self.measure >= SURE


class Why(Enum):
    """Why a figure of a reply is not proposed as an answer."""

    UNKNOWN = "没有对上的题"
    PAST = "说的是去年的数"
    COMPARED = "是与去年相比的数，由程序计算"
    COMPUTED = "由程序计算，不用填"
    ANSWERED = "这题已经答过"
    UNREADABLE = "认不出是多少"


class Left(Struct, frozen=True):
    """A figure that is not proposed, and why; ``candidate``: the question it is about, where that is known."""

    reported: Reported
    why: Why
    candidate: Candidate | None = None
    value: str = ""
    others: tuple[Candidate, ...] = ()


class Reading(Struct, frozen=True):
    """A reply as it was understood, each part in the order of the text."""

    matches: tuple[Match, ...]
    left: tuple[Left, ...]

    def corrections(self) -> list[Match]:
        """Figures for questions that are answered already, as matches: for when they are asked for."""
        return [
            Match(one.reported, one.candidate, one.value, LIKELY, one.others)
            for one in self.left
            if one.why is Why.ANSWERED and one.candidate is not None
        ]


def candidates(pack: Pack, answers: Answers, last: Answers | None = None) -> list[Candidate]:
    """Everything a figure may be reported for: open questions first, then the others of this report's topics."""
    wanted = [one for one in requests(pack, answers, last) if one.key != one.question.key or _is_number(one)]
    first = _first_figures(pack)
    found = {one.key: _open(one, answers, first.get(one.question.topic, "")) for one in wanted}
    for topic in topics_on(pack, answers):
        for key in topic.questions:
            question = pack.questions[key]
            if key not in found and question.kind.is_number:
                standing = _standing(question, answers)
                found[key] = _candidate(question, answers, standing, first.get(topic.name, ""))
    return list(found.values())


def match_reply(text: str, offered: Sequence[Candidate], year: int, whom: str = "") -> Reading:
    """Which figure of ``text`` answers which question.

    ``whom``: the 科室 that sent it, "" where unknown; its own questions come first.
    """
    figures = read_reply(_without_ours(text, offered), year)
    questions = [named(one.names, one.known) for one in offered]
    likeness = Likeness(questions)
    exact = _by_name(offered)
    table = [_measures(one, offered, questions, likeness, exact, whom) for one in figures]
    chosen = _assigned(figures, table, offered)
    matches: list[Match] = []
    left: list[Left] = []
    for number, one in enumerate(figures):
        pick = chosen.get(number)
        others = _others(table[number], pick, set(chosen.values()) - {pick}, offered)
        if pick is None:
            if not _in_passing(one):
                left.append(Left(one, _why(one), others=others))
            continue
        candidate, measure = offered[pick], table[number][pick]
        value = stored(one, candidate)
        if candidate.standing is Standing.ANSWERED:
            left.append(Left(one, Why.ANSWERED, candidate, value, others))
        elif candidate.standing is Standing.COMPUTED:
            left.append(Left(one, Why.COMPUTED, candidate, value, others))
        else:
            matches.append(Match(one, candidate, value, measure, others))
    return Reading(tuple(matches), tuple(left))


def _without_ours(text: str, offered: Sequence[Candidate]) -> str:
    """A reply without what our own list says around the blanks, where it was sent back filled in."""
    ours = [HINT, *(one.definition.rstrip("。") for one in offered if one.definition)]
    for sentence in sorted(ours, key=len, reverse=True):
        text = text.replace(sentence, " " * len(sentence))
    return text


def _by_name(offered: Sequence[Candidate]) -> dict[str, list[int]]:
    """Questions by their exact names, marks apart."""
    found: dict[str, list[int]] = {}
    for number, one in enumerate(offered):
        for name in {_bare(name) for name in one.names}:
            found.setdefault(name, []).append(number)
    return found


def _bare(name: str) -> str:
    return "".join(re.findall(r"\w+", name))


def stored(one: Reported, candidate: Candidate) -> str:
    """What is kept of a figure as the answer to a question: as written, or without a unit that the question lacks."""
    figure = one.figure
    if figure is None:
        return NOT_APPLICABLE
    with_unit = not candidate.units or _fits(figure, candidate.units)
    if figure.chinese and figure.is_exact and not figure.scale and not figure.is_percent:
        return f"{figure.value:f}{figure.unit if with_unit else ''}"
    return figure.text(unit=with_unit)


def _first_figures(pack: Pack) -> dict[str, str]:
    """By topic, the key of its first figure."""
    found: dict[str, str] = {}
    for question in pack.questions.values():
        if question.kind.is_number:
            found.setdefault(question.topic, question.key)
    return found


def _is_number(request: Request) -> bool:
    return request.question.kind.is_number


def _open(request: Request, answers: Answers, first: str) -> Candidate:
    question = request.question
    if request.key == question.key:
        found = _candidate(question, answers, Standing.OPEN, first)
        return replace(found, names=(*found.names, request.name))
    own = (request.unit,) if request.unit else ()
    office = office_of(question, answers)
    known = (question.topic, office, request.definition)
    return Candidate(request.key, request.name, (request.name,), known, units=own, office=office)


def _candidate(question: Question, answers: Answers, standing: Standing, first: str) -> Candidate:
    """``first``: the key of the first figure of the question's topic."""
    office = office_of(question, answers)
    grows = any(word in question.label for word in ("同比", "变化", "环比"))
    known = (question.topic, office, question.office, question.label, question.definition)
    return Candidate(
        question.key,
        question.label,
        (question.key, full_name(question)),
        known,
        question.topic if question.key == first else "",
        question.definition,
        units(question, answers),
        office,
        standing,
        grows,
    )


def _standing(question: Question, answers: Answers) -> Standing:
    answer = answers.entries.get(question.key)
    if answer is not None and answer.value:
        return Standing.ANSWERED
    if question.formula is not None:
        return Standing.COMPUTED
    return Standing.EXTRA


def _measures(
    one: Reported,
    offered: Sequence[Candidate],
    questions: Sequence[Named],
    likeness: Likeness,
    exact: Mapping[str, Sequence[int]],
    whom: str,
) -> dict[int, float]:
    """By number of the question, how well the figure fits it; those it cannot answer are left out."""
    if one.past or not one.readable or not one.words:
        return {}
    found = {}
    said, alone = heard(one.words, one.around), heard(one.words)
    whole = [_bare(one.words), *(_bare(earlier + one.words) for earlier in one.around[:1])]
    exactly = {number for name in whole for number in exact.get(name, ())}
    for number, candidate in enumerate(offered):
        if candidate.grows != one.compared:
            continue
        unit = _unit_fits(one, candidate)
        if not unit:
            continue
        measure = 1.0 if number in exactly else _INEXACT * likeness.measure(said, questions[number])
        if candidate.loose:
            loosely = likeness.measure(alone, named((candidate.loose,), candidate.known))
            measure = max(measure, _LOOSE * loosely)
        measure *= unit
        if whom and candidate.office != whom:
            measure *= _STRANGERS
        if measure:
            found[number] = measure
    return found


def _assigned(
    figures: Sequence[Reported], table: Sequence[dict[int, float]], offered: Sequence[Candidate]
) -> dict[int, int]:
    """Figures to questions, the best fits first, each question once; by number."""
    pairs = sorted(
        (
            (-measure * offered[question].standing.value, number, question)
            for number, row in enumerate(table)
            for question, measure in row.items()
            if measure >= _least(figures[number])
        )
    )
    chosen: dict[int, int] = {}
    taken: set[int] = set()
    for _, number, question in pairs:
        if number not in chosen and question not in taken:
            chosen[number] = question
            taken.add(question)
    return chosen


def _least(one: Reported) -> float:
    """From what measure on a match is proposed: an aside (含上年结转12件) must be named well."""
    if one.words.startswith(("含", "包括", "包含")):
        return SURE
    return _LONE_ZERO if _in_passing(one) else LEAST


def _others(
    row: dict[int, float], pick: int | None, taken: Iterable[int], offered: Sequence[Candidate]
) -> tuple[Candidate, ...]:
    busy = {*taken, pick}
    free = [number for number, measure in row.items() if measure >= _OTHER and number not in busy]
    ranked = sorted(free, key=lambda number: -row[number] * offered[number].standing.value)
    return tuple(offered[number] for number in ranked[:_MOST])


def _in_passing(one: Reported) -> bool:
    """Whether it is no number but words of none, as greetings have them, too (没有问题)."""
    return not any(char.isdecimal() for char in one.written) and (one.figure is None or one.figure.is_zero)


def _why(one: Reported) -> Why:
    if not one.readable:
        return Why.UNREADABLE
    if one.compared:
        return Why.COMPARED
    return Why.PAST if one.past else Why.UNKNOWN


# -- units


def _unit_fits(one: Reported, candidate: Candidate) -> float:
    """1 where the unit is the question's, less where it is another of its kind, 0 where it cannot be."""
    figure = one.figure
    if figure is None:
        return 1.0
    if not figure.unit:
        return 0.97
    if not candidate.units:
        return 0.95
    if _fits(figure, candidate.units):
        return 1.0
    kinds = {_kind(unit) for unit in candidate.units}
    return _SAME_KIND_OF_UNIT if _kind(figure.unit) in kinds else 0.0


def _fits(figure: Figure, accepted: Sequence[str]) -> bool:
    try:
        parse_figure(figure.text(), tuple(accepted), negative=True)
    except FigureError:
        return False
    return True


def _kind(unit: str) -> str:
    if unit in PERCENT_UNITS:
        return "率"
    if unit.endswith(MONEY) or unit in MONEY_UNITS:
        return "钱"
    if unit in AREAS:
        return "面积"
    return "数"
