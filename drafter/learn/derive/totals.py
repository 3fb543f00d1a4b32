"""Totals: a number and the parts it is made of, before or behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from drafter.formulas import Call
from drafter.learn.derive.common import (
    CLAUSE,
    UNIT_END,
    counts_among,
    figure_of,
    in_one_sentence,
    of_one_unit,
    operand,
)
from drafter.learn.model import Derivation, Spot

_MOST_PARTS = 40
_PARTS = re.compile("其中|包括|包含|分别[是为]|含|[：:]$|[（(]$")
_LINK = re.compile("[、及和][一-鿿]{0,10}")
"""What stands between the members of a row; a member is no total of those behind it."""
_OUTCOME = re.compile(
    "[、，,；;](?:其中)?(?:决定|作出|予以|宣布|拟)?(?:维持|驳回|撤[销回诉]|终止|调解|确认|责令|变更|废止|修[改订正]|保留|继续|失效)[一-鿿]{0,6}"
)
"""What became of cases and papers: 复议29件，维持21件、驳回5件、撤回3件 is a sum without a word for it."""
_TOTAL_AFTER = re.compile("(?:共计?|合计|总计|累计|总共)[一-鿿]{0,12}$")
_TOTAL_BEFORE = re.compile("(?:共|合计|总计|累计|总)")


def totals(text: str, spots: Sequence[Spot], numbers: Sequence[int]) -> Iterator[Derivation]:
    """Totals of a text whose parts add up, told by their words or by a row of parts."""
    counts = [n for n in counts_among(spots, numbers) if not figure_of(spots[n]).chinese]
    totals: list[set[int]] = []
    """The parts of each total found: one part cannot be the sum of others of the same total."""
    for at, n in enumerate(counts):
        after = _parts_after(text, spots, n, counts[at + 1 :])
        before = _parts_before(text, spots, n, counts[:at])
        for parts in (after, before):
            if parts and not any({n, *parts} <= siblings for siblings in totals):
                totals.append(set(parts))
                expression = Call("合计", tuple(operand(part) for part in parts))
                yield Derivation(n, tuple(parts), expression, "合计，与分项之和吻合")
                break


def _parts_after(text: str, spots: Sequence[Spot], n: int, later: Sequence[int]) -> list[int]:
    """共79项，其中：许可6项、处罚58项……: the parts behind a total, told by words.

    Small numbers add up by chance: a row that goes on behind the sum is none of its parts.
    """
    alike = _alike(text, spots, n, later)
    if len(alike) < 2:
        return []
    first = text[spots[n].end : spots[alike[0]].start]
    said = _PARTS.search(first) or re.match("\\s*[，,]?\\s*[（(：:]", first)
    counted = _TOTAL_BEFORE.search(_clause_before(text, spots, n)) and re.match("[，,、]", first)
    row = _bracketed_row(text, spots, n, alike)
    if row is not None:
        return row if said and len(row) > 1 and _adds_up(spots, n, row) else []
    first_of_all = _is_first(text, spots, n)
    if _adds_up(spots, n, alike) and (
        said or counted or (first_of_all and _is_settled(text, spots, n, alike))
    ):
        return alike
    for end in range(len(alike) - 1, 1, -1):
        row, after = alike[:end], text[spots[alike[end - 1]].end : spots[alike[end]].start]
        told = said or (first_of_all and _is_settled(text, spots, n, row) and not _OUTCOME.fullmatch(after))
        if told and not _LINK.fullmatch(after) and _adds_up(spots, n, row):
            return row
    return []


def _is_first(text: str, spots: Sequence[Spot], n: int) -> bool:
    """Whether no figure of its unit stands before one in its sentence: what comes behind another may be its part."""
    return not any(
        of_one_unit(spots[m], spots[n]) and in_one_sentence(text, spots[m], spots[n]) for m in range(n)
    )


def _is_settled(text: str, spots: Sequence[Spot], n: int, row: Sequence[int]) -> bool:
    """Whether a figure is followed by three outcomes and more, one behind the other."""
    between = [text[spots[left].end : spots[right].start] for left, right in pairwise([n, *row])]
    between[0] = re.sub("^[^，,。；;、（(]{0,10}", "", between[0])
    return len(row) > 2 and all(_OUTCOME.fullmatch(words) for words in between)


def _bracketed_row(text: str, spots: Sequence[Spot], n: int, alike: Sequence[int]) -> list[int] | None:
    """The figures of a bracket that is opened right behind a total; None where none is."""
    start = spots[n].end
    if not _is_nested(text[start : spots[alike[0]].start]):
        return None
    return [m for m in alike if _is_nested(text[start : spots[m].start])]


def _parts_before(text: str, spots: Sequence[Spot], n: int, earlier: Sequence[int]) -> list[int]:
    """建议5件、提案8件，共13件: the parts in front of a total."""
    if not _TOTAL_AFTER.search(CLAUSE.split(text[spots[n - 1].end if n else 0 : spots[n].start])[-1]):
        return []
    alike = [
        m
        for m in earlier
        if of_one_unit(spots[m], spots[n]) and in_one_sentence(text, spots[m], spots[n], UNIT_END)
    ]
    for start in range(len(alike) - 1):
        if _adds_up(spots, n, alike[start:]):
            return alike[start:]
    return []


def _alike(text: str, spots: Sequence[Spot], n: int, later: Sequence[int]) -> list[int]:
    """Figures of a total's unit behind it in its sentence, those in inner brackets left out."""
    found: list[int] = []
    for m in later:
        if not in_one_sentence(text, spots[n], spots[m]):
            break
        if not of_one_unit(spots[m], spots[n]):
            continue
        if not found or not _is_nested(text[spots[found[0]].end : spots[m].start]):
            found.append(m)
        if len(found) == _MOST_PARTS:
            break
    return found


def _is_nested(between: str) -> bool:
    """Whether a bracket opened behind the first part is still open: its numbers are parts of a part."""
    return between.count("（") + between.count("(") > between.count("）") + between.count(")")


def _adds_up(spots: Sequence[Spot], n: int, parts: Sequence[int]) -> bool:
    return (
        figure_of(spots[n]).value > 0
        and sum(figure_of(spots[m]).value for m in parts) == figure_of(spots[n]).value
    )


def _clause_before(text: str, spots: Sequence[Spot], n: int) -> str:
    return text[max(0, spots[n].start - 14) : spots[n].start]
