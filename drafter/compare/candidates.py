"""Which items of two documents may belong together, found by the shingles they share, not by trying all pairs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import product

from drafter.compare.blocks import Item
from drafter.compare.likeness import bare_ratio

LIKE = 0.5
"""Items with less in common are not taken for each other by their text alone."""
_OTHER_KIND, _OTHER_SIGN = 0.8, 0.98
_SHORT, _SHINGLE = 12, 4
_RAREST, _POSTINGS = 24, 40
"""So many shingles of an item are looked up, and only such as stand in no more than so many others."""
_TRIED = 6
_REPEATED = 5

Candidate = tuple[int, int, float]
"""Numbers of an old and a new item, and how alike they are."""


def exact(old: Sequence[Item], new: Sequence[Item]) -> list[Candidate]:
    """Items of the same text; of texts that stand in a document many times the first with the first and so on."""
    places, grouped = _by_text(new), _by_text(old)
    found: list[tuple[int, int]] = []
    for text, ones in grouped.items():
        others = places.get(text, [])
        if len(ones) * len(others) > _REPEATED**2:
            found += zip(ones, others, strict=False)
            found += zip(ones[::-1], others[::-1], strict=False)
        else:
            found += product(ones, others)
    signs = (1.0 if old[i].sign == new[j].sign else _OTHER_SIGN for i, j in found)
    return [(i, j, like) for (i, j), like in dict(zip(found, signs, strict=True)).items()]


def _by_text(items: Sequence[Item]) -> dict[tuple[str, bool], list[int]]:
    """The numbers of the items of each text, tables apart."""
    places: dict[tuple[str, bool], list[int]] = defaultdict(list)
    for number, item in enumerate(items):
        places[item.text, item.kind == "table"].append(number)
    return places


def alike(old: Sequence[Item], new: Sequence[Item], settled: Sequence[Candidate]) -> Iterator[Candidate]:
    """Items whose texts are alike, among those that have no twin."""
    ones = set(range(len(old))) - {i for i, _, _ in settled}
    others = set(range(len(new))) - {j for _, j, _ in settled}
    index: dict[str, list[int]] = defaultdict(list)
    for number in sorted(others):
        for shingle in _shingles(new[number].text):
            index[shingle].append(number)
    for number in sorted(ones):
        for other in _likely(old[number].text, index):
            least = _least(old[number], new[other])
            if ratio := bare_ratio(old[number].text, new[other].text, least):
                yield number, other, ratio


def _likely(text: str, index: dict[str, list[int]]) -> list[int]:
    """The items that share the most rare shingles with a text."""
    rows = [row for shingle in _shingles(text) if (row := index.get(shingle)) and len(row) <= _POSTINGS]
    shared: Counter[int] = Counter()
    for row in sorted(rows, key=len)[:_RAREST]:
        shared.update(row)
    return [number for number, _ in shared.most_common(_TRIED)]


def _shingles(text: str) -> set[str]:
    """Four characters each; two in short texts too, of which a word may have changed."""
    found = {text[n : n + _SHINGLE] for n in range(len(text) - _SHINGLE + 1)}
    if len(text) <= _SHORT * 2:
        found |= {text[n : n + 2] for n in range(len(text) - 1)}
    return found


def _least(old: Item, new: Item) -> float:
    """How alike two must be: a heading seldom becomes a paragraph, a table never does."""
    if old.kind == new.kind or (old.is_heading and new.is_heading):
        return LIKE
    return 1.0 if "table" in (old.kind, new.kind) else _OTHER_KIND
