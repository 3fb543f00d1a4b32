"""The named styles of a report as styles.xml, and its font table: text made from :mod:`layout`."""

from __future__ import annotations

from functools import partial

from msgspec import Struct

from drafter.writers.docx import layout
from drafter.writers.docx.layout import Faces, HalfPoints, Twips

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

BASE = "FzBase"
TITLE = "FzTitle"
ADDRESSEE = "FzAddressee"
BODY = "FzBody"
HEADINGS = ("FzHeading1", "FzHeading2", "FzHeading3", "FzHeading4")
LEADS = ("FzLead1", "FzLead2", "", "")
"""Character styles of headings that run in; levels 3 and 4 look like the body."""
ATTACHMENT_NOTE = "FzAttachmentNote"
ORGAN = "FzOrgan"
DATE = "FzDate"
NOTE = "FzNote"
LABEL = "FzAttachmentLabel"
CAPTION = "FzTableCaption"
TABLE_HEAD = "FzTableHead"
TABLE_CELL = "FzTableCell"
TABLE = "FzTable"
FOOTER = "FzFooter"
COMMENT_TEXT = "FzCommentText"
COMMENT_REFERENCE = "FzCommentReference"


class ParagraphStyle(Struct, frozen=True):
    """What one paragraph style changes of its parent; None leaves a thing as the parent has it.

    ``spacing`` is that of characters; ``line`` the exact line pitch (0: single, as Word likes).
    """

    id: str
    name: str
    parent: str = BASE
    next: str = ""
    face: str = ""
    size: HalfPoints | None = None
    spacing: int | None = None
    line: Twips | None = None
    jc: str = ""
    first_line: int | None = None
    left: int | None = None
    right: int | None = None
    keep_next: bool = False
    page_break: bool = False
    outline: int | None = None

    def xml(self, digits: str) -> str:
        """The style element; ``digits`` is the face for digits and Latin letters, if it is another one."""
        based = f'<w:basedOn w:val="{self.parent}"/>' if self.parent else ""
        after = f'<w:next w:val="{self.next}"/>' if self.next else ""
        custom = ' w:customStyle="1"' if self.name.startswith("公文") else ""
        return (
            f'<w:style w:type="paragraph"{custom} w:styleId="{self.id}"><w:name w:val="{self.name}"/>'
            f"{based}{after}<w:qFormat/>{self._paragraph()}{self._run(digits)}</w:style>"
        )

    def _paragraph(self) -> str:
        parts = ["<w:keepNext/>" * self.keep_next, "<w:pageBreakBefore/>" * self.page_break]
        if self.line is not None:
            parts.append(_spacing(self.line))
        indents = {"left": self.left, "right": self.right, "firstLine": self.first_line}
        given = "".join(f' w:{side}="{width}"' for side, width in indents.items() if width is not None)
        parts.append(f"<w:ind{given}/>" if given else "")
        parts.append(f'<w:jc w:val="{self.jc}"/>' if self.jc else "")
        parts.append(f'<w:outlineLvl w:val="{self.outline}"/>' if self.outline is not None else "")
        inside = "".join(parts)
        return f"<w:pPr>{inside}</w:pPr>" if inside else ""

    def _run(self, digits: str) -> str:
        parts = [fonts(self.face, digits) if self.face else ""]
        if self.spacing is not None:
            parts.append(f'<w:spacing w:val="{self.spacing}"/>')
        if self.size is not None:
            parts.append(f'<w:sz w:val="{self.size}"/><w:szCs w:val="{self.size}"/>')
        inside = "".join(parts)
        return f"<w:rPr>{inside}</w:rPr>" if inside else ""


def fonts(face: str, digits: str = "") -> str:
    """All four font slots: without eastAsia Word falls back to MS Mincho; no theme fonts."""
    latin = digits or face
    return (
        f'<w:rFonts w:hint="eastAsia" w:ascii="{latin}" w:eastAsia="{face}" w:hAnsi="{latin}" '
        f'w:cs="{latin}"/>'
    )


def _spacing(line: Twips) -> str:
    rule = f'w:line="{line}" w:lineRule="exact"' if line else 'w:line="240" w:lineRule="auto"'
    return f'<w:spacing w:before="0" w:after="0" {rule}/>'


# snapToGrid 0: with it LibreOffice ignores "exact".  widowControl 0: on gives pages of 21 lines.
# overflowPunct 1: LibreOffice reads it inverted and would drop hung commas from a PDF.
_BASE_PARAGRAPH = (
    '<w:pPr><w:keepNext w:val="0"/><w:keepLines w:val="0"/><w:pageBreakBefore w:val="0"/>'
    '<w:widowControl w:val="0"/><w:kinsoku w:val="1"/>'
    '<w:wordWrap w:val="1"/><w:overflowPunct w:val="1"/><w:topLinePunct w:val="0"/>'
    '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:adjustRightInd w:val="0"/>'
    f'<w:snapToGrid w:val="0"/>{_spacing(layout.LINE_PITCH)}'
    '<w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="both"/></w:pPr>'
)


def _base_run(faces: Faces) -> str:
    return (
        f'<w:rPr>{fonts(faces.body, faces.digits)}<w:b w:val="0"/><w:bCs w:val="0"/><w:i w:val="0"/>'
        f'<w:color w:val="000000"/><w:spacing w:val="{layout.CHARACTER_SPACING}"/><w:kern w:val="0"/>'
        f'<w:sz w:val="{layout.SIZE_BODY}"/><w:szCs w:val="{layout.SIZE_BODY}"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr>'
    )


def _whole_style(style_id: str, name: str, faces: Faces, attributes: str) -> str:
    return (
        f'<w:style w:type="paragraph"{attributes} w:styleId="{style_id}"><w:name w:val="{name}"/><w:qFormat/>'
        f"{_BASE_PARAGRAPH}{_base_run(faces)}</w:style>"
    )


def _paragraph_styles(faces: Faces) -> tuple[ParagraphStyle, ...]:
    indent = layout.characters(layout.INDENT_BODY)
    heading = partial(ParagraphStyle, next=BODY, keep_next=True, first_line=indent)
    table = partial(ParagraphStyle, size=layout.SIZE_TABLE, spacing=0, line=layout.TABLE_LINE, jc="center")
    return (
        ParagraphStyle(
            TITLE,
            "Title",
            next=BODY,
            face=faces.title,
            size=layout.SIZE_TITLE,
            spacing=0,
            jc="center",
            keep_next=True,
        ),
        ParagraphStyle(ADDRESSEE, "公文主送机关", next=BODY),
        ParagraphStyle(BODY, "公文正文", first_line=indent),
        heading(HEADINGS[0], "heading 1", face=faces.level_1, outline=0),
        heading(HEADINGS[1], "heading 2", face=faces.level_2, outline=1),
        heading(HEADINGS[2], "heading 3", outline=2),
        heading(HEADINGS[3], "heading 4", outline=3),
        ParagraphStyle(ATTACHMENT_NOTE, "公文附件说明"),
        ParagraphStyle(ORGAN, "公文署名", next=DATE, jc="right", keep_next=True),
        ParagraphStyle(DATE, "公文成文日期", next=BODY, jc="right"),
        ParagraphStyle(NOTE, "公文附注", first_line=indent),
        ParagraphStyle(
            LABEL, "公文附件标识", next=TITLE, face=faces.label, jc="left", keep_next=True, page_break=True
        ),
        ParagraphStyle(CAPTION, "公文表题", face=faces.label, jc="center", keep_next=True),
        table(TABLE_HEAD, "公文表头", face=faces.label),
        table(TABLE_CELL, "公文表文"),
        ParagraphStyle(
            FOOTER,
            "footer",
            face=faces.page_number,
            size=layout.SIZE_PAGE_NUMBER,
            spacing=0,
            line=layout.PAGE_NUMBER_LINE,
            jc="left",
        ),
        ParagraphStyle(
            COMMENT_TEXT, "annotation text", size=layout.SIZE_COMMENT, spacing=0, line=Twips(0), jc="left"
        ),
    )


def _character_styles(faces: Faces) -> str:
    leads = zip(LEADS, (faces.level_1, faces.level_2), ("公文段首标题一", "公文段首标题二"), strict=False)
    return "".join(
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{style_id}"><w:name w:val="{name}"/>'
        f"<w:qFormat/><w:rPr>{fonts(face, faces.digits)}</w:rPr></w:style>"
        for style_id, face, name in leads
    ) + (
        f'<w:style w:type="character" w:styleId="{COMMENT_REFERENCE}"><w:name w:val="annotation reference"/>'
        '<w:rPr><w:sz w:val="21"/><w:szCs w:val="21"/></w:rPr></w:style>'
    )


def _table_style() -> str:
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{TABLE}"><w:name w:val="公文表格"/>'
        f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblBorders>{edges}</w:tblBorders>'
        '<w:tblCellMar><w:top w:w="28" w:type="dxa"/><w:left w:w="57" w:type="dxa"/>'
        '<w:bottom w:w="28" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )


def styles_xml(faces: Faces) -> str:
    """word/styles.xml for these faces."""
    return (
        f'{DECLARATION}<w:styles xmlns:w="{NAMESPACE}"><w:docDefaults><w:rPrDefault>{_base_run(faces)}'
        f"</w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        + _whole_style("Normal", "Normal", faces, ' w:default="1"')
        + _whole_style(BASE, "公文", faces, ' w:customStyle="1"')
        + "".join(style.xml(faces.digits) for style in _paragraph_styles(faces))
        + _character_styles(faces)
        + _table_style()
        + "</w:styles>"
    )


def font_table_xml(faces: Faces) -> str:
    """word/fontTable.xml: each face with the substitutes Word may take."""
    return (
        f'{DECLARATION}<w:fonts xmlns:w="{NAMESPACE}">'
        + "".join(_font(name) for name in faces.names())
        + "</w:fonts>"
    )


def _font(name: str) -> str:
    substitutes = layout.SUBSTITUTES.get(name, "")
    alternative = f'<w:altName w:val="{substitutes}"/>' if substitutes else ""
    charset = '<w:charset w:val="86"/>' if any(ord(c) > 127 for c in name) else ""
    return f'<w:font w:name="{name}">{alternative}{charset}<w:pitch w:val="variable"/></w:font>'
