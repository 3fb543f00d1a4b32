"""A clerk at the keyboard: joins the interview and the menu with the files they work on."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TextIO

from drafter import app
from drafter.answers.edits import edits_of, with_edits
from drafter.answers.lock import lock
from drafter.answers.model import DEPTH, EDITS, RESERVED, Answer, Answers, Raw
from drafter.answers.store import AnswersFile, Saved
from drafter.bookmarks import Bookmarks
from drafter.colleagues.message import Heading
from drafter.colleagues.offices import NOBODY
from drafter.colleagues.requests import OfficeList
from drafter.comparing import compare, write_comparison
from drafter.compose.preview import Previewer
from drafter.drafts import Drafts
from drafter.errors import DONE, TO_CORRECT
from drafter.files import file_name
from drafter.hangup import ended_by_hangup
from drafter.i18n import _
from drafter.interview.colleagues import ColleaguesScreen
from drafter.interview.console import Back, Console, Overview, Skip, Stop
from drafter.interview.differences import DifferenceScreen
from drafter.interview.kinds import choose_kind, choose_report
from drafter.interview.machine import Interview
from drafter.interview.menu import open_menu as run_menu
from drafter.interview.plain import open_plain
from drafter.interview.session import Outcome, Session
from drafter.interview.steps import Option
from drafter.interview.terminal import open_console
from drafter.interview.views import Views
from drafter.interview.wordings import WordingScreen
from drafter.learning import learn
from drafter.newyear import new_year
from drafter.outlining import edit_outline
from drafter.packs.find import USUAL_PACK, find_pack, shipped_packs
from drafter.packs.schema import Depth, Outline
from drafter.patience import patience
from drafter.pending import write_lists
from drafter.showing import colours_wanted, tell_difference
from drafter.taken import Taking, year_of
from drafter.taking.adopting import effects
from drafter.taking.model import Change
from drafter.telling import (
    tell_differences,
    tell_draft,
    tell_learned,
    tell_new,
    tell_open,
    tell_packs,
    tell_taken,
    tell_written,
)
from drafter.writers import Settings
from drafter.writers.text import write_text


def sit(
    path: Path, cache: Path | None, *, full: bool = False, fresh: bool = False, plain: bool = False
) -> int:
    """Asks the questions of an answers file on this terminal.

    ``full`` asks all of them from now on; ``fresh``: a new file, so outline, depth and topics come first; ``plain``:
    a question a line, with or without a terminal.
    Raises TerminalNeeded where there is no terminal.  Returns the exit code.
    """
    return _sit(_console(plain=plain), path, cache, full=full, fresh=fresh)


def _console(*, plain: bool) -> Console:
    return open_plain() if plain else open_console()


def _sit(console: Console, path: Path, cache: Path | None, *, full: bool, fresh: bool) -> int:
    with ended_by_hangup(), lock(path, datetime.now()):
        file = AnswersFile(path)
        if full and file.answers.depth is not Depth.FULL:
            file.save_setting(DEPTH, Depth.FULL.value)
        job = app.Job(path, cache)
        ready = job.ready
        preview = Previewer(ready.pack, ready.codes, ready.environment, _Outlines(job), job.earlier)
        machine = Interview(
            ready.pack, file.answers, job.earlier, preview.sentence, setup=fresh, seen=preview.passage
        )
        marks = Bookmarks(cache / "places" if cache is not None else None, path)
        mark = marks.read()
        if mark is not None and not fresh:
            machine.go(mark)
        saver = _Saver(file, tuple(ready.pack.questions), console)
        today = date.today()
        session = Session(machine, saver, console, _views(preview), marks.keep, saver.together, today=today)
        outcome = session.run()
    return TO_CORRECT if outcome is Outcome.UNSAVED else DONE


def _views(preview: Previewer) -> Views:
    return Views(
        topic=lambda answers, key: write_text(preview.topic(answers, key)).strip("\n"),
        report=lambda answers: write_text(preview.report(answers)),
    )


class _Outlines:
    """The outline that answers ask for; it may be changed while they are given."""

    def __init__(self, job: app.Job) -> None:
        self._job = job

    def __call__(self, answers: Answers) -> Outline:
        name = answers.outline or self._job.pack.default_outline
        if name == (self._job.answers.outline or self._job.pack.default_outline):
            return self._job.outline
        return app.find_outline(name, self._job.pack, answers.path.parent)


class _Saver:
    """Puts each accepted answer on disk before the next question is shown."""

    def __init__(self, file: AnswersFile, order: tuple[str, ...], console: Console) -> None:
        self.file, self.order, self.console = file, order, console

    def __call__(self, key: str, answer: Answer) -> Answers | None:
        if key in RESERVED:
            saved = self.file.save_setting(key, answer.value)
        else:
            saved = self.file.save(key, answer, self.order)
        return self._told(saved)

    def together(self, answers: Mapping[str, Answer]) -> Answers | None:
        """Several answers in one write."""
        return self._told(self.file.save_together(answers, self.order))

    def _told(self, saved: Saved) -> Answers | None:
        """Says what saving did besides; the answers as they are on disk where somebody else has changed them."""
        if saved.recoded:
            told = _("答案文件原是 {encoding} 编码，写不下其中的字，已改存为 UTF-8")
            self.console.say(told.format(encoding=saved.recoded))
        return self.file.answers if saved.merged else None


class _Lists:
    """Writes 待报数据清单 as a Word file beside the answers."""

    def __init__(self, answers: Path, drafts: Drafts) -> None:
        self._answers, self._drafts = answers, drafts

    def __call__(self, heading: Heading, lists: Sequence[OfficeList]) -> Path:
        whose = f"（{lists[0].office or _(NOBODY)}）" if len(lists) == 1 else ""
        name = _("{stem}年待报数据清单{whose}.docx").format(stem=self._answers.stem, whose=whose)
        output = self._answers.with_name(name)
        return write_lists(heading, lists, output, self._drafts).path


def open_menu(here: Path, cache: Path | None, out: TextIO, *, plain: bool = False) -> int:
    """The menu on this terminal.  Raises TerminalNeeded where there is none."""
    console = _console(plain=plain)
    with ended_by_hangup():
        run_menu(console, _Actions(console, cache, out, plain=plain), here, _usual(date.today()))
    return DONE


def choose_base(answers: Path, year: int, *, plain: bool = False) -> bool:
    """Asks whether a new year starts from the answers of the year before, or from nothing.  Raises KeyboardInterrupt
    where the clerk thinks better of it."""
    options = [
        Option("base", _("沿用{year}年的（{path}）").format(year=year, path=answers)),
        Option("empty", _("都不用，从头开始")),
    ]
    with ended_by_hangup():
        try:
            return _console(plain=plain).choose(_("以什么为底"), options, moving=False) == "base"
        except (Stop, Back, Skip, Overview) as stopped:
            raise KeyboardInterrupt from stopped


def decide_differences(changes: Sequence[Change], *, plain: bool = False) -> bool:
    """Asks on this terminal what becomes of the differences of an edited copy; False where nothing is to be saved."""
    with ended_by_hangup():
        try:
            return DifferenceScreen(_console(plain=plain)).decide(changes)
        except Stop:
            return False


def _usual(today: date) -> int:
    """The year that is reported on: until the autumn the one before (the report is due on 1 March)."""
    return today.year if today.month > 8 else today.year - 1


class _Actions:
    """What the menu can have done: the commands, with their arguments chosen instead of typed."""

    def __init__(self, console: Console, cache: Path | None, out: TextIO, *, plain: bool = False) -> None:
        self.console, self.cache, self.out = console, cache, out
        self.coloured = colours_wanted(out) and not plain

    def new(self, folder: Path, year: int, last: Path | None) -> None:
        pack = "" if last is not None else choose_kind(self.console, self._kinds(), USUAL_PACK)
        made = new_year(folder, year, self.cache, pack=pack, last=last)
        tell_new(made, self.out)
        _sit(self.console, made.path, self.cache, full=False, fresh=True)

    def learn(
        self, report: Path | str, folder: Path | None, year: int, earlier: Path | None = None
    ) -> Path | None:
        with patience(_("篇幅较长，正在处理，请稍等……"), sys.stderr) as silenced:

            def choose(titles: Sequence[str]) -> int:
                silenced()
                return choose_report(self.console, titles)

            learned = learn(
                report, folder, self.cache, before=year, choose=choose, earlier=earlier, usual=year - 1
            )
        tell_learned(learned, self.out, told_next=False)
        return learned.answers

    def ask(self, answers: Path, *, full: bool) -> None:
        _sit(self.console, answers, self.cache, full=full, fresh=False)

    def draft(self, answers: Path, *, final: bool) -> None:
        job = app.Job(answers, self.cache)
        label = file_name(job.pack.label)
        name = _("{stem}年{label}{kind}.docx")
        kind = "" if final else _("（草稿）")
        output = answers.with_name(name.format(stem=answers.stem, label=label, kind=kind))
        done = app.draft(job, output, Drafts.remembered_in(self.cache), Settings(final=final))
        tell_draft(job, done, output, self.out)

    def take(self, answers: Path, copy: Path, *, final: bool) -> None:
        taking = Taking(answers, copy, self.cache)
        tell_differences(taking, self.out, final=final)
        changes = taking.plan.changes()
        if final or not changes or DifferenceScreen(self.console).decide(changes):
            taking.decide(final=final)
            settled = taking.settled(final=final)
            tell_taken(taking, settled, taking.save(settled.answers), self.out)

    def about(self, year: int, copy: Path) -> str:
        of = year_of(copy)
        if of not in (None, year):
            return _("{year}年的").format(year=of)
        if copy.stem.endswith(Path(_("{old}与{new}对比.docx")).stem.rpartition("}")[2]):
            return _("对比稿")
        return _("没有改动过") if Drafts.remembered_in(self.cache).wrote(copy) else ""

    def wordings(self, answers: Path) -> None:
        with lock(answers, datetime.now()):
            file = AnswersFile(answers)
            before = edits_of(file.answers)
            job = app.Job(answers, self.cache)
            shown = partial(effects, answers=file.answers, draw=job.document_of)
            after = WordingScreen(self.console, shown).run(before)
            if tuple(after) != before:
                raws: list[Raw] = list(with_edits(file.answers, after).edits)
                file.save_setting(EDITS, raws or None)

    def open_points(self, answers: Path) -> None:
        tell_open(app.Job(answers, self.cache), self.out)

    def _kinds(self) -> dict[str, str]:
        """The shipped packs and what they are called."""
        folders = {name: find_pack(name, Path()) for name in shipped_packs()}
        return {name: app.ready_pack(folder, self.cache).pack.label for name, folder in folders.items()}

    def colleagues(self, answers: Path) -> None:
        with lock(answers, datetime.now()):
            file, job = AnswersFile(answers), app.Job(answers, self.cache)
            machine = Interview(job.pack, file.answers, job.earlier)
            saver = _Saver(file, tuple(job.pack.questions), self.console)
            session = Session(machine, saver, self.console, save_all=saver.together)
            sheets = _Lists(answers, Drafts.remembered_in(self.cache))
            try:
                ColleaguesScreen(machine, self.console, session.keep, sheets, date.today()).run()
            finally:
                session.tell_unsaved()

    def outline(self, answers: Path) -> None:
        edit_outline(self.console, answers, self.cache, datetime.now())

    def compare(self, old: Path, new: Path, beside: Path) -> None:
        comparison = compare(old, new, self.cache)
        tell_difference(comparison, self.out, coloured=self.coloured)
        if comparison.is_same:
            return
        kept = [
            Option("keep", _("存成 Word 文件（用修订标出，可逐处接受或拒绝）")),
            Option("leave", _("不用")),
        ]
        if self.console.choose(_("要不要存下来"), kept, moving=False) == "keep":
            name = _("{old}与{new}对比.docx").format(old=file_name(old.stem), new=file_name(new.stem))
            drafts = Drafts.remembered_in(self.cache)
            written = write_comparison(comparison, beside.with_name(name), drafts, when=datetime.now())
            tell_written(written.path, written.left, beside.with_name(name), self.out)

    def packs(self) -> None:
        tell_packs(self.out)
