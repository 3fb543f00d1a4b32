"""Reviewers' comments: each comes in once, at what it is about, unless its thread is resolved."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document as Word
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from drafter.answers.edits import edits_of
from drafter.answers.model import Status
from drafter.app import Job
from drafter.document.model import Document
from drafter.taken import Taking
from drafter.taking.model import Choice, Mode
from tests.taking.desk import Desk, do, paragraphs


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def starting(word: Word, words: str) -> Paragraph:
    return next(one for one in paragraphs(word) if one.text.startswith(words))


def saved(desk: Desk, edit: Callable[[Word], None], name: str = "批.docx") -> Path:
    word = docx.Document(str(desk.draft()))
    edit(word)
    word.save(str(desk.folder / name))
    return desk.folder / name


def comment(word: Word, at: str, text: str) -> None:
    word.add_comment(starting(word, at).runs, text=text, author="李科长", initials="L")


def remarks(desk: Desk) -> list[tuple[str, str]]:
    return [(edit.at, edit.remark.partition("批注：")[2]) for edit in edits_of(desk.answers) if edit.remark]


def notes_by_text(document: Document) -> dict[str, str]:
    """What is said in comments, by the paragraphs they are on."""
    return {
        "".join(span.text for span in block.text): span.origin.note
        for block in document.blocks
        if hasattr(block, "text")
        for span in block.text
        if span.origin is not None and "批注" in span.origin.note
    }


def test_a_comment_on_a_point_of_the_text_comes_in(desk: Desk) -> None:
    def edit(word: Word) -> None:
        comment(word, "群众对信访工作", "再核实")
        for name in ("w:commentRangeStart", "w:commentRangeEnd"):
            for one in list(word.element.body.iter(qn(name))):
                one.getparent().remove(one)

    desk.take(saved(desk, edit))
    assert remarks(desk) == [("信访/2", "再核实")]


def test_the_same_words_on_two_paragraphs_are_two_comments(desk: Desk) -> None:
    def edit(word: Word) -> None:
        comment(word, "群众对信访工作", "核一下")
        comment(word, "主要活动", "核一下")

    copy = saved(desk, edit)
    desk.take(copy)
    assert remarks(desk) == [("信访/2", "核一下"), ("普法/2", "核一下")]
    assert Taking(desk.path, copy, None).plan.changes() == []


def test_a_comment_on_several_paragraphs_is_one(desk: Desk) -> None:
    def edit(word: Word) -> None:
        runs = [*starting(word, "群众对信访工作").runs, *starting(word, "（二）深入").runs]
        word.add_comment(runs, text="这两段再看看", author="李科长", initials="L")

    desk.take(saved(desk, edit))
    assert remarks(desk) == [("信访/2", "这两段再看看")]


def test_a_comment_on_an_added_paragraph_stands_there(desk: Desk) -> None:
    def edit(word: Word) -> None:
        do(word, "加段 群众对信访工作 => 全年没有越级上访。")
        comment(word, "全年没有越级", "新段请核")

    copy = saved(desk, edit)
    desk.take(copy)
    assert remarks(desk) == [("新/1", "新段请核")]
    notes = notes_by_text(Job(desk.path, None).document())
    assert "新段请核" in notes["全年没有越级上访。"]
    assert Taking(desk.path, copy, None).plan.changes() == []


def test_where_the_paragraph_is_not_taken_its_comment_stands_at_the_one_before(desk: Desk) -> None:
    def edit(word: Word) -> None:
        do(word, "加段 群众对信访工作 => 全年没有越级上访。")
        comment(word, "全年没有越级", "新段请核")

    taking = Taking(desk.path, saved(desk, edit), None)
    for change in taking.plan.changes():
        change.chosen = Choice.TAKE if change.mode is Mode.REMARK else Choice.LEAVE
    taking.save(taking.settled().answers)
    assert remarks(desk) == [("信访/2", "新段请核")]


@pytest.mark.parametrize("at", ["东岭县信访局2026", "群众对信访工作", "（一）依法"])
def test_a_comment_on_a_whole_paragraph_puts_no_answer_in_doubt(desk: Desk, at: str) -> None:
    desk.take(saved(desk, lambda word: comment(word, at, "再想想")))
    assert [text for _, text in remarks(desk)] == ["再想想"]
    assert {answer.status for answer in desk.answers.entries.values()} == {Status.CONFIRMED}


def test_a_resolved_thread_stays_behind(desk: Desk) -> None:
    def edit(word: Word) -> None:
        comment(word, "群众对信访工作", "已经改了")
        comment(word, "主要活动", "还没有改")

    copy = saved(desk, edit)
    with zipfile.ZipFile(copy) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    (name,) = (one for one in parts if one.endswith("comments.xml"))
    word14 = "http://schemas.microsoft.com/office/word/2010/wordml"
    first, *rest = parts[name].decode().split("已经改了")
    place = first.rindex("<w:p>")
    marked = f'{first[:place]}<w:p xmlns:w14="{word14}" w14:paraId="00AA0001">{first[place + 5 :]}'
    parts[name] = "已经改了".join([marked, *rest]).encode()
    parts["word/commentsExtended.xml"] = (
        b'<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">'
        b'<w15:commentEx w15:paraId="00AA0001" w15:done="1"/></w15:commentsEx>'
    )
    relations = parts["word/_rels/document.xml.rels"].decode()
    kind = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
    relation = f'<Relationship Id="rId99" Type="{kind}" Target="commentsExtended.xml"/></Relationships>'
    parts["word/_rels/document.xml.rels"] = relations.replace("</Relationships>", relation).encode()
    with zipfile.ZipFile(copy, "w") as package:
        for one, data in parts.items():
            package.writestr(one, data)
    desk.take(copy)
    assert remarks(desk) == [("普法/2", "还没有改")]
