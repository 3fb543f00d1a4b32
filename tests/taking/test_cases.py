"""Draft and edit give answers: cases as plain text; after each the draft is the edited copy, and stays so."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec import Struct

from drafter.answers.model import Status
from drafter.taken import Taking
from tests.taking.desk import TABULAR, Desk

CASES = Path(__file__).with_name("cases.txt")
STEPS = ("改", "删段", "加段", "移段", "拆段", "并段", "重打", *TABULAR)


class Case(Struct, frozen=True):
    """Steps in the copy, what the answers must hold, what is computed anew."""

    name: str
    steps: tuple[str, ...]
    wanted: tuple[str, ...]
    follows: tuple[str, ...]


def cases() -> list[Case]:
    found = []
    for block in CASES.read_text(encoding="utf-8").strip().split("\n\n"):
        name, *lines = block.splitlines()
        steps = tuple(line for line in lines if line.split(" ")[0] in STEPS)
        follows = tuple(line.partition(" ")[2] for line in lines if line.startswith("随 "))
        wanted = tuple(line for line in lines if line not in steps and not line.startswith("随 "))
        found.append(Case(name.removeprefix("# "), steps, wanted, follows))
    return found


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_what_an_edit_means(case: Case, tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    copy = desk.edited(*case.steps)
    taking, settled = desk.take(copy)
    for wanted in case.wanted:
        check(desk, wanted)
    told = {name: new for name, _, new in settled.follows}
    assert len(told) == bool(case.follows)
    assert all(any(words in new for new in told.values()) for words in case.follows)
    texts = [(taking.plan.named[n], line.text) for n, line in enumerate(taking.edited.lines)]
    assert desk.lines() == [told.get(name, text) for name, text in texts]
    before = desk.path.read_bytes()
    again = Taking(desk.path, copy, None)
    assert [change.mode for change in again.plan.changes()] == []
    desk.take(copy)
    assert desk.path.read_bytes() == before


def check(desk: Desk, wanted: str) -> None:
    """One line of what the answers must hold."""
    kind, _, rest = wanted.partition(" ")
    answers, edits = desk.answers, desk.edits
    if kind in ("=", "?", "小数", "标题"):
        key, _, value = rest.partition(": ")
    else:
        key, _, value = rest.rpartition(" ") if kind in ("移",) else rest.partition(" ")
    if kind == "=":
        assert str(answers.entries[key].value) == value
        assert answers.entries[key].status is Status.CONFIRMED
        assert answers.entries[key].source == "由《改稿》收回"
    elif kind == "?":
        assert str(answers.entries[key].value) == value
        assert answers.entries[key].status is Status.UNCONFIRMED
        assert answers.entries[key].note
    elif kind == "小数":
        assert answers.entries[key].decimals == int(value)
        assert answers.entries[key].value is None
    elif kind == "标题":
        assert answers.headings[key] == value
    elif kind in ("文", "附"):
        if key.startswith("{{"):
            key, _, value = rest.partition("主要工作 ")
            key += "主要工作"
        assert edits[key].text == value.replace("\\n", "\n")
    elif kind == "删":
        assert edits[rest].deleted
    elif kind == "移":
        assert edits[key].after == value
    elif kind == "加":
        after, _, text = value.partition(" ")
        assert (edits[key].after, edits[key].text) == (after, text)
    else:
        raise AssertionError(wanted)
