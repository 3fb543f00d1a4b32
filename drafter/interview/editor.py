"""A long text written in the clerk's own editor instead of the input line.

The text goes through a temporary file; whatever becomes of the editor, the text that was there is not lost.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from drafter.errors import DrafterError
from drafter.i18n import _

_USUAL = ("nano", "vim", "vi")
"""Tried in turn where $VISUAL and $EDITOR name none."""
_ENCODINGS = ("utf-8-sig", "gb18030")
"""What editors save in: UTF-8 with or without a mark, else the code page of a Chinese Windows."""


def editor_command(environment: Mapping[str, str], platform: str = sys.platform) -> list[str]:
    """The editor that the clerk has chosen, else the usual one of the system; empty where there is none."""
    windows = platform == "win32"
    for name in ("VISUAL", "EDITOR"):
        if chosen := environment.get(name, "").strip():
            return _words(chosen, windows=windows)
    if windows:
        return ["notepad.exe"]
    return next(([found] for found in map(shutil.which, _USUAL) if found), [])


def _words(command: str, *, windows: bool) -> list[str]:
    """A command line in words; on Windows a backslash stands for itself."""
    try:
        words = shlex.split(command, posix=not windows)
    except ValueError:  # a quotation mark without its partner
        return [command]
    return [word.strip('"') for word in words] if windows else words


def edit(
    text: str,
    until_done: Callable[[], None],
    command: Sequence[str] | None = None,
    *,
    platform: str = sys.platform,
) -> str:
    """``text`` as the clerk leaves it in the editor.

    ``until_done`` is called where the editor came back with nothing changed: some hand the file to a window that is
    open already (Notepad of Windows 11, gvim) and it is still being written there.
    Raises DrafterError when there is no editor or it failed; a file that was changed all the same is kept and named.
    """
    chosen = editor_command(os.environ, platform) if command is None else list(command)
    if not chosen:
        raise DrafterError(_("没有找到可用的编辑器"), advice=_("请在这里直接输入，或先设置环境变量 EDITOR"))
    file = _file_with(text, "utf-8-sig" if platform == "win32" else "utf-8")
    before = file.read_bytes()
    try:
        code = subprocess.run([*chosen, str(file)], check=False).returncode
    except OSError as error:
        _remove(file)
        why = _("编辑器“{name}”打不开").format(name=chosen[0])
        raise DrafterError(why, advice=error.strerror or "") from None
    if code:
        raise _failed(file, before)
    if file.is_file() and file.read_bytes() == before:
        _wait(file, before, until_done)
    found = _read(file)
    _remove(file)
    return found


def _wait(file: Path, before: bytes, until_done: Callable[[], None]) -> None:
    """Wait for the clerk; a file without anything new goes, whatever he does instead."""
    waited = False
    try:
        until_done()
        waited = True
    finally:
        if not waited and file.is_file() and file.read_bytes() == before:
            _remove(file)


def _file_with(text: str, encoding: str) -> Path:
    handle, name = tempfile.mkstemp(suffix=".txt", prefix="drafter-")
    with open(handle, "w", encoding=encoding) as file:
        file.write(f"{text}\n" if text else "")
    return Path(name)


def _read(file: Path) -> str:
    """What the editor saved, whatever its line ends."""
    try:
        data = file.read_bytes()
    except OSError as error:
        raise DrafterError(_("编辑器写的文件读不出来"), advice=error.strerror or "") from None
    for encoding in _ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    raise DrafterError(_("编辑器写的文件读不出来"), advice=_("写的内容在 {path}").format(path=file))


def _failed(file: Path, before: bytes) -> DrafterError:
    """The editor ended with an error: what was written is kept, where there is something."""
    what = _("编辑器没有正常结束，文字没有改动")
    if file.is_file() and file.read_bytes() != before:
        return DrafterError(what, advice=_("写的内容在 {path}").format(path=file))
    _remove(file)
    return DrafterError(what)


def _remove(file: Path) -> None:
    file.unlink(missing_ok=True)
