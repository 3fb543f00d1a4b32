"""The command line against whatever a clerk can do to it: one clear message, no traceback, nothing good overwritten.

Bad input is tried one by one, as a table; every case runs the whole program through ``cli.main``.
"""

from __future__ import annotations

import errno
import io
import os
import shutil
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import pytest

from drafter import commands
from drafter.cli import main
from drafter.i18n import set_language
from tests.conftest import REPOSITORY

EXAMPLES = REPOSITORY / "examples"
BUREAU = EXAMPLES / "sample-bureau" / "2026.yaml"
COUNTY = EXAMPLES / "sample-county"
SHIPPED = REPOSITORY / "templates" / "rule-of-law"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Ran(NamedTuple):
    """What a command left: exit code, what it printed, what it complained of."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("缓存")


@pytest.fixture
def run(cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in an empty folder; whatever happens, it says so without a traceback."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: object) -> Ran:
        out, err = io.StringIO(), io.StringIO()
        code = main([str(argument) for argument in arguments], out, err, cache)
        set_language("zh")
        assert code in (0, 1, 2)
        assert bool(err.getvalue()) == (code == 2 or (code == 1 and not out.getvalue()))
        assert "Traceback" not in err.getvalue()
        return Ran(code, out.getvalue(), err.getvalue())

    return call


def bureau(*changes: tuple[str, str], more: str = "") -> str:
    """The sample bureau's answers with some of their text replaced."""
    text = BUREAU.read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text + more


def line_of(path: Path, words: str) -> int:
    """The line of a file in which some words stand."""
    text = path.read_text(encoding="utf-8")
    return text.count("\n", 0, text.index(words)) + 1


def words_of(path: Path) -> str:
    """The text of a draft, paragraphs in lines."""
    if path.suffix != ".docx":
        return path.read_text(encoding="utf-8")
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(package.read(name))
        root = ElementTree.fromstring(package.read("word/document.xml"))
    return "\n".join("".join(t.text or "" for t in p.iter(f"{_W}t")) for p in root.iter(f"{_W}p"))


# answers files -----------------------------------------------------------------------------------------

RECEIVED = "信访收到: 14件"
NAME = "单位全称: 东岭县司法局"
SUPERIORS = "上级机关: [县委, 县政府]"
KIND = "单位类型: 部门"

REFUSED = {
    "a list for a figure": ((RECEIVED, "信访收到: [14件]"), ("“信访收到”应是一个数", "第{line}行")),
    "a mapping for a figure": ((RECEIVED, "信访收到: {甲: 1}"), ("“信访收到”应是一个数",)),
    "words for a figure": ((RECEIVED, "信访收到: 很多"), ("“很多”不是数字", "第{line}行")),
    "another unit": ((RECEIVED, "信访收到: 14公斤"), ("信访收到", "第{line}行")),
    "a mapping for a text": ((NAME, "单位全称: {甲: 乙}"), ("“单位全称”应是一段文字", "引号")),
    "a list for a text": ((NAME, "单位全称: [甲]"), ("“单位全称”应是一段文字", "一个列表")),
    "lists in a list": ((SUPERIORS, "上级机关: [[县委], 县政府]"), ("“上级机关”的每一项", "第{line}行")),
    "a mapping for a list": ((SUPERIORS, "上级机关: {县委: 县政府}"), ("“上级机关”的每一项",)),
    "a choice that is none": ((KIND, "单位类型: 局"), ("“局”不在选项里", "部门、政府")),
    "a list for a choice": ((KIND, "单位类型: [部门]"), ("“单位类型”应是选项中的一个",)),
    "a list for a date": (("落款日期: 2027-1-15", "落款日期: [2027]"), ("“落款日期”应是一个日期",)),
    "no date": (("落款日期: 2027-1-15", "落款日期: 明年"), ("“明年”不是日期",)),
    "no such day": (("落款日期: 2027-1-15", "落款日期: 2027-2-30"), ("没有这一天",)),
    "a year in words": (("年度: 2026", "年度: 二〇二六"), ("“二〇二六”不是年份", "第{line}行")),
    "a list for the year": (("年度: 2026", "年度: [2026]"), ("不是年份",)),
    "no year": (("年度: 2026\n", ""), ("没有写年度", "年度: 2026")),
    "no pack": (("模板: rule-of-law\n", ""), ("没有写用哪个模板包", "模板: rule-of-law")),
    "an unknown pack": (("rule-of-law", "rule-of-lww"), ("找不到模板包“rule-of-lww”", "是不是“rule-of-law”")),
    "a pack far away": (("rule-of-law", "../../etc"), ("找不到模板包", "现有模板包")),
    "a pack's name too long": (("rule-of-law", "长" * 3000), ("找不到模板包",)),
    "an unknown outline": (("提纲: standard", "提纲: standrd"), ("找不到提纲", "是不是“standard”")),
    "an outline's file missing": (("提纲: standard", "提纲: 没有.yaml"), ("找不到提纲“没有.yaml”",)),
    "an outline's name too long": (("提纲: standard", f"提纲: {'长' * 3000}.yaml"), ("找不到提纲",)),
    "an escape in a setting": (("提纲: standard", '提纲: "a\\0.yaml"'), ("U+0000", "第{line}行")),
    "a broken quote": ((RECEIVED, '信访收到: "14件'), ("引号没有成对", "第{line}行")),
    "a full-width colon": ((RECEIVED, "信访收到：14件"), ("全角冒号", "第{line}行")),
    "a control character": ((NAME, "单位全称: 东岭县\x0b司法局"), ("U+000B", "单位全称")),
    "an escaped control character": ((NAME, '单位全称: "东\\x01"'), ("U+0001",)),
    "a character of ours": ((NAME, "单位全称: 东\U00100000岭"), ("U+100000",)),
}
"""What stands in the file, and what must be said of it."""


@pytest.mark.parametrize(("change", "told"), REFUSED.values(), ids=REFUSED.keys())
def test_an_answers_file_with_a_fault_gives_no_draft(
    run: Run, tmp_path: Path, change: tuple[str, str], told: tuple[str, ...]
) -> None:
    path, draft = tmp_path / "2026.yaml", tmp_path / "报告.docx"
    path.write_text(bureau(change), encoding="utf-8")
    before = path.read_bytes()
    draft.write_bytes(b"good")
    ran = run("draft", path, "-o", draft)
    assert ran.code == 1
    assert "2026.yaml" in ran.err
    for words in told:
        assert words.replace("{line}", str(line_of(path, change[1]))) in ran.err
    assert path.read_bytes() == before
    assert draft.read_bytes() == b"good"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["2026.yaml", "报告.docx"]


TABLES = {
    "a text": ("甲", "应是一行一行的内容，这里却是一段文字"),
    "texts": ("[甲, 乙]", "应是一行一行的内容"),
    "lists": ("[[甲]]", "应是一行一行的内容"),
    "a list in a cell": ("[{标题: [甲, 乙]}]", "“标题”应是一段文字"),
    "a mapping in a cell": ("[{标题: {甲: 乙}}]", "“标题”应是一段文字"),
}


@pytest.mark.parametrize(("value", "told"), TABLES.values(), ids=TABLES.keys())
def test_a_table_of_another_shape_is_refused(run: Run, tmp_path: Path, value: str, told: str) -> None:
    path = tmp_path / "2026.yaml"
    path.write_text(bureau(more=f"附件清单: {value}\n"), encoding="utf-8")
    ran = run("draft", path, "-o", "报告.txt")
    assert ran.code == 1
    assert told in ran.err.replace("“名称”", "“标题”")


def test_all_faults_of_a_file_are_told_at_once(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "2026.yaml"
    path.write_text(
        bureau((RECEIVED, "信访收到: 很多"), ("信访办结: 14件", "信访办结: 若干")), encoding="utf-8"
    )
    ran = run("draft", path, "-o", "报告.txt")
    assert ran.code == 1
    assert "很多" in ran.err
    assert "若干" in ran.err


UNUSED = {
    "a misspelt key": (
        (RECEIVED, "信访收倒: 14件"),
        "第{line}行“信访收倒”不在模板的问题里，没有用上，是不是“信访收到”？",
    ),
    "a misspelt topic": (
        ("[思想学习", "[思想学系"),
        "“思想学系”不是模板的主题，没有用上，是不是“思想学习”？",
    ),
    "answers of a topic not ticked": (("信访, 普法", "普法"), "已答的2项没有写进报告"),
    "a column of its own": (("  - 文: 选派", "  - 备注: 甲\n    文: 选派"), "里的“备注”不是可用的名称"),
    "a heading reworded in vain": (
        ("年度: 2026", "年度: 2026\n标题改写: {没有的标题: 甲}"),
        "对不上提纲里的标题",
    ),
    "another year than the file's name": (
        ("年度: 2026", "年度: 2025"),
        "文件名是 2026.yaml，里面写的年度却是2025",
    ),
}


@pytest.mark.parametrize(("change", "told"), UNUSED.values(), ids=UNUSED.keys())
def test_what_finds_no_use_is_told_beside_the_draft(
    run: Run, tmp_path: Path, change: tuple[str, str], told: str
) -> None:
    path = tmp_path / "2026.yaml"
    path.write_text(bureau(change), encoding="utf-8")
    ran = run("draft", path, "-o", "报告.docx")
    assert ran.code == 0
    assert told.replace("{line}", str(line_of(path, change[1]))) in ran.out


def test_an_item_written_as_a_bare_sentence_is_in_the_draft(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "2026.yaml"
    path.write_text(bureau(more="信访补充: 设立信访接待专窗\n"), encoding="utf-8")
    assert run("draft", path, "-o", "报告.txt").code == 0
    assert "设立信访接待专窗。" in words_of(tmp_path / "报告.txt")


@pytest.mark.parametrize(
    ("encoding", "line_end"),
    [
        ("utf-8", "\n"),
        ("utf-8-sig", "\n"),
        ("gbk", "\r\n"),
        ("gb18030", "\n"),
        ("utf-16", "\r\n"),
        ("utf-8", "\r"),
    ],
)
def test_every_usual_encoding_gives_the_same_draft(
    run: Run, tmp_path: Path, encoding: str, line_end: str
) -> None:
    run("draft", BUREAU, "-o", "原.txt")
    path = tmp_path / "2026.yaml"
    path.write_bytes(bureau().replace("\n", line_end).encode(encoding))
    assert run("draft", path, "-o", "报告.txt").code == 0
    assert words_of(tmp_path / "报告.txt") == words_of(tmp_path / "原.txt")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "文件是空的"),
        (b"\xef\xbb\xbf\r\n", "文件是空的"),
        (b"# \xe6\xb3\xa8\n", "文件是空的"),
        (bytes(range(256)), "不是文字"),
        (b"PK\x03\x04" + bytes(range(200, 256)), ""),
        ("年度: 2026\n单位全称: 东\ud800岭\n".encode(errors="surrogatepass"), "不是文字"),
        ("- 甲\n- 乙\n".encode(), "名称: 内容"),
        ("{年度: 2026}".encode(), "{ }"),
        (("[" * 5000).encode(), ""),
    ],
)
def test_a_file_that_is_no_answers_file_is_told(run: Run, tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "2026.yaml"
    path.write_bytes(content)
    for command in (("draft", path, "-o", "报告.docx"), ("new", tmp_path, "--year", "2027", "--from", path)):
        ran = run(*command, *(("--no-ask",) if command[0] == "new" else ()))
        assert ran.code == 1
        assert told in ran.err
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


HOSTILE = (
    "a & b <c> \"d\" 'e' &amp; &#x4e2d; ]]> <!-- x --> <w:p/>",
    "{{ 单位全称 }} {% if x %} {# 注 #} {%- raw %} ${x} %s {0}",
    "[[ 甲 ]] # 井 ## 题 @ 片段 | a | b | - 项 + 项",
    "## 标题",
    "- 甲",
    "+ 乙",
    "| a | b |",
    "@ 片段",
    "emoji 😀 👨\u200d👩\u200d👧 生僻字 𠮷 \U0002b740 旧名 \ue5e5 \ue4c6",
    "全角\u3000空格\u00a0两个  ",
    "行\u2028段\u2029零宽\u200b标\ufeff",
    "\\1 \\g<0> $1 {甲} }{ 【名称】",
)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("ending", [".docx", ".txt", ".html"])
def test_whatever_is_answered_comes_out_as_typed(run: Run, tmp_path: Path, text: str, ending: str) -> None:
    """In a text, the title, a heading, a list and a comment."""
    path, draft = tmp_path / "2026.yaml", tmp_path / f"报告{ending}"
    quoted = '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    note = ("说明: 等普法与依法治理股汇总", f"说明: {quoted}")
    item = f"信访补充: [{{标题: {quoted}, 文: {quoted}}}]\n"
    path.write_text(
        bureau((NAME, f"单位全称: {quoted}"), (SUPERIORS, f"上级机关: [{quoted}]"), note, more=item),
        encoding="utf-8",
    )
    ran = run("draft", path, "-o", draft)
    assert ran.code == 0
    found = words_of(draft)
    if ending == ".html":
        from html import unescape

        found = unescape(found)
    assert found.count(text.rstrip()) >= 3


def test_a_report_of_two_hundred_pages_takes_little_memory(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "2026.yaml"
    sentence = "全市各级各部门认真落实工作部署，开展检查12次，发现问题34个，全部整改到位。"
    long = sentence * (200 * 600 // len(sentence))
    path.write_text(bureau(more=f"信访补充: [{{文: {long}}}]\n"), encoding="utf-8")
    run("draft", BUREAU, "-o", "先.docx")
    for name in ("报告.docx", "报告.txt", "报告.html"):
        tracemalloc.start()
        assert run("draft", path, "-o", name).code == 0
        assert tracemalloc.get_traced_memory()[1] < 60_000_000
        tracemalloc.stop()
        assert words_of(tmp_path / name).count("开展检查12次") == long.count("开展检查12次")


# packs and outlines ------------------------------------------------------------------------------------


def _without(name: str) -> Callable[[Path], None]:
    return lambda pack: (pack / name).unlink()


def _with(name: str, text: str) -> Callable[[Path], None]:
    def change(pack: Path) -> None:
        path = pack / name
        path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")

    return change


def _replaced(name: str, content: bytes) -> Callable[[Path], object]:
    return lambda pack: (pack / name).write_bytes(content)


PACKS = {
    "a template is missing": (
        _without("parts/petitions.j2"),
        ("找不到文件 petitions.j2", "petitions.yaml 第"),
    ),
    "a topic is missing": (
        _without("topics/petitions.yaml"),
        ("找不到文件 topics/petitions.yaml", "pack.yaml 第"),
    ),
    "an outline is missing": (_without("outlines/standard.yaml"), ("找不到文件 outlines/standard.yaml",)),
    "the data are missing": (_without("data/yearly.yaml"), ("找不到文件 data/yearly.yaml",)),
    "the manifest is missing": (_without("pack.yaml"), ("找不到模板包“包”",)),
    "the manifest is empty": (_replaced("pack.yaml", b""), ("文件是空的",)),
    "the manifest is broken": (_replaced("pack.yaml", "名称: [".encode()), ("pack.yaml 第",)),
    "a template is no text": (_replaced("parts/petitions.j2", bytes(range(256))), ("不是文字的字节",)),
    "a template is no Jinja": (_with("parts/petitions.j2", "\n{% if %}"), ("petitions.j2 第",)),
    "a name is unknown": (_with("parts/petitions.j2", "\n{{ 信访收倒 }}"), ("“信访收倒”", "“信访收到”")),
    "a template divides by nought": (
        _with("parts/petitions.j2", "\n{{ 1/0 }}"),
        ("petitions.j2 第", "除数是零"),
    ),
    "a template wants out": (_with("parts/petitions.j2", "\n{{ ''.__class__ }}"), ("petitions.j2 第",)),
    "a template never ends": (_with("parts/petitions.j2", "\n{{ 'a'*999999999 }}"), ("petitions.j2 第",)),
    "a template calls itself": (
        _with("parts/petitions.j2", "\n{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}"),
        ("petitions.j2 第", "一直在引用自己"),
    ),
    "a template adds to a text": (_with("parts/petitions.j2", "\n{{ 年度 + 1 }}"), ("不能一起运算",)),
    "a template of brackets": (
        _with("parts/petitions.j2", "\n{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}"),
        ("petitions.j2",),
    ),
}


@pytest.mark.parametrize(("spoil", "told"), PACKS.values(), ids=PACKS.keys())
def test_a_pack_with_a_fault_gives_no_draft(
    run: Run, tmp_path: Path, spoil: Callable[[Path], object], told: tuple[str, ...]
) -> None:
    shutil.copytree(SHIPPED, tmp_path / "包")
    spoil(tmp_path / "包")
    path = tmp_path / "2026.yaml"
    path.write_text(bureau(("模板: rule-of-law", "模板: 包")), encoding="utf-8")
    ran = run("draft", path, "-o", "报告.docx")
    assert ran.code == 1
    for words in told:
        assert words in ran.err
    assert not (tmp_path / "报告.docx").exists()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "文件是空的"),
        ("甲", "字段: 内容"),
        ("名称: 甲\n部分: 3", "“部分”应是列表"),
        ("名称: 甲\n部分: [{主题: 普发}]", "主题“普发”不存在"),
        ("名称: 甲\n部分: [{标题: '{{ 单位全城 }}', 内容: [普法]}]", "单位全城"),
        ("名称: 甲\n部分: [{标题: '{% if %}', 内容: [普法]}]", "第2行"),
    ],
)
def test_an_outline_of_ones_own_with_a_fault_gives_no_draft(
    run: Run, tmp_path: Path, text: str, told: str
) -> None:
    path = tmp_path / "2026.yaml"
    path.write_text(bureau(("提纲: standard", "提纲: 提纲.yaml")), encoding="utf-8")
    (tmp_path / "提纲.yaml").write_text(text, encoding="utf-8")
    ran = run("draft", path, "-o", "报告.docx")
    assert ran.code == 1
    assert "提纲.yaml" in ran.err
    assert told in ran.err


def test_an_outline_on_the_command_line_is_found_from_here_and_from_the_answers(
    run: Run, tmp_path: Path
) -> None:
    own = "名称: 甲\n部分: [{标题: 全部工作, 内容: [普法], 其余: 是}]"
    for name in ("此处.yaml", "县/那里.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(own, encoding="utf-8")
    shutil.copy(BUREAU, tmp_path / "县")
    for name in ("此处.yaml", "那里.yaml", "县/那里.yaml"):
        assert run("draft", "县/2026.yaml", "-o", "报告.txt", "--outline", name).code == 0
        assert "一、全部工作" in words_of(tmp_path / "报告.txt")
    ran = run("draft", "县/2026.yaml", "-o", "报告.txt", "--outline", "guangdon")
    assert (ran.code, "是不是“guangdong”" in ran.err) == (1, True)


# where it is written -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("output", "code", "told"),
    [
        ("报告.pdf", 2, "另存为 .pdf"),
        ("报告.doc", 2, "另存为 .doc"),
        ("报告.wps", 2, "另存为 .wps"),
        ("报告.xlsx", 2, ".docx、.txt"),
        ("报告", 2, "没有扩展名"),
        ("", 2, "没有扩展名"),
        (".docx", 2, "没有扩展名"),
        ("-", 2, "没有扩展名"),
        ("没有/报告.docx", 1, "文件夹不存在"),
        ("2026.yaml/报告.docx", 1, "不是文件夹"),
        ("2026.yaml", 2, "不能直接写成 .yaml"),
        ("夹.docx", 1, "这是一个文件夹"),
        ("长" * 300 + ".docx", 1, "文件名太长"),
    ],
)
def test_an_output_that_cannot_be_is_told(
    run: Run, tmp_path: Path, output: str, code: int, told: str
) -> None:
    shutil.copy(BUREAU, tmp_path)
    (tmp_path / "夹.docx").mkdir()
    ran = run("draft", "2026.yaml", "-o", output)
    assert (ran.code, told in ran.err) == (code, True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["2026.yaml", "夹.docx"]


@pytest.mark.parametrize(
    "output",
    ["带 空格 & 中文（稿）.docx", "a'b\"c.txt", "报告.DOCX", "报告.Htm", "C:\\用户\\张三\\报告.docx"],
)
def test_odd_names_are_good_names(run: Run, tmp_path: Path, output: str) -> None:
    ran = run("draft", BUREAU, "-o", tmp_path / output)
    assert ran.code == 0
    assert output in ran.out


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOSPC, "磁盘已满"),
        (errno.EDQUOT, "配额"),
        (errno.EROFS, "只读"),
        (errno.EACCES, "没有写入权限"),
        (errno.EINVAL, "不能用的字符"),
        (errno.EIO, "写入失败"),
    ],
)
def test_a_disk_that_refuses_leaves_everything_as_it_was(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, told: str
) -> None:
    old, new = tmp_path / "旧.txt", tmp_path / "报告.docx"
    assert run("draft", BUREAU, "-o", old).code == 0
    before = old.read_bytes()

    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "replace", refuse)
    monkeypatch.setattr(os, "link", refuse)
    for command in (
        ("draft", BUREAU, "-o", new),
        ("draft", BUREAU, "-o", old),
        ("new", tmp_path, "--year", "2027", "--no-ask"),
    ):
        ran = run(*command)
        assert (ran.code, told in ran.err) == (1, True)
    assert old.read_bytes() == before
    assert list(tmp_path.iterdir()) == [old]


def test_a_folder_nobody_foresaw_trouble_with_is_told_too(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO), "U盘/2026.yaml")

    monkeypatch.setattr(commands, "draft", fail)
    ran = run("draft", BUREAU, "-o", "报告.docx")
    assert ran.code == 1
    assert "U盘/2026.yaml" in ran.err


def test_a_draft_open_in_word_is_left_alone_and_the_new_one_lies_beside(run: Run, tmp_path: Path) -> None:
    run("draft", BUREAU, "-o", "报告.docx")
    before = (tmp_path / "报告.docx").read_bytes()
    (tmp_path / "~$报告.docx").touch()
    ran = run("draft", BUREAU, "-o", "报告.docx")
    assert ran.code == 0
    assert "正被别的程序打开着" in ran.out
    assert "报告（第二稿）.docx" in ran.out
    assert (tmp_path / "报告.docx").read_bytes() == before


@pytest.mark.parametrize("name", ["报告.docx", "报告.txt"])
def test_a_final_copy_with_open_places_is_refused(run: Run, tmp_path: Path, name: str) -> None:
    run("draft", BUREAU, "-o", name)
    before = (tmp_path / name).read_bytes()
    ran = run("draft", BUREAU, "-o", name, "--final")
    assert ran.code == 1
    assert "没有生成定稿" in ran.out
    assert "普法活动场次" in ran.out
    assert "主持学法次数" in ran.out
    assert run("draft", BUREAU, "-o", "定稿.docx", "--final").code == 1
    assert (tmp_path / name).read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_final_copy_without_open_places_bears_no_trace(run: Run, tmp_path: Path) -> None:
    assert run("draft", COUNTY / "2026.yaml", "-o", "定稿.docx", "--final").code == 0
    with zipfile.ZipFile(tmp_path / "定稿.docx") as package:
        assert "word/comments.xml" not in package.namelist()
        assert b"w:highlight" not in package.read("word/document.xml")


# the base ----------------------------------------------------------------------------------------------


def _zip(**parts: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return data.getvalue()


_TYPES = {
    "[Content_Types].xml": b"<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"
}
BASES = {
    "missing": (None, "没有这个文件"),
    "empty": (b"", "不是 .docx"),
    "a text": ("红头".encode(), "不是 .docx"),
    "with a password, or an old .doc": (bytes.fromhex("D0CF11E0A1B11AE1") + bytes(2000), "密码"),
    "a spreadsheet": (_zip(**_TYPES, **{"xl/workbook.xml": b"<x/>"}), "不是 Word 文档"),
    "any zip": (_zip(a=b"b"), "不是 Word 文档"),
    "a zip bomb": (_zip(**_TYPES, **{"word/document.xml": bytes(400 << 20)}), "太大"),
}


@pytest.mark.parametrize(("content", "told"), BASES.values(), ids=BASES.keys())
def test_a_base_that_is_none_is_told(run: Run, tmp_path: Path, content: bytes | None, told: str) -> None:
    base = tmp_path / "红头.docx"
    if content is not None:
        base.write_bytes(content)
    ran = run("draft", BUREAU, "-o", "报告.docx", "--base", base)
    assert ran.code == 1
    assert "红头.docx" in ran.err
    assert told in ran.err
    assert not (tmp_path / "报告.docx").exists()


def test_a_base_that_is_damaged_is_told(run: Run, tmp_path: Path) -> None:
    run("draft", BUREAU, "-o", "好.docx")
    good = (tmp_path / "好.docx").read_bytes()
    bomb = b"<!DOCTYPE l [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]><x>&b;</x>"
    damaged = [good[: len(good) // 2]]
    for name, part in (("word/document.xml", b"<w"), ("word/styles.xml", b"<w"), ("word/document.xml", bomb)):
        with zipfile.ZipFile(io.BytesIO(good)) as package:
            parts = {one: package.read(one) for one in package.namelist()}
        damaged.append(_zip(**parts | {name: part}))
    for content in damaged:
        (tmp_path / "红头.docx").write_bytes(content)
        ran = run("draft", BUREAU, "-o", "报告.docx", "--base", "红头.docx")
        assert ran.code == 1
        assert "红头.docx：底稿" in ran.err
        assert not (tmp_path / "报告.docx").exists()


def test_a_base_for_a_text_is_wrong_usage(run: Run, tmp_path: Path) -> None:
    (tmp_path / "红头.docx").touch()
    assert run("draft", BUREAU, "-o", "报告.txt", "--base", "红头.docx").code == 2


# years -------------------------------------------------------------------------------------------------


@pytest.fixture
def county(tmp_path: Path) -> Path:
    folder = tmp_path / "县"
    folder.mkdir()
    for year in (2024, 2025, 2026):
        shutil.copy(COUNTY / f"{year}.yaml", folder)
    return folder


def test_last_year_with_another_year_inside_is_refused(run: Run, county: Path) -> None:
    """2026.yaml copied to 2025.yaml would make every growth nought."""
    shutil.copy(county / "2026.yaml", county / "2025.yaml")
    ran = run("draft", county / "2026.yaml", "-o", county / "报告.docx")
    assert ran.code == 1
    assert "2025.yaml" in ran.err
    assert "年度却是2026" in ran.err


def test_last_year_broken_by_hand_is_told_by_its_name(run: Run, county: Path) -> None:
    (county / "2025.yaml").write_text("年度: 2025\n信访收到：3\n", encoding="utf-8")
    ran = run("draft", county / "2026.yaml", "-o", county / "报告.docx")
    assert (ran.code, "2025.yaml 第2行" in ran.err) == (1, True)


def test_a_file_named_otherwise_than_its_year_is_drafted_as_its_year(run: Run, county: Path) -> None:
    (county / "2026.yaml").rename(county / "今年的答案.yaml")
    ran = run("draft", county / "今年的答案.yaml", "-o", county / "报告.txt")
    assert ran.code == 0
    assert "提示" not in ran.out
    assert words_of(county / "报告.txt") == words_of(COUNTY / "报告2026.txt")


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("文件", "--year", "2026"), 1, "不是文件夹"),
        (("文件/里", "--year", "2026"), 1, "不是文件夹"),
        (("县", "--year", "2026"), 1, "文件已经存在，没有改动它"),
        (("新", "--year", "2026", "--from", "没有.yaml"), 1, "没有这个文件"),
        (("新", "--year", "2026", "--from", "县"), 1, "这是一个文件夹"),
        (("新", "--year", "2025", "--from", "县/2025.yaml"), 2, "以前年度"),
        (("新", "--year", "2024", "--from", "县/2025.yaml"), 2, "以前年度"),
        (("新", "--year", "2026", "--pack", "rule-of-lwa"), 1, "是不是“rule-of-law”"),
        (("新", "--year", "2026", "--pack", "县"), 1, "找不到模板包"),
        (("新", "--year", "2026", "--outline", "zhejian"), 1, "是不是“zhejiang”"),
        (("新", "--year", "26"), 2, "不是年份"),
        (("新", "--year", "-5"), 2, "--year"),
        (("新", "--year", "二〇二六"), 2, "不是年份"),
    ],
)
def test_a_new_year_that_cannot_be_leaves_nothing(
    run: Run, county: Path, tmp_path: Path, arguments: tuple[str, ...], code: int, told: str
) -> None:
    (tmp_path / "文件").write_text("x", encoding="utf-8")
    ran = run("new", *arguments, "--no-ask")
    assert (ran.code, told in ran.err) == (code, True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["县", "文件"]


def test_an_existing_year_is_never_touched(run: Run, county: Path) -> None:
    before = (county / "2026.yaml").read_bytes()
    assert run("new", county, "--year", "2026", "--from", county / "2025.yaml", "--no-ask").code == 1
    assert (county / "2026.yaml").read_bytes() == before


def test_a_new_year_elsewhere_finds_pack_and_outline_and_is_told_of_growth(run: Run, tmp_path: Path) -> None:
    old = tmp_path / "旧"
    old.mkdir()
    shutil.copytree(SHIPPED, old / "包")
    (old / "提纲.yaml").write_text("名称: 甲\n部分: [{标题: 全部, 其余: 是}]", encoding="utf-8")
    text = bureau(("rule-of-law", "包"), ("提纲: standard", "提纲: 提纲.yaml"), ("年度: 2026", "年度: 2025"))
    (old / "2025.yaml").write_text(text, encoding="utf-8")
    ran = run("new", tmp_path / "新", "--year", "2026", "--from", old / "2025.yaml", "--no-ask")
    assert ran.code == 0
    assert "要算增长" in ran.out
    assert run("draft", tmp_path / "新" / "2026.yaml", "-o", "报告.docx").code == 0


def test_a_pack_and_an_outline_named_from_here_are_found_from_the_new_folder(
    run: Run, tmp_path: Path
) -> None:
    shutil.copytree(SHIPPED, tmp_path / "包")
    (tmp_path / "提纲.yaml").write_text("名称: 甲\n部分: [{标题: 全部, 其余: 是}]", encoding="utf-8")
    ran = run("new", "县/局", "--year", "2026", "--pack", "包", "--outline", "提纲.yaml", "--no-ask")
    assert ran.code == 0
    assert run("draft", "县/局/2026.yaml", "-o", "报告.docx").code == 0


# the command line itself -------------------------------------------------------------------------------

USAGE = {
    "draft": "还缺少：答案文件、-o/--output",
    "draft a.yaml": "还缺少：-o/--output",
    "draft a.yaml -o": "-o/--output 后面要写内容",
    "draft a.yaml -o b.docx 多": "不认识或多余的：多",
    "draft a.yaml -o b.docx --fin": "是不是“--final”",
    "draft a.yaml -o b.docx --final=是": "--final 后面不写内容",
    "draft a.yaml -o b.docx --oultine x": "是不是“--outline”",
    "drft": "没有“drft”，可用的有：new、learn、ask、draft、take、diff、open、packs（是不是“draft”？）",
    "new 县": "还缺少：--year",
    "new 县 --year abc": "“abc”不是年份",
    "packs lst": "是不是“list”",
    "packs show": "还缺少：模板包",
    "packs lint": "还缺少：模板包",
    "--nope": "不认识或多余的：--nope",
    "--lang": "--lang 后面要写内容",
    "--lang fr draft": "没有“fr”，可用的有：zh、en",
    "ask": "还缺少：答案文件",
}


@pytest.mark.parametrize(("line", "told"), USAGE.items(), ids=USAGE.keys())
def test_wrong_usage_is_told_in_chinese(run: Run, line: str, told: str) -> None:
    ran = run(*line.split())
    assert ran.code == 2
    assert told in ran.err
    assert "--help" in ran.err
    for english in ("argument", "required", "invalid", "choose", "expected", "unrecognized"):
        assert english not in ran.err


@pytest.mark.parametrize(
    "line", ["--help", "-h", "draft --help", "new -h", "packs show --help", "ask -h", "open -h"]
)
def test_help_is_chinese(run: Run, line: str) -> None:
    ran = run(*line.split())
    assert ran.code == 0
    assert "用法：" in ran.out
    for english in ("usage", "options", "positional", "show this", "answers", "OUTPUT"):
        assert english not in ran.out


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").out.startswith("drafter ")


@pytest.mark.parametrize("line", ["--lang en draft", "draft --lang en", "drft --lang=en", "--lang en --help"])
def test_usage_in_english_has_no_chinese(run: Run, line: str) -> None:
    ran = run(*line.split())
    words = (ran.out + ran.err).replace("法治政府建设年度报告", "")
    assert not [char for char in words if "\u4e00" <= char <= "\u9fff"]


def test_an_english_draft_speaks_english_around_chinese_names(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "2026.yaml"
    path.write_text(bureau((RECEIVED, "信访收倒: 14件")), encoding="utf-8")
    ran = run("draft", path, "-o", "a.docx", "--lang", "en")
    assert ran.out.startswith(
        f"Note: line {line_of(path, '信访收倒')}: “信访收倒” is not among the questions"
    )
    assert "Written: a.docx" in ran.out
    (tmp_path / "a.docx").write_bytes(b"x")
    assert "is left alone" in run("--lang", "en", "draft", path, "-o", "a.docx").out
    final = run("--lang", "en", "draft", path, "-o", "b.docx", "--final")
    assert (final.code, "没有" in final.out) == (1, False)


@pytest.mark.parametrize("line", ["", "ask 2026.yaml"])
def test_without_a_terminal_nothing_is_asked(run: Run, tmp_path: Path, line: str) -> None:
    shutil.copy(BUREAU, tmp_path)
    ran = run(*line.split())
    assert ran.code == 2
    assert "终端" in ran.err


def test_without_a_terminal_a_new_file_is_still_made(run: Run, tmp_path: Path) -> None:
    ran = run("new", "县", "--year", "2026")
    assert ran.code == 0
    assert "终端" in ran.out
    assert (tmp_path / "县" / "2026.yaml").is_file()


BESIDE = [
    ((), "2025.yaml", ("沿用2025年的答案", "来源: 沿用2025年")),
    (("--pack", "rule-of-law"), "2025.yaml", ("没有沿用", "年度: 2026")),
    ((), "2024.yaml", ("没有沿用", "年度: 2026")),
    (("--from", "县/2024.yaml"), "2024.yaml", ("隔着2025年", "来源: 沿用2024年")),
]


@pytest.mark.parametrize(("arguments", "name", "told"), BESIDE)
def test_a_new_year_starts_from_the_year_before_that_lies_beside(
    run: Run, tmp_path: Path, arguments: tuple[str, ...], name: str, told: tuple[str, str]
) -> None:
    (tmp_path / "县").mkdir()
    text = BUREAU.read_text(encoding="utf-8").replace("年度: 2026", f"年度: {name[:4]}")
    (tmp_path / "县" / name).write_text(text, encoding="utf-8")
    ran = run("new", "县", "--year", "2026", "--no-ask", *arguments)
    assert told[0] in ran.out
    written = (tmp_path / "县/2026.yaml").read_text(encoding="utf-8")
    assert told[1] in written
    assert ("来源: 沿用" in written) == told[1].startswith("来源")


def test_an_interruption_is_no_fault_of_the_program(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(commands, "draft", interrupt)
    ran = run("draft", BUREAU, "-o", "报告.docx")
    assert (ran.code, "已停止" in ran.err) == (1, True)


def test_packs_are_listed_shown_and_checked(run: Run) -> None:
    assert "rule-of-law" in run("packs").out
    assert run("packs", "list") == run("packs")
    assert "提纲" in run("packs", "show", "rule-of-law").out
    assert run("packs", "show", "没有").code == 1


def test_a_user_without_a_home_has_no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    assert commands.cache_folder() is None


def edited_bureau(folder: Path) -> tuple[Path, Path]:
    """The sample bureau's answers and its draft with a few words changed."""
    answers, copy = folder / "2026.yaml", folder / "改稿.txt"
    answers.write_text(bureau(), encoding="utf-8")
    assert main(["draft", str(answers), "-o", str(copy)], io.StringIO(), io.StringIO(), None) == 0
    text = copy.read_text(encoding="utf-8")
    copy.write_text(text.replace("有关情况报告如下", "情况报告如下", 1) + "\n", encoding="utf-8")
    return answers, copy


def test_files_in_the_wrong_order_are_told(run: Run, tmp_path: Path) -> None:
    answers, copy = edited_bureau(tmp_path)
    told = run("take", copy, answers, "--yes")
    assert told.code != 0
    assert "两个文件的先后反了" in told.err


def test_whoever_takes_nothing_has_decided(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers, copy = edited_bureau(tmp_path)
    before = answers.read_bytes()
    monkeypatch.setattr("sys.stdin", io.StringIO("3\n"))
    done = run("take", answers, copy, "--plain")
    assert (done.code, answers.read_bytes()) == (0, before)
    assert "--yes" not in done.out
