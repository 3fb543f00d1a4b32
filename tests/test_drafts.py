"""第二稿: a draft that was changed since the program wrote it is never overwritten.

That saving again in LibreOffice is such a change is shown in writers/test_stamp.py.
"""

from __future__ import annotations

import errno
import io
import os
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from drafter.document.model import Document, Paragraph, Span
from drafter.drafts import Drafts, Left, Written
from drafter.errors import WriteError
from drafter.writers import write
from drafter.writers.docx.stamp import changed_since_written


@pytest.fixture
def drafts(tmp_path: Path) -> Drafts:
    return Drafts(tmp_path / "记录")


def draft_of(text: str, ending: str = ".docx") -> bytes:
    document = Document((Span("报告"),), (Paragraph((Span(text),)),))
    return write(document, Path("x").with_suffix(ending))


every_ending = pytest.mark.parametrize("ending", [".docx", ".txt", ".html", ".htm", ".DOCX", ".TXT"])


@every_ending
def test_an_untouched_draft_is_written_over(tmp_path: Path, drafts: Drafts, ending: str) -> None:
    path = tmp_path / f"报告{ending}"
    for text in ("甲", "乙", "丙"):
        assert drafts.put(path, draft_of(text, ending)) == Written(path)
    assert path.read_bytes() == draft_of("丙", ending)
    assert [one.name for one in tmp_path.glob("报告*")] == [path.name]


def _typed_in(data: bytes, old: str = "甲") -> bytes:
    """As Word does: the text of the document is another, all other parts are carried along."""
    if not data.startswith(b"PK"):
        return data.replace(old.encode(), "领导改".encode())
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as written, zipfile.ZipFile(changed, "w") as saved:
        for name in written.namelist():
            saved.writestr(name, written.read(name).replace(old.encode(), "领导改".encode()))
    return changed.getvalue()


@every_ending
def test_a_changed_draft_is_left_alone_and_the_new_one_goes_beside(
    tmp_path: Path, drafts: Drafts, ending: str
) -> None:
    path, second = tmp_path / f"报告{ending}", tmp_path / f"报告（第二稿）{ending}"
    drafts.put(path, draft_of("甲", ending))
    edited = _typed_in(path.read_bytes())
    path.write_bytes(edited)
    assert drafts.put(path, draft_of("乙", ending)) == Written(second, Left.CHANGED)
    assert drafts.put(path, draft_of("丙", ending)) == Written(second, Left.CHANGED)
    second.write_bytes(_typed_in(second.read_bytes(), "丙"))
    third = tmp_path / f"报告（第三稿）{ending}"
    assert drafts.put(path, draft_of("丁", ending)).path == third
    assert path.read_bytes() == edited
    assert third.read_bytes() == draft_of("丁", ending)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("报告.docx", b""),
        ("报告.docx", "领导写的".encode()),
        ("报告.docx", b"PK\x03\x04 torn"),
        ("报告.docx", bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600)),
        ("报告.txt", "领导写的".encode()),
        ("报告.html", b""),
    ],
)
def test_a_file_of_somebody_else_is_left_alone(
    tmp_path: Path, drafts: Drafts, name: str, content: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    written = drafts.put(path, draft_of("甲", path.suffix))
    assert written == Written(path.with_stem("报告（第二稿）"), Left.FOREIGN)
    assert path.read_bytes() == content


@every_ending
def test_a_deleted_draft_is_written_again_under_its_name(tmp_path: Path, drafts: Drafts, ending: str) -> None:
    path = tmp_path / f"报告{ending}"
    drafts.put(path, draft_of("甲", ending))
    path.unlink()
    assert drafts.put(path, draft_of("乙", ending)) == Written(path)


def test_a_draft_that_was_moved_here_is_known_by_its_stamp_but_a_text_is_not(
    tmp_path: Path, drafts: Drafts
) -> None:
    for ending, left in ((".docx", None), (".txt", Left.FOREIGN)):
        old, new = tmp_path / f"旧{ending}", tmp_path / f"新{ending}"
        drafts.put(old, draft_of("甲", ending))
        old.rename(new)
        assert drafts.put(new, draft_of("乙", ending)).left is left


@pytest.mark.parametrize("lock", ["~$报告.docx", ".~报告.docx", ".~lock.报告.docx#"])
def test_a_draft_open_in_word_is_left_alone(tmp_path: Path, drafts: Drafts, lock: str) -> None:
    path = tmp_path / "报告.docx"
    drafts.put(path, draft_of("甲"))
    (tmp_path / lock).write_bytes(b"")
    assert drafts.put(path, draft_of("乙")) == Written(tmp_path / "报告（第二稿）.docx", Left.OPEN)
    (tmp_path / lock).unlink()
    assert drafts.put(path, draft_of("丙")) == Written(path)


def _failing(number: int, name: str) -> Callable[[str, str], None]:
    real = os.replace

    def replace(old: str, new: str) -> None:
        if Path(new).name == name:
            raise OSError(number, os.strerror(number))
        real(old, new)

    return replace


def test_a_draft_that_may_not_be_replaced_gets_one_beside_it(
    tmp_path: Path, drafts: Drafts, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows says so of a file that is open, without any lock file."""
    path = tmp_path / "报告.docx"
    drafts.put(path, draft_of("甲"))
    monkeypatch.setattr(os, "replace", _failing(errno.EACCES, "报告.docx"))
    assert drafts.put(path, draft_of("乙")) == Written(tmp_path / "报告（第二稿）.docx", Left.OPEN)
    assert path.read_bytes() == draft_of("甲")


def test_where_nothing_may_be_written_the_first_name_is_told(
    tmp_path: Path, drafts: Drafts, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "报告.docx"
    drafts.put(path, draft_of("甲"))

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(WriteError, match="没有写入权限") as caught:
        drafts.put(path, draft_of("乙"))
    assert caught.value.place.path == path
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("folder", ["记录/被一个文件挡住", None])
def test_without_a_memory_a_text_is_left_alone_and_the_same_text_is_no_second_draft(
    tmp_path: Path, folder: str | None
) -> None:
    (tmp_path / "记录").write_text("")
    drafts = Drafts(tmp_path / folder if folder else None)
    path = tmp_path / "报告.txt"
    assert drafts.put(path, b"1") == Written(path)
    assert drafts.put(path, b"1") == Written(path)
    assert drafts.put(path, b"2") == Written(tmp_path / "报告（第二稿）.txt", Left.FOREIGN)
    assert drafts.put(path, b"2") == Written(tmp_path / "报告（第二稿）.txt", Left.FOREIGN)


def test_a_broken_memory_leaves_the_file_alone(tmp_path: Path, drafts: Drafts) -> None:
    path = tmp_path / "报告.txt"
    drafts.put(path, b"1")
    (record,) = (tmp_path / "记录").iterdir()
    record.write_bytes(b"")
    assert drafts.put(path, b"2").left is Left.CHANGED


def test_what_a_killed_program_left_half_written_goes_with_the_next_draft_but_nobody_elses(
    tmp_path: Path, drafts: Drafts
) -> None:
    old, running, other = (
        tmp_path / name for name in (".报告.docx.1.tmp", ".报告.docx.2.tmp", ".别的.docx.1.tmp")
    )
    for path in (old, running, other):
        path.write_bytes(b"half")
    os.utime(old, (0, 0))
    os.utime(other, (0, 0))
    drafts.put(tmp_path / "报告.docx", draft_of("甲"))
    assert [path.exists() for path in (old, running, other)] == [False, True, True]


def test_a_damaged_docx_is_never_taken_for_an_untouched_one(tmp_path: Path) -> None:
    """Whatever a stick or a mail did to it: no error, and no permission to overwrite unless it reads as written."""
    path = tmp_path / "报告.docx"
    whole = draft_of("甲" * 300)
    dice = random.Random(7)
    for _ in range(150):
        data = bytearray(whole)
        for _ in range(dice.choice([1, 3, 30])):
            data[dice.randrange(len(data))] = dice.randrange(256)
        path.write_bytes(bytes(data[: dice.choice([len(data), dice.randrange(len(data))])]))
        assert changed_since_written(path) in (True, False, None)
        if changed_since_written(path) is False:
            with zipfile.ZipFile(path) as package, zipfile.ZipFile(io.BytesIO(whole)) as original:
                name = "word/document.xml"
                assert package.read(name) == original.read(name)
