"""The table of formats by the ending of the output file."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document as Word
from msgspec.structs import replace

from drafter.document.model import Document
from drafter.errors import UsageError
from drafter.writers import Settings, format_of, write
from tests.writers.samples import LONG, SHORT, signature


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("报告.docx", b"PK\3\4"),
        ("报告.DOCX", b"PK\3\4"),
        ("报告.txt", "东岭县司法局".encode()),
        ("报告.html", b"<!DOCTYPE html>"),
        ("报告.htm", b"<!DOCTYPE html>"),
    ],
)
def test_the_ending_decides(name: str, start: bytes) -> None:
    assert write(SHORT, Path(name)).startswith(start)


@pytest.mark.parametrize("ending", [".doc", ".wps", ".pdf"])
def test_formats_we_cannot_write_come_with_advice(ending: str) -> None:
    with pytest.raises(UsageError) as caught:
        format_of(Path(f"报告{ending}"))
    assert "先保存为 .docx" in caught.value.advice
    assert ending in caught.value.advice


@pytest.mark.parametrize("name", ["报告", "报告.xyz"])
def test_an_unknown_ending_is_told_the_known_ones(name: str) -> None:
    with pytest.raises(UsageError) as caught:
        format_of(Path(name))
    assert ".docx" in caught.value.advice


def test_a_base_goes_with_docx_only(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--base"):
        write(SHORT, Path("报告.txt"), Settings(base=tmp_path / "红头.docx"))


def test_settings_reach_the_writer() -> None:
    path = Path("报告.docx")
    assert (
        len(
            {
                write(LONG, path, s)
                for s in (Settings(), Settings(final=True), Settings(created=date(2027, 1, 9)))
            }
        )
        == 3
    )


def test_the_table_of_formats_imports_no_writer() -> None:
    code = "import sys, drafter.writers; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert not [name for name in loaded.split() if name.startswith("drafter.writers.")]


@pytest.mark.parametrize("sealed", [False, True])
def test_without_a_date_no_line_is_left_for_it(sealed: bool) -> None:
    undated = replace(SHORT, signature=signature("东岭县司法局", date="", sealed=sealed))
    assert write(undated, Path("报告.txt")).decode().rstrip("\n").endswith("　东岭县司法局")
    assert b"<p></p>" not in write(undated, Path("报告.html"))
    dated = replace(SHORT, signature=signature("东岭县司法局", sealed=sealed))
    assert paragraphs(dated) - paragraphs(undated) == 1


def paragraphs(document: Document) -> int:
    """How many paragraphs a document has as .docx."""
    return len(Word(BytesIO(write(document, Path("报告.docx")))).paragraphs)
