"""The zip of a Word file, opened with care: sizes are looked at before anything is unpacked, XML has no entities."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import Any

from lxml import etree

from drafter.errors import ReadError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_STRICT_DOCUMENT_RELATIONSHIPS = b"http://purl.oclc.org/ooxml/officeDocument/relationships"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
LARGEST_PART, LARGEST_RATIO, UNSUSPICIOUS = 80_000_000, 250, 4_000_000
"""A part may unpack to so many bytes, and to so many times its packed size once it is not small any more."""
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How the parts of a package may be packed (ECMA-376-2)."""
_DEEPEST = 256
"""Elements inside each other: what libxml2 allows unless told otherwise; in files made by hand they are some dozens."""
_TOO_DEEP = f"boolean({'/*' * (_DEEPEST + 1)})"
_REPAIR = "请用 Word 或 WPS 打开看一看，能打开就另存为一个新的 .docx 再读"
_OTHER = {"xl": "表格", "ppt": "幻灯片", "visio": "绘图"}
_OPEN_UP = "请用 Word 或 WPS 输入密码打开，去掉密码后另存为 .docx 再读"


class Package:
    """An opened package; parts are read when asked for."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = {info.filename.lstrip("/").replace("\\", "/"): info for info in archive.infolist()}
        self._main = self._main_name()
        self._related = self._targets(self._main)

    def main(self) -> Any:
        """The root of the main part, whose elements are not too deep to be read one inside the other."""
        root = self._xml(self._main)
        if root.xpath(_TOO_DEEP):
            raise ReadError("这个 Word 文件里面已经损坏", advice=_REPAIR)
        return root

    def part(self, kind: str) -> Any | None:
        """The root of the part that the main part names as its ``styles`` or ``numbering``; None without."""
        name = self._related.get(kind)
        return self._xml(name) if name in self._names else None

    def _main_name(self) -> str:
        name = self._targets("").get("officeDocument", "word/document.xml")
        folder = name.partition("/")[0]
        if folder in _OTHER:
            raise ReadError(
                f"这是{_OTHER[folder]}文件，只是后缀改成了 .docx",
                advice="请给出报告的 Word 文件、网页或文本文件",
            )
        if name not in self._names:
            raise ReadError("这个压缩包不是 Word 文件", advice=_REPAIR)
        return name

    def _targets(self, name: str) -> dict[str, str]:
        """The parts a part is related to, by the last word of the relation's type."""
        folder, base = posixpath.split(name)
        relations = posixpath.join(folder, "_rels", f"{base}.rels")
        if relations not in self._names:
            return {}
        found = {}
        for one in self._xml(relations).iter(_RELATION):
            kind = one.get("Type", "").rpartition("/")[2]
            found[kind] = posixpath.normpath(posixpath.join(folder, one.get("Target", ""))).lstrip("/")
        return found

    def _xml(self, name: str) -> Any:
        data = self._bytes(name)
        if (
            b"<!DOCTYPE" in data[:2000]
            or b"<!ENTITY" in data
            or "<!DOCTYPE".encode("utf-16-le") in data[:4000]
        ):
            raise ReadError(
                "文件里有不该出现的实体定义，可能是恶意文件",
                advice="请不要打开它；请向给您文件的人要一份 PDF 或文本",
            )
        data = data.replace(_STRICT_DOCUMENT_RELATIONSHIPS, b"").replace(_STRICT, _TRANSITIONAL)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError:
            raise ReadError("这个 Word 文件里面已经损坏", advice=_REPAIR) from None

    def _bytes(self, name: str) -> bytes:
        info = self._names[name]
        ratio = info.file_size / max(info.compress_size, 1)
        if info.file_size > LARGEST_PART or (info.file_size > UNSUSPICIOUS and ratio > LARGEST_RATIO):
            raise ReadError(
                "文件解开后大得不正常（可能是“压缩炸弹”），没有读", advice="请向给您文件的人重新要一份"
            )
        if info.flag_bits & 1:
            raise ReadError("这个文件有密码，读不了", advice=_OPEN_UP)
        if info.compress_type not in _PACKED:
            raise ReadError("这个 Word 文件里面已经损坏", advice=_REPAIR)
        try:
            with self._archive.open(info) as part:
                return part.read(info.file_size + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError):
            raise ReadError("这个 Word 文件里面已经损坏", advice=_REPAIR) from None


def open_package(data: bytes) -> Package:
    """The package in a file's bytes.  Raises ReadError."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        raise ReadError("这个 Word 文件不完整或已经损坏", advice=_REPAIR) from None
    return Package(archive)
