"""Web pages: the report comes out of every shell whole, and nothing of the shell with it."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.readers import Role
from drafter.readers.html import read_html, read_page, read_saved_page
from drafter.readers.reading import report_of
from tests.readers.pages import SHELLS as FIRST
from tests.readers.pages_more import MORE
from tests.readers.reports import LINES, TITLE, WHOLE, bare

SHELLS = {**FIRST, **MORE}


@pytest.mark.parametrize("shell", SHELLS)
def test_a_report_comes_whole_out_of_its_page(shell: str) -> None:
    page = SHELLS[shell](TITLE, LINES)
    report = report_of(read_page(page))
    assert bare("".join(piece.text for piece in report.pieces)) == WHOLE
    assert "".join(piece.text for piece in report.pieces if piece.role is Role.TITLE) == TITLE
    assert [piece.role for piece in report.pieces][-2:] == [Role.ORGAN, Role.DATE]
    assert report.source == page
    for piece in report.pieces:
        assert all(page[at] in (char, "&") for at, char in zip(piece.offsets, piece.text, strict=True))


@pytest.mark.parametrize("shell", SHELLS)
def test_what_is_left_out_of_a_page_is_listed(shell: str) -> None:
    source = read_page(SHELLS[shell](TITLE, LINES))
    report = report_of(source)
    seen = Counter(bare("".join(line.text for line in source.lines)))
    told = Counter(bare("".join(piece.text for piece in report.pieces) + "".join(report.removed)))
    assert seen == told
    assert not any("脚本" in line for line in report.removed)


@pytest.mark.parametrize(
    ("page", "lines"),
    [
        ("<p>甲&nbsp;乙&amp;丙&#8212;丁</p>", ["甲\xa0乙&丙—丁"]),
        ("<p>甲<br>乙<br/>丙</p>丁", ["甲", "乙", "丙", "丁"]),
        ("<div>甲<span>乙</span><b>丙</b></div><div></div>", ["甲乙丙"]),
        ("<p>甲\n  乙</p><p>one\ntwo</p>", ["甲  乙", "one two"]),
        ("<pre>甲\n乙</pre>", ["甲", "乙"]),
        ("<p>甲<script>x='<p>假</p>'</script>乙</p><style>p{}</style>", ["甲乙"]),
        ("<p style='DISPLAY: none'>甲</p><p hidden>乙</p>丙", ["丙"]),
        ("<p>甲<p>乙<li>丙<li>丁", ["甲", "乙", "丙", "丁"]),
        ("<title>甲</title><body><!-- 乙 -->丙<textarea>丁</textarea>", ["丙"]),
        ("<p>甲<![if !IE]>乙<![endif]></p><![abc[x]]>丙", ["甲乙", "丙"]),
        ("<p>甲<![>乙</p><p>丙<![CDATA[丁]]></p>", ["甲乙", "丙"]),
        ("<p>甲</p><![x", ["甲", "<![x"]),
        ("<p>1 < 2 与 3 > 2</p>", ["1 < 2 与 3 > 2"]),
        ("<table><tr><td><p>甲</p><p>乙</p></td></tr></table>", ["甲", "乙"]),
        (
            "<table><tr><th>项<th>数<tr><td>许可<td>12</table>",
            ["0.0.0 项", "0.0.1 数", "0.1.0 许可", "0.1.1 12"],
        ),
        (
            "<table><tr><td>a</td><td><table><tr><td>b</td><td></td></tr><tr><td>c</td><td>d</td></tr></table></td></tr></table>",
            ["a", "0.0.0 b", "0.0.1 ", "0.1.0 c", "0.1.1 d"],
        ),
    ],
)
def test_what_can_be_seen_of_a_page(page: str, lines: list[str]) -> None:
    told = []
    for line in read_page(page).lines:
        place = f"{line.cell.table}.{line.cell.row}.{line.cell.column} " if line.cell else ""
        told.append(place + line.text)
    assert told == lines


def test_a_text_that_only_a_script_would_show_is_read() -> None:
    lines = "".join(f"<p>{line}</p>" for line in (TITLE, *LINES, *LINES))
    page = f'<div>首页</div><div id="zoom" style="display:none">{lines}</div><script>show("zoom")</script>'
    assert len(read_page(page).lines) == 2 + 2 * len(LINES)


@pytest.mark.parametrize("charset", ["gb2312", "GBK", "utf-8", "gb18030"])
def test_the_charset_is_the_page_s_own(charset: str) -> None:
    page = f'<html><head><meta charset="{charset}"></head><body><p>东岭县</p></body></html>'
    assert [line.text for line in read_html(page.encode(charset)).lines] == ["东岭县"]


def test_a_page_that_names_a_wrong_charset_is_read_all_the_same() -> None:
    page = '<meta charset="gb2312"><p>东岭县综合行政执法局</p>'
    assert [line.text for line in read_html(page.encode("utf-8")).lines] == ["东岭县综合行政执法局"]


@pytest.mark.parametrize(
    "charset", ["idna", "undefined", "punycode", "unicode_escape", "iso-8859-1", "rot13"]
)
def test_a_charset_no_chinese_page_is_in_is_not_believed(charset: str) -> None:
    page = f"<meta charset={charset}><p>东岭县综合行政执法局</p>".encode("gb18030")
    assert [line.text for line in read_html(page).lines] == ["东岭县综合行政执法局"]


@pytest.mark.parametrize("charset", ["big5", "Big5-HKSCS"])
def test_a_charset_of_chinese_pages_elsewhere_is_believed(charset: str) -> None:
    page = f"<meta charset={charset}><p>東嶺縣</p>".encode(charset)
    assert [line.text for line in read_html(page).lines] == ["東嶺縣"]


def test_a_page_saved_as_one_file() -> None:
    head = b"From: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n"
    part = b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    page = "<meta charset=utf-8><p>东岭县</p>".encode()
    source = read_saved_page(head + part + page + b"\r\n--b--\r\n")
    assert [line.text for line in source.lines] == ["东岭县"]


@given(st.text(st.sampled_from("甲乙1<>/&;=\"'! -\npdivtablr"), max_size=60))
def test_no_page_breaks_it_and_offsets_hold(page: str) -> None:
    for line in read_page(page).lines:
        for char, at in zip(line.text, line.strand.at, strict=True):
            assert page[at] in (char, "&", "\n", "\t", "\r")
