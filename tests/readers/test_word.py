"""Word files: what Word shows is what is read."""

from __future__ import annotations

import pytest

from drafter.readers import Report, Role
from drafter.readers.docx import read_docx
from drafter.readers.docx.numbering import formatted
from drafter.readers.reading import report_of
from tests.readers.reports import LINES, TITLE, WHOLE, bare
from tests.readers.word import docx, level, listed, lists, nested, para, run

GOVERNMENT = lists(
    level(0, "chineseCountingThousand", "%1、"),
    level(1, "chineseCounting", "（%2）"),
    level(2, "decimal", "%3."),
    level(3, "decimal", "（%4）"),
)
INSERTED = f'<w:ins w:id="1" w:author="a">{run("79")}</w:ins>'
DELETED = '<w:del w:id="2" w:author="a"><w:r><w:delText>78</w:delText></w:r></w:del>'
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>5</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
BOX = "<w:txbxContent>" + para("框中的话") + "</w:txbxContent>"
DRAWN = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:wsp><wps:txbx>"
    f"{BOX}</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{BOX}"
    "</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
TABLE = f"<w:tbl><w:tr><w:tc>{para('表')}</w:tc><w:tc>{para('格')}</w:tc></w:tr></w:tbl>"


def lines(body: str, styles: str = "", numbering: str = "") -> list[str]:
    return [line.text for line in read_docx(docx(body, styles, numbering)).lines]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (para(run("收到81件，办结") + DELETED + INSERTED + run("件。")), ["收到81件，办结79件。"]),
        (para(run("第") + FIELD + run("页")), ["第5页"]),
        (para('<w:fldSimple w:instr="DATE">' + run("1月") + "</w:fldSimple>"), ["1月"]),
        (para('<w:hyperlink r:id="r1" xmlns:r="x">' + run("链接") + "</w:hyperlink>"), ["链接"]),
        (para("<w:smartTag>" + run("东岭") + "</w:smartTag>" + run("县")), ["东岭县"]),
        (para("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t></w:r>"), ["甲", "乙\t丙"]),
        (para('<w:r><w:t>甲</w:t><w:br w:type="page"/><w:t>乙</w:t></w:r>'), ["甲乙"]),
        (
            para(run("看得见") + run("看不见", "<w:vanish/>") + run("也看得见", '<w:vanish w:val="0"/>')),
            ["看得见也看得见"],
        ),
        (para(run("前") + DRAWN + run("后")), ["前后", "框中的话"]),
        ("<w:sdt><w:sdtContent>" + para("控件里") + "</w:sdtContent></w:sdt>", ["控件里"]),
        (
            para("<w:moveFrom w:id='1'>" + run("移走") + "</w:moveFrom>")
            + para("<w:moveTo w:id='2'>" + run("移来") + "</w:moveTo>"),
            ["移来"],
        ),
        (para(run("前一段"), "<w:rPr><w:del w:id='3'/></w:rPr>") + para(run("后一段")), ["前一段后一段"]),
        (
            para(
                "<w:r><w:ruby><w:rt>"
                + run("zhí")
                + "</w:rt><w:rubyBase>"
                + run("执")
                + "</w:rubyBase></w:ruby></w:r>"
            ),
            ["执"],
        ),
        (
            para("<w:r><w:t>注</w:t><w:footnoteReference w:id='1'/><w:commentReference w:id='1'/></w:r>"),
            ["注"],
        ),
        (para("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"), ["x=1"]),
        (para('<w:r><w:sym w:char="xyz"/><w:sym w:char="F0A8"/><w:sym/><w:t>同意</w:t></w:r>'), ["□同意"]),
        (para("甲", f'<w:outlineLvl w:val="{"1" * 5000}"/>'), ["甲"]),
        (
            para("甲段。", "<w:rPr><w:del w:id='3'/></w:rPr>") + TABLE + para("乙段。"),
            ["甲段。", "表", "格", "乙段。"],
        ),
        (
            para(run("甲") + DRAWN, "<w:rPr><w:del w:id='3'/></w:rPr>") + para("乙"),
            ["甲乙", "框中的话"],
        ),
        (nested("<w:ins>", 200, run("深处")), ["深处"]),
    ],
)
def test_what_word_shows_is_read(body: str, expected: list[str]) -> None:
    assert lines(body) == expected


def test_changes_and_what_is_not_read_are_spoken_of() -> None:
    body = para(
        run("办结")
        + DELETED
        + INSERTED
        + run("密", "<w:vanish/>")
        + '<w:r><w:footnoteReference w:id="1"/></w:r>'
    )
    assert read_docx(docx(body)).notes == (
        "修订标记按已接受读取（共2处）",
        "隐藏文字没有读（共1处）",
        "脚注和尾注没有读（共1处）",
    )


@pytest.mark.parametrize(
    ("body", "numbering", "expected"),
    [
        (
            [
                listed("总体", 1),
                listed("机制", 1, 1),
                listed("执法", 1, 1),
                listed("办件", 1, 2),
                listed("不足", 1),
                listed("人员", 1, 1),
            ],
            GOVERNMENT,
            ["一、总体", "（一）机制", "（二）执法", "1.办件", "二、不足", "（一）人员"],
        ),
        (
            [listed("甲", 1), listed("乙", 1), listed("丙", 2), listed("丁", 2)],
            lists(
                level(0, "decimal", "%1"),
                more='<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0">'
                '<w:startOverride w:val="1"/></w:lvlOverride></w:num>',
            ),
            ["1 甲", "2 乙", "1 丙", "2 丁"],
        ),
        (
            [listed("甲", 1), listed("乙", 1, 1), listed("丙", 1), listed("丁", 1, 1)],
            lists(level(0, "chineseCounting", "第%1部分"), level(1, "decimal", "%1.%2", "<w:isLgl/>")),
            ["第一部分 甲", "1.1 乙", "第二部分 丙", "2.1 丁"],
        ),
        (
            [listed("甲", 1), para("乙"), listed("", 1), listed("丙", 1)],
            lists(level(0, "ideographTraditional", "%1、")),
            ["甲、甲", "乙", "乙、丙"],
        ),
        (
            [listed("甲", 1), listed("乙", 0), listed("丙", 9)],
            lists(level(0, "bullet", "●")),
            ["甲", "乙", "丙"],
        ),
        *(
            ([listed("甲", 1)], lists(level(0, form, "%1.").replace('"1"/>', f'"{start}"/>', 1)), expected)
            for form, start, expected in (
                ("lowerLetter", "780", ["z" * 30 + ".甲"]),
                ("lowerLetter", "123456789", ["123456789.甲"]),
                ("upperRoman", "123456789", ["123456789.甲"]),
                ("lowerLetter", "0", ["0.甲"]),
                ("decimal", "9" * 5000, ["1.甲"]),
            )
        ),
    ],
)
def test_automatic_numbers_are_printed(body: list[str], numbering: str, expected: list[str]) -> None:
    assert lines("".join(body), numbering=numbering) == expected


def test_styles_may_number_and_hide_and_tell_headings() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/>'
        '</w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="b"><w:name w:val="二级"/>'
        '<w:basedOn w:val="a"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="h"><w:name w:val="暗"/><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    body = "".join(
        para(text, f'<w:pStyle w:val="{style}"/>')
        for text, style in [("总体", "a"), ("机制", "b"), ("暗语", "h")]
    )
    assert lines(body, styles, GOVERNMENT) == ["一、总体", "（一）机制"]


@pytest.mark.parametrize(
    ("name", "number", "printed"),
    [
        ("chineseCountingThousand", 21, "二十一"),
        ("japaneseCounting", 10, "十"),
        ("ideographDigital", 12, "一二"),
        ("chineseLegalSimplified", 3, "叁"),
        ("decimalEnclosedCircleChinese", 3, "③"),
        ("decimalFullWidth", 12, "１２"),
        ("decimalZero", 3, "03"),
        ("lowerLetter", 28, "bb"),
        ("upperRoman", 14, "XIV"),
        ("upperRoman", 32767, "M" * 32 + "DCCLXVII"),
        ("unheardOf", 4, "4"),
    ],
)
def test_number_formats(name: str, number: int, printed: str) -> None:
    assert formatted(number, name) == printed


def table(*rows: list[str]) -> str:
    cells = ("".join(f"<w:tc>{para(cell)}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def read(body: str, styles: str = "") -> Report:
    return report_of(read_docx(docx(body, styles)))


def test_tables_are_cells_and_frames_are_not() -> None:
    report = read(
        para("一、统计") + table(["项目", "件数"], ["处罚", "12"]) + table(["框起来的一段话，共3句。"])
    )
    assert [(piece.row, piece.column, piece.text) for piece in report.pieces if piece.role is Role.CELL] == [
        (0, 0, "项目"),
        (0, 1, "件数"),
        (1, 0, "处罚"),
        (1, 1, "12"),
    ]
    assert report.pieces[-1].role is Role.PARAGRAPH


@pytest.mark.parametrize("styled", [True, False])
def test_a_report_with_and_without_styles(styled: bool) -> None:
    styles = '<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/></w:style>'
    body = para(TITLE, '<w:pStyle w:val="t"/>' if styled else "") + "".join(map(para, LINES))
    report = read(body, styles)
    assert bare("".join(piece.text for piece in report.pieces)) == WHOLE
    assert [piece.role for piece in report.pieces[-2:]] == [Role.ORGAN, Role.DATE]
    assert report.pieces[0].role is Role.TITLE
    for piece in report.pieces:
        assert "".join(report.source[at] for at in piece.offsets) == piece.text


def test_headings_by_style_alone_are_headings() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="标题 1"/></w:style>'
    body = para(TITLE) + para("主要举措", '<w:pStyle w:val="1"/>') + para("办理案件12件。")
    assert [(piece.role, piece.level) for piece in read(body, styles).pieces] == [
        (Role.TITLE, 0),
        (Role.HEADING, 1),
        (Role.PARAGRAPH, 0),
    ]
