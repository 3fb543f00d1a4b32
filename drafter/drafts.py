"""Which file a draft may go into: one that was changed since the program wrote it is never overwritten."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

from drafter.figures import chinese_text
from drafter.files import replace_file


class Drafts:
    """Remembers what the program wrote, in its own ``folder``; a .docx also bears its stamp and needs none."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def free_path(self, wanted: Path) -> Path:
        """``wanted``, or beside it 报告（第二稿）.docx, 报告（第三稿）.docx … where somebody changed what is there."""
        return next(path for path in _candidates(wanted) if self._may_overwrite(path))

    def remember(self, path: Path, data: bytes) -> None:
        """Notes that the program wrote these bytes; where it cannot, the next draft goes beside the file."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            replace_file(self._record(path), _digest(data))
        except OSError:
            return

    def _may_overwrite(self, path: Path) -> bool:
        if not path.is_file():
            return True
        if path.suffix.lower() == ".docx":
            from drafter.writers.docx.stamp import changed_since_written

            return changed_since_written(path) is False
        record = self._record(path)
        return record.is_file() and record.read_bytes() == _digest(path.read_bytes())

    def _record(self, path: Path) -> Path:
        return self._folder / blake2b(str(path.resolve()).encode(), digest_size=16).hexdigest()


def _candidates(wanted: Path) -> Iterator[Path]:
    yield wanted
    number = 2
    while True:
        yield wanted.with_name(f"{wanted.stem}（第{chinese_text(number)}稿）{wanted.suffix}")
        number += 1


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=32).digest()
