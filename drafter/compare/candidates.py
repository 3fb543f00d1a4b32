"""Which items of two documents may belong together, found by the shingles they share, not by trying all pairs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from drafter.compare.blocks import Item
from drafter.compare.likeness import bare_ratio

LIKE = 0.5
"""Items with less in common are not taken for each other by their text alone."""
_SHORT, _SHINGLE = 12, 4
_RAREST, _POSTINGS = 24, 40
"""So many shingles of an item are looked up, and only such as stand in no more than so many others."""
_TRIED = 6
_REPEATED = 5

Candidate = tuple[int, int, float]
"""Numbers of an old and a new item, and how alike they are."""


def exact(old: Sequence[Item], new: Sequence[Item]) -> list[Candidate]:
    """Items of the same text; of texts that stand in a document many times the first with the first and so on."""
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, item in enumerate(new):
        places[item.text, item.kind[:1]].append(number)
    grouped: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, item in enumerate(old):
        grouped[item.text, item.kind[:1]].append(number)
    found: list[Candidate] = []
    for text, ones in grouped.items():
        others = places.get(text, [])
        if len(ones) * len(others) > _REPEATED**2:
            found += [(i, j, 1.0) for i, j in zip(ones, others, strict=False)]
            found += [(i, j, 1.0) for i, j in zip(ones[::-1], others[::-1], strict=False)]
        else:
            found += [(i, j, 1.0) for i in ones for j in others]
    return list(dict.fromkeys(found))


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
            ratio = bare_ratio(old[number].text, new[other].text, LIKE)
            if ratio and _may_pair(old[number], new[other]):
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


def _may_pair(old: Item, new: Item) -> bool:
    """A table is no paragraph; a heading may become one."""
    return (old.kind == "table") == (new.kind == "table")
