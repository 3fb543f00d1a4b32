"""Files on disk: written so that a power cut, a full disk or ``kill -9`` leaves either the old bytes or the new
ones, and why one could not be read or written in words for the clerk."""

from __future__ import annotations

import contextlib
import errno
import glob
import os
import re
import sys
import time
from pathlib import Path

from drafter.errors import Place, WriteError

YAML_ENDINGS = (".yaml", ".yml")
_DENIED = (
    "没有写入权限，没有保存",
    "请关闭正在使用该文件的程序（如 Word、WPS），或换一个可以写入的文件夹（如“文档”）",
)
_UNWRITTEN = {
    errno.EACCES: _DENIED,
    errno.EPERM: _DENIED,
    errno.EROFS: ("没有写入权限（所在的盘是只读的），没有保存", "请换一个可以写入的文件夹（如“文档”）"),
    getattr(errno, "EDQUOT", errno.ENOSPC): ("磁盘配额已用完，没有保存", "请先腾出磁盘空间，或换一个盘"),
    errno.ENOSPC: ("磁盘已满，没有保存", "请先腾出磁盘空间，或换一个盘"),
    errno.ENOENT: ("文件夹不存在，没有保存", "请先新建文件夹；路径没有写错的，看看U盘或网络盘是否已断开"),
    errno.ENOTDIR: ("路径中有一段不是文件夹，没有保存", "请检查路径有没有写错"),
    errno.EISDIR: ("这是一个文件夹，不是文件", "请在路径后面加上文件名，例如 报告.docx"),
    errno.ENAMETOOLONG: ("文件名太长，没有保存", "请换一个短一些的文件名"),
    errno.EINVAL: ("文件名里有不能用的字符，没有保存", '文件名里不要有 \\ / : * ? " < > |'),
}
_UNREAD = {
    errno.ENOENT: ("没有这个文件", "请核对文件名和文件夹"),
    errno.ENOTDIR: ("没有这个文件", "请核对文件名和文件夹"),
    errno.EISDIR: ("这是一个文件夹，不是文件", "请写出文件夹里的文件，如 本局/2026.yaml"),
    errno.EACCES: ("没有读取权限", "请核对访问权限，或先关闭正在使用该文件的程序"),
    errno.EPERM: ("没有读取权限", "请核对访问权限，或先关闭正在使用该文件的程序"),
    errno.ENAMETOOLONG: ("没有这个文件（文件名太长）", "请核对文件名和文件夹"),
}
_STALE_AFTER = 3600
"""Seconds after which a temporary file belongs to no running program."""
_APART = re.compile(r"[\s'\"\\$`&|;<>()*?!#~{}\[\]^%]")
"""What a shell takes for something else than a part of a name."""
_NOT_IN_NAMES = str.maketrans("", "", '\\/:*?"<>|' + "".join(map(chr, range(32))))


def reason(error: OSError) -> tuple[str, str]:
    """Why a file could not be written and what to do, in Chinese."""
    unknown = (f"写入失败（{error.strerror or error}），没有保存", "请换一个文件夹或文件名再试")
    return _UNWRITTEN.get(error.errno or 0, unknown)


def unreadable(error: OSError) -> tuple[str, str]:
    """Why a file could not be read and what to do, in Chinese."""
    unknown = (f"读写出错（{error.strerror or error}）", "请核对文件名、访问权限和磁盘空间")
    return _UNREAD.get(error.errno or 0, unknown)


def is_file(path: Path) -> bool:
    """Whether there is such a file; False also for what can be no name of a file (too long, a NUL)."""
    return os.path.isfile(path)


def check_output(path: Path, *inputs: Path, ending: str = "") -> None:
    """Raises WriteError, before any work, where an output would replace a file that is read, or has no folder.

    ``ending``: other files than those with it are not replaced either.
    """
    if any(path.exists() and one.exists() and path.samefile(one) for one in inputs):
        raise WriteError("这是要读的文件，不能写在它上面", Place(path), "请换一个文件名")
    if ending and path.exists() and path.suffix.lower() != ending:
        raise WriteError("已经有这个文件，没有覆盖", Place(path), f"请换一个文件名，例如 {path.stem}{ending}")
    if not path.absolute().parent.is_dir():
        what, advice = _UNWRITTEN[errno.ENOENT]
        raise WriteError(what, Place(path), advice)


def make_folder(path: Path) -> None:
    """The folder and those above it, where they are missing.  Raises OSError; NotADirectoryError for a file."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(path)) from None


def sweep_temporary(path: Path) -> None:
    """Remove what killed programs left half-written beside ``path``; only while nobody else writes it."""
    for left in _temporaries(path):
        with contextlib.suppress(OSError):
            left.unlink()


def sweep_stale(path: Path) -> None:
    """The same for a file just written that others may be writing too: what is so much older that nobody is at it."""
    with contextlib.suppress(OSError):
        now = path.stat().st_mtime
        for left in _temporaries(path):
            if now - left.stat().st_mtime > _STALE_AFTER:
                left.unlink()


def write_atomically(path: Path, data: bytes) -> None:
    """As replace_file, for a file that the clerk named.

    Raises WriteError (nothing changed on disk, no temporary file left) for a full disk, a folder that is
    missing or read-only, a path that is a folder, and a file that Word, WPS or LibreOffice holds open.
    """
    if lock := held_open(path):
        advice = f"请先关闭打开它的程序，或换一个文件名；若确已关闭，可删除遗留的 {lock.name}"
        raise WriteError("文件正被打开着，没有写入", Place(path), advice)
    try:
        replace_file(path, data)
    except OSError as error:
        what, advice = reason(error)
        raise WriteError(what, Place(path), advice) from error


def held_open(path: Path) -> Path | None:
    """The lock file that Word (``~$名.docx``), WPS (``.~名.docx``) or LibreOffice keeps beside it, if any.

    Word writes ``~$`` before a short name and over the first characters of a longer one.
    """
    if not is_file(path):
        return None
    path = Path(os.path.realpath(path))
    name = path.name
    candidates = (f"~${name}", f"~${name[1:]}", f"~${name[2:]}", f".~{name}", f".~lock.{name}#")
    return next((lock for lock in map(path.with_name, candidates) if os.path.exists(lock)), None)


def replace_file(path: Path, data: bytes) -> None:
    """Put ``data`` in place of the file at ``path`` in one step; its mode stays, a link is followed.

    Raises OSError; then the old file is untouched and nothing is left beside it.
    """
    path = Path(os.path.realpath(path))
    if os.path.isdir(path):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if os.path.exists(path) and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    temporary = _temporary(path)
    try:
        _write(temporary, data)
        with contextlib.suppress(FileNotFoundError):
            os.chmod(temporary, path.stat().st_mode & 0o7777)
        _replace(temporary, path)
    except BaseException:
        _remove(temporary)
        raise
    _sync_folder(path.parent)


def create_file(path: Path, data: bytes) -> None:
    """Make a new file in one step.  Raises FileExistsError when there is one, else as replace_file."""
    if os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    temporary = _temporary(path)
    try:
        _write(temporary, data)
        _take_name(temporary, path)
    finally:
        _remove(temporary)
    _sync_folder(path.parent)


def _take_name(temporary: Path, path: Path) -> None:
    if sys.platform == "win32":
        os.rename(temporary, path)  # refuses to overwrite
        return
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        _replace(temporary, path)


def _temporary(path: Path) -> Path:
    """A name beside ``path`` that no other program uses; a long one is cut so that it is no longer than allowed."""
    return path.with_name(f".{_stem(path)}.{os.getpid()}.tmp")


def _stem(path: Path) -> str:
    name = path.name
    while len(name.encode(errors="surrogateescape")) > 200:
        name = name[:-1]
    return name


def _temporaries(path: Path) -> list[Path]:
    return list(path.parent.glob(f".{glob.escape(_stem(path))}.*.tmp"))


def _write(temporary: Path, data: bytes) -> None:
    with open(temporary, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _remove(temporary: Path) -> None:
    """What cannot be created cannot be removed either: the first error is the one to tell."""
    with contextlib.suppress(OSError):
        temporary.unlink(missing_ok=True)


def _replace(temporary: Path, path: Path) -> None:
    if sys.platform == "win32":
        for pause in (0.02, 0.1, 0.3):  # a virus scanner may hold the file for a moment
            with contextlib.suppress(PermissionError):
                return os.replace(temporary, path)
            time.sleep(pause)
    return os.replace(temporary, path)


def _sync_folder(folder: Path) -> None:
    """Make the new name itself survive a power cut, where the system can."""
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def file_name(words: str) -> str:
    """Words as part of a file's name: without what Windows does not allow there."""
    return words.translate(_NOT_IN_NAMES).strip()


def typed(path: Path) -> str:
    """A path as it is typed on a command line, quoted where it has to be."""
    import shlex

    shown = str(path)
    if not _APART.search(shown):
        return shown
    return f'"{shown}"' if os.name == "nt" else shlex.quote(shown)
