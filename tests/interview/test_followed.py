"""What last year promised: each plan and problem is put before the clerk once, and nothing of it is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from drafter.answers.carry import carry_forward
from drafter.answers.load import load_answers
from drafter.answers.model import FOLLOWED, Answer, Answers, Raw, Status
from drafter.answers.store import AnswersFile
from drafter.interview import fates
from drafter.interview.fate_screen import GO_ON
from drafter.interview.machine import Interview
from drafter.interview.overview import FATES
from drafter.interview.session import Session
from drafter.interview.steps import Accepted, Fate, Moved, Rejected, Settle, StepKind
from drafter.interview.words import header
from drafter.packs.find import shipped_folder
from drafter.packs.schema import Column, Depth, FollowUp, Kind, Matter, Pack, Question
from tests.interview.fixtures import make_answers, make_pack
from tests.interview.test_session import Reply, Script
from tests.outlines.trees import rule_of_law

COUNTY = shipped_folder().parent / "examples" / "sample-county"
ROWS: Raw = [
    {
        "标题": "办好信访",
        "内容": "办结信访{办结目标}，新增站点{站点}",
        "数": {"办结目标": "90件", "站点": "2个"},
    },
    {"标题": "普法进乡村", "内容": "开展宣讲"},
]
PROBLEMS: Raw = [{"标题": "宣传不够", "原因": "形式单一"}]


def pack(done: str = "", going: str = "") -> Pack:
    """The fixtures' pack with a table of plans, and with plans and problems followed up."""
    made = make_pack()
    columns = (Column("标题", "标题"), Column("内容", "内容", Kind.LONG))
    plans = Question(
        "安排", "安排", Kind.TABLE, "计划", columns=columns, follow=FollowUp(done=done, going=going)
    )
    problems = made.questions["问题"]
    follow = FollowUp(Matter.PROBLEM, done=done, text="原因", lead="针对{上一年}年“{标题}”问题，")
    items = Question("信访补充", "本单位补充内容", Kind.ITEMS, "信访", optional=True, carry=problems.carry)
    plans = replace(plans, carry=problems.carry)
    topics = {
        **made.topics,
        "计划": replace(made.topics["计划"], questions=(*made.topics["计划"].questions, "安排")),
        "信访": replace(made.topics["信访"], questions=(*made.topics["信访"].questions, "信访补充")),
    }
    questions = {**made.questions, "问题": replace(problems, follow=follow), "安排": plans, "信访补充": items}
    return replace(made, topics=topics, questions=questions)


def second_year(of: Pack) -> tuple[Interview, Answers]:
    """An interview that begins with what was carried over."""
    last = make_answers(2025, 安排=Answer(ROWS), 问题=Answer(PROBLEMS))
    carried = carry_forward(last, of, 2026).answers
    return Interview(of, carried, [last]), last


def walk_to_fate(machine: Interview) -> None:
    step = machine.step()
    assert step is not None
    assert step.kind is StepKind.FATE


def test_what_was_promised_comes_before_everything_else() -> None:
    machine, _ = second_year(pack())
    step = machine.step()
    assert step is not None
    assert (step.kind, step.key, step.index) == (StepKind.FATE, "问题", 0)
    assert step.passage == "问题：宣传不够\n原因：形式单一"
    assert [option.value for option in step.options] == ["办结", "进行", "不再列入"]
    machine.fate(Fate.GOING)
    step = machine.step()
    assert step is not None
    assert step.key == "安排"
    assert step.passage == "标题：办好信访\n内容：办结信访90件，新增站点2个"


def test_what_is_done_becomes_an_item_with_its_figures_asked() -> None:
    machine, _ = second_year(pack())
    machine.fate(Fate.GOING)
    step = machine.step()
    assert step is not None
    assert [option.value for option in machine.targets(step)][:2] == ["信访补充", "普法补充"]
    reply = machine.fate(Fate.DONE, target="信访补充")
    assert isinstance(reply, Accepted)
    assert reply.key == "安排"
    assert set(reply.also) == {"信访补充", FOLLOWED}
    step = machine.step()
    assert step is not None
    assert (step.kind, step.key, step.default) == (
        StepKind.CELL,
        "信访补充",
        "办结信访{办结目标}，新增站点{站点}",
    )
    machine.answer("办结信访{办结目标}，新增站点{站点}，全部验收")
    names = []
    while (step := machine.step()) is not None and step.kind is StepKind.FIGURE:
        names.append(step.key)
        machine.answer("91件" if "办结" in step.key else "3个")
    assert names == ["信访补充.办结目标", "信访补充.站点"]
    item = machine.answers.entries["信访补充"].value
    assert item == [
        {
            "文": "办结信访{办结目标}，新增站点{站点}，全部验收",
            "数": {"办结目标": "91件", "站点": "3个"},
            "状态": "已确认",
        }
    ]
    assert [fates.title_of(row, machine.question("安排")) for row in _rows(machine, "安排")] == ["普法进乡村"]


PROMISED: Raw = [{"标题": "办好信访", "内容": "确保2026年信访办结{信访收到}，全年验收"}]


def promised() -> Interview:
    """An interview about a promise that has years in it and the figure of another question."""
    last = make_answers(2025, 安排=Answer(PROMISED), 信访收到=Answer("79件"))
    of = pack()
    return Interview(of, carry_forward(last, of, 2026).answers, [last])


def test_what_was_promised_is_shown_as_it_was_written() -> None:
    step = promised().step()
    assert step is not None
    assert step.passage == "标题：办好信访\n内容：确保2026年信访办结79件，全年验收"


def test_a_figure_nobody_knows_is_shown_by_its_name() -> None:
    last, of = make_answers(2025, 安排=Answer(PROMISED)), pack()
    step = Interview(of, carry_forward(last, of, 2026).answers, []).step()
    assert step is not None
    assert step.passage == "标题：办好信访\n内容：确保2026年信访办结【收到信访】，全年验收"


def test_a_promise_kept_is_told_of_this_year_and_its_figure_asked() -> None:
    machine = promised()
    machine.fate(Fate.DONE, target="信访补充")
    item = machine.answers.entries["信访补充"].value
    assert item == [{"文": "确保2026年信访办结{信访收到}，全年验收", "数": {"信访收到": ""}}]


def test_a_promise_that_goes_on_is_for_the_next_year() -> None:
    machine = promised()
    machine.fate(Fate.GOING)
    assert _rows(machine, "安排") == [{"标题": "办好信访", "内容": "确保2027年信访办结{信访收到}，全年验收"}]
    machine.reopen(0)
    step = machine.step()
    assert step is not None
    assert step.passage == "标题：办好信访\n内容：确保2026年信访办结79件，全年验收"


def test_what_is_done_finds_a_place_where_own_items_are_asked_only_in_full_depth() -> None:
    made = pack()
    items = replace(made.questions["信访补充"], depth=Depth.FULL)
    machine, _ = second_year(replace(made, questions={**made.questions, "信访补充": items}))
    machine.answers = replace(machine.answers, depth=Depth.ESSENTIAL)
    machine.fate(Fate.GOING)
    step = machine.step()
    assert step is not None
    assert "信访补充" in [option.value for option in machine.targets(step)]
    machine.fate(Fate.DONE, target="信访补充")
    step = machine.step()
    assert step is not None
    assert (step.kind, step.key) == (StepKind.CELL, "信访补充")


def _rows(machine: Interview, key: str) -> list[Raw]:
    value = machine.answers.entries[key].value
    assert isinstance(value, list)
    return value


def test_a_closed_problem_begins_with_the_packs_words() -> None:
    machine, _ = second_year(pack())
    machine.fate(Fate.DONE, target="普法补充")
    step = machine.step()
    assert step is not None
    assert step.default == "针对2025年“宣传不够”问题，形式单一"
    assert _rows(machine, "问题") == []


def test_what_goes_on_is_looked_at_where_this_years_table_is_asked() -> None:
    machine, _ = second_year(pack())
    for _ in range(3):
        machine.fate(Fate.GOING)
    step = machine.step()
    assert step is not None
    assert step.kind is not StepKind.FATE
    machine.jump("安排")
    step = machine.step()
    assert step is not None
    assert (step.kind, step.key) == (StepKind.FIGURE, "安排.办结目标")
    assert machine.awaited() == []
    assert "来源" not in str(_rows(machine, "安排"))


def test_back_from_what_is_looked_at_asks_of_the_row_as_a_whole() -> None:
    machine, _ = second_year(pack())
    for _ in range(3):
        machine.fate(Fate.GOING)
    machine.jump("安排")
    assert machine.step() is not None
    assert machine.back()
    step = machine.step()
    assert step is not None
    assert (step.kind, step.key, step.index) == (StepKind.ENTRY, "安排", 0)


def test_a_row_with_nothing_to_look_at_has_been_seen_when_it_is_said_to_go_on() -> None:
    machine, _ = second_year(pack())
    for _ in range(3):
        machine.fate(Fate.GOING)
    machine.jump("问题")
    step = machine.step()
    assert step is not None
    assert (step.kind, step.entries) == (StepKind.ENTRIES, ("宣传不够｜形式单一",))


def test_a_year_that_was_moved_along_is_said_to_be() -> None:
    machine = promised()
    machine.fate(Fate.GOING)
    machine.jump("安排")
    step = machine.step()
    assert step is not None
    assert (step.kind, step.claim, step.was) == (StepKind.CLAIM, "年份", "2026年")
    assert [*header(step, 2026)][1:] == [
        "“2026年”已顺推为“2027年”，对吗？",
        "  确保【2027年】信访办结〔去年79件〕，全年验收",
    ]


def learned(matter: Matter) -> tuple[Interview, Pack]:
    """A table as learned packs have them: no words of the pack, dates and figures that are other questions."""
    made = pack()
    follow = FollowUp(matter, text="内容")
    date = Question("验收日期", "验收日期", Kind.TEXT, "计划", optional=True)
    plan = replace(made.topics["计划"], questions=(*made.topics["计划"].questions, "验收日期"))
    table = replace(made.questions["安排"], follow=follow)
    of = replace(
        made,
        topics={**made.topics, "计划": plan},
        questions={**made.questions, "验收日期": date, "安排": table},
    )
    rows: Raw = [{"标题": "办好信访", "内容": "办结信访{信访收到}，力争{验收日期}前验收"}]
    last = make_answers(2025, 安排=Answer(rows), 信访收到="不少于79件", 验收日期="2026年6月底")
    return Interview(of, carry_forward(last, of, 2026).answers, [last]), of


def test_a_review_shows_what_a_row_names() -> None:
    machine, _ = learned(Matter.PLAN)
    machine.fate(Fate.GOING)

    def row() -> str:
        return next(one.shown for topic in machine.review().topics for one in topic.rows if one.key == "安排")

    assert row() == "办好信访｜办结信访【收到信访】，力争【验收日期】前验收"
    machine.jump("信访收到")
    machine.answer("81")
    assert row() == "办好信访｜办结信访81件，力争【验收日期】前验收"


def test_a_problem_that_is_solved_begins_with_an_empty_line_which_is_not_taken() -> None:
    machine, _ = learned(Matter.PROBLEM)
    machine.fate(Fate.DONE, target="信访补充")
    step = machine.step()
    assert step is not None
    assert (step.kind, step.default) == (StepKind.CELL, "")
    assert isinstance(machine.answer(""), Rejected)
    machine.skip()
    assert "信访补充" in machine.open_keys()
    machine.jump("信访补充")
    step = machine.step()
    assert step is not None
    assert step.kind is StepKind.CELL


def test_a_plan_that_is_done_keeps_its_dates_as_words_and_shows_what_was_promised() -> None:
    machine, _ = learned(Matter.PLAN)
    machine.fate(Fate.DONE, target="信访补充")
    step = machine.step()
    assert step is not None
    assert step.default == "办结信访{信访收到}，力争2026年6月底前验收"
    machine.answer(step.default)
    seen = []
    while (step := machine.step()) is not None and step.kind is StepKind.CLAIM:
        seen.append((step.claim, step.passage[slice(*step.span)]))
        machine.settle(Settle.REMOVE if step.claim == "打算的话" else Settle.KEEP)
    assert seen == [("打算的话", "力争"), ("日期", "2026年6月")]
    assert step is not None
    assert (step.kind, step.units, step.goal, step.last) == (StepKind.FIGURE, ("件",), "不少于79件", "")
    assert [*header(step, 2026)] == [
        "\n【信访】信访收到（件）",
        "  办结信访【信访收到】，2026年6月底前验收",
        "  去年定的是：不少于79件",
    ]
    reply = machine.answer("81")
    assert isinstance(reply, Accepted)
    assert reply.remark is None
    assert machine.sentence("信访补充") == "办结信访81件，2026年6月底前验收"


def test_what_is_dropped_needs_a_reason_that_is_kept() -> None:
    machine, _ = second_year(pack())
    assert isinstance(machine.fate(Fate.DROPPED, reason=" "), Rejected)
    machine.fate(Fate.DROPPED, reason="机构改革，职能划出")
    assert machine.answers.followed == (
        {
            "事项": "宣传不够",
            "出处": "问题",
            "去向": "不再列入",
            "说明": "机构改革，职能划出",
            "原文": {"标题": "宣传不够", "原因": "形式单一"},
        },
    )


def test_a_pack_may_say_where_things_go() -> None:
    machine, _ = second_year(pack(done="普法补充", going="问题"))
    step = machine.step()
    assert step is not None
    assert [option.value for option in machine.targets(step)] == ["普法补充"]
    assert isinstance(machine.fate(Fate.DONE, target="信访补充"), Rejected)
    machine.fate(Fate.GOING)
    machine.fate(Fate.GOING)
    assert [row["标题"] for row in _rows(machine, "问题") if isinstance(row, dict)] == [
        "宣传不够",
        "办好信访",
    ]


def test_putting_off_brings_it_back_where_the_table_is_asked() -> None:
    machine, _ = second_year(pack())
    assert isinstance(machine.skip(), Moved)
    machine.skip()
    step = machine.step()
    assert step is not None
    assert step.kind is not StepKind.FATE
    machine.jump("安排")
    walk_to_fate(machine)
    assert machine.awaited() == ["问题", "安排"]


def test_a_decision_can_be_taken_back() -> None:
    machine, _ = second_year(pack())
    machine.fate(Fate.GOING)
    machine.fate(Fate.DROPPED, reason="不做了")
    machine.reopen(0)
    step = machine.step()
    assert step is not None
    assert (step.kind, step.key) == (StepKind.FATE, "问题")
    assert [row.get("标题") for row in _rows(machine, "问题") if isinstance(row, dict)] == ["宣传不够"]
    machine.fate(Fate.DONE, target="普法补充")
    machine.reopen(0)
    assert isinstance(machine.reopen(7), Rejected)
    assert len(machine.records()) == 1
    assert [row.get("标题") for row in _rows(machine, "安排") if isinstance(row, dict)] == [
        "普法进乡村",
        "办好信访",
    ]


def test_going_back_before_a_word_is_written_takes_the_decision_back() -> None:
    machine, _ = second_year(pack())
    before = machine.answers
    machine.fate(Fate.DONE, target="普法补充")
    reply = machine.undecide()
    assert isinstance(reply, Accepted)
    assert list(machine.records()) == list(before.followed)
    assert machine.answers.entries["普法补充"].value is None
    step = machine.step()
    assert step is not None
    assert (step.kind, step.key) == (StepKind.FATE, "问题")
    machine.fate(Fate.DONE, target="普法补充")
    machine.answer("已经补齐")
    assert machine.undecide() is None


def test_names_of_figures_stay_apart_in_the_item_they_go_to() -> None:
    of = pack()
    last = make_answers(2025, 安排=Answer(ROWS))
    carried = carry_forward(last, of, 2026).answers
    have: Raw = [{"文": "已有{站点}", "数": {"站点": "5个"}}]
    answers = replace(carried, entries={**carried.entries, "信访补充": Answer(have)})
    machine = Interview(of, answers, [last])
    machine.fate(Fate.DONE, target="信访补充")
    entry = _rows(machine, "信访补充")[1]
    assert isinstance(entry, dict)
    assert entry["数"] == {"办结目标": "", "站点（安排）": ""}


# -- nothing is lost


MOVES = [
    "done",
    "going",
    "dropped",
    "skip",
    "back",
    "jump",
    "answer",
    "keep",
    "settle",
    "resume",
    "reopen",
    "delete",
]


@settings(max_examples=120, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(MOVES), st.integers(0, 3)), max_size=40))
def test_no_walk_loses_a_promise(moves: list[tuple[str, int]]) -> None:
    of = pack()
    machine, last = second_year(of)
    disk = machine.answers
    deleted = 0
    for move, number in moves:
        if move == "resume":
            machine = Interview(of, disk, [last])
            continue
        before = machine.answers
        reply = _play(machine, move, number)
        deleted += move == "delete" and isinstance(reply, Accepted)
        if isinstance(reply, Accepted):
            changes = {**reply.also, reply.key: reply.answer}
            entries = {key: answer for key, answer in changes.items() if key in of.questions}
            followed = changes[FOLLOWED].value if FOLLOWED in changes else list(disk.followed)
            assert isinstance(followed, list)
            disk = replace(disk, entries={**disk.entries, **entries}, followed=tuple(followed))
        else:
            assert machine.answers.entries == before.entries
        assert (machine.answers.entries, machine.answers.followed) == (disk.entries, disk.followed)
        titles = {fates.text_of(one, "事项") for one in machine.answers.followed}
        for key in ("安排", "问题"):
            answer = machine.answers.entries.get(key)
            rows = answer.value if answer and isinstance(answer.value, list) else []
            titles |= {fates.title_of(row, of.questions[key]) for row in rows}
        if not deleted:
            assert {"宣传不够", "办好信访", "普法进乡村"} <= titles
        machine.step()


def _play(machine: Interview, move: str, number: int) -> object:
    step = machine.step()
    if move == "done":
        return machine.fate(Fate.DONE, target=["信访补充", "普法补充"][number % 2])
    if move in ("going", "dropped"):
        return machine.fate(Fate.GOING if move == "going" else Fate.DROPPED, reason="原因")
    if move == "answer":
        return machine.answer(["81", "办好了{办结目标}", "部门", ""][number])
    if move == "settle":
        return machine.settle(Settle.KEEP)
    if move == "reopen":
        return machine.reopen(number)
    if move == "delete" and step is not None and step.kind is StepKind.ENTRY:
        return machine.delete(step.index or 0)
    if move == "jump":
        machine.jump(["安排", "问题", "信访收到", "信访补充"][number])
    elif move == "back":
        return machine.undecide() or machine.back()
    elif move == "skip":
        return machine.skip()
    elif move == "keep":
        return machine.keep()
    return None


# -- on disk and on the screen


def sit(file: AnswersFile, last: Answers, of: Pack, *replies: Reply) -> Script:
    script = Script(*replies)
    machine = Interview(of, file.answers, [last])

    def save(key: str, answer: Answer) -> None:
        file.save(key, answer)

    def together(answers: object) -> None:
        assert isinstance(answers, dict)
        file.save_together(answers)

    Session(machine, save, script, save_all=together).run()
    return script


@pytest.fixture
def county(tmp_path: Path) -> tuple[AnswersFile, Answers]:
    """The example county's second year, as ``new --from`` makes it."""
    from drafter.newyear import new_year

    for year in (2024, 2025):
        (tmp_path / f"{year}.yaml").write_bytes((COUNTY / f"{year}.yaml").read_bytes())
    made = new_year(tmp_path, 2026, None, last=tmp_path / "2025.yaml")
    return AnswersFile(made.path), load_answers(tmp_path / "2025.yaml")


def test_the_county_says_what_became_of_2025(county: tuple[AnswersFile, Answers]) -> None:
    file, last = county
    of = rule_of_law()
    assert Interview(of, file.answers, [last]).awaited() == ["问题清单", "计划清单"]
    script = sit(
        file,
        last,
        of,
        *("办结", "统筹推进补充", "负责人出庭应诉缺位问题已经解决，应诉培训46名", "none"),
        *("进行", "不再列入", "赋权事项已全部收回"),
    )
    assert "【上年事项】去年提出的问题（还有3条）" in script.text
    assert "问题（一句话）：行政机关负责人出庭应诉仍有缺位" in script.text
    assert "确保出庭应诉率达到100%" in script.text
    again = load_answers(file.path)
    assert [(fates.text_of(one, "事项")[:4], fates.text_of(one, "去向")) for one in again.followed] == [
        ("行政机关", "办结"),
        ("涉企检查", "进行"),
        ("部分乡镇", "不再列入"),
    ]
    assert "赋权事项已全部收回" in file.path.read_text(encoding="utf-8")
    later = Interview(of, again, [last])
    step = later.step()
    assert later.awaited() == ["计划清单"]
    assert step is not None
    assert (step.kind, step.key) == (StepKind.FATE, "计划清单")
    assert "新增主题4个" in step.passage


def test_the_county_can_look_at_its_decisions_again(county: tuple[AnswersFile, Answers]) -> None:
    from drafter.interview.console import Overview

    file, last = county
    of = rule_of_law()
    sit(file, last, of, "进行", "进行", "进行", "进行", "进行", "进行")
    assert len(load_answers(file.path).followed) == 6
    sit(file, last, of, Overview, FATES, "1", "不再列入", "已经解决在前")
    records = load_answers(file.path).followed
    assert [fates.text_of(one, "说明") for one in records] == ["", "", "", "", "", "已经解决在前"]
    sit(file, last, of, Overview, FATES, "0")
    assert len(load_answers(file.path).followed) == 5
    sit(file, last, of, Overview, FATES, GO_ON, "进行")
    assert len(load_answers(file.path).followed) == 6


def test_next_years_file_forgets_what_became_of_the_year_before(county: tuple[AnswersFile, Answers]) -> None:
    file, last = county
    of = rule_of_law()
    sit(file, last, of, "进行", "进行")
    carried = carry_forward(load_answers(file.path), of, 2027).answers
    assert carried.followed == ()
    rows = carried.entries["问题清单"].value
    assert isinstance(rows, list)
    assert all(isinstance(row, dict) and row["来源"] == "沿用2026年" and "状态" not in row for row in rows)
    assert carried.entries["问题清单"].status is Status.UNCONFIRMED
