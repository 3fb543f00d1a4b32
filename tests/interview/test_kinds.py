"""Which kind of report: asked only where there is a choice."""

from __future__ import annotations

import pytest

from drafter.interview.kinds import choose_kind
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
