"""What becomes of the paragraphs of a template: 照旧, worded anew with live figures, not written this year."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from drafter.answers.carry import carry_forward
from drafter.answers.load import load_answers
from drafter.answers.model import Answer, Answers, Raw, Status
from drafter.asking import open_points
from drafter.colleagues.requests import requests
from drafter.compose.compose import compile_pack
from drafter.compose.environment import Environment
from drafter.compose.preview import Previewer
from drafter.interview.console import Back
from drafter.interview.machine import Interview
from drafter.interview.plain import PlainConsole
from drafter.interview.session import Outcome, Session
from drafter.interview.steps import Accepted, Rejected, Settle, Step, StepKind
from drafter.interview.terminal import TerminalConsole
from drafter.packs.load import load_pack
from tests.compose.packs import one_topic, write_answers, write_pack
from tests.interview.test_session import Reply, Script
from tests.interview.test_terminal import BACK, DOWN, STOP, typing

QUESTIONS = """
- {键: 收到, 名称: 信访收到, 单位: 件, 科室: 信访科}
- {键: 办结, 名称: 信访办结, 单位: 件}
- {键: 办结率, 单位: "%", 公式: "比率(办结, 收到)"}
- {键: 信访段, 名称: （一）办理信访事项, 类型: 段落}
- {键: 包案段, 名称: 领导包案, 类型: 段落}
"""
BODY = """
= 信访段
（一）办理信访事项。率先实行“一站式”接待，收到信访件{{ 收到|含零 }}，办结率{{ 办结率|含零 }}，位列全市第一。

= 包案段
局长李建平包案2件。
"""
LIVE = "（一）办理信访事项。率先实行“一站式”接待，收到信访件{收到}，办结率{办结率}，位列全市第一。"
FIGURES = {
    "单位全称": Answer("东岭县信访局"),
    "量词": Answer(""),
    "收到": Answer("12件"),
    "办结": Answer("9件"),
}


@pytest.fixture
def begin(tmp_path: Path) -> Callable[..., Interview]:
    """Makes the interview of a file with the figures answered, and others as given."""
    folder = write_pack(tmp_path, one_topic(BODY, QUESTIONS))
    pack, environment = load_pack(folder), Environment()
    codes = compile_pack(pack, environment)
    empty = replace(load_answers(write_answers(folder, "")), entries={})

    def make(last: Answers | None = None, **entries: Answer | Raw) -> Interview:
        given = {key: one if isinstance(one, Answer) else Answer(one) for key, one in entries.items()}
        answers = replace(empty, entries=FIGURES | given)
        shown = Previewer(pack, codes, environment, lambda _answers: pack.outlines["标准"], (last,))
        return Interview(pack, answers, [last], shown.sentence, seen=shown.passage)

    return make


Begin = Callable[..., Interview]


def at(machine: Interview) -> Step:
    step = machine.step()
    assert step is not None
    return step


def test_a_paragraph_comes_after_its_figures_and_is_shown_with_them(begin: Begin) -> None:
    machine = begin(办结=Answer(None))
    assert at(machine).key == "办结"
    machine.jump("信访段")
    assert at(machine).passage == LIVE.replace("{收到}", "12件").replace("{办结率}", "＿＿＿")
    assert at(machine).default == LIVE
    machine.jump("办结")
    machine.answer("9")
    step = at(machine)
    assert (step.kind, step.key, step.keep) == (StepKind.PASSAGE, "信访段", "照旧")
    assert step.passage == LIVE.replace("{收到}", "12件").replace("{办结率}", "75%")
    assert step.default == LIVE


def test_the_places_to_look_at_are_the_template_s_own(begin: Begin) -> None:
    machine = begin()
    step = at(machine)
    assert [step.passage[one.start : one.end] for one in step.looks] == ["率先", "位列", "全市第一"]
    machine.answer("照旧")
    step = at(machine)
    assert [step.passage[one.start : one.end] for one in step.looks] == ["局长李建平"]


@pytest.mark.parametrize("reply", ["照旧", "", LIVE, f"{LIVE}\n"])
def test_one_reply_confirms_a_paragraph(begin: Begin, reply: str) -> None:
    machine = begin()
    assert machine.answer(reply) == Accepted("信访段", Answer("照旧"))
    assert at(machine).key == "包案段"


@pytest.mark.parametrize("reply", ["不写入", "不适用"])
def test_a_paragraph_is_not_written_this_year(begin: Begin, reply: str) -> None:
    machine = begin()
    assert machine.answer(reply) == Accepted("信访段", Answer("不写入"))


def test_a_paragraph_worded_anew_keeps_its_figures_live(begin: Begin) -> None:
    machine = begin()
    assert machine.answer("收到信访件{收到}。") == Accepted("信访段", Answer("收到信访件{收到}。"))
    assert at(machine).key == "包案段"
    assert machine.sentence("信访段") == "收到信访件12件。"
    assert machine.sentence("包案段") == ""
    machine.jump("信访段")
    step = at(machine)
    assert (step.keep, step.default, step.settled) == ("收到信访件{收到}。", "收到信访件{收到}。", True)
    assert step.passage == "收到信访件12件。"


def test_only_new_figures_are_offered_to_be_split_off(begin: Begin) -> None:
    machine = begin()
    machine.answer("照旧")
    machine.answer("局长李建平包案2件，接访3次，共{收到}。")
    step = at(machine)
    assert (step.kind, [one.text for one in step.proposals]) == (StepKind.SPLIT, ["3次"])
    assert isinstance(machine.split({0: "收到"}), Rejected)
    machine.split({0: "接访次数"})
    text: Raw = {"文": "局长李建平包案2件，接访{接访次数}，共{收到}。", "数": {"接访次数": "3次"}}
    assert machine.answers.entries["包案段"] == Answer(text)


def test_a_figure_that_the_new_wording_has_lost_is_asked_all_the_same(begin: Begin) -> None:
    machine = begin(办结=Answer(None))
    machine.jump("信访段")
    machine.answer("没有数字。")
    assert at(machine).key == "办结"


def test_a_paragraph_put_off_stays_open(begin: Begin) -> None:
    machine = begin()
    assert machine.skip() == Accepted("信访段", Answer(None, Status.SKIPPED))
    assert [point.reason for point in open_points(machine.pack, machine.answers)] == ["跳过", "未确认"]


def carried(machine: Interview, **entries: Answer | Raw) -> Answers:
    """The answers of the year after, from these."""
    given = {key: one if isinstance(one, Answer) else Answer(one) for key, one in entries.items()}
    last = replace(machine.answers, entries=FIGURES | given)
    return replace(carry_forward(last, machine.pack, 2027).answers, path=last.path)


def test_next_year_a_paragraph_is_looked_at_again(begin: Begin) -> None:
    entries = carried(begin(), 信访段="照旧", 包案段="不写入").entries
    machine = begin(信访段=entries["信访段"], 包案段=entries["包案段"])
    assert (at(machine).key, at(machine).keep, at(machine).settled) == ("信访段", "照旧", False)
    machine.answer("")
    assert (at(machine).keep, at(machine).passage) == ("不写入", "局长李建平包案2件。")
    machine.answer("")
    assert machine.answers.entries["包案段"] == Answer("不写入", source="沿用2026年")
    assert machine.step() is None


def test_next_year_wording_of_one_s_own_is_looked_at_place_by_place(begin: Begin) -> None:
    text: Raw = {"文": "首次收到{收到}，走访{户数}。", "数": {"户数": "30户"}}
    last = replace(begin().answers, entries={"信访段": Answer(text)})
    entry = carried(begin(), 信访段=text).entries["信访段"]
    machine = begin(last, 信访段=entry, 包案段="照旧")
    step = at(machine)
    assert (step.default, step.last) == ("首次收到{收到}，走访{户数}。", "")
    machine.answer(step.default)
    step = at(machine)
    assert (step.kind, step.passage[slice(*step.span)]) == (StepKind.CLAIM, "首次")
    machine.settle(Settle.REMOVE)
    step = at(machine)
    assert (step.kind, step.key, step.last) == (StepKind.FIGURE, "信访段.户数", "30户")
    machine.answer("31")
    text = {"文": "收到{收到}，走访{户数}。", "数": {"户数": "31户"}}
    assert machine.answers.entries["信访段"] == Answer(text, source="")
    assert machine.step() is None


def test_last_year_s_wording_is_shown_where_it_is_not_this_year_s(begin: Begin) -> None:
    last = replace(begin().answers, entries={"信访段": Answer("去年另写的一段。")})
    assert at(begin(last)).last == "去年另写的一段。"
    assert at(begin(replace(last, entries={"信访段": Answer("照旧")}))).last == ""


def test_one_can_go_back_to_a_paragraph_search_it_and_see_it_on_the_map(begin: Begin) -> None:
    machine = begin()
    machine.answer("照旧")
    assert machine.back()
    assert (at(machine).key, at(machine).settled) == ("信访段", True)
    hits = {hit.row.key: (hit.row.shown, hit.row.state) for hit in machine.search("办理信访").hits}
    assert hits["信访段"] == ("照旧", "已确认")
    (topic,) = [one for part in machine.chart() for one in part.topics if one.name == "信访"]
    assert dict(topic.counts) == {"完成": 3, "未确认": 1}


def test_a_paragraph_is_nothing_to_ask_a_colleague_for(begin: Begin) -> None:
    machine = begin(收到=Answer(None))
    assert [one.key for one in requests(machine.pack, machine.answers)] == ["收到"]


def sitting(machine: Interview, *replies: Reply) -> tuple[Script, dict[str, Answer]]:
    script, disk = Script(*replies), dict[str, Answer]()
    Session(machine, disk.__setitem__, script).run()
    return script, disk


def test_a_paragraph_on_the_screen(begin: Begin) -> None:
    script, disk = sitting(begin(), "照旧", "改写", "局长包案{收到}。")
    assert disk == {"信访段": Answer("照旧"), "包案段": Answer("局长包案{收到}。")}
    assert "【信访　第6题，共7题】（一）办理信访事项" in script.text
    assert (
        "  （一）办理信访事项。【率先】实行“一站式”接待，收到信访件12件，办结率75%，【位列】【全市第一】。"
        in script.shown
    )
    assert "  请核对：率先、位列、全市第一" in script.shown
    assert "  请核对：局长李建平" in script.shown
    assert script.fields[0].default == "局长李建平包案2件。"
    assert "写成：局长包案12件。" in script.text


def test_its_places_may_be_looked_at_one_by_one(begin: Begin) -> None:
    places = ("改成……", "全面", "没有变，照旧", "删去这几个字")
    script, disk = sitting(begin(包案段="照旧"), "逐处核对标出的地方", *places)
    assert disk == {"信访段": Answer(LIVE.replace("率先", "全面").replace("全市第一", ""))}
    assert (
        "  （一）办理信访事项。全面实行“一站式”接待，收到信访件12件，办结率75%，【位列】全市第一。"
        in script.shown
    )
    same = ["没有变，照旧"] * 3
    _, disk = sitting(begin(包案段="照旧"), "逐处核对标出的地方", *same)
    assert disk == {"信访段": Answer("照旧")}


def test_back_from_its_places_leads_to_the_choices(begin: Begin) -> None:
    _, disk = sitting(begin(包案段="照旧"), "逐处核对标出的地方", "删去这几个字", Back, "照旧")
    assert disk == {"信访段": Answer("照旧")}


def test_a_text_that_is_refused_or_empty_stays_in_the_line(begin: Begin) -> None:
    script, disk = sitting(begin(包案段="照旧"), "改写", "", "收到\x07{收到}", "收到{收到}。")
    assert [field.default for field in script.fields[:3]] == [LIVE, LIVE, "收到\x07{收到}"]
    assert "这一段是空的" in script.text
    assert disk == {"信访段": Answer("收到{收到}。")}


@pytest.mark.parametrize(
    ("entry", "told", "first"),
    [
        (Answer("照旧", Status.UNCONFIRMED), "这一段沿用以前的文字，今年写成：", "照旧"),
        (Answer("不写入", Status.UNCONFIRMED), "去年没有写这一段；原来的文字：", "今年仍不写"),
        (Answer("另写。", Status.UNCONFIRMED), "改写过的这一段：", "照用这段文字"),
    ],
)
def test_what_a_carried_paragraph_was_is_said(begin: Begin, entry: Answer, told: str, first: str) -> None:
    script, disk = sitting(begin(信访段=entry, 包案段="照旧"), first)
    assert told in script.text
    assert disk["信访段"] == replace(entry, status=Status.CONFIRMED)


def test_a_paragraph_at_a_real_prompt(begin: Begin) -> None:
    machine, disk = begin(), dict[str, Answer]()
    session = Session(machine, disk.__setitem__, TerminalConsole())
    keys = f"{DOWN}\r{BACK}\r{DOWN}\r另有新做法。\r{STOP}"
    with typing(keys):
        assert session.run() is Outcome.STOPPED
    assert disk == {"信访段": Answer("照旧"), "包案段": Answer("局长李建平包案2件。另有新做法。")}


def test_a_paragraph_by_lines(begin: Begin) -> None:
    machine, out, disk = begin(), io.StringIO(), dict[str, Answer]()
    typed = "\n2\n局长包案{收到}。\n\n"
    Session(machine, disk.__setitem__, PlainConsole(io.StringIO(typed), out)).run()
    assert disk == {"信访段": Answer("照旧"), "包案段": Answer("局长包案{收到}。")}
    assert "请核对：率先、位列、全市第一" in out.getvalue()
