"""待报数据清单: what stands on it, as a message and as a table."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

from msgspec.structs import replace

from drafter.answers.model import Answer, Answers, Status
from drafter.colleagues.message import Heading, message
from drafter.colleagues.offices import find_office, office_of
from drafter.colleagues.requests import OfficeList, office_lists, requests
from drafter.colleagues.sheet import sheet
from drafter.document.model import Document, Paragraph, Table, plain
from drafter.document.model import Heading as DocumentHeading
from drafter.packs.schema import Depth, Kind, Question, Shell
from drafter.writers import Settings, write
from tests.interview.fixtures import make_answers, make_pack

PACK = make_pack()
HEADING = Heading(2026, "年度报告", "1月12日", "政策法规股")


def bureau(**entries: Answer | str) -> Answers:
    return replace(
        make_answers(2026, **entries), offices={"信访办": "信访科", "普法": "普法股", "信访": "综合股"}
    )


def lists(answers: Answers, last: Answers | None = None) -> list[OfficeList]:
    return office_lists(PACK, answers, last)


def test_a_question_goes_to_whom_the_bureau_names() -> None:
    answers = replace(bureau(), offices={**bureau().offices, "信访办结": "窗口"})
    offices = {key: office_of(PACK.questions[key], answers) for key in PACK.questions}
    assert offices["信访收到"] == "信访科"  # the pack's word, by the bureau's name
    assert offices["信访办结"] == "窗口"  # the question itself
    assert offices["处罚案件"] == "普法股"  # its topic, where the pack names nobody
    assert offices["问题"] == ""


def test_a_section_is_found_by_its_name_and_by_the_packs_word() -> None:
    known = ["信访科", "普法股"]
    assert find_office("信访科", known, bureau()) == "信访科"
    assert find_office("信访办", known, bureau()) == "信访科"
    assert find_office("财务", known, bureau()) is None


def test_open_questions_are_listed_by_section_those_of_nobody_last() -> None:
    found = {one.office: [request.key for request in one.requests] for one in lists(bureau())}
    assert list(found) == ["信访科", "综合股", "普法股", ""]
    assert found["信访科"] == ["信访收到"]
    assert found["综合股"] == ["信访办结", "典型案例"]
    assert found[""] == ["问题"]


def test_what_is_answered_is_not_listed_and_what_is_waited_for_is() -> None:
    waits = Answer(None, Status.WAITING, awaited="信访科", since="2027-1-8")
    answers = bureau(信访收到="81件", 信访办结=waits)
    found = {one.key: one for one in requests(PACK, answers)}
    assert "信访收到" not in found
    assert (found["信访办结"].reason, found["信访办结"].awaited) == ("等待", "信访科")


def test_a_unit_is_that_of_the_bureau_and_last_years_value_stands_beside() -> None:
    last = make_answers(2025, 处罚案件="12", 案件单位="起")
    found = {one.key: one for one in requests(PACK, bureau(), last)}
    assert (found["处罚案件"].unit, found["处罚案件"].last) == ("宗", "12起")
    assert found["信访办结"].definition == "含上年结转"


def test_what_only_the_clerk_can_say_is_on_no_list_unless_somebody_is_named_for_it() -> None:
    claim = Question(
        "首创", "今年还写不写“首创”", Kind.CHOICE, "信访", options=("首创", "不写入"), own_words=True
    )
    signed = Question("落款日期", "落款日期", Kind.DATE, "单位")
    topics = {
        **PACK.topics,
        "信访": replace(PACK.topics["信访"], questions=(*PACK.topics["信访"].questions, "首创")),
        "单位": replace(PACK.topics["单位"], questions=(*PACK.topics["单位"].questions, "落款日期")),
    }
    questions = {**PACK.questions, "首创": claim, "落款日期": signed}
    pack = replace(PACK, topics=topics, questions=questions, shell=Shell(date="{{ 落款日期 }}"))
    assert not {"首创", "落款日期"} & {one.key for one in requests(pack, bureau())}
    named = replace(bureau(), offices={"首创": "信访科"})
    assert "首创" in {one.key for one in requests(pack, named)}


def test_a_text_of_last_year_is_the_clerk_s_to_read_unless_its_section_is_named() -> None:
    carried = Answer("以某思想为指导", Status.UNCONFIRMED)
    assert "指导思想" not in {one.key for one in requests(PACK, bureau(指导思想=carried))}
    named = replace(bureau(指导思想=carried), offices={"单位": "办公室"})
    assert "指导思想" in {one.key for one in requests(PACK, named)}


def test_what_an_answer_would_open_is_asked_at_once() -> None:
    questions = {**PACK.questions}
    questions["信访办结"] = replace(questions["信访办结"], when=(("信访收到", ""),))
    pack = replace(PACK, questions=questions)
    found = {one.key: one for one in requests(pack, bureau())}
    assert found["信访办结"].condition == "如有"
    assert found["信访收到"].condition == ""
    none = {one.key for one in requests(pack, bureau(信访收到="0"))}
    assert "信访办结" not in none


def test_a_figure_inside_a_text_is_asked_with_its_sentence() -> None:
    items = Answer([{"文": "宣传{次数}，发放资料{份数}", "数": {"次数": "", "份数": "20份"}}])
    last = make_answers(2025, 普法补充=Answer([{"文": "{次数}", "数": {"次数": "9场"}}]))
    found = {one.key: one for one in requests(PACK, bureau(普法补充=items), last)}
    asked = found["普法补充.次数"]
    assert (asked.name, asked.unit, asked.last) == ("次数", "场", "9场")
    assert asked.definition == "用于“宣传＿＿，发放资料……”"


def test_two_of_one_name_are_told_apart_by_their_keys() -> None:
    questions = {**PACK.questions}
    questions["信访办结"] = replace(questions["信访办结"], label="收到信访")
    found = {one.key: one.name for one in requests(replace(PACK, questions=questions), bureau())}
    assert (found["信访收到"], found["信访办结"]) == ("信访收到（收到信访）", "信访办结（收到信访）")


def test_the_message_is_short_and_says_all() -> None:
    last = make_answers(2025, 信访办结="74件")
    found = [one for one in lists(bureau(), last) if one.office == "综合股"]
    assert message(HEADING, found) == (
        "【综合股】2026年年度报告待报数据清单\n"
        "请于1月12日前报政策法规股。没有发生的填0，没有这项职能的填“不适用”。\n"
        "1. 办结信访（件）：____（去年：74件）\n"
        "   口径：含上年结转\n"
        "2. 有典型案例吗：____\n"
    )


def test_without_a_day_and_a_receiver_it_asks_all_the_same() -> None:
    heading = Heading(2026, "年度报告")
    assert "请报送。" in message(heading, lists(bureau())[:1])
    demand = sheet(heading, lists(bureau())[:1]).blocks[0]
    assert isinstance(demand, Paragraph)
    assert "请于　月　日前报送" in plain(demand.text)


def tables(document: Document) -> list[list[list[str]]]:
    return [
        [[plain(cell) for cell in row] for row in block.rows]
        for block in document.blocks
        if isinstance(block, Table)
    ]


def test_the_table_has_a_blank_for_each_and_no_idle_column() -> None:
    last = make_answers(2025, 信访办结="74件")
    both = [one for one in lists(bureau(), last) if one.office in ("信访科", "综合股")]
    assert tables(sheet(HEADING, both)) == [
        [["序号", "数据名称", "单位", "2026年"], ["1", "收到信访", "件", ""]],
        [
            ["序号", "数据名称", "单位", "口径", "2025年", "2026年"],
            ["1", "办结信访", "件", "含上年结转", "74件", ""],
            ["2", "有典型案例吗", "", "", "", ""],
        ],
    ]


def test_a_list_for_one_is_addressed_to_it_a_list_for_all_has_headings() -> None:
    one, *_ = lists(bureau())
    assert plain(sheet(HEADING, [one]).addressee) == "信访科："
    whole = sheet(HEADING, lists(bureau()))
    headings = [plain(block.text) for block in whole.blocks if isinstance(block, DocumentHeading)]
    assert headings == ["信访科", "综合股", "普法股", "未定科室"]


def test_the_word_file_is_a_real_table_without_comments() -> None:
    data = write(sheet(HEADING, lists(bureau())), Path("清单.docx"), Settings(final=True))
    with zipfile.ZipFile(BytesIO(data)) as package:
        xml = package.read("word/document.xml").decode()
        assert not any("comments" in name for name in package.namelist())
    assert len(re.findall("<w:tbl>", xml)) == 4
    assert "办结信访" in xml


def test_an_answered_report_has_no_list() -> None:
    pack = replace(PACK, questions={key: replace(one, optional=True) for key, one in PACK.questions.items()})
    assert office_lists(pack, replace(bureau(), depth=Depth.ESSENTIAL)) == []
