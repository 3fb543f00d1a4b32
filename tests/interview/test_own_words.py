"""Choices that may be worded otherwise (另写): last year's words stand, are worded anew, or are left out."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from drafter.answers.carry import carry_forward
from drafter.answers.load import load_answers
from drafter.answers.model import Answer, Answers, Status
from drafter.compose.compose import compile_pack
from drafter.compose.environment import Environment
from drafter.compose.preview import Previewer
from drafter.fitting import misshapen
from drafter.interview.machine import Interview
from drafter.interview.session import Session
from drafter.interview.steps import Accepted
from drafter.packs.load import load_pack
from drafter.packs.schema import Carry, Kind, Pack, Question
from tests.compose.packs import one_topic, write_answers, write_pack
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


QUESTIONS = """
- {键: 之年, 类型: 单选, 选项: [开局之年, 不写入], 另写: 是, 可空: 是}
- {键: 之年段, 名称: 开头, 类型: 段落}
"""


@pytest.mark.parametrize(
    ("body", "seen"),
    [
        ("{{ 下一年 }}年是规划的{{ 之年 }}，我局将抓好以下工作：", True),
        ("{{ 年度 }}年是规划的{{ 之年 }}。", True),
        ("{{ 年度 }}年是规划的{{ 之年 }}。我局开展了工作。", False),
        ("{{ 年度 }}年是规划的{{ 之年 }}，开展了第十二个宣传日活动。", False),
        ("{{ 年度 }}年，我局抓好以下工作：", False),
    ],
)
def test_a_paragraph_that_is_the_sentence_of_a_claim_is_seen_with_it(
    tmp_path: Path, body: str, seen: bool
) -> None:
    folder = write_pack(tmp_path, one_topic(f"\n= 之年段\n{body}\n\n另有{{{{ 之年 }}}}。\n", QUESTIONS))
    made, environment = load_pack(folder), Environment()
    codes = compile_pack(made, environment)
    shown = Previewer(made, codes, environment, lambda _answers: made.outlines["标准"])
    answers = load_answers(write_answers(folder, ""))
    machine = Interview(made, answers, [None], shown.sentence, seen=shown.passage)
    machine.jump("之年")
    reply = machine.answer("攻坚之年")
    assert isinstance(reply, Accepted)
    assert ("之年段" in reply.also) is seen
    assert (machine.answers.entries.get("之年段") == Answer("照旧")) is seen


def test_words_of_one_s_own_are_no_fault_of_the_file_but_a_list_is() -> None:
    assert not misshapen(pack(), make_answers(2026, 之年=NOW))
    assert misshapen(pack(), make_answers(2026, 之年=Answer([NOW])))
