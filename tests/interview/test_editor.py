"""Texts written in an editor of the clerk's own: nothing is lost, whatever the editor does."""

from __future__ import annotations

import stat
import sys
import tempfile
from pathlib import Path

import pytest

from drafter.errors import DrafterError
from drafter.interview.console import Back
from drafter.interview.editor import edit, editor_command

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the editors here are shell scripts")


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))


def editor(at: Path, script: str) -> list[str]:
    """An editor that does what the script says with the file ``$1``."""
    path = at / "编辑器 一"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return [str(path)]


def never() -> None:
    """Nobody is asked anything."""


def left_over(at: Path) -> list[Path]:
    return list((at / "tmp").iterdir())


def test_what_was_there_is_edited(tmp_path: Path) -> None:
    assert edit("第一段\n第二段", never, editor(tmp_path, 'echo 第三段 >> "$1"')) == "第一段\n第二段\n第三段"
    assert left_over(tmp_path) == []


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (b"\xef\xbb\xbf\xe7\x94\xb2\r\n\xe4\xb9\x99\r\n", "甲\n乙"),
        ("甲\r乙".encode(), "甲\n乙"),
        ("甲乙".encode("gb18030"), "甲乙"),
        (b"", ""),
    ],
)
def test_it_reads_what_editors_save(tmp_path: Path, written: bytes, text: str) -> None:
    (tmp_path / "new").write_bytes(written)
    assert edit("旧", never, editor(tmp_path, f'cat "{tmp_path}/new" > "$1"')) == text


def test_on_windows_the_file_bears_a_mark(tmp_path: Path) -> None:
    command = editor(tmp_path, f'cp "$1" "{tmp_path}/seen"')
    assert edit("甲", never, command, platform="win32") == "甲"
    assert (tmp_path / "seen").read_bytes() == b"\xef\xbb\xbf" + "甲\n".encode()


def test_an_editor_that_fails_changes_nothing_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(DrafterError, match="没有改动"):
        edit("甲", never, editor(tmp_path, "exit 1"))
    assert left_over(tmp_path) == []


def test_what_was_written_before_an_editor_failed_is_kept_and_named(tmp_path: Path) -> None:
    with pytest.raises(DrafterError) as caught:
        edit("甲", never, editor(tmp_path, 'echo 写了很多 > "$1"; exit 1'))
    (kept,) = left_over(tmp_path)
    assert str(kept) in str(caught.value)
    assert kept.read_text(encoding="utf-8") == "写了很多\n"


def test_a_file_that_cannot_be_read_is_kept_and_named(tmp_path: Path) -> None:
    with pytest.raises(DrafterError) as caught:
        edit("甲", never, editor(tmp_path, "printf '\\377\\377\\377' > \"$1\""))
    assert str(left_over(tmp_path)[0]) in str(caught.value)


def test_a_file_that_the_editor_removed_is_told(tmp_path: Path) -> None:
    with pytest.raises(DrafterError, match="读不出来"):
        edit("甲", never, editor(tmp_path, 'rm "$1"'))


def test_an_editor_that_comes_back_at_once_is_waited_for(tmp_path: Path) -> None:
    def until_done() -> None:
        left_over(tmp_path)[0].write_text("写好了\n", encoding="utf-8")

    assert edit("甲", until_done, editor(tmp_path, "exit 0")) == "写好了"


def test_waiting_may_be_broken_off(tmp_path: Path) -> None:
    def until_done() -> None:
        raise Back

    with pytest.raises(Back):
        edit("甲", until_done, editor(tmp_path, "exit 0"))
    assert left_over(tmp_path) == []


def test_an_editor_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(DrafterError, match="打不开"):
        edit("甲", never, [str(tmp_path / "没有")])
    with pytest.raises(DrafterError, match="没有找到"):
        edit("甲", never, [])
    assert left_over(tmp_path) == []


@pytest.mark.parametrize(
    ("environment", "platform", "command"),
    [
        ({"EDITOR": "code --wait"}, "linux", ["code", "--wait"]),
        ({"EDITOR": "vi", "VISUAL": "'/a b/gvim' -f"}, "linux", ["/a b/gvim", "-f"]),
        ({"EDITOR": "it's"}, "linux", ["it's"]),
        ({"EDITOR": r'"C:\a b\ed.exe" -n'}, "win32", [r"C:\a b\ed.exe", "-n"]),
        ({}, "win32", ["notepad.exe"]),
    ],
)
def test_the_editor_chosen_is_used(environment: dict[str, str], platform: str, command: list[str]) -> None:
    assert editor_command(environment, platform) == command
