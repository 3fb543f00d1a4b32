"""What each command prints; the work is done in ``app``."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from drafter.i18n import _

if TYPE_CHECKING:
    from drafter.app import Drafted, Job
    from drafter.asking import OpenPoint
    from drafter.newyear import NewYear

DONE, TO_CORRECT = 0, 1
MOST_LISTED = 20


def cache_folder() -> Path:
    """The user's cache folder for compiled packs."""
    from platformdirs import user_cache_dir

    return Path(user_cache_dir("fazhi-drafter", appauthor=False))


def run(options: argparse.Namespace, out: TextIO, cache: Path | None) -> int:
    """Runs the command that was parsed; without one the menu opens.  Returns the exit code."""
    command: Callable[[argparse.Namespace, TextIO, Path], int] = {
        "draft": draft,
        "new": new,
        "ask": ask,
        "packs": packs,
    }.get(options.command, menu)
    return command(options, out, cache or cache_folder())


def draft(options: argparse.Namespace, out: TextIO, cache: Path) -> int:
    """``drafter draft``: writes the draft, says what is open."""
    from drafter import app
    from drafter.drafts import Drafts
    from drafter.writers import Settings

    job = app.Job(options.answers, cache, options.outline)
    settings = Settings(final=options.final, base=options.base)
    done = app.draft(job, options.output, Drafts(cache / "written"), settings)
    _warn(job, out)
    if done.path is None:
        print(_("还有没填写或没确认的地方，没有生成定稿："), file=out)
        _list_open(done.open_points, out)
        _list_doubts(done, out)
        return TO_CORRECT
    if done.beside is not None:
        told = _("“{name}”在生成以后有人改过，没有覆盖它，新稿写在旁边。")
        print(told.format(name=done.beside.name), file=out)
    print(_("已生成：{path}").format(path=done.path), file=out)
    if done.open_points or done.doubts:
        print(_("文中标亮并加了批注的，是还没填写或没确认的地方："), file=out)
        _list_open(done.open_points, out)
        _list_doubts(done, out)
    return DONE


def tell_open(job: Job, out: TextIO) -> None:
    """What keeps a draft from being final."""
    points = job.open_points()
    print(
        _("还有{count}处没填写或没确认").format(count=len(points)) if points else _("全部填写并确认过了"),
        file=out,
    )
    _list_open(points, out)
    _warn(job, out)


def _list_open(points: Sequence[OpenPoint], out: TextIO) -> None:
    for point in points[:MOST_LISTED]:
        name = "" if point.key == point.question.label else f"（{point.question.label}）"
        print(f"  {_(point.reason)}  {point.key}{name}", file=out)
    if len(points) > MOST_LISTED:
        print(_("  ……还有{rest}处").format(rest=len(points) - MOST_LISTED), file=out)


def _list_doubts(done: Drafted, out: TextIO) -> None:
    for doubt in done.doubts:
        print(f"  {doubt}", file=out)


def _warn(job: Job, out: TextIO) -> None:
    """Entries of the file that no question asks for."""
    for unknown in job.unknown_keys():
        told = _("提示：第{line}行“{key}”不在模板的问题里，没有用上").format(
            line=unknown.line, key=unknown.key
        )
        hint = _("，是不是“{near}”？").format(near=unknown.near_miss) if unknown.near_miss else ""
        print(told + hint, file=out)
    for violation in job.violations():
        print(_("核对：{told}").format(told=violation), file=out)


def new(options: argparse.Namespace, out: TextIO, cache: Path) -> int:
    """``drafter new``: makes the year's file, then asks unless told not to."""
    from drafter.newyear import new_year

    made = new_year(
        options.dir, options.year, cache, pack=options.pack, outline=options.outline, last=options.last
    )
    tell_new(made, out)
    if options.no_ask:
        return DONE
    from drafter.interview.terminal import TerminalNeeded
    from drafter.sitting import sit

    try:
        return sit(made.path, cache, fresh=True)
    except TerminalNeeded as needed:
        print(needed, file=out)
        return DONE


def tell_new(made: NewYear, out: TextIO) -> None:
    """What ``new`` made, and what there is to say about what was carried over."""
    print(_("已新建：{path}").format(path=made.path), file=out)
    for note in made.notes:
        print(f"  {note}", file=out)


def ask(options: argparse.Namespace, out: TextIO, cache: Path) -> int:
    """``drafter ask``: the questionnaire."""
    from drafter.sitting import sit

    return sit(options.answers, cache, full=options.full)


def menu(options: argparse.Namespace, out: TextIO, cache: Path) -> int:
    """``drafter`` alone: the menu."""
    from drafter.sitting import open_menu

    return open_menu(Path(), cache, out)


def packs(options: argparse.Namespace, out: TextIO, cache: Path) -> int:
    """``drafter packs``: list, show, lint."""
    from drafter.packs.find import find_pack
    from drafter.packs.load import load_pack

    if options.action == "lint":
        return _lint(find_pack(options.pack, Path()), out)
    if options.action == "show":
        from drafter.packs.describe import describe

        for line in describe(load_pack(find_pack(options.pack, Path()))):
            print(line, file=out)
        return DONE
    from drafter.packs.find import shipped_packs

    for name in shipped_packs():
        print(f"{name}  {load_pack(find_pack(name, Path())).label}", file=out)
    return DONE


def _lint(folder: Path, out: TextIO) -> int:
    from drafter.packs.lint import lint

    faults = lint(folder)
    for fault in faults:
        print(fault, file=out)
    if faults:
        print(_("共{count}处要改").format(count=len(faults)), file=out)
        return TO_CORRECT
    print(_("{folder}：没有发现错误").format(folder=folder), file=out)
    return DONE
