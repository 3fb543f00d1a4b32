"""Where a clerk stopped, on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.bookmarks import Bookmarks
from drafter.interview.bookmark import Bookmark

MARK = Bookmark("信访收到", "信访", ("甲", "乙"), "2025年", 3, "文")


def test_a_bookmark_is_kept_and_forgotten(tmp_path: Path) -> None:
    marks = Bookmarks(tmp_path / "places", tmp_path / "2026.yaml")
    assert marks.read() is None
    marks.keep(MARK)
    assert Bookmarks(tmp_path / "places", tmp_path / "2026.yaml").read() == MARK
    assert Bookmarks(tmp_path / "places", tmp_path / "2025.yaml").read() is None
    marks.keep(None)
    marks.keep(None)
    assert marks.read() is None


@pytest.mark.parametrize("data", [b"", b"{", b'{"key": 3}', b"\xff\xfe", b"[]"])
def test_a_damaged_one_is_none(tmp_path: Path, data: bytes) -> None:
    marks = Bookmarks(tmp_path, tmp_path / "2026.yaml")
    marks.keep(MARK)
    next(tmp_path.glob("*.json")).write_bytes(data)
    assert marks.read() is None


def test_a_folder_that_cannot_be_made_is_no_matter(tmp_path: Path) -> None:
    (tmp_path / "places").touch()
    marks = Bookmarks(tmp_path / "places", tmp_path / "2026.yaml")
    marks.keep(MARK)
    assert marks.read() is None
