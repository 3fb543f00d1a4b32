"""Where the answers of a paragraph stand in its edited text, and the three-way merging of wordings.

Merging works with skeletons (uses.py), so that it never sees a figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from drafter.compare import Kind, Piece, pieces
from drafter.figures import PREFIXES, TAILS
from drafter.taking.texts import narrow
from drafter.taking.uses import Placed, Slot, Use, Worded

_DIGIT = re.compile(r"[\d.,%〇零一二三四五六七八九十百千万亿]")
_FIGURE = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?[%％‰]?")
_LEAST = 4
_BLANK = 0x0E50
"""Thai nought: digits that no report has."""
_CLAUSE_END = re.compile(r"[，。；、：]")
_STATED = re.compile(r"高达|多达|达到|达")
"""Words in front of a figure that say nothing of its exactness: they are the sentence's."""
_ABOUT = frozenset(PREFIXES) - {"高达", "多达", "达到", "达"}


def worded(olds: Sequence[Placed], new: str) -> Worded:
    """Where the answers of old lines (several: they were joined) stand in a new text."""
    text, slots = "", []
    for one in olds:
        shift = len(text) - len(one.number)
        slots += [(one.name, slot, slot.start + shift, slot.end + shift) for slot in one.slots]
        text += one.body
    found = _Mapping(*_masked(text, new, slots))
    uses = [
        Use(owner, slot, *place, new[place[0] : place[1]])
        for owner, slot, start, end in slots
        if (place := found.place(start, end)) is not None and "\n" not in new[place[0] : place[1]]
    ]
    uses = [_fitted(use, new, found) for use in uses]
    for find in (_counted, _found_again):
        there = {(use.owner, id(use.slot)) for use in uses}
        lost = [one for one in slots if (one[0], id(one[1])) not in there]
        uses += find(lost, new, uses, found)
    return Worded(new, tuple(_apart(sorted(uses, key=lambda use: (use.start, use.end)))))


def _masked(old: str, new: str, slots: Sequence[tuple[str, Slot, int, int]]) -> tuple[str, str]:
    """Both texts with blanks to be filled in (【收到件数】) as numbers that occur nowhere: none is matched in part."""
    number, last = 0, -1
    for _, slot, start, end in slots:
        if not slot.missing or start == last:
            continue
        sign = chr(_BLANK + number % 10) * len(slot.text)
        number, last = number + 1, end
        old = old[:start] + sign + old[end:]
        at = new.find(slot.text)
        new = new if at < 0 else new[:at] + sign + new[at + len(slot.text) :]
    return old, new


def _fitted(use: Use, new: str, found: _Mapping) -> Use:
    """A figure with what belongs to it (约, 余, 以上), and without what does not (达, the clause behind a blank)."""
    if not (use.slot.missing or _FIGURE.search(use.slot.text)):
        return use
    start, end = use.start, use.end
    if use.slot.missing and _FIGURE.search(head := _CLAUSE_END.split(use.text)[0]):
        end = start + len(head)
    if use.is_changed and (stated := _STATED.match(use.text)) and not _STATED.match(use.slot.text):
        start += stated.end()
    for piece in found.changed():
        words = new[piece.new_start : piece.new_end]
        if piece.kind is Kind.INSERT and piece.new_end == start and words in _ABOUT:
            start = piece.new_start
        if piece.kind is Kind.INSERT and piece.new_start == end and words in TAILS:
            end = piece.new_end
    return Use(use.owner, use.slot, start, end, narrow(new[start:end]))


class _Mapping:
    """Where the characters of an old text are in a new one."""

    def __init__(self, old: str, new: str) -> None:
        self.pieces = pieces(old, new)
        self._at: dict[int, int] = {}
        for piece in self.pieces:
            if piece.kind is Kind.EQUAL:
                self._at |= zip(
                    range(piece.old_start, piece.old_end), range(piece.new_start, piece.new_end), strict=True
                )

    def place(self, start: int, end: int) -> tuple[int, int] | None:
        """Where ``start:end`` is now; None where it is gone or cannot be told from what stood around it."""
        if start == end:
            return None
        first = self._at.get(start, self._edge(start, first=True))
        last = self._at[end - 1] + 1 if end - 1 in self._at else self._edge(end, first=False)
        return (first, last) if first is not None and last is not None and first < last else None

    def _edge(self, place: int, *, first: bool) -> int | None:
        """The new place of the edge of a change."""
        for piece in self.pieces:
            if piece.kind is Kind.REPLACE and first and piece.old_start == place:
                return piece.new_start
            if piece.kind is Kind.REPLACE and not first and piece.old_end == place:
                return piece.new_end
            if piece.kind is Kind.DELETE and place == (piece.old_start if first else piece.old_end):
                return piece.new_start
        return None

    def changed(self) -> Iterator[Piece]:
        """The pieces of the new text that the old one has not."""
        return (piece for piece in self.pieces if piece.kind in (Kind.INSERT, Kind.REPLACE))


def _counted(
    lost: Sequence[tuple[str, Slot, int, int]], new: str, uses: Sequence[Use], found: _Mapping
) -> Iterator[Use]:
    """Figures that were replaced together with words beside them, where there are as many figures as before."""
    for piece in found.changed():
        inside = [one for one in lost if piece.old_start <= one[2] and one[3] <= piece.old_end]
        figures = list(_FIGURE.finditer(new, piece.new_start, piece.new_end))
        if (
            not inside
            or len(inside) != len(figures)
            or not all(_FIGURE.search(one[1].text) for one in inside)
        ):
            continue
        for (owner, slot, _, _), figure in zip(inside, figures, strict=True):
            tail = slot.text[next(_FIGURE.finditer(slot.text)).end() :]
            end = figure.end() + (len(tail) if new.startswith(tail, figure.end()) else 0)
            yield Use(owner, slot, figure.start(), end, new[figure.start() : end])


def _found_again(
    lost: Sequence[tuple[str, Slot, int, int]], new: str, uses: Sequence[Use], found: _Mapping
) -> Iterator[Use]:
    """Answers of sentences that were written anew, where the new ones have the same figures."""
    taken = [(use.start, use.end) for use in uses]
    for owner, slot, _, _ in lost:
        if not (_DIGIT.search(slot.text) or len(slot.text) >= _LEAST):
            continue
        for piece in found.changed():
            at = _occurrence(slot.text, new, piece.new_start, piece.new_end, taken)
            if at is not None:
                taken.append((at, at + len(slot.text)))
                yield Use(owner, slot, at, at + len(slot.text), slot.text)
                break


def _occurrence(words: str, new: str, start: int, end: int, taken: Sequence[tuple[int, int]]) -> int | None:
    """Where a figure stands in a stretch of the new text, not inside a longer one and not already used."""
    at = new.find(words, start, end)
    while at >= 0:
        stop = at + len(words)
        inside = (_DIGIT.match(words[0]) and at and _DIGIT.match(new[at - 1])) or (
            _DIGIT.match(words[-1]) and stop < len(new) and _DIGIT.match(new[stop])
        )
        if not inside and not any(at < right and left < stop for left, right in taken):
            return at
        at = new.find(words, at + 1, end)
    return None


def _apart(uses: Iterable[Use]) -> Iterator[Use]:
    """Uses that do not overlap."""
    end = 0
    for use in uses:
        if use.start >= end:
            yield use
            end = use.end


# -- merging


_SENTENCE = re.compile(r"[^。！？；\n]*(?:[。！？；]+[”’」』）)》]*|\n|$)")


class Merged(Struct, frozen=True):
    """A wording in which two people's changes are; ``clashes``: sentences that both changed, theirs then mine."""

    text: str
    clashes: tuple[tuple[str, str], ...] = ()


def merge(base: str, ours: str, theirs: str, *, theirs_win: bool = False) -> Merged:
    """What ``theirs`` changed of ``base``, done to ``ours``, sentence by sentence; of clashes one side stays."""
    if ours in (base, theirs):
        return Merged(theirs)
    if theirs == base:
        return Merged(ours)
    rows = [[one for one in _SENTENCE.findall(text) if one] for text in (base, ours, theirs)]
    made, clashes = [], []
    for old, mine, other in _singly(_stretches(*rows)):
        if mine in (old, other):
            made += other
        elif other == old:
            made += mine
        else:
            clashes.append(("".join(mine), "".join(other)))
            made += other if theirs_win else mine
    return Merged("".join(made), tuple(clashes))


_Stretch = tuple[list[str], list[str], list[str]]
"""Sentences of the base, ours and theirs that belong together."""


def _singly(stretches: Iterable[_Stretch]) -> Iterator[_Stretch]:
    """Stretches of as many sentences on all sides, sentence by sentence."""
    for stretch in stretches:
        if len({len(one) for one in stretch}) == 1:
            yield from (([old], [mine], [other]) for old, mine, other in zip(*stretch, strict=True))
        else:
            yield stretch


def _stretches(base: list[str], ours: list[str], theirs: list[str]) -> Iterator[_Stretch]:
    """Stretches of the three texts that belong together, cut where all three have the same sentence."""
    mine, other = _matches(base, ours), _matches(base, theirs)
    here, left, right = 0, 0, 0
    for place in range(len(base)):
        if place in mine and place in other:
            if here < place or left < mine[place] or right < other[place]:
                yield base[here:place], ours[left : mine[place]], theirs[right : other[place]]
            yield [base[place]], [ours[mine[place]]], [theirs[other[place]]]
            here, left, right = place + 1, mine[place] + 1, other[place] + 1
    if here < len(base) or left < len(ours) or right < len(theirs):
        yield base[here:], ours[left:], theirs[right:]


def _matches(one: list[str], other: list[str]) -> dict[int, int]:
    """Which sentences of one text are which of another, unchanged."""
    from difflib import SequenceMatcher

    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return {block.a + step: block.b + step for block in blocks for step in range(block.size)}
