"""“今年的提纲” at the keyboard: joins the outline screen with the answers file and the outline's own."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from msgspec.structs import replace

from drafter import app
from drafter.answers.lock import lock
from drafter.answers.store import AnswersFile
from drafter.asking import topics_on
from drafter.errors import PackError
from drafter.i18n import _
from drafter.interview.console import Console, Field, Stop
from drafter.interview.outline_screen import OutlineScreen
from drafter.interview.steps import Option
from drafter.outlines.desk import Desk
from drafter.outlines.files import USUAL, OutlineFile, outline_file_name
from drafter.packs.schema import Outline, Pack


def edit_outline(console: Console, path: Path, cache: Path | None, now: datetime) -> None:
    """Edits the outline of an answers file; the answers file names the outline from the first change on."""
    with lock(path, now):
        file = AnswersFile(path)
        pack = app.Job(path, cache).pack
        outline, own = _begin(console, file, pack)
        desk = Desk(
            pack,
            outline,
            file.answers.year,
            [topic.name for topic in topics_on(pack, file.answers)],
            file.answers.headings,
        )
        kept = OutlineFile(file, own, desk.folded)
        screen = OutlineScreen(desk, console, kept.save)
        try:
            wanted = screen.run()
        except Stop:
            console.say(_("提纲已保存，下次接着改"))
            raise
        if not wanted:
            kept.restore()
            console.say(_("提纲恢复原样"))
            return
        kept.save(desk.outline)
    _tell(console, desk, kept)


def _begin(console: Console, file: AnswersFile, pack: Pack) -> tuple[Outline, Path]:
    """The outline to begin with, under its label, and the file that it is kept in."""
    name, folder = file.answers.outline, file.path.parent
    found = app.find_outline_file(name, folder)
    if found is not None:
        return app.read_outline_file(found, pack), found
    if name not in pack.outlines:
        name = pack.default_outline
    options = [Option(one.name, one.label) for one in pack.outlines.values()]
    if len(options) > 1:
        name = console.choose(_("从哪一种提纲改起"), options, name, moving=False)
    base = pack.outlines[name]
    usual = _("{year}年提纲").format(year=file.answers.year)
    label = console.ask(Field(_("这个提纲叫什么"), usual, moving=False)).strip() or usual
    return replace(base, label=label, help="", lacks=base.lacks), _free_file(console, folder)


def _free_file(console: Console, folder: Path) -> Path:
    """A new file beside the answers."""
    while True:
        name = outline_file_name(console.ask(Field(_("存成哪个文件"), USUAL, moving=False)))
        if not name:
            console.say("× " + _("请写一个文件名，例如 {usual}；不能用年份").format(usual=USUAL))
        elif (folder / name).exists():
            told = _("已经有“{name}”；要用它，请在答题时选它作提纲，或换一个名字")
            console.say("× " + told.format(name=name))
        else:
            return folder / name


def _tell(console: Console, desk: Desk, kept: OutlineFile) -> None:
    """Where the outline is kept, and what in it will not be printed."""
    console.say(_("提纲存在 {path}，明年沿用，也可以给别的单位用").format(path=kept.path))
    if kept.copy.exists():
        console.say(_("原来的文件（带注释）另存为 {name}").format(name=kept.copy.name))
    for heading in desk.empty():
        console.say(_("注意：“{heading}”下面没有内容，报告里不会出现").format(heading=heading))
    try:
        app.read_outline_file(kept.path, desk.pack)
    except PackError as error:
        console.say(str(error))
