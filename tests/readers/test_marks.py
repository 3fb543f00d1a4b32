"""Comments, bookmarks and tracked changes of a Word file lie on the characters they lie on in Word."""

from __future__ import annotations

import pytest

from drafter.readers.docx import read_docx
from tests.readers.word import docx, level, listed, lists, para, run

COMMENTS = f'<w:comment w:id="1" w:author="甲">{para("核对")}</w:comment>'
STYLES = '<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/></w:style>'
BREAK = "<w:r><w:br/></w:r>"
BOX = (
    "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)


def told(text: str) -> str:
    """Something commented on."""
    return f'<w:commentRangeStart w:id="1"/>{run(text)}<w:commentRangeEnd w:id="1"/>'


def marked(inside: str, number: int = 5) -> str:
    """Something in a bookmark."""
    return f'<w:bookmarkStart w:id="{number}" w:name="名"/>{inside}<w:bookmarkEnd w:id="{number}"/>'


def cells(*inside: str) -> str:
    """A table of two rows, the first of which has these cells."""
    rows = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in (inside, [para("丙"), para("丁")]))
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (para(run("共收") + told("14件") + run("信访")), ["14件"]),
        (para(run("甲") + BREAK + told("14件") + BREAK + run("乙")), ["14件"]),
        (cells(para("甲"), para(run("第一") + told("14件") + BREAK + run("第二"))), ["14件"]),
        (cells(para("甲"), para(run("一") + BREAK + run("二") + BREAK + told("14件"))), ["14件"]),
        (cells(para("甲"), para("乙") + para(told("1") + BREAK + run("2"))), ["1"]),
        (cells(para("甲"), para("乙") + para(told("  ")) + para(told("3"))), ["", "3"]),
        (cells(para("甲"), para(run("一") + told("14" + "</w:t><w:br/><w:t>" + "件"))), ["14件"]),
        (para(run("东岭县") + BREAK + told("2025年报告"), '<w:pStyle w:val="t"/>'), ["2025年报告"]),
        (para(told("东岭县") + BREAK + run("2025年报告"), '<w:pStyle w:val="t"/>'), ["东岭县"]),
        (listed(run("收到") + told("14件"), 1), ["14件"]),
        (para(run("前") + marked(run("内") + BOX.format(para("框"))) + run("后")), ["内", "框"]),
        (
            para(run("前") + marked(run("内") + BOX.format(para(run("框") + marked(run("里"), 6))))),
            ["内", "里", "框里"],
        ),
        (para(run("前") + BOX.format(para(marked(run("框")))) + run("后")), ["框"]),
        (para(run("甲") + marked(run("乙") + "</w:p><w:p>" + run("丙")) + run("丁")), ["乙", "丙"]),
        (
            para(run("甲") + told("乙"), "<w:rPr><w:del w:id='3'/></w:rPr>") + para(run("丙") + told("丁")),
            ["乙", "丁"],
        ),
    ],
)
def test_a_mark_lies_on_its_characters(body: str, expected: list[str]) -> None:
    source = read_docx(docx(body, STYLES, lists(level(0, "chineseCounting", "%1、")), COMMENTS))
    named = [mark for mark in source.marks if mark.text in ("核对", "名")]
    assert [source.text[mark.start : mark.end] for mark in named] == expected
