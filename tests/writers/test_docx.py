"""The .docx as XML: fonts, styles, states of values, the package, the same bytes for the same input."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections import Counter
from datetime import date
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from drafter.document.model import Document, Heading, Origin, Paragraph, Span, State, Table
from drafter.writers.docx import Faces, layout, write_docx
from drafter.writers.docx.tables import column_widths
from tests.writers.package_check import W, faults
from tests.writers.samples import FULL, LONG, SAMPLES, SHORT, TABLE, text, value


def part(data: bytes, name: str = "word/document.xml") -> Element:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return ElementTree.fromstring(package.read(name))


def names(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.namelist()


def attribute(element: Element | None, name: str = "val") -> str:
    assert element is not None
    return element.get(f"{W}{name}", "")


def words(element: Element) -> str:
    return "".join(one.text or "" for one in element.iter(f"{W}t"))


def only(*blocks: Heading | Paragraph | Table) -> Document:
    return replace(SHORT, blocks=blocks)


def paragraph_of(data: bytes, start: str) -> Element:
    return next(p for p in part(data).iter(f"{W}p") if words(p).startswith(start))


def run_of(data: bytes, chars: str) -> Element:
    return next(run for run in part(data).iter(f"{W}r") if words(run) == chars)


def style_of(data: bytes, style: str) -> Element:
    return next(one for one in part(data, "word/styles.xml") if one.get(f"{W}styleId") == style)


@pytest.mark.parametrize("final", [False, True], ids=["draft", "final"])
@pytest.mark.parametrize("name", SAMPLES)
def test_package_is_sound(name: str, final: bool) -> None:
    assert faults(write_docx(SAMPLES[name], final=final, created=date(2027, 1, 9))) == []


@pytest.mark.parametrize("name", SAMPLES)
def test_schema_of_the_standard_finds_no_fault(name: str, shared_dir: Path, tmp_path: Path) -> None:
    file = tmp_path / f"{name}.docx"
    file.write_bytes(write_docx(SAMPLES[name]))
    command = [sys.executable, str(shared_dir / "tools" / "validate_docx.py"), str(file)]
    assert subprocess.run(command, capture_output=True, text=True).stdout == "1 file(s), 0 fault(s)\n"


def test_same_input_gives_same_bytes() -> None:
    assert write_docx(LONG) == write_docx(LONG)


def test_dates_come_from_the_caller_or_not_at_all() -> None:
    dated = write_docx(LONG, created=date(2027, 1, 9))
    assert attribute(part(dated, "word/comments.xml")[0], "date") == "2027-01-09T00:00:00Z"
    assert b"2027" in zipfile.ZipFile(io.BytesIO(dated)).read("docProps/core.xml")
    assert f"{W}date" not in part(write_docx(LONG), "word/comments.xml")[0].attrib


def test_page_is_set_as_measured() -> None:
    section = part(write_docx(SHORT)).find(f".//{W}sectPr")
    assert section is not None
    margins = section.find(f"{W}pgMar")
    assert attribute(section.find(f"{W}pgSz"), "w") == "11906"
    assert [attribute(margins, side) for side in ("top", "bottom", "left", "right", "footer")] == [
        "2098",
        "1984",
        "1587",
        "1474",
        "1446",
    ]
    assert attribute(section.find(f"{W}docGrid"), "linePitch") == "579"


@pytest.mark.parametrize(
    ("style", "face", "half_points"),
    [
        ("FzTitle", "方正小标宋简体", "44"),
        ("FzBase", "仿宋_GB2312", "32"),
        ("FzHeading1", "黑体", None),
        ("FzHeading2", "楷体_GB2312", None),
        ("FzAttachmentLabel", "黑体", None),
        ("FzFooter", "宋体", "28"),
    ],
)
def test_styles_have_the_faces_and_sizes_of_the_standard(
    style: str, face: str, half_points: str | None
) -> None:
    found = style_of(write_docx(SHORT), style)
    fonts = found.find(f"{W}rPr/{W}rFonts")
    assert {attribute(fonts, slot) for slot in ("ascii", "hAnsi", "eastAsia", "cs")} == {face}
    size = found.find(f"{W}rPr/{W}sz")
    assert (None if size is None else attribute(size)) == half_points


def test_nothing_is_bold() -> None:
    data = write_docx(LONG)
    bold = [*part(data).iter(f"{W}b"), *part(data, "word/styles.xml").iter(f"{W}b")]
    assert {attribute(one) for one in bold} == {"0"}


def test_faces_are_switched_in_one_place() -> None:
    data = write_docx(SHORT, faces=Faces(title="小标宋体", body="仿宋", digits="Times New Roman"))
    fonts = style_of(data, "FzBase").find(f"{W}rPr/{W}rFonts")
    assert (attribute(fonts, "eastAsia"), attribute(fonts, "ascii")) == ("仿宋", "Times New Roman")
    table = {attribute(font, "name"): font for font in part(data, "word/fontTable.xml")}
    assert "仿宋_GB2312" not in table
    assert "FangSong" in attribute(table["仿宋"].find(f"{W}altName"))


def test_headings_are_seen_in_the_navigation_pane() -> None:
    data = write_docx(LONG)
    for level in range(1, 5):
        style = style_of(data, f"FzHeading{level}")
        assert attribute(style.find(f"{W}name")) == f"heading {level}"
        assert attribute(style.find(f"{W}pPr/{W}outlineLvl")) == str(level - 1)
    assert attribute(paragraph_of(data, "一、").find(f"{W}pPr/{W}pStyle")) == "FzHeading1"


@pytest.mark.parametrize(("level", "style"), [(1, "FzLead1"), (2, "FzLead2"), (3, None), (4, None)])
def test_of_a_heading_that_runs_in_only_the_heading_has_its_face(level: int, style: str | None) -> None:
    lead = Heading(level, "（一）", text("健全机制"))
    paragraph = paragraph_of(write_docx(only(Paragraph(text("全年开展培训。"), lead))), "（一）")
    runs = {words(run): run.find(f"{W}rPr/{W}rStyle") for run in paragraph.iter(f"{W}r")}
    heading = runs["（一）健全机制。"]
    assert (None if heading is None else attribute(heading)) == style
    assert runs["全年开展培训。"] is None
    assert attribute(paragraph.find(f"{W}pPr/{W}pStyle")) == "FzBody"


@pytest.mark.parametrize(
    ("lead", "start"),
    [
        pytest.param(Heading(3, "1.", ()), "1.正文", id="a number alone"),
        pytest.param(Heading(2, "（一）", text("标题")), "（一）标题。正文", id="a full stop is added"),
        pytest.param(Heading(2, "（一）", text("标题。")), "（一）标题。正文", id="but not twice"),
        pytest.param(Heading(2, "", text("标题：")), "标题：正文", id="another end mark is kept"),
    ],
)
def test_a_heading_that_runs_in_ends_with_a_mark(lead: Heading, start: str) -> None:
    assert paragraph_of(write_docx(only(Paragraph(text("正文"), lead))), start) is not None


@pytest.mark.parametrize(
    ("state", "colour"),
    [
        (State.MISSING, "yellow"),
        (State.UNCONFIRMED, "cyan"),
        (State.UNSOURCED, "lightGray"),
        (State.CONFIRMED, None),
    ],
)
def test_open_places_are_highlighted(state: State, colour: str | None) -> None:
    run = run_of(write_docx(only(Paragraph((value("81件", "信访收到", state),)))), "81件")
    highlight = run.find(f"{W}rPr/{W}highlight")
    assert (None if highlight is None else attribute(highlight)) == colour


def test_a_note_becomes_a_comment_on_its_place() -> None:
    document = only(
        Paragraph((Span("收到"), value("81件", "信访收到", State.UNCONFIRMED, "请核实\n上年数：79件")))
    )
    data = write_docx(document)
    (comment,) = part(data, "word/comments.xml")
    assert attribute(comment, "author") == "法治年报助手"
    assert [words(p) for p in comment] == ["请核实", "上年数：79件"]
    tags = [one.tag.removeprefix(W) for one in paragraph_of(data, "收到")]
    assert tags.index("commentRangeStart") < tags.index("bookmarkEnd") < tags.index("commentRangeEnd")


UNTITLED = (
    Document((), (), remarks=FULL.remarks),
    Document((), (TABLE,), remarks=FULL.remarks),
    Document((), (Heading(1, "一、", text("甲")), Paragraph(text("乙"))), remarks=FULL.remarks),
    Document((), (Paragraph(text("乙")),), addressee=text("某府："), remarks=FULL.remarks),
    Document((), (Paragraph(text("乙"), Heading(2, "二)", text("甲。"))),)),
)


@pytest.mark.parametrize("final", [False, True], ids=["draft", "final"])
@pytest.mark.parametrize("document", UNTITLED)
def test_a_report_without_title_is_sound_and_begins_with_its_first_paragraph(
    document: Document, final: bool
) -> None:
    data = write_docx(document, final=final)
    assert faults(data) == []
    paragraphs = list(part(data).iter(f"{W}p"))
    assert all(words(one) for one in paragraphs if document.blocks and document.blocks != (TABLE,))
    commented = [one for one in paragraphs if one.find(f"{W}commentRangeStart") is not None]
    assert commented == (paragraphs[:1] if document.remarks and not final else [])


def test_remarks_hang_on_the_title() -> None:
    data = write_docx(LONG)
    title = next(part(data).iter(f"{W}p"))
    numbers = [attribute(one, "id") for one in title.iter(f"{W}commentReference")]
    notes = {attribute(c, "id"): words(c) for c in part(data, "word/comments.xml")}
    assert [notes[number] for number in numbers] == ["尚有主题未作答：数字法治"]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_final_copy_has_no_comments_highlights_or_persons(name: str) -> None:
    data = write_docx(SAMPLES[name], final=True, created=date(2027, 1, 9))
    assert not any("comments" in one for one in names(data))
    tags = Counter(one.tag for one in part(data).iter())
    assert not any(tags[f"{W}{tag}"] for tag in ("highlight", "commentReference", "commentRangeStart"))
    core = zipfile.ZipFile(io.BytesIO(data)).read("docProps/core.xml").decode()
    assert "<dc:creator></dc:creator>" in core
    assert "2027" not in core


def test_neighbouring_spans_of_one_origin_are_one_run_and_one_comment() -> None:
    origin = Origin(("键",), State.UNCONFIRMED, "请核实")
    data = write_docx(only(Paragraph((Span("甲", origin), Span("", None), Span("乙", origin), Span("丙")))))
    assert run_of(data, "甲乙") is not None
    assert len(part(data, "word/comments.xml")) == 1


def test_hostile_text_comes_out_as_typed() -> None:
    data = write_docx(SAMPLES["unbroken"])
    assert "a<b>&{{ x }} ]]>  空格 " in words(part(data))


def test_newlines_and_tabs_are_kept_as_such() -> None:
    paragraph = paragraph_of(write_docx(only(Paragraph(text("甲\n乙\t丙")))), "甲")
    assert [one.tag.removeprefix(W) for one in paragraph.iter()][-5:] == ["t", "br", "t", "tab", "t"]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40), st.text(min_size=1, max_size=60), st.text(max_size=20))
def test_no_text_breaks_the_package(chars: str, key: str, note: str) -> None:
    span = Span(chars, Origin((key,), State.UNCONFIRMED, note))
    document = only(Paragraph((span, Span(chars)), key=key), Table(((text(chars), (span,)),)))
    assert faults(write_docx(replace(document, title=(span, Span(chars))))) == []


def test_a_table_repeats_its_header_and_keeps_rows_whole() -> None:
    table = part(write_docx(only(TABLE))).find(f".//{W}tbl")
    assert table is not None
    rows = table.findall(f"{W}tr")
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    grid = [int(attribute(one, "w")) for one in table.iter(f"{W}gridCol")]
    assert sum(grid) == layout.TEXT_WIDTH
    assert [int(attribute(one, "w")) for one in rows[0].iter(f"{W}tcW")] == grid


def test_narrow_columns_keep_what_they_need_beside_a_long_one() -> None:
    table = Table(((text("事项"), text("说明")), (text("行政处罚"), text("很长的说明" * 20))))
    narrow, wide = column_widths(table)
    assert narrow >= 4 * layout.SIZE_TABLE * 10
    assert narrow + wide == layout.TEXT_WIDTH


@pytest.mark.parametrize(
    "table",
    [
        pytest.param(Table(()), id="no rows"),
        pytest.param(Table(((text("甲"), text("乙")), (text("丙"),))), id="a short row"),
        pytest.param(Table((((), ()),)), id="empty cells"),
    ],
)
def test_odd_tables_give_a_sound_file(table: Table) -> None:
    assert faults(write_docx(only(table, table))) == []


def test_two_tables_that_touch_are_kept_apart() -> None:
    bare = replace(TABLE, caption=())
    body = part(write_docx(only(bare, bare)))[0]
    tags = [one.tag.removeprefix(W) for one in body]
    first = tags.index("tbl")
    assert tags[first : first + 3] == ["tbl", "p", "tbl"]


def test_each_attachment_has_its_label_and_a_page_of_its_own() -> None:
    data = write_docx(FULL)
    label = paragraph_of(data, "附件1")
    assert attribute(label.find(f"{W}pPr/{W}pStyle")) == "FzAttachmentLabel"
    assert style_of(data, "FzAttachmentLabel").find(f"{W}pPr/{W}pageBreakBefore") is not None


def test_writing_imports_nothing_heavy() -> None:
    heavy = {"docx", "lxml", "babel", "zipfile", "xml.etree.ElementTree", "tempfile", "jinja2"}
    code = "import sys; from drafter.writers.docx import write_docx; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert heavy.isdisjoint(loaded.split())
