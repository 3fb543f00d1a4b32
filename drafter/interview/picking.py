"""Picking a file: one that lies here, or one typed in or dropped into the window."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from drafter.errors import ReadError
from drafter.files import is_file
from drafter.i18n import _
from drafter.interview.console import Back, Console, Field, Overview, Skip
from drafter.interview.steps import Option
from drafter.said import shown

ELSEWHERE = "elsewhere"
_REPORT_FILE = re.compile(r".+\.(?:docx?|wps|html?|mht|pdf|txt|rtf|odt)", re.IGNORECASE)
_MOST_FILES = 12


def pick_file(
    console: Console, here: Path, which: str, label: str, about: Callable[[Path], str] | None = None
) -> Path:
    """A report's file: one that lies here, or one typed in.

    ``about``: what there is to say of a file that is hardly meant; such files come last.
    """
    said = {path: about(path) if about is not None else "" for path in report_files(here)}
    files = sorted(said, key=lambda path: bool(said[path]))
    options = [
        Option(str(number), relative(path, here) + (f"（{said[path]}）" if said[path] else ""))
        for number, path in enumerate(files)
    ]
    chosen = ELSEWHERE
    if options:
        options.append(Option(ELSEWHERE, _("别处的文件（输入路径）")))
        chosen = console.choose(which, options, moving=False)
    return typed_file(console, label, here) if chosen == ELSEWHERE else files[int(chosen)]


def typed_file(console: Console, label: str, here: Path) -> Path:
    """A file whose path is typed, or which is dropped into the window."""
    hint = _("把文件拖进这个窗口，或输入路径")
    while True:
        typed = console.ask(Field(label, placeholder=hint, moving=False)).strip()
        found = next((path for path in _meant(typed, here) if is_file(path)), None)
        if found is not None:
            return found
        if not typed:
            console.say(_("还没有输入文件名；要返回请按 Ctrl-B"))
        elif (here / typed).is_dir():
            console.say(_("“{name}”是一个文件夹；请写出里面的文件，要返回请按 Ctrl-B").format(name=typed))
        else:
            console.say(_("没有“{name}”这个文件；请核对后再输入，要返回请按 Ctrl-B").format(name=typed))


def _meant(typed: str, here: Path) -> Iterator[Path]:
    """The files that what was typed or dropped may mean: as it is, without quotes, with what a terminal escaped."""
    bare = typed.strip("\"'")
    for name in dict.fromkeys((typed, bare, re.sub(r"\\(.)", r"\1", bare))):
        if name:
            yield here / Path(name).expanduser()


def report_files(here: Path) -> list[Path]:
    """Files that may be a report, here and one level below, the newest first."""
    folders = [here, *(path for path in within(here) if path.is_dir() and not path.name.startswith("."))]
    found = [
        path
        for folder in folders
        for path in within(folder)
        if _REPORT_FILE.fullmatch(path.name) and not path.name.startswith(("~$", ".")) and path.is_file()
    ]
    return sorted(found, key=_age)[:_MOST_FILES]


def _age(path: Path) -> float:
    try:
        return -path.stat().st_mtime
    except OSError:
        return 0.0


def with_a_file(console: Console, work: Callable[[], None]) -> None:
    """Work on a file that the clerk picks; one that cannot be read is asked for again."""
    while True:
        try:
            return work()
        except ReadError as error:
            console.say(_("错误：{what}").format(what=shown(error)))
        except (Back, Skip, Overview):
            return None


def relative(path: Path, here: Path) -> str:
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def within(folder: Path) -> Iterable[Path]:
    """What a folder holds; nothing where it may not be read."""
    try:
        return list(folder.iterdir())
    except OSError:
        return []
