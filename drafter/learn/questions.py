"""The questions of a learned pack as the words of its YAML file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from drafter.figures import OMITTED, Figure
from drafter.formulas import to_text
from drafter.learn.model import Becomes, Spot, unit_of
from drafter.learn.pieces import Read
from drafter.learn.worded import words_label
from drafter.packs.schema import Carry, Kind, Matter, Question
from drafter.yamlio import FORBIDDEN

_LABEL = 4
"""Shorter names (受理, 办结) lean on the questions beside them."""
Words = dict[str, object]
"""A question as it is written into pack.yaml."""


def questions_of(
    read: Read, mentioned_in: str = "", standard: Mapping[str, Question] | None = None, label: str = ""
) -> Iterator[Words]:
    """The questions of a piece in the order of its text.

    ``mentioned_in``: the key of the answer whose text the places stand in; they are asked while it names them.
    ``standard``: the questions of the standard catalogue whose keys some figures have.  ``label``: what the figure of
    a cell is called where it is the only one.
    """
    if label and len(read.keys) > 1:
        label = ""
    for number, spot in enumerate(read.spots):
        key = read.keys.get(number)
        if key is None or spot.becomes is Becomes.ORGAN:
            continue
        words: Words = {"键": key, **_told(read, number, spot)}
        if label:
            words["名称"] = label
        if standard and key in standard:
            words |= _defined(standard[key])
        if mentioned_in:
            words["当"] = {mentioned_in: f"{{{key}}}"}
        yield words


def _defined(question: Question) -> Words:
    """What the catalogue knows of a figure: its name, how it is counted, who knows it."""
    label = "" if question.label.startswith("其中") or len(question.label) < _LABEL else question.label
    told = {"名称": label, "口径": question.definition, "科室": question.office}
    return {word: text for word, text in told.items() if text}


def _told(read: Read, number: int, spot: Spot) -> Words:
    if spot.becomes is Becomes.CLAIM:
        return _claim(spot)
    if spot.becomes is Becomes.WORDS:
        return {
            "名称": words_label(read.text, spot.start, spot.end),
            "类型": Kind.TEXT.value,
            "可空": "是",
            "说明": f"{spot.why}；今年不写就留空",
        }
    if spot.becomes is Becomes.DATE:
        return {"类型": Kind.TEXT.value, "沿用": Carry.REFERENCE.value, "说明": f"去年写的是“{spot.written}”"}
    if spot.figure is None:
        return {"类型": Kind.TEXT.value, "沿用": Carry.REFERENCE.value}
    return _figure(read, number, spot.figure)


def _claim(spot: Spot) -> Words:
    """首次, 开局之年: it stands, is worded anew, or goes, with its clause."""
    year = "明年" if spot.shift else "今年"
    words = FORBIDDEN.sub("", spot.written)
    label = f"{year}是不是{words}" if words.endswith("之年") else f"{year}还写不写“{words}”"
    options = [spot.written, OMITTED]
    told = "只属于去年的说法" if words.endswith("之年") else "去年这样写"
    return {
        "名称": label,
        "类型": Kind.CHOICE.value,
        "选项": options,
        "另写": "是",
        "可空": "是",
        "说明": f"{told}；不写的，它所在的半句一起去掉",
    }


def _figure(read: Read, number: int, figure: Figure) -> Words:
    words: Words = {}
    if unit_of(figure):
        words["单位"] = unit_of(figure)
    bound = figure.prefix or figure.tail
    if bound:
        words["说明"] = f"去年写的是“{figure.text()}”；“{bound}”不会自动加上，今年还是这样就连它一起填"
    return words | formula_words(read, number)


def formula_words(read: Read, number: int) -> Words:
    """The formula of a question and how it prints; nothing where it has none, or not yet."""
    words: Words = {}
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


def table_question(key: str, matter: Matter, columns: Sequence[str]) -> Words:
    """The table of plans or problems; next year its rows come up one by one (接续)."""
    named: list[Words] = [{"键": column, "类型": Kind.LONG.value, "可空": "是"} for column in columns[-1:]]
    if len(columns) > 1:
        named.insert(0, {"键": columns[0], "类型": Kind.TEXT.value})
    if len(columns) == 1:
        named[0].pop("可空")
    label = "下一年的安排" if matter is Matter.PLAN else "存在的不足和原因"
    return {
        "键": key,
        "名称": label,
        "类型": Kind.TABLE.value,
        "接续": {"类别": matter.value, "正文": columns[-1]},
        "列": named,
    }
