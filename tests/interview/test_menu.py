"""The menu: what it finds and what it has done."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from drafter.errors import AnswersError, ReadError
from drafter.interview.console import Back, Stop
from drafter.interview.menu import (
    ASK,
    COLLEAGUES,
    COMPARE,
    DRAFT,
    FINAL,
    FULL,
    NEAR,
    NEW,
    NONE,
    OUTLINE,
    PACKS,
    PASTE,
    POINTS,
    PUBLISHED,
    QUIT,
    REPORT,
    RETURN,
    TAKE,
    WORDINGS,
    open_menu,
    year_files,
)
from drafter.interview.picking import ELSEWHERE, report_files
from tests.interview.test_session import Reply, Script


class Actions:
    """Notes what is to be done."""

    def __init__(self) -> None:
        self.done: list[tuple[object, ...]] = []
        self.unreadable: list[Path | str] = []
        self.learned = 2025

    def new(self, folder: Path, year: int, last: Path | None) -> None:
        self.done.append(("new", folder, year, last))

    def learn(
        self, report: Path | str, folder: Path | None, year: int, earlier: Path | None = None
    ) -> Path | None:
        if report in self.unreadable:
            raise ReadError("文件损坏")
        self.done.append(("learn", report, folder, year, *([earlier] if earlier else [])))
        return Path(f"某局/{self.learned}.yaml")

    def ask(self, answers: Path, *, full: bool) -> None:
        self.done.append(("ask", answers, full))

    def draft(self, answers: Path, *, final: bool) -> None:
        if final:
            raise AnswersError("还有未填的题")
        self.done.append(("draft", answers))

    def take(self, answers: Path, copy: Path, *, final: bool) -> None:
        self.done.append(("take", answers, copy, final))

    def about(self, year: int, copy: Path) -> str:
        return "没有改动过" if "草稿" in copy.name else ""

    def wordings(self, answers: Path) -> None:
        self.done.append(("wordings", answers))

    def open_points(self, answers: Path) -> None:
        self.done.append(("open", answers))

    def colleagues(self, answers: Path) -> None:
        self.done.append(("colleagues", answers))

    def outline(self, answers: Path) -> None:
        self.done.append(("outline", answers))

    def compare(self, old: Path, new: Path, beside: Path) -> None:
        self.done.append(("compare", old, new, beside))

    def packs(self) -> None:
        self.done.append(("packs",))


@pytest.fixture
def here(tmp_path: Path) -> Path:
    for name in (
        "司法局/2025.yaml",
        "司法局/2026.yml",
        "司法局/说明.yaml",
        "甲/乙/2024.yaml",
        ".git/2023.yaml",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return tmp_path


def play(here: Path, *replies: Reply, learned: int = 2025, bad: Path | None = None) -> tuple[Actions, Script]:
    actions, script = Actions(), Script(*replies)
    actions.learned, actions.unreadable = learned, [bad] if bad else []
    open_menu(script, actions, here, 2026)
    return actions, script


def test_it_finds_year_files_here_and_one_folder_below_newest_first(here: Path) -> None:
    (here / "2024.YAML").touch()
    assert [file.path.relative_to(here).as_posix() for file in year_files(here)] == [
        "司法局/2026.yml",
        "司法局/2025.yaml",
        "2024.YAML",
    ]


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert year_files(tmp_path / "没有") == []


def test_a_first_report_gets_a_folder_of_its_own(tmp_path: Path) -> None:
    actions, _ = play(tmp_path, NEW, "2026", NEW, "县司法局", QUIT)
    assert actions.done == [("new", tmp_path / "县司法局", 2026, None)]


def test_a_first_report_may_start_from_last_years_report_that_lies_here(tmp_path: Path) -> None:
    for number, name in enumerate(
        ("旧材料/2024年报告.doc", "2025年报告.docx", "~$25年报告.docx", "说明.yaml")
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
        os.utime(path, (number, number))
    assert [path.name for path in report_files(tmp_path)] == ["2025年报告.docx", "2024年报告.doc"]
    actions, _ = play(tmp_path, NEW, "", REPORT, "2025年报告.docx", NONE, QUIT)
    learned = Path("某局/2025.yaml")
    assert actions.done == [
        ("learn", tmp_path / "2025年报告.docx", None, 2026),
        ("new", learned.parent, 2026, learned),
    ]


def touched(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    return path


def test_a_report_elsewhere_is_typed_or_dropped_into_the_window(tmp_path: Path) -> None:
    report = touched(tmp_path / "深/材料 二/我的 报告.docx")
    for typed in (
        "深/材料 二/我的 报告.docx",
        f'"{report}"',
        f"'{report}' ",
        str(report).replace(" ", "\\ "),
    ):
        replies = ("", "没有的.docx", "深", typed, NONE, QUIT)
        actions, script = play(tmp_path, NEW, "2026", REPORT, *replies)
        for told in ("还没有输入文件名", "没有“没有的.docx”这个文件", "“深”是一个文件夹"):
            assert told in script.text
        assert actions.done[0] == ("learn", report, None, 2026)


def test_the_report_of_the_year_before_may_be_laid_beside_it(tmp_path: Path) -> None:
    last, older = touched(tmp_path / "2025年报告.docx"), touched(tmp_path / "2024年报告.docx")
    actions, _ = play(tmp_path, NEW, "2026", REPORT, last.name, older.name, QUIT)
    assert actions.done[0] == ("learn", last, None, 2026, older)


def test_a_report_that_cannot_be_read_is_asked_for_again(tmp_path: Path) -> None:
    bad, good = touched(tmp_path / "坏.docx"), touched(tmp_path / "好.docx")
    replies = (NEW, "2026", REPORT, bad.name, NONE, good.name, NONE, QUIT)
    actions, script = play(tmp_path, *replies, bad=bad)
    assert "错误：文件损坏" in script.text
    assert actions.done[0] == ("learn", good, None, 2026)


GAPS = [("2027", NEAR, 2027), ("2028", NEAR, 2027), ("2028", NEW, 2028), ("2029", NEW, 2029)]


@pytest.mark.parametrize(("typed", "reply", "made"), GAPS)
def test_a_base_that_is_not_of_last_year_is_told(here: Path, typed: str, reply: str, made: int) -> None:
    told = ["去年的数看不到"] if typed != "2027" else []
    actions, script = play(here, NEW, typed, "0", *([reply] if told else []), QUIT)
    assert [one for one in ("去年的数看不到",) if one in script.text] == told
    assert actions.done == [("new", here / "司法局", made, here / "司法局/2026.yml")]


def test_an_old_report_is_told_of_too(tmp_path: Path) -> None:
    report = touched(tmp_path / "旧.docx")
    actions, script = play(tmp_path, NEW, "2026", REPORT, report.name, NONE, NEAR, QUIT, learned=2023)
    assert "中间隔着2024—2025年" in script.text
    assert actions.done[1] == ("new", Path("某局"), 2024, Path("某局/2023.yaml"))


def test_that_the_year_has_a_report_already_is_told(here: Path) -> None:
    _, script = play(here, NEW, Back, QUIT)
    assert "已有2026年的报告" in script.text


def test_last_years_report_may_be_pasted(tmp_path: Path) -> None:
    actions, _ = play(tmp_path, NEW, "2026", PASTE, "某局2025年报告\n一、成效", QUIT)
    assert actions.done[0] == ("learn", "某局2025年报告\n一、成效", None, 2026)


def test_a_new_year_follows_the_newest_and_starts_from_it(here: Path) -> None:
    actions, script = play(here, NEW, "", "0", QUIT)
    assert script.fields[0].default == ""
    assert "2027" in script.fields[0].placeholder
    assert actions.done == [("new", here / "司法局", 2027, here / "司法局/2026.yml")]


def test_a_year_that_is_none_is_asked_again(here: Path) -> None:
    actions, script = play(here, NEW, "明年", "2027", NEW, QUIT)
    assert "四位数" in script.text
    assert actions.done == [("new", here, 2027, None)]


def test_everything_can_be_done_with_a_year(here: Path) -> None:
    actions, _ = play(here, "1", ASK, FULL, POINTS, COLLEAGUES, OUTLINE, DRAFT, RETURN, PACKS, QUIT)
    path = here / "司法局/2025.yaml"
    assert actions.done == [
        ("ask", path, False),
        ("ask", path, True),
        ("open", path),
        ("colleagues", path),
        ("outline", path),
        ("draft", path),
        ("packs",),
    ]


def test_a_year_is_compared_with_the_one_before_or_with_a_file_made_of_it(here: Path) -> None:
    changed = touched(here / "很/深/局长改.docx")
    (here / "司法局/修改稿.docx").touch()
    this, last = here / "司法局/2026.yml", here / "司法局/2025.yaml"
    actions, script = play(
        here, "0", COMPARE, "compare0", COMPARE, "0", COMPARE, ELSEWHERE, "", str(changed), RETURN, QUIT
    )
    assert actions.done == [
        ("compare", last, this, this),
        ("compare", this, here / "司法局/修改稿.docx", this),
        ("compare", this, changed, this),
    ]
    assert "还没有输入文件名" in script.text


def test_an_error_is_told_and_the_menu_goes_on(here: Path) -> None:
    actions, script = play(here, "0", FINAL, DRAFT, RETURN, QUIT)
    assert "错误：还有未填的题" in script.text
    assert actions.done == [("draft", here / "司法局/2026.yml")]


def test_back_and_stop_lead_out(here: Path) -> None:
    actions, script = play(here, "0", Back, Back, "0", Stop, Stop)
    assert actions.done == []
    assert not script.replies


def test_an_edited_draft_beside_the_answers_is_taken_in(here: Path) -> None:
    copy = here / "司法局" / "改稿.docx"
    copy.touch()
    actions, _ = play(here, "0", TAKE, "改稿.docx", PUBLISHED, "改稿.docx", WORDINGS, RETURN, QUIT)
    answers = here / "司法局" / "2026.yml"
    assert actions.done == [
        ("take", answers, copy, False),
        ("take", answers, copy, True),
        ("wordings", answers),
    ]


def test_files_that_are_hardly_meant_are_marked_and_come_last(here: Path) -> None:
    (here / "司法局" / "改稿.docx").touch()
    (here / "司法局" / "草稿.docx").touch()
    actions, _ = play(here, "0", TAKE, "0", TAKE, "草稿.docx（没有改动过）", RETURN, QUIT)
    assert [Path(str(done[2])).name for done in actions.done] == ["改稿.docx", "草稿.docx"]


def test_going_back_from_the_choice_of_a_file_takes_nothing(here: Path) -> None:
    actions, _ = play(here, "0", TAKE, Back, RETURN, QUIT)
    assert actions.done == []
