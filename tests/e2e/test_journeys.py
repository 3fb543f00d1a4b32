"""Complete journeys of a clerk, from the menu or a command to a .docx, at a real (pseudo-)terminal."""

from __future__ import annotations

import re
import signal
import sys
import zipfile
from pathlib import Path

import pytest

from drafter.answers.load import load_answers
from tests.compose.packs import one_topic, write_answers, write_pack
from tests.e2e.clerk import ENGLISH, PLAIN, USUAL
from tests.e2e.conftest import At, Drafter
from tests.test_readme import write_files

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
END = "接下来"
PACK = "十分钟写一个自己的模板包"
"""The section of the README with the small pack, and its answers of 2026, that most journeys take."""
FIGURES = {
    "落款日期": "2028-1-15",
    "被诉行政案件": "10",
    "法院审结": "8",
    "其中败诉": "0",
    "负责人出庭次数": "7次",
}
"""What the suits of 2027 came to."""
AS_IT_READS = (
    "全年发生以本单位为被告的行政诉讼案件10件，同比增长25%，审结8件。负责人出庭7次，出庭案件没有一件败诉。"
)


def text_of(path: Path) -> str:
    """What a .docx says, without its markup."""
    with zipfile.ZipFile(path) as package:
        assert package.testzip() is None
        xml = package.read("word/document.xml").decode()
    return re.sub(r"<[^>]*>", "", xml)


def test_a_first_year_from_the_menu_to_word(at: At, tmp_path: Path) -> None:
    clerk = at(words="新建一年的报告")
    clerk.choose("新建一年的报告", "报告哪一年的工作")
    clerk.child.sendcontrol("u")
    clerk.type("2026年", "以什么为底")
    clerk.choose("没有去年的报告", "单位简称")
    clerk.type("东岭县司法局", "写哪一种报告")
    clerk.choose("法治政府建设年度报告", "单位类型")
    asked = list(clerk.answer({"单位全称": "东岭县司法局", "自称": "我局"}, END))
    assert 25 <= len(set(asked)) <= 50
    clerk.choose("结束", "要做什么")
    answers = load_answers(tmp_path / "东岭县司法局" / "2026.yaml")
    assert answers.entries["单位全称"].value == "东岭县司法局"
    assert answers.entries["信访收到"].value == "12"

    clerk.choose("2026年报告", "生成草稿")
    clerk.choose("生成草稿", "已生成")
    clerk.choose("生成定稿", "已生成")
    clerk.choose("返回", "要做什么")
    clerk.choose("退出")
    assert clerk.end() == 0
    for name in ("2026年法治政府建设年度报告（草稿）.docx", "2026年法治政府建设年度报告.docx"):
        text = text_of(tmp_path / "东岭县司法局" / name)
        assert "东岭县司法局" in text
        assert "12件" in text
    assert not list((tmp_path / "东岭县司法局").glob("*正在编辑"))


def test_a_second_year_from_the_file_of_the_last(at: At, tmp_path: Path) -> None:
    write_files(PACK, tmp_path)
    clerk = at(words="2026年报告")
    clerk.choose("新建一年的报告", "报告哪一年的工作")
    clerk.type("", "以哪一份为底")
    clerk.choose("沿用2026年的", "写哪些方面")
    asked = list(clerk.answer(FIGURES, END))
    assert "单位全称" not in asked
    assert "各题都已填好" in clerk.screen
    clerk.choose("结束", "要做什么")
    clerk.choose("2027年报告", "生成定稿")
    clerk.choose("生成定稿", "已生成")
    text = text_of(tmp_path / "县司法局" / "2027年行政应诉情况报告.docx")
    assert AS_IT_READS in text
    assert "2028年重点做好以下工作：一是每季度通报一次败诉案件；二是" in text


LAST_REPORT = """\
东岭县水务局2025年法治政府建设年度报告
2025年，东岭县水务局推进依法行政。现将有关情况报告如下：
一、主要举措和成效
（一）严格执法。全年立案32件，办结24件，办结率75%。
（二）普法宣传。首次举办节水讲座6场。
二、存在的不足
执法力量不足。
三、2026年安排
办好节水讲座8场。
东岭县水务局
2026年1月9日
"""


def test_a_year_from_last_years_report_to_a_final_copy(at: At, tmp_path: Path) -> None:
    """Nobody ever had an answers file: the report of last year is enough."""
    (tmp_path / "2025年报告.txt").write_text(LAST_REPORT, encoding="utf-8")
    clerk = at(words="新建一年的报告")
    clerk.choose("新建一年的报告", "报告哪一年的工作")
    clerk.child.sendcontrol("u")
    clerk.type("2026", "以什么为底")
    clerk.choose("用去年的报告文件", "去年的报告是哪一个文件")
    clerk.choose("2025年报告.txt", "有没有再早一年的报告")
    clerk.choose("没有，只用这一份", "一字不差")
    while "上年事项" not in clerk.screen:
        clerk.type("")
    for _ in range(2):  # the problem and the plan
        clerk.choose("不再", "原因")
        clerk.type("已经办结")
    asked = list(clerk.answer({}, END, {"】主送机关": "不写入", **USUAL, "数字；": "20"}))
    assert "主送机关" in asked
    clerk.choose("结束", "要做什么")
    report = load_answers(tmp_path / "东岭县水务局" / "2026.yaml")
    assert report.entries["单位全称"].value == "东岭县水务局"
    clerk.choose("2026年报告", "生成定稿")
    clerk.choose("生成定稿", "已生成")
    text = text_of(next((tmp_path / "东岭县水务局").glob("2026*.docx")))
    assert "东岭县水务局2026年法治政府建设年度报告" in text
    assert "全年立案20件，办结20件，办结率100%。" in text
    assert "2027年1月15日" in text


def test_interrupted_three_times(at: At, drafter: Drafter, tmp_path: Path) -> None:
    """Ctrl-C with a line half typed, a closed window, kill -9: nothing that was answered is lost or asked again."""
    write_files(PACK, tmp_path)
    path = tmp_path / "县司法局" / "2027.yaml"
    drafter("new", "县司法局", "--year", "2027", "--from", "县司法局/2026.yaml", "--no-ask")
    ask = ("ask", "县司法局/2027.yaml")

    clerk = at(*ask, words="落款日期")
    clerk.type("2028-1-15", "被诉行政案件")
    clerk.child.send("1")
    clerk.press("c", "已保存，下次从这里继续")
    assert clerk.end() == 0

    clerk = at(*ask, words="被诉行政案件")
    clerk.type("10", "法院审结")
    clerk.child.send("8")
    clerk.close_window()

    clerk = at(*ask, words="法院审结")
    clerk.type("8", "其中败诉")
    clerk.type("0", "负责人出庭【")
    clerk.child.kill(signal.SIGKILL)
    clerk.child.wait()
    assert clerk.child.signalstatus == signal.SIGKILL

    clerk = at(*ask, words="负责人出庭【")
    left = set(clerk.answer(FIGURES, END))
    assert not left & {"落款日期", "被诉行政案件", "法院审结", "其中败诉"}
    clerk.choose("结束")
    assert clerk.end() == 0
    drafter("draft", path, "-o", "报告.txt", "--final")
    assert AS_IT_READS in (tmp_path / "报告.txt").read_text(encoding="utf-8")
    assert sorted(one.name for one in path.parent.iterdir()) == ["2026.yaml", "2027.yaml"]


def test_headings_prescribed_from_above(at: At, drafter: Drafter, tmp_path: Path) -> None:
    """Pasted once, kept as the bureau's own outline, used by this year's report and offered to the next."""
    write_files(PACK, tmp_path)
    folder = tmp_path / "县司法局"
    clerk = at("--plain", words="2026年报告")
    clerk.choose("2026年报告", "今年的提纲")
    clerk.choose("今年的提纲", "这个提纲叫什么")
    clerk.type("", "存成哪个文件")
    clerk.type("", "粘贴上级规定的标题")
    clerk.choose("粘贴上级规定的标题", "一行一个")
    clerk.type("一、2026年应诉工作成效\n二、2027年工作打算\n", "就这样放")
    assert "2个标题里的年份以后会随年度变" in clerk.screen
    clerk.choose("就这样放", "就用这个提纲")
    clerk.choose("改一个标题", "改哪一个")
    clerk.choose("二、2027年工作打算", "怎么改")
    clerk.choose("改标题的字", "标题")
    clerk.type("2027年重点任务", "二、2027年重点任务")
    clerk.choose("就用这个提纲", "提纲存在")
    clerk.choose("生成定稿", "已生成")
    text = text_of(folder / "2026年行政应诉情况报告.docx")
    headings = ["一、2026年应诉工作成效", "行政诉讼案件8件", "二、2027年重点任务"]
    places = [text.find(words) for words in headings]
    assert places == sorted(places)
    assert places[0] > 0
    drafter("new", "县司法局", "--year", "2027", "--from", "县司法局/2026.yaml", "--no-ask")
    drafter("draft", "县司法局/2027.yaml", "-o", "草稿.txt")
    assert "一、2027年应诉工作成效" in (tmp_path / "草稿.txt").read_text(encoding="utf-8")


def test_figures_from_replies_that_are_pasted(at: At, drafter: Drafter, tmp_path: Path) -> None:
    """A list is sent, its figures are awaited; the reply is pasted, each figure confirmed; the rest is typed."""
    write_files(PACK, tmp_path)
    drafter("new", "县司法局", "--year", "2027", "--from", "县司法局/2026.yaml", "--no-ask")
    clerk = at("--plain", words="2027年报告")
    clerk.choose("2027年报告", "向科室要数据")
    clerk.choose("向科室要数据", "列给法规科的清单")
    clerk.choose("列给未定科室的清单", "哪天前报")
    clerk.type("1月20日", "法院审结（件）：____（去年：6件）")
    assert "请于2028年1月20日前报送" in clerk.screen
    clerk.choose("已经发出去了", "哪些记为等待")
    clerk.type("", "未定科室：3项，等待中3项")

    clerk.choose("粘贴收到的回复", "整段粘贴")
    clerk.type("2027年我单位被诉10件，法院审结8件，其中败诉0件，负责人出庭7次")
    clerk.type("", "这是谁报来的")
    clerk.choose("法规科", "（1/4）")
    for number in (2, 3, 4):
        clerk.choose("对，存下", f"（{number}/4）")
    clerk.choose("对，存下", "还有3处要自己填写或核对")
    clerk.choose("返回", "接着答题")
    clerk.choose("接着答题", "落款日期")
    asked = set(clerk.answer({}, END, PLAIN, most=20))
    assert not asked & {"被诉行政案件", "法院审结", "其中败诉", "负责人出庭次数"}
    clerk.choose("结束", "生成定稿")
    clerk.choose("生成定稿", "已生成")
    assert AS_IT_READS in text_of(tmp_path / "县司法局" / "2027年行政应诉情况报告.docx")
    saved = load_answers(tmp_path / "县司法局" / "2027.yaml").entries["审结件数"]
    assert (saved.value, saved.source) == ("8件", "由法规科报来（粘贴）")


def test_in_english(at: At, tmp_path: Path) -> None:
    write_files(PACK, tmp_path)
    clerk = at("--lang", "en", words="Report for 2026")
    clerk.choose("New report", "Year reported on")
    clerk.type("", "Start from which")
    clerk.choose("From 2026", "Which topics")
    screens = [clerk.screen for _name in clerk.answer(FIGURES, "Next (arrows", ENGLISH)]
    assert any("Last year (2026): 8件" in screen for screen in screens)
    clerk.choose("Finish", "What to do")
    clerk.choose("Report for 2027", "Write the final copy")
    clerk.choose("Write the final copy", "Written")
    (made,) = (tmp_path / "县司法局").glob("*.docx")
    assert AS_IT_READS in text_of(made)


PARAGRAPHS = """
= 信访段
（一）办理信访事项。率先实行领导包案，全年收到信访件{{ 收到|含零 }}。

= 接访段
（二）领导接访。局长李建平接访。

= 宣传段
（三）做好宣传。
"""
ASKED = """
- {键: 收到, 名称: 信访收到, 单位: 件}
- {键: 信访段, 名称: 办理信访事项, 类型: 段落}
- {键: 接访段, 名称: 领导接访, 类型: 段落}
- {键: 宣传段, 名称: 做好宣传, 类型: 段落}
"""


def test_a_second_year_of_paragraphs_kept_reworded_and_left_out(
    at: At, drafter: Drafter, tmp_path: Path
) -> None:
    folder = write_pack(tmp_path / "局", one_topic(PARAGRAPHS, ASKED))
    write_answers(folder, "收到: 10件\n信访段: 照旧\n接访段: 照旧\n宣传段: 照旧")
    drafter("new", "局", "--year", "2027", "--from", "局/2026.yaml", "--no-ask")
    early = drafter("draft", "局/2027.yaml", "-o", "局/稿.docx", "--final")
    assert early.returncode == 1
    assert "信访段" in early.stdout + early.stderr
    clerk = at("ask", "局/2027.yaml", words="量词")
    clerk.type("", "信访收到")
    clerk.type("12", "请核对：率先")
    assert "全年收到信访件12件" in clerk.screen
    clerk.choose("照旧", "请核对：局长李建平")
    clerk.choose("改写", "李建平接访")
    clerk.child.send("\x15")
    clerk.type("（二）领导接访。接访{收到}。", "接访12件。")
    clerk.choose("今年不写", END)
    clerk.choose("结束")
    assert clerk.end() == 0
    entries = load_answers(folder / "2027.yaml").entries
    assert [entries[key].value for key in ("信访段", "接访段", "宣传段")] == [
        "照旧",
        "（二）领导接访。接访{收到}。",
        "不写入",
    ]
    assert drafter("draft", "局/2027.yaml", "-o", "局/稿.docx", "--final").returncode == 0
    text = text_of(folder / "稿.docx")
    assert "全年收到信访件12件。" in text
    assert "接访12件。" in text
    assert "做好宣传" not in text
