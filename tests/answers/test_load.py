"""Reading answers files: encodings, shapes, and what is said of broken ones."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from msgspec.structs import replace

from drafter import yamlio
from drafter.answers.model import Answer, Status
from drafter.answers.store import AnswersFaults, load_answers
from drafter.errors import AnswersError, DrafterError
from drafter.packs.schema import Depth

BROKEN = sorted((Path(__file__).parent / "broken").glob("*.yaml"))

WHOLE = """\
模板: rule-of-law
提纲: standard
年度: 2026   # 报告年度
深度: 完整
主题: [政务服务, 行政执法]
标题改写: {普法: 普法依法治理}
信访收到: 81件
时间: 12:30
编号: 010
小数点: 12.50
有无: 是
洋文: yes
未填:
留空: ""
信访办结: {值: 79, 状态: 未确认, 说明: 待信访办核实, 来源: 2025年}
信访满意率: {状态: 跳过}
办结率: {小数: 2}
普法补充:
  - 标题: 开展宪法宣传
    文: 开展联合宣传{联合宣传次数}，发放资料{发放资料份数}
    数: {联合宣传次数: 12次, 发放资料份数: {值: 2100余份, 状态: 未确认}}
概述: {值: "共{场次}", 数: {场次: 3场}, 状态: 未确认}
"""
WAITING = """\
年度: 2026
科室: {法规: 政策法规股, 信访: 信访办}
信访收到: {状态: 等待, 等谁: 信访办, 自: 2027-1-8, 说明: 口径待定}
信访办结: {等谁: 信访办}
普法场次: {值: 12场, 状态: 等待, 等谁: 普法股, 自: 2027年1月8日}
已报来: {值: 12场, 等谁: 普法股, 自: 2027-1-8, 来源: 由普法股报来（粘贴）}
经过:
  文: 开展检查{次数}
  数: {次数: {状态: 等待, 等谁: 执法队, 自: 2027-1-9}}
"""


@pytest.fixture(params=["libyaml", "pure"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "pure":
        monkeypatch.setattr(yamlio, "CParser", None)
    return str(request.param)


def write(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "2026.yaml"
    path.write_bytes(text.encode(encoding))
    return path


def test_whom_one_waits_for_is_read(tmp_path: Path) -> None:
    answers = load_answers(write(tmp_path, WAITING))
    found = {key: replace(answer, line=0) for key, answer in answers.entries.items()}
    assert answers.offices == {"法规": "政策法规股", "信访": "信访办"}
    assert found["信访收到"] == Answer(None, Status.WAITING, "口径待定", awaited="信访办", since="2027-1-8")
    assert found["信访办结"] == Answer(None, Status.WAITING, awaited="信访办")
    assert found["普法场次"] == Answer("12场", Status.WAITING, awaited="普法股", since="2027年1月8日")
    assert found["已报来"] == Answer("12场", source="由普法股报来（粘贴）")
    inner = answers.get("经过.次数")
    assert inner is not None
    assert (inner.status, inner.awaited, inner.since) == (Status.WAITING, "执法队", "2027-1-9")


def test_it_reads_every_shape_and_types_nothing(tmp_path: Path, parser: str) -> None:
    answers = load_answers(write(tmp_path, WHOLE))
    assert (answers.pack, answers.outline, answers.year) == ("rule-of-law", "standard", 2026)
    assert (answers.depth, answers.topics) == (Depth.FULL, ("政务服务", "行政执法"))
    assert answers.headings == {"普法": "普法依法治理"}
    values = {key: answer.value for key, answer in answers.entries.items()}
    assert values["时间"] == "12:30"
    assert values["编号"] == "010"
    assert values["小数点"] == "12.50"
    assert (values["有无"], values["洋文"]) == ("是", "yes")
    assert "未填" not in values
    assert values["留空"] == ""
    assert answers.entries["信访办结"] == Answer("79", Status.UNCONFIRMED, "待信访办核实", "2025年", 15)
    assert answers.entries["信访满意率"] == Answer(None, Status.SKIPPED, line=16)
    assert answers.entries["办结率"] == Answer(None, decimals=2, line=17)
    assert answers.entries["概述"] == Answer(
        {"文": "共{场次}", "数": {"场次": "3场"}}, Status.UNCONFIRMED, line=22
    )
    assert answers.get("普法补充.发放资料份数") == Answer("2100余份", Status.UNCONFIRMED, line=18)


@pytest.mark.parametrize(
    ("encoding", "bom"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("gbk", b""),
        ("gb18030", b""),
    ],
)
def test_it_reads_the_encodings_that_windows_writes(tmp_path: Path, encoding: str, bom: bytes) -> None:
    path = tmp_path / "2026.yaml"
    extra = "生僻: 𠮷\n" if encoding == "gb18030" else ""
    path.write_bytes(bom + (WHOLE + extra).replace("\n", "\r\n").encode(encoding))
    assert load_answers(path).entries["信访收到"] == Answer("81件", line=7)


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_bytes_that_are_no_text_are_said_to_be_none(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "2026.yaml"
    path.write_bytes("年度: 2026\n单位: 甲\n".encode(encoding) + b"\xff\xff\n")
    with pytest.raises(AnswersError, match=r"第3行：.*不是文字"):
        load_answers(path)


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_broken_file_names_place_cause_and_remedy(path: Path, parser: str) -> None:
    before = path.read_bytes()
    expected = before.decode().partition("\n")[0].removeprefix("# 期望 ").replace(" ⏎ ", "\n")
    with pytest.raises(DrafterError) as raised:
        load_answers(path)
    assert isinstance(raised.value, AnswersError)
    assert str(raised.value).replace(f"{path} ", "").replace(str(path), "") == expected
    assert path.read_bytes() == before


def test_all_wrong_entries_are_reported_at_once(tmp_path: Path) -> None:
    path = write(tmp_path, "年度: 26\n深度: 中\n信访: {值: 1, 状态: 待定}\n")
    with pytest.raises(AnswersFaults) as raised:
        load_answers(path)
    assert [fault.place.line for fault in raised.value.faults] == [1, 2, 3]


def test_private_use_characters_of_old_names_survive(tmp_path: Path) -> None:
    path = write(tmp_path, "年度: 2026\n姓名: 张\ue123\n")
    assert load_answers(path).entries["姓名"].value == "张\ue123"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{标题: 甲}", {"标题": "甲"}),
        ("{值: {状态: 甲}}", {"状态": "甲"}),
        ("{文: 甲}", {"文": "甲"}),
        ("{值: 甲, 数: {乙: }}", {"文": "甲", "数": {"乙": ""}}),
        ("[]", []),
        ("[甲, ]", ["甲"]),
        ("~", None),
        ("'~'", "~"),
        ("{{{x}}}", None),
    ],
)
def test_it_tells_attributes_from_content(tmp_path: Path, text: str, value: object) -> None:
    path = write(tmp_path, f"年度: 2026\n键: {text}\n")
    if text.startswith("{{{"):
        with pytest.raises(AnswersError, match="英文引号"):
            load_answers(path)
        return
    answer = load_answers(path).get("键")
    assert (answer.value if answer else None) == value


@pytest.mark.parametrize(
    ("written", "year"), [("2026", 2026), ("2026年", 2026), ("２０２６", 2026), ('"2026"', 2026)]
)
def test_the_year_is_read_as_people_write_it(tmp_path: Path, written: str, year: int) -> None:
    assert load_answers(write(tmp_path, f"年度: {written}\n")).year == year


def test_topics_may_stand_in_one_line_of_text(tmp_path: Path) -> None:
    path = write(tmp_path, "年度: 2026\n主题: 政务服务、行政执法，普法\n")
    assert load_answers(path).topics == ("政务服务", "行政执法", "普法")


def test_a_missing_file_is_an_error_of_ours(tmp_path: Path) -> None:
    with pytest.raises(AnswersError, match="没有这个文件"):
        load_answers(tmp_path / "2026.yaml")
    with pytest.raises(AnswersError, match="这是一个文件夹"):
        load_answers(tmp_path)
