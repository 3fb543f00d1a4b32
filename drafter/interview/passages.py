"""Texts with figures of their own: ``开展检查{检查次数}`` and the figures by name (SPEC, answers file).

Also what may stand in such a text that must not be carried over unseen: numerals, dates, rank and first-time
claims.  Pure text work; nothing here knows questions or years.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from drafter.answers.model import FIGURES, SOURCE, STATUS, TEXT, VALUE, Raw
from drafter.genre.claims import TERM, claims, intentions
from drafter.genre.numerals import find_figures
from drafter.interview.steps import Proposal

_STOPS = "，。；：！？\n"
_SLOT = re.compile(r"\{([^{}]+)\}")


class Passage(Struct, frozen=True):
    """A text and the figures that stand in its ``{名}`` slots."""

    text: str
    figures: Mapping[str, Raw] = field(default_factory=dict)

    def slots(self) -> list[tuple[str, int, int]]:
        """Name, start and end of the slots that have a figure; other braces are literal text."""
        return [
            (match[1], match.start(), match.end())
            for match in _SLOT.finditer(self.text)
            if match[1] in self.figures
        ]

    def braces(self) -> list[tuple[int, int]]:
        """Where something stands in braces, also the names of other answers."""
        return [match.span() for match in _SLOT.finditer(self.text)]

    def ordered(self) -> list[str]:
        """The names in braces, each once, in the order of the text."""
        return list(dict.fromkeys(_SLOT.findall(self.text)))

    def names(self) -> set[str]:
        """The names in braces."""
        return set(_SLOT.findall(self.text))

    def filled(self) -> str:
        """The text with its figures put in; a figure still to come stands as 【名】."""
        return _SLOT.sub(lambda match: self._fill(match[1], match[0]), self.text)

    def _fill(self, name: str, literal: str) -> str:
        if name not in self.figures:
            return literal
        return figure_text(self.figures[name]) or f"【{name}】"

    def with_text(self, text: str) -> Passage:
        """The passage with another text; figures whose slot was taken out of it go, too."""
        kept = {match[1] for match in _SLOT.finditer(text)}
        return Passage(text, {name: value for name, value in self.figures.items() if name in kept})

    def raw(self) -> Raw:
        """As it is kept in the answers file."""
        return {TEXT: self.text, FIGURES: dict(self.figures)} if self.figures else self.text


class Place(Struct, frozen=True):
    """A place of a text that has to be looked at: where, and what it is (数字, 日期 …)."""

    start: int
    end: int
    what: str


def filled(text: str, fills: Mapping[str, str]) -> str:
    """A text with what the names in its braces stand for; other braces are literal text."""
    return _SLOT.sub(lambda match: fills.get(match[1], match[0]), text)


def figure_text(raw: Raw) -> str:
    """The figure inside a text as typed; empty while it is blank."""
    if isinstance(raw, dict):
        raw = raw.get(VALUE, "")
    return raw if isinstance(raw, str) else ""


def is_passage(raw: Raw | None) -> bool:
    """Whether a mapping is one text (with or without figures), not a record of columns."""
    return isinstance(raw, dict) and (TEXT in raw or VALUE in raw)


def read_passage(raw: Raw | None) -> Passage:
    """A raw text, plain or with figures, as a passage; what is no text counts as an empty one."""
    if isinstance(raw, str):
        return Passage(raw)
    if not isinstance(raw, dict):
        return Passage("")
    text, figures = raw.get(TEXT, raw.get(VALUE, "")), raw.get(FIGURES, {})
    return Passage(text if isinstance(text, str) else "", figures if isinstance(figures, dict) else {})


def places(passage: Passage) -> list[Place]:
    """The numerals, dates and claims of a passage that stand outside its slots."""
    taken = passage.braces()
    found = [_with_year_word(passage.text, Place(*claim)) for claim in claims(passage.text)]
    return [place for place in found if not _touches(place.start, place.end, taken)]


def _with_year_word(text: str, place: Place) -> Place:
    """The place with the 年 after its digits: whoever retypes 2025年 types 2026年."""
    if text[place.start : place.end].isdecimal() and text.startswith("年", place.end):
        return replace(place, end=place.end + 1)
    return place


def unseen(old: Passage, new: Passage) -> list[Place]:
    """The places of ``new`` that already stood in ``old``: those the clerk has not typed himself."""
    before = [old.text[place.start : place.end] for place in places(old)]
    left = []
    for place in places(new):
        words = new.text[place.start : place.end]
        if words in before:
            before.remove(words)
            if place.what != TERM or _clause_at(new.text, place) in old.text:
                left.append(place)
    return left


def promising(passage: Passage) -> list[Place]:
    """The words of a passage that speak of what is intended, outside its slots."""
    found = (Place(*one) for one in intentions(passage.text))
    return [place for place in found if not _touches(place.start, place.end, passage.braces())]


def apart(some: Iterable[Place], others: Sequence[Place]) -> list[Place]:
    """Those of some places that touch none of the others."""
    taken = [(other.start, other.end) for other in others]
    return [place for place in some if not _touches(place.start, place.end, taken)]


def _clause_at(text: str, place: Place) -> str:
    """The clause that a place stands in: one that was worded anew has been seen."""
    start = max(text.rfind(stop, 0, place.start) for stop in _STOPS) + 1
    ends = [at for stop in _STOPS if (at := text.find(stop, place.end)) >= 0]
    return text[start : min(ends, default=len(text))]


def proposals(passage: Passage, taken: Iterable[str] = ()) -> tuple[Proposal, ...]:
    """The figures found in a text, each with a name that neither the text nor ``taken`` has yet."""
    slots = passage.braces()
    names = set(taken) | set(passage.figures) | passage.names()
    found = []
    for one in find_figures(passage.text):
        if _touches(one.start, one.end, slots):
            continue
        name = _fresh(one.name or "数字", names)
        names.add(name)
        written = passage.text[one.start : one.end]
        found.append(Proposal(name, written, one.figure.unit, one.start, one.end))
    return tuple(found)


def split(passage: Passage, chosen: Iterable[Proposal]) -> Passage:
    """The passage with each chosen figure taken out of the text and kept under its name."""
    text, figures = passage.text, dict(passage.figures)
    for one in sorted(chosen, key=lambda proposal: proposal.start, reverse=True):
        text = f"{text[: one.start]}{{{one.name}}}{text[one.end :]}"
        figures[one.name] = one.text
    return Passage(text, figures)


def replaced(passage: Passage, place: Place, words: str) -> Passage:
    """The passage with other words at ``place``."""
    return replace(passage, text=passage.text[: place.start] + words + passage.text[place.end :])


def moved(place: Place, by: int) -> Place:
    """A place after the text before it has grown by ``by`` characters."""
    return Place(place.start + by, place.end + by, place.what)


def _touches(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start < other_end and other_start < end for other_start, other_end in spans)


def _fresh(name: str, names: set[str]) -> str:
    """``name``, numbered where it is taken: 次数, 次数2, 次数3."""
    if name not in names:
        return name
    number = 2
    while f"{name}{number}" in names:
        number += 1
    return f"{name}{number}"


def shown(value: Raw | None) -> str:
    """A raw value in one line, texts with their figures put in."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "；".join(shown(item) for item in value)
    if is_passage(value):
        title, text = value.get("标题"), read_passage(value).filled()
        return f"{title}：{text}" if isinstance(title, str) and title else text
    figures = value.get(FIGURES)
    inner = figures if isinstance(figures, dict) else {}
    return "｜".join(
        Passage(item, inner).filled() if isinstance(item, str) else shown(item)
        for name, item in value.items()
        if name not in (STATUS, SOURCE, FIGURES) and item
    )
