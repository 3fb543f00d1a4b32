"""Waiting for others and their replies on a console that plays a script."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from drafter.answers.model import OFFICES, Answer, Answers, Status
from drafter.colleagues.message import Heading
from drafter.colleagues.requests import OfficeList
from drafter.errors import AnswersError
from drafter.interview.colleagues import ALL, FILE, NAMES, PASTE, RETURN, SENT, ColleaguesScreen
from drafter.interview.console import Back, Overview, Skip, Stop
from drafter.interview.machine import Interview
from drafter.interview.overview import FINISH
from drafter.interview.replying import ELSEWHERE, LEAVE, NO, OWN, TAKE, UNNAMED, YES
from drafter.interview.session import Session
from drafter.interview.steps import Accepted, Rejected, Row
from drafter.interview.words import described
from tests.interview.fixtures import make_answers, make_pack
from tests.interview.test_session import Reply, Script

TODAY = date(2027, 1, 8)
OFFICE = "=信访办"
REPORTED = "由信访办报来（粘贴）"


def waits(whom: str = "信访办", since: str = "2027-1-8", value: str | None = None) -> Answer:
    return Answer(value, Status.WAITING, awaited=whom, since=since)


def sit(*replies: Reply, answers: Answers | None = None, at: str = "") -> tuple[Script, dict[str, Answer]]:
    script, disk = Script(*replies), {}
    machine = Interview(make_pack(), answers or make_answers())

    def keep(key: str, answer: Answer) -> None:
        disk[key] = answer
        script.shown.append(f"存 {key}")

    if at:
        machine.jump(at)
    Session(machine, keep, script, today=TODAY).run()
    return script, disk


def play(
    *replies: Reply, answers: Answers | None = None, last: Answers | None = None
) -> tuple[Script, dict[str, Answer], list[tuple[Heading, list[str]]]]:
    """The screen of the menu; gives also what was written as Word files."""
    script, disk, written = Script(*replies), {}, []
    machine = Interview(make_pack(), answers or make_answers(), [last])

    def keep(reply: Accepted) -> None:
        disk[reply.key] = reply.answer
        script.shown.append(f"存 {reply.key}")

    def sheets(heading: Heading, lists: Sequence[OfficeList]) -> Path:
        written.append((heading, [one.office for one in lists]))
        return Path("清单.docx")

    screen = ColleaguesScreen(machine, script, keep, sheets, TODAY)
    try:
        screen.run()
    except Stop:
        script.shown.append("停")
    return script, disk, written


# -- waiting


@pytest.mark.parametrize(
    ("typed", "whom"),
    [("等待", "信访办"), ("等待信访科", "信访科"), (" 等待：老王 ", "老王"), ("wait", "信访办")],
)
def test_waiting_is_typed_at_the_prompt(typed: str, whom: str) -> None:
    script, disk = sit(typed, Stop, at="信访收到")
    assert disk == {"信访收到": waits(whom)}
    assert "办结信访" in script.text


def test_a_text_that_begins_with_the_word_is_a_text() -> None:
    _, disk = sit("等待上级批复后实施", Stop, answers=make_answers(典型案例="是"), at="案例经过")
    assert disk["案例经过"].status is Status.CONFIRMED


def test_what_is_waited_for_is_not_asked_again_but_open_and_says_so() -> None:
    answers = make_answers(信访收到=waits())
    machine = Interview(make_pack(), answers)
    assert "信访收到" not in list(machine.pending())
    assert "信访收到" in machine.open_keys()
    script, _ = sit(Overview, FINISH, Stop, answers=answers)
    assert "收到信访　正在等信访办报来（自2027年1月8日）" in script.text
    script, _ = sit(Stop, answers=answers, at="信访收到")
    assert "正在等信访办报来（自2027年1月8日）" in script.text


def test_an_answer_ends_the_waiting() -> None:
    _, disk = sit("81", Stop, answers=make_answers(信访收到=waits()), at="信访收到")
    assert disk["信访收到"] == Answer("81")


def test_what_is_there_already_stays_while_one_waits_for_its_confirmation() -> None:
    answers = make_answers(信访收到=Answer("81件", Status.UNCONFIRMED, note="初步"))
    machine = Interview(make_pack(), answers)
    reply = machine.expect("信访收到", "信访办", "2027-1-8")
    assert isinstance(reply, Accepted)
    assert reply.answer == replace(waits(value="81件"), note="初步")


def test_a_figure_inside_a_text_can_be_waited_for() -> None:
    items = Answer([{"文": "宣传{次数}", "数": {"次数": ""}}])
    machine = Interview(make_pack(), make_answers(普法补充=items))
    assert isinstance(machine.expect("普法补充.次数", "普法股", "2027-1-8"), Accepted)
    inner = machine.answers.get("普法补充.次数")
    assert inner is not None
    assert (inner.status, inner.awaited) == (Status.WAITING, "普法股")
    assert isinstance(machine.report("普法补充.次数", "12场", REPORTED), Accepted)
    inner = machine.answers.get("普法补充.次数")
    assert inner is not None
    assert (inner.value, inner.status, inner.source) == ("12场", Status.CONFIRMED, REPORTED)


def test_outline_and_topics_are_nobody_elses() -> None:
    assert isinstance(Interview(make_pack(), make_answers()).expect("深度", "办公室", ""), Rejected)


# -- replies


def test_a_reply_pasted_at_a_prompt_is_confirmed_one_by_one() -> None:
    text = "您好，信访收到81件，办结79件，投诉3起，谢谢"
    script, disk = sit(text, OFFICE, TAKE, TAKE, [], Stop, at="信访收到")
    assert disk == {"信访收到": Answer("81件", source=REPORTED), "信访办结": Answer("79件", source=REPORTED)}
    shown = script.text
    assert shown.index("存 信访收到") < shown.index("（2/2）")
    assert "投诉3起”　没有对上的题" in shown


def test_the_word_asks_for_the_reply() -> None:
    script, disk = sit("粘贴", "信访收到81件", UNNAMED, TAKE, Stop, at="信访收到")
    assert script.fields[1].lines
    assert disk["信访收到"] == Answer("81件", source="报来（粘贴）")


def test_what_stops_in_the_middle_is_saved_so_far() -> None:
    _, disk = sit("信访收到81件，办结79件", OFFICE, TAKE, Stop, at="信访收到")
    assert list(disk) == ["信访收到"]


def test_back_leads_to_the_figure_before_and_skip_leaves_one_out() -> None:
    _, disk = sit("信访收到81件，办结79件", OFFICE, TAKE, Back, LEAVE, TAKE, Stop, at="信访收到")
    assert list(disk) == ["信访收到", "信访办结"]
    _, disk = sit("信访收到81件，办结79件", OFFICE, Skip, TAKE, Stop, at="信访收到")
    assert list(disk) == ["信访办结"]


def test_another_question_can_be_meant() -> None:
    _, disk, _ = play(PASTE, "信访收到81件", OFFICE, ELSEWHERE, "信访", "办结信访", RETURN)
    assert disk == {"信访办结": Answer("81件", source=REPORTED)}


def test_a_figure_that_does_not_fit_the_others_needs_a_reason() -> None:
    answers = make_answers(信访收到="81件")
    _, disk, _ = play(PASTE, "信访办结90件", OFFICE, TAKE, "insist", "含上年结转", RETURN, answers=answers)
    assert disk == {"信访办结": Answer("90件", note="含上年结转", source=REPORTED)}
    _, disk, _ = play(PASTE, "信访办结90件", OFFICE, TAKE, "again", "79", RETURN, answers=answers)
    assert disk["信访办结"].value == "79"
    _, disk, _ = play(PASTE, "信访办结90件", OFFICE, TAKE, LEAVE, RETURN, answers=answers)
    assert disk == {}


def test_corrections_are_looked_at_only_when_the_clerk_wants_to() -> None:
    answers = make_answers(信访收到="80件", 信访办结="79件")
    text = "信访收到81件，办结79件"
    script, disk, _ = play(PASTE, text, OFFICE, NO, RETURN, answers=answers)
    assert disk == {}
    assert "有1个数与已经填的不同" in script.text
    script, disk, _ = play(PASTE, text, OFFICE, YES, TAKE, RETURN, answers=answers)
    assert disk == {"信访收到": Answer("81件", source=REPORTED)}
    assert "现为 80件" in script.text


def test_a_figure_left_over_can_be_given_to_a_question() -> None:
    text = "信访收到81件，投诉3件"
    _, disk, _ = play(PASTE, text, OWN, "老王", TAKE, ["0"], ELSEWHERE, "信访", "0", RETURN)
    assert disk["信访收到"] == Answer("81件", source="由老王报来（粘贴）")
    assert [answer.value for key, answer in disk.items() if key != "信访收到"] == ["3件"]


def test_last_years_figure_stands_beside() -> None:
    last = make_answers(2025, 信访收到="75件")
    script, _, _ = play(PASTE, "信访收到81件（去年75件）", OFFICE, TAKE, RETURN, last=last)
    assert "收到信访：81件　去年 75件" in script.text
    assert "说的是去年的数，没有存：75件" in script.text


def test_text_without_figures_is_told() -> None:
    script, disk, _ = play(PASTE, "好的收到", OFFICE, RETURN)
    assert disk == {}
    assert "没有看出数字" in script.text


# -- the source


def test_a_source_stays_as_long_as_the_answer_says_the_same() -> None:
    answers = make_answers(信访收到=Answer("81件", source=REPORTED))
    script, disk = sit("", Stop, answers=answers, at="信访收到")
    assert "来源：由信访办报来（粘贴）" in script.text
    assert disk["信访收到"].source == REPORTED
    _, disk = sit("82件", Stop, answers=answers, at="信访收到")
    assert disk["信访收到"] == Answer("82件")


def test_what_is_carried_and_confirmed_unchanged_says_so() -> None:
    carried = Answer("坚持某思想", Status.UNCONFIRMED, source="沿用2025年")
    machine = Interview(make_pack(), make_answers(指导思想=carried))
    machine.jump("指导思想")
    machine.answer("坚持某思想")
    assert machine.answers.entries["指导思想"] == Answer("坚持某思想", source="沿用2025年")
    machine.jump("指导思想")
    machine.answer("坚持别的思想")
    assert machine.answers.entries["指导思想"] == Answer("坚持别的思想")


def test_the_review_shows_state_and_source() -> None:
    assert described(Row("k", "甲", "81件", "已确认", REPORTED)) == f"甲　81件　已确认　［{REPORTED}］"
    row = Row("k", "甲", "", "等待", awaited="信访办", since="2027-1-8")
    assert described(row) == "甲　正在等信访办报来（自2027年1月8日）"


# -- the menu's screen


def test_it_says_who_has_what_to_report() -> None:
    script, _, _ = play(RETURN, answers=make_answers(信访收到=waits(since="2027-1-6")))
    assert "信访办：1项，等待中1项（自2027年1月6日）" in script.text


def test_a_list_is_shown_sent_and_waited_for() -> None:
    script, disk, _ = play("0", "1月12日", SENT, ["信访收到"], RETURN)
    assert "请于1月12日前报送" in script.text
    assert "1. 收到信访（件）：____" in script.text
    assert disk == {"信访收到": waits()}


def test_a_day_that_is_none_is_asked_again_and_offered_the_next_time() -> None:
    script, _, _ = play("0", "13月1日", "1-12", RETURN, "1", "", RETURN, RETURN)
    assert "没有13月" in script.text
    assert script.fields[2].default == "1-12"


def test_lists_are_written_as_word_files_one_or_all() -> None:
    script, _, written = play("0", "", FILE, RETURN, ALL, "1月12日", RETURN)
    assert [offices for _, offices in written] == [["信访办"], ["信访办", ""]]
    assert [heading.due for heading, _ in written] == ["", "1月12日"]
    assert "已生成：清单.docx" in script.text


def test_a_section_gets_the_bureaus_own_name() -> None:
    script, disk, _ = play(NAMES, "信访办", "信访科", RETURN)
    assert disk == {OFFICES: Answer({"信访办": "信访科"})}
    assert "信访科：1项" in script.text
    named = replace(make_answers(), offices={"信访办": "信访科"})
    _, disk, _ = play(NAMES, "信访办", "信访办", RETURN, answers=named)
    assert disk == {OFFICES: Answer({})}


def test_back_leads_out_of_every_screen() -> None:
    script, disk, written = play("0", Back, "0", "", Back, NAMES, Back, PASTE, Back, Overview, Back)
    assert disk == {}
    assert written == []
    assert not script.replies


def test_an_answer_that_cannot_be_saved_is_not_lost() -> None:
    calls: list[str] = []

    def save(key: str, answer: Answer) -> None:
        calls.append(key)
        if len(calls) == 1:
            raise AnswersError("磁盘已满")

    script = Script("信访收到81件，办结79件", OFFICE, TAKE, "again", TAKE, Stop)
    machine = Interview(make_pack(), make_answers())
    machine.jump("信访收到")
    Session(machine, save, script, today=TODAY).run()
    assert calls == ["信访收到", "信访收到", "信访办结"]


def test_a_reported_figure_that_jumps_is_shown_to_do_so() -> None:
    last = make_answers(2025, 信访收到="810件")
    script, _, _ = play(PASTE, "信访收到81件", OFFICE, TAKE, RETURN, last=last)
    assert "不到去年的一半" in script.text
