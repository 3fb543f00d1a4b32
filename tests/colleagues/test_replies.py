"""Pasted replies: a table of real-life ones, and the list itself sent back in any order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from drafter.answers.model import Answer, Answers
from drafter.colleagues.replies import Candidate, Standing, Why, candidates, match_reply
from drafter.colleagues.requests import Request, requests
from drafter.genre.numerals import Kind, numerals
from drafter.packs.find import find_pack
from drafter.packs.load import load_pack
from drafter.packs.schema import Depth, Pack

CASES = Path(__file__).with_name("replies.txt").read_text("utf-8").split("\n\n")[1:]
TOPICS = ("政务服务", "行政执法", "行政复议", "行政应诉", "信访", "普法", "热线")
CARD = {"单位全称": Answer("东岭县司法局"), "单位类型": Answer("部门"), "案件量词": Answer("件")}
OFFICES = {"法规": "政策法规股", "信访": "信访办"}


@cache
def the_pack() -> Pack:
    return load_pack(find_pack("rule-of-law", Path()))


def answers(depth: Depth = Depth.FULL, topics: Sequence[str] = TOPICS, **entries: Answer) -> Answers:
    path = Path("2026.yaml")
    return Answers(
        path, 2026, "rule-of-law", "standard", depth, tuple(topics), {}, {**CARD, **entries}, OFFICES
    )


@cache
def offered(depth: Depth = Depth.FULL) -> list[Candidate]:
    return candidates(the_pack(), answers(depth))


def lines_of(case: str) -> tuple[str, str, dict[str, str], list[tuple[str, str]]]:
    """Reply, sender, what is proposed by key, what is left and why."""
    reply, whom, wanted, left = "", "", {}, []
    for line in case.splitlines():
        if line.startswith("# "):
            continue
        if line.startswith("@ "):
            whom = line[2:]
        elif line.startswith("= "):
            wanted = dict(pair.split("=") for pair in line[2:].split())
        elif line.startswith("! "):
            written, _, why = line[2:].partition(" ")
            left.append((written, why))
        else:
            reply = line.replace("⏎", "\n").replace("⇥", "\t")
    return reply, whom, wanted, left


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.splitlines()[0].removeprefix("# "))
def test_a_reply_is_read(case: str) -> None:
    reply, whom, wanted, left = lines_of(case)
    reading = match_reply(reply, offered(), 2026, whom)
    assert {one.candidate.key: one.value for one in reading.matches} == wanted
    assert sorted((one.reported.written, one.why.value) for one in reading.left) == sorted(left)


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 40


def test_the_issues_reply_is_read_at_the_essential_depth_too() -> None:
    reading = match_reply("信访收到81件，办结79件，满意率98.5%", offered(Depth.ESSENTIAL), 2026)
    found = [(one.candidate.key, one.candidate.standing) for one in reading.matches]
    assert found == [
        ("信访收到", Standing.OPEN),
        ("信访办结", Standing.OPEN),
        ("信访满意率", Standing.EXTRA),
    ]
    assert reading.left == ()


def test_what_is_doubtful_has_alternatives_and_a_low_measure() -> None:
    reading = match_reply("办结79件", offered(), 2026)
    (match,) = reading.matches
    assert not match.is_sure
    keys = {match.candidate.key, *(one.key for one in match.others)}
    assert {"信访办结", "热线办结件数", "审批办结件数"} <= keys


def test_answered_questions_are_corrected_only_when_asked() -> None:
    given_already = answers(信访收到=Answer("80件"))
    reading = match_reply("信访收到81件，办结79件", candidates(the_pack(), given_already), 2026)
    assert [one.candidate.key for one in reading.matches] == ["信访办结"]
    (left,) = reading.left
    assert (left.why, left.candidate and left.candidate.key) == (Why.ANSWERED, "信访收到")
    (correction,) = reading.corrections()
    assert (correction.candidate.key, correction.value) == ("信访收到", "81件")


def test_a_figure_inside_a_text_can_be_reported() -> None:
    items = Answer([{"文": "开展联合宣传{联合宣传次数}", "数": {"联合宣传次数": ""}}])
    found = candidates(the_pack(), answers(普法补充=items))
    reading = match_reply("联合宣传次数：12次", found, 2026)
    assert [(one.candidate.key, one.value) for one in reading.matches] == [("普法补充.联合宣传次数", "12次")]


# -- the list itself, sent back


@cache
def listed(depth: Depth) -> tuple[Request, ...]:
    topics = tuple(the_pack().topics)
    found = requests(the_pack(), answers(depth, topics))
    return tuple(one for one in found if one.question.kind.is_number)


@cache
def all_offered(depth: Depth) -> list[Candidate]:
    return candidates(the_pack(), answers(depth, tuple(the_pack().topics)))


SHAPES = (
    "{name}：{value}{unit}",
    "{name}（{unit}）：{value}",
    "{name} {value} {unit}",
    "{number}. {name}{value}{unit}",
    "{number}、{name}：{value}{unit}",
    "{name}\t{unit}\t{value}",
)
NOISE = (
    "您好，数据如下：",
    "好的，请查收",
    "",
    "——————",
    "以上数据已经分管领导审核。",
    "有问题随时联系，谢谢！",
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), depth=st.sampled_from(Depth))
def test_the_list_itself_filled_in_is_matched_completely(data: st.DataObject, depth: Depth) -> None:
    every = listed(depth)
    picked = data.draw(
        st.lists(st.sampled_from(every), min_size=1, max_size=25, unique_by=lambda one: one.key)
    )
    lines, wanted = [], {}
    for number, one in enumerate(picked, 1):
        value = data.draw(st.integers(0, 99999))
        shape = data.draw(st.sampled_from(SHAPES))
        lines.append(shape.format(name=one.name, value=value, unit=one.unit, number=number))
        wanted[one.key] = str(value)
        lines += data.draw(st.lists(st.sampled_from(NOISE), max_size=1))
    reading = match_reply("\n".join(lines), all_offered(depth), 2026)
    found = {one.candidate.key: re.sub(r"[^\d.].*", "", one.reported.written) for one in reading.matches}
    assert found == wanted
    assert reading.left == ()


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="信访收到办结81件，。：\n\t（）无没有0.%万去年同比/、 分别为3千余人①", max_size=40))
def test_whatever_is_pasted_each_question_is_answered_once(text: str) -> None:
    reading = match_reply(text, offered(), 2026)
    told = [*(one.reported for one in reading.matches), *(one.reported for one in reading.left)]
    assert len({one.candidate.key for one in reading.matches}) == len(reading.matches)
    spans = sorted((one.start, one.end) for one in told)
    assert all(0 <= start <= end <= len(text) for start, end in spans)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="信访收到办结81件，。：（）0.%万去年同比/、 分别为3千余人", max_size=40))
def test_no_figure_of_a_sentence_is_dropped_silently(words: str) -> None:
    text = f"信访{words}"
    reading = match_reply(text, offered(), 2026)
    told = [*(one.reported for one in reading.matches), *(one.reported for one in reading.left)]
    for numeral in numerals(text):
        if numeral.kind is Kind.FIGURE:
            assert any(one.start <= numeral.start < max(one.end, one.start + 1) for one in told)


def test_offices_and_year_are_no_condition() -> None:
    alone = replace(answers(), offices={})
    reading = match_reply("信访收到81件", candidates(the_pack(), alone), 2030, "谁也不是")
    assert [one.candidate.key for one in reading.matches] == ["信访收到"]
