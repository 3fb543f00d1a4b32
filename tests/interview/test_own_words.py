"""Choices that may be worded otherwise (另写): last year's words stand, are worded anew, or are left out."""

from __future__ import annotations

from msgspec.structs import replace

from drafter.answers.carry import carry_forward
from drafter.answers.model import Answer, Answers, Status
from drafter.interview.machine import Interview
from drafter.interview.session import Session
from drafter.packs.schema import Carry, Kind, Pack, Question
from tests.interview.fixtures import make_answers, make_pack
from tests.interview.test_session import Reply, Script

WAS, NOW = "“十四五”规划的收官之年", "“十五五”规划的开局之年"
CLAIM = Question(
    "之年",
    "今年是不是“十四五”规划的收官之年",
    Kind.CHOICE,
    "计划",
    options=(WAS, "不写入"),
    own_words=True,
    optional=True,
    carry=Carry.REVIEW,
)


def pack() -> Pack:
    made = make_pack()
    plan = replace(made.topics["计划"], questions=(CLAIM.key, *made.topics["计划"].questions))
    return replace(made, topics={**made.topics, "计划": plan}, questions={**made.questions, CLAIM.key: CLAIM})


def second_year(words: str) -> tuple[Interview, Answers]:
    last = make_answers(2025, 之年=words)
    carried = carry_forward(last, pack(), 2026)
    assert not carried.notes
    return Interview(pack(), carried.answers, [last]), last


def sit(words: str, *replies: Reply) -> tuple[Script, Answer]:
    machine, _ = second_year(words)
    machine.jump(CLAIM.key)
    script = Script(*replies)
    Session(machine, lambda *_: None, script).run()
    return script, machine.answers.entries[CLAIM.key]


def test_it_stands() -> None:
    script, answer = sit(WAS, f"照写：{WAS}")
    assert (answer.value, answer.status) == (WAS, Status.CONFIRMED)
    assert "今年是不是“十四五”规划的收官之年" in script.text


def test_it_is_worded_anew_beginning_from_what_it_was_and_nothing_more_is_asked_of_it() -> None:
    script, answer = sit(WAS, "改写", NOW)
    assert (answer.value, answer.status) == (NOW, Status.CONFIRMED)
    assert script.fields[0].default == WAS
    assert "还对吗" not in script.text


def test_it_is_left_out() -> None:
    _, answer = sit(WAS, "不写")
    assert (answer.value, answer.status) == ("不写入", Status.CONFIRMED)


def test_an_empty_wording_is_refused() -> None:
    script, answer = sit(WAS, "改写", " ", "不写")
    assert "× 空着印不成句子" in script.text
    assert answer.value == "不写入"


def test_words_of_one_s_own_are_offered_the_year_after_and_fit() -> None:
    machine, _ = second_year(NOW)
    machine.jump(CLAIM.key)
    step = machine.step()
    assert step is not None
    assert [option.value for option in step.options] == [NOW, "不写入"]
    assert not step.warnings


def test_what_was_left_out_may_come_back() -> None:
    machine, _ = second_year("不写入")
    machine.jump(CLAIM.key)
    step = machine.step()
    assert step is not None
    assert [option.value for option in step.options] == [WAS, "不写入"]
