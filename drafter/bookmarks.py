"""Where a clerk stopped in each answers file, remembered in the program's own folder.

Nothing of the report depends on it: where it is lost or not readable, the questions begin at the first open one.
"""

from __future__ import annotations

import contextlib
from hashlib import blake2b
from pathlib import Path

import msgspec

from drafter.files import replace_file
from drafter.interview.bookmark import Bookmark


class Bookmarks:
    """The bookmark of one answers file; without a ``folder`` nothing is remembered."""

    def __init__(self, folder: Path | None, answers: Path) -> None:
        name = blake2b(str(answers.resolve()).encode(), digest_size=16).hexdigest()
        self._file = folder / f"{name}.json" if folder is not None else None
        self._kept: Bookmark | None = None

    def read(self) -> Bookmark | None:
        """Where the clerk stopped; None where nothing is known."""
        if self._file is None:
            return None
        try:
            self._kept = msgspec.json.decode(self._file.read_bytes(), type=Bookmark)
        except (OSError, msgspec.MsgspecError):
            self._kept = None
        return self._kept

    def keep(self, mark: Bookmark | None) -> None:
        """Remember a place; None forgets it.  A folder that cannot be written is no matter."""
        if self._file is None or mark == self._kept:
            return
        with contextlib.suppress(OSError):
            if mark is None:
                self._file.unlink(missing_ok=True)
            else:
                self._file.parent.mkdir(parents=True, exist_ok=True)
                replace_file(self._file, msgspec.json.encode(mark))
            self._kept = mark
