"""What the words of an edited copy say against the answers: a number that is computed otherwise, last year's number,
a thing that had not happened and now has figures.  Such edits are taken and told as doubtful."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from msgspec.structs import replace

from drafter.answers.model import Answers
from drafter.compose.named import base_name
from drafter.packs.schema import Pack
from drafter.taking.model import Change, Choice, Drawn, Plan
from drafter.taking.texts import same
from drafter.taking.uses import Use
from drafter.taking.values import answered, is_computed, with_decimals

_CLAUSE = re.compile(r"[^，。；：\n]+")
_NUMBER = re.compile(r"(?<![\d.])\d+(?:\.(\d+))?(?!\d|年)")
_NONE = re.compile(r"没有|未(?!来|成年|央)|无(?!障碍|偿|线|人|论|形)")
_ALIKE = 0.6
"""How much of a clause's pairs of characters another must have to speak of the same matter."""


def doubt(plan: Plan, answers: Answers, draw: Callable[[Answers], Drawn], pack: Pack) -> None:
    """Says of each difference that contradicts the answers why it is doubtful."""
    computed = [(change, use) for change, use in _changed(plan) if is_computed(use.slot, pack)]
    if computed:
        told = _told(plan, answers, pack)
        drawn = draw(told)
        for change, use in computed:
            if not change.doubt:
                change.doubt = _against(use, told, drawn, draw, pack)
    for one in plan.rewordings:
        if one.change is not None and not one.change.doubt:
            one.change.doubt = _turned(one.change)


def _changed(plan: Plan) -> Iterator[tuple[Change, Use]]:
    """The places of answers that read otherwise, with the difference they belong to."""
    valued = {id(use): valued.change for valued in plan.values for use in valued.uses}
    for one in plan.rewordings:
        for use in one.worded.uses:
            change = valued.get(id(use), one.change)
            if use.is_changed and not use.slot.missing and change is not None and id(use) not in plan.there:
                yield change, use


def _told(plan: Plan, answers: Answers, pack: Pack) -> Answers:
    """The answers with all values that are asked and changed."""
    for valued in plan.values:
        use = valued.uses[0]
        if valued.change.usual is Choice.TAKE and not is_computed(use.slot, pack):
            made = answered(use.slot, use.text, pack, answers, "")
            key = use.slot.key if use.slot.key in pack.questions else use.slot.key.rpartition(".")[0]
            answers = answers if made is None else replace(answers, entries={**answers.entries, key: made})
    return answers


def _against(use: Use, answers: Answers, drawn: Drawn, draw: Callable[[Answers], Drawn], pack: Pack) -> str:
    """What a computed number is by the answers, where the copy says another."""
    shown = _shown(use, drawn)
    if shown is None or same(shown, use.text) or _rounds(shown, use.text):
        return ""
    fewer = with_decimals(use.slot, use.text, answers, pack)
    if fewer is not None:
        tried = draw(replace(answers, entries={**answers.entries, use.slot.key: fewer}))
        if same(_shown(use, tried) or "", use.text):
            return ""
    past = "去年的答案文件里是" if "@" in use.slot.name and "、" not in use.slot.name else "按答案算出来是"
    return f"{past}“{shown}”"


def _shown(use: Use, drawn: Drawn) -> str | None:
    """What is drawn in a place."""
    slots = [slot for one in drawn.lines if base_name(one.name) == base_name(use.owner) for slot in one.slots]
    found = [slot.text for slot in slots if slot.place == use.slot.place]
    return found[0] if found else None


def _rounds(shown: str, stated: str) -> bool:
    """Whether two numbers between the same words are one in the decimals of the second, rounded or cut off."""
    one, other = _NUMBER.search(shown), _NUMBER.search(stated)
    if one is None or other is None or _NUMBER.sub("", shown) != _NUMBER.sub("", stated):
        return False
    return abs(float(one[0]) - float(other[0])) < 10.0 ** -len(other[1] or "")


def _turned(change: Change) -> str:
    """Where something had not happened and now has figures, or the other way round: what the draft said."""
    before, after = _CLAUSE.findall(change.old), _CLAUSE.findall(change.new)
    gone = [one for one in before if one not in after]
    come = [one for one in after if one not in before]
    for old in gone:
        for new in come:
            turned = (_is_none(old) and _is_some(new)) or (_is_some(old) and _is_none(new))
            if turned and _alike(old, new):
                return f"原来写的是“{old}”，答案没有改"
    return ""


def _is_none(clause: str) -> bool:
    return bool(_NONE.search(clause)) and not _NUMBER.search(clause)


def _is_some(clause: str) -> bool:
    return bool(_NUMBER.search(clause)) and not _NONE.search(clause)


def _alike(one: str, other: str) -> bool:
    """Whether two clauses, 没有 and figures apart, speak of the same matter."""
    pairs, others = (
        {text[n : n + 2] for n in range(len(text) - 1)}
        for text in (_NUMBER.sub("", _NONE.sub("", clause)) for clause in (one, other))
    )
    return bool(pairs) and len(pairs & others) >= _ALIKE * min(len(pairs), len(others) or 1)
