"""The interview without any terminal."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from drafter.answers.model import Answer, Answers, Raw, Status
from drafter.interview.entries import passage_around
from drafter.interview.machine import Interview
from drafter.interview.passages import shown
from drafter.interview.steps import Accepted, Moved, Rejected, Reply, Settle, Step, StepKind
from drafter.interview.words import placeholder
from drafter.packs.schema import Depth
from tests.interview.fixtures import make_answers, make_pack, new_answers

UNCONFIRMED, CONFIRMED = Status.UNCONFIRMED, Status.CONFIRMED


def interview(answers: Answers | None = None, last: Answers | None = None) -> Interview:
    return Interview(make_pack(), answers or make_answers(), [last])


def at(key: str, answers: Answers | None = None, last: Answers | None = None) -> Interview:
    """An interview that stands at ``key``."""
    found = interview(answers, last)
    found.jump(key)
    return found


def now(machine: Interview) -> Step:
    step = machine.step()
    assert step is not None
    return step


def accepted(reply: Reply) -> Accepted:
    assert isinstance(reply, Accepted), reply
    return reply


def rejected(reply: Reply) -> Rejected:
    assert isinstance(reply, Rejected), reply
    return reply


# -- the order of things


def test_a_new_file_is_asked_its_profile_then_outline_depth_and_topics() -> None:
    machine = interview(new_answers())
    keys = []
    for value in ("部门", "summary", "完整", ["信访"]):
        keys.append(now(machine).key)
        accepted(machine.answer(value))  # type: ignore[arg-type]
    assert keys == ["单位类型", "提纲", "深度", "主题"]
    assert machine.answers.outline == "summary"
    assert machine.answers.depth is Depth.FULL
    assert machine.answers.topics == ("信访",)
    assert now(machine).key == "单位全称"


def test_topics_suggested_for_the_profile_are_ticked_at_first() -> None:
    machine = interview(new_answers())
    machine.answer("部门")
    machine.jump("主题")
    assert now(machine).ticked == ("信访",)


def test_a_topic_left_out_asks_nothing() -> None:
    machine = interview(replace(make_answers(), topics=("普法",)))
    assert "信访收到" not in [question.key for question in machine.sequence()]


def test_it_resumes_at_the_first_question_not_answered() -> None:
    assert now(interview(make_answers(信访收到="81"))).key == "信访办结"


def test_what_was_skipped_is_not_asked_again_until_called_for() -> None:
    machine = interview()
    assert machine.skip() == Accepted("信访收到", Answer(None, Status.SKIPPED))
    assert now(machine).key == "信访办结"
    resumed = interview(machine.answers)
    assert now(resumed).key == "信访办结"
    resumed.walk(resumed.open_keys())
    assert now(resumed).key == "信访收到"


def test_skipping_a_question_that_has_an_answer_keeps_the_answer() -> None:
    machine = at("信访收到", make_answers(信访收到="81"))
    assert isinstance(machine.skip(), Moved)
    assert machine.answers.entries["信访收到"] == Answer("81")
    assert now(machine).key == "信访办结"


def test_back_goes_one_question_up_and_an_answer_leads_on_to_where_it_was() -> None:
    machine = interview()
    machine.answer("81")
    machine.answer("79")
    assert now(machine).key == "典型案例"
    machine.back()
    machine.back()
    assert now(machine).key == "信访收到"
    assert now(machine).keep == "81"
    accepted(machine.answer("85"))
    assert now(machine).key == "典型案例"
    assert machine.answers.entries["信访办结"].value == "79"


def test_back_at_the_very_beginning_stays_there() -> None:
    machine = at("单位类型")
    assert not machine.back()
    assert now(machine).key == "单位类型"


def test_an_answer_that_opens_a_question_leads_to_it_and_closing_it_keeps_its_answer() -> None:
    machine = at("典型案例")
    machine.answer("是")
    machine.jump("案例经过")
    accepted(machine.answer("某地一案得到化解"))
    machine.jump("典型案例")
    machine.answer("否")
    assert "案例经过" not in [question.key for question in machine.sequence()]
    assert machine.answers.entries["案例经过"].value == "某地一案得到化解"
    machine.jump("典型案例")
    machine.answer("是")
    assert "案例经过" in [question.key for question in machine.sequence()]


def test_walking_through_open_points_passes_over_what_is_no_longer_asked() -> None:
    machine = at("典型案例")
    machine.walk(["没有这题", "信访收到"])
    assert now(machine).key == "信访收到"


def test_the_progress_counts_questions_and_names_the_topic() -> None:
    progress = now(at("信访收到")).progress
    assert (progress.number, progress.topic) == (9, "信访")
    assert progress.left < progress.total


def test_nothing_is_left_at_the_end_and_back_leads_to_the_last_question() -> None:
    machine = interview()
    for _ in range(40):
        step = machine.step()
        if step is None:
            break
        machine.skip()
    assert machine.step() is None
    machine.back()
    assert now(machine).key == "问题"


# -- figures


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("81", "81"),
        ("８１件", "81件"),
        ("约1.2万", "约1.2万"),
        ("0", "0"),
        ("不适用", "不适用"),
        ("不写入", "不写入"),
    ],
)
def test_a_figure_is_kept_as_typed(typed: str, kept: str) -> None:
    assert accepted(at("信访收到").answer(typed)).answer == Answer(kept)


@pytest.mark.parametrize(
    ("typed", "reason", "insist"),
    [
        ("", "请输入数字", False),
        ("许多", "不是数字", False),
        ("81人", "单位应为“件”", False),
        ("3千件", "只能用", False),
        ("8.5", "只能是整数", True),
    ],
)
def test_a_figure_that_cannot_be_right_is_rejected_with_a_reason(
    typed: str, reason: str, insist: bool
) -> None:
    reply = rejected(at("信访收到").answer(typed))
    assert reason in str(reply.reason)
    assert reply.can_insist is insist


def test_last_years_figure_is_shown_and_never_taken_by_enter() -> None:
    machine = at("信访收到", last=make_answers(2025, 信访收到="81"))
    assert now(machine).last == "81件"
    assert now(machine).keep is None
    rejected(machine.answer(""))


def test_an_unconfirmed_figure_that_is_last_years_is_not_taken_by_enter() -> None:
    carried = make_answers(信访收到=Answer("81", UNCONFIRMED))
    machine = at("信访收到", carried, make_answers(2025, 信访收到="81"))
    assert now(machine).keep is None
    rejected(machine.answer(""))


def test_this_years_unconfirmed_figure_is_confirmed_by_enter() -> None:
    machine = at("信访收到", make_answers(信访收到=Answer("81", UNCONFIRMED, note="待核")))
    assert now(machine).note == "待核"
    assert accepted(machine.answer("")).answer == Answer("81")


def test_the_change_against_last_year_is_told() -> None:
    reply = accepted(at("信访收到", last=make_answers(2025, 信访收到="80")).answer("100"))
    assert str(reply.remark) == "比去年（80件）增长25%"
    same = accepted(at("信访收到", last=make_answers(2025, 信访收到="80")).answer("80"))
    assert str(same.remark) == "与去年相同（80件）"


def test_a_check_that_does_not_hold_rejects_and_lets_the_clerk_insist_with_a_note() -> None:
    machine = at("信访办结", make_answers(信访收到="81"))
    reply = rejected(machine.answer("90"))
    assert reply.can_insist
    assert "信访办结 <= 信访收到" in str(reply.reason)
    assert not machine.answers.get("信访办结")
    rejected(machine.insist(" "))
    assert accepted(machine.insist("含上年结转")).answer == Answer("90", note="含上年结转")


def test_a_check_with_an_unknown_or_approximate_part_says_nothing() -> None:
    accepted(at("信访办结").answer("90"))
    accepted(at("信访办结", make_answers(信访收到="80余")).answer("90"))


def test_insisting_without_a_refused_answer_does_nothing() -> None:
    rejected(at("信访收到").insist("为什么"))


def test_a_computed_rate_is_not_asked() -> None:
    machine = interview(make_answers(信访收到="81", 信访办结="79"))
    assert now(machine).key == "典型案例"


def test_a_rate_is_asked_when_one_of_its_counts_was_put_off_and_may_be_left() -> None:
    machine = interview()
    machine.skip()
    machine.answer("79")
    assert now(machine).key == "信访办结率"
    assert now(machine).optional
    assert isinstance(machine.answer(""), Moved)
    assert now(machine).key == "典型案例"
    assert "信访办结率" not in machine.answers.entries


def test_a_rate_that_its_counts_contradict_is_rejected() -> None:
    machine = at("信访办结率", make_answers(信访收到="81", 信访办结="79"))
    assert any("97.53%" in str(warning) for warning in now(machine).warnings)
    assert rejected(machine.answer("95")).can_insist
    accepted(machine.answer("97.5"))


def test_a_unit_may_come_from_another_answer() -> None:
    machine = at("处罚案件")
    assert now(machine).units == ("宗",)
    accepted(machine.answer("15宗"))
    rejected(at("处罚案件").answer("15起"))


def test_money_takes_the_usual_units() -> None:
    answers = replace(make_answers(), depth=Depth.FULL)
    assert accepted(at("信访金额", answers).answer("79.677万元")).answer.value == "79.677万元"


# -- other single answers


@pytest.mark.parametrize(("typed", "kept"), [("2026-1-9", "2026年1月9日"), ("2026年1月9日", "2026年1月9日")])
def test_a_date_is_kept_in_the_official_spelling(typed: str, kept: str) -> None:
    assert accepted(at("截止日期").answer(typed)).answer.value == kept


@pytest.mark.parametrize("typed", ["2026-2-30", "年底", ""])
def test_what_is_no_date_is_rejected(typed: str) -> None:
    answers = make_answers()
    entries = {key: value for key, value in answers.entries.items() if key != "截止日期"}
    rejected(at("截止日期", replace(answers, entries=entries)).answer(typed))


@pytest.mark.parametrize(
    ("typed", "kept"), [("是", "是"), ("y", "是"), ("１", "是"), ("无", "否"), ("n", "否"), ("0", "否")]
)
def test_yes_and_no_are_understood(typed: str, kept: str) -> None:
    assert accepted(at("典型案例").answer(typed)).answer.value == kept


def test_a_choice_must_be_among_the_options() -> None:
    rejected(at("深度").answer("不适用"))
    rejected(at("单位类型").answer("不适用"))
    assert "部门" in str(rejected(at("单位类型").answer("企业")).reason)
    assert accepted(at("单位类型").answer("2")).answer.value == "政府"


def test_a_carried_choice_that_is_no_option_any_more_is_told_and_not_kept() -> None:
    machine = at("案件单位", make_answers(案件单位=Answer("桩", UNCONFIRMED)))
    assert now(machine).keep is None
    assert "桩" in str(now(machine).warnings[0])
    rejected(machine.answer(""))


def test_ticks_come_as_a_list_or_in_one_line() -> None:
    assert accepted(at("普法载体").answer(["展板", "讲座"])).answer.value == ["讲座", "展板"]
    assert accepted(at("普法载体").answer("网络，讲座")).answer.value == ["讲座", "网络"]
    rejected(at("普法载体").answer("广播"))


def test_an_optional_text_may_be_left_blank_and_is_then_answered() -> None:
    machine = at("案例经过", make_answers(典型案例="是"))
    assert accepted(machine.answer("")).answer == Answer("")
    assert "案例经过" not in list(machine.pending())


@pytest.mark.parametrize("typed", ["\x07响", "\U000f0001", "\U00100000"])
def test_control_characters_and_marks_are_refused(typed: str) -> None:
    assert "不能使用" in str(rejected(at("单位全称").answer(typed)).reason)


def test_offers_of_the_year_are_shown_and_the_hint_where_the_table_knows_none() -> None:
    assert now(at("指导思想")).offers[0].text == "以某思想为指导"
    assert now(at("指导思想", make_answers(2027))).hint == "请查全会公报"
    assert now(at("指导思想", make_answers(2031))).offers == ()


# -- carried texts


def carried_text() -> Interview:
    text = "2025年首次开展检查，出动{出动人次}，覆盖率98%"
    value: Raw = {"文": text, "数": {"出动人次": ""}}
    before: Raw = {"文": text, "数": {"出动人次": "300人次"}}
    answers = make_answers(典型案例="是", 案例经过=Answer(value, UNCONFIRMED))
    return at("案例经过", answers, make_answers(2025, 典型案例="是", 案例经过=Answer(before)))


def test_a_carried_text_is_the_default_and_its_places_are_looked_at_one_by_one() -> None:
    machine = carried_text()
    assert now(machine).default.startswith("2025年首次")
    reply = accepted(machine.answer(now(machine).default))
    assert reply.answer.status is UNCONFIRMED
    assert (now(machine).kind, now(machine).claim) == (StepKind.CLAIM, "年份")
    accepted(machine.settle(Settle.RETYPE, "2026年"))
    assert now(machine).passage[slice(*now(machine).span)] == "首次"
    accepted(machine.settle(Settle.REMOVE))
    assert now(machine).passage[slice(*now(machine).span)] == "98%"
    rejected(machine.settle(Settle.RETYPE, " "))
    reply = accepted(machine.settle(Settle.KEEP))
    assert reply.answer.status is CONFIRMED
    assert reply.answer.value == {
        "文": "2026年开展检查，出动{出动人次}，覆盖率98%",
        "数": {"出动人次": ""},
    }


def test_the_figures_of_a_carried_text_are_asked_by_name() -> None:
    machine = carried_text()
    machine.jump("案例经过.出动人次")
    step = now(machine)
    assert (step.kind, step.label, step.last, step.keep) == (StepKind.FIGURE, "出动人次", "300人次", None)
    rejected(machine.answer(""))
    reply = accepted(machine.answer("350"))
    assert reply.key == "案例经过"
    assert machine.answers.get("案例经过.出动人次") == Answer("350人次", UNCONFIRMED)


def test_a_figure_inside_a_text_can_be_put_off() -> None:
    machine = carried_text()
    machine.jump("案例经过.出动人次")
    accepted(machine.skip())
    inner = machine.answers.get("案例经过.出动人次")
    assert inner is not None
    assert inner.status is Status.SKIPPED
    assert "案例经过.出动人次" in machine.open_keys()


def test_a_carried_text_without_such_places_is_confirmed_at_once() -> None:
    machine = at("指导思想", make_answers(指导思想=Answer("以某思想为指导", UNCONFIRMED)))
    assert accepted(machine.answer("以某思想为指导")).answer.status is CONFIRMED


def test_places_the_clerk_has_typed_himself_are_not_asked_about() -> None:
    machine = carried_text()
    machine.answer("今春在全县开展检查，出动{出动人次}")
    assert now(machine).kind is not StepKind.CLAIM


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("2026年是“十五五”规划的第二年。", False),
        ("2026年是“十五五”规划的开局之年。", True),
    ],
)
def test_a_plan_in_a_clause_that_the_clerk_has_worded_anew_is_not_asked_about(
    typed: str, asked: bool
) -> None:
    text = "2026年是“十五五”规划的开局之年。"
    answers = make_answers(指导思想=Answer(text, UNCONFIRMED))
    machine = at("指导思想", answers, make_answers(2025, 指导思想=text))
    machine.answer(typed)
    machine.settle(Settle.KEEP)  # 2026年
    step = now(machine)
    assert (step.kind is StepKind.CLAIM and "十五" in step.passage[slice(*step.span)]) is asked


def test_going_back_from_a_place_leads_to_the_text() -> None:
    machine = carried_text()
    machine.answer(now(machine).default)
    machine.back()
    assert now(machine).kind is StepKind.QUESTION
    assert now(machine).key == "案例经过"


def test_putting_a_carried_text_off_leaves_it_open_but_does_not_ask_again_at_once() -> None:
    machine = carried_text()
    assert isinstance(machine.skip(), Moved)
    assert now(machine).key != "案例经过"
    assert "案例经过" in machine.open_keys()
    assert "案例经过" in list(interview(machine.answers).pending())


# -- collections


def test_an_item_of_the_bureaus_own_has_its_figures_split_off() -> None:
    machine = at("普法补充")
    reply = accepted(machine.answer("开展联合执法125次，查处车辆210余辆"))
    assert reply.answer.status is UNCONFIRMED
    step = now(machine)
    assert step.kind is StepKind.SPLIT
    assert [one.text for one in step.proposals] == ["125次", "210余辆"]
    rejected(machine.split({0: "甲", 1: "甲"}))
    rejected(machine.split({0: "甲.乙"}))
    accepted(machine.split({0: "联合执法次数", 1: "查处车辆数"}))
    assert now(machine).entries == ("开展联合执法125次，查处车辆210余辆",)
    reply = accepted(machine.answer(""))
    assert reply.answer == Answer(
        [
            {
                "文": "开展联合执法{联合执法次数}，查处车辆{查处车辆数}",
                "数": {"联合执法次数": "125次", "查处车辆数": "210余辆"},
            }
        ]
    )
    assert "普法补充" not in machine.open_keys()


def test_an_item_may_keep_its_figures_as_words() -> None:
    machine = at("普法补充")
    machine.answer("开展联合执法125次")
    accepted(machine.split({}))
    assert accepted(machine.done()).answer.value == [{"文": "开展联合执法125次"}]


def test_an_item_whose_figures_were_not_split_for_an_interruption_is_not_taken_for_last_years() -> None:
    machine = at("普法补充")
    machine.answer("开展联合执法125次")
    machine.back()
    assert now(machine).kind is StepKind.ENTRIES
    assert now(at("普法补充", machine.answers)).kind is StepKind.ENTRIES


def carried_items() -> Interview:
    before: Raw = [{"文": "开展检查{次数}", "数": {"次数": "12次"}}, {"文": "2025年建成一站"}]
    value: Raw = [{"文": "开展检查{次数}", "数": {"次数": ""}}, {"文": "2025年建成一站"}]
    return at(
        "普法补充",
        make_answers(普法补充=Answer(value, UNCONFIRMED)),
        make_answers(2025, 普法补充=Answer(before)),
    )


def test_carried_items_are_looked_at_one_by_one_with_their_figures_asked_anew() -> None:
    machine = carried_items()
    assert (now(machine).kind, now(machine).index) == (StepKind.ENTRY, 0)
    rejected(machine.done())
    accepted(machine.keep())
    assert (now(machine).kind, now(machine).key, now(machine).last) == (
        StepKind.FIGURE,
        "普法补充.次数",
        "12次",
    )
    accepted(machine.answer("15"))
    assert (now(machine).kind, now(machine).index) == (StepKind.ENTRY, 1)
    accepted(machine.keep())
    assert now(machine).kind is StepKind.CLAIM
    accepted(machine.settle(Settle.RETYPE, "2026年"))
    assert now(machine).kind is StepKind.ENTRIES
    assert accepted(machine.done()).answer == Answer(
        [{"文": "开展检查{次数}", "数": {"次数": "15次"}}, {"文": "2026年建成一站"}]
    )


def test_an_interruption_keeps_the_items_already_settled() -> None:
    machine = carried_items()
    machine.keep()
    machine.answer("15")
    resumed = at("普法补充", machine.answers)
    assert (now(resumed).kind, now(resumed).index) == (StepKind.ENTRY, 1)


def test_a_carried_item_can_be_deleted() -> None:
    machine = carried_items()
    accepted(machine.delete(0))
    assert (now(machine).kind, now(machine).entries) == (StepKind.ENTRY, ("2025年建成一站",))


def test_last_years_figure_left_in_a_carried_item_is_asked_all_the_same() -> None:
    value: Raw = [{"文": "开展检查{次数}", "数": {"次数": "12次"}}]
    machine = at(
        "普法补充",
        make_answers(普法补充=Answer(value, UNCONFIRMED)),
        make_answers(2025, 普法补充=Answer(value)),
    )
    accepted(machine.keep())
    assert (now(machine).kind, now(machine).keep) == (StepKind.FIGURE, None)


def test_a_list_takes_entries_until_an_empty_one() -> None:
    machine = at("普法文件")
    accepted(machine.answer("《普法工作要点》"))
    accepted(machine.answer("《普法责任清单》"))
    assert accepted(machine.answer("")).answer == Answer(["《普法工作要点》", "《普法责任清单》"])


def test_several_pasted_lines_are_several_entries() -> None:
    machine = at("普法文件")
    accepted(machine.answer("《要点》\n\n《清单》\n"))
    assert accepted(machine.done()).answer == Answer(["《要点》", "《清单》"])


def test_a_list_left_empty_is_answered() -> None:
    machine = at("普法文件")
    assert accepted(machine.answer("")).answer == Answer([])
    assert now(machine).key != "普法文件"


def test_a_whole_list_may_be_given() -> None:
    assert accepted(at("普法文件").answer(["甲", "乙"])).answer == Answer(["甲", "乙"])


def test_an_entry_of_a_confirmed_list_can_be_edited() -> None:
    machine = at("普法文件", make_answers(普法文件=Answer(["甲", "乙"])))
    accepted(machine.edit(1))
    assert (now(machine).kind, now(machine).default) == (StepKind.CELL, "乙")
    accepted(machine.answer("丙"))
    assert accepted(machine.done()).answer == Answer(["甲", "丙"])


def test_a_table_is_filled_column_by_column_from_the_library() -> None:
    machine = at("问题")
    step = now(machine)
    rejected(machine.done())
    accepted(machine.add(step.offers[0]))
    assert (now(machine).label, now(machine).default) == ("问题", "宣传不够")
    accepted(machine.answer("普法宣传不够"))
    assert (now(machine).label, now(machine).default) == ("原因", "形式单一")
    accepted(machine.answer("形式单一"))
    assert accepted(machine.done()).answer == Answer([{"标题": "普法宣传不够", "原因": "形式单一"}])


def test_a_table_of_ones_own_leaves_optional_columns_out() -> None:
    machine = at("问题")
    assert isinstance(machine.add(), Moved)
    accepted(machine.answer("人手不足"))
    accepted(machine.answer(""))
    assert accepted(machine.done()).answer == Answer([{"标题": "人手不足"}])


def test_an_entry_begun_by_mistake_is_left_by_an_empty_line() -> None:
    machine = at("问题")
    machine.add()
    assert "不写这一条了" in placeholder(now(machine))
    assert isinstance(machine.answer(""), Moved)
    assert (now(machine).kind, now(machine).entries) == (StepKind.ENTRIES, ())
    machine.add()
    accepted(machine.answer("人手不足"))
    accepted(machine.answer(""))
    accepted(machine.edit(0))
    rejected(machine.answer(""))


def test_the_figure_of_a_carried_table_entry_is_asked_in_its_text() -> None:
    entry: Raw = {"标题": "执法", "内容": "新增主题{新增数}，扩大范围", "数": {"新增数": "4个"}}
    assert passage_around([{"标题": "普法"}, entry], "新增数").filled() == "新增主题4个，扩大范围"
    assert shown(entry) == "执法｜新增主题4个，扩大范围"


def test_back_from_a_new_entry_leaves_none_behind() -> None:
    machine = at("问题")
    machine.add()
    machine.back()
    assert (now(machine).kind, now(machine).entries) == (StepKind.ENTRIES, ())


# -- review


def test_the_review_lists_open_points_and_every_topic() -> None:
    review = interview(make_answers(信访收到="81", 信访办结="79")).review()
    assert "典型案例" in [point.key for point in review.open]
    rows = {row.key: row for topic in review.topics for row in topic.rows}
    assert (rows["信访收到"].shown, rows["信访收到"].state) == ("81件", "已确认")
    assert (rows["信访办结率"].shown, rows["信访办结率"].state) == ("97.53%", "自动计算")
    assert rows["典型案例"].state == "未填写"
