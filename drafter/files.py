"""Writing a file so that a power cut, a full disk or ``kill -9`` leaves either the old bytes or the new ones."""

from __future__ import annotations

import contextlib
import errno
import glob
import os
import sys
import time
from pathlib import Path

_FULL = {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}
_DENIED = {errno.EACCES, errno.EPERM, errno.EROFS}


def reason(error: OSError) -> tuple[str, str]:
    """What went wrong with a file and what to do, in Chinese."""
    if error.errno in _FULL:
        return "磁盘已满，没有保存", "请先腾出磁盘空间"
    if error.errno in _DENIED:
        return (
            "没有写入权限，没有保存",
            "请关闭正在使用该文件的程序，或把文件夹移到可以写入的地方（如“文档”）",
        )
    if error.errno == errno.ENOENT:
        return "文件夹不存在，没有保存", "请核对文件夹，U盘或网络盘是否已断开"
    return f"写入失败（{error.strerror or error}），没有保存", "请换一个文件夹再试"


def sweep_temporary(path: Path) -> None:
    """Remove what killed programs left half-written beside ``path``; only while nobody else writes it."""
    for left in path.parent.glob(f".{glob.escape(path.name)}.*.tmp"):
        with contextlib.suppress(OSError):
            left.unlink()


def replace_file(path: Path, data: bytes) -> None:
    """Put ``data`` in place of the file at ``path`` in one step; its mode stays, a link is followed.

    Raises OSError; then the old file is untouched and nothing is left beside it.
    """
    path = Path(os.path.realpath(path))
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    temporary = _written(path, data)
    try:
        with contextlib.suppress(FileNotFoundError):
            os.chmod(temporary, path.stat().st_mode & 0o7777)
        _replace(temporary, path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def create_file(path: Path, data: bytes) -> None:
    """Make a new file in one step.  Raises FileExistsError when there is one, else as replace_file."""
    if path.exists():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    temporary = _written(path, data)
    try:
        if sys.platform == "win32":
            os.rename(temporary, path)  # refuses to overwrite
        else:
            os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        _replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
    _sync_folder(path.parent)


def _written(path: Path, data: bytes) -> Path:
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with open(temporary, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    return temporary


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
