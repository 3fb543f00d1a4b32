"""``drafter diff`` through the command line: what a clerk sees of two drafts, and the file kept of it."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from drafter.cli import main
from drafter.i18n import set_language
from drafter.sitting import _Actions
from tests.conftest import REPOSITORY
from tests.interview.test_session import Script

EXAMPLES = REPOSITORY / "examples"
YEARS = [EXAMPLES / "sample-county" / f"{year}.yaml" for year in (2025, 2026)]
BUREAU = EXAMPLES / "sample-bureau" / "2026.yaml"
Run = Callable[..., tuple[int, str]]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("缓存")


@pytest.fixture
def run(cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in an empty folder; its exit code and all it said."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: object) -> tuple[int, str]:
        out, err = io.StringIO(), io.StringIO()
        code = main([str(argument) for argument in arguments], out, err, cache)
        set_language("zh")
        return code, out.getvalue() + err.getvalue()

    return call


def edited(run: Run, name: str, *changes: tuple[str, str]) -> Path:
    """A draft as text, edited in a text editor."""
    run("draft", BUREAU, "-o", name)
    path = Path(name)
    text = path.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")
    return path


@pytest.fixture
def petition(run: Run) -> str:
    """A sentence of the example's draft, with its figures."""
    run("draft", BUREAU, "-o", "原稿.txt")
    found = re.search(r"[^。\n　]*信访[^。\n]*\d+件[^。\n]*。", Path("原稿.txt").read_text("utf-8"))
    assert found is not None
    return found.group()


def test_what_changed_is_told_under_its_headings(run: Run, petition: str) -> None:
    figure = re.search(r"\d+(?=件)", petition)
    assert figure is not None
    changed = petition.replace(figure.group(), str(int(figure.group()) + 1), 1)
    path = edited(run, "修改稿.txt", (petition, changed + "没有发生越级上访。"))
    code, said = run("diff", BUREAU, path)
    assert code == 0
    assert f"〔{figure.group()}→{int(figure.group()) + 1}〕件" in said
    assert "〔增：没有发生越级上访。〕" in said
    assert "共1处不同：改1段。" in said
    assert re.search(r"\n一、.+ ＞ （.）", said)


def test_nothing_differs(run: Run) -> None:
    run("draft", BUREAU, "-o", "稿.docx")
    assert run("diff", BUREAU, "稿.docx") == (0, "两份稿子的文字完全相同。\n")


def test_blanks_are_counted_and_not_listed(run: Run, petition: str) -> None:
    path = edited(run, "修改稿.txt", (petition, petition.replace("信访", "信 访", 1)))
    assert run("diff", BUREAU, path) == (0, "除空白外，两份稿子的文字完全相同。\n")


def test_half_width_marks_are_named(run: Run, petition: str) -> None:
    path = edited(run, "修改稿.txt", (petition, petition.replace("，", ",")))
    assert "改（只是全角半角）" in run("diff", BUREAU, path)[1]


def test_two_years_become_a_word_file_of_revisions(run: Run) -> None:
    code, said = run("diff", *YEARS, "-o", "对比.docx", "--author", "法规科")
    assert code == 0
    assert "已生成：对比.docx" in said
    assert "改" in said
    assert "〔" not in said, "the changes stand in the file"
    assert run("diff", YEARS[1], "对比.docx")[1].endswith("两份稿子的文字完全相同。\n"), "read as accepted"


@pytest.mark.parametrize("ending", ["txt", "html"])
def test_two_years_become_a_text_or_a_page(run: Run, ending: str) -> None:
    code, _ = run("diff", *YEARS, "-o", f"对比.{ending}")
    text = Path(f"对比.{ending}").read_text("utf-8")
    assert code == 0
    assert ("<del>2025</del><ins>2026</ins>" if ending == "html" else "〔2025→2026〕年") in text


def test_a_file_that_was_edited_since_is_not_overwritten(run: Run) -> None:
    run("diff", *YEARS, "-o", "对比.txt")
    Path("对比.txt").write_text("批注过的", "utf-8")
    _, said = run("diff", *YEARS, "-o", "对比.txt")
    assert "没有覆盖它" in said
    assert Path("对比.txt").read_text("utf-8") == "批注过的"
    assert Path("对比（第二稿）.txt").is_file()


def test_another_report_altogether_is_doubted(run: Run) -> None:
    report = "某乡政府2026年工作总结\n一、粮食生产\n全年播种面积2.1万亩，总产量9800吨。\n二、村容村貌\n新修厕所40座，栽树1200棵。\n"
    Path("别的.txt").write_text(report, "utf-8")
    code, said = run("diff", BUREAU, "别的.txt")
    assert code == 0
    assert "可能不是同一单位的报告" in said


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("没有.docx", BUREAU), "没有.docx"),
        ((BUREAU, "没有.yaml"), "没有.yaml"),
        ((*YEARS, "-o", "对比.pdf"), "不能直接写成 .pdf"),
        ((*YEARS, "-o", "对比"), "没有扩展名"),
        ((BUREAU,), "新稿"),
        (("空.txt", BUREAU), "空.txt"),
    ],
)
def test_what_cannot_be_compared_is_said(run: Run, arguments: tuple[object, ...], told: str) -> None:
    Path("空.txt").touch()
    code, said = run("diff", *arguments)
    assert code in (1, 2)
    assert told in said
    assert "Traceback" not in said


class Terminal(io.StringIO):
    """A terminal that shows colours."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("no_colour", "coloured"), [("", True), ("1", False)])
def test_colours_are_for_terminals_that_want_them(
    cache: Path, monkeypatch: pytest.MonkeyPatch, no_colour: str, coloured: bool
) -> None:
    monkeypatch.setenv("NO_COLOR", no_colour)
    monkeypatch.setenv("TERM", "xterm")
    out = Terminal()
    main(["diff", *map(str, YEARS)], out, io.StringIO(), cache)
    assert ("\x1b[" in out.getvalue()) == coloured
    assert "〔2025→2026〕" in out.getvalue()


def test_the_menu_keeps_a_word_file_beside_the_answers(cache: Path, tmp_path: Path) -> None:
    for year in YEARS:
        shutil.copy(year, tmp_path)
    old, new = tmp_path / "2025.yaml", tmp_path / "2026.yaml"
    out = io.StringIO()
    _Actions(Script("keep"), cache, out).compare(old, new, new)
    assert (tmp_path / "2025与2026对比.docx").is_file()
    assert "〔2025→2026〕" in out.getvalue()
    _Actions(Script(), cache, out).compare(new, tmp_path / "2025与2026对比.docx", new)
    assert out.getvalue().endswith("两份稿子的文字完全相同。\n"), "nothing to keep"
