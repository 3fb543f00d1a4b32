"""The questions of a learned pack as the words of its YAML file."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.figures import Figure
from drafter.formulas import to_text
from drafter.learn.model import Becomes, Spot, unit_of
from drafter.learn.pieces import Read
from drafter.packs.schema import Carry, Kind

Words = dict[str, object]
"""A question as it is written into pack.yaml."""


def questions_of(read: Read, mentioned_in: str = "") -> Iterator[Words]:
    """The questions of a piece in the order of its text.

    ``mentioned_in``: the key of the answer whose text the places stand in; they are asked while it names them.
    """
    for number, spot in enumerate(read.spots):
        key = read.keys.get(number)
        if key is None or spot.becomes is Becomes.ORGAN:
            continue
        words: Words = {"键": key, **_told(read, number, spot)}
        if mentioned_in:
            words["当"] = {mentioned_in: f"{{{key}}}"}
        yield words


def _told(read: Read, number: int, spot: Spot) -> Words:
    if spot.becomes is Becomes.CLAIM:
        label = f"是否仍可以写“{spot.written}”"
        return {
            "名称": label,
            "类型": Kind.TEXT.value,
            "可空": "是",
            "说明": "去年这样写；今年不成立就改写，或留空不写",
        }
    if spot.becomes is Becomes.DATE:
        return {"类型": Kind.TEXT.value, "沿用": Carry.REFERENCE.value, "说明": f"去年写的是“{spot.written}”"}
    if spot.figure is None:
        return {"类型": Kind.TEXT.value, "沿用": Carry.REFERENCE.value}
    return _figure(read, number, spot.figure)


def _figure(read: Read, number: int, figure: Figure) -> Words:
    words: Words = {}
    if unit_of(figure):
        words["单位"] = unit_of(figure)
    formula = read.formula(number)
    if formula is None:
        return words
    words["公式"] = to_text(formula)
    derivation = read.derived[number]
    if derivation.decimals is not None:
        words["小数"] = derivation.decimals
    if derivation.keep_zeros:
        words["补零"] = "是"
    if derivation.truncated:
        words["舍入"] = "舍去"
    return words
