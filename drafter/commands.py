"""What each command does with its arguments: the work is done in ``app``, what came of it told by ``telling``."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from drafter.errors import DONE, TO_CORRECT, UsageError
from drafter.i18n import _
from drafter.telling import (
    tell_added,
    tell_base,
    tell_differences,
    tell_draft,
    tell_learned,
    tell_new,
    tell_packs,
    tell_taken,
    tell_unused,
    tell_written,
)

if TYPE_CHECKING:
    from drafter.taken import Taking


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
        "take": take,
        "diff": diff,
        "open": open_lists,
        "new": new,
        "learn": learn,
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
    done = app.draft(job, options.output, Drafts.remembered_in(cache), settings)
    tell_draft(job, done, options.output, out)
    return TO_CORRECT if done.path is None else DONE


def take(options: argparse.Namespace, out: TextIO, cache: Path | None) -> int:
    """``drafter take``: what an edited copy says otherwise, and into the answers with it."""
    from drafter.files import check_output
    from drafter.taken import Taking, write_changes

    if _is_yaml(options.copy) and not _is_yaml(options.answers):
        raise UsageError("两个文件的先后反了", f"请写成：drafter take {options.copy} {options.answers}")
    if options.json is not None:
        check_output(options.json, options.answers, options.copy, ending=".json")
    taking = Taking(options.answers, options.copy, cache)
    tell_differences(taking, out, final=options.final)
    asked = _can_ask(options)
    sure = options.yes or options.final or not taking.plan.changes()
    code = DONE if asked else TO_CORRECT
    if sure or (asked and _decided(taking, options)):
        taking.decide(final=options.final)
        settled = taking.settled(final=options.final)
        tell_taken(taking, settled, taking.save(settled.answers), out)
        code = TO_CORRECT if taking.left_open() else DONE
    elif not asked:
        print(_("什么都没有存。要收进来，请在终端里逐条定，或加 --yes"), file=out)
    if options.json is not None:
        write_changes(taking, options.json)
    return code


def _is_yaml(path: Path) -> bool:
    from drafter.files import YAML_ENDINGS

    return path.suffix.lower() in YAML_ENDINGS


def _can_ask(options: argparse.Namespace) -> bool:
    """Whether there is somebody who can be asked."""
    return (sys.stdin.isatty() and sys.stdout.isatty()) or getattr(options, "plain", False)


def _decided(taking: Taking, options: argparse.Namespace) -> bool:
    """Asks a person to decide on the differences; False where nothing is to be taken."""
    from drafter.sitting import decide_differences

    return decide_differences(taking.plan.changes(), plain=plain_wanted(options))


def diff(options: argparse.Namespace, out: TextIO, cache: Path | None) -> int:
    """``drafter diff``: what differs between two drafts, on the terminal or as a file with revisions."""
    from datetime import datetime

    from drafter.comparing import compare, write_comparison
    from drafter.drafts import Drafts
    from drafter.files import check_output
    from drafter.showing import colours_wanted, tell_difference
    from drafter.writers import format_of

    if options.output is not None:
        format_of(options.output)  # before anything is read
        check_output(options.output, options.old, options.new)
    comparison = compare(options.old, options.new, cache)
    to_file = options.output is not None
    tell_difference(comparison, out, coloured=colours_wanted(out), counts_only=to_file)
    if to_file:
        author = {"author": options.author} if options.author else {}
        drafts = Drafts.remembered_in(cache)
        written = write_comparison(comparison, options.output, drafts, when=datetime.now(), **author)
        tell_written(written.path, written.left, options.output, out)
    return DONE


def open_lists(options: argparse.Namespace, out: TextIO, cache: Path | None) -> int:
    """``drafter open``: what each 科室 has to report, as text or into a file."""
    from datetime import date

    from drafter.app import Job
    from drafter.colleagues.message import message
    from drafter.drafts import Drafts
    from drafter.pending import heading_for, lists_for, write_lists

    job = Job(options.answers, cache)
    heading = heading_for(job, options.due, date.today())
    lists = lists_for(job, options.office)
    if not lists:
        count = 0 if options.office else len(job.open_points())
        own = _("没有要科室报的数据；还有{count}处要自己填写或核对").format(count=count)
        print(own if count else _("没有要报的数据：各题都已填好、确认"), file=out)
    elif options.output is None:
        print(message(heading, lists), end="", file=out)
    else:
        written = write_lists(heading, lists, options.output, Drafts.remembered_in(cache))
        tell_written(written.path, written.left, options.output, out)
    return DONE


def new(options: argparse.Namespace, out: TextIO, cache: Path | None) -> int:
    """``drafter new``: makes the year's file, then asks unless told not to."""
    from drafter.newyear import new_year

    made = new_year(
        options.dir,
        options.year,
        cache,
        pack=options.pack,
        outline=options.outline,
        last=_last_answers(options, out, cache),
        by_hand=options.no_ask,
    )
    tell_new(made, out)
    unused = _unnamed(options)
    if unused is not None and not made.base:
        tell_unused(unused[1], unused[0], out)
    if options.no_ask:
        return DONE
    from drafter.interview.terminal import TerminalNeeded
    from drafter.sitting import sit

    try:
        return sit(made.path, cache, fresh=True, plain=plain_wanted(options))
    except TerminalNeeded as needed:
        print(needed, file=out)
        return DONE


def _last_answers(options: argparse.Namespace, out: TextIO, cache: Path | None) -> Path | None:
    """Last year's answers file; a report is learned first, into the folder of the new year."""
    last: Path | None = options.last
    if last is None:
        return _beside(options, out)
    if _is_yaml(last):
        return last
    from drafter.learning import learn as learn_report

    year: int = options.year
    with _patience() as silenced:
        choose = _chooser(silenced)
        learned = learn_report(last, options.dir, cache, before=year, choose=choose, usual=year - 1)
    tell_learned(learned, out, told_next=False)
    return learned.answers


def _beside(options: argparse.Namespace, out: TextIO) -> Path | None:
    """The earlier answers in the folder that a new year starts from where nobody said what from.

    The clerk is asked where that can be done; else those of the year before are taken, which is told.
    """
    found = _unnamed(options)
    if found is None or options.pack or (options.dir / f"{options.year}.yaml").exists():
        return None
    year, path = found
    if not options.no_ask and sys.stdin.isatty() and sys.stdout.isatty():
        from drafter.sitting import choose_base

        return path if choose_base(path, year, plain=plain_wanted(options)) else None
    if year < options.year - 1:
        return None
    tell_base(path, year, out)
    return path


def _unnamed(options: argparse.Namespace) -> tuple[int, Path] | None:
    """The latest earlier answers in the folder, and their year, where nobody said what to start from."""
    from drafter.newyear import years_beside

    return next(iter(years_beside(options.dir, options.year)), None) if options.last is None else None


def learn(options: argparse.Namespace, out: TextIO, cache: Path | None) -> int:
    """``drafter learn``: a pack and the year's answers from a finished report, or from two."""
    from datetime import date

    from drafter.files import check_output
    from drafter.learning import learn as learn_report
    from drafter.learning import write_trace

    *earlier, report = options.reports
    if len(earlier) > 1:
        raise UsageError(_("一次最多学两份报告"), _("请只写最近两年的，较早的写在前面"))
    if options.explain is not None:
        check_output(options.explain, *options.reports, ending=".json")
    with _patience() as silenced:
        learned = learn_report(
            report,
            options.output,
            cache,
            year=options.year,
            section=options.section,
            choose=_chooser(silenced),
            earlier=earlier[0] if earlier else None,
            usual=date.today().year - 1,
        )
    if options.explain is not None:
        write_trace(learned, options.explain)
    tell_learned(learned, out)
    return DONE


def _patience() -> AbstractContextManager[Callable[[], None]]:
    """For work that takes as long as a report is long."""
    from drafter.patience import patience

    return patience(_("篇幅较长，正在处理，请稍等……"), sys.stderr)


def _chooser(before: Callable[[], None]) -> Callable[[Sequence[str]], int] | None:
    """Asks, having called ``before``, which of several reports is meant; None where nobody can be asked."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return None

    def choose(titles: Sequence[str]) -> int:
        from drafter.interview.kinds import choose_report
        from drafter.interview.terminal import open_console

        before()
        return choose_report(open_console(), titles)

    return choose


def plain_wanted(options: argparse.Namespace) -> bool:
    """Whether questions are asked a line each: asked for, or a terminal that can do no more."""
    return getattr(options, "plain", False) or os.environ.get("TERM") == "dumb"


def ask(options: argparse.Namespace, out: TextIO, cache: Path | None) -> int:
    """``drafter ask``: the questionnaire."""
    from drafter.sitting import sit

    return sit(options.answers, cache, full=options.full, plain=plain_wanted(options))


def menu(options: argparse.Namespace, out: TextIO, cache: Path | None) -> int:
    """``drafter`` alone: the menu."""
    from drafter.sitting import open_menu

    return open_menu(Path(), cache, out, plain=plain_wanted(options))


def packs(options: argparse.Namespace, out: TextIO, cache: Path | None) -> int:
    """``drafter packs``: list, show, lint, add."""
    from drafter.packs.find import find_pack
    from drafter.packs.load import load_pack

    if options.action == "lint":
        return _lint(options.pack, out)
    if options.action == "add":
        from drafter.packs.adding import add_topic

        folder = find_pack(options.pack, Path())
        tell_added(add_topic(folder, options.topic, options.lender, options.under, Path()), out)
        return DONE
    if options.action == "show":
        from drafter.packs.describe import describe

        for line in describe(load_pack(find_pack(options.pack, Path()))):
            print(line, file=out)
        return DONE
    tell_packs(out)
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
        with _patience():
            faults = lint(folder)
    for fault in faults:
        print(fault, file=out)
    if faults:
        print(_("共{count}处要改").format(count=len(faults)), file=out)
        return TO_CORRECT
    print(_("{folder}：没有发现错误").format(folder=own or folder), file=out)
    return DONE
