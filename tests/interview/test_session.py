"""A sitting on a console that plays a script."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from drafter.answers.model import Answer, Answers, Raw, Status
from drafter.errors import AnswersError
from drafter.interview.bookmark import Bookmark
from drafter.interview.console import Back, Field, Find, Overview, Read, Skip, Stop
from drafter.interview.machine import Interview
from drafter.interview.overview import FINISH, ITEMS, MAP, WALK
from drafter.interview.session import Outcome, Save, Session
from drafter.interview.steps import Option, Settle
from drafter.interview.views import Views
from drafter.packs.schema import Depth
from tests.interview.fixtures import make_answers, make_pack, new_answers

Reply = str | list[str] | type[Exception]


class Script:
    """Plays the replies of a clerk and notes what was shown and saved, in order."""

    def __init__(self, *replies: Reply) -> None:
        self.replies = list(replies)
        self.shown: list[str] = []
        self.fields: list[Field] = []

    def say(self, text: str, *, strong: bool = False) -> None:
        self.shown.append(text)

    def ask(self, field: Field) -> str:
        self.fields.append(field)
        return str(self._next(field.label))

    def choose(self, label: str, options: Sequence[Option], pointed: str = "", *, moving: bool = True) -> str:
        reply = str(self._next(label))
        return next(
            (one.value for one in options if reply in (one.value, str(one.label))),
            f"没有“{reply}”：{options}",
        )

    def tick(self, label: str, options: Sequence[Option], ticked: Sequence[str] = ()) -> list[str]:
        reply = self._next(label)
        return reply if isinstance(reply, list) else list(ticked)

    def page(self, text: str) -> None:
        self.shown.append(text)

    def _next(self, label: str) -> str | list[str]:
        self.shown.append(f"? {label}")
        if not self.replies:
            raise Stop
        reply = self.replies.pop(0)
        if isinstance(reply, type):
            raise reply
        return reply

    @property
    def text(self) -> str:
        return "\n".join(self.shown)


def sit(
    *replies: Reply,
    answers: Answers | None = None,
    last: Answers | None = None,
    save: Save | None = None,
    at: str = "",
) -> tuple[Script, dict[str, Answer], Outcome]:
    """Play a sitting; gives the script, what was saved and how it ended."""
    script, disk = Script(*replies), {}

    def keep(key: str, answer: Answer) -> None:
        disk[key] = answer
        script.shown.append(f"存 {key}")

    machine = Interview(make_pack(), answers or make_answers(), [last])
    if at:
        machine.jump(at)
    return script, disk, Session(machine, save or keep, script).run()


def test_every_answer_is_saved_before_the_next_prompt() -> None:
    script, disk, outcome = sit("81", "79")
    assert disk == {"信访收到": Answer("81"), "信访办结": Answer("79")}
    order = [line for line in script.shown if line.startswith(("?", "存"))]
    assert order == ["? ", "存 信访收到", "? ", "存 信访办结", "? "]
    assert outcome is Outcome.STOPPED
    assert script.shown[-1] == "已保存，下次从这里继续"


def test_a_question_shows_its_unit_definition_office_and_last_year() -> None:
    script, _, _ = sit("81", last=make_answers(2025, 信访收到="75", 信访办结="70"))
    assert "【信访　第6题，共13题】收到信访（件）" in script.text
    assert "通常由信访办提供" in script.text
    assert "去年（2025）：75件" in script.text
    assert "口径：含上年结转" in script.text
    assert "比去年（75件）增长8%" in script.text


def test_last_years_figure_is_never_in_the_line() -> None:
    script, _, _ = sit(last=make_answers(2025, 信访收到="75"))
    assert script.fields[0].default == ""
    assert "75" not in script.fields[0].placeholder


def test_a_refused_answer_is_asked_again_with_the_reason_but_not_the_heading() -> None:
    script, disk, _ = sit("", "八十一吧", "81")
    assert "× 请输入数字" in script.text
    assert disk == {"信访收到": Answer("81")}
    assert script.text.count("通常由信访办提供") == 1


def test_a_refused_text_stands_in_the_line_again_but_not_in_the_next_question() -> None:
    script, _, _ = sit("\x07甲", "甲", at="单位全称")
    assert script.fields[1].default == "\x07甲"
    script, _, _ = sit("2月30日", Skip, "", at="截止日期")
    assert [field.default for field in script.fields] == ["", "2月30日", "", ""]


def test_the_clerk_may_insist_with_a_note() -> None:
    _, disk, _ = sit("81", "90", "insist", "含上年结转")
    assert disk["信访办结"] == Answer("90", note="含上年结转")


def test_the_clerk_may_type_again_instead() -> None:
    _, disk, _ = sit("81", "90", "again", "79")
    assert disk["信访办结"] == Answer("79")


def test_skip_back_and_the_overview_by_key() -> None:
    script, disk, _ = sit(Skip, Back, "81", Overview, FINISH)
    assert disk["信访收到"] == Answer("81")
    assert "现在还有" in script.text


def test_at_the_end_the_open_points_are_shown_and_can_be_walked_through() -> None:
    answers = replace(make_answers(问题=Answer([{"标题": "甲"}])), topics=("普法",))
    script, disk, outcome = sit(Skip, ["讲座"], "", "", WALK, "5", FINISH, answers=answers)
    assert "问完了，还有1处没有填写或确认" in script.text
    assert disk["处罚案件"] == Answer("5")
    assert "各题都已填好、确认" in script.text
    assert outcome is Outcome.DONE


def test_a_failing_save_is_told_and_tried_again_with_the_same_answer() -> None:
    tries: list[str] = []

    def save(key: str, answer: Answer) -> None:
        tries.append(f"{key}={answer.value}")
        if len(tries) == 1:
            raise AnswersError("磁盘已满")

    script, _, _ = sit("81", "again", save=save)
    assert tries == ["信访收到=81", "信访收到=81"]
    assert "没有存上：磁盘已满" in script.text
    assert script.shown[-1] == "已保存，下次从这里继续"


def test_stopping_with_an_answer_not_saved_says_so() -> None:
    def save(key: str, answer: Answer) -> None:
        raise AnswersError("磁盘已满")

    script, _, outcome = sit("81", "later", save=save)
    assert outcome is Outcome.UNSAVED
    assert "还没有存进" in script.shown[-1]


def test_answers_changed_by_somebody_else_are_taken_over() -> None:
    merged = make_answers(信访收到="81", 信访办结="60")
    script, _, _ = sit("81", save=lambda key, answer: merged if key == "信访收到" else None)
    assert "已合并" in script.text
    assert "有典型案例吗" in script.shown[-3]


def test_a_new_report_begins_with_profile_outline_depth_and_topics() -> None:
    _, disk, _ = sit("部门", "三部分（内容不全）", "完整", ["普法"], answers=new_answers())
    assert disk["提纲"] == Answer("summary")
    assert disk["深度"] == Answer("完整")
    assert disk["主题"] == Answer(["普法"])


def test_an_offered_text_is_put_into_the_line_to_be_edited() -> None:
    answers = make_answers()
    entries = {key: value for key, value in answers.entries.items() if key != "指导思想"}
    script, disk, _ = sit("以某思想为指导", "以某思想为指导，", answers=replace(answers, entries=entries))
    assert script.fields[0].default == "以某思想为指导"
    assert disk["指导思想"].value == "以某思想为指导，"


def test_items_have_their_figures_split_and_entries_can_be_changed_by_number() -> None:
    typed = ("开展检查12次", "all", "建成一站", "删2", "改1", "开展检查{检查次数}，有成效")
    script, disk, _ = sit(*typed, "", "", at="普法补充")
    assert "现为 12次，回车保留" in [field.placeholder for field in script.fields]
    assert disk["普法补充"] == Answer([{"文": "开展检查{检查次数}，有成效", "数": {"检查次数": "12次"}}])
    _, disk, _ = sit(*typed, "15", "", at="普法补充")
    assert disk["普法补充"] == Answer([{"文": "开展检查{检查次数}，有成效", "数": {"检查次数": "15次"}}])


def test_what_is_told_of_rows_is_the_one_written_last() -> None:
    script, _, _ = sit("建成一站", "开展检查12次", "all", "", "部门", at="普法补充")
    assert "写成：" not in script.text  # the list itself stands above the prompt


def test_figures_can_be_picked_and_renamed() -> None:
    _, disk, _ = sit("检查12次，培训3场", "some", ["1"], "培训", "", at="普法补充")
    assert disk["普法补充"] == Answer([{"文": "检查12次，培训{培训}", "数": {"培训": "3场"}}])


def test_a_carried_text_is_looked_at_place_by_place() -> None:
    carried = make_answers(指导思想=Answer("2025年率先贯彻", Status.UNCONFIRMED))
    script, disk, _ = sit("present", Settle.RETYPE.value, "2026年", Settle.KEEP.value, answers=carried)
    assert "【2025年】率先贯彻" in script.text
    assert disk["指导思想"] == Answer("2026年率先贯彻")


def test_carried_entries_are_kept_changed_or_deleted() -> None:
    value: Raw = [{"文": "甲"}, {"文": "乙"}, {"文": "丙"}]
    carried = make_answers(普法补充=Answer(value, Status.UNCONFIRMED))
    _, disk, _ = sit("keep", "delete", "edit", "丁", "", answers=carried, at="普法补充")
    assert disk["普法补充"] == Answer([{"文": "甲"}, {"文": "丁"}])


def test_a_table_is_filled_from_the_library_edited_and_deleted() -> None:
    steps: list[Reply] = [
        "library",
        "0",
        "edit",
        "宣传不够",
        "形式单一",
        "add",
        "人手不足",
        "",
        "1",
        "delete",
        "done",
        FINISH,
    ]
    script, disk, _ = sit(*steps, at="问题")
    assert [field.default for field in script.fields[:4]] == ["宣传不够", "形式单一", "", ""]
    assert disk["问题"] == Answer([{"标题": "宣传不够", "原因": "形式单一"}])


def test_ticks_may_say_that_nothing_applies() -> None:
    pack = make_pack()
    questions = {**pack.questions, "普法载体": replace(pack.questions["普法载体"], optional=False)}
    machine = Interview(replace(pack, questions=questions), make_answers())
    machine.jump("普法载体")
    disk: dict[str, Answer] = {}
    save: Callable[[str, Answer], None] = disk.__setitem__
    Session(machine, save, Script(["不适用"])).run()
    assert disk["普法载体"] == Answer("不适用")


def test_offered_phrases_of_a_list_are_ticked_before_ones_own_are_typed() -> None:
    pack = make_pack()
    question = replace(pack.questions["普法文件"], offer="年度要求")
    machine = Interview(replace(pack, questions={**pack.questions, "普法文件": question}), make_answers())
    machine.jump("普法文件")
    disk: dict[str, Answer] = {}
    save: Callable[[str, Answer], None] = disk.__setitem__
    Session(machine, save, Script(["0"], "自己的一条", "")).run()
    assert disk["普法文件"] == Answer(["以某思想为指导", "自己的一条"])


def test_offered_phrases_are_shown_again_when_nothing_was_ticked_or_typed() -> None:
    pack = make_pack()
    question = replace(pack.questions["普法文件"], offer="年度要求", optional=False)
    machine = Interview(replace(pack, questions={**pack.questions, "普法文件": question}), make_answers())
    machine.jump("普法文件")
    disk: dict[str, Answer] = {}
    save: Callable[[str, Answer], None] = disk.__setitem__
    Session(machine, save, Script([], "", ["0"], "")).run()
    assert disk["普法文件"] == Answer(["以某思想为指导"])


def test_something_of_the_library_may_be_taken_as_it_stands() -> None:
    _, disk, _ = sit("library", "0", "keep", "done", FINISH, at="问题")
    assert disk["问题"] == Answer([{"标题": "宣传不够", "原因": "形式单一"}])


# -- going elsewhere and reading


def test_a_question_is_found_by_a_word_and_gone_to() -> None:
    script, disk, _ = sit(Find, "没有这题", "处罚", "处罚案件", "5")
    assert "没有找到含“没有这题”的题" in script.text
    assert disk == {"处罚案件": Answer("5")}


def test_looking_for_nothing_leads_back_to_the_question() -> None:
    _, disk, _ = sit(Find, "", "81")
    assert disk == {"信访收到": Answer("81")}
    _, disk, _ = sit(Find, "信访", "find", Back, "81")
    assert disk == {"信访收到": Answer("81")}


def test_a_topic_is_entered_from_the_map() -> None:
    _, disk, _ = sit(Overview, MAP, "普法", "go", "5")
    assert disk == {"处罚案件": Answer("5")}


def test_a_part_is_entered_from_the_map() -> None:
    done = make_answers(处罚案件="5", 普法载体="不适用", 普法文件="不适用", 普法补充="不适用", 信访收到="1")
    _, disk, _ = sit(Overview, MAP, "【基本情况】", "0", answers=done)
    assert disk == {"信访办结": Answer("0")}


def test_a_question_is_picked_from_the_map() -> None:
    script, disk, _ = sit(Overview, MAP, "计划", "pick", "问题", "add", "甲", "", "done")
    assert "完成 5　未填写 5　可不填 3" in script.text
    assert disk["问题"] == Answer([{"标题": "甲"}])


def test_items_of_ones_own_can_be_added_whatever_the_depth() -> None:
    pack = make_pack()
    deep = replace(pack.questions["普法补充"], depth=Depth.FULL)
    pack = replace(pack, questions={**pack.questions, "普法补充": deep})
    machine = Interview(pack, replace(make_answers(), depth=Depth.ESSENTIAL))
    assert "普法补充" not in [question.key for question in machine.sequence()]
    disk: dict[str, Answer] = {}
    save: Callable[[str, Answer], None] = disk.__setitem__
    Session(machine, save, Script(Overview, ITEMS, "普法补充", "设立法治角", "", "81")).run()
    assert disk["普法补充"].value == [{"文": "设立法治角"}]
    assert disk["信访收到"] == Answer("81")


def test_the_text_can_be_read_at_any_time() -> None:
    views = Views(
        topic=lambda answers, key: f"{key}的段落" if key == "信访收到" else "", report=lambda answers: "全文"
    )
    script = Script(Read, "on", Read, "whole", "81", Read)
    machine = Interview(make_pack(), make_answers())
    Session(machine, lambda key, answer: None, script, views).run()
    assert script.text.count("信访收到的段落") == 2
    assert script.text.count("全文") == 2
    assert "“信访”现在写成：" in script.text


def test_a_report_that_cannot_be_made_is_told() -> None:
    def report(answers: Answers) -> str:
        raise AnswersError("提纲文件有误")

    script = Script(Read, "81")
    Session(
        Interview(make_pack(), make_answers()), lambda key, answer: None, script, Views(report=report)
    ).run()
    assert "× 提纲文件有误" in script.text


def test_the_sentence_is_shown_before_and_after_typing() -> None:
    def preview(answers: Answers, key: str) -> str:
        answer = answers.get(key)
        return f"{key}〖{answer.value if answer else '＿＿＿'}〗。"

    script = Script("81")
    machine = Interview(make_pack(), make_answers(), [None], preview)
    Session(machine, lambda key, answer: None, script).run()
    assert "  写在：信访收到〖＿＿＿〗。" in script.shown
    assert "  写成：信访收到〖81〗。" in script.shown


def test_a_figure_that_jumps_is_asked_about_once_and_enter_does_not_confirm_it() -> None:
    last = make_answers(2025, 信访收到="14")
    script, disk, _ = sit("30", "again", "", "30", last=last)
    assert "× 去年是14件，今年填的是30件，是去年的2.1倍。确定吗？" in script.text
    assert script.text.count("确定吗") == 1
    assert disk["信访收到"] == Answer("30")
    _, disk, _ = sit("30", "insist", last=last)
    assert disk["信访收到"] == Answer("30")


def test_where_the_clerk_is_is_remembered_before_each_question() -> None:
    marks: list[Bookmark | None] = []
    script = Script("81", Overview, FINISH)
    session = Session(
        Interview(make_pack(), make_answers()), lambda key, answer: None, script, remember=marks.append
    )
    session.run()
    assert [mark.key for mark in marks if mark] == ["信访收到", "信访办结", "信访办结"]


def test_entries_are_moved_and_pasted() -> None:
    _, disk, _ = sit("甲\n乙\n丙", "移3到1", "", at="普法文件")
    assert disk["普法文件"] == Answer(["丙", "甲", "乙"])


def test_rows_of_a_table_are_moved() -> None:
    rows: Raw = [{"标题": "甲"}, {"标题": "乙"}]
    _, disk, _ = sit(
        "1", "up", "0", "down", "0", "down", "done", answers=make_answers(问题=Answer(rows)), at="问题"
    )
    assert disk["问题"] == Answer([{"标题": "乙"}, {"标题": "甲"}])


def test_each_figure_found_is_shown_with_its_name() -> None:
    script, _, _ = sit("检查12次，培训3场", "all", at="普法补充")
    assert "  1. 12次　名称：检查次数" in script.shown
