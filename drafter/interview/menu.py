"""The menu that ``drafter`` alone opens: it only picks; the work is done by the actions it is given.

It finds what there is by looking at the folder it was started in and the folders one level below, and remembers
nothing anywhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from drafter.errors import DrafterError
from drafter.i18n import _
from drafter.interview.console import Back, Console, Field, Overview, Skip, Stop
from drafter.interview.steps import Option

_YEAR_FILE = re.compile(r"(?P<year>(?:19|20)\d\d)\.ya?ml", re.IGNORECASE)
NEW, OPEN, PACKS, QUIT = "new", "open", "packs", "quit"
ASK, FULL, DRAFT, FINAL, POINTS, RETURN = "ask", "full", "draft", "final", "points", "return"
COLLEAGUES = "colleagues"
OUTLINE = "outline"
TAKE, PUBLISHED, WORDINGS = "take", "published", "wordings"
COMPARE = "compare"
REPORT, PASTE, ELSEWHERE = "report", "paste", "elsewhere"
_REPORT_FILE = re.compile(r".+\.(?:docx?|wps|html?|mht|pdf|txt|rtf|odt)", re.IGNORECASE)
_MOST_FILES = 12


class Actions(Protocol):
    """What the menu can have done; each prints what came of it and raises DrafterError when it cannot."""

    def new(self, folder: Path, year: int, last: Path | None) -> None:
        """Make a new year's file (from last year's where given) and begin the interview."""

    def learn(self, report: Path | str, folder: Path | None, year: int) -> Path | None:
        """Learn a report (a file, or pasted text) that ``year`` is to start from; the answers file of its year.

        ``folder`` None: one named after the bureau.  None where the clerk thinks better of it.
        """

    def ask(self, answers: Path, *, full: bool) -> None:
        """Go on with an interview."""

    def draft(self, answers: Path, *, final: bool) -> None:
        """Write a draft, or the final copy, beside the answers."""

    def take(self, answers: Path, copy: Path, *, final: bool) -> None:
        """Take in a copy that was edited in Word, or (``final``) the published version."""

    def wordings(self, answers: Path) -> None:
        """Look through the wordings that came from edited copies."""

    def open_points(self, answers: Path) -> None:
        """List what is open."""

    def colleagues(self, answers: Path) -> None:
        """Lists of what the 科室 have to report, and their replies."""

    def outline(self, answers: Path) -> None:
        """Edit the headings of the year, kept as the bureau's own outline."""

    def compare(self, old: Path, new: Path, beside: Path) -> None:
        """Show what differs between two drafts; a file of it is put beside the answers file ``beside``."""

    def packs(self) -> None:
        """List the packs."""


class YearFile(Struct, frozen=True):
    """An answers file found: its path and year."""

    path: Path
    year: int


def year_files(here: Path) -> list[YearFile]:
    """The answers files in a folder and the folders one level below, newest year first."""
    folders = [
        here,
        *sorted(path for path in _within(here) if path.is_dir() and not path.name.startswith(".")),
    ]
    found = [
        YearFile(path, int(match["year"]))
        for folder in folders
        for path in sorted(_within(folder))
        if (match := _YEAR_FILE.fullmatch(path.name)) and path.is_file()
    ]
    return sorted(found, key=lambda file: -file.year)


def _within(folder: Path) -> Iterable[Path]:
    """What a folder holds; nothing where it may not be read."""
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def open_menu(console: Console, actions: Actions, here: Path, usual: int) -> None:
    """Show the menu until the clerk quits.  ``usual``: the year proposed where there is no earlier report."""
    console.say(_("法治政府建设年度报告起草助手"), strong=True)
    while True:
        files = year_files(here)
        try:
            chosen = console.choose(_("要做什么"), _main_options(files, here), moving=False)
        except (Back, Skip, Overview):
            continue
        except Stop:
            return
        if chosen == QUIT:
            return
        try:
            _do(chosen, console, actions, files, here, usual)
        except DrafterError as error:
            console.say(_("错误：{what}").format(what=error))
        except (Back, Skip, Overview, Stop):
            continue


def _main_options(files: list[YearFile], here: Path) -> list[Option]:
    options = [
        Option(
            str(number), _("{year}年报告（{path}）").format(year=file.year, path=_relative(file.path, here))
        )
        for number, file in enumerate(files)
    ]
    options.append(Option(NEW, _("新建一年的报告")))
    options.append(Option(PACKS, _("看有哪些模板")))
    return [*options, Option(QUIT, _("退出"))]


def _do(
    chosen: str, console: Console, actions: Actions, files: list[YearFile], here: Path, usual: int
) -> None:
    if chosen == NEW:
        _new(console, actions, files, here, usual)
    elif chosen == PACKS:
        actions.packs()
    else:
        _one_year(console, actions, files[int(chosen)], files, here)


def _new(console: Console, actions: Actions, files: list[YearFile], here: Path, usual: int) -> None:
    """A new year: from the newest file, from last year's report, or from nothing."""
    last = files[0] if files else None
    year = _year(console, last.year + 1 if last else usual)
    chosen = _start(console, [file for file in files if file.year < year], here)
    if isinstance(chosen, YearFile):
        actions.new(chosen.path.parent, year, chosen.path)
    elif chosen == NEW:
        actions.new(_folder(console, here) if last is None else here, year, None)
    else:
        report = _pasted(console) if chosen == PASTE else _report(console, here)
        answers = actions.learn(report, None, year)
        if answers is not None:
            actions.new(answers.parent, year, answers)


def _folder(console: Console, here: Path) -> Path:
    """The folder of a bureau that has none yet."""
    placeholder = _("例如：县司法局；直接回车就放在当前文件夹")
    field = Field(_("单位简称（用作文件夹名）"), placeholder=placeholder, moving=False)
    name = console.ask(field).strip()
    return here / name if name else here


def _pasted(console: Console) -> str:
    """Last year's report as text from the clipboard."""
    console.say(_("请把去年报告的全文粘贴进来（网页上全选、复制就行，多余的栏目文字会去掉）。"))
    while True:
        text = console.ask(Field(_("去年的报告"), lines=True, moving=False))
        if text.strip():
            return text
        console.say(_("还没有文字；要返回请按 Ctrl-B"))


def _report(console: Console, here: Path) -> Path:
    """The file of last year's report: one that lies here, or one typed in."""
    return _file(console, here, _("去年的报告是哪一个文件"), _("去年的报告文件"))


def _file(console: Console, here: Path, which: str, label: str) -> Path:
    """A report's file: one that lies here, or one typed in."""
    files = report_files(here)
    options = [Option(str(number), _relative(path, here)) for number, path in enumerate(files)]
    chosen = ELSEWHERE
    if options:
        options.append(Option(ELSEWHERE, _("别处的文件（输入路径）")))
        chosen = console.choose(which, options, moving=False)
    return _typed_file(console, label, here) if chosen == ELSEWHERE else files[int(chosen)]


def _typed_file(console: Console, label: str, here: Path) -> Path:
    """A file whose path is typed, or which is dropped into the window."""
    hint = _("把文件拖进这个窗口，或输入路径")
    while True:
        typed = console.ask(Field(label, placeholder=hint, moving=False)).strip().strip("\"'")
        if typed:
            return here / typed
        console.say(_("还没有输入文件名；要返回请按 Ctrl-B"))


def report_files(here: Path) -> list[Path]:
    """Files that may be a report, here and one level below, the newest first."""
    folders = [here, *(path for path in _within(here) if path.is_dir() and not path.name.startswith("."))]
    found = [
        path
        for folder in folders
        for path in _within(folder)
        if _REPORT_FILE.fullmatch(path.name) and not path.name.startswith(("~$", ".")) and path.is_file()
    ]
    return sorted(found, key=_age)[:_MOST_FILES]


def _age(path: Path) -> float:
    try:
        return -path.stat().st_mtime
    except OSError:
        return 0.0


def _year(console: Console, usual: int) -> int:
    while True:
        hint = _("直接回车就是{year}年").format(year=usual)
        field = Field(_("报告哪一年的工作"), placeholder=hint, moving=False)
        typed = console.ask(field).strip().removesuffix("年") or str(usual)
        if re.fullmatch(r"(19|20)\d\d", typed):
            return int(typed)
        console.say(_("请输入四位数的年份，例如 2026"))


def _start(console: Console, files: list[YearFile], here: Path) -> YearFile | str:
    """What a new year starts from: an earlier year's answers, REPORT, PASTE, or NEW."""
    options = [
        Option(
            str(number), _("沿用{year}年的（{path}）").format(year=file.year, path=_relative(file.path, here))
        )
        for number, file in enumerate(files)
    ]
    options += [
        Option(REPORT, _("用去年的报告文件（Word、WPS、网页、PDF、文本）")),
        Option(PASTE, _("粘贴去年的报告文字")),
        Option(NEW, _("都不用，从头开始") if files else _("没有去年的报告，从头开始")),
    ]
    chosen = console.choose(_("以哪一份为底") if files else _("以什么为底"), options, moving=False)
    return chosen if chosen in (REPORT, PASTE, NEW) else files[int(chosen)]


def _year_options() -> list[Option]:
    """What can be done with the report of a year."""
    return [
        Option(ASK, _("接着答题")),
        Option(FULL, _("接着答题（问全部问题）")),
        Option(POINTS, _("看还缺什么")),
        Option(COLLEAGUES, _("向科室要数据、收回复")),
        Option(OUTLINE, _("今年的提纲（上级规定的标题）")),
        Option(COMPARE, _("看与去年（或另一份稿子）有什么不同")),
        Option(DRAFT, _("生成草稿（Word）")),
        Option(FINAL, _("生成定稿（Word，不带批注）")),
        Option(TAKE, _("收回改过的稿子")),
        Option(WORDINGS, _("核对收回来的文字（改稿）")),
        Option(PUBLISHED, _("收回公开发布的定稿（明年从它开始）")),
        Option(RETURN, _("返回")),
    ]


def _one_year(console: Console, actions: Actions, file: YearFile, files: list[YearFile], here: Path) -> None:
    while True:
        chosen = console.choose(_("{year}年报告").format(year=file.year), _year_options(), moving=False)
        if chosen == RETURN:
            return
        if chosen in (ASK, FULL):
            actions.ask(file.path, full=chosen == FULL)
        elif chosen == COLLEAGUES:
            actions.colleagues(file.path)
        elif chosen == POINTS:
            actions.open_points(file.path)
        elif chosen == OUTLINE:
            actions.outline(file.path)
        elif chosen == WORDINGS:
            actions.wordings(file.path)
        elif chosen in (TAKE, PUBLISHED):
            _take(console, actions, file, final=chosen == PUBLISHED)
        elif chosen == COMPARE:
            actions.compare(*_compared(console, file, files, here), file.path)
        else:
            actions.draft(file.path, final=chosen == FINAL)


def _take(console: Console, actions: Actions, file: YearFile, *, final: bool) -> None:
    """The edited copy: a file that lies beside the answers, or one typed in."""
    here = file.path.parent
    try:
        copy = _file(console, here, _("改过的稿子是哪一个文件"), _("改过的稿子"))
    except (Back, Skip, Overview):
        return
    actions.take(file.path, copy, final=final)


def _compared(console: Console, file: YearFile, files: list[YearFile], here: Path) -> tuple[Path, Path]:
    """The old and the new draft: an earlier year before this one, this year's draft before a file made of it."""
    earlier = [one for one in files if one.year < file.year and one.path.parent == file.path.parent]
    reports = report_files(here)
    options = [
        Option(
            f"{COMPARE}{n}", _("{year}年的（{path}）").format(year=one.year, path=_relative(one.path, here))
        )
        for n, one in enumerate(earlier)
    ]
    options += [Option(str(n), _relative(path, here)) for n, path in enumerate(reports)]
    options.append(Option(ELSEWHERE, _("别处的文件（输入路径）")))
    chosen = console.choose(_("与哪一份稿子比较"), options, moving=False)
    if chosen.startswith(COMPARE):
        return earlier[int(chosen.removeprefix(COMPARE))].path, file.path
    other = _typed_file(console, _("另一份稿子"), here) if chosen == ELSEWHERE else reports[int(chosen)]
    return file.path, other


def _relative(path: Path, here: Path) -> str:
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
