"""Who changed what, where several people edited one copy with tracked changes."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document as Word
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from drafter.taken import Taking
from drafter.taking.model import Mode
from tests.taking.desk import Desk, paragraphs


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def change_of(tag: str, author: str) -> Any:
    made = OxmlElement(tag)
    made.set(qn("w:id"), "900")
    made.set(qn("w:author"), author)
    made.set(qn("w:date"), "2027-01-20T09:00:00Z")
    return made


def holding(word: Word, words: str) -> Paragraph:
    return next(one for one in paragraphs(word) if words in one.text)


def replaced(word: Word, old: str, new: str, author: str) -> None:
    """Some words of one run replaced with tracked changes."""
    (run,) = (one for one in holding(word, old).runs if old in one.text)
    before, after = run.text.split(old, 1)
    pieces = []
    for text, tag in ((before, ""), (old, "w:del"), (new, "w:ins"), (after, "")):
        one = copy.deepcopy(run._r)
        one.find(qn("w:t")).text = text
        if tag == "w:del":
            one.find(qn("w:t")).tag = qn("w:delText")
        if tag:
            wrapped = change_of(tag, author)
            wrapped.append(one)
            one = wrapped
        pieces.append(one)
    for one in pieces:
        run._r.addprevious(one)
    run._r.getparent().remove(run._r)


def mark_deleted(one: Paragraph, author: str) -> None:
    properties = one._p.get_or_add_pPr()
    inner = properties.find(qn("w:rPr"))
    if inner is None:
        inner = OxmlElement("w:rPr")
        properties.append(inner)
    inner.append(change_of("w:del", author))


def found(desk: Desk, word: Word) -> dict[tuple[Mode, str], str]:
    path = desk.folder / "改稿.docx"
    word.save(str(path))
    changes = Taking(desk.path, path, None).plan.changes()
    return {(change.mode, change.key): change.author for change in changes}


def test_each_value_of_a_paragraph_is_its_own_authors(desk: Desk) -> None:
    word = docx.Document(str(desk.draft()))
    replaced(word, "100件", "120件", "张主任")
    replaced(word, "79件", "80件", "李县长")
    replaced(word, "全年收到", "一年来收到", "王局长")
    assert found(desk, word) == {
        (Mode.VALUE, "信访收到"): "张主任",
        (Mode.VALUE, "信访办结"): "李县长",
        (Mode.WORDING, ""): "王局长",
    }


def test_who_deleted_a_paragraph_and_who_joined_two(desk: Desk) -> None:
    word = docx.Document(str(desk.draft()))
    gone = holding(word, "群众对信访工作")
    for run in list(gone.runs):
        for text in run._r.findall(qn("w:t")):
            text.tag = qn("w:delText")
        wrapped = change_of("w:del", "王县长")
        run._r.addprevious(wrapped)
        wrapped.append(run._r)
    mark_deleted(gone, "王县长")
    mark_deleted(holding(word, "（二）深入开展普法宣传"), "李县长")
    told = found(desk, word)
    assert told[Mode.DELETED, ""] == "王县长"
    assert told[Mode.JOINED, ""] == "李县长"
