"""The package around a draft: its constant parts, deflated once for each set of faces.

One draft then costs only document.xml, comments.xml and the part that remembers what was written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from msgspec import Struct

from drafter.writers.docx import layout, styles
from drafter.writers.docx.layout import Faces
from drafter.writers.docx.zipped import Member, archive, member

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
RELATIONSHIPS = f"{OFFICE}/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

DOCUMENT_PART = "word/document.xml"
COMMENTS_PART = "word/comments.xml"
STAMP_PART = "customXml/item1.xml"
STAMP_ID = "{6E1A5C2D-3B0F-4D7E-9C55-FA2B1D9704AA}"
"""The identifier Word asks of every custom part; any constant will do."""

# Parts of the main document: relationship id, type, target, content type ("" for plain application/xml).
_PARTS = (
    ("rId1", "styles", "styles.xml", f"{WORD_TYPE}.styles+xml"),
    ("rId2", "settings", "settings.xml", f"{WORD_TYPE}.settings+xml"),
    ("rId3", "fontTable", "fontTable.xml", f"{WORD_TYPE}.fontTable+xml"),
    ("rId4", "footer", "footer1.xml", f"{WORD_TYPE}.footer+xml"),
    ("rId5", "footer", "footer2.xml", f"{WORD_TYPE}.footer+xml"),
    ("rId6", "customXml", f"../{STAMP_PART}", ""),
)
_COMMENTS = ("rId7", "comments", "comments.xml", f"{WORD_TYPE}.comments+xml")
ODD_FOOTER, EVEN_FOOTER = "rId4", "rId5"


class Content(Struct, frozen=True):
    """What differs from draft to draft."""

    texts: Mapping[str, bytes]
    """document.xml and, where there are comments, comments.xml, by name."""
    stamp: str


def pack(content: Content, faces: Faces, created: date | None) -> bytes:
    """The bytes of the .docx."""
    parts = [member(name, text, level=3) for name, text in content.texts.items()]
    parts.append(member(STAMP_PART, content.stamp, level=3))
    first, *rest = _constant_parts(faces, COMMENTS_PART in content.texts)
    return archive([first, *parts, *rest, member("docProps/core.xml", core_xml(created))])


@lru_cache(maxsize=8)
def _constant_parts(faces: Faces, commented: bool) -> tuple[Member, ...]:
    parts = (*_PARTS, _COMMENTS) if commented else _PARTS
    texts = {
        "[Content_Types].xml": _content_types(parts),
        "_rels/.rels": _package_relationships(),
        "word/_rels/document.xml.rels": _relationships(
            (i, f"{RELATIONSHIPS}/{t}", p) for i, t, p, _ in parts
        ),
        "word/styles.xml": styles.styles_xml(faces),
        "word/settings.xml": SETTINGS,
        "word/fontTable.xml": styles.font_table_xml(faces),
        "word/footer1.xml": footer_xml("right"),
        "word/footer2.xml": footer_xml("left"),
        "customXml/itemProps1.xml": STAMP_PROPERTIES,
        "customXml/_rels/item1.xml.rels": STAMP_RELATIONSHIPS,
        "docProps/app.xml": APP,
    }
    return tuple(member(name, text, level=9) for name, text in texts.items())


def _content_types(parts: Iterable[tuple[str, str, str, str]]) -> str:
    overrides = {
        "/word/document.xml": f"{WORD_TYPE}.document.main+xml",
        **{f"/word/{target}": kind for _, _, target, kind in parts if kind},
        "/customXml/itemProps1.xml": STAMP_PROPERTIES_TYPE,
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    }
    return (
        f'{styles.DECLARATION}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in overrides.items())
        + "</Types>"
    )


def _relationships(rows: Iterable[tuple[str, str, str]]) -> str:
    inside = "".join(f'<Relationship Id="{i}" Type="{kind}" Target="{target}"/>' for i, kind, target in rows)
    return f'{styles.DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{inside}</Relationships>'


def _package_relationships() -> str:
    return _relationships(
        (
            ("rId1", f"{RELATIONSHIPS}/officeDocument", "word/document.xml"),
            ("rId2", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            ("rId3", f"{RELATIONSHIPS}/extended-properties", "docProps/app.xml"),
        )
    )


def footer_xml(side: str, style: str = styles.FOOTER) -> str:
    """The page number (7.5): — 1 — in 4号 宋体, one character from the outer edge."""
    run = '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>{}</w:r>'.format
    field = "".join(
        run(part)
        for part in (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    before, after = run('<w:t xml:space="preserve">— </w:t>'), run('<w:t xml:space="preserve"> —</w:t>')
    return (
        f'{styles.DECLARATION}<w:ftr xmlns:w="{styles.NAMESPACE}"><w:p><w:pPr>'
        f'<w:pStyle w:val="{style}"/><w:ind w:{side}="{layout.PAGE_NUMBER_INDENT}"/>'
        f'<w:jc w:val="{side}"/></w:pPr>'
        f"{before}{field}{after}</w:p></w:ftr>"
    )


def core_xml(created: date | None) -> str:
    """Document properties without any person; the date only where the caller gives one."""
    stamp = '<dcterms:created xsi:type="dcterms:W3CDTF">{}T00:00:00Z</dcterms:created>'
    when = stamp.format(created) if created else ""
    return (
        f'{styles.DECLARATION}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:creator></dc:creator><cp:lastModifiedBy></cp:lastModifiedBy>{when}</cp:coreProperties>"
    )


APP = (
    f'{styles.DECLARATION}<Properties xmlns="{OFFICE}/extended-properties">'
    "<Application>法治年报助手</Application></Properties>"
)

# doNotCompress: compressed punctuation would give lines of more than 28 characters.
SETTINGS = (
    f'{styles.DECLARATION}<w:settings xmlns:w="{styles.NAMESPACE}"><w:zoom w:percent="100"/>'
    '<w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
    '<w:characterSpacingControl w:val="doNotCompress"/>'
    "<w:compat><w:doNotExpandShiftReturn/>"
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
    'w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>'
    '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
    "</w:settings>"
)

STAMP_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
STAMP_PROPERTIES = (
    f'{styles.DECLARATION}<ds:datastoreItem ds:itemID="{STAMP_ID}" xmlns:ds="{OFFICE}/customXml"/>'
)
STAMP_RELATIONSHIPS = _relationships((("rId1", f"{RELATIONSHIPS}/customXmlProps", "itemProps1.xml"),))
