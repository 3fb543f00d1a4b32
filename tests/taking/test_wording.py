"""Answers found again in edited texts; wordings of two people merged; wordings with their answers by name."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.compare import Line
from drafter.readers.model import Role
from drafter.taking.order import moved_to, staying, with_order
from drafter.taking.uses import Placed, Slot
from drafter.taking.wording import merge, worded


def cases() -> list[tuple[str, ...]]:
    text = Path(__file__).with_name("merging.txt").read_text(encoding="utf-8")
    return [tuple(block.splitlines()) for block in text.strip().split("\n\n")]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case[0].removeprefix("# "))
def test_two_wordings_become_one(case: tuple[str, ...]) -> None:
    _, base, ours, theirs, wanted = case
    made = merge(base, ours, theirs)
    assert made.text == wanted.removeprefix("! ")
    assert bool(made.clashes) == wanted.startswith("! ")


TEXTS = st.lists(st.sampled_from(["甲。", "乙。", "丙。", "丁。"]), max_size=6).map("".join)


@given(base=TEXTS, ours=TEXTS)
def test_what_nobody_else_changed_is_taken_whole(base: str, ours: str) -> None:
    assert merge(base, ours, base).text == ours
    assert merge(base, base, ours).text == ours
    assert merge(base, ours, ours).text == ours


def placed(marked: str) -> Placed:
    """A line from a text with its answers in brackets: 收到〔79件|信访收到〕."""
    text, slots = "", []
    for part in marked.split("〔"):
        inside, closed, rest = part.partition("〕")
        if not closed:
            text += part
            continue
        words, _, name = inside.partition("|")
        slots.append(Slot(name, 1, len(text), len(text) + len(words), words))
        text += words + rest
    return Placed("信访/1", Line(Role.PARAGRAPH, text), tuple(slots))


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        pytest.param("收到〔79件|收到〕。", "收到80件。", {"收到": "80件"}, id="a value typed over"),
        pytest.param("收到〔79件|收到〕。", "共收到79件。", {"收到": "79件"}, id="words in front"),
        pytest.param(
            "收到〔79件|收到〕，办结〔78件|办结〕。", "办结78件。", {"办结": "78件"}, id="one deleted"
        ),
        pytest.param(
            "满意率为〔96%|满意率〕。",
            "满意率达97%。",
            {"满意率": "97%"},
            id="value and word replaced together",
        ),
        pytest.param(
            "收到〔79件|收到〕，办结〔78件|办结〕。",
            "全年办结信访78件，收到的是79件。",
            {"收到": "79件", "办结": "78件"},
            id="written anew in another order",
        ),
        pytest.param(
            "收到〔9件|收到〕。", "收到19件。", {"收到": "19件"}, id="a figure is never half an old one"
        ),
        pytest.param(
            "推行〔首接首办|做法〕。", "推行首问负责。", {"做法": "首问负责"}, id="a text typed over"
        ),
        pytest.param("〔甲|人〕到场。", "到场。", {}, id="a deleted text"),
    ],
)
def test_answers_are_found_again(old: str, new: str, found: dict[str, str]) -> None:
    made = worded([placed(old)], new)
    assert {use.slot.name: use.text for use in made.uses} == found
    assert all(new[use.start : use.end] == use.text for use in made.uses)


@given(st.text(alphabet="甲乙丙。，79件", max_size=30))
def test_places_found_are_in_order_and_apart(new: str) -> None:
    uses = worded([placed("收到〔79件|收到〕，办结〔7件|办结〕，甲乙〔丙丙|人〕。")], new).uses
    assert all(one.end <= other.start for one, other in pairwise(uses))
    assert all(new[use.start : use.end] == use.text for use in uses)


@given(st.permutations(["甲", "乙", "丙", "丁", "戊"]), st.integers(0, 3))
def test_records_give_the_order_wanted(order: list[str], dropped: int) -> None:
    pristine = ["甲", "乙", "丙", "丁", "戊"]
    wanted = order[dropped:]
    edits = with_order({}, pristine, wanted, "")
    assert {name for name, edit in edits.items() if edit.deleted} == set(order[:dropped])
    kept = staying([(name, pristine.index(name)) for name in wanted])
    made = [name for name in pristine if name in kept]
    for name in wanted:
        if name not in kept:
            after = edits[name].after
            made.insert(0 if after == "开头" else made.index(after) + 1, name)
    assert made == wanted


def test_a_block_is_put_behind_the_nearest_that_is_there() -> None:
    order = ["甲", "乙", "丙"]
    moved_to(order, "甲", ["乙", "没有的"])
    assert order == ["乙", "甲", "丙"]
