"""What each command prints; the work is done in ``app``."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from drafter.i18n import N_, _

if TYPE_CHECKING:
    from drafter.app import Drafted, Job
    from drafter.asking import OpenPoint
    from drafter.newyear import NewYear

DONE, TO_CORRECT = 0, 1
MOST_LISTED = 20
_MOST_NAMED = 5


def cache_folder() -> Path | None:
    """The user's cache folder for compiled packs; None for a user who has none (no home)."""
    from platformdirs import user_cache_dir

    try:
        folder = Path(user_cache_dir("fazhi-drafter", appauthor=False))
    except RuntimeError:
        return None
    return folder if folder.is_absolute() else None


def run(options: argparse.Namespace, out: TextIO, cache: Path | None) -> int:
    """Runs the command that was parsed; without one the menu opens.  Returns the exit code."""
    command: Callable[[argparse.Namespace, TextIO, Path | None], int] = {
        "draft": draft,
        "open": open_lists,
        "new": new,
        "ask": ask,
        "packs": packs,
    }.get(options.command, menu)
    return command(options, out, cache or cache_folder())


def draft(options: argparse.Namespace, out: TextIO, cache: Path | None) -> int:
    """``drafter draft``: writes the draft, says what is open."""
    from drafter import app
    from drafter.drafts import Drafts
    from drafter.writers import Settings

    job = app.Job(options.answers, cache, options.outline)
    settings = Settings(final=options.final, base=options.base)
    done = app.draft(job, options.output, Drafts(cache / "written" if cache else None), settings)
    _warn(job, out)
    if done.path is None:
        print(_("还有没填写或没确认的地方，没有生成定稿："), file=out)
        _list_open(done.open_points, out)
        _list_doubts(done, out)
        return TO_CORRECT
    if done.left is not None:
        print(_(_LEFT[done.left.name]).format(name=options.output.name), file=out)
    print(_("已生成：{path}").format(path=done.path), file=out)
    if done.open_points or done.doubts:
        print(_(_OPEN_SHOWN.get(done.path.suffix.lower(), _OPEN_PLAIN)), file=out)
        _list_open(done.open_points, out)
        _list_doubts(done, out)
    return DONE


_OPEN_PLAIN = N_("文中用【】写着名称的没有填写；没填写或没确认的地方有：")
_OPEN_SHOWN = {
    ".docx": N_("文中标亮并加了批注的，是还没填写或没确认的地方："),
    ".html": N_("文中标亮的，是还没填写或没确认的地方："),
}
_LEFT = {
    "CHANGED": N_("“{name}”在生成以后有人改过，没有覆盖它，新稿写在旁边。"),
    "FOREIGN": N_("“{name}”不是本程序写的，或写好后可能有人改过，没有覆盖它，新稿写在旁边。"),
    "OPEN": N_("“{name}”正被别的程序打开着，或者不许写入，没有覆盖它，新稿写在旁边。"),
}
_SLIPS = {
    "KEY": N_("第{line}行“{name}”不在模板的问题里，没有用上"),
    "COLUMN": N_("第{line}行“{within}”里的“{name}”不是可用的名称，没有用上"),
    "TOPIC": N_("“{within}”里的“{name}”不是模板的主题，没有用上"),
    "HEADING": N_("“{within}”里的“{name}”对不上提纲里的标题，没有用上"),
    "YEAR": N_("文件名是 {within}，里面写的年度却是{name}；草稿按{name}年写，请核对"),
}


def open_lists(options: argparse.Namespace, out: TextIO, cache: Path | None) -> int:
    """``drafter open``: what each 科室 has to report, as text or into a file."""
    from datetime import date

    from drafter.app import Job
    from drafter.colleagues.message import message
    from drafter.drafts import Drafts
    from drafter.pending import heading_of, lists_for, write_lists

    job = Job(options.answers, cache)
    heading = heading_of(job, options.due, date.today())
    lists = lists_for(job, options.office)
    if not lists:
        print(_("没有要报的数据：各题都已填好、确认"), file=out)
    elif options.output is None:
        print(message(heading, lists), end="", file=out)
    else:
        written = write_lists(heading, lists, options.output, Drafts(cache / "written" if cache else None))
        if written.left is not None:
            print(_(_LEFT[written.left.name]).format(name=options.output.name), file=out)
        print(_("已生成：{path}").format(path=written.path), file=out)
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
        label = point.question.label
        name = f"{point.key}（{label}）"
        if label.startswith(point.key):
            name = label
        print(f"  {_(point.reason)}  {name}{_awaited(point)}", file=out)
    if len(points) > MOST_LISTED:
        print(_("  ……还有{rest}处").format(rest=len(points) - MOST_LISTED), file=out)


def _awaited(point: OpenPoint) -> str:
    """Whom an open point waits for."""
    if point.reason != "等待":
        return ""
    from drafter.interview.words import waiting

    return "　" + waiting(point.awaited, point.since)


def _list_doubts(done: Drafted, out: TextIO) -> None:
    for doubt in done.doubts:
        print(f"  {doubt}", file=out)


def _warn(job: Job, out: TextIO) -> None:
    """What in the file finds no use, and relations between figures that do not hold."""
    unasked = []
    told = 0
    for slip in job.slips():
        if slip.use.name == "UNASKED":
            unasked.append(slip.name)
            continue
        told += 1
        if told <= MOST_LISTED:
            near = _("，是不是“{near}”？").format(near=slip.near_miss) if slip.near_miss else ""
            words = _(_SLIPS[slip.use.name]).format(line=slip.line, name=slip.name, within=slip.within)
            print(_("提示：{told}").format(told=words + near), file=out)
    if told > MOST_LISTED:
        print(_("  ……还有{rest}处").format(rest=told - MOST_LISTED), file=out)
    if unasked:
        words = _("提示：已答的{count}项没有写进报告（所属主题没有勾选，或深度、条件不要求）：{names}")
        names = "、".join(unasked[:_MOST_NAMED]) + ("……" if len(unasked) > _MOST_NAMED else "")
        print(words.format(count=len(unasked), names=names), file=out)
    for violation in job.violations():
        print(_("核对：{told}").format(told=violation), file=out)


def new(options: argparse.Namespace, out: TextIO, cache: Path | None) -> int:
    """``drafter new``: makes the year's file, then asks unless told not to."""
    from drafter.newyear import new_year

    made = new_year(
        options.dir,
        options.year,
        cache,
        pack=options.pack,
        outline=options.outline,
        last=options.last,
        by_hand=options.no_ask,
    )
    tell_new(made, out)
    if options.no_ask:
        return DONE
    from drafter.interview.terminal import TerminalNeeded
    from drafter.sitting import sit

    try:
        return sit(made.path, cache, fresh=True, plain=plain_wanted(options))
    except TerminalNeeded as needed:
        print(needed, file=out)
        return DONE


def plain_wanted(options: argparse.Namespace) -> bool:
    """Whether questions are asked a line each: asked for, or a terminal that can do no more."""
    return getattr(options, "plain", False) or os.environ.get("TERM") == "dumb"


def tell_new(made: NewYear, out: TextIO) -> None:
    """What ``new`` made, and what there is to say about what was carried over."""
    print(_("已新建：{path}").format(path=made.path), file=out)
    for note in made.notes:
        print(f"  {note}", file=out)
    if made.apart:
        print(
            _("提示：上一年的答案文件在另一个文件夹里；要算增长、看去年的数，请把它复制到新文件旁边"),
            file=out,
        )


def ask(options: argparse.Namespace, out: TextIO, cache: Path | None) -> int:
    """``drafter ask``: the questionnaire."""
    from drafter.sitting import sit

    return sit(options.answers, cache, full=options.full, plain=plain_wanted(options))


def menu(options: argparse.Namespace, out: TextIO, cache: Path | None) -> int:
    """``drafter`` alone: the menu."""
    from drafter.sitting import open_menu

    return open_menu(Path(), cache, out, plain=plain_wanted(options))


def packs(options: argparse.Namespace, out: TextIO, cache: Path | None) -> int:
    """``drafter packs``: list, show, lint."""
    from drafter.packs.find import find_pack
    from drafter.packs.load import load_pack

    if options.action == "lint":
        return _lint(options.pack, out)
    if options.action == "show":
        from drafter.packs.describe import describe

        for line in describe(load_pack(find_pack(options.pack, Path()))):
            print(line, file=out)
        return DONE
    from drafter.packs.find import shipped_packs

    for name in shipped_packs():
        print(f"{name}  {load_pack(find_pack(name, Path())).label}", file=out)
    return DONE


def _lint(name: str, out: TextIO) -> int:
    """A pack, or an outline of a bureau's own (a YAML file)."""
    from drafter.app import find_outline_file
    from drafter.packs.find import find_pack
    from drafter.packs.lint import lint

    own = find_outline_file(name, Path())
    if own is not None:
        from drafter.outlines.files import pack_of_outline
        from drafter.packs.lint.own import lint_outline

        faults = lint_outline(own, pack_of_outline(own))
    else:
        folder = find_pack(name, Path())
        faults = lint(folder)
    for fault in faults:
        print(fault, file=out)
    if faults:
        print(_("共{count}处要改").format(count=len(faults)), file=out)
        return TO_CORRECT
    print(_("{folder}：没有发现错误").format(folder=own or folder), file=out)
    return DONE
