"""The kinds of files that can be read, told by their content first and their ending second."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from msgspec import Struct

from drafter.errors import Place, ReadError
from drafter.readers.model import Source
from drafter.readers.plain import decode, read_text

Reader = Callable[[bytes, Path], Source]
LARGEST = 200_000_000
"""Bytes of a file beyond which it is no report."""
_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*+<(?:!doctype\s+html|html|head|body|div|p|table|meta)\b",
    re.I | re.S,
)
_PROTECTED = "这个文件有密码，读不了"
_OPEN_UP = "请用 Word 或 WPS 输入密码打开，去掉密码后另存为 .docx 再读"


class Format(Struct, frozen=True):
    """A kind of file: its name, its endings, how it is read."""

    name: str
    endings: tuple[str, ...]
    read: Reader


def _text(data: bytes, _path: Path) -> Source:
    return read_text(decode(data))


def _html(data: bytes, _path: Path) -> Source:
    from drafter.readers.html import read_html

    return read_html(data)


def _docx(data: bytes, _path: Path) -> Source:
    from drafter.readers.docx import read_docx

    return read_docx(data)


def _pdf(data: bytes, _path: Path) -> Source:
    from drafter.readers.pdf import read_pdf

    return read_pdf(data)


def _converted(data: bytes, path: Path) -> Source:
    from drafter.readers.office import converted

    return _docx(converted(data, path.suffix.lower() or ".doc"), path)


def _mail_page(data: bytes, _path: Path) -> Source:
    from drafter.readers.html import read_saved_page

    return read_saved_page(data)


TEXT = Format("文本", (".txt", ".md", ".markdown", ".text"), _text)
HTML = Format("网页", (".html", ".htm", ".shtml", ".xhtml", ".jsp"), _html)
SAVED = Format("单个文件的网页", (".mht", ".mhtml"), _mail_page)
DOCX = Format("Word 文件", (".docx", ".docm", ".dotx"), _docx)
PDF = Format("PDF", (".pdf",), _pdf)
OFFICE = Format(
    "旧的 Word 或 WPS 文件", (".doc", ".wps", ".wpt", ".dot", ".rtf", ".odt", ".ofd", ".uot"), _converted
)
FORMATS = (TEXT, HTML, SAVED, DOCX, PDF, OFFICE)
BY_ENDING: Mapping[str, Format] = {ending: one for one in FORMATS for ending in one.endings}


def read_source(path: Path) -> Source:
    """The file read into lines.  Raises ReadError, with the file as its place."""
    try:
        data = _bytes(path)
        return _format(data, path.suffix.lower()).read(data, path)
    except ReadError as error:
        raise ReadError(error.what, Place(path), error.advice, error.exit_code) from error


def _bytes(path: Path) -> bytes:
    if path.is_dir():
        raise ReadError("这是一个文件夹，不是文件", advice="请给出里面那份报告的文件名")
    try:
        if path.stat().st_size > LARGEST:
            raise ReadError("文件太大，不像是一份报告", advice="请检查是不是给错了文件")
        data = path.read_bytes()
    except FileNotFoundError:
        raise ReadError("没有这个文件", advice="请检查文件名和所在的文件夹") from None
    except OSError as error:
        advice = "请先在 Word 或 WPS 里关掉它，并检查是否有权限打开"
        raise ReadError(f"打不开：{error.strerror or error}", advice=advice) from None
    if not data.strip(b"\xef\xbb\xbf\x00 \r\n\t"):
        raise ReadError("这个文件是空的", advice="请检查是不是给错了文件，或者还没有保存")
    return data


def _format(data: bytes, ending: str) -> Format:
    """By content; the ending decides only between kinds of text and kinds of old office files."""
    if data.startswith(_PICTURES):
        raise ReadError("这是一张图片，里面没有能读的文字", advice=_KNOWN)
    if data.startswith(b"PK"):
        return DOCX if ending not in (".odt", ".ofd") else OFFICE
    if data.startswith(_OLE):
        return _old_office(data)
    if b"%PDF-" in data[:1024]:
        return PDF
    if data.startswith(b"{\\rtf"):
        return OFFICE
    if (
        re.match(rb"(?:MIME-Version|From|Content-Type|Subject|Date):", data, re.I)
        and b"multipart/" in data[:4000]
    ):
        return SAVED
    if _HTML.match(_start(data)) or (ending in HTML.endings and b"<" in data[:4000]):
        return HTML
    if ending in BY_ENDING and BY_ENDING[ending] is not TEXT:
        return _mistaken(data, ending)
    if _is_binary(data):
        raise ReadError(f"不认识这种文件（{ending or '没有后缀'}）", advice=_KNOWN)
    return TEXT


_KNOWN = "能读的是 .docx、网页（.html）、文本（.txt）、PDF，装有 LibreOffice 时还有 .doc、.wps；其他的请另存为 .docx"


def _start(data: bytes) -> bytes:
    """The beginning of a file as bytes of an ASCII-like charset."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return decode(data[:4000]).encode("utf-8")
    return data[:4000].removeprefix(b"\xef\xbb\xbf")


def _is_binary(data: bytes) -> bool:
    sample = data[:4000]
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    controls = sum(byte < 32 and byte not in b"\t\r\n\x0b\x0c\x1a" for byte in sample)
    return controls > len(sample) // 50


def _mistaken(data: bytes, ending: str) -> Format:
    """A file whose content is not what its ending says: plain text called .doc is text, all else is damaged."""
    if not _is_binary(data):
        return TEXT
    raise ReadError(
        f"这个 {ending} 文件已经损坏，或者不是{BY_ENDING[ending].name}",
        advice="请用 Word 或 WPS 打开看一看，能打开就另存为 .docx 再读",
    )


def _old_office(data: bytes) -> Format:
    """An OLE container: an old Word file, an encrypted .docx, a spreadsheet …, told by the names of its streams."""

    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if holds("EncryptedPackage") or holds("EncryptionInfo") or _locked_word(data):
        raise ReadError(_PROTECTED, advice=_OPEN_UP)
    for name, kind in (("Workbook", "表格"), ("Book", "表格"), ("PowerPoint Document", "幻灯片")):
        if holds(name) and not holds("WordDocument"):
            raise ReadError(f"这是{kind}文件，不是报告", advice="请给出报告的 Word 文件、网页或文本文件")
    return OFFICE


def _locked_word(data: bytes) -> bool:
    """Whether an old Word file is encrypted: the flag in its FIB ([MS-DOC], 2.5.2, fEncrypted)."""
    for place in range(512, min(len(data), 1_000_000), 512):
        if data[place : place + 2] == b"\xec\xa5":
            return bool(data[place + 11] & 1)
    return False
