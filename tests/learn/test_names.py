"""What learning calls the figures, dates and claims of a paragraph; which of them the standard catalogue knows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.learn.calling import passage_label, passage_words
from drafter.learn.cells import Tables, cell_label, cell_name, is_row_number
from drafter.learn.keys import Keys
from drafter.learn.known import standard_figures
from drafter.learn.parts import parts_of, topic_name
from drafter.learn.pieces import read_piece
from drafter.learn.standard import KNOWN
from drafter.learning import catalogue
from drafter.readers.model import Piece, Role

HERE = Path(__file__).parent
QUESTIONS = catalogue()
ORGANS = {"部门": "某县城市管理局", "本级": "某县人民政府", "": ""}


def cases(name: str) -> list[list[str]]:
    """The lines of a case file, their parts taken apart at the bars."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [[part.strip() for part in line.split("|")] for line in lines if line and not line.startswith("#")]


def piece(text: str, role: Role = Role.PARAGRAPH, level: int = 0) -> Piece:
    return Piece(role, text, tuple(range(len(text))), level)


@pytest.mark.parametrize(("text", "expected"), cases("names.txt"))
def test_keys_of_a_paragraph(text: str, expected: str) -> None:
    read = read_piece(piece(text), 2024, "", Keys())
    assert " ".join(read.keys[number] for number in sorted(read.keys)) == expected


@pytest.mark.parametrize(("who", "heading", "text", "expected"), cases("catalogue.txt"))
def test_figures_that_the_catalogue_knows(who: str, heading: str, text: str, expected: str) -> None:
    pieces = [piece(f"一、{heading}", Role.HEADING, 1), piece(text)]
    found = standard_figures(pieces, parts_of(pieces), 2024, ORGANS[who], QUESTIONS).get(1, {})
    spots = read_piece(pieces[1], 2024, ORGANS[who], Keys()).spots
    assert " ".join(f"{spots[n].written}={found[n].key}" for n in sorted(found)) == expected


@pytest.mark.parametrize("heading", ["存在不足", "主要问题和不足", "下一步工作安排"])
def test_headings_of_what_is_lacking_or_to_come_name_no_figure(heading: str) -> None:
    assert Keys().take("场数", heading) == "场数"


def test_a_topic_has_no_figure_of_last_year_in_its_name() -> None:
    pieces = [
        piece("一、主要工作", Role.HEADING, 1),
        piece("1.街道调委会受理纠纷312件，办结300件。"),
        piece("2.执法中队立案56件，结案50件。"),
    ]
    assert [topic.name for topic in parts_of(pieces)[0].topics] == ["街道调委会受理纠纷", "执法中队立案"]


def test_the_table_names_questions_that_there_are() -> None:
    asked = {question.key for question in QUESTIONS if question.kind.is_number}
    assert {known.key for known in KNOWN} <= asked


def test_a_key_of_the_catalogue_goes_to_no_other_figure() -> None:
    keys = Keys(standard=["立案件数"])
    assert keys.take("立案件数", "水路运输管理") == "水路运输管理立案件数"
    assert keys.take("立案件数") == "全年立案件数"


@pytest.mark.parametrize(("text", "expected"), cases("passages.txt"))
def test_what_a_paragraph_is_called(text: str, expected: str) -> None:
    assert passage_words(text, "某县城市管理局") == expected


TOPICS = [
    ("一、2024年主要工作情况", "主要工作情况"),
    ("（二）街道调委会受理纠纷312件。", "街道调委会受理纠纷"),
    ("（三）办好12件民生实事，化解矛盾", "办好民生实事化解矛盾"),
]


@pytest.mark.parametrize(("heading", "expected"), TOPICS)
def test_the_name_of_a_topic(heading: str, expected: str) -> None:
    assert topic_name(heading) == expected


def test_a_cell_is_called_by_its_row_and_its_column() -> None:
    rows = [["单位", "立案（件）", "2023年"], ["市场监管分局", "156", "150"]]
    cells = [
        Piece(Role.CELL, text, tuple(range(len(text))), table=0, row=row, column=column)
        for row, line in enumerate(rows)
        for column, text in enumerate(line)
    ]
    assert [cell_label(cell, Tables(cells)) for cell in cells] == [
        "",
        "",
        "",
        "",
        "市场监管分局：立案（件）",
        "市场监管分局",
    ]


def test_the_figure_of_a_cell_is_named_after_the_heads_of_its_row_and_column() -> None:
    rows = [
        ["序号", "单位", "立案（件）", "办结率", "罚款（万元）"],
        ["1", "城东大队", "156", "98%", "3.5"],
        ["合计", "", "156", "98%", "3.5"],
    ]
    cells = [
        Piece(Role.CELL, text, tuple(range(len(text))), table=0, row=row, column=column)
        for row, line in enumerate(rows)
        for column, text in enumerate(line)
    ]
    names = [cell_name(cell, Tables(cells)) for cell in cells if cell.column > 1]
    assert names[3:] == [
        "城东大队立案件数",
        "城东大队办结率",
        "城东大队罚款金额",
        "立案合计件数",
        "办结率合计",
        "罚款合计金额",
    ]
    assert [cell.text for cell in cells if is_row_number(cell, Tables(cells))] == ["1"]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("全年共收到行政复议申请1,204件，其中受理98.5%。", "全年共收到行政复议申请＿件，其中受理＿%。"),
        (
            "1．全年办理处罚案件412件，其中食品类203件、药品类46件。",
            "全年办理处罚案件＿件，其中食品类＿件、药品类＿件……",
        ),
        (
            "（二）深化“放管服”改革，优化营商环境。截至2024年底，实有企业12户。",
            "（二）深化“放管服”改革，优化营商环境",
        ),
        ("2024年是规划的收官之年。", "今年是规划的收官之年。"),
        ("2025年，我局将重点抓好3项工作：", "明年，我局将重点抓好＿项工作："),
        ("2019年以来，连续5年优秀。", "＿年以来，连续＿年优秀。"),
    ],
)
def test_a_label_is_the_run_in_heading_or_the_beginning_with_blanks_for_numbers(
    text: str, label: str
) -> None:
    assert passage_label(text, 2024) == label


ALPHABET = "0123456789.,，。、；：（）()《》“”年月日一二三百万余约件次人率占比其中共开展检查办结收到信访同比增长由降至A"


@given(st.text(ALPHABET, max_size=60))
def test_keys_are_names_whatever_the_text(text: str) -> None:
    read = read_piece(piece(text), 2024, "", Keys())
    assert len(set(read.keys.values())) == len(read.keys)
    assert all(key.isidentifier() and re.fullmatch("[^_]{1,20}", key) for key in read.keys.values())
