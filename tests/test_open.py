"""``drafter open``, and the lists and replies of the menu down to the files on disk."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from drafter.answers.load import load_answers
from drafter.answers.model import Answer, Status
from drafter.answers.store import AnswersFile
from drafter.cli import main
from drafter.errors import WriteError
from drafter.i18n import set_language
from drafter.interview.colleagues import FILE, NAMES, PASTE, RETURN, SENT
from drafter.interview.replying import TAKE
from drafter.sitting import _Actions
from tests.interview.test_session import Reply, Script

FILE_2026 = """\
# 手写的备注
模板: rule-of-law
提纲: standard
年度: 2026
主题: [信访, 行政应诉]
科室: {法规: 政策法规股, 信访: 信访办}
单位全称: 东岭县司法局
单位类型: 部门
案件量词: 件
"""


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("缓存")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "2025.yaml").write_text("模板: rule-of-law\n年度: 2025\n信访收到: 75件\n", "utf-8")
    file = tmp_path / "2026.yaml"
    file.write_text(FILE_2026, "utf-8")
    return file


def run(cache: Path, *arguments: object) -> tuple[int, str]:
    out = io.StringIO()
    return main([str(argument) for argument in arguments], out, out, cache), out.getvalue()


def test_it_prints_a_message_for_each_section(path: Path, cache: Path) -> None:
    code, told = run(cache, "open", path)
    assert code == 0
    assert "【信访办】2026年法治政府建设年度报告待报数据清单" in told
    assert "1. 收到信访事项（件）：____（去年：75件）" in told
    assert "【政策法规股】" in told


@pytest.mark.parametrize("office", ["信访", "信访办"])
def test_one_section_by_either_name_and_a_day(path: Path, cache: Path, office: str) -> None:
    code, told = run(cache, "open", path, "--for", office, "--by", "2031-1-12")
    assert code == 0
    assert told.count("【") == 1
    assert "请于2031年1月12日前报政策法规股。" in told


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["--for", "信仿办"], 2, "是不是“信访办”"),
        (["--by", "13月1日"], 2, "没有13月"),
        (["-o", "清单.wps"], 2, ".wps"),
    ],
)
def test_wrong_usage_is_told(path: Path, cache: Path, arguments: list[str], code: int, told: str) -> None:
    found = run(cache, "open", path, *arguments)
    assert found[0] == code
    assert told in found[1]


def test_a_file_that_is_not_there_is_to_be_corrected(tmp_path: Path, cache: Path) -> None:
    assert run(cache, "open", tmp_path / "2030.yaml")[0] == 1


def test_a_section_with_nothing_open_is_no_fault(path: Path, cache: Path) -> None:
    path.write_text(path.read_text("utf-8") + "信访收到: 0\n信访办结: 0\n", "utf-8")
    code, told = run(cache, "open", path, "--for", "信访办")
    assert (code, told) == (0, "没有要报的数据：各题都已填好、确认\n")


def test_the_word_file_has_tables_and_is_not_overwritten_when_filled_in(path: Path, cache: Path) -> None:
    output = path.with_name("清单.docx")
    code, _ = run(cache, "open", path, "--for", "信访", "-o", output)
    assert code == 0
    document = docx.Document(str(output))
    (table,) = document.tables
    assert [cell.text for cell in table.rows[0].cells] == [
        "序号",
        "数据名称",
        "单位",
        "口径",
        "2025年",
        "2026年",
    ]
    assert [table.rows[1].cells[number].text for number in (1, 2, 4, 5)] == [
        "收到信访事项",
        "件",
        "75件",
        "",
    ]
    table.rows[1].cells[5].text = "81"
    document.save(str(output))
    code, told = run(cache, "open", path, "-o", output)
    assert code == 0
    assert "第二稿" in told
    assert docx.Document(str(output)).tables[0].rows[1].cells[5].text == "81"


def test_a_text_file_holds_the_messages(path: Path, cache: Path) -> None:
    output = path.with_name("清单.txt")
    assert run(cache, "open", path, "-o", output)[0] == 0
    assert output.read_text("utf-8") == run(cache, "open", path)[1]


def test_english_says_it_in_english(path: Path, cache: Path) -> None:
    code, told = run(cache, "--lang", "en", "open", path, "--for", "信访", "-o", path.with_name("list.docx"))
    set_language("zh")
    assert code == 0
    assert "已生成" not in told


# -- the menu, down to the disk


def at_menu(path: Path, cache: Path, *replies: Reply) -> Script:
    script = Script(*replies)
    _Actions(script, cache, io.StringIO()).colleagues(path)
    return script


def test_a_list_is_sent_waited_for_answered_and_drafted(path: Path, cache: Path) -> None:
    at_menu(path, cache, "0", "1月12日", SENT, ["信访收到", "信访办结"], RETURN)
    waiting = load_answers(path).entries
    assert waiting["信访收到"].status is Status.WAITING
    assert waiting["信访收到"].awaited
    text = path.read_text("utf-8")
    assert text.startswith(FILE_2026)
    assert "信访收到: {状态: 等待, 等谁: " in text
    code, told = run(cache, "draft", path, "-o", path.with_name("报告.docx"))
    assert code == 0
    assert "等待  信访收到" in told
    assert "正在等" in told
    comments = [one.text for one in docx.Document(str(path.with_name("报告.docx"))).comments]
    assert any("正在等" in one and "报来，自" in one for one in comments)
    at_menu(path, cache, PASTE, "信访收到81件，办结79件", "=信访办", TAKE, TAKE, RETURN)
    found = load_answers(path).entries
    assert found["信访收到"] == Answer("81件", source="由信访办报来（粘贴）", line=found["信访收到"].line)
    assert found["信访办结"].value == "79件"


def test_names_and_word_files_from_the_menu(path: Path, cache: Path) -> None:
    script = at_menu(path, cache, NAMES, "信访", "综合股", "0", "", FILE, RETURN, RETURN)
    assert load_answers(path).offices == {"法规": "政策法规股", "信访": "综合股"}
    assert [file.name for file in path.parent.glob("*.docx")]
    assert "已生成" in script.text


def test_the_next_year_keeps_the_names(path: Path, cache: Path) -> None:
    code, _ = run(cache, "new", path.parent, "--year", "2027", "--from", path, "--no-ask")
    assert code == 0
    assert load_answers(path.with_name("2027.yaml")).offices == {"法规": "政策法规股", "信访": "信访办"}


def test_who_leaves_with_something_not_saved_is_told(
    path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise WriteError("磁盘已满")

    monkeypatch.setattr(AnswersFile, "save", full)
    script = at_menu(path, cache, "0", "", SENT, ["信访收到"], "later", RETURN)
    assert "没有存上：磁盘已满" in script.text
    assert "还没有存进" in script.shown[-1]
