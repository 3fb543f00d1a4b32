"""Going about: topics, search, the map, the place where the clerk stopped; entries moved and pasted."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from drafter.answers.model import Answer, Answers, Raw, Status
from drafter.interview.bookmark import Bookmark
from drafter.interview.chart import DONE, totals
from drafter.interview.machine import Interview
from drafter.interview.orders import Order, read_order
from drafter.interview.pasted import entries_in
from drafter.interview.steps import Accepted, Rejected, Settle, Step, StepKind
from drafter.packs.schema import Node, Outline
from tests.interview.fixtures import make_answers, make_pack


def interview(answers: Answers | None = None, last: Answers | None = None) -> Interview:
    return Interview(make_pack(), answers or make_answers(), [last])


def now(machine: Interview) -> Step:
    step = machine.step()
    assert step is not None
    return step


# -- topics


def test_a_topic_is_entered_at_its_first_open_question_and_the_way_goes_on_from_there() -> None:
    machine = interview()
    machine.enter("普法")
    keys = []
    for word in ("5", ["讲座"], [], [], [{"标题": "甲"}]):
        keys.append(now(machine).key)
        machine.answer(word)  # type: ignore[arg-type]
    assert keys == ["处罚案件", "普法载体", "普法文件", "普法补充", "问题"]
    assert now(machine).key == "信访收到"


def test_a_question_that_an_answer_opens_in_a_topic_entered_comes_next() -> None:
    machine = interview(make_answers(信访收到="5", 信访办结="5", 处罚案件="1"))
    machine.enter("信访")
    assert now(machine).key == "典型案例"
    machine.answer("是")
    assert now(machine).key == "案例经过"


def test_a_topic_that_is_done_is_gone_through_from_its_beginning() -> None:
    machine = interview()
    machine.enter("单位")
    keys = []
    for _ in range(3):
        keys.append(now(machine).key)
        machine.answer(now(machine).default)
    assert keys == ["单位类型", "单位全称", "案件单位"]
    assert machine.answers.entries["单位全称"] == Answer("东岭县司法局")


def test_a_topic_that_is_not_in_the_report_is_no_place_to_go() -> None:
    machine = interview()
    before = now(machine).key
    machine.enter("没有")
    assert now(machine).key == before


def test_later_answers_are_kept_and_what_depends_on_a_changed_one_is_computed_anew() -> None:
    machine = interview(make_answers(处罚案件="5"))
    machine.jump("案件单位")
    machine.answer("起")
    assert machine.answers.entries["处罚案件"] == Answer("5")
    machine.jump("处罚案件")
    assert now(machine).units == ("起",)


# -- where the clerk stopped


def again(machine: Interview) -> Interview:
    """A new start with what is on disk and the bookmark."""
    mark = machine.bookmark()
    resumed = Interview(make_pack(), machine.answers, [None])
    if mark is not None:
        resumed.go(mark)
    return resumed


def test_the_next_start_begins_where_the_clerk_stopped() -> None:
    machine = interview()
    machine.enter("普法")
    machine.answer("5")
    machine = again(machine)
    assert now(machine).key == "普法载体"
    machine.answer(["讲座"])
    assert now(again(machine)).key == "普法文件"


def test_a_question_gone_back_to_is_where_the_next_start_begins() -> None:
    machine = interview()
    machine.answer("81")
    machine.back()
    machine = again(machine)
    assert now(machine).key == "信访收到"
    machine.answer("")
    assert now(machine).key == "信访办结"


def test_a_walk_through_open_points_goes_on_at_the_next_start() -> None:
    machine = interview()
    machine.skip()
    machine.skip()
    machine.walk(machine.open_keys())
    machine.answer("81")
    machine = again(machine)
    assert now(machine).key == "信访办结"


def test_at_the_end_there_is_no_bookmark() -> None:
    machine = interview()
    while machine.step() is not None:
        machine.skip()
    assert machine.bookmark() is None


@pytest.mark.parametrize(
    "mark",
    [Bookmark("没有"), Bookmark("信访收到", "没有", ("也没有",)), Bookmark("信访收到", seen="甲", index=7)],
)
def test_a_bookmark_that_fits_no_longer_does_no_harm(mark: Bookmark) -> None:
    machine = interview()
    machine.go(mark)
    assert now(machine).key == "信访收到"


TEXT = "2025年首次开展检查，覆盖率98%"


def looked_at(value: Raw, key: str) -> Interview:
    answers = make_answers(典型案例="是")
    entries = {**answers.entries, key: Answer(value, Status.UNCONFIRMED)}
    machine = interview(replace(answers, entries=entries))
    machine.jump(key)
    return machine


def test_places_of_a_carried_text_that_were_confirmed_are_not_asked_again_after_an_interruption() -> None:
    machine = looked_at(TEXT, "案例经过")
    machine.answer(TEXT)
    machine.settle(Settle.RETYPE, "2026年")
    machine.settle(Settle.KEEP)
    machine = again(machine)
    assert now(machine).kind is StepKind.CLAIM
    assert now(machine).passage[slice(*now(machine).span)] == "98%"
    reply = machine.settle(Settle.KEEP)
    assert isinstance(reply, Accepted)
    assert reply.answer == Answer("2026年首次开展检查，覆盖率98%")


def test_places_of_a_carried_entry_are_taken_up_where_they_were_left() -> None:
    machine = looked_at([{"文": TEXT}, {"文": "乙"}], "普法补充")
    machine.keep()
    machine.settle(Settle.KEEP)
    machine.settle(Settle.KEEP)
    machine = again(machine)
    assert now(machine).passage[slice(*now(machine).span)] == "98%"
    machine.settle(Settle.KEEP)
    assert (now(machine).kind, now(machine).index) == (StepKind.ENTRY, 1)


def test_an_entry_that_was_kept_is_not_asked_about_again_while_its_figures_are_filled_in() -> None:
    machine = looked_at(
        [{"文": "检查{次数}，培训{场数}", "数": {"次数": "", "场数": ""}}, {"文": "乙"}], "普法补充"
    )
    machine.keep()
    machine.answer("3次")
    machine = again(machine)
    assert now(machine).key == "普法补充.场数"
    machine.answer("5场")
    assert (now(machine).kind, now(machine).index) == (StepKind.ENTRY, 1)


def test_a_text_changed_by_hand_meanwhile_is_looked_at_from_the_beginning() -> None:
    machine = looked_at(TEXT, "案例经过")
    machine.answer(TEXT)
    machine.settle(Settle.KEEP)
    mark = machine.bookmark()
    other = looked_at("去年" + TEXT, "案例经过")
    assert mark is not None
    other.go(mark)
    assert now(other).kind is StepKind.QUESTION


# -- search


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("信访", "信访收到"),
        ("办结率", "信访办结率"),
        ("　信访　率 ", "信访办结率"),
        ("收到信访", "信访收到"),
        ("信办率", "信访办结率"),
        ("含上年结转", "信访办结"),
        ("东岭县", "单位全称"),
        ("数据截止日期", "截止日期"),
    ],
)
def test_questions_are_found_by_words(words: str, first: str) -> None:
    assert interview().search(words).hits[0].row.key == first


def test_figures_inside_texts_are_found_and_gone_to() -> None:
    machine = interview(make_answers(普法补充=[{"文": "检查{出动人次}", "数": {"出动人次": ""}}]))  # type: ignore[arg-type]
    (hit,) = machine.search("出动人次").hits[:1]
    assert (hit.row.key, hit.row.label, hit.row.state) == ("普法补充.出动人次", "出动人次", "未填写")
    machine.jump(hit.row.key)
    assert now(machine).kind is StepKind.FIGURE


@pytest.mark.parametrize("words", ["", "　", "没有这样的题"])
def test_nothing_is_found_without_complaint(words: str) -> None:
    assert interview().search(words).hits == ()


def test_topics_that_are_not_ticked_are_named() -> None:
    machine = interview(replace(make_answers(), topics=("普法",)))
    found = machine.search("信访")
    assert found.elsewhere == ("信访",)
    assert found.hits == ()


def test_latin_letters_are_found_in_any_width_and_case() -> None:
    pack = make_pack()
    question = replace(pack.questions["信访收到"], label="ＡＰＰ投诉")
    machine = Interview(replace(pack, questions={**pack.questions, "信访收到": question}), make_answers())
    assert machine.search("app").hits[0].row.key == "信访收到"


# -- the map


def test_the_map_counts_what_is_done_and_open_by_part_and_topic() -> None:
    pack = make_pack()
    part = Node(
        "a",
        "{{ 年度 }}年举措{% if x %}甲{% endif %}",
        children=(Node("信访", topic="信访"), Node("普法", topic="普法@x")),
    )
    plan = Node("b", "{{ 下一年 }}年打算", topic="计划")
    outline = Outline(
        "standard",
        "",
        (replace(part, children=(Node("信访", topic="信访"), Node("p", topic="普法", fragment="x"))), plan),
    )
    answers = make_answers(信访收到="81", 信访办结=Answer(None, Status.SKIPPED))
    machine = Interview(replace(pack, outlines={"standard": outline}), answers)
    chart = machine.chart()
    assert [part.heading for part in chart] == ["", "2026年举措甲", "2027年打算"]
    petition, law = chart[1].topics
    assert (petition.name, petition.total) == ("信访", 3)
    assert dict(petition.counts) == {DONE: 1, "跳过": 1, "未填写": 1}
    assert (law.counts.get(DONE, 0), law.counts["可不填"]) == (0, 3)
    assert totals(chart)[DONE] == 6


def test_the_map_of_an_own_outline_has_every_topic_all_the_same() -> None:
    machine = interview(replace(make_answers(), outline="own.yaml"))
    assert [topic.name for topic in machine.chart()[0].topics] == ["单位", "信访", "普法", "计划"]


# -- entries


def items() -> Interview:
    machine = interview(make_answers(普法文件=Answer(["甲", "乙", "丙"])))
    machine.jump("普法文件")
    return machine


@pytest.mark.parametrize(
    ("index", "to", "entries"), [(2, 0, "丙甲乙"), (0, 2, "乙丙甲"), (1, 1, "甲乙丙"), (0, 1, "乙甲丙")]
)
def test_an_entry_is_moved(index: int, to: int, entries: str) -> None:
    machine = items()
    assert isinstance(machine.move(index, to), Accepted)
    assert "".join(now(machine).entries) == entries
    reply = machine.done()
    assert isinstance(reply, Accepted)
    assert reply.answer == Answer(list(entries))


@pytest.mark.parametrize(("index", "to"), [(3, 0), (0, 3), (-1, 0), (0, -1)])
def test_an_entry_that_is_not_there_is_not_moved(index: int, to: int) -> None:
    assert isinstance(items().move(index, to), Rejected)


def test_pasted_lines_are_entries_and_each_has_its_figures_split_off() -> None:
    machine = interview()
    machine.jump("普法补充")
    reply = machine.answer("1. 开展宣讲12场；\n2. 建成阵地；\n（三）发放资料2000份。")
    assert isinstance(reply, Accepted)
    assert str(reply.remark) == "3行各成一条"
    assert (now(machine).kind, now(machine).index) == (StepKind.SPLIT, 0)
    machine.split({0: "宣讲场次"})
    assert (now(machine).kind, now(machine).index) == (StepKind.SPLIT, 2)
    machine.split({})
    reply = machine.done()
    assert isinstance(reply, Accepted)
    assert reply.answer.value == [
        {"文": "开展宣讲{宣讲场次}", "数": {"宣讲场次": "12场"}},
        {"文": "建成阵地"},
        {"文": "发放资料2000份。"},
    ]


def test_an_interruption_in_the_middle_of_a_paste_loses_no_line() -> None:
    machine = interview()
    machine.jump("普法补充")
    machine.answer("宣讲12场\n讲座3次")
    resumed = again(machine)
    assert now(resumed).entries == ("宣讲12场", "讲座3次")


def test_a_pasted_line_that_cannot_be_kept_refuses_the_paste() -> None:
    machine = interview()
    machine.jump("普法文件")
    assert isinstance(machine.answer("甲\n\x07乙"), Rejected)
    assert now(machine).entries == ()


@pytest.mark.parametrize("key", ["信访收到", "单位全称", "截止日期", "典型案例", "单位类型"])
def test_several_lines_do_not_answer_a_question_that_takes_one(key: str) -> None:
    machine = interview()
    machine.jump(key)
    before = machine.answers
    reply = machine.answer("81件\n79件\n98.5%")
    assert isinstance(reply, Rejected)
    assert "3行" in str(reply.reason)
    assert machine.answers == before
    assert now(machine).key == key


@pytest.mark.parametrize(
    ("line", "entry"),
    [
        ("1. 甲", "甲"),
        ("１、甲", "甲"),
        ("1、甲；", "甲"),
        ("(2)甲", "甲"),
        ("（十一）甲", "甲"),
        ("三、甲。", "甲。"),
        ("\u2022 甲", "甲"),
        ("- 甲", "甲"),
        ("3.5万元用于普法", "3.5万元用于普法"),
        ("12场宣讲", "12场宣讲"),
        ("一是甲", "一是甲"),
        ("2026年", "2026年"),
        ("-", ""),
    ],
)
def test_numbers_and_bullets_of_pasted_lists_go(line: str, entry: str) -> None:
    assert entries_in(f"{line}\n\n") == ([entry] if entry else [])


@pytest.mark.parametrize(
    ("typed", "order"),
    [
        ("改2", Order("edit", 1)),
        ("删 第3条", Order("delete", 2)),
        ("移3到1", Order("move", 2, 0)),
        ("移３到１", Order("move", 2, 0)),
        ("移3 1", Order("move", 2, 0)),
        ("Move 3 to 1", Order("move", 2, 0)),
        ("删0", Order("delete", -1)),
        ("移动支付普及", None),
        ("改革2项", None),
        ("移31", None),
    ],
)
def test_orders_are_told_from_entries(typed: str, order: Order | None) -> None:
    assert read_order(typed) == order
