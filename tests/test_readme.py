"""What the README says works: its pack is built, checked and drafted, its commands run, and none is left out."""

from __future__ import annotations

import argparse
import io
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from drafter.answers.edits import edits_of
from drafter.answers.load import load_answers
from drafter.cli import main, parser
from drafter.packs import words as pack_words
from drafter.packs.schema import HeadingStyle, ParagraphStyle
from tests.conftest import REPOSITORY

README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
FILE = re.compile(r"^文件 `(?P<path>[^`]+)`[^\n]*\n\n```yaml\n(?P<text>.*?)^```", re.MULTILINE | re.DOTALL)
RESULT = re.compile(r"^得到 `(?P<path>[^`]+)`[^\n]*\n\n```text\n(?P<text>.*?)^```", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^drafter .+$|(?<=`)drafter [^`\n]+(?=`)", re.MULTILINE)
PICTURE = re.compile(r"!\[[^\]]*\]\(([^)]+)\)")
WORDS = {
    *pack_words.PACK_WORDS,
    *pack_words.SHELL_WORDS,
    *pack_words.TOPIC_WORDS,
    *pack_words.QUESTION_WORDS,
    *pack_words.COLUMN_WORDS,
    *pack_words.CHECK_WORDS,
    *pack_words.OUTLINE_WORDS,
    *pack_words.NODE_WORDS,
    *pack_words.YEAR_WORDS,
    *pack_words.QUESTION_KINDS,
    *pack_words.words_of(ParagraphStyle),
    *pack_words.words_of(HeadingStyle),
}
NAMES_ONLY = 2
"""``drafter draft`` in a sentence names the command."""


def commands() -> list[list[str]]:
    """The arguments of each command line in the README."""
    lines = [shlex.split(line)[1:] for line in COMMAND.findall(README)]
    return [line for line in lines if len(line) >= NAMES_ONLY or line[0].startswith("-")]


def sections() -> dict[str, str]:
    """The README's second-level sections by heading."""
    parts = re.split(r"^## (.+)\n", README, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to run commands in, without a terminal."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    return tmp_path


def run(line: list[str], cache: Path) -> tuple[int, str]:
    out = io.StringIO()
    code = main(line, out, out, cache)
    return code, out.getvalue()


def write_files(section: str, folder: Path) -> None:
    for found in FILE.finditer(sections()[section]):
        path = folder / found["path"]
        path.parent.mkdir(exist_ok=True)
        path.write_text(found["text"], encoding="utf-8")


def test_the_ten_minute_pack_gives_the_report_shown(desk: Path) -> None:
    section = "十分钟写一个自己的模板包"
    write_files(section, desk)
    for line in commands_of(sections()[section]):
        code, told = run(line, desk / "cache")
        assert code == 0, told
    expected = RESULT.search(sections()[section])
    assert expected is not None
    assert (desk / expected["path"]).read_text(encoding="utf-8") == expected["text"]


def test_the_ten_minute_pack_can_begin_a_year(desk: Path) -> None:
    write_files("十分钟写一个自己的模板包", desk)
    code, told = run(["new", "别的局", "--year", "2026", "--pack", "应诉报告", "--no-ask"], desk / "cache")
    assert code == 0, told
    assert "模板: ../应诉报告\n" in (desk / "别的局/2026.yaml").read_text(encoding="utf-8")


def commands_of(text: str) -> Iterator[list[str]]:
    """The commands in the code blocks of a section."""
    for block in re.findall(r"^```sh\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL):
        for line in block.splitlines():
            if line.startswith("drafter "):
                yield shlex.split(line)[1:]


def test_the_clerks_commands_run_in_the_order_they_are_shown(desk: Path) -> None:
    """Questions need a terminal (exit code 2), and with all of them open there is nothing final (1)."""
    base = ["draft", str(REPOSITORY / "examples/sample-bureau/2026.yaml"), "-o", "红头.docx"]
    assert run(base, desk / "cache")[0] == 0
    for name, year in (("2024年报告.docx", 2024), ("2025年报告.docx", 2025), ("网页.html", 2025)):
        example = str(REPOSITORY / f"examples/sample-county/{year}.yaml")
        assert run(["draft", example, "-o", name], desk / "cache")[0] == 0
    clerks = README.split("\n---\n", 1)[0]
    for line in commands_of(clerks):
        if line[0] == "take":  # a draft that nobody has edited
            shutil.copy(desk / "县司法局" / "报告.docx", desk / line[2])
        code, told = run(line, desk / "cache")
        expected = 2 if line[0] == "ask" else 1 if "--final" in line else 0
        assert code == expected, f"drafter {shlex.join(line)}\n{told}"
    assert {path.name for path in (desk / "县司法局").iterdir()} == {
        "2026.yaml",
        "2027.yaml",
        "报告.docx",
        "报告.txt",
        "清单.docx",
    }


def test_a_bureaus_own_outline_and_headings_draft(desk: Path) -> None:
    section = "自己的提纲和标题"
    write_files(section, desk)
    headings = re.search(r"```yaml\n(标题改写:\n.*?)```", sections()[section], re.DOTALL)
    assert headings is not None
    county = (REPOSITORY / "examples/sample-county/2026.yaml").read_text(encoding="utf-8")
    answers = county.replace("提纲: standard", "提纲: 提纲.yaml") + headings[1]
    (desk / "县司法局/2026.yaml").write_text(answers, encoding="utf-8")
    code, told = run(["draft", "县司法局/2026.yaml", "-o", "报告.txt"], desk / "cache")
    assert code == 0, told
    report = (desk / "报告.txt").read_text(encoding="utf-8")
    for words in ("（一）下好“一盘棋”，责任落实到人", "（二）化解矛盾在源头", "念好“普法经”"):
        assert words in report


def test_the_excerpt_of_an_answers_file_is_real() -> None:
    example = (REPOSITORY / "examples/sample-bureau/2026.yaml").read_text(encoding="utf-8").splitlines()
    block = re.search(r"```yaml\n(.*?)```", sections()["答案文件"], re.DOTALL)
    assert block is not None
    assert [line for line in block[1].splitlines() if line not in example] == []


def test_the_records_of_edited_drafts_are_read(tmp_path: Path) -> None:
    block = re.search(r"```yaml\n(改稿:\n.*?)```", sections()["改过的稿子收回来"], re.DOTALL)
    assert block is not None
    path = tmp_path / "2026.yaml"
    path.write_text("年度: 2026\n" + block[1], encoding="utf-8")
    edits = edits_of(load_answers(path))
    assert [(edit.at, edit.after) for edit in edits] == [
        ("信访/2", ""),
        ("普法/2", ""),
        ("新/1", "信访/2"),
        ("执法/1", "新/1"),
    ]
    assert edits[1].deleted


@pytest.mark.parametrize("line", commands(), ids=shlex.join)
def test_each_command_line_is_one_the_program_takes(line: list[str]) -> None:
    if line == ["--help"] or line[1:] == ["--help"] or "--version" in line:
        with pytest.raises(SystemExit):
            parser().parse_args(line)
    else:
        parser().parse_args(line)


def flags(of: argparse.ArgumentParser, name: str = "") -> Iterator[str]:
    """Every command and flag of the program."""
    for action in of._actions:
        if isinstance(action, argparse._SubParsersAction):
            for child, its_parser in action.choices.items():
                yield f"{name} {child}".strip()
                yield from flags(its_parser, f"{name} {child}".strip())
        elif action.option_strings and action.dest != "help":
            yield action.option_strings[-1]


@pytest.mark.parametrize("word", sorted(set(flags(parser()))))
def test_each_command_and_flag_is_documented(word: str) -> None:
    assert (word if word.startswith("-") else f"drafter {word}") in README


@pytest.mark.parametrize("word", sorted(WORDS))
def test_each_word_of_a_pack_is_documented(word: str) -> None:
    assert word in README


@pytest.mark.parametrize("path", PICTURE.findall(README))
def test_each_picture_is_there_and_small(path: str) -> None:
    assert (REPOSITORY / path).stat().st_size < 150_000


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_the_modules_named_exist(name: str) -> None:
    text = (REPOSITORY / name).read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z_/]+(?:\.py|/))`", text))
    folders = ("drafter", "tests", "benchmarks", "docs", "templates", "examples")
    paths = [path for folder in folders for path in (REPOSITORY / folder, *(REPOSITORY / folder).rglob("*"))]
    there = [f"{path.as_posix()}/" if path.is_dir() else path.as_posix() for path in paths]
    assert [path for path in named if not any(f"/{path}" in found for found in there)] == []
    assert len(named) > 5


def test_links_within_the_readme_lead_somewhere() -> None:
    headings = re.findall(r"^#+ (.+)$", README, flags=re.MULTILINE)
    anchors = {re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in headings}
    assert set(re.findall(r"\]\(#([^)]+)\)", README)) <= anchors
