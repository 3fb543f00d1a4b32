"""Totals: a number and the parts it is made of, before or behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from drafter.formulas import Call
from drafter.learn.derive.common import (
    CLAUSE,
    SENTENCE,
    UNIT_END,
    counts_among,
    figure_of,
    in_one_sentence,
    of_one_unit,
    operand,
    words_since,
)
from drafter.learn.model import Derivation, Spot

_MOST_PARTS = 40
_PARTS = re.compile("其中|包括|包含|分别[是为]|含|[：:]$|[（(]$")
_LINK = re.compile("[、及和][一-鿿]{0,10}")
"""What stands between the members of a row; a member is no total of those behind it."""
_OUTCOME = re.compile(
    "[、，,；;](?:其中)?(?:决定|作出|予以|宣布|拟|被|申请人|评出)?(?:维持|驳回|撤[销回诉]|终止|调解|确认|责令|变更|废止|修[改订正]|保留|继续|失效|公开|部分公开|不予|信息不存在|无法提供|优秀|良好|合格|不合格)[一-鿿]{0,6}"
)
"""What became of cases and papers: 复议29件，维持21件、驳回5件、撤回3件 is a sum without a word for it."""
_CONCLUDED = re.compile("[审办]结|清理|裁判|判决")
"""What comes next is what became of it, though another figure of its unit stands before."""
_TOTAL_AFTER = re.compile("(?:共计?|合计|总计|累计|总共|总数[为达]?)[一-鿿]{0,12}$")
_TOTAL_RIGHT_AFTER = re.compile(
    "(?P<kinds>[两二三四五六七八九][项类个种]|以上)?(?:合计|共计|总计|一共)[一-鿿]{0,6}$"
)
_TOGETHER = re.compile(
    "(?:(?P<names>(?:(?:(?![和及与])[一-鿿]){2,8}[、和及与])+(?:(?![和及与])[一-鿿]){2,8}?)|(?P<kinds>[两二三四五六七八九])[类项个种方面]{1,2}[一-鿿]{0,4}?)"
    "(?:合计|共计|总计|共)(?P<verb>[一-鿿]{0,6})$"
)
"""撤销、变更合计136件; 三类案件合计立案505件."""
_KINDS = {char: number for number, char in enumerate("二三四五六七八九", 2)} | {"两": 2}
_AMONG = re.compile("[^。；;，,]{0,6}[，,]?(?:其中|包括)[：:]?[一-鿿]{0,10}")
_GRADE = re.compile("优秀|良好|合格")
_BY_KIND = re.compile(
    "[一-鿿]{2,8}中[，,]|(?:从|按照?|分)[一-鿿]{1,10}?(?:看|来看|分|划分|分类|统计|区分)[，,：:]"
)
_CARRIED = re.compile("结转|旧存|存案")
_PAPERS = frozenset(("份", "件", "个", "项", "宗", "批", "次", "件次", "条", "篇", "部"))
"""Units of things that are counted together: 合同26份、文件2件、事项3项，合计31件."""
_TOTAL_BEFORE = re.compile("(?:共|合计|总计|累计|总)")


def totals(text: str, spots: Sequence[Spot], numbers: Sequence[int]) -> Iterator[Derivation]:
    """Totals of a text whose parts add up, told by their words or by a row of parts."""
    counts = [n for n in counts_among(spots, numbers) if not figure_of(spots[n]).chinese]
    totals: list[set[int]] = []
    """The parts of each total found: one part cannot be the sum of others of the same total."""
    for at, n in enumerate(counts):
        after = _parts_after(text, spots, n, counts[at + 1 :])
        before = _parts_before(text, spots, n, counts[:at])
        for parts in (after, before, _named_parts(text, spots, n, counts[:at])):
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
    if row := _by_kind(text, spots, n, later):
        return row
    if row := _unlike_row_after(text, spots, n, later):
        return row
    if len(alike) < 2:
        return []
    first = text[spots[n].end : spots[alike[0]].start]
    said = _PARTS.search(first) or re.match("\\s*[，,]?\\s*[（(：:]", first)
    counted = _TOTAL_BEFORE.search(_clause_before(text, spots, n)) and re.match("[，,、]", first)
    nested = _bracketed_row(text, spots, n, alike)
    if nested is not None:
        return nested if said and len(nested) > 1 and _adds_up(spots, n, nested) else []
    first_of_all = _is_first(text, spots, n) or _CONCLUDED.search(_words(text, spots, n))
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
        of_one_unit(spots[m], spots[n]) and in_one_sentence(text, spots[m], spots[n], UNIT_END)
        for m in range(n)
    )


def _is_settled(text: str, spots: Sequence[Spot], n: int, row: Sequence[int]) -> bool:
    """Whether a figure is followed by three outcomes and more, one behind the other."""
    between = [text[spots[left].end : spots[right].start] for left, right in pairwise([n, *row])]
    between[0] = re.sub("^.*(?=[，,；;、])", "", between[0])
    graded = all(_GRADE.search(words) for words in between)
    return (len(row) > 2 or graded) and all(_OUTCOME.fullmatch(words) for words in between)


def _bracketed_row(text: str, spots: Sequence[Spot], n: int, alike: Sequence[int]) -> list[int] | None:
    """The figures of a bracket that is opened right behind a total; None where none is."""
    start = spots[n].end
    if not _is_nested(text[start : spots[alike[0]].start]):
        return None
    return [m for m in alike if _is_nested(text[start : spots[m].start])]


def _parts_before(text: str, spots: Sequence[Spot], n: int, earlier: Sequence[int]) -> list[int]:
    """建议5件、提案8件，共13件: the parts in front of a total."""
    if parts := _unlike_row(text, spots, n, earlier) or _carried_over(text, spots, n, earlier):
        return parts
    if not _TOTAL_AFTER.search(CLAUSE.split(words_since(text, spots, n))[-1]):
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


def _unlike_row(text: str, spots: Sequence[Spot], n: int, earlier: Sequence[int]) -> list[int]:
    """合同26份、文件2件、事项3件……，合计31件: a row right before a total, counted in unlike units."""
    near = reversed([m for m in earlier if in_one_sentence(text, spots[m], spots[n], UNIT_END)])
    said = _TOTAL_RIGHT_AFTER.match(_words(text, spots, n))
    if said is None:
        return []
    of_papers = takewhile(lambda m: said["kinds"] or figure_of(spots[m]).unit in _PAPERS, near)
    row = list(reversed(list(of_papers)))
    if not row or (not said["kinds"] and (row[-1] != n - 1 or figure_of(spots[n]).unit not in _PAPERS)):
        return []
    return next((row[start:] for start in range(len(row) - 1) if _adds_up(spots, n, row[start:])), [])


def _by_kind(text: str, spots: Sequence[Spot], n: int, later: Sequence[int]) -> list[int]:
    """立案622件……。从领域看，市场监管287件、……: the kinds of a whole, in a sentence of their own."""
    if not later:
        return []
    sentences = [match.end() for match in SENTENCE.finditer(text, spots[n].end, spots[n].end + 90)]
    start = next((at for at in sentences if _BY_KIND.match(text, at)), None)
    if start is None:
        return []
    end = match.start() if (match := SENTENCE.search(text, start)) else len(text)
    parts = [m for m in later if start <= spots[m].start < end and of_one_unit(spots[m], spots[n])]
    return parts if len(parts) > 1 and _adds_up(spots, n, parts) else []


def _unlike_row_after(text: str, spots: Sequence[Spot], n: int, later: Sequence[int]) -> list[int]:
    """1126件次，其中来信374件、来访392批、网上360件: three and more in one row behind 其中."""
    row: list[int] = []
    for m in later[:_MOST_PARTS]:
        between = text[spots[row[-1] if row else n].end : spots[m].start]
        if not (_LINK if row else _AMONG).fullmatch(between):
            break
        row.append(m)
    return row if len(row) > 2 and _adds_up(spots, n, row) else []


def _carried_over(text: str, spots: Sequence[Spot], n: int, earlier: Sequence[int]) -> list[int]:
    """受理2653件……；加上上年结转187件，共处理2840件: what came in and what was there already."""
    alike = [m for m in earlier[-12:] if of_one_unit(spots[m], spots[n])]
    if len(alike) < 2 or not _TOTAL_AFTER.search(_words(text, spots, n)):
        return []
    *others, carried = alike
    if not _CARRIED.search(text[spots[carried - 1].end : spots[carried].start] if carried else ""):
        return []
    return next(([m, carried] for m in reversed(others) if _adds_up(spots, n, [m, carried])), [])


def _named_parts(text: str, spots: Sequence[Spot], n: int, earlier: Sequence[int]) -> list[int]:
    """上述撤销、变更合计136件; 三类案件合计立案505件: parts said some sentences before, by name or by number."""
    said = _TOGETHER.search(
        re.split("[，,。；;：:（(\\n]", text[max(0, spots[n].start - 60) : spots[n].start])[-1]
    )
    if said is None:
        return []
    alike = [m for m in earlier if of_one_unit(spots[m], spots[n])]
    lead = {m: words_since(text, spots, m) for m in alike}
    if said["names"]:
        names = re.split("[、和及与]", said["names"].removeprefix("上述"))
        found = [next((m for m in reversed(alike) if name in lead[m]), -1) for name in names]
        parts = found if -1 not in found and len(set(found)) == len(found) else []
    else:
        count, verb = _KINDS[said["kinds"]], said["verb"][:2]
        of_verb = [m for m in alike if verb in lead[m]]
        parts = of_verb[-count:] if verb and len(of_verb) >= count else []
    return parts if len(parts) > 1 and _adds_up(spots, n, parts) else []


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


def _words(text: str, spots: Sequence[Spot], n: int) -> str:
    """The clause before a figure."""
    return CLAUSE.split(text[max(0, spots[n].start - 60) : spots[n].start])[-1]


def _clause_before(text: str, spots: Sequence[Spot], n: int) -> str:
    return text[max(0, spots[n].start - 14) : spots[n].start]
