"""What is left of edits after ``drafter take``: the exact text, the values as answers, the figures still live.

Called by ``take.py`` for each edited file.
"""

from __future__ import annotations

import re
import shutil
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct

from benchmarks.edits import Edit, Kind
from drafter.compose.edits import base_name
from drafter.taken import Taking
from drafter.taking.model import Drawn
from drafter.taking.settle import Settled
from drafter.taking.values import is_firm

_NUMBERS = re.compile(r"[\d.,%]+|增长|下降|增加|减少|上升|百分点|个百分点|与上年持平|持平|同比")
"""What may change when a number is computed anew."""


class After(Struct):
    """What was counted, by the way of editing."""

    files: Counter[str]
    exact: Counter[str]
    again: Counter[str]
    values: Counter[str]
    taken: Counter[str]
    figures: Counter[str]
    live: Counter[str]
    missed: list[str]
    seconds: float = 0.0


def nothing() -> After:
    """Before anything is counted."""
    return After(Counter(), Counter(), Counter(), Counter(), Counter(), Counter(), Counter(), [])


def take_in(
    after: After, way: str, name: str, answers: Path, copy: Path, edits: Sequence[Edit], texts: Sequence[str]
) -> None:
    """Takes one edited file in, in a folder of its own, and counts what came of it."""
    folder = copy.parent / f"{copy.stem}-答案"
    shutil.copytree(answers.parent, folder)
    own = folder / answers.name
    started = time.process_time()
    taking = Taking(own, copy, None)
    taking.decide()
    settled = taking.settled()
    after.seconds += time.process_time() - started
    taking.save(settled.answers)
    drawn = taking.draw(settled.answers)
    after.files[way] += 1
    exact = _is_exact(drawn, texts, settled)
    after.exact[way] += exact
    if not exact:
        after.missed.append(f"{way} {name}：收回后的文字不同")
    _count_values(after, way, edits, drawn, taking)
    _count_live(after, way, taking, drawn)
    again = Taking(own, copy, None)
    again.decide()
    same = not again.save(again.settled().answers)
    after.again[way] += same
    if not same:
        after.missed.append(f"{way} {name}：收第二遍又变了")
    shutil.rmtree(folder)


def _is_exact(drawn: Drawn, texts: Sequence[str], settled: Settled) -> bool:
    """Whether the draft has the copy's text, apart from the numbers that are told to follow from changed ones."""
    follows = {_bare(old) for _, old, new in settled.follows if _worded(old) == _worded(new)}
    lines = [one.text for one in drawn.lines]
    if len(lines) != len(texts):
        return False
    told = "".join(follows)
    return all(
        _bare(line) == _bare(text) or (_bare(text) in told and _worded(line) == _worded(text))
        for line, text in zip(lines, texts, strict=True)
    )


def _bare(text: str) -> str:
    return "".join(text.split())


def _worded(text: str) -> str:
    return _NUMBERS.sub("", _bare(text))


def _count_values(after: After, way: str, edits: Sequence[Edit], drawn: Drawn, taking: Taking) -> None:
    """Of the figures that were changed those that the answers print now; years and numbers in names are none."""
    for edit in edits:
        question = taking.job.pack.questions.get(edit.key)
        figure = question.kind.is_number if question is not None else "." in edit.key
        if edit.kind in (Kind.VALUE, Kind.TRACKED) and figure:
            after.values[way] += 1
            after.taken[way] += any(
                slot.key == edit.key.partition("@")[0] and edit.words in slot.text
                for one in drawn.lines
                for slot in one.slots
            )


def _count_live(after: After, way: str, taking: Taking, drawn: Drawn) -> None:
    """Of the figures in edited paragraphs whose text is still there those that are still answers."""
    base = {one.name: one for one in taking.plan.base}
    for one in taking.plan.rewordings:
        seen: Counter[str] = Counter()
        there = 0
        for slot in (slot for name in one.names for slot in base[name].slots):
            if is_firm(slot, taking.job.pack):
                seen[slot.text] += 1
                there += one.worded.text.count(slot.text) >= seen[slot.text]
        parts = [line for line in drawn.lines if base_name(line.name) == one.at]
        kept = sum(is_firm(slot, taking.job.pack) for part in parts for slot in part.slots)
        after.figures[way] += there
        after.live[way] += min(kept, there)


def table(after: After, say: Callable[[str], None]) -> None:
    """The numbers as a table."""
    rows = (
        ("收回后文字一字不差（随之重算的除外）", after.exact, after.files),
        ("改过的数进了答案", after.taken, after.values),
        ("改过的段落里数字仍是活的", after.live, after.figures),
        ("收第二遍什么也不变", after.again, after.files),
    )
    ways = list(after.files)
    say("| 收回（take） | " + " | ".join(ways) + " |")
    say("|---|" + "---:|" * len(ways))
    for words, good, of in rows:
        say(f"| {words} | " + " | ".join(_share(good[way], of[way]) for way in ways) + " |")
    say(f"\n收回每份平均{1000 * after.seconds / max(sum(after.files.values()), 1):.0f}毫秒")


def _share(good: int, of: int) -> str:
    return f"{100 * good / of:.1f}%（{good}/{of}）" if of else "—"
