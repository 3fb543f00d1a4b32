"""What the answers of a learned pack should keep to: what a formula takes for a part is not more than its whole.

Only what holds in the year learned from becomes a check (完成率116% makes none).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from drafter.figures import Figure
from drafter.formulas import Binary, Call, Expression, Name, to_text
from drafter.learn.model import Becomes
from drafter.learn.pieces import Read
from drafter.learn.questions import Words

_RATE = re.compile(r"(?<!增长|[完达]成|进度)(?<!增|升|降|涨)率$")
_ALL, _LEAST, _COMMON = 100, 10, 4


def checks_of(reads: Iterable[Read]) -> list[Words]:
    """The 校验 of a pack, each relation once."""
    found: dict[str, Words] = {}
    read_all = list(reads)
    for relation, message in _repeated(read_all):
        found[relation] = {"式": relation, "说明": message}
    for read in read_all:
        for relation, message in _relations(read):
            found.setdefault(relation, {"式": relation, "说明": message})
    return list(found.values())


def _relations(read: Read) -> Iterator[tuple[str, str]]:
    for number, spot in enumerate(read.spots):
        key, figure = read.keys.get(number), spot.figure
        if spot.becomes is not Becomes.FIGURE or figure is None or key is None:
            continue
        formula = read.formula(number)
        if formula is None:
            if figure.unit == "%" and figure.value <= _ALL and _RATE.search(key):
                yield f"{key} <= {_ALL}", f"“{key}”不应超过100%"
        elif not read.derived[number].has_word:  # growths and moves go either way
            over = figure.unit == "%" and figure.value > _ALL
            yield from () if over else _parts(formula)


def _repeated(reads: Iterable[Read]) -> Iterator[tuple[str, str]]:
    """What a report says twice: figures of one value whose names share their words (办理行政许可件数, 行政许可数)."""
    seen: list[tuple[str, Figure]] = []
    for read in reads:
        for number, spot in enumerate(read.spots):
            key, figure = read.keys.get(number), spot.figure
            if spot.becomes is not Becomes.FIGURE or figure is None or key is None or number in read.derived:
                continue
            if figure.value < _LEAST or figure.is_percent:
                continue
            for other, before in seen:
                alike = before.text().removesuffix(before.unit) == figure.text().removesuffix(figure.unit)
                units = {figure.unit, before.unit}
                if alike and other != key and (len(units) == 1 or "" in units) and _share(other, key):
                    yield f"{key} = {other}", f"“{key}”和“{other}”去年是同一个数，今年不一样"
                    break
            seen.append((key, figure))


def _share(one: str, other: str) -> bool:
    """Whether two names have four characters in a row in common."""
    return any(one[at : at + _COMMON] in other for at in range(len(one) - _COMMON + 1))


def _parts(formula: Expression) -> Iterator[tuple[str, str]]:
    """What a rate or a rest takes for part and whole."""
    match formula:
        case Call("比率", (part, Name(whole))) if not _takes_away(part):
            yield f"{to_text(part)} <= {whole}", f"“{to_text(part)}”不应多于“{whole}”"
        case Binary("-", _, _):
            whole_side, parts = _split(formula)
            yield f"{parts} <= {whole_side}", f"“{parts}”不应多于“{whole_side}”"


def _takes_away(expression: Expression) -> bool:
    return isinstance(expression, Binary) and expression.operator == "-"


def _split(formula: Expression) -> tuple[str, str]:
    """收到 - 办结 - 撤回 as 收到 and 办结 + 撤回."""
    parts: list[str] = []
    while isinstance(formula, Binary) and formula.operator == "-":
        parts.insert(0, to_text(formula.right))
        formula = formula.left
    return to_text(formula), " + ".join(parts)
