"""The menu that ``drafter`` alone opens: it only picks; the work is done by the actions it is given.

It finds what there is by looking at the folder it was started in and the folders one level below, and remembers
nothing anywhere else.
"""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from drafter.errors import DrafterError, ReadError, UsageError
from drafter.i18n import _
from drafter.interview.console import Back, Console, Field, Overview, Skip, Stop
from drafter.interview.picking import (
    ELSEWHERE,
    pick_file,
    relative,
    report_files,
    typed_file,
    with_a_file,
    within,
)
from drafter.interview.steps import Option
from drafter.said import shown

_YEAR_FILE = re.compile(r"(?P<year>(?:19|20)\d\d)\.ya?ml", re.IGNORECASE)
NEW, OPEN, PACKS, QUIT = "new", "open", "packs", "quit"
ASK, FULL, DRAFT, FINAL, POINTS, RETURN = "ask", "full", "draft", "final", "points", "return"
COLLEAGUES = "colleagues"
OUTLINE = "outline"
TAKE, PUBLISHED, WORDINGS = "take", "published", "wordings"
COMPARE = "compare"
REPORT, PASTE = "report", "paste"
NONE, NEAR = "none", "near"


class Actions(Protocol):
    """What the menu can have done; each prints what came of it and raises DrafterError when it cannot."""

    def new(self, folder: Path, year: int, last: Path | None) -> None:
        """Make a new year's file (from last year's where given) and begin the interview."""

    def learn(
        self, report: Path | str, folder: Path | None, year: int, earlier: Path | None = None
    ) -> Path | None:
        """Learn a report (a file, or pasted text) that ``year`` is to start from; the answers file of its year.

        ``earlier``: the report of the year before that.  ``folder`` None: one named after the bureau.  None where the clerk thinks better of it.
        """

    def ask(self, answers: Path, *, full: bool) -> None:
        """Go on with an interview."""

    def draft(self, answers: Path, *, final: bool) -> None:
        """Write a draft, or the final copy, beside the answers."""

    def take(self, answers: Path, copy: Path, *, final: bool) -> None:
        """Take in a copy that was edited in Word, or (``final``) the published version."""

    def about(self, year: int, copy: Path) -> str:
        """Why a file is hardly an edited copy of the report of a year: it is of another one, nobody edited it …; "" for
        nothing."""

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
        *sorted(path for path in within(here) if path.is_dir() and not path.name.startswith(".")),
    ]
    found = [
        YearFile(path, int(match["year"]))
        for folder in folders
        for path in sorted(within(folder))
        if (match := _YEAR_FILE.fullmatch(path.name)) and path.is_file()
    ]
    return sorted(found, key=lambda file: -file.year)


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
            console.say(_("错误：{what}").format(what=shown(error)))
        except (Back, Skip, Overview, Stop):
            continue


def _main_options(files: list[YearFile], here: Path) -> list[Option]:
    options = [
        Option(
            str(number), _("{year}年报告（{path}）").format(year=file.year, path=relative(file.path, here))
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
    if last is not None and last.year >= usual:
        told = _("已有{year}年的报告；要接着写它，请返回（Ctrl-B）再选它")
        console.say(told.format(year=last.year))
    year = _year(console, last.year + 1 if last else usual)
    chosen = _start(console, [file for file in files if file.year < year], year, here)
    if isinstance(chosen, YearFile):
        actions.new(chosen.path.parent, _near(console, chosen.year, year), chosen.path)
    elif chosen == NEW:
        actions.new(_folder(console, here) if last is None else here, year, None)
    else:
        answers = _learned(console, actions, chosen, year, here)
        if answers is not None:
            actions.new(answers.parent, _near(console, int(answers.stem), year), answers)


def _learned(console: Console, actions: Actions, source: str, year: int, here: Path) -> Path | None:
    """Last year's report learned; a file that cannot be read, or is none of that year, is asked for again."""
    while True:
        report = _pasted(console) if source == PASTE else _report(console, here)
        earlier = _earlier(console, report, here) if isinstance(report, Path) else None
        try:
            return actions.learn(report, None, year, earlier)
        except (ReadError, UsageError) as error:
            console.say(_("错误：{what}").format(what=shown(error)))


def _earlier(console: Console, report: Path, here: Path) -> Path | None:
    """The report of the year before, to be laid beside last year's; None for none."""
    files = [path for path in report_files(here) if path.resolve() != report.resolve()]
    options = [
        Option(NONE, _("没有，只用这一份")),
        *(Option(str(number), relative(path, here)) for number, path in enumerate(files)),
        Option(ELSEWHERE, _("别处的文件（输入路径）")),
    ]
    label = _("有没有再早一年的报告（两年对照，变了的才问，同比也有数）")
    chosen = console.choose(label, options, NONE, moving=False)
    if chosen == NONE:
        return None
    return typed_file(console, _("再早一年的报告"), here) if chosen == ELSEWHERE else files[int(chosen)]


def _near(console: Console, base: int, year: int) -> int:
    """The year to make from the answers of ``base``: ``year``, or where years lie between, what the clerk says."""
    if base >= year - 1:
        return year
    told = _("底是{base}年的，到{year}年中间隔着{gap}：去年的数看不到，同比要自己填")
    gap = f"{base + 1}" if base + 2 == year else f"{base + 1}—{year - 1}"
    console.say(told.format(base=base, year=year, gap=_("{years}年").format(years=gap)))
    options = [
        Option(NEAR, _("先建{year}年的").format(year=base + 1)),
        Option(NEW, _("照样建{year}年的").format(year=year)),
    ]
    return base + 1 if console.choose(_("建哪一年的"), options, moving=False) == NEAR else year


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
    return pick_file(console, here, _("去年的报告是哪一个文件"), _("去年的报告文件"))


def _year(console: Console, usual: int) -> int:
    while True:
        hint = _("直接回车就是{year}年").format(year=usual)
        field = Field(_("报告哪一年的工作"), placeholder=hint, moving=False)
        typed = console.ask(field).strip().removesuffix("年") or str(usual)
        if re.fullmatch(r"(19|20)\d\d", typed):
            return int(typed)
        console.say(_("请输入四位数的年份，例如 2026"))


def _start(console: Console, files: list[YearFile], year: int, here: Path) -> YearFile | str:
    """What a new year starts from: an earlier year's answers, REPORT, PASTE, or NEW."""
    told = _("沿用{year}年的（{path}）"), _("沿用{year}年的（{path}，不是去年的）")
    options = [
        Option(
            str(number),
            told[file.year < year - 1].format(year=file.year, path=relative(file.path, here)),
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
        try:
            _one_thing(chosen, console, actions, file, files, here)
        except DrafterError as error:
            console.say(_("错误：{what}").format(what=shown(error)))


def _one_thing(
    chosen: str, console: Console, actions: Actions, file: YearFile, files: list[YearFile], here: Path
) -> None:
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
        with_a_file(console, lambda: _take(console, actions, file, final=chosen == PUBLISHED))
    elif chosen == COMPARE:
        with_a_file(console, lambda: actions.compare(*_compared(console, file, files, here), file.path))
    else:
        actions.draft(file.path, final=chosen == FINAL)


def _take(console: Console, actions: Actions, file: YearFile, *, final: bool) -> None:
    """The edited copy: a file that lies beside the answers, or one typed in."""
    which, label = _("改过的稿子是哪一个文件"), _("改过的稿子")
    copy = pick_file(console, file.path.parent, which, label, partial(actions.about, file.year))
    actions.take(file.path, copy, final=final)


def _compared(console: Console, file: YearFile, files: list[YearFile], here: Path) -> tuple[Path, Path]:
    """The old and the new draft: an earlier year before this one, this year's draft before a file made of it."""
    earlier = [one for one in files if one.year < file.year and one.path.parent == file.path.parent]
    reports = report_files(here)
    options = [
        Option(
            f"{COMPARE}{n}", _("{year}年的（{path}）").format(year=one.year, path=relative(one.path, here))
        )
        for n, one in enumerate(earlier)
    ]
    options += [Option(str(n), relative(path, here)) for n, path in enumerate(reports)]
    options.append(Option(ELSEWHERE, _("别处的文件（输入路径）")))
    chosen = console.choose(_("与哪一份稿子比较"), options, moving=False)
    if chosen.startswith(COMPARE):
        return earlier[int(chosen.removeprefix(COMPARE))].path, file.path
    other = typed_file(console, _("另一份稿子"), here) if chosen == ELSEWHERE else reports[int(chosen)]
    return file.path, other
