"""Which kind of report: asked only where there is a choice."""

from __future__ import annotations

import pytest

from drafter.interview.kinds import choose_kind, told_apart
from tests.interview.test_session import Script

KINDS = {"campaign": "三年工作总结", "usual": "年度报告"}


@pytest.mark.parametrize(
    ("kinds", "replies", "chosen"),
    [
        (KINDS, ["三年工作总结"], "campaign"),
        (KINDS, ["年度报告"], "usual"),
        ({"usual": "年度报告"}, [], "usual"),
        ({}, [], "usual"),
    ],
)
def test_the_kind_is_asked_only_where_there_are_several(
    kinds: dict[str, str], replies: list[str], chosen: str
) -> None:
    script = Script(*replies)
    assert choose_kind(script, kinds, "usual") == chosen
    assert len(script.shown) == len(replies)


APART = [
    (("甲局2024年总结", "乙局2024年总结"), ["甲局2024年总结", "乙局2024年总结"]),
    (
        ("东岭县水务局关于2024年度工作的报告", "东岭县水务局关于2025年度工作的报告"),
        ["2024年度工作的报告 ← 东岭县水务局关于", "2025年度工作的报告 ← 东岭县水务局关于"],
    ),
    (
        ("专项行动三年工作总结（为进一步……）", "专项行动三年工作总结（省住建厅……）"),
        ["为进一步…… ← 专项行动三年工作总结", "省住建厅…… ← 专项行动三年工作总结"],
    ),
]


@pytest.mark.parametrize(("titles", "shown"), APART)
def test_titles_that_begin_alike_show_first_where_they_differ(
    titles: tuple[str, ...], shown: list[str]
) -> None:
    assert told_apart(titles) == shown
