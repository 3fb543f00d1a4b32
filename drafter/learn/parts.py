"""How a report falls into parts and topics: what is ticked, dropped and asked as a whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from drafter.genre.headings import lead_of, sign_of
from drafter.genre.naming import numbered
from drafter.genre.numerals import find_figures
from drafter.learn.shell import tail_of
from drafter.packs.schema import Matter
from drafter.readers.model import Piece, Role

_SHELL = (Role.TITLE, Role.ADDRESSEE, Role.ORGAN, Role.DATE, Role.NOTE)
_PLANS = re.compile(
    "下一?步|下一?年|下年度?|明年|今后|打算|思路|工作安排|主要安排|工作计划|工作规划|努力方向|工作重点|工作设想|安排$|计划$"
)
_PROBLEMS = re.compile("不足|问题|短板|差距|困难|薄弱|难题|弱项")
_SOLVED = re.compile("(?:解决|化解|破解|整改|聚焦|针对)[^，]{0,8}(?:问题|难题|短板)")
_YEAR = re.compile(r"(?:(?:19|20)\d\d|[一二][〇零○九][〇零○一二三四五六七八九]{2})年度?")
_WORDS = re.compile("[^，,。；;：:、！!？?\\s]+")
_KEPT = re.compile("[^A-Za-z0-9一-鿿〇“”]")
_LONGEST = 18


class Topic(Struct, frozen=True):
    """A topic: its name, its pieces (numbers in the report), and what its items are, for plans and problems."""

    name: str
    pieces: tuple[int, ...]
    matter: Matter | None = None
    is_lead: bool = False
    """It stands before the first heading."""
    is_tail: bool = False
    """It stands behind the body: attachments, 抄送, 印发."""


class Part(Struct, frozen=True):
    """A part: its heading where it stands alone (number of a piece), and its topics."""

    heading: int | None
    topics: tuple[Topic, ...]


def level_of(piece: Piece) -> int:
    """The level of the heading that a piece is or begins with; 0 for none."""
    if piece.role is Role.HEADING:
        return piece.level
    lead = lead_of(piece.text) if piece.role is Role.PARAGRAPH else None
    return lead.sign.level if lead else 0


def parts_of(pieces: Sequence[Piece]) -> list[Part]:
    """The parts of a report, in order; what stands before the first heading is a part of its own, and so is what
    stands behind the body.
    """
    begins = tail_of(pieces)
    own = [number for number, piece in enumerate(pieces) if piece.role not in _SHELL]
    body, tail = [n for n in own if n < begins], [n for n in own if n >= begins]
    levels = {number: level_of(pieces[number]) for number in body}
    top = min((level for level in levels.values() if level), default=0)
    namer = _Namer()
    parts = [
        _part(pieces, group, levels, top, namer) for group in _split(body, lambda n: levels[n] == top != 0)
    ]
    return [*parts, Part(None, (Topic(namer("", "附件"), tuple(tail), is_tail=True),))] if tail else parts


def _split(numbers: Sequence[int], starts: Callable[[int], bool]) -> Iterator[list[int]]:
    """Groups that begin where ``starts`` says; what comes before the first is one, too."""
    group: list[int] = []
    for number in numbers:
        if starts(number) and group:
            yield group
            group = []
        group.append(number)
    if group:
        yield group


class _Namer:
    """Names of topics, each once."""

    def __init__(self) -> None:
        self.taken: set[str] = {"单位"}

    def __call__(self, text: str, usual: str) -> str:
        name = numbered(topic_name(text) or usual, self.taken)
        self.taken.add(name)
        return name


def topic_name(heading: str) -> str:
    """A heading as the name of a topic: without number, year, last year's figures and stop, and not too long."""
    sign = sign_of(heading)
    words = _YEAR.sub("", heading[sign.length :] if sign else heading)
    for figure in reversed(find_figures(words)):
        words = words[: figure.start] + words[figure.end :]
    name = ""
    for found in _WORDS.findall(words):
        if name and len(name) + len(found) > _LONGEST:
            break
        name += found
    return _KEPT.sub("", name)[:_LONGEST]


def _part(pieces: Sequence[Piece], group: list[int], levels: dict[int, int], top: int, namer: _Namer) -> Part:
    first = pieces[group[0]]
    alone = first.role is Role.HEADING and levels[group[0]] == top
    heading = _heading_words(first) if levels[group[0]] == top else ""
    body = group[1:] if alone else group
    matter = matter_of(heading) if heading else None
    below = min((levels[n] for n in group[1:] if levels[n] > top), default=0)
    starts = sum(levels[n] == below for n in body) if below else 0
    if matter is not None or starts < 2 or not heading:
        is_lead = not heading and top > 0
        topic = Topic(namer(heading, "开头" if is_lead else "正文"), tuple(body), matter, is_lead)
        return Part(group[0] if alone else None, (topic,))
    groups = list(_split(body, lambda n: levels[n] == below))
    topics = []
    for one in groups:
        is_lead = levels[one[0]] != below
        words = heading if is_lead else _heading_words(pieces[one[0]])
        topics.append(Topic(namer(words, "部分"), tuple(one)))
    return Part(group[0] if alone else None, tuple(topics))


def _heading_words(piece: Piece) -> str:
    """The words of the heading that a piece is or begins with."""
    if piece.role is Role.HEADING:
        return piece.text
    lead = lead_of(piece.text)
    if lead is None:
        return ""
    return piece.text[: lead.length] if lead.words else re.split("[，,。；;：:]", piece.text)[0]


def matter_of(heading: str) -> Matter | None:
    """Whether a part holds plans or problems, as its heading says; None where it says neither, or both."""
    words = _SOLVED.sub("", heading)
    plans, problems = bool(_PLANS.search(words)), bool(_PROBLEMS.search(words))
    if plans == problems:
        return None
    return Matter.PLAN if plans else Matter.PROBLEM
