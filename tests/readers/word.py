"""Word files made of a few lines of XML, for the tests of the reader."""

from __future__ import annotations

import io
import re
import zipfile

_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def relations(*pairs: tuple[str, str]) -> str:
    """A part of relations: kinds and targets."""
    inside = "".join(
        f'<Relationship Id="r{n}" Type="{_TYPE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(pairs)
    )
    return f'<Relationships xmlns="{_PACKAGE}">{inside}</Relationships>'


def zipped(parts: dict[str, str | bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", packing) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return made.getvalue()


def _types() -> str:
    """The kinds of the parts."""
    start = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    parts = (
        ("document", "document.main"),
        ("styles", "styles"),
        ("numbering", "numbering"),
        ("comments", "comments"),
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        + "".join(
            f'<Override PartName="/word/{name}.xml" ContentType="{start}.{kind}+xml"/>'
            for name, kind in parts
        )
        + "</Types>"
    )


def docx(body: str, styles: str = "", numbering: str = "", comments: str = "") -> bytes:
    """A .docx with this body, these styles, this numbering, these comments."""
    return zipped(
        {
            "[Content_Types].xml": _types(),
            "_rels/.rels": relations(("officeDocument", "word/document.xml")),
            "word/_rels/document.xml.rels": relations(
                ("styles", "styles.xml"), ("numbering", "numbering.xml"), ("comments", "comments.xml")
            ),
            "word/document.xml": f"<w:document {_NAMES}><w:body>{body}</w:body></w:document>",
            "word/styles.xml": f"<w:styles {_NAMES}>{styles}</w:styles>",
            "word/numbering.xml": f"<w:numbering {_NAMES}>{numbering}</w:numbering>",
            "word/comments.xml": f"<w:comments {_NAMES}>{comments}</w:comments>",
        }
    )


def nested(tags: str, times: int, inside: str) -> str:
    """A paragraph with something so many elements deep."""
    ends = "".join(f"</{tag}>" for tag in reversed(re.findall("<([^ >]+)", tags)))
    return para(tags * times + inside + ends * times)


def run(text: str, properties: str = "") -> str:
    """A run."""
    inside = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inside}<w:t xml:space="preserve">{text}</w:t></w:r>'


def para(text: str, properties: str = "") -> str:
    """A paragraph of one run (or of what ``text`` already is as XML)."""
    inside = text if text.startswith("<") else run(text)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def listed(text: str, list_id: int, level: int = 0) -> str:
    """A paragraph of a list."""
    return para(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def level(number: int, form: str, text: str, more: str = "") -> str:
    """A level of an abstract list."""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(*levels: str, more: str = "") -> str:
    """A numbering part with one abstract list and list 1 on it."""
    return (
        f'<w:abstractNum w:abstractNumId="7">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>{more}'
    )
