"""Which file a draft may go into: one that was changed since the program wrote it is never overwritten."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from enum import Enum
from hashlib import blake2b
from pathlib import Path
from typing import Self

from msgspec import Struct

from drafter.errors import WriteError
from drafter.figures import chinese_text
from drafter.files import held_open, is_file, make_folder, replace_file, sweep_stale, write_atomically

_MOST_BASES = 8


class Left(Enum):
    """Why a file was left alone."""

    CHANGED = "改过"
    FOREIGN = "不是本程序写的，或无从知道有没有改过"
    OPEN = "正被别的程序打开着，或不许写入"


class Written(Struct, frozen=True):
    """Where a draft went; ``left`` says why not into the file that was wanted."""

    path: Path
    left: Left | None = None


class Drafts:
    """Remembers what the program wrote, in its own ``folder`` (None: nowhere).

    A .docx bears its stamp and needs no memory.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    @classmethod
    def remembered_in(cls, cache: Path | None) -> Self:
        """With the memory in its place in the program's cache folder."""
        return cls(cache / "written" if cache is not None else None)

    def put(self, wanted: Path, data: bytes) -> Written:
        """Writes to ``wanted``, or where what is there must be left alone, to 报告（第二稿）.docx,
        报告（第三稿）.docx … beside it.  Raises WriteError when that cannot be written either.
        """
        left: Left | None = None
        denied: WriteError | None = None
        for path in _candidates(wanted):
            why = self._left_alone(path, data)
            if why is None:
                try:
                    write_atomically(path, data)
                except WriteError as error:
                    if not _is_denied(path, error):
                        raise denied or error from error
                    why, denied = Left.OPEN, denied or error
                else:
                    sweep_stale(path)
                    self._remember(path, data)
                    return Written(path, left)
            left = left or why
        raise AssertionError("there is always another name")

    def keep_base(self, answers: Path, line: str) -> None:
        """Remembers a draft of an answers file as its stamp has it: what an edited copy that has lost its marks (.doc,
        .txt, typed anew) was made from.  Only the last few; a folder that cannot be written is no matter.
        """
        if self._folder is None or not line:
            return
        folder = self._bases(answers)
        data = line.encode()
        with contextlib.suppress(OSError):
            path = folder / f"{_digest(data).hex()[:32]}.json"
            make_folder(folder)
            replace_file(path, data)
            others = sorted(folder.glob("*.json"), key=lambda one: one.stat().st_mtime)
            for old in others[:-_MOST_BASES]:
                old.unlink()

    def bases(self, answers: Path) -> list[str]:
        """The drafts of an answers file that are remembered, the newest first."""
        if self._folder is None:
            return []
        found: list[tuple[float, str]] = []
        with contextlib.suppress(OSError):
            for path in self._bases(answers).glob("*.json"):
                data = _bytes(path)
                found += [(path.stat().st_mtime, data.decode(errors="replace"))] if data is not None else []
        return [line for _, line in sorted(found, reverse=True)]

    def _bases(self, answers: Path) -> Path:
        assert self._folder is not None
        return self._folder / "bases" / _record(self._folder, answers).name

    def _remember(self, path: Path, data: bytes) -> None:
        """Notes that the program wrote these bytes; where it cannot, the next draft goes beside the file."""
        if self._folder is None or path.suffix.lower() == ".docx":
            return
        with contextlib.suppress(OSError):
            make_folder(self._folder)
            replace_file(_record(self._folder, path), _digest(data))

    def wrote(self, path: Path) -> bool:
        """Whether the program wrote what is in a file, and nobody changed it since."""
        return is_file(path) and self._left_alone(path, b"") is None

    def _left_alone(self, path: Path, data: bytes) -> Left | None:
        """Why the file may not be overwritten; None when it may."""
        if not is_file(path):
            return None
        if held_open(path):
            return Left.OPEN
        if path.suffix.lower() == ".docx":
            from drafter.writers.docx.stamp import changed_since_written

            changed = changed_since_written(path)
            return {True: Left.CHANGED, False: None, None: Left.FOREIGN}[changed]
        there, remembered = _bytes(path), self._remembered(path)
        if there is None or remembered is None:
            return None if there == data else Left.FOREIGN
        return None if there == data or remembered == _digest(there) else Left.CHANGED

    def _remembered(self, path: Path) -> bytes | None:
        return None if self._folder is None else _bytes(_record(self._folder, path))


def _record(folder: Path, path: Path) -> Path:
    """Where it is noted what was last written to ``path``."""
    return folder / blake2b(os.fsencode(os.path.realpath(path)), digest_size=16).hexdigest()


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _is_denied(path: Path, error: WriteError) -> bool:
    """Whether the file is there and may not be replaced: on Windows so is one that Word holds open."""
    return isinstance(error.__cause__, PermissionError) and is_file(path)


def _candidates(wanted: Path) -> Iterator[Path]:
    yield wanted
    number = 2
    while True:
        yield wanted.with_name(f"{wanted.stem}（第{chinese_text(number)}稿）{wanted.suffix}")
        number += 1


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=32).digest()
