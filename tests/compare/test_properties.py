"""Whatever is compared: the pieces are both texts, the steps use each line once, and nothing is slow."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.compare import Fate, Kind, Line, align, likeness, nature, pieces
from drafter.compare.merge import compared, merge
from drafter.compare.model import Nature
from drafter.compare.tokens import tokens
from drafter.readers.model import Role
from tests.compare.cases import lines_of
from tests.compare.read_back import accepted, rejected

_CHARS = '甲乙丙丁的了一二三十，。；,. “"（(0129%\n件A'
TEXTS = st.text(st.sampled_from(_CHARS), max_size=40)
PARAGRAPHS = st.lists(
    st.sampled_from(
        [
            "一、主要工作",
            "二、存在的问题",
            "全年开展执法检查12次，发现问题36个。",
            "全年开展执法检查13次，发现问题36个，已全部整改。",
            "组织宪法宣传周活动，发放资料2000份。",
            "全年开展执法检查12次，发现问题36个。组织宪法宣传周活动，发放资料2000份。",
            "无。",
            "| 科室 | 件数 |",
            "| 法规科 | 12 |",
        ]
    ),
    max_size=12,
)


@given(TEXTS, TEXTS)
@settings(max_examples=400, deadline=None)
def test_the_pieces_of_a_change_are_both_texts(old: str, new: str) -> None:
    found = pieces(old, new)
    assert "".join(old[one.old_start : one.old_end] for one in found) == old
    assert "".join(new[one.new_start : one.new_end] for one in found) == new
    for one in found:
        before, after = old[one.old_start : one.old_end], new[one.new_start : one.new_end]
        assert (before == after) == (one.kind is Kind.EQUAL)
        assert (not before) == (one.kind is Kind.INSERT)
        assert (not after) == (one.kind is Kind.DELETE)


@given(TEXTS, TEXTS)
@settings(max_examples=200, deadline=None)
def test_no_number_is_split(old: str, new: str) -> None:
    found = pieces(old, new)
    cuts = {one.old_start for one in found} | {one.old_end for one in found}
    assert not [token for token in tokens(old) if any(token.start < cut < token.end for cut in cuts)]


@given(PARAGRAPHS, PARAGRAPHS, st.dictionaries(st.integers(0, 12), st.integers(0, 12), max_size=3))
@settings(max_examples=300, deadline=None)
def test_each_line_has_one_fate(old: list[str], new: list[str], tied: dict[int, int]) -> None:
    before, after = lines_of(old), lines_of(new)
    steps = align(before, after, tied)
    assert Counter(n for step in steps for n in step.old) == Counter(range(len(before)))
    assert [n for step in steps if not _tabular(after, step.new) for n in step.new] == [
        n for n in range(len(after)) if after[n].table < 0
    ]
    assert Counter(n for step in steps for n in step.new) == Counter(range(len(after)))
    for step in steps:
        assert bool(step.old) == (step.fate is not Fate.ADDED)
        assert bool(step.new) == (step.fate is not Fate.DELETED)
        if step.fate is Fate.SAME:
            assert before[step.old[0]].text == after[step.new[0]].text


def _tabular(lines: list[Line], numbers: tuple[int, ...]) -> bool:
    return any(lines[number].table >= 0 for number in numbers)


@given(PARAGRAPHS)
def test_a_draft_is_the_same_as_itself(texts: list[str]) -> None:
    lines = lines_of(texts)
    assert {step.fate for step in align(lines, lines)} <= {Fate.SAME}
    assert likeness(lines, lines) == 1.0


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("受理12件。", "受理12件。", Nature.SAME),
        ("受理12件。", "受理 12 件。", Nature.SPACE),
        ("受理（含转办）12件。", "受理(含转办)12件。", Nature.FORMS),
        ("制度健全，执法规范。", "制度健全、执法规范！", Nature.MARKS),
        ("受理12件，增长3.5%。", "受理15件，增长4%。", Nature.FIGURES),
        ("受理12件。", "办结12件。", Nature.WORDS),
        ("", "办结12件。", Nature.WORDS),
    ],
)
def test_a_change_has_a_nature(old: str, new: str, wanted: Nature) -> None:
    assert nature(old, new) is wanted


def test_a_long_report_is_compared() -> None:
    """300 pages, every third paragraph changed, one in fifty moved: no table of all pairs."""
    old = [_paragraph(n, n) for n in range(3000)]
    new = [_paragraph(n, n + (n % 3 == 0)) for n in range(3000)]
    for n in range(0, 2900, 50):
        new.insert((n * 7) % 2900, new.pop(n))
    steps = align(old, new)
    assert sum(step.fate in (Fate.ADDED, Fate.DELETED) for step in steps) < 10


def _paragraph(number: int, year: int) -> Line:
    words = "".join(chr(0x4E00 + (number * 7919 + n * n * 31) % 5000) for n in range(40))
    return Line(Role.PARAGRAPH, f"{words}共办理{year}件，办结{year * 3 % 997}件。{words[::-1]}。")


@given(PARAGRAPHS, PARAGRAPHS)
@settings(max_examples=300, deadline=None)
def test_one_text_shows_both(old: list[str], new: list[str]) -> None:
    before, after = lines_of(old), lines_of(new)
    entries = merge(compared(before, after))
    assert accepted(entries) == [line.text for line in after]
    assert rejected(entries) == [line.text for line in before]


@given(st.lists(TEXTS.map(lambda text: text.replace("\n", "").strip()), max_size=6), st.data())
@settings(max_examples=200, deadline=None)
def test_one_text_shows_both_after_any_edit(old: list[str], data: st.DataObject) -> None:
    """Also where lines are split, joined, moved: by cutting up and shuffling what there is."""
    pool = [
        *old,
        *("".join(pair) for pair in pairwise(old)),
        *(one[:4] for one in old),
        *(one[4:] for one in old),
    ]
    new = data.draw(st.lists(st.sampled_from([one.strip() for one in pool] or ["甲"]), max_size=6))
    before = [Line(Role.PARAGRAPH, text) for text in old if text]
    after = [Line(Role.PARAGRAPH, text) for text in new if text]
    entries = merge(compared(before, after))
    assert accepted(entries) == [line.text for line in after]
    assert rejected(entries) == [line.text for line in before]
