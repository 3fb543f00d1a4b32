"""Files are written whole or not at all, and the clerk is told why not."""

from __future__ import annotations

import errno
import os
import shlex
from pathlib import Path

import pytest

from drafter.errors import WriteError
from drafter.files import check_output, file_name, held_open, typed, write_atomically


def test_a_new_file_is_written(tmp_path: Path) -> None:
    write_atomically(tmp_path / "报告.docx", b"abc")
    assert (tmp_path / "报告.docx").read_bytes() == b"abc"


def test_an_old_file_is_replaced_and_no_other_is_left(tmp_path: Path) -> None:
    path = tmp_path / "报告.docx"
    path.write_bytes(b"old")
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    path, link = tmp_path / "报告.docx", tmp_path / "链接.docx"
    path.write_bytes(b"old")
    link.symlink_to(path)
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert path.read_bytes() == b"new"


@pytest.mark.parametrize("name", ["报告.docx", "a.docx", "东岭县司法局2026年度报告.docx"])
@pytest.mark.parametrize("lock", ["~${0}", "~${1}", "~${2}", ".~{0}", ".~lock.{0}#"])
def test_a_file_held_open_is_not_touched(tmp_path: Path, name: str, lock: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"old")
    lock_file = tmp_path / lock.format(name, name[1:], name[2:])
    lock_file.write_bytes(b"")
    assert held_open(path) == lock_file
    with pytest.raises(WriteError, match="正被打开") as caught:
        write_atomically(path, b"new")
    assert lock_file.name in caught.value.advice
    assert path.read_bytes() == b"old"


def test_a_lock_left_behind_without_its_file_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / "~$报告.docx").write_bytes(b"")
    write_atomically(tmp_path / "报告.docx", b"abc")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="文件夹"):
        write_atomically(tmp_path, b"abc")


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="文件夹不存在") as caught:
        write_atomically(tmp_path / "没有" / "报告.docx", b"abc")
    assert "没有" in str(caught.value.place)


def test_a_name_too_long_is_told(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="文件名太长"):
        write_atomically(tmp_path / ("长" * 200 + ".docx"), b"abc")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "磁盘已满"),
        (OSError(errno.EROFS, "Read-only file system"), "只读"),
        (PermissionError(errno.EACCES, "Permission denied"), "Word"),
        (OSError(errno.EIO, "Input/output error"), "Input/output error"),
    ],
)
@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_failure_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, says: str, call: str
) -> None:
    def fail(*_: object) -> None:
        raise error

    path = tmp_path / "报告.docx"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, call, fail)
    with pytest.raises(WriteError, match=says) as caught:
        write_atomically(path, b"new")
    assert caught.value.advice
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_an_interruption_leaves_no_temporary_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(tmp_path / "报告.docx", b"new")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="没有 /dev/full")
def test_a_disk_that_is_really_full_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / f".报告.docx.{os.getpid()}.tmp").symlink_to("/dev/full")
    with pytest.raises(WriteError, match="磁盘已满"):
        write_atomically(tmp_path / "报告.docx", b"new")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "name"), [("年度报告", "年度报告"), ('总结：a/b\\c:*?"<>|', "总结：abc"), (" 总结\n", "总结")]
)
def test_words_become_part_of_a_file_s_name(words: str, name: str) -> None:
    assert file_name(words) == name


REFUSED = [
    ("an input", "报告.docx", "", "这是要读的文件"),
    ("an input by another name", "./报告.docx", "", "这是要读的文件"),
    ("answers in the place of JSON", "2026.yaml", ".json", "已经有这个文件"),
    ("a folder that is not there", "没有/a.json", ".json", "文件夹不存在"),
]


@pytest.mark.parametrize(
    ("output", "ending", "what"), [one[1:] for one in REFUSED], ids=[one[0] for one in REFUSED]
)
def test_an_output_that_would_replace_something_is_refused(
    output: str, ending: str, what: str, tmp_path: Path
) -> None:
    for name in ("报告.docx", "2026.yaml", "变化.json"):
        (tmp_path / name).write_bytes(b"abc")
    with pytest.raises(WriteError, match=what):
        check_output(tmp_path / output, tmp_path / "报告.docx", ending=ending)
    check_output(tmp_path / "变化.json", tmp_path / "报告.docx", ending=".json")


@pytest.mark.parametrize("name", ["县司法局/2025.yaml", "我的 材料/报告（定稿）.docx", "a'b/甲&乙 $1.txt"])
def test_a_path_in_a_command_can_be_copied_to_the_shell(name: str) -> None:
    quoted = typed(Path(name))
    assert (quoted == name) == (name == "县司法局/2025.yaml")
    if os.name != "nt":
        assert shlex.split(quoted) == [name]
