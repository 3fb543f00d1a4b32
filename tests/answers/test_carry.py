"""A new year from the last: what comes along, in which state, and what is said about it."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from drafter.answers.carry import Carried, Why, carry_forward
from drafter.answers.model import Answer, Answers, Raw, Status
from drafter.answers.store import load_answers, new_file
from drafter.packs.schema import Carry, Column, FollowUp, Kind, Matter, Node, Outline, Pack, Question, Topic

QUESTIONS = [
    Question("单位全称", "单位全称", Kind.TEXT, "单位", carry=Carry.KEEP),
    Question("单位类型", "单位类型", Kind.CHOICE, "单位", options=("部门", "政府"), carry=Carry.KEEP),
    Question("编制数", "编制数", Kind.FIGURE, "单位", units=("名",), carry=Carry.KEEP),
    Question("信访收到", "信访收到", Kind.FIGURE, "信访", units=("件",)),
    Question("信访办结率", "信访办结率", Kind.FIGURE, "信访", units=("%",)),
    Question("罚没", "罚没", Kind.MONEY, "信访", units=("元",), carry=Carry.REVIEW),
    Question("成立时间", "成立时间", Kind.DATE, "信访", carry=Carry.REVIEW),
    Question("是否公开", "是否公开", Kind.YES_NO, "信访"),
    Question("信访方式", "信访方式", Kind.CHOICES, "信访", options=("来信", "来访"), carry=Carry.REVIEW),
    Question("概述", "概述", Kind.LONG, "信访", carry=Carry.REVIEW),
    Question("问题", "问题", Kind.LIST, "信访", carry=Carry.REVIEW),
    Question("计划", "计划", Kind.LIST, "信访"),
    Question("信访段", "（一）信访", Kind.PASSAGE, "信访", carry=Carry.REVIEW),
    Question("信访补充", "信访补充", Kind.ITEMS, "信访", carry=Carry.REVIEW),
    Question(
        "文件",
        "文件",
        Kind.TABLE,
        "信访",
        columns=(
            Column("名称", "名称"),
            Column("份数", "份数", Kind.FIGURE),
            Column("印发", "印发", Kind.DATE),
        ),
        carry=Carry.REVIEW,
    ),
]
TOPIC = Topic("信访", "信访", tuple(question.key for question in QUESTIONS), Path("信访.j2"))
PACK = Pack(
    "p",
    "p",
    Path(),
    "1",
    "",
    "standard",
    {
        "standard": Outline(
            "standard", "标准", (Node("主要成效", "主要成效", children=(Node("信访", topic="信访"),)),)
        )
    },
    {"信访": TOPIC},
    {question.key: question for question in QUESTIONS},
)


def last_year(entries: dict[str, Answer | Raw], **settings: object) -> Answers:
    read = {
        key: value if isinstance(value, Answer) else Answer(value, line=3) for key, value in entries.items()
    }
    return Answers(Path("东岭/2025.yaml"), 2025, "p", "standard", entries=read, **settings)  # type: ignore[arg-type]


def carry(key: str, value: Answer | Raw) -> tuple[Answer | None, list[Why]]:
    carried = carry_forward(last_year({key: value}), PACK, 2026)
    assert (key in carried.left) == (key not in carried.answers.entries)
    return carried.answers.entries.get(key), [note.why for note in carried.notes]


def unconfirmed(value: Raw) -> Answer:
    return Answer(value, Status.UNCONFIRMED, source="沿用2025年")


@pytest.mark.parametrize(
    ("key", "value", "new", "whys"),
    [
        ("单位全称", "东岭县司法局", Answer("东岭县司法局"), []),
        ("单位全称", Answer("东岭", Status.UNCONFIRMED, "待核"), Answer("东岭", Status.UNCONFIRMED, "待核"), []),
        ("单位全称", Answer(None, Status.SKIPPED), None, []),
        ("编制数", "12名", Answer("12名"), []),
        ("信访收到", "81件", None, []),
        ("信访收到", "不适用", None, []),
        ("信访收到", Answer(None, Status.SKIPPED), None, []),
        ("信访办结率", Answer("97.5%", decimals=1), Answer(None, decimals=1), []),
        ("罚没", "31.78万元", None, []),
        ("成立时间", "2025-03-01", None, []),
        ("是否公开", "是", None, []),
        ("信访方式", ["来信"], unconfirmed(["来信"]), []),
        ("概述", "畅通渠道", unconfirmed("畅通渠道"), []),
        ("概述", Answer("畅通渠道", note="张三报"), unconfirmed("畅通渠道"), []),
        ("概述", "印发《2025年普法工作计划》", unconfirmed("印发《2026年普法工作计划》"), [Why.YEAR_MOVED]),
        (
            "概述",
            {"文": "共{场次}、{人次}", "数": {"场次": "3场", "人次": {"值": "9", "状态": "未确认"}}},
            unconfirmed({"文": "共{场次}、{人次}", "数": {"场次": "", "人次": ""}}),
            [Why.BLANKED],
        ),
        ("信访段", "照旧", unconfirmed("照旧"), []),
        ("信访段", "不写入", unconfirmed("不写入"), []),
        ("信访段", Answer(None, Status.SKIPPED), None, []),
        ("信访段", "2025年收到{信访收到}", unconfirmed("2026年收到{信访收到}"), [Why.YEAR_MOVED]),
        (
            "信访段",
            {"文": "收到{信访收到}，走访{2025年户数}", "数": {"2025年户数": "3户"}},
            unconfirmed({"文": "收到{信访收到}，走访{2025年户数}", "数": {"2025年户数": ""}}),
            [Why.BLANKED],
        ),
        ("问题", ["甲", "2025年度计划"], unconfirmed(["甲", "2026年度计划"]), [Why.YEAR_MOVED]),
        ("计划", ["甲"], None, []),
        (
            "信访补充",
            [{"标题": "下访", "文": "共{场次}", "数": {"场次": "3场"}}, "另一条"],
            unconfirmed([{"标题": "下访", "文": "共{场次}", "数": {"场次": ""}}, "另一条"]),
            [Why.BLANKED],
        ),
        (
            "文件",
            [{"名称": "办法", "份数": "3份", "印发": "2025-03-01"}],
            unconfirmed([{"名称": "办法", "份数": "", "印发": ""}]),
            [Why.BLANKED, Why.BLANKED],
        ),
    ],
)  # fmt: skip
def test_the_kind_of_question_decides_what_comes_along(
    key: str, value: Answer | Raw, new: Answer | None, whys: list[Why]
) -> None:
    answer, found = carry(key, value)
    if answer is not None and new is not None:
        assert answer == new
    assert (answer is None, found) == (new is None, whys)


@pytest.mark.parametrize(
    ("key", "value", "new", "note"),
    [
        ("信访收件", "81件", unconfirmed("81件"), "“信访收件”名称不在模板里，是不是“信访收到”？"),
        ("自创", ["甲"], unconfirmed(["甲"]), "“自创”名称不在模板里"),
        ("自创", Answer(None, Status.SKIPPED), Answer(None, Status.SKIPPED), "“自创”名称不在模板里"),
        (
            "单位类型",
            "政府机关",
            unconfirmed("政府机关"),
            "“单位类型”选项已变：“政府机关”不在选项里，是不是“政府”？",
        ),
        ("信访方式", ["来信", "来电"], unconfirmed(["来信", "来电"]), "“信访方式”选项已变：“来电”不在选项里"),
        ("编制数", "12人", unconfirmed("12人"), "“编制数”单位已变：去年写的是“12人”，现在的单位是名"),
        ("信访收到", "81宗", None, "“信访收到”单位已变：去年写的是“81宗”，现在的单位是件"),
        ("文件", [{"名程": "甲"}], unconfirmed([{"名程": "甲"}]), "“文件”列已变：“名程”不是这张表的列"),
        ("单位类型", {"甲": "乙"}, Answer({"甲": "乙"}), ""),
    ],
)
def test_what_no_longer_fits_is_kept_and_reported(
    key: str, value: Answer | Raw, new: Answer | None, note: str
) -> None:
    carried = carry_forward(last_year({key: value}), PACK, 2026)
    assert carried.answers.entries.get(key) == new
    assert [str(found) for found in carried.notes][:1] == ([note] if note else [])
    assert carried.remarks() == ({key: note} if note and new else {})


def whole() -> Carried:
    last = last_year(
        {"单位全称": "东岭县司法局", "概述": "《2025年要点》", "旧键": "甲", "信访收到": "81件"},
        topics=("信访", "信访事"),
        headings={"信访": "2025年信访", "主要成校": "主要做法"},
    )
    return carry_forward(last, PACK, 2026)


def test_topics_outline_and_headings_come_along() -> None:
    carried = whole()
    answers = carried.answers
    assert (answers.path, answers.year, answers.outline) == (Path("东岭/2026.yaml"), 2026, "standard")
    assert answers.topics == ("信访", "信访事")
    assert answers.headings == {"信访": "2026年信访", "主要成校": "主要做法"}
    assert {(note.key, note.why, note.near_miss) for note in carried.notes if note.misfit} == {
        ("旧键", Why.UNKNOWN, ""),
        ("信访事", Why.TOPIC, "信访"),
        ("主要成校", Why.HEADING, "主要成效"),
    }
    assert carried.left == ("信访收到",)


def test_an_outline_the_pack_no_longer_has_is_reported_and_a_file_of_ones_own_is_not() -> None:
    for outline, count in (("standrad", 1), ("本局.yaml", 0), ("", 0)):
        last = Answers(Path("2025.yaml"), 2025, "p", outline)
        carried = carry_forward(last, PACK, 2026)
        assert carried.answers.outline == outline
        assert len(carried.notes) == count


def test_the_new_file_can_be_written_and_read(tmp_path: Path) -> None:
    carried = whole()
    answers = replace(carried.answers, path=tmp_path / "2026.yaml")
    new_file(answers, carried.remarks())
    read = load_answers(answers.path)
    assert {key: replace(answer, line=0) for key, answer in read.entries.items()} == answers.entries
    assert "# “旧键”名称不在模板里\n旧键: {值: 甲" in answers.path.read_text("utf-8")


PROMISED = [
    (2026, "2025年新增8条专线，2026年6月底前验收", "2025年新增8条专线，2026年6月底前验收"),
    (2027, "2026年新增8条专线", "2027年新增8条专线"),
    (
        2029,
        "对照《2026年工作计划》和《纲要（2021—2025年）》",
        "对照《2029年工作计划》和《纲要（2021—2025年）》",
    ),
]


@pytest.mark.parametrize(("year", "row", "carried"), PROMISED)
def test_what_was_promised_moves_over_years_that_lie_between(year: int, row: str, carried: str) -> None:
    column = Column("内容", "内容", Kind.LONG)
    follow = FollowUp(Matter.PLAN, text="内容")
    plan = Question("安排", "安排", Kind.TABLE, "信访", columns=(column,), follow=follow, carry=Carry.REVIEW)
    pack = replace(PACK, questions={**PACK.questions, "安排": plan})
    made = carry_forward(last_year({"安排": [{"内容": row}]}), pack, year).answers.entries["安排"]
    assert made.value == [{"内容": carried, "来源": "沿用2025年"}]


@pytest.mark.parametrize(
    ("items", "at", "kept"),
    [
        pytest.param(["甲。", "乙。"], "信访补充/1", None, id="items without headings are one paragraph"),
        pytest.param(
            ["甲。", {"标题": "丙", "文": "丁。"}, "乙。"],
            "信访补充/1",
            [{"标题": "丙", "文": "丁。"}, "乙。"],
            id="the paragraph before a heading",
        ),
        pytest.param(
            ["甲。", {"标题": "丙", "文": "丁。"}, "乙。"],
            "信访补充/3",
            ["甲。", {"标题": "丙", "文": "丁。"}],
            id="the paragraph behind it",
        ),
    ],
)
def test_own_items_that_were_deleted_stay_behind(
    items: list[Raw], at: str, kept: list[Raw] | None, tmp_path: Path
) -> None:
    last = Answers(
        tmp_path / "2025.yaml",
        2025,
        "p",
        "standard",
        entries={"信访补充": Answer(items)},
        edits=({"段": at, "删去": "是"}, {"段": "信访补充/9", "文": "别的。"}),
    )
    carried = carry_forward(last, PACK, 2026)
    entry = carried.answers.entries.get("信访补充")
    assert (entry.value if entry is not None else None) == kept
    assert [note.why for note in carried.notes if note.key == "信访补充"] == [Why.DELETED]
    assert carried.answers.edits == ()


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        ({"段": "新/1", "接在": "信访/2", "文": "（四）建设驿站2处。"}, ["（四）建设驿站2处。"]),
        ({"段": "信访/1", "文": "一是{安排#1}；二是阵地少。"}, ["一是……；二是阵地少。"]),
        ({"段": "信访/1", "文": "一是阵地少。"}, []),
        ({"段": "新/1", "接在": "普法/2", "文": "（四）建设驿站2处。"}, []),
    ],
)
def test_a_plan_that_was_added_in_word_is_told(edit: dict[str, Raw], told: list[str], tmp_path: Path) -> None:
    plans = Question("安排", "安排", Kind.TABLE, "信访", follow=FollowUp(Matter.PLAN))
    pack = replace(
        PACK,
        questions={**PACK.questions, "安排": plans},
        topics={"信访": replace(TOPIC, questions=(*TOPIC.questions, "安排"))},
    )
    last = Answers(tmp_path / "2025.yaml", 2025, "p", "standard", edits=(edit,))
    notes = carry_forward(last, pack, 2026).notes
    assert [note.detail for note in notes if note.why is Why.ADDED] == told
