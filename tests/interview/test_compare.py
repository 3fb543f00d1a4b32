"""The change against last year, and which figures want a second look."""

from __future__ import annotations

import pytest

from drafter.figures import parse_figure
from drafter.interview.compare import change, leap
from drafter.interview.machine import Interview
from drafter.interview.steps import Accepted, Rejected
from tests.interview.fixtures import make_answers, make_pack

CASES = [
    ("30件", "14件", "是去年的2.1倍"),
    ("28件", "14件", "是去年的2倍"),
    ("27件", "14件", ""),
    ("7件", "14件", "只有去年的一半"),
    ("6件", "14件", "不到去年的一半"),
    ("8件", "14件", ""),
    ("0件", "14件", "今年为零"),
    ("1件", "0件", "去年为零"),
    ("0件", "0件", ""),
    ("14件", "14件", ""),
    ("2.8万件", "14件", "是去年的2000倍"),
    ("28万件", "14件", "一万倍以上"),
    ("约30件", "14余件", "是去年的2.1倍"),
    ("30件", "14起", ""),
    ("98%", "49%", "是去年的2倍"),
]


@pytest.mark.parametrize(("now", "before", "how"), CASES)
def test_a_figure_that_jumps_wants_a_second_look(now: str, before: str, how: str) -> None:
    found = leap(parse_figure(now), parse_figure(before))
    assert (how in str(found)) if how else found is None


def test_without_last_year_there_is_nothing_to_compare() -> None:
    assert leap(parse_figure("3件"), None) is None
    assert change(parse_figure("3件"), None) is None


def test_falls_and_rises_are_not_compared_by_size() -> None:
    assert leap(parse_figure("5", ("%",), negative=True), parse_figure("-5", ("%",), negative=True)) is None


def at_figure(last: str) -> Interview:
    machine = Interview(make_pack(), make_answers(), [make_answers(2025, 信访收到=last)])
    machine.jump("信访收到")
    return machine


def test_it_is_asked_once_and_needs_no_note() -> None:
    machine = at_figure("14")
    reply = machine.answer("30")
    assert isinstance(reply, Rejected)
    assert reply.second_look
    assert "去年是14件" in str(reply.reason)
    assert "信访收到" not in machine.answers.entries
    sure = machine.insist("")
    assert isinstance(sure, Accepted)
    assert str(sure.remark) == "比去年（14件）增长114.29%"
    machine.jump("信访收到")
    assert isinstance(machine.answer(""), Accepted)


def test_the_same_figure_typed_again_is_meant() -> None:
    machine = at_figure("14")
    machine.answer("30")
    assert isinstance(machine.answer("30"), Accepted)


def test_another_figure_that_jumps_is_asked_about_too() -> None:
    machine = at_figure("14")
    machine.answer("30")
    assert isinstance(machine.answer("300"), Rejected)
    assert isinstance(machine.answer("15"), Accepted)


def test_an_empty_reply_does_not_confirm_a_jump() -> None:
    machine = at_figure("14")
    machine.answer("30")
    reply = machine.answer("")
    assert isinstance(reply, Rejected)
    assert not reply.can_insist
    assert isinstance(machine.insist(""), Rejected)


def test_a_figure_inside_a_text_is_compared_too() -> None:
    last = make_answers(2025, 普法补充=[{"文": "检查{次数}", "数": {"次数": "12次"}}])  # type: ignore[arg-type]
    now = make_answers(普法补充=[{"文": "检查{次数}", "数": {"次数": ""}}])  # type: ignore[arg-type]
    machine = Interview(make_pack(), now, [last])
    machine.jump("普法补充.次数")
    assert isinstance(machine.answer("30"), Rejected)
    reply = machine.insist("")
    assert isinstance(reply, Accepted)
    assert str(reply.remark) == "比去年（12次）增长150%"
