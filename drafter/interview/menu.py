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


class Actions(Protocol):
    """What the menu can have done; each prints what came of it and raises DrafterError when it cannot."""

    def new(self, folder: Path, year: int, last: Path | None) -> None:
        """Make a new year's file (from last year's where given) and begin the interview."""

    def ask(self, answers: Path, *, full: bool) -> None:
        """Go on with an interview."""

    def draft(self, answers: Path, *, final: bool) -> None:
        """Write a draft, or the final copy, beside the answers."""

    def open_points(self, answers: Path) -> None:
        """List what is open."""

    def colleagues(self, answers: Path) -> None:
        """Lists of what the 科室 have to report, and their replies."""

    def outline(self, answers: Path) -> None:
        """Edit the headings of the year, kept as the bureau's own outline."""

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
        _one_year(console, actions, files[int(chosen)])


def _new(console: Console, actions: Actions, files: list[YearFile], here: Path, usual: int) -> None:
    """A new year: from the newest file where there is one, else in a folder of its own."""
    last = files[0] if files else None
    year = _year(console, last.year + 1 if last else usual)
    if last is None:
        name = console.ask(
            Field(
                _("单位简称（用作文件夹名）"),
                placeholder=_("例如：县司法局；直接回车就放在当前文件夹"),
                moving=False,
            )
        ).strip()
        actions.new(here / name if name else here, year, None)
        return
    before = _last_year(console, [file for file in files if file.year < year], here)
    actions.new(before.path.parent if before else here, year, before.path if before else None)


def _year(console: Console, usual: int) -> int:
    while True:
        hint = _("直接回车就是{year}年").format(year=usual)
        field = Field(_("报告哪一年的工作"), placeholder=hint, moving=False)
        typed = console.ask(field).strip().removesuffix("年") or str(usual)
        if re.fullmatch(r"(19|20)\d\d", typed):
            return int(typed)
        console.say(_("请输入四位数的年份，例如 2026"))


def _last_year(console: Console, files: list[YearFile], here: Path) -> YearFile | None:
    options = [
        Option(
            str(number), _("沿用{year}年的（{path}）").format(year=file.year, path=_relative(file.path, here))
        )
        for number, file in enumerate(files)
    ]
    if not options:
        return None
    chosen = console.choose(_("以哪一份为底"), [*options, Option(NEW, _("都不用，从头开始"))], moving=False)
    return None if chosen == NEW else files[int(chosen)]


def _one_year(console: Console, actions: Actions, file: YearFile) -> None:
    options = [
        Option(ASK, _("接着答题")),
        Option(FULL, _("接着答题（问全部问题）")),
        Option(POINTS, _("看还缺什么")),
        Option(COLLEAGUES, _("向科室要数据、收回复")),
        Option(OUTLINE, _("今年的提纲（上级规定的标题）")),
        Option(DRAFT, _("生成草稿（Word）")),
        Option(FINAL, _("生成定稿（Word，不带批注）")),
        Option(RETURN, _("返回")),
    ]
    while True:
        chosen = console.choose(_("{year}年报告").format(year=file.year), options, moving=False)
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
        else:
            actions.draft(file.path, final=chosen == FINAL)


def _relative(path: Path, here: Path) -> str:
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
