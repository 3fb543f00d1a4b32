"""A file that shows two drafts: accepting all revisions gives the new one, rejecting all the old one."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from lxml import etree

from benchmarks import libre
from drafter.compare import flat
from drafter.compare.merge import compared, merge
from drafter.document.model import Document
from drafter.readers import read_report, to_document
from drafter.writers.docx.revisions import write_revisions
from drafter.writers.docx.stamp import changed_since_written
from tests.compare.drafts import BASE, EDITED
from tests.writers.package_check import faults

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WHEN = datetime(2026, 1, 5, 9, 30)
CASES = [
    pytest.param(old, new, id=f"{name}{', back' if old is not BASE else ''}")
    for name, edited in EDITED.items()
    for old, new in ([(BASE, edited), (edited, BASE)] if edited is not BASE else [(BASE, BASE)])
]


def both(old: Document, new: Document) -> bytes:
    """The file that shows both."""
    entries = merge(compared(flat(old), flat(new)))
    return write_revisions(entries, author="审稿人", when=WHEN)


def lines(document: Document) -> list[str]:
    return [line.text for line in flat(document)]


def read(path: Path) -> list[str]:
    return lines(to_document(read_report(path)))


def rejected(data: bytes) -> bytes:
    """The file with all revisions rejected, as the standard describes them."""
    source = zipfile.ZipFile(io.BytesIO(data))
    root = etree.fromstring(source.read("word/document.xml"))
    for row in [mark.getparent().getparent() for mark in root.iterfind(f".//{W}trPr/{W}ins")]:
        row.getparent().remove(row)
    for table in [one for one in root.iter(f"{W}tbl") if one.find(f"{W}tr") is None]:
        table.getparent().remove(table)
    for tag in ("ins", "moveTo"):
        for one in [one for one in root.iter(W + tag) if one.getparent().tag == f"{W}p"]:
            one.getparent().remove(one)
    for tag in ("del", "moveFrom"):
        for one in [one for one in root.iter(W + tag) if one.getparent().tag == f"{W}p"]:
            place = one.getparent().index(one)
            one.getparent()[place : place + 1] = list(one)
        for one in list(root.iter(W + tag)):
            one.getparent().remove(one)
    for one in root.iter(f"{W}delText"):
        one.tag = f"{W}t"
    for tag in ("ins", "moveTo"):  # what is left are marks of paragraphs: deleted, each goes on with the next
        for one in list(root.iter(W + tag)):
            one.tag = f"{W}del"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name in source.namelist():
            package.writestr(name, etree.tostring(root) if name == "word/document.xml" else source.read(name))
    return made.getvalue()


@pytest.mark.parametrize(("old", "new"), CASES)
def test_accepting_gives_the_new_draft_and_rejecting_the_old(
    old: Document, new: Document, tmp_path: Path
) -> None:
    data = both(old, new)
    assert faults(data) == []
    (tmp_path / "对比.docx").write_bytes(data)
    assert read(tmp_path / "对比.docx") == lines(new)
    (tmp_path / "原稿.docx").write_bytes(rejected(data))
    assert read(tmp_path / "原稿.docx") == lines(old)


def test_it_is_valid_against_the_schema(shared_dir: Path, tmp_path: Path) -> None:
    files = []
    for number, case in enumerate(CASES):
        files.append(tmp_path / f"{number}.docx")
        old, new = case.values
        assert isinstance(old, Document)
        assert isinstance(new, Document)
        files[-1].write_bytes(both(old, new))
    command = [sys.executable, str(shared_dir / "tools" / "validate_docx.py"), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "0 fault(s)" in done.stdout, done.stdout


def test_libreoffice_accepts_and_rejects_it(soffice: str, tmp_path: Path) -> None:
    jobs: list[libre.Job] = []
    for number, case in enumerate(CASES):
        file = tmp_path / f"{number}.docx"
        file.write_bytes(both(*case.values))  # type: ignore[arg-type]
        for what in ("accept", "reject"):
            saved = tmp_path / f"{number}-{what}.docx"
            jobs += [("open", file.as_uri()), (what,), ("save", saved.as_uri(), libre.DOCX), ("close",)]
    libre.run(soffice, jobs)
    wrong = []
    for number, case in enumerate(CASES):
        for what, wanted in (("reject", case.values[0]), ("accept", case.values[1])):
            assert isinstance(wanted, Document)
            if read(tmp_path / f"{number}-{what}.docx") != lines(wanted):
                wrong.append(f"{case.id}: {what}")
    assert wrong == []


def test_revisions_name_their_author_and_time(tmp_path: Path) -> None:
    data = both(BASE, EDITED["a paragraph moves"])
    xml = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    assert 'w:author="审稿人" w:date="2026-01-05T09:30:00Z"' in xml
    assert xml.count("<w:moveFromRangeStart") == xml.count("<w:moveToRangeStart") == 1
    ids = [one.get(f"{W}id") for one in etree.fromstring(xml.encode()).iter() if one.get(f"{W}author")]
    assert len(ids) == len(set(ids))


def test_the_program_knows_its_own_file(tmp_path: Path) -> None:
    path = tmp_path / "对比.docx"
    path.write_bytes(both(BASE, EDITED["figures and words"]))
    assert changed_since_written(path) is False
