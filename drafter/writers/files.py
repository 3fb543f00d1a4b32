"""Writing a file whole or not at all, and saying why when it cannot be written."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from drafter.errors import Place, WriteError

_ADVICE = {
    errno.ENOSPC: ("磁盘已满，没有写成", "请清理磁盘空间后重试，或换一个位置保存"),
    errno.EDQUOT: ("磁盘配额已用完，没有写成", "请清理空间后重试，或换一个位置保存"),
    errno.EROFS: ("所在的盘是只读的，没有写成", "请换一个可以写入的位置保存"),
    errno.ENOENT: ("所在的文件夹不存在", "请先新建文件夹，或检查路径有没有写错"),
    errno.ENOTDIR: ("路径中有一段不是文件夹", "请检查路径有没有写错"),
    errno.ENAMETOOLONG: ("文件名太长", "请换一个短一些的文件名"),
}
_DENIED = (
    "没有写入的权限，或者文件正被 Word、WPS 等程序占用",
    "请关闭打开该文件的程序后重试，或换一个文件名保存",
)
_OTHER_ADVICE = "请换一个位置或文件名保存"


def write_atomically(path: Path, data: bytes) -> None:
    """Put ``data`` at ``path`` so that either the old or the new file is there, never half of one.

    Raises WriteError (nothing changed on disk, no temporary file left) for a full disk, a folder that is
    missing or read-only, a path that is a folder, and a file that Word, WPS or LibreOffice holds open.
    """
    target = Path(os.path.realpath(path))
    if os.path.isdir(target):  # unlike Path.is_dir, False for a name that is too long
        raise WriteError("这是一个文件夹，不是文件", Place(path), "请在路径后面加上文件名，例如 报告.docx")
    lock = held_open(target)
    if lock is not None:
        raise WriteError(
            "文件正被打开着，没有写入",
            Place(path),
            f"请先在 Word、WPS 或 LibreOffice 中关闭它，或换一个文件名；若确已关闭，可删除遗留的 {lock.name}",
        )
    temporary = target.with_name(f".drafter-{os.getpid()}.tmp")
    try:
        _write(temporary, data)
        os.replace(temporary, target)
    except OSError as error:
        _remove(temporary)
        raise _explained(path, error) from error
    except BaseException:
        _remove(temporary)
        raise


def held_open(path: Path) -> Path | None:
    """The lock file that Word (``~$名.docx``), WPS (``.~名.docx``) or LibreOffice keeps beside it, if any.

    Word writes ``~$`` before a short name and over the first characters of a longer one.
    """
    if not os.path.exists(path):
        return None
    name = path.name
    candidates = (f"~${name}", f"~${name[1:]}", f"~${name[2:]}", f".~{name}", f".~lock.{name}#")
    return next((lock for lock in map(path.with_name, candidates) if os.path.exists(lock)), None)


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return  # what cannot be created cannot be removed either; the first error is the one to tell


def _explained(path: Path, error: OSError) -> WriteError:
    if isinstance(error, PermissionError):
        what, advice = _DENIED
    else:
        default = (f"没有写成（{error.strerror or error}）", _OTHER_ADVICE)
        what, advice = _ADVICE.get(error.errno or 0, default)
    return WriteError(what, Place(path), advice)
