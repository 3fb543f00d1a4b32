"""Two programs on one answers file: the second one is told.

The lock is the operating system's, on a small file beside the answers (``2026.yaml.正在编辑``) that names its
holder.
It ends with its process, however that ends: a lock file left behind by ``kill -9`` or a power cut holds nobody up.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from drafter.errors import AnswersError, Place
from drafter.files import sweep_temporary

_ENDING = ".正在编辑"
_FAR = 1 << 20
"""Windows locks bytes against reading too: one far behind the text, so that the holder's name stays readable."""


@dataclass(eq=False)
class AlreadyOpen(AnswersError):
    """Another program has the answers file open; ``pid`` 0 and ``since`` "" when it did not say."""

    pid: int = 0
    since: str = ""


def lock_path(path: Path) -> Path:
    """The lock file of an answers file."""
    return path.with_name(path.name + _ENDING)


@contextlib.contextmanager
def lock(path: Path, now: datetime) -> Iterator[bool]:
    """Hold the answers file at ``path`` while the block runs; ``now`` is told to whoever comes second.

    Gives False when the folder cannot be written or has no locks (then nobody is held off).
    Raises AlreadyOpen when another program holds it.
    """
    file = _taken(lock_path(path), path)
    if file is None:
        yield False
        return
    try:
        _introduce(file, now)
        sweep_temporary(path)  # while we hold the lock, none is being written
        yield True
    finally:
        _release(file, lock_path(path))


def _taken(name: Path, path: Path) -> IO[str] | None:
    while True:
        try:
            file = open(name, "a+", encoding="utf-8")  # noqa: SIM115
        except OSError:
            return None
        if not _lock(file):
            with file:
                raise _already_open(file, path)
        if _is_current(file, name):
            return file
        file.close()  # the holder before us removed it just now: take the new one


def _already_open(file: IO[str], path: Path) -> AlreadyOpen:
    file.seek(0)
    pid, _, since = file.read().strip().partition(" ")
    who = f"（进程号 {pid}，{since} 开始）" if pid else ""
    what = f"这个文件正由另一个窗口的本程序编辑{who}"
    advice = "请回到那个窗口继续，或先关掉它"
    return AlreadyOpen(what, Place(path), advice, pid=int(pid) if pid.isdigit() else 0, since=since)


def _introduce(file: IO[str], now: datetime) -> None:
    with contextlib.suppress(OSError):
        file.seek(0)
        file.truncate()
        file.write(f"{os.getpid()} {now:%Y-%m-%d %H:%M}\n")
        file.flush()


def _is_current(file: IO[str], name: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file.fileno()), os.stat(name))
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[str]) -> bool:
        file.seek(_FAR)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _release(file: IO[str], name: Path) -> None:
        with contextlib.suppress(OSError):
            file.seek(_FAR)
            msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)
        with contextlib.suppress(OSError):
            file.close()
        with contextlib.suppress(OSError):
            name.unlink()

else:
    import fcntl

    def _lock(file: IO[str]) -> bool:
        """False when somebody else holds it; a file system without locks counts as ours."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True
        return True

    def _release(file: IO[str], name: Path) -> None:
        with contextlib.suppress(OSError):
            name.unlink()  # still locked: whoever opened it meanwhile sees that it is gone
        with contextlib.suppress(OSError):  # a full disk: what was not written yet is tried again
            file.close()
