"""A paragraph beside its like of the year before: which places are questions, and what that year answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.learn.decide import spots_of
from drafter.learn.earlier import Earlier
from drafter.learn.worded import in_context, words_label, words_spot
from drafter.readers.model import Piece, Role

NONE = "-"


def cases() -> list[tuple[str, str, str]]:
    lines = Path(__file__).with_name("alongside.txt").read_text(encoding="utf-8").splitlines()
    rows = [tuple(part.strip() for part in line.split("|")) for line in lines if not line.startswith("#")]
    return [(then, now, asked) for then, now, asked in rows]


def piece(text: str) -> Piece:
    return Piece(Role.PARAGRAPH, text, tuple(range(len(text))))


@pytest.mark.parametrize(("then", "now", "expected"), cases())
def test_places_beside_those_of_the_year_before(then: str, now: str, expected: str) -> None:
    earlier = Earlier([piece(then)], [piece(now)], (2024, 2025), (set(), set()))
    judged = earlier.judge(0, spots_of(now, 2025))
    asked = [f"{spot.written}←{judged.before[n] or NONE}" for n, spot in enumerate(judged.spots)]
    assert " ".join(asked) == expected
    for number, (start, end) in judged.at.items():
        assert judged.own is not None
        assert judged.own[start:end] == judged.before[number]


def test_a_figure_may_have_stood_in_another_paragraph() -> None:
    then = [piece("信访平稳有序，没有发生一起越级上访。"), piece("依法受理行政复议12件，成效明显。")]
    now = [piece("坚持一线工作法，把矛盾化解在基层，依法受理行政复议15件，群众满意度提高。")]
    earlier = Earlier(then, now, (2024, 2025), (set(), set()))
    judged = earlier.judge(0, spots_of(now[0].text, 2025))
    assert judged.before == {0: "12件"}


NAMES = [
    (
        "行政机关负责人出庭应诉率连续",
        "五",
        "年保持100%，",
        "出庭应诉率连续几年保持",
        "出庭应诉率连续五年保持",
    ),
    ("结合消费者权益日、第", "十二", "个国家宪法日开展活动", "第几个国家宪法日", "第十二个国家宪法日"),
    ("开展", "八项规定", "学习教育。", "八项规定", "开展八项规定学习教育"),
]


@pytest.mark.parametrize(("before", "words", "after", "name", "shown"), NAMES)
def test_words_are_named_by_what_stands_around_them(
    before: str, words: str, after: str, name: str, shown: str
) -> None:
    text, start = before + words + after, len(before)
    spot = words_spot(text, start, start + len(words))
    assert spot.name == name
    assert in_context(text, spot.start, spot.end) == shown
    assert words_label(text, spot.start, spot.end) == f"“{shown}”里的“{words}”今年怎么写"
