"""What was put off and adopted later, in the menu or in the file by hand, takes nothing else away."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from copy import deepcopy
from pathlib import Path

import docx
import pytest
from msgspec.structs import replace

from drafter.answers.edits import Edit, edits_of, together, with_edits
from drafter.answers.model import EDITS, Raw
from drafter.answers.store import AnswersFile
from drafter.app import Job
from drafter.document.model import Table
from drafter.interview.wordings import DROP, KEEP, LATER, WordingScreen
from drafter.sitting import _Actions
from drafter.taken import Taking
from drafter.taking.adopting import effects
from drafter.taking.model import Choice
from tests.interview.test_session import Script
from tests.taking.desk import Desk, bare


def by_hand(desk: Desk) -> None:
    """As the README says: the line 状态 of each record deleted."""
    text = desk.path.read_text(encoding="utf-8")
    desk.path.write_text(text.replace("    状态: 待定\n", ""), encoding="utf-8")


def in_the_menu(desk: Desk) -> None:
    file = AnswersFile(desk.path)
    edits = edits_of(file.answers)
    replies = [KEEP for edit in edits if edit.is_open]
    after = WordingScreen(Script(*replies)).run(edits)
    raws: list[Raw] = list(with_edits(file.answers, after).edits)
    file.save_setting(EDITS, raws)


ADOPTED = pytest.mark.parametrize("adopt", [by_hand, in_the_menu])
Adopt = Callable[[Desk], None]


def put_off(desk: Desk, name: str, *steps: str) -> None:
    """Takes a copy in with each difference put off."""
    copy = desk.edited(*steps, name=name) if steps else desk.folder / name
    taking = Taking(desk.path, copy, None)
    assert taking.plan.changes()
    for change in taking.plan.changes():
        change.chosen, change.asked = Choice.LATER, True
    before = desk.lines()
    taking.save(taking.settled().answers)
    assert desk.lines() == before
    assert any(edit.pending for edit in edits_of(desk.answers))


def told(desk: Desk) -> list[str]:
    return [remark.note for remark in Job(desk.path, None).document().remarks]


@pytest.mark.parametrize(
    ("first", "later", "wanted"),
    [
        pytest.param(
            ["改 全部录入系统 => 均已录入系统"],
            ["移段 群众对信访工作 => 主要活动有"],
            ["群众对信访工作的满意率为96.1%。办结的79件信访事项均已录入系统。"],
            id="a wording, then a move",
        ),
        pytest.param(
            ["移段 群众对信访工作 => 主要活动有"],
            ["改 全部录入系统 => 均已录入系统"],
            ["群众对信访工作的满意率为96.1%。办结的79件信访事项均已录入系统。"],
            id="a move, then a wording",
        ),
        pytest.param(
            ["拆段 群众对信访工作 => 办结的"],
            ["改 全部录入系统 => 均已录入系统"],
            ["群众对信访工作的满意率为96.1%。", "办结的79件信访事项均已录入系统。"],
            id="a wording of a part",
        ),
        pytest.param(
            ["拆段 群众对信访工作 => 办结的"],
            ["删段 办结的"],
            ["群众对信访工作的满意率为96.1%。", "（二）深入开展普法宣传"],
            id="a part that is deleted",
        ),
        pytest.param(
            ["改 全部录入系统 => 均已录入系统"],
            ["改 群众对信访工作的满意率 => 群众满意率"],
            ["群众满意率为96.1%。办结的79件信访事项均已录入系统。"],
            id="another sentence of a wording",
        ),
        pytest.param(
            ["加段 群众对信访工作 => 全年没有越级上访。"],
            ["加段 群众对信访工作 => 没有积案。", "加段 主要活动有 => 效果良好。"],
            ["群众对信访工作的满意率为96.1%。办结的79件信访事项全部录入系统。", "没有积案。"],
            id="paragraphs that were added",
        ),
    ],
)
def test_it_joins_what_was_decided_before(
    first: Sequence[str], later: Sequence[str], wanted: Sequence[str], tmp_path: Path
) -> None:
    desk = Desk(tmp_path)
    desk.take(desk.edited(*first, name="甲.docx"))
    put_off(desk, "乙.docx", *later)
    by_hand(desk)
    text = "\n".join(desk.lines())
    assert "\n".join(wanted) in text
    assert told(desk) == []
    assert all(step.partition(" => ")[2] in text for step in (*first, *later) if step.startswith("加段"))


@pytest.mark.parametrize(
    ("step", "screen", "comment"),
    [
        pytest.param(
            "改 全部录入系统 => 均已录入系统",
            ["群众对信访工作的满意率为96.1……", "79件信访事项〔全部→均已〕录入系统"],
            "“群众对信访工作的满意率为96.1……”有一处改动还没有定：改作：“……%。办结的79件信访事项〔全部→均已〕录入系统。”",
            id="a wording",
        ),
        pytest.param(
            "删段 群众对信访工作",
            ["删去　群众对信访工作的满意率为96.1%。办结的79件信访事项全部录入系统。"],
            "删去“群众对信访工作的满意率为96.1%。办结的79件信访事项全部录入系统。”",
            id="a deletion",
        ),
        pytest.param(
            "加段 群众对信访工作 => 没有积案。",
            ["增加　没有积案。", "放在“群众对信访工作的满意率为96.1……”后面"],
            "增加“没有积案。”",
            id="an added paragraph",
        ),
        pytest.param(
            "移段 群众对信访工作 => 主要活动有",
            ["移动　群众对信访工作", "放在“主要活动有"],
            "移到“主要活动有宪法宣传周、民法典宣传月。”后面",
            id="a move",
        ),
    ],
)
def test_what_was_put_off_is_told_in_the_words_of_the_draft(
    step: str, screen: Sequence[str], comment: str, tmp_path: Path
) -> None:
    desk = Desk(tmp_path)
    put_off(desk, "甲.docx", step)
    job = Job(desk.path, None)
    script = Script(LATER)
    WordingScreen(script, lambda edit: effects(edit, job.answers, job.document_of)).run(
        edits_of(desk.answers)
    )
    assert all(words in script.text for words in screen)
    (note,) = told(desk)
    assert comment in note
    assert "{" not in script.text + note


@ADOPTED
def test_two_copies_put_off_a_paragraph_each(adopt: Adopt, tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    put_off(desk, "甲.docx", "加段 群众对信访工作 => 全年没有越级上访。")
    put_off(desk, "乙.docx", "加段 群众对信访工作 => 没有积案。", "加段 主要活动有 => 效果良好。")
    names = [edit.at for edit in edits_of(desk.answers)]
    assert len(set(names)) == 3
    adopt(desk)
    lines = desk.lines()
    assert {"全年没有越级上访。", "没有积案。", "效果良好。"} < set(lines)
    assert told(desk) == []


def test_of_two_paragraphs_in_a_row_the_second_may_be_adopted_alone(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    put_off(desk, "甲.docx", "加段 群众对信访工作 => 没有积案。", "加段 群众对信访工作 => 全年没有越级上访。")
    after = edits_of(desk.answers)
    assert [(edit.text, edit.after) for edit in after] == [
        ("全年没有越级上访。", "信访/2"),
        ("没有积案。", "新/待定1"),
    ]
    adopted = [replace(edit, pending=edit.at == "新/待定1") for edit in after]
    raws: list[Raw] = list(with_edits(desk.answers, adopted).edits)
    AnswersFile(desk.path).save_setting(EDITS, raws)
    lines = desk.lines()
    assert lines[lines.index("没有积案。") - 1].startswith("群众对信访工作")
    dropped = WordingScreen(Script(DROP, KEEP)).run(after)
    assert [(edit.text, edit.after, edit.pending) for edit in dropped] == [("没有积案。", "信访/2", False)]


@ADOPTED
def test_what_was_added_is_what_it_was(adopt: Adopt, tmp_path: Path) -> None:
    """A heading without a number is a heading, a row a row, another organ signs."""
    desk = Desk(tmp_path)
    put_off(desk, "甲.docx", "加段 一、 => 存在的问题", "加段 东岭县信访局 => 东岭县司法局")
    word = docx.Document(str(desk.draft()))
    grid = word.tables[0]
    row = deepcopy(grid.rows[-1]._tr)
    bare(row)
    grid.rows[-1]._tr.addnext(row)
    for cell, words in zip(grid.rows[-1].cells, ("没收", "2件"), strict=True):
        cell.text = words
    word.save(str(desk.folder / "乙.docx"))
    put_off(desk, "乙.docx")
    adopt(desk)
    lines = desk.lines()
    assert lines[-3:] == ["东岭县信访局", "东岭县司法局", "2027年1月15日"]
    assert lines[2] == "二、存在的问题"
    assert lines[lines.index("没收") - 2 :][:4] == ["罚款", "6件", "没收", "2件"]
    (table,) = (block for block in Job(desk.path, None).document().blocks if isinstance(block, Table))
    assert len(table.rows) == 4


def test_records_of_one_name_in_an_older_file_are_told_apart() -> None:
    one, other = Edit("新/待定10", "甲段。", pending=True), Edit("新/待定10", "乙段。", pending=True)
    assert [edit.at for edit in together([one, other])] == ["新/待定10", "新/待定10-2"]


def test_a_part_whose_paragraph_has_no_wording_is_told() -> None:
    edits = [Edit("信访/1", after="普法/1"), Edit("信访/1~2", "乙段。")]
    assert together(edits) == tuple(edits)


def test_the_menu_shows_and_saves_what_is_adopted(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    put_off(desk, "甲.docx", "改 全部录入系统 => 均已录入系统")
    script = Script(KEEP)
    _Actions(script, None, io.StringIO()).wordings(desk.path)
    assert "〔全部→均已〕" in script.text
    assert "均已录入系统" in "".join(desk.lines())
